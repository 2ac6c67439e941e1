"""Whether a file that was sent is a list of units or of people, told by its headings."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from bot.rosters import people, units, words
from bot.rosters.columns import DEEPEST_HEADING, only_read
from bot.rosters.grid import ListRow, NotAList, read_pages
from handlers.ports import DraftKind
from knowledge.text import fold

KINDS = {DraftKind.PEOPLE: (words.PERSON_COLUMNS, people.NEEDED), DraftKind.UNITS: (words.UNIT_COLUMNS, units.NEEDED)}


@dataclass(frozen=True, slots=True)
class ListPages:
    """What is read of a list, and nothing else of its file."""

    kind: DraftKind
    pages: Sequence[Sequence[ListRow]]


def read_listed(content: Path, name: str) -> ListPages | None:
    """``None`` for what may be criteria: only a text file must be a list. Raises ``NotAList`` for one that is none."""
    ending = PurePath(name).suffix.lower()
    if ending == ".docx":
        return None
    try:
        pages = read_pages(content)
        return _listed(pages)
    except NotAList:
        if ending == ".csv":
            raise
        return None


def _listed(pages: Sequence[Sequence[ListRow]]) -> ListPages:
    """Raises ``NotAList``."""
    if any("diem" in fold(text).split() for page in pages for row in page[:DEEPEST_HEADING] for text in row.texts):
        raise NotAList("có cột điểm nên không phải danh sách đơn vị hay danh sách người")
    for kind, (columns, needed) in KINDS.items():
        try:
            return ListPages(kind, [only_read(pages, columns, needed)])
        except NotAList:
            continue
    raise NotAList(
        "không thấy dòng tiêu đề của danh sách; cần các cột “Mã đơn vị”, “Tên đơn vị”, hoặc “Họ và tên”, “Đơn vị”, “Vai trò”"
    )
