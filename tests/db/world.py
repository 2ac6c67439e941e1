"""A tiny world: one set with a leaf of every kind, one round, two communes, a few people."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import sqlalchemy as sa

from bot.db.messages.inbox import OpenedEvent
from bot.db.work import SqlWork
from handlers.cards.card import Card
from handlers.incoming.events import ChatKey, EventKind, File, Incoming
from scoring.criteria import ClassThreshold, CriteriaSet, EvidenceItem, Field, Leaf, Source
from scoring.declared import (
    Conditions,
    Count,
    Declared,
    Judged,
    Met,
    NotApplicable,
    NotArisen,
    Option,
    Percent,
    Ratio,
    Value,
    Variables,
)
from scoring.people import Person, Role, Unit
from scoring.rounds.round import Milestone, Round, RoundState, RoundUnit
from scoring.rules import (
    Branch,
    Checklist,
    Formula,
    JudgedRule,
    Labelled,
    PerItem,
    Proportional,
    Rule,
    SingleChoice,
    Steps,
    SurveyMean,
    Variable,
    WithNotApplicable,
    WithNotArisen,
    YesNo,
)
from scoring.sheet.entry import Authorship
from scoring.sheet.score_sheet import ScoreSheet
from tests.doorway import store_on

D = Decimal
VIETNAM = timezone(timedelta(hours=7))
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
TWO = D(2)
PLAN = (EvidenceItem("a", "Kế hoạch"), EvidenceItem("b", "Báo cáo năm"))


def _leaf(code: str, rule: Rule, source: Source = Source.SELF, *, most: str = "2") -> Leaf:
    evidence = PLAN if code == "1.1" else ()
    return Leaf(code, f"Tiêu chí {code}", Decimal(most), source, rule, evidence=evidence)


OPTIONS = (Labelled("a", "Tốt", TWO), Labelled("b", "Đạt", Decimal(1)))
PARTS = (Labelled("a", "Có kế hoạch"), Labelled("b", "Có báo cáo"))
CRITERIA = CriteriaSet(
    id="nho",
    version="1",
    name="Bộ tiêu chí nhỏ",
    decision="",
    sample=True,
    fields=(
        Field(
            "1",
            "Chỉ đạo, điều hành",
            Decimal(12),
            (
                _leaf("1.1", YesNo()),
                _leaf("1.2", SingleChoice(OPTIONS)),
                _leaf("1.3", Checklist(PARTS, ((2, TWO), (1, Decimal(1))))),
                _leaf("1.4", WithNotApplicable(WithNotArisen(Proportional(), TWO)), most="6"),
            ),
        ),
        Field(
            "2",
            "Tổ chức bộ máy",
            Decimal(10),
            (
                _leaf("2.1", PerItem(Decimal(1), TWO)),
                _leaf("2.2", Steps(Decimal(10), Decimal(1), Decimal(10), Decimal("0.5"))),
                _leaf("2.3", Formula((Variable("a", "số a"), Variable("b", "số b")), (Branch("", "a / b"),))),
                _leaf("2.4", JudgedRule()),
                _leaf("2.5", SurveyMean(), Source.SURVEY),
            ),
        ),
    ),
    classes=(ClassThreshold("good", Decimal(65), None), ClassThreshold("failed", Decimal(0), None)),
)
ROUND = Round(
    code="2025",
    name="Đợt chấm điểm năm 2025",
    year=2025,
    set_id="nho",
    set_version="1",
    authority="HUYEN",
    ends={Milestone.SELF_SCORING: datetime(2026, 4, 30, 23, 59, tzinfo=VIETNAM)},
    units=(RoundUnit("XA01", "đồng bằng"), RoundUnit("XA02", "miền núi")),
    state=RoundState.OPEN,
)
#: A declaration of every kind; the last one of a leaf is what a complete sheet says.
EVERY_KIND: list[tuple[str, Declared]] = [
    ("1.1", Met(True)),
    ("1.2", Option("b")),
    ("1.3", Conditions(("a", "b"))),
    ("1.4", Ratio(D(357), D(372))),
    ("1.4", Percent(D("85.3"))),
    ("1.4", NotArisen()),
    ("1.4", NotApplicable()),
    ("2.1", Count(1)),
    ("2.2", Value(D("25.5"))),
    ("2.3", Variables((("a", D(1)), ("b", D(3))))),
    ("2.4", Judged(D("1.5"), "đúng hạn, đủ nội dung")),
]
TELEGRAM = ChatKey("telegram", "cchc_bot", "100")
WEB = ChatKey("web", "", "w1")
ZALO = ChatKey("zalo_oa", "oa", "200")


@dataclass
class Clock:
    """The time of the story; it passes only when told to."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> datetime:
        self.now += timedelta(**time)
        return self.now


