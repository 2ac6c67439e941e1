"""A world in which every column that holds JSON has something to say."""

from dataclasses import replace

import sqlalchemy as sa

from bot.db.rounds.set_drafts import DraftOutcome
from bot.db.tables import entries, inbox, log, outbox, set_drafts, sheets
from bot.workers.turns import Turns
from handlers.incoming.events import Incoming
from scoring.declared import Met
from scoring.rounds.round import RoundState
from tests.db.world import ROUND, TELEGRAM, VIETNAM, WEB, ZALO, World, event, file, submit
from tests.doorway import turns_on

BEFORE = replace(ROUND, code="2024", name="Đợt năm 2024", year=2024, state=RoundState.PUBLISHED)
QUESTION = "/chamdiem 1.2"
ANSWER = "b"
PAPER = {"number": "12/KH-UBND", "date": "2025-01-15", "issuer": "UBND xã", "pages": ""}

Keys = dict[str, object]


def turns(world: World) -> Turns:
    return turns_on(world.store, world.clock, VIETNAM)


def furnish(world: World) -> Keys:
    """Fills the world; the key of a row for each column by "table.column". Hoa has the question for 1.2 open."""
    chats = {}
    for key, person in ((TELEGRAM, world.hoa), (WEB, world.nam), (ZALO, world.lan)):
        chats[person.id] = world.chat(key, person)
        with world.store.write() as work:
            work.people.confirm_notice(person.id, world.now)
    with world.store.write() as work:
        work.timetable.save(BEFORE, world.now)
        work.facts.set("telegram_name", "cchc_bot")
        read = {"read": PAPER}
        received = work.documents.receive(replace(file(sha256="c" * 64), **read), world.hoa, TELEGRAM, world.now)
        work.set_drafts.receive(received.document, "phu-luc.docx", world.lan, world.now)
        ours = work.sheets.open(ROUND, "XA01")
        ours.declare("1.1", Met(True), world.by())
        ours.explain("1.1", "chưa có bản ký", world.by())
        ours.declare("1.1", Met(False), world.by())
        ours.attach("1.1", received)
        work.sheets.save(ours)
        theirs = work.sheets.open(ROUND, "XA02")
        submit(world, theirs)
        work.sheets.save(theirs)
    with world.store.write() as work:
        due = work.set_drafts.due(world.now)
        assert due is not None
        work.set_drafts.read(due.id, DraftOutcome("báo cáo", uncertain=("dòng 3",), faults=("dòng 7",)))
    world.put(event("hỏi", QUESTION))
    assert turns(world).one() is not None
    world.put(Incoming(TELEGRAM, "đáp", world.clock.pass_(seconds=1), text=ANSWER))
    return _keys(world, received.document, chats[world.hoa.id])


def _keys(world: World, document: str, chat: int) -> Keys:
    with world.engine.connect() as connection:

        def last(column: sa.Column[int]) -> object:
            return connection.execute(sa.select(sa.func.max(column))).scalar()

        leaf = sa.select(entries.c.id).join(sheets).where(sheets.c.unit == "XA01", entries.c.leaf == "1.1")
        entry, number, draft = (
            connection.execute(one).scalar() for one in (leaf, _declared_line(), sa.select(set_drafts.c.id))
        )
        return {
            "inbox.event": last(inbox.c.id),
            "outbox.card": last(outbox.c.id),
            "chats.session": chat,
            "people.scope": world.hoa.id,
            "documents.read": document,
            "entries.declared": entry,
            "entries.explained": entry,
            "entries.undo": entry,
            "facts.value": "telegram_name",
            "log.before": number,
            "log.after": number,
            "rounds.ends": BEFORE.code,
            "rounds.settings": BEFORE.code,
            "set_drafts.uncertain": draft,
            "set_drafts.faults": draft,
        }


def _declared_line() -> sa.Select[tuple[int]]:
    """The second declaration of a leaf: a line with something on both sides."""
    return sa.select(sa.func.max(log.c.number)).where(log.c.what == "declare", log.c.place == "2025/XA01/1.1")
