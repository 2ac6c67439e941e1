"""What was read in an annex, for the person who compares it with the printed text."""

import re
from collections.abc import Iterator

from knowledge.annex import AnnexReading, LeafReport
from knowledge.reading import dump_set
from scoring.criteria import CriteriaSet, Source
from scoring.written.numbers import show

SOURCES = {
    Source.SELF: "xã tự chấm",
    Source.SYSTEM: "số liệu hệ thống",
    Source.SURVEY: "điều tra xã hội học",
    Source.APPRAISER: "đơn vị thẩm định chấm",
}
_CODE = re.compile(r"^( *)(- )?code: [\"']?([0-9A-Z.]+)[\"']?$")


def report(reading: AnnexReading, *, every: bool = False) -> str:
    """Figures, then what to look at; with ``every`` leaf as it was understood."""
    chosen = reading.set
    return "" if chosen is None else "".join(f"{line}\n" for line in _lines(chosen, reading, every=every))


def _lines(chosen: CriteriaSet, reading: AnnexReading, *, every: bool) -> Iterator[str]:
    inside = len(chosen.leaves) - len(chosen.extras)
    yield f"Đạt: {inside} tiêu chí, {show(chosen.max)} điểm, {len(chosen.fields)} lĩnh vực. Các tổng điểm đều khớp."
    if chosen.extras:
        yield f"Ngoài thang điểm: {len(chosen.extras)} mục điểm thưởng, điểm phạt."
    yield from _changed(reading)
    yield from _doubts(chosen, reading)
    if every:
        yield from _leaves(chosen)


def _changed(reading: AnnexReading) -> Iterator[str]:
    changed = [leaf for leaf in reading.leaves.values() if leaf.recoded]
    if changed:
        yield "Mã được sửa lại theo thứ tự: " + "; ".join(f"{leaf.code} (tệp ghi “{leaf.printed}”)" for leaf in changed) + "."


def _doubts(chosen: CriteriaSet, reading: AnnexReading) -> Iterator[str]:
    if not reading.uncertain:
        yield "Mọi cách tính điểm đều đọc được rõ ràng."
        return
    yield f"Cần người xem lại {len(reading.uncertain)} tiêu chí:"
    for leaf in reading.uncertain:
        yield f"- {leaf.code} {chosen.leaf(leaf.code).name} ({place(leaf)}): {leaf.why}"


def place(leaf: LeafReport) -> str:
    grid = leaf.spot.grid
    return f"trang tính {grid.sheet}, dòng {leaf.spot.row}" if grid.sheet else f"bảng {grid.table}, dòng {leaf.spot.row}"


def _leaves(chosen: CriteriaSet) -> Iterator[str]:
    yield ""
    for leaf in chosen.leaves.values():
        yield f"{leaf.code} {leaf.name} ({show(leaf.max)} điểm, {SOURCES[leaf.source]})"
        yield f"    {leaf.rule.kind}: {leaf.rule.describe(leaf.max)}"
        yield from (f"    Tài liệu: {item.name}" for item in leaf.evidence)


def annotated(reading: AnnexReading) -> str:
    """The set as YAML, with a remark above every leaf that a person has to look at."""
    if reading.set is None:
        return ""
    doubts = {leaf.code: leaf for leaf in reading.uncertain}
    return "".join(line for text in dump_set(reading.set).splitlines() for line in _remarked(text, doubts))


def _remarked(text: str, doubts: dict[str, LeafReport]) -> Iterator[str]:
    found = _CODE.match(text)
    if found and found[3] in doubts:
        yield f"{found[1]}# Cần xem lại ({place(doubts[found[3]])}): {doubts[found[3]].why}\n"
    yield f"{text}\n"
