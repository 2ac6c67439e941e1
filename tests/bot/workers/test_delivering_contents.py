"""What goes with a card is read when it leaves; what breaks on the way holds nobody up and is never sent twice blindly."""

import asyncio
import json
from dataclasses import dataclass, field, replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa

from bot.channels.base import ChannelFault, Outgoing, TryLater
from bot.db.messages.deliveries import LEASE, REPEATED
from bot.reports import exports
from handlers.cards.card import Attachment, Card, Choice, Export, Picture
from handlers.incoming.events import File
from scheduler.retries import SENDING
from scoring.declared import Met
from scoring.sheet.entry import Paper
from tests.bot.post import ABLE, Post, Wire
from tests.db.world import ROUND, TELEGRAM, World

SHEET = Attachment(Export.SHEET, "XA01", ROUND.code, "bang.xlsx")


def queue(world: World, card: Card) -> None:
    chat = world.chat(TELEGRAM, world.hoa)
    with world.store.write() as work:
        work.outbox.put(chat, card, world.now)


def listed(world: World) -> tuple[str, str]:
    """The state of the newest card, and why."""
    with world.store.read() as work:
        newest = work.deliveries.list()[0]
    return newest.state, newest.why


async def test_a_picture_is_read_when_its_card_leaves(world: World, tmp_path: Path) -> None:
    wire = Wire()
    post = Post(world, tmp_path, wire)
    stored = Picture(post.evidence.put(b"mot tam anh").sha256, "anh.jpg", "image/jpeg")
    lost = Picture("ab" * 32, "mat.jpg", "image/jpeg")
    queue(world, Card("Tài liệu 1.1", pictures=(stored, lost)))
    await post.delivers()
    assert wire.arrived[0].pictures == ((stored, b"mot tam anh"),)


async def test_a_picture_that_only_adorns_a_list_is_no_message_of_its_own(world: World, tmp_path: Path) -> None:
    post = Post(world, tmp_path, wire := Wire())
    stored = Picture(post.evidence.put(b"mot tam anh").sha256, "anh.jpg", "image/jpeg", aside=True)
    queue(world, Card("Tài liệu của 1.1", pictures=(stored,)))
    await post.delivers()
    assert wire.arrived[0].pictures == ()


async def test_the_sheet_names_the_papers_that_stand_behind_its_points(world: World, tmp_path: Path) -> None:
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.declare("1.1", Met(True), world.by())
        announced = work.documents.receive(File("ref", "u1", "kh.pdf"), world.hoa, TELEGRAM, world.now)
        filed = sheet.attach("1.1", announced).evidence[0]
        sheet.describe_evidence("1.1", filed.id, Paper("12/KH-UBND", "2026-01-05", "UBND xã", "trang 3"), world.by())
        work.sheets.save(sheet)
    queue(world, Card("Bảng chấm điểm", attachment=SHEET))
    post = Post(world, tmp_path, wire := Wire())
    await post.delivers()
    file = wire.arrived[0].file
    assert file is not None
    cells = [
        cell for row in openpyxl.load_workbook(BytesIO(file.content)).worksheets[0].iter_rows(values_only=True) for cell in row
    ]
    assert "Tài liệu: kh.pdf, số 12/KH-UBND, ngày 05/01/2026, UBND xã, trang 3" in cells


async def test_a_sheet_is_made_as_it_stands_when_its_card_leaves(world: World, tmp_path: Path) -> None:
    wire = Wire()
    queue(world, Card("Bảng chấm điểm", attachment=SHEET))
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.declare("1.1", Met(True), world.by())
        sheet.explain("1.1", "giải trình sau khi xếp hàng", world.by())
        work.sheets.save(sheet)
    await Post(world, tmp_path, wire).delivers()
    file = wire.arrived[0].file
    assert file is not None
    cells = [str(cell.value) for row in openpyxl.load_workbook(BytesIO(file.content)).worksheets[0] for cell in row]
    assert any("giải trình sau khi xếp hàng" in cell for cell in cells)


async def test_a_paper_that_cannot_be_made_is_told_at_once(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(_place: object) -> bytes:
        raise ValueError("All strings must be XML compatible")

    monkeypatch.setitem(exports.MAKERS, "sheet", ("", breaks))
    queue(world, Card("Bảng chấm điểm", (Choice("Xem tiến độ", "progress"),), attachment=SHEET))
    await Post(world, tmp_path, wire := Wire()).delivers()
    (told,) = wire.arrived
    assert "chưa làm được tệp “bang.xlsx”" in told.card.text
    assert "báo người vận hành" in told.card.text
    assert (told.file, told.card.choices) == (None, (Choice("Xem tiến độ", "progress"),))
    assert "the paper sheet XA01 2025 cannot be made" in caplog.text
    assert listed(world)[0] == "sent"


async def test_a_paper_waits_for_a_disk_that_is_away(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_place: object) -> bytes:
        raise OSError("no space left on device")

    made = exports.MAKERS["sheet"]
    monkeypatch.setitem(exports.MAKERS, "sheet", (made[0], away))
    queue(world, Card("Bảng chấm điểm", attachment=SHEET))
    post = Post(world, tmp_path, wire := Wire())
    await post.delivers()
    assert wire.arrived == []
    monkeypatch.setitem(exports.MAKERS, "sheet", made)
    await post.delivers(timedelta(minutes=1))
    assert wire.arrived[0].file is not None


async def test_everything_kept_of_a_person_goes_to_him_as_a_file(world: World, tmp_path: Path) -> None:
    wire = Wire()
    queue(world, Card("Dữ liệu của anh/chị", attachment=Attachment(Export.MY_DATA, "XA01", "", "du-lieu.json", world.hoa.id)))
    await Post(world, tmp_path, wire).delivers()
    file = wire.arrived[0].file
    assert file is not None
    assert "Nguyễn Thị Hoà" in json.dumps(json.loads(file.content), ensure_ascii=False)


async def test_a_channel_that_carries_no_files_gets_the_words(world: World, tmp_path: Path) -> None:
    wire = Wire(capabilities=replace(ABLE, files_out=False))
    queue(world, Card("Bảng chấm điểm", attachment=SHEET, pictures=(Picture("ab" * 32, "a.jpg", "image/jpeg"),)))
    await Post(world, tmp_path, wire).delivers()
    assert [(one.card.text, one.file, one.pictures) for one in wire.arrived] == [("Bảng chấm điểm", None, ())]


async def test_a_channel_that_changes_nothing_gets_a_second_message(world: World, tmp_path: Path) -> None:
    wire, chat = Wire(capabilities=replace(ABLE, edits=False)), world.chat(TELEGRAM, world.hoa)
    post = Post(world, tmp_path, wire)
    for text in ("☐ a", "✔ a"):
        world.reply(chat, text, slot="tick")
        await post.delivers()
    assert [one.replaces for one in wire.arrived] == [None, None]


@dataclass
class Interrupted(Wire):
    """The message arrives, and then nothing more is heard."""

    taken: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, outgoing: Outgoing) -> str:
        reference = await super().send(outgoing)
        self.taken.set()
        await asyncio.Event().wait()
        return reference


