"""The whole score sheet as JSON, in the shape that operators and integrations rely on."""

from collections.abc import Callable
from datetime import datetime, tzinfo
from fractions import Fraction
from typing import Any

from knowledge.working import in_words
from scoring.results.classification import classify
from scoring.results.totals import final_totals, self_totals
from scoring.rounds.round import Round
from scoring.sheet.entry import Authorship, Entry, Evidence, Former, Request, Score, Stage
from scoring.sheet.papers import Scan
from scoring.sheet.score_sheet import ScoreSheet
from scoring.sheet.stored import declared_to_json
from scoring.written.numbers import plain

NOT_SCORED = "chưa chấm điểm"


class SheetJson:
    """``name`` turns an opaque id into a display name; times are given in ``zone``."""

    def __init__(self, round_: Round, name: Callable[[str], str], zone: tzinfo) -> None:
        self._round = round_
        self._name = name
        self._zone = zone

    def whole(self, sheet: ScoreSheet, unit_name: str) -> dict[str, Any]:
        return {
            "unit": {"code": sheet.unit, "name": unit_name},
            "round": {"code": self._round.code, "year": self._round.year},
            "set": {"id": sheet.criteria.id, "version": sheet.criteria.version, "sample": sheet.criteria.sample},
            "state": sheet.state.value,
            "locked_at": self._time(sheet.locked_at),
            "difficulties": sheet.difficulties or None,
            "signed_scan": [self._page(scan) for scan in sheet.scans],
            "leaves": [self._leaf(entry, sheet.criteria.rounding) for entry in sheet],
            **self._results(sheet),
        }

    def _results(self, sheet: ScoreSheet) -> dict[str, Any]:
        """Points of the self stage until the reviewing side has given every point; then the final ones as well."""
        places, own = sheet.criteria.rounding, self_totals(sheet)
        final = final_totals(sheet, survey_held=self._round.settings.survey_held)
        given = classify(final.index, final.fields, sheet.criteria.classes) if final.index is not None else None
        shown = own if final.index is None else final
        fields = [
            {
                "code": total.code,
                "points": plain(total.points, places),
                "max": plain(total.max, places),
                "percent": _plain(total.percent, places),
            }
            for total in shown.fields
        ]
        return {
            "totals": {
                "self": plain(own.points, places),
                "final": plain(final.points, places) if final.index is not None else None,
                "max": plain(shown.max, places),
                "index": _plain(final.index, places),
                "fields": fields,
            },
            "classification": {"class": given.name, "because": given.because} if given else None,
        }

    def _leaf(self, entry: Entry, places: int) -> dict[str, Any]:
        latest, own = entry.latest, entry.score(Stage.SELF)
        final = latest.points if latest is not None and latest is not own else None
        return {
            "code": entry.leaf.code,
            "max": plain(entry.leaf.max, places),
            "source": entry.leaf.source.value,
            "rule": entry.leaf.rule.kind,
            "declared": declared_to_json(entry.declared) if entry.declared else None,
            "working": in_words(entry.working) or None,
            "not_applicable": entry.claim.value if entry.claim else None,
            **{stage.value: self._score(entry.score(stage), stage, places) for stage in Stage},
            "final": _plain(final, places),
            "explanation": entry.explanation or None,
            "request": self._request(entry.request),
            "evidence": [self._evidence(entry, file) for file in entry.evidence],
            "former_evidence": [self._former(entry, former) for former in entry.former],
            "complete": entry.complete,
            "missing": _missing(entry),
            **({"unreadable": sorted(entry.lost)} if entry.lost else {}),
        }

    def _score(self, score: Score | None, stage: Stage, places: int) -> dict[str, Any] | None:
        if score is None:
            return None
        exact = None if score.points is None else str(score.points)
        shown = {"points": _plain(score.points, places), "exact": exact, **self._by(score.by)}
        return shown if stage is Stage.SELF else shown | {"note": score.note}

    def _by(self, by: Authorship) -> dict[str, Any]:
        return {"by": self._name(by.person), "at": self._time(by.at), "channel": by.channel}

    def _request(self, request: Request | None) -> dict[str, Any] | None:
        if request is None:
            return None
        known = {"state": request.state.value, "reason": request.reason, "due": self._time(request.due)}
        return known | {"answer": request.sent_answer or None, **self._by(request.by)}

    def _evidence(self, entry: Entry, file: Evidence) -> dict[str, Any]:
        item = f"{entry.leaf.code}.{file.item}" if file.item else None
        names = ("sha256", "name", "mime", "size", "note", "number", "date", "issuer", "pages", "preview")
        found = {"item": item, "status": file.status.value, "citizens_numbers": file.doubtful, "held": file.held}
        found |= {"kind": "link" if file.address else "file", "address": file.address or None}
        return {name: getattr(file, name) for name in names} | found | self._by(file.by)

    def _former(self, entry: Entry, former: Former) -> dict[str, Any]:
        """A file that counts no more: who took it off and when, and the content that took its place."""
        names = {file.id: file.name for file in (*entry.evidence, *(gone.file for gone in entry.former))}
        ended = {"how": "replaced" if former.replaced_by else "withdrawn", "by_file": names.get(former.replaced_by or "")}
        return self._evidence(entry, former.file) | {"ended": ended | self._by(former.ended)}

    def _page(self, scan: Scan) -> dict[str, Any]:
        names = ("sha256", "name", "mime", "size")
        file = {name: getattr(scan.file, name) for name in names}
        return file | {"status": scan.file.status.value, "current": scan.current, **self._by(scan.file.by)}

    def _time(self, at: datetime | None) -> str | None:
        return at.astimezone(self._zone).isoformat(timespec="seconds") if at else None


def _plain(value: Fraction | None, places: int) -> str | None:
    return None if value is None else plain(value, places)


def _missing(entry: Entry) -> list[str]:
    if not entry.leaf.source.declared_by_commune:
        return []
    items = [f"{entry.leaf.code}.{item.key} {item.name}" for item in entry.missing_items]
    return items if entry.scored else [NOT_SCORED, *items]
