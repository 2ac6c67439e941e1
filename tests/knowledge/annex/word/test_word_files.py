"""Word files that other programs write, or people who strike out, move, hide and comment: read as a reader sees them."""

import shutil
import time
import tracemalloc
from pathlib import Path

import pytest

from knowledge.annex import AnnexReading, read_annex
from scoring.criteria import Leaf
from tests.knowledge.annex.word.making import (
    BANDS,
    FIELD,
    FIRST,
    HEADER,
    PLAN,
    WordFile,
    annex,
    lines,
    p,
    sdt,
    second,
    sym,
    t,
    tbl,
    tc,
    tr,
)
from tests.knowledge.annex.wording.short import short

FILES = Path(__file__).parent / "files"
RIGHT = "R3 [90,):2 [70,90):1 (,70):0"
STRIKE, SYMBOL = "<w:strike/>", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
WINGDINGS = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'


def read(folder: Path, file: WordFile) -> AnnexReading:
    return read_annex(file.write(folder / "phu luc.docx"))


def leaves(reading: AnnexReading) -> dict[str, Leaf]:
    assert reading.set is not None, [one.message for one in reading.faults]
    return {leaf.code: leaf for part in reading.set.fields for leaf in part.leaves}


def rule_of(reading: AnnexReading, code: str = "1.2") -> str:
    leaf = leaves(reading)[code]
    return short(leaf.rule, leaf.max)


def looked_at(reading: AnnexReading) -> dict[str, str]:
    return {one.code: one.why for one in reading.uncertain}


# -- as they came ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "code", "rule"),
    [
        ("word-online-document2.docx", "1.2", RIGHT),
        ("rows-in-content-control.docx", "1.2", RIGHT),
        ("rows-in-content-control.docx", "2.1", "R5 80"),
        ("symbol-floor.docx", "2.1", "R5 80"),
        ("symbol-gt-lt.docx", "1.2", "R3 (90,):2 [70,90]:1 (,70):0"),
        ("36 ky hieu Symbol.docx", "1.1", "R3 [90,):4 [70,90):2 (,70):0"),
        ("36b ky hieu lon hon.docx", "1.1", "R3 [90,):4 (,90):2"),
    ],
)
def test_files_as_they_came_are_read_right(name: str, code: str, rule: str) -> None:
    reading = read_annex(FILES / name)
    assert rule_of(reading, code) == rule
    assert looked_at(reading) == {}


def test_a_struck_threshold_is_not_read_and_is_told() -> None:
    """What is left begins at 95 % and so leaves a gap, which has to be closed by those who decide."""
    reading = read_annex(FILES / "struck-threshold.docx")
    assert list(looked_at(reading)) == ["1.2"]
    assert "“90%”" in looked_at(reading)["1.2"]
    (fault,) = reading.faults
    assert (fault.error, fault.where) == ("band_gap", "1.2")
    assert "từ 90% đến dưới 95%" in fault.message
    assert "“90%”" in fault.message


def test_a_struck_option_is_no_option() -> None:
    reading = read_annex(FILES / "33b cau gach ngang.docx")
    assert rule_of(reading, "1.1") == "R2 4|2|0"
    assert "chậm quá 10 ngày" in looked_at(reading)["1.1"]


# -- where the text stands ------------------------------------------------------------------------------------------------