async def test_a_crash_between_sending_and_writing_it_down_repeats_once_and_is_marked(world: World, tmp_path: Path) -> None:
    queue(world, Card("một"))
    dying = Interrupted()
    sending = asyncio.create_task(Post(world, tmp_path, dying).delivers())
    await dying.taken.wait()
    sending.cancel()
    wire = Wire(faults=[ChannelFault("flood", timedelta(minutes=1))])
    post = Post(world, tmp_path, wire)
    await post.delivers(LEASE / 2)
    assert wire.arrived == [], "it may still be on its way"
    await post.delivers(5 * LEASE)
    assert (dying.texts, wire.texts) == (["một"], ["một"])
    assert listed(world) == ("sent", REPEATED)


async def test_a_card_replaced_on_its_way_is_changed_when_it_has_arrived(world: World, tmp_path: Path) -> None:
    chat = world.chat(TELEGRAM, world.hoa)

    class Ticking(Wire):
        async def send(self, outgoing: Outgoing) -> str:
            if outgoing.card.text == "☐ a":
                world.reply(chat, "✔ a", slot="tick")
            return await super().send(outgoing)

    wire = Ticking()
    world.reply(chat, "☐ a", slot="tick")
    await Post(world, tmp_path, wire).delivers(timedelta(seconds=5))
    assert [(one.card.text, one.replaces) for one in wire.arrived] == [("☐ a", None), ("✔ a", "1")]


class Broken(Wire):
    async def send(self, outgoing: Outgoing) -> str:
        if outgoing.card.text == "lạ":
            raise KeyError("a fault of ours")
        return await super().send(outgoing)


async def test_a_fault_of_ours_in_a_channel_costs_one_card_and_no_more(world: World, tmp_path: Path) -> None:
    chat, wire = world.chat(TELEGRAM, world.hoa), Broken()
    world.reply(chat, "lạ")
    post = Post(world, tmp_path, wire)
    await post.delivers(timedelta(minutes=10))
    world.reply(chat, "sau")
    await post.delivers(timedelta(minutes=10))
    assert wire.texts == ["sau"]
    assert post.states() == ["unknown", "sent"]
    assert post.reasons() == ["KeyError"]


async def test_a_picture_that_cannot_be_read_for_a_while_is_sent_later(world: World, tmp_path: Path) -> None:
    wire = Wire()
    post = Post(world, tmp_path, wire)
    stored = Picture(post.evidence.put(b"mot tam anh").sha256, "anh.jpg", "image/jpeg")
    queue(world, Card("Tài liệu 1.1", pictures=(stored,)))
    place = post.evidence.path(stored.sha256)
    aside = place.rename(tmp_path / "aside")
    place.symlink_to("/proc/self/mem")
    await post.delivers()
    assert (wire.arrived, post.states()) == ([], ["waiting"])
    place.unlink()
    aside.rename(place)
    await post.delivers(timedelta(seconds=30))
    assert wire.arrived[0].pictures == ((stored, b"mot tam anh"),)


async def test_passing_faults_are_tried_again_on_the_timetable(sqlite_engine: sa.Engine, tmp_path: Path) -> None:
    world = World(sqlite_engine)
    wire = Wire(faults=[TryLater(timedelta(0), "no answer") for _ in SENDING])
    queue(world, Card("thẻ"))
    post = Post(world, tmp_path, wire)
    for left, wait in zip(range(len(SENDING) - 1, -1, -1), SENDING, strict=True):
        await post.delivers()
        assert len(wire.faults) == left
        world.clock.now += wait - timedelta(seconds=1)
        await post.delivers()
        assert len(wire.faults) == left, "not yet"
        world.clock.pass_(seconds=1)
    await post.delivers()
    assert wire.texts == ["thẻ"]


@pytest.mark.parametrize("round_code", ["2025", "2024"])
async def test_a_paper_of_a_round_that_is_not_there_is_said_at_once(
    sqlite_engine: sa.Engine, tmp_path: Path, round_code: str
) -> None:
    world, wire = World(sqlite_engine), Wire()
    queue(world, Card("Bảng", attachment=replace(SHEET, round=round_code)))
    post = Post(world, tmp_path, wire)
    await post.delivers()
    assert post.states() == (["sent"] if round_code == ROUND.code else ["failed"])