@dataclass
class World:
    """The store with everything in it that a story starts from."""

    engine: sa.Engine
    clock: Clock = field(default_factory=Clock)

    def __post_init__(self) -> None:
        self.store = store_on(self.engine, self.clock, upload_link=lambda person, leaf, *_: f"/u/{person.id}-{leaf}")
        with self.store.write() as work:
            self._found(work)

    def _found(self, work: SqlWork) -> None:
        for code, name in (("HUYEN", "Thanh Bình"), ("XA01", "An Hòa"), ("XA02", "Bình Minh")):
            work.staff.add_unit(Unit(code, name))
        work.sets.add(CRITERIA, self.now)
        work.timetable.save(ROUND, self.now)
        self.hoa = work.staff.add_person("XA01", Role.COORDINATOR, self.now, name="Nguyễn Thị Hoà", scope=["1"])
        self.nam = work.staff.add_person("XA02", Role.COORDINATOR, self.now, name="Trần Văn Nam")
        self.lan = work.staff.add_person("HUYEN", Role.APPRAISER, self.now, name="Lê Thị Lan", scope=["1"])

    @property
    def now(self) -> datetime:
        return self.clock.now

    def by(self, person: Person | None = None) -> Authorship:
        return Authorship.of(person or self.hoa, self.now, "telegram")

    def chat(self, key: ChatKey, person: Person | None = None) -> int:
        """A chat, linked to a person."""
        with self.store.write() as work:
            chat_id = work.chats.ensure(key)
            if person:
                work.chats.link(chat_id, person.id, self.clock.pass_(seconds=1))
        return chat_id

    def sheet(self, unit: str = "XA01") -> ScoreSheet:
        with self.store.read() as work:
            return work.sheets.read(ROUND, unit)

    def put(self, *events: Incoming) -> list[bool]:
        with self.store.write() as work:
            return [work.inbox.put(event, self.now) for event in events]

    def take(self) -> str | None:
        """Handles the oldest event; its text."""
        with self.store.write() as work:
            opened = self.opened(work)
            if opened is None:
                return None
            work.inbox.handled(opened.id)
            return opened.event.text

    def opened(self, work: SqlWork) -> OpenedEvent | None:
        """Claims the oldest event in this work, and reads it."""
        claimed = work.inbox.claim(None)
        return None if claimed is None else work.inbox.open(claimed, self.now)

    def reply(self, chat_id: int, text: str, *, slot: str = "", settle: bool = False) -> None:
        with self.store.write() as work:
            work.outbox.put(chat_id, Card(text, slot=slot, settle=settle), self.now)

    def notify(self, person: Person, text: str, key: str, not_before: datetime | None = None) -> bool:
        with self.store.write() as work:
            return work.cards.notify(person.id, Card(text, kind="reminder"), key=key, not_before=not_before)

    def due(self) -> list[str]:
        """Takes what is due; its texts."""
        with self.store.write() as work:
            return [delivery.card.text for delivery in work.deliveries.due(self.now, 10)]

    def send(self, ref: str = "m1") -> list[str]:
        """Sends what is due, one round of it; its texts, with the message that is changed, if it is a change."""
        with self.store.write() as work:
            taken = work.deliveries.due(self.now, 10)
            for delivery in taken:
                work.deliveries.sent(delivery.id, ref)
        return [f"{one.message_ref}: {one.card.text}" if one.message_ref else one.card.text for one in taken]

    def states(self) -> list[tuple[str, str]]:
        """The state of every card, the oldest first, with the channel it is meant for."""
        with self.store.read() as work:
            return [(one.state, one.channel) for one in reversed(work.deliveries.list())]


def event(
    key: str, text: str = "", *, chat: ChatKey = TELEGRAM, at: datetime = START, kind: EventKind = EventKind.MESSAGE
) -> Incoming:
    return Incoming(chat, key, at, kind=kind, text=text)


def file(fingerprint: str = "f1", *, sha256: str | None = None) -> File:
    return File(f"ref-{fingerprint}", fingerprint, "ke-hoach.pdf", "application/pdf", 1200, sha256)


def complete(world: World, sheet: ScoreSheet) -> None:
    """Declares and explains everything that the commune declares."""
    known = dict(EVERY_KIND)
    for leaf in sheet.criteria.declared_leaves():
        sheet.declare(leaf.code, known[leaf.code], world.by())
    sheet.explain("1.1", "chưa có bản ký", world.by())
    sheet.explain("1.4", "xã không có lĩnh vực này", world.by())


def submit(world: World, sheet: ScoreSheet) -> None:
    complete(world, sheet)
    sheet.send_for_signature(world.by())
    sheet.sign(world.by())