LISTED = (
    '<w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="1.%1"/></w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="3"/></w:num>'
)
NUMBERED = tc(p("", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'))
COUNTED = lines("PHỤ LỤC") + tbl(
    HEADER,
    FIELD,
    tr(NUMBERED, "Ban hành kế hoạch CCHC năm", "2", PLAN, "Kế hoạch"),
    tr(NUMBERED, "Mức độ hoàn thành kế hoạch", "2", lines(*BANDS), "Báo cáo"),
)


@pytest.mark.parametrize("strict", [False, True], ids=["transitional", "strict"])
@pytest.mark.parametrize("absolute", [False, True], ids=["relative", "absolute"])
@pytest.mark.parametrize("types", [False, True], ids=["untyped", "typed"])
@pytest.mark.parametrize("main", ["word/document.xml", "word/document2.xml", "word/document17.xml", "Noi dung/chinh.xml"])
def test_the_main_part_is_where_the_package_says(tmp_path: Path, main: str, absolute: bool, strict: bool, types: bool) -> None:
    file = WordFile(COUNTED, numbering=LISTED, main=main, suffix="7", absolute=absolute, strict=strict, types=types)
    reading = read(tmp_path, file)
    assert rule_of(reading) == RIGHT
    assert [reading.leaves[code].printed for code in ("1.1", "1.2")] == [None, None]
    assert looked_at(reading) == {}


def test_a_package_whose_relations_are_lost_is_found_by_its_types(tmp_path: Path) -> None:
    file = WordFile(annex(lines(*BANDS)), main="word/document9.xml", more={"_rels/.rels": "<Relationships/>"})
    assert rule_of(read(tmp_path, file)) == RIGHT


# -- content controls, changes, moves ---------------------------------------------------------------------------------------

DELETED, INSERTED = '<w:del w:id="1" w:author="a">{}</w:del>', '<w:ins w:id="2" w:author="a">{}</w:ins>'
GONE, CAME = DELETED.format("<w:r><w:delText>80%</w:delText></w:r>"), INSERTED.format(t("90%"))
MOVED = '<w:moveFromRangeStart w:id="1" w:name="m"/><w:moveFrom w:id="2">{0}</w:moveFrom><w:moveFromRangeEnd w:id="1"/>'
ARRIVED = '<w:moveToRangeStart w:id="3" w:name="m"/><w:moveTo w:id="4">{0}</w:moveTo><w:moveToRangeEnd w:id="3"/>'
OWN_MARK = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>1</w:t></w:r>'
HIDDEN, NOT_HIDDEN = "<w:vanish/>", '<w:vanish w:val="off"/>'
OLD_BOX = "<w:r><w:pict><v:textbox>{0}</v:textbox></w:pict></w:r>"
NEW_SIGN = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx w16se:font="Cambria Math" w16se:char="{0}"/>'
    "</mc:Choice><mc:Fallback><w:t>&#x{0};</w:t></mc:Fallback></mc:AlternateContent></w:r>"
)
TITLE = lines("PHỤ LỤC")
WHOLE_ROWS = FIELD + FIRST + second(lines(*BANDS))
BOX = "<w:txbxContent>{0}</w:txbxContent>"
TWICE = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{0}</wps:txbx></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox>{0}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
SEEN = {
    "table in a control": TITLE + sdt(sdt(tbl(HEADER, WHOLE_ROWS))),
    "rows in controls": TITLE + tbl(HEADER, sdt(sdt(FIELD) + sdt(FIRST)), sdt(second(lines(*BANDS)))),
    "cells in controls": TITLE
    + tbl(HEADER, FIELD, FIRST, tr(sdt(tc("1.2")), sdt(sdt(tc("Mức độ hoàn thành"))), "2", sdt(tc(lines(*BANDS))), "")),
    "words in controls": annex(lines(p("- Từ ", sdt(t("90%")), " trở lên: 2 điểm"), sdt(lines(*BANDS[1:])))),
    "words deleted and inserted": annex(lines(p("- Từ ", GONE, CAME, " trở lên: 2 điểm"), *BANDS[1:])),
    "rows inserted and deleted": TITLE
    + tbl(
        HEADER,
        FIELD,
        FIRST,
        tr("1.2", "Đã bỏ", "2", PLAN, "", properties='<w:del w:id="9"/>'),
        tr("1.2", "Mức độ", "2", lines(*BANDS), "", properties='<w:ins w:id="9"/>'),
    ),
    "words moved": annex(
        lines(p("- ", MOVED.format(t("Dưới 50%: 1 điểm")), BANDS[0][2:]), p(ARRIVED.format(t(BANDS[1]))), BANDS[2])
    ),
    "a deleted end of paragraph": annex(
        lines(p("- Từ 90% ", properties="<w:rPr><w:del w:id='3'/></w:rPr>"), p("trở lên: 2 điểm"), *BANDS[1:])
    ),
    "a smart tag, a link, a field": annex(
        lines(
            p("- Từ ", f"<w:smartTag>{t('90%')}</w:smartTag>", " trở lên: ", f"<w:hyperlink>{t('2 điểm')}</w:hyperlink>"),
            p("- Từ 70% đến ", f"<w:fldSimple w:instr='REF a'>{t('dưới 90%')}</w:fldSimple>", ": 1 điểm"),
            BANDS[2],
        )
    ),
    "marks of footnotes": annex(
        lines(
            p("- Từ 90%", '<w:r><w:footnoteReference w:id="2"/></w:r>', " trở lên: 2 điểm"),
            p(
                "- Từ 70%",
                '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>1</w:t></w:r>',
                " đến dưới 90%: 1 điểm",
            ),
            p("- Dưới 70%", t("(3)", '<w:vertAlign w:val="superscript"/>'), ": 0 điểm"),
        )
    ),
    "hidden words": annex(lines(p("- Từ ", t("80% hoặc ", HIDDEN), t("90%", NOT_HIDDEN), " trở lên: 2 điểm"), *BANDS[1:])),
    "a text box": annex(lines(BANDS[0], p(TWICE.format(BOX.format(p(BANDS[1])))), BANDS[2])),
    "an old text box": annex(lines(*BANDS[:2], p(OLD_BOX.format(BOX.format(p(BANDS[2])))))),
    "a table in a text box": TITLE + p(TWICE.format(BOX.format(tbl(HEADER, WHOLE_ROWS)))),
    "symbols": annex(
        lines(
            p("- Tỷ lệ ", sym("Symbol", "F0B3"), " 90%: 2 điểm"),
            p("- 70% ", sym("Symbol", "F0A3"), " tỷ lệ ", sym("Symbol", "003C"), " 90%: 1 điểm"),
            p(sym("Wingdings", "F0D8"), " Dưới 70%: 0 điểm"),
        )
    ),
    "a sign that older programs cannot show": annex(lines(p(NEW_SIGN.format("2265"), "90%: 2 điểm"), *BANDS[1:])),
    "runs in the font of symbols": annex(
        lines(
            p("- Tỷ lệ ", t("\uf0b3", SYMBOL), " 90%: 2 điểm"),
            p("- Tỷ lệ từ 70% đến ", t("&lt;", SYMBOL), " 90%: 1 điểm"),
            p("- Tỷ lệ ", t("\uf03c", SYMBOL), " 70%: 0 điểm"),
        )
    ),
}


@pytest.mark.parametrize("kind", SEEN)
def test_what_a_reader_sees_is_read(tmp_path: Path, kind: str) -> None:
    reading = read(tmp_path, WordFile(SEEN[kind]))
    assert rule_of(reading) == RIGHT
    assert rule_of(reading, "1.1") == "R2 2|1|0"
    assert looked_at(reading) == {}


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>'
    '<w:style w:type="character" w:styleId="Bo"><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="BoNua"><w:basedOn w:val="Bo"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="ConLai"><w:basedOn w:val="BoNua"/><w:rPr><w:strike w:val="0"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="DongBo"><w:basedOn w:val="Normal"/><w:rPr><w:dstrike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Dau"><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
    '<w:style w:type="character" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
)


