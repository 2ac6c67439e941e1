"""The standing body brings the annex of its own decision by chat, and uses it for a new round."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.files.storage import EvidenceStore
from bot.reports.exports import Exports
from bot.workers.set_reading import SetReading
from handlers.incoming.events import File
from knowledge.reading import read_set
from tests.doorway import VIETNAM
from tests.stories.telling.actors import Member
from tests.stories.telling.filling import joined
from tests.stories.telling.world import World

ANNEXES = Path(__file__).parents[2] / "knowledge" / "annex" / "files"
WORD = "PL kem to trinh 58 SNV.docx"
WRONG_SUM = "loi-tong-diem.xlsx"


class Desk:
    """Sends annexes whose content is there, and lets the product read them."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.evidence = EvidenceStore(folder)
        self._reading = SetReading(world.store, self.evidence, world.clock, ThreadPoolExecutor(1), VIETNAM)

    def annex(self, name: str, content: bytes | None = None) -> File:
        written = self.evidence.put((ANNEXES / name).read_bytes() if content is None else content)
        return File("", written.sha256, name, size=written.size, sha256=written.sha256)

    async def reads(self) -> int:
        taken = 0
        while await self._reading.some():
            taken += 1
        self.world.passes()
        return taken

    def file(self, member: Member) -> str:
        """What the file on the newest card says."""
        attachment = member.cards[-1].attachment
        assert attachment is not None
        return Exports(self.world.store, self.evidence, VIETNAM).make(attachment).content.decode()


@pytest.fixture
def desk(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The data folder stands as it does by itself: relative to where the product was started."""
    monkeypatch.chdir(tmp_path)
    return Desk(world, Path("data"))


async def test_an_annex_becomes_a_set_in_three_steps(world: World, desk: Desk) -> None:
    son = joined(world, "demo-noivu")
    son.says("/botieuchi")
    son.reads("mau-minh-hoa@1", "dùng ở đợt CCHC2025, CCHC2026")
    son.presses("Nhập từ tệp Word, Excel")
    son.sends_files(desk.annex(WORD))
    son.reads("Đang đọc")
    assert await desk.reads() == 1
    son.reads("**Đã đọc “PL kem to trinh 58 SNV.docx”**", "44 tiêu chí, 100 điểm")
    son.presses("Đưa vào sử dụng")
    son.reads("pl-kem-to-trinh-58-snv, phiên bản 1, dùng được cho đợt mới")
    son.presses("Các bộ tiêu chí")
    son.reads("(pl-kem-to-trinh-58-snv@1)")


async def test_the_report_and_the_set_can_be_taken_away(world: World, desk: Desk) -> None:
    son = joined(world, "demo-noivu")
    son.sends_files(desk.annex(WORD))
    await desk.reads()
    son.presses("Tải báo cáo")
    assert "100" in desk.file(son)
    son.presses("Tải bộ tiêu chí")
    kept = read_set(desk.file(son)).set
    assert kept is not None
    assert len(kept.leaves) - len(kept.extras) == 44


async def test_the_same_file_again_is_the_same_set_and_a_corrected_one_a_new_version(world: World, desk: Desk) -> None:
    son = joined(world, "demo-noivu")
    for _ in range(2):
        son.sends_files(desk.annex(WORD))
        await desk.reads()
        son.presses("Đưa vào sử dụng")
        son.reads("phiên bản 1")
    other = (ANNEXES / "Phu luc 02 Bo chi so 2026 (NFD).docx").read_bytes()
    son.sends_files(desk.annex(WORD, other))
    await desk.reads()
    use = son.button("Đưa vào sử dụng")
    son.touches(use)
    son.reads("phiên bản 2")
    son.touches(use)
    son.reads("phiên bản 2")


async def test_a_file_with_faults_is_told_with_their_places_and_stores_nothing(world: World, desk: Desk) -> None:
    son = joined(world, "demo-noivu")
    son.sends_files(desk.annex(WRONG_SUM))
    await desk.reads()
    son.reads("chưa dùng được", "3.2")
    assert not any("Đưa vào sử dụng" in label for label in son.choices())
    with world.store.read() as work:
        assert [one.id for one in work.sets.list()] == ["mau-minh-hoa"]


async def test_a_file_that_nobody_can_read_comes_to_an_end(world: World, desk: Desk) -> None:
    son = joined(world, "demo-noivu")
    son.sends_files(desk.annex("hỏng.docx", b"PK\x03\x04 broken"))
    await desk.reads()
    son.reads("“hỏng.docx” chưa dùng được")
    son.presses("Nhập từ tệp Word, Excel")
    son.reads("tệp Word (.docx) hoặc Excel (.xlsx)")


async def test_what_is_no_annex_is_refused_at_once(world: World, desk: Desk) -> None:
    son = joined(world, "demo-noivu")
    son.sends("ảnh chụp.jpg")
    son.reads("không phải tệp Word (.docx) hay Excel (.xlsx)")
    assert await desk.reads() == 0


async def test_an_annex_that_the_channel_cannot_carry_gets_a_link(world: World, desk: Desk) -> None:
    son = joined(world, "demo-noivu")
    son.sends_files(File("tg-file", "print", "phụ lục.docx", size=30 << 20, fault="too_large_here"))
    son.reads("“phụ lục.docx” lớn hơn mức kênh chat này cho phép", "https://cchc.example.gov.vn/u/")
    assert await desk.reads() == 0


def test_nobody_else_brings_or_uses_a_set(world: World) -> None:
    for code in ("demo-vanphong", "demo-thamdinh", "demo-hoidong"):
        member = joined(world, code)
        for door in ("sets", "import_set", "activate_set:x", "set_yaml:x"):
            member.forges(door)
            member.reads("không thuộc vai trò")
