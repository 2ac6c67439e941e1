"""Lists that years of copying between programs have left odd: read right, or told with the place; never a traceback."""

import json
import resource
import unicodedata
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from tests.cli.conftest import Cchc
from tests.cli.rosters.raw_book import book, cell, row, rows

FILES = Path(__file__).parent / "files"
UNITS_HEADING = ["STT", "Mã đơn vị", "Tên đơn vị", "Loại"]
PEOPLE_HEADING = ["Họ và tên", "Đơn vị", "Vai trò", "Lĩnh vực", "Chức vụ"]


def names(cchc: Cchc) -> dict[str, str]:
    return {unit["code"]: unit["name"] for unit in cchc("units", "list", "--json").json}


def staff(cchc: Cchc) -> list[dict[str, Any]]:
    people: list[dict[str, Any]] = cchc("people", "list", "--json").json
    return people


def units_book(path: Path, *codes: object, **rest: Any) -> Path:
    lines = [UNITS_HEADING, *([number, code, f"Xã Số {number}", "xã"] for number, code in enumerate(codes, 1))]
    return book(path, rows(lines), **rest)


# -- workbooks that open for a person ---------------------------------------------------------------------------------------


def test_a_fill_without_a_pattern_stops_nobody(cchc: Cchc, data: Path) -> None:
    assert cchc("units", "import", str(FILES / "units-empty-fill.xlsx")).code == 0
    assert names(cchc)["XA02"] == "Xã Thuý Sơn"


def test_a_formatted_last_row_a_million_rows_down_is_no_line(cchc: Cchc, data: Path) -> None:
    assert cchc("units", "import", str(FILES / "units-stray-last-row.xlsx")).code == 0
    assert names(cchc)["XA01"] == "Xã Hoà Bình"


def test_codes_are_read_as_they_are_shown(cchc: Cchc, data: Path) -> None:
    ran = cchc("units", "import", str(FILES / "units-shown-with-zeros.xlsx"))
    assert ran.code == 0, ran.err
    assert set(names(cchc)) == {"00001", "00004", "00008"}


def test_the_other_place_of_the_tone_is_the_same_name(cchc: Cchc, data: Path) -> None:
    assert cchc("units", "import", str(FILES / "units-empty-fill.xlsx")).code == 0
    ran = cchc("people", "import", str(FILES / "people-other-tone-place.xlsx"))
    assert ran.code == 0, ran.err
    assert {one["name"]: one["unit"] for one in staff(cchc)}["Nguyễn Thị Hòa"] == "XA01"


def test_a_strict_workbook_opens(cchc: Cchc, data: Path) -> None:
    assert cchc("units", "import", str(units_book(data / "a.xlsx", "XA01", "XA02", strict=True))).code == 0
    assert set(names(cchc)) == {"XA01", "XA02"}


def test_code_behind_a_literal_in_the_format(cchc: Cchc, data: Path) -> None:
    data_ = rows([UNITS_HEADING]) + row(2, [1, 7, "Xã Một", "xã"], (0, 1)) + row(3, [2, 12, "Xã Hai", "xã"], (0, 1))
    assert cchc("units", "import", str(book(data / "a.xlsx", data_, formats=['"XA"00']))).code == 0
    assert set(names(cchc)) == {"XA07", "XA12"}


def test_format_with_sections_and_colour(cchc: Cchc, data: Path) -> None:
    data_ = rows([UNITS_HEADING]) + row(2, [1, 7, "Xã Một", "xã"], (0, 1))
    assert cchc("units", "import", str(book(data / "a.xlsx", data_, formats=["[Blue]000;-000;@"]))).code == 0
    assert set(names(cchc)) == {"007"}


def test_rows_that_are_only_formatted_are_no_lines(cchc: Cchc, data: Path) -> None:
    lines = rows([UNITS_HEADING, [1, "XA01", "Xã Một", "xã"]])
    empty = "".join(
        f'<row r="{number}" s="1"><c r="A{number}" s="1"/><c r="B{number}" s="1"/></row>' for number in range(3, 60_000)
    )
    ran = cchc("units", "import", str(book(data / "a.xlsx", lines + empty)))
    assert ran.code == 0, ran.err
    assert set(names(cchc)) == {"XA01"}