def in_style(name: str, more: str = "") -> str:
    return f'<w:rStyle w:val="{name}"/>{more}'


STRUCK = {
    "by itself": (p("- Từ ", t("80%", STRIKE), "90% trở lên: 2 điểm"), "80%"),
    "twice": (p("- Từ ", t("80%", "<w:dstrike/>"), "90% trở lên: 2 điểm"), "80%"),
    "by a style": (p("- Từ ", t("80%", in_style("Bo")), t("90%", in_style("ConLai")), " trở lên: 2 điểm"), "80%"),
    "by the style below a style": (p("- Từ ", t("80%", in_style("BoNua")), t("90%", in_style("A")), " trở lên: 2 điểm"), "80%"),
    "a whole line by its style": (
        lines(p("- Từ 95% trở lên: 2 điểm", properties='<w:pStyle w:val="DongBo"/>'), BANDS[0]),
        "- Từ 95% trở lên: 2 điểm",
    ),
    "all but a word of a line": (
        p("bỏ ", t(BANDS[0], "<w:dstrike w:val='false'/>"), properties='<w:pStyle w:val="DongBo"/>'),
        "bỏ",
    ),
}


@pytest.mark.parametrize("kind", STRUCK)
def test_struck_words_are_told_and_not_read(tmp_path: Path, kind: str) -> None:
    line, words = STRUCK[kind]
    reading = read(tmp_path, WordFile(annex(line + lines(*BANDS[1:])), styles=STYLES))
    assert rule_of(reading) == RIGHT
    assert list(looked_at(reading)) == ["1.2"]
    assert f"“{words}”" in looked_at(reading)["1.2"]


def test_words_hidden_or_made_signs_by_a_style(tmp_path: Path) -> None:
    first = p("- Tỷ lệ ", t("³", in_style("Dau")), t("80% và ", in_style("An")), "90%: 2 điểm")
    reading = read(tmp_path, WordFile(annex(first + lines(*BANDS[1:])), styles=STYLES))
    assert rule_of(reading) == RIGHT
    assert looked_at(reading) == {}


