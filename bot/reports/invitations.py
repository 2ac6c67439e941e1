"""Invitations to be printed: a page a unit, for each person a code and a QR code of every channel."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from importlib import resources
from io import BytesIO
from typing import Any

import segno
import typst

from bot.db.work import SqlWork
from handlers.ports import Entrance, Invitation
from handlers.texts.common import moment
from handlers.texts.people.inviting import duties, way
from scoring.people import Person, Unit
from scoring.written.letters import clean

MIME = "application/pdf"


@dataclass(frozen=True, slots=True)
class Page:
    """One unit with those of its people who are invited, by the person's id."""

    unit: Unit
    people: Sequence[Person]
    invitations: Mapping[str, Invitation]


def of_batch(work: SqlWork, unit_code: str, batch: str, zone: tzinfo) -> bytes | None:
    """The pages of a batch of invitations; ``unit_code`` "" is every unit. ``None`` when nobody can come in by it any more."""
    units = [unit for unit in work.people.units() if unit_code in ("", unit.code)]
    pages = [page for unit in units if (page := _page(work, unit, batch)).people]
    alive = work.rounds.alive()
    bodies = [body.name for code in dict.fromkeys(round_.authority for round_ in alive) if (body := work.people.unit(code))]
    heading = ("; ".join(bodies), "; ".join(round_.name for round_ in alive))
    return invitations_pdf(pages, *heading, zone) if pages else None


def _page(work: SqlWork, unit: Unit, batch: str) -> Page:
    people = work.people.of_unit(unit.code)
    given = work.invitations.of_batch(batch, people, work.clock())
    return Page(unit, [person for person in people if person.id in given], given)


def invitations_pdf(pages: Sequence[Page], authority: str, round_name: str, zone: tzinfo) -> bytes:
    """A4, at least one page a unit; ``authority`` and ``round_name`` stand above each, "" where there is none yet."""
    units = [
        {
            "name": clean(page.unit.name),
            "people": [_person(person, page.invitations[person.id], zone) for person in page.people],
        }
        for page in pages
    ]
    data = {"authority": clean(authority), "round": clean(round_name), "units": units}
    source = resources.files("bot.reports").joinpath("invitations.typ").read_bytes()
    made: bytes = typst.compile(source, sys_inputs={"data": json.dumps(data)}, ignore_system_fonts=True)
    return made


def _person(person: Person, given: Invitation, zone: tzinfo) -> dict[str, Any]:
    return {
        "name": clean(person.name),
        "position": clean(person.position),
        "duties": _sentence(duties(person)),
        "code": given.code,
        "until": moment(given.until, zone),
        "ways": [_way(entrance) for entrance in given.entrances],
    }


def _way(entrance: Entrance) -> dict[str, str]:
    svg = qr_svg(entrance.url) if entrance.url else ""
    return {"channel": entrance.title, "typed": entrance.typed, "way": _sentence(way(entrance)), "svg": svg}


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def qr_svg(address: str) -> str:
    """Read from paper by a phone's camera, also when a fold runs across it."""
    buffer = BytesIO()
    segno.make(address, error="m", micro=False).save(buffer, kind="svg", xmldecl=False, border=2)
    return buffer.getvalue().decode()
