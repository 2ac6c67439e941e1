"""Ordinary sentences in the middle of work: ``python -m benchmarks.sentences [FILE.yaml …] [--channel zalo_bot]``.

Each is said in a world of its own, in the situation that it names, as one turn; what came is held against what was
written down for it beforehand. Printed: role, verdict, sentence, the first line that came; for what was missed the ways on
that the card offers; a share for each role and for all.
"""

import argparse
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import yaml

from bot.db.engine import open_engine, upgrade
from bot.db.tables import outbox
from bot.demo import world as demo
from bot.files.storage import EvidenceStore
from handlers import questions
from handlers.cards.buttons import decode
from handlers.cards.card import Card
from handlers.session import Session
from scoring.people import Role
from scoring.sheet.entry import Stage
from scoring.sheet.score_sheet import ScoreSheet
from scoring.sheet.stored import declared_to_json
from scoring.written.numbers import show
from tests.db.world import Clock
from tests.doorway import store_on
from tests.stories.telling.actors import Member
from tests.stories.telling.databases import checkpoint, copied
from tests.stories.telling.filling import fills_everything, joined
from tests.stories.telling.rendered import CAPABLE, CHANNELS
from tests.stories.telling.world import START, ZONE, World

HERE = Path(__file__).parent / "said"
LISTS = tuple(f"sentences{name}.yaml" for name in ("", "_paraphrased", "_further", "_typed", "_voices", "_third", "_fourth"))
CODES = {
    "official": "demo-tuphap",
    "coordinator": "demo-vanphong",
    "leader": "demo-chutich",
    "appraiser": "demo-thamdinh",
    "standing_body": "demo-noivu",
}
#: Questions about an answer that was understood.
ASKED_BACK = (questions.Meant, questions.OutOf, questions.Confirm, questions.Swap)
#: The leaf that the appraiser looks at, with what its commune gave itself.
PLACE = ("XA04", "2.3")


@dataclass(frozen=True, slots=True)
class Sentence:
    """``expected`` says in words what ``check`` tests."""

    role: str
    situation: str
    sentence: str
    expected: str
    check: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one turn came to. ``queued``: cards to other people, by kind; ``changed``: the own sheet, by the sentence alone."""

    card: Card
    session: Session
    sheets: Mapping[str, ScoreSheet]
    queued: Mapping[str, int]
    changed: bool

    @property
    def open(self) -> str:
        """ "value 2.3": the question that is open, and its leaf."""
        asked = self.session.question
        return f"{asked.key} {self.session.leaf}".strip() if asked else ""

    def possible(self, code: str) -> list[Any]:
        """What the open question offers as the answer of a leaf."""
        asked = self.session.question
        if self.session.leaf != code:
            return []
        if isinstance(asked, questions.Meant):
            return [declared_to_json(one) for one in asked.possible]
        held = questions.Confirm | questions.Overtaken | questions.JudgedReason
        return [declared_to_json(asked.declared)] if isinstance(asked, held) else []

    @property
    def doors(self) -> list[str]:
        pressed = (decode(choice.code) for choice in self.card.choices)
        return [" ".join((press.action, *press.args)) for press in pressed if press and press.turn is None]


# -- what has to come ------------------------------------------------------------------------------------------------------


def holds(check: Mapping[str, Any], got: Outcome) -> bool:
    """Whether everything that is asked for has come."""
    return all(CHECKS[name](wanted, got) for name, wanted in check.items())


def _found(pattern: str, got: Outcome) -> bool:
    return re.search(pattern, got.card.text.replace("**", ""), re.IGNORECASE) is not None


def _declared(wanted: Mapping[str, Any], got: Outcome) -> bool:
    """The answers of leaves of the person's own commune; nothing for a leaf that is not scored."""
    sheet = got.sheets["XA01"]
    return all(_json(sheet, code) == (None if value is None else value) for code, value in wanted.items())


def _json(sheet: ScoreSheet, code: str) -> Any:
    entry = sheet.entry(code)
    return declared_to_json(entry.declared) if entry.declared is not None else None