def test_a_row_struck_out_whole_is_no_leaf_and_is_told(tmp_path: Path) -> None:
    gone = tr(*(tc(p(t(one, STRIKE))) for one in ("1.2", "Tiêu chí đã bỏ", "2", "Có: 2 điểm; không: 0 điểm", "")))
    reading = read(tmp_path, WordFile(TITLE + tbl(HEADER, FIELD, FIRST, gone, second(lines(*BANDS)))))
    assert list(leaves(reading)) == ["1.1", "1.2"]
    assert "Tiêu chí đã bỏ" in looked_at(reading)["1.1"]


def test_struck_words_of_a_heading_are_told_at_its_first_leaf(tmp_path: Path) -> None:
    heading = tr("1", tc(p(t("Cải cách ", STRIKE), "Công tác chỉ đạo, điều hành")), tc(p(t("3", STRIKE), "4")), "", "")
    reading = read(tmp_path, WordFile(TITLE + tbl(HEADER, heading, FIRST, second(lines(*BANDS)))))
    assert reading.set is not None
    assert [(part.name, part.max) for part in reading.set.fields] == [("Công tác chỉ đạo, điều hành", 4)]
    assert "“Cải cách”" in looked_at(reading)["1.1"]
    assert "“3”" in looked_at(reading)["1.1"]


def test_struck_words_of_a_line_that_adds_up_are_told_above_it(tmp_path: Path) -> None:
    whole = tr("", "Tổng cộng", tc(p(t("5", STRIKE), "4")), "", "")
    reading = read(tmp_path, WordFile(TITLE + tbl(HEADER, FIELD, FIRST, second(lines(*BANDS)), whole)))
    assert leaves(reading)
    assert "“5”" in looked_at(reading)["1.2"]


def test_a_sign_that_nobody_knows_is_told(tmp_path: Path) -> None:
    reading = read(tmp_path, WordFile(annex(lines(p("- Từ ", t("\uf0f5"), "90% trở lên: 2 điểm"), *BANDS[1:]))))
    assert list(looked_at(reading)) == ["1.2"]


def test_ticks_of_wingdings_are_crosses(tmp_path: Path) -> None:
    header = tr("STT", "Tiêu chí", "Điểm tối đa", "Cách tính điểm", "Điều tra XHH")
    tick = tc(p(t("\uf0fc", WINGDINGS)))
    body = tbl(header, tr("1", "Điều hành", "4", "", ""), tr("1.1", "Ban hành kế hoạch", "2", PLAN, ""))
    body = body.replace("</w:tbl>", tr("1.2", "Sự hài lòng", "2", "Theo kết quả điều tra xã hội học", tick) + "</w:tbl>")
    found = leaves(read(tmp_path, WordFile(TITLE + body)))
    assert [leaf.source.value for leaf in found.values()] == ["self", "survey"]


# -- limits -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", ["5000000", "99999999999999999999", "-7", "0", "x", ""])
def test_a_cell_as_wide_as_a_million_columns_costs_nothing(tmp_path: Path, count: str) -> None:
    wide = tc("1.2", f'<w:gridSpan w:val="{count}"/>')
    rows = tr(wide, "a", "b", properties=f'<w:gridBefore w:val="{count}"/>') * 200
    path = WordFile(TITLE + tbl(HEADER, FIELD, FIRST, second(lines(*BANDS)), rows)).write(tmp_path / "rong.docx")
    tracemalloc.start()
    began = time.process_time()
    read_annex(path)
    assert time.process_time() - began < 2
    assert tracemalloc.get_traced_memory()[1] < 30_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("around", ["sdt", "tbl", "ins"])
def test_parts_within_parts_have_an_end(tmp_path: Path, around: str) -> None:
    deep = {"sdt": "<w:sdt><w:sdtContent>", "tbl": "<w:tbl><w:tr><w:tc>", "ins": "<w:ins>"}[around]
    closed = "".join(f"</{one}" for one in reversed(deep.split("<")[1:]))
    body = TITLE + tbl(HEADER, WHOLE_ROWS) + deep * 3000 + p("sâu") + closed * 3000
    assert rule_of(read(tmp_path, WordFile(body))) == RIGHT


def test_a_reading_does_not_change_the_file(tmp_path: Path) -> None:
    path = shutil.copy(FILES / "struck-threshold.docx", tmp_path / "a.docx")
    before = Path(path).read_bytes()
    read_annex(Path(path))
    assert Path(path).read_bytes() == before