def test_formatting_of_every_column(cchc: Cchc, data: Path) -> None:
    wide = '<row r="3">' + '<c s="1"/>' * 16_384 + "</row>"
    assert (
        cchc("units", "import", str(book(data / "a.xlsx", rows([UNITS_HEADING, [1, "XA01", "Xã Một", "xã"]]) + wide))).code == 0
    )


def test_a_small_file_that_claims_a_huge_merge(cchc: Cchc, data: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    made = units_book(data / "a.xlsx", "XA01", after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    ran = cchc("units", "import", str(made))
    assert "Traceback" not in ran.err
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000


def test_a_small_file_of_a_wide_far_row(cchc: Cchc, data: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    lines = (
        rows([UNITS_HEADING, [1, "XA01", "Xã Một", "xã"]])
        + '<row r="19000"><c r="XFD19000" t="inlineStr"><is><t>x</t></is></c></row>'
    )
    assert cchc("units", "import", str(book(data / "a.xlsx", lines))).code == 0
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000


def test_values_past_the_bounds_are_told(cchc: Cchc, data: Path) -> None:
    lines = rows([UNITS_HEADING, [1, "XA01", "Xã Một", "xã"]]) + row(50_000, [2, "XA02", "Xã Hai", "xã"])
    ran = cchc("units", "import", str(book(data / "a.xlsx", lines)))
    assert ran.code == 1
    assert "50000" in ran.err.replace(".", "")


def test_a_book_whose_main_part_has_another_name(cchc: Cchc, data: Path) -> None:
    assert cchc("units", "import", str(units_book(data / "a.xlsx", "XA01", place="xl/workbook2.xml"))).code == 0


def test_a_failed_lookup_is_told_as_it_is_seen(cchc: Cchc, listed: Path) -> None:
    line = f'<row r="2">{cell("A2", "Lan")}<c r="B2" t="e"><v>#N/A</v></c>{cell("C2", "công chức")}</row>'
    ran = cchc("people", "import", str(book(listed / "a.xlsx", rows([PEOPLE_HEADING]) + line)))
    assert (ran.code, "dòng 2, cột “Đơn vị”" in ran.err, "#N/A" in ran.err) == (1, True, True)


def test_merged_units_of_a_strict_book(cchc: Cchc, listed: Path) -> None:
    lines = [
        PEOPLE_HEADING,
        ["Lan", "X01", "đầu mối", "", ""],
        ["Hoa", None, "công chức", "2", ""],
        ["Mai", None, "công chức", "3", ""],
    ]
    made = book(listed / "a.xlsx", rows(lines), strict=True, after='<mergeCells><mergeCell ref="B2:B4"/></mergeCells>')
    assert cchc("people", "import", str(made)).code == 0
    assert {one["unit"] for one in staff(cchc)} == {"X01"}


def test_a_password_is_named(cchc: Cchc, listed: Path) -> None:
    made = listed / "a.xlsx"
    made.write_bytes((Path(__file__).parents[2] / "bot" / "files" / "samples" / "co-mat-khau.xlsx").read_bytes())
    ran = cchc("people", "import", str(made))
    assert (ran.code, "mật khẩu" in ran.err) == (1, True)


def test_an_entity_bomb_is_refused(cchc: Cchc, data: Path) -> None:
    made = units_book(data / "a.xlsx", "XA01", before="<!-- x -->")
    ran = cchc("units", "import", str(made))
    assert ran.code == 0
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]>'
    with ZipFile(made) as old, ZipFile(data / "b.xlsx", "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, bomb.encode() + text if name.endswith("sheet1.xml") else text)
    ran = cchc("units", "import", str(data / "b.xlsx"))
    assert (ran.code, "Traceback" in ran.err) == (1, False)


def test_ten_megabytes_of_line_ends_are_no_list(cchc: Cchc, data: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    (data / "a.csv").write_bytes(b"\n" * 9_000_000)
    ran = cchc("units", "import", str(data / "a.csv"))
    assert (ran.code, "hơn 20000 dòng" in ran.err) == (1, True)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 900_000


# -- what cannot be seen in a cell --------------------------------------------------------------------------------------------


def test_zero_width_marks_in_every_cell(cchc: Cchc, data: Path) -> None:
    lines = [["STT", "Mã\u200b đơn vị", "\ufeffTên đơn vị", "Loại"], [1, "XA\u200d01", "Xã\u00a0An\u2060 Bình", "xã\u200e"]]
    assert cchc("units", "import", str(book(data / "a.xlsx", rows(lines)))).code == 0
    assert names(cchc) == {"XA01": "Xã An Bình"}


def test_decomposed_letters_and_eth(cchc: Cchc, data: Path) -> None:
    lines = [["STT", "Mã đơn vị", "Tên đơn vị", "Loại"], [1, "XA01", unicodedata.normalize("NFD", "Xã ") + "Ðông Hà", "xã"]]
    assert cchc("units", "import", str(book(data / "a.xlsx", rows(lines)))).code == 0
    assert names(cchc) == {"XA01": "Xã Đông Hà"}


def test_full_width_code_and_fields(cchc: Cchc, listed: Path) -> None:
    lines = "Họ tên;Đơn vị;Vai trò;Lĩnh vực\nLan;Ｘ０１;công chức;２，３\n"
    (listed / "a.csv").write_text(lines, encoding="utf-8")
    assert cchc("people", "import", str(listed / "a.csv")).code == 0
    assert staff(cchc)[0]["fields"] == ["2", "3"]


def test_soft_hyphens_and_line_breaks_in_a_name(cchc: Cchc, listed: Path) -> None:
    (listed / "a.csv").write_text('Họ tên;Đơn vị;Vai trò\n"Nguyễn\u00ad Văn\nAn";X01;công\u3000chức\n', encoding="utf-8")
    assert cchc("people", "import", str(listed / "a.csv")).code == 0
    assert staff(cchc)[0]["name"] == "Nguyễn Văn An"


def test_text_codes_kept_by_a_formula_sign(cchc: Cchc, data: Path) -> None:
    (data / "a.csv").write_text('Mã đơn vị;Tên đơn vị\n="001";Xã Một\n\'002;Xã Hai\n', encoding="utf-8")
    assert cchc("units", "import", str(data / "a.csv")).code == 0
    assert set(names(cchc)) == {"001", "002"}


def test_the_separator_line_of_excel(cchc: Cchc, data: Path) -> None:
    (data / "a.csv").write_bytes("sep=,\r\nMã đơn vị,Tên đơn vị\r\nXA01,Xã Một\r\n".encode("utf-16"))
    assert cchc("units", "import", str(data / "a.csv")).code == 0


def test_a_name_with_a_noncharacter(cchc: Cchc, listed: Path) -> None:
    (listed / "a.csv").write_text("Họ tên;Đơn vị;Vai trò\nLan\ufffe Anh\x0b;X01;công chức\n", encoding="utf-8")
    assert cchc("people", "import", str(listed / "a.csv")).code == 0
    assert staff(cchc)[0]["name"] == "Lan Anh"


def test_units_that_only_their_marks_tell_apart(cchc: Cchc, data: Path) -> None:
    (data / "u.csv").write_text("Mã;Tên đơn vị\nXA01;Xã Hòa An\nXA02;Xã Hóa An\n", encoding="utf-8")
    assert cchc("units", "import", str(data / "u.csv")).code == 0
    (data / "p.csv").write_text("Họ tên;Đơn vị;Vai trò\nLan;Xã Hoà An;công chức\nMai;Hoá An;công chức\n", encoding="utf-8")
    ran = cchc("people", "import", str(data / "p.csv"))
    assert ran.code == 0, ran.err
    assert {one["name"]: one["unit"] for one in staff(cchc)} == {"Lan": "XA01", "Mai": "XA02"}


def test_the_same_person_in_the_other_spelling_is_not_doubled(cchc: Cchc, listed: Path) -> None:
    for name in ("Trần Thị Thuỳ", "TRẦN THỊ THÙY", "Trần  Thị Thùy\u200b"):
        (listed / "p.csv").write_text(f"Họ tên;Đơn vị;Vai trò;Lĩnh vực\n{name};X01;công chức;2\n", encoding="utf-8")
        assert cchc("people", "import", str(listed / "p.csv")).code == 0
    assert len(staff(cchc)) == 1


# -- two people of one name -------------------------------------------------------------------------------------------------


def people(folder: Path, *lines: str, heading: str = "Họ tên;Đơn vị;Vai trò;Lĩnh vực;Chức vụ") -> str:
    file = folder / "nguoi.csv"
    file.write_text("\n".join([heading, *lines, ""]), encoding="utf-8")
    return str(file)


def test_an_invitation_with_other_fields_asks_which(cchc: Cchc, listed: Path) -> None:
    assert cchc("invite", "--unit", "X01", "--role", "official", "--name", "Nguyễn Văn An", "--fields", "1").code == 0
    ran = cchc("invite", "--unit", "X01", "--role", "official", "--name", "Nguyễn Văn An", "--fields", "2")
    (one,) = staff(cchc)
    assert (ran.code, one["fields"]) == (1, ["1"])
    assert one["id"] in ran.err
    assert "--person" in ran.err


def test_two_officials_of_one_name_stay_two_when_the_list_comes_again(cchc: Cchc, listed: Path) -> None:
    file = people(listed, "Nguyễn Văn An;X01;công chức;1;Địa chính", "Nguyễn Văn An;X01;công chức;2;Tư pháp")
    assert cchc("people", "import", file).code == 0
    before = staff(cchc)
    assert len(before) == 2
    assert "0 người mới, 0 thay đổi, 2 giữ nguyên" in cchc("people", "import", file).out
    assert staff(cchc) == before


def test_a_line_that_could_mean_either_is_refused_with_both(cchc: Cchc, listed: Path) -> None:
    cchc("people", "import", people(listed, "Nguyễn Văn An;X01;công chức;1;Địa chính", "Nguyễn Văn An;X01;công chức;2;Tư pháp"))
    before = staff(cchc)
    ran = cchc("people", "import", people(listed, "Nguyễn Văn An;X01;công chức;3;"))
    assert ran.code == 1
    assert all(one["id"] in ran.err for one in before)
    assert staff(cchc) == before


def test_a_line_says_which_by_the_id(cchc: Cchc, listed: Path) -> None:
    cchc("people", "import", people(listed, "Nguyễn Văn An;X01;công chức;1;Địa chính", "Nguyễn Văn An;X01;công chức;2;Tư pháp"))
    second = next(one["id"] for one in staff(cchc) if one["fields"] == ["2"])
    heading = "Mã người;Họ tên;Đơn vị;Vai trò;Lĩnh vực"
    assert cchc("people", "import", people(listed, f"{second};Nguyễn Văn An;X01;công chức;3", heading=heading)).code == 0
    assert sorted(one["fields"] for one in staff(cchc)) == [["1"], ["3"]]


def test_the_same_line_twice_is_asked_about(cchc: Cchc, listed: Path) -> None:
    ran = cchc("people", "import", people(listed, "Nguyễn Văn An;X01;công chức;1;", "Nguyễn Văn An;X01;công chức;2;"))
    assert (ran.code, "dòng 3" in ran.err, "dòng 2" in ran.err) == (1, True, True)
    assert staff(cchc) == []


def test_a_third_role_among_two_of_one_name_is_asked_about(cchc: Cchc, listed: Path) -> None:
    cchc("people", "import", people(listed, "Nguyễn Văn An;X01;công chức;1;", "Nguyễn Văn An;X01;đầu mối;;"))
    ran = cchc("people", "import", people(listed, "Nguyễn Văn An;X01;lãnh đạo;;"))
    assert (ran.code, len(staff(cchc))) == (1, 2)


def test_an_invitation_to_one_of_two_is_given_by_the_id(cchc: Cchc, listed: Path) -> None:
    cchc("people", "import", people(listed, "Nguyễn Văn An;X01;công chức;1;Địa chính", "Nguyễn Văn An;X01;công chức;2;Tư pháp"))
    ran = cchc("invite", "--unit", "X01", "--role", "official", "--name", "Nguyễn Văn An")
    assert ran.code == 1
    assert "Địa chính" in ran.err
    assert "Tư pháp" in ran.err
    before = json.dumps(staff(cchc))
    assert cchc("invite", "--person", staff(cchc)[1]["id"]).code == 0
    assert json.dumps(staff(cchc)) == before


def test_an_invitation_in_the_other_spelling_finds_the_person(cchc: Cchc, listed: Path) -> None:
    cchc("people", "import", people(listed, "Trần Văn Thuỷ;X01;công chức;1;"))
    assert cchc("invite", "--unit", "x01", "--role", "official", "--name", "Trần Văn Thủy\u200b").code == 0
    assert len(staff(cchc)) == 1