def _proposed(wanted: Mapping[str, Any], got: Outcome) -> bool:
    """The answer is written down, or it is what one is asked about, alone or among a few."""
    return all(_json(got.sheets["XA01"], code) == answer or answer in got.possible(code) for code, answer in wanted.items())


def _unscored(_wanted: bool, got: Outcome) -> bool:
    """Nothing was written down by the sentence, and nothing is put to the person to be written down."""
    return not got.changed and not isinstance(got.session.question, ASKED_BACK)


def _evidence(wanted: Mapping[str, list[str | None]], got: Outcome) -> bool:
    """The one file that was sent lies under one of these documents; with none named it is not there any more."""
    for code, items in wanted.items():
        lying = [file.item for file in got.sheets["XA01"].entry(code).live_evidence]
        if (lying != []) if not items else (len(lying) != 1 or lying[0] not in items):
            return False
    return True


def _appraised(wanted: Mapping[str, str | None], got: Outcome) -> bool:
    for place, points in wanted.items():
        unit, code = place.split()
        given = got.sheets[unit].entry(code).score(Stage.FIRST_APPRAISAL)
        if (show(given.points).replace(",", ".") if given and given.points is not None else None) != points:
            return False
    return True


def _one_of(names: list[str], patterns: list[str]) -> bool:
    return any(fnmatchcase(name, pattern) for name in names for pattern in patterns)


CHECKS: Mapping[str, Callable[[Any, Outcome], bool]] = {
    "card": lambda wanted, got: all(_found(pattern, got) for pattern in wanted),
    "lacks": lambda wanted, got: not any(_found(pattern, got) for pattern in wanted),
    "asks": lambda wanted, got: _one_of([got.open], wanted),
    "doors": lambda wanted, got: _one_of(got.doors, wanted),
    "declared": _declared,
    "proposed": _proposed,
    "unscored": _unscored,
    "evidence": _evidence,
    "appraised": _appraised,
    "queued": lambda wanted, got: all(got.queued.get(kind, 0) >= least for kind, least in wanted.items()),
    "attachment": lambda wanted, got: got.card.attachment is not None and got.card.attachment.what == wanted,
    "pictures": lambda wanted, got: bool(got.card.pictures) is wanted,
    "either": lambda wanted, got: any(holds(one, got) for one in wanted),
}


# -- situations ------------------------------------------------------------------------------------------------------------


def situated(world: World, one: Sentence) -> Member:
    """Somebody of this role, where the sentence is said."""
    kind, _, rest = one.situation.partition(" ")
    member = joined(world, _submitter(world) if kind == "submitted" else CODES[one.role])
    member.says("huỷ")
    SITUATIONS[kind](world, member, rest)
    return member


def _submitter(world: World) -> str:
    return world.invited(world.person("XA03", Role.COORDINATOR))


def _to_sign(world: World, _member: Member, _rest: str) -> None:
    lan = joined(world, CODES["coordinator"])
    lan.says("/nop")
    lan.presses("Trình lãnh đạo ký")


def _file_asked(_world: World, member: Member, _rest: str) -> None:
    member.says("2.3 a")
    member.sends("anh.jpg")


def _on_leaf(_world: World, member: Member, _rest: str) -> None:
    member.says(f"/thamdinh {' '.join(PLACE)}")


def _decided(world: World, member: Member, rest: str) -> None:
    _on_leaf(world, member, rest)
    member.presses("Đồng ý")


SITUATIONS: Mapping[str, Callable[[World, Member, str], None]] = {
    "idle": lambda _world, _member, _rest: None,
    "submitted": lambda _world, _member, _rest: None,
    "asked": lambda _world, member, code: member.says(f"/chamdiem {code}"),
    "scored": lambda _world, member, answer: member.says(answer),
    "file_asked": _file_asked,
    "file_unplaced": lambda _world, member, _rest: member.sends("anh.jpg"),
    "to_sign": _to_sign,
    "on_a_leaf": _on_leaf,
    "decided": _decided,
}


