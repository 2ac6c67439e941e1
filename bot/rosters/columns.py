"""Which column is which: offices word their headings as they like, and put titles and dates above them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.rosters.grid import ListCell, ListFault, ListRow, NotAList
from knowledge.text import fold

#: Headings stand near the top, under the name of the office, the motto, the title and its date.
DEEPEST_HEADING = 30
#: Columns that are never read into anything, whatever stands in them.
PRIVATE = (
    *("dien thoai", "sdt", "so dt", "email", "thu dien tu", "ngay sinh"),
    *("cccd", "cmnd", "can cuoc", "chung minh", "dinh danh"),
)

Wordings = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class NamedRow:
    """One row of a list, read by the names of its columns."""

    row: ListRow
    places: Mapping[str, int]
    headings: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cell(name).text

    def cell(self, name: str) -> ListCell:
        place = self.places.get(name)
        return self.row.cells[place] if place is not None and place < len(self.row.cells) else ListCell("")

    def fault(self, name: str, message: str) -> ListFault:
        return ListFault(self.row.sheet, self.row.number, self.headings.get(name, ""), message)


@dataclass(frozen=True, slots=True)
class NamedRows:
    """The lines of a list, and the headings of columns that were not read; ``private`` are those that never are."""

    lines: tuple[NamedRow, ...]
    ignored: tuple[str, ...]
    private: tuple[str, ...]


def find(pages: Sequence[Sequence[ListRow]], wordings: Wordings, needed: Sequence[str]) -> NamedRows:
    """The first page with the headings of all ``needed`` columns, and its lines; raises ``NotAList``."""
    heading, rows, places = _headed(pages, wordings, needed)
    return _found(rows, heading, places)


def only_read(pages: Sequence[Sequence[ListRow]], wordings: Wordings, needed: Sequence[str]) -> list[ListRow]:
    """The page with the list, without what is not read of it: phones and papers of people are kept nowhere."""
    heading, rows, places = _headed(pages, wordings, needed)
    read = set(places.values())
    unread = ListCell("")
    kept = (tuple(cell if at in read else unread for at, cell in enumerate(row.cells)) for row in rows)
    return [heading, *(replace(row, cells=cells) for row, cells in zip(rows, kept, strict=True))]


def _headed(
    pages: Sequence[Sequence[ListRow]], wordings: Wordings, needed: Sequence[str]
) -> tuple[ListRow, Sequence[ListRow], Mapping[str, int]]:
    """The heading of a list, the rows below it, and which of its columns is which."""
    best: set[str] = set()
    for page in pages:
        for depth, row in enumerate(page[:DEEPEST_HEADING]):
            places = _places(row, wordings)
            if all(name in places for name in needed):
                return row, page[depth + 1 :], places
            best = max(best, set(places), key=len)
    missing = ", ".join(f"“{wordings[name][0]}”" for name in needed if name not in best)
    raise NotAList(f"không thấy dòng tiêu đề có đủ các cột; còn thiếu cột {missing}")


def _places(row: ListRow, wordings: Wordings) -> dict[str, int]:
    """The columns of a heading: a heading that says exactly one of the wordings goes before one that only has it in it."""
    headings = [fold(text.replace("\n", " ").strip(" .:*()")) for text in row.texts]
    places: dict[str, int] = {}
    for matches in (_is, _has):
        for name, words in wordings.items():
            free = (place for place in range(len(headings)) if place not in places.values())
            place = next((column for column in free if matches(headings[column], [fold(word) for word in words])), None)
            if name not in places and place is not None:
                places[name] = place
    return places


def _is(heading: str, words: Sequence[str]) -> bool:
    return heading in words


def _has(heading: str, words: Sequence[str]) -> bool:
    """A short heading around the words: a title line above a list is longer."""
    return (
        len(heading) <= 60 and any(f" {word} " in f" {heading} " for word in words if len(word) > 3) and not _private(heading)
    )


def _private(heading: str) -> bool:
    return any(f" {word} " in f" {heading} " for word in PRIVATE)


def _found(rows: Sequence[ListRow], heading: ListRow, places: Mapping[str, int]) -> NamedRows:
    headings = {name: heading.texts[place] for name, place in places.items()}
    others = [text for place, text in enumerate(heading.texts) if text and place not in places.values()]
    private = tuple(text for text in others if _private(fold(text)))
    ignored = tuple(text for text in others if text not in private and fold(text.strip(" .")) not in ("stt", "tt", "so tt"))
    return NamedRows(tuple(_lines(rows, places, headings)), ignored, private)


def _lines(rows: Sequence[ListRow], places: Mapping[str, int], headings: Mapping[str, str]) -> Iterator[NamedRow]:
    for row in rows:
        line = NamedRow(row, places, headings)
        if any(line[name] for name in places) and not _numbering(line) and not _footing(line):
            yield line


def _numbering(line: NamedRow) -> bool:
    """The row under the headings that counts the columns: (1) (2) (3)."""
    texts = [text.strip("()") for text in line.row.texts if text]
    return len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]


def _footing(line: NamedRow) -> bool:
    """A total, or the place of a signature: words in one cell of the row and nothing beside them."""
    filled = [text for text in line.row.texts if text]
    return len(filled) <= 2 and any(
        fold(filled[0]).startswith(word) for word in ("tong cong", "tong so", "nguoi lap", "noi nhan")
    )
