"""Rounds, results and reminders as JSON."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any

from scheduler.reminders import Reminder
from scoring.results.classification import Classification
from scoring.results.ranking import Ranked
from scoring.results.totals import Totals
from scoring.rounds.round import Round
from scoring.written.numbers import plain


def round_json(round_: Round, states: Mapping[str, str], zone: tzinfo) -> dict[str, Any]:
    """Times in ``zone``, whatever offset the round's file was written with."""
    return {
        "code": round_.code,
        "name": round_.name,
        "year": round_.year,
        "state": round_.state.value,
        "set": {"id": round_.set_id, "version": round_.set_version},
        "authority": round_.authority,
        "timetable": {milestone.value: end.astimezone(zone).isoformat() for milestone, end in round_.ends.items()},
        "settings": {
            "survey_held": round_.settings.survey_held,
            "ties": round_.settings.ties.value,
            "explanation_days": round_.settings.explanation_days,
            "reminder_days": list(round_.settings.reminder_days),
            "reminder_hour": round_.settings.reminder_hour,
            "lock_at_deadline": round_.settings.lock_at_deadline,
            "signed_scan_required": round_.settings.signed_scan_required,
        },
        "units": [
            {
                "code": member.unit,
                "group": member.group,
                "state": states.get(member.unit, "draft"),
                "extended_to": member.extended_to.astimezone(zone).isoformat() if member.extended_to else None,
            }
            for member in round_.units
        ],
    }


def results_json(
    round_: Round, standings: Sequence[tuple[Ranked, Totals, Classification]], places: int
) -> list[dict[str, Any]]:
    return [
        {
            "unit": ranked.unit,
            "group": ranked.group,
            "index": plain(ranked.index, places),
            "rank": ranked.rank,
            "class": given.name,
            "because": given.because,
            "round": round_.code,
        }
        for ranked, _, given in standings
    ]


def reminder_json(reminder: Reminder, zone: tzinfo) -> dict[str, Any]:
    left = "hôm nay là ngày cuối" if reminder.days_left == 0 else f"còn {reminder.days_left} ngày"
    return {
        "to": reminder.person.name,
        "person": reminder.person.id,
        "role": reminder.person.role.value,
        "unit": reminder.unit,
        "round": reminder.round.code,
        "days_left": reminder.days_left,
        "deadline": reminder.deadline.astimezone(zone).isoformat(),
        "leaves": list(reminder.owed.codes),
        "unscored": list(reminder.owed.unscored),
        "lacking": list(reminder.owed.lacking),
        "why": f"{left}; còn {len(reminder.owed.codes)} tiêu chí: {', '.join(reminder.owed.codes) or 'theo dõi cả xã'}",
        "text": reminder.card.text,
    }