def loaded(folder: Path) -> dict[str, Path]:
    """The demo world where one leaf of XA01 is scored and lacks its document, and the one where everything is complete."""
    files = {"begun": folder / "begun.db", "complete": folder / "complete.db"}
    engine = open_engine(f"sqlite:///{files['begun']}")
    upgrade(engine)
    store = store_on(engine, Clock(START))
    demo.load(store, EvidenceStore(folder / "evidence"), START, ZONE)
    checkpoint(engine)
    with copied(files["begun"], files["complete"]) as filled:
        fills_everything(World(filled))
        checkpoint(filled)
    with copied(files["begun"], folder / "other.db") as begun:
        joined(World(begun), CODES["official"]).says("2.2 có")
        checkpoint(begun)
    (folder / "other.db").replace(files["begun"])
    return files


def said(files: Mapping[str, Path], one: Sentence, channel: str) -> Outcome:
    file = files["complete" if one.situation == "to_sign" else "begun"]
    with copied(file, file.with_name("said.db")) as engine:
        world = World(engine, channel, channels=CAPABLE)
        member = situated(world, one)
        before, answers = _queued(engine), _answers(world)
        member.says(one.sentence)
        after = _queued(engine)
        with world.store.read() as work:
            current, chat = next(iter(work.rounds.alive()), None), work.chats.find(member.key)
            assert current is not None
            assert chat is not None
            sheets = {unit: work.sheets.read(current, unit) for unit in ("XA01", "XA02", "XA03", "XA04")}
            queued = {kind: after[kind] - before[kind] for kind in after}
            session = work.chats.session(chat)
        return Outcome(member.cards[-1], session, sheets, queued, _answers(world) != answers)


def _answers(world: World) -> list[Any]:
    """What the own commune has declared."""
    with world.store.read() as work:
        current = next(iter(work.rounds.alive()))
        return [entry.declared for entry in work.sheets.read(current, "XA01")]


def _queued(engine: sa.Engine) -> dict[str, int]:
    with engine.connect() as connection:
        counted = connection.execute(sa.select(outbox.c.kind, sa.func.count()).group_by(outbox.c.kind))
        return defaultdict(int, dict(counted.tuples().all()))


# -- the report ------------------------------------------------------------------------------------------------------------


def read(path: Path) -> Iterator[Sentence]:
    for one in yaml.safe_load(path.read_text(encoding="utf-8")):
        yield Sentence(**one)


def printed(one: Sentence, got: Outcome, *, hit: bool) -> None:
    first = got.card.text.replace("**", "").splitlines()[0]
    print(f"{one.role:13} {'yes' if hit else 'NO ':3} [{one.situation}] {one.sentence}  ->  {first[:110]}")
    if not hit:
        ways = "; ".join(choice.label for choice in got.card.choices) or "no way on"
        print(f"{'':18}wanted: {one.expected}; open: {got.open or '-'}; ways on: {ways[:160]}")


def measured(files: Mapping[str, Path], path: Path, channel: str) -> None:
    shares: dict[str, list[bool]] = defaultdict(list)
    lost = 0
    for one in read(path):
        got = said(files, one, channel)
        hit = holds(one.check, got)
        shares[one.role].append(hit)
        lost += not hit and not got.card.choices
        printed(one, got, hit=hit)
    print(f"\n{path.name}, {channel}:")
    everything = [hit for hits in shares.values() for hit in hits]
    for name, hits in [*shares.items(), ("all", everything)]:
        print(f"  {name:13} {sum(hits):3} of {len(hits):3}  {sum(hits) / len(hits):6.1%}")
    print(f"  without the thing itself and without a button on: {lost}\n", flush=True)


@contextmanager
def worlds() -> Iterator[dict[str, Path]]:
    with tempfile.TemporaryDirectory() as folder:
        yield loaded(Path(folder))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sentences", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--channel", choices=list(CHANNELS), default="web")
    given = parser.parse_args()
    with worlds() as files:
        for path in given.files or [HERE / name for name in LISTS if (HERE / name).exists()]:
            measured(files, path, given.channel)


if __name__ == "__main__":
    main()
