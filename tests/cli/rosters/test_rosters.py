"""Lists of units and people from real files: taken over whole, or refused with every fault and its place."""

import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cchc
from tests.cli.rosters.lists import PEOPLE, UNITS_CSV, people_file, workbook


def units(cchc: Cchc) -> dict[str, Any]:
    return {unit["code"]: unit for unit in cchc("units", "list", "--json").json}


def people(cchc: Cchc) -> dict[str, Any]:
    return {person["name"]: person for person in cchc("people", "list", "--json").json}


def test_units_of_a_text_file_find_their_kind_level_and_parent(cchc: Cchc, listed: Path) -> None:
    known = units(cchc)
    assert (known["STP"]["level"], known["SNV"]["level"], known["X01"]["level"]) == ("province", "province", "commune")
    assert known["X02"]["kind"] == "xã", "told by the name"
    assert known["X02"]["parent"] == "STP", "found by its name"
    assert known["X01"]["group"] == "Khối xã"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1258"])
def test_a_list_is_read_in_the_encodings_that_offices_use(cchc: Cchc, data: Path, encoding: str) -> None:
    file = data / "don-vi.csv"
    file.write_bytes("".join(tone_behind(letter, encoding) for letter in UNITS_CSV).encode(encoding))
    assert cchc("units", "import", str(file)).code == 0
    assert {unit["name"] for unit in units(cchc).values()} >= {"Thành phố Minh Hoạ", "Sở Nội vụ Minh Hoạ", "Phường Đông Kinh"}


def tone_behind(letter: str, encoding: str) -> str:
    """Windows-1258 has few letters with two marks: the tone stands behind them, as its keyboards type it."""
    try:
        letter.encode(encoding)
    except UnicodeEncodeError:
        marks = unicodedata.normalize("NFD", letter)
        tone = next(mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323")
        return unicodedata.normalize("NFC", marks.replace(tone, "")) + tone
    return letter


def test_a_second_import_changes_what_has_changed_and_says_so(cchc: Cchc, listed: Path) -> None:
    file = listed / "moi.csv"
    file.write_text(UNITS_CSV.replace("Xã An Bình", "Xã An Bình Mới"), encoding="utf-8")
    ran = cchc("units", "import", str(file))
    assert "~ X01\ttên: “Xã An Bình” → “Xã An Bình Mới”" in ran.out
    assert "0 đơn vị mới, 1 thay đổi, 4 giữ nguyên" in ran.out
    assert len(units(cchc)) == 5


def test_a_dry_run_shows_the_same_and_changes_nothing(cchc: Cchc, data: Path) -> None:
    file = data / "don-vi.csv"
    file.write_text(UNITS_CSV, encoding="utf-8")
    assert "Nếu nhập: 5 đơn vị mới" in cchc("units", "import", str(file), "--dry-run").out
    assert units(cchc) == {}


def test_every_fault_of_a_list_of_units_is_told_with_its_place(cchc: Cchc, data: Path) -> None:
    file = data / "don-vi.csv"
    file.write_text("Mã;Tên đơn vị;Cấp trên\nX 1;Xã Một;\nX02;;\nX03;Xã Ba;Huyện Không\nX03;Xã Bốn;\n", encoding="utf-8")
    ran = cchc("units", "import", str(file))
    assert ran.code == 1
    assert "dòng 2, cột “Mã”: mã “X 1” không hợp lệ" in ran.err
    assert "dòng 3, cột “Tên đơn vị”: thiếu tên đơn vị" in ran.err
    assert "dòng 4, cột “Cấp trên”: không có đơn vị “Huyện Không”" in ran.err
    assert "dòng 5, cột “Mã”: mã X03 đã có ở dòng 4" in ran.err
    assert "không nhập: 4 lỗi" in ran.err
    assert units(cchc) == {}


def test_people_come_from_a_list_as_an_office_makes_it(cchc: Cchc, listed: Path) -> None:
    ran = cchc("people", "import", str(people_file(listed / "nguoi.xlsx")))
    assert (ran.code, "Đã nhập: 5 người mới" in ran.out) == (0, True)
    known = people(cchc)
    assert {name: (one["unit"], one["role"], one["fields"]) for name, one in known.items()} == {
        "Nguyễn Văn Bình": ("X01", "leader", []),
        "Trần Thị Lan": ("X01", "coordinator", ["1", "4", "5"]),
        "Lê Anh Tuấn": ("X01", "official", ["2", "3"]),
        "Phạm Thu Hà": ("SNV", "appraiser", ["2", "3", "7.5"]),
        "Đỗ Minh Sơn": ("SNV", "standing_body", []),
    }
    assert known["Trần Thị Lan"]["position"] == "Văn phòng - Thống kê"


def test_phones_are_left_in_the_file(cchc: Cchc, listed: Path) -> None:
    ran = cchc("people", "import", str(people_file(listed / "nguoi.xlsx")))
    assert "Không đọc, không lưu: Số điện thoại" in ran.err
    kept = b"".join(path.read_bytes() for path in (listed / "data").glob("cchc.sqlite3*"))
    assert b"0912345678" not in kept
    assert "Trần Thị Lan".encode() in kept


def test_the_same_list_twice_doubles_nobody(cchc: Cchc, listed: Path) -> None:
    file = people_file(listed / "nguoi.xlsx")
    cchc("people", "import", str(file))
    before = people(cchc)
    assert "0 người mới, 0 thay đổi, 5 giữ nguyên" in cchc("people", "import", str(file)).out
    assert people(cchc) == before


def test_changed_duties_are_told_logged_and_keep_the_person(cchc: Cchc, listed: Path) -> None:
    cchc("people", "import", str(people_file(listed / "nguoi.xlsx")))
    before = people(cchc)["Lê Anh Tuấn"]
    rows = [[*row[:5], "2, 3, 6", *row[6:]] if "Lê Anh Tuấn" in row else row for row in PEOPLE if "Phạm Thu Hà" not in row]
    ran = cchc("people", "import", str(people_file(listed / "nguoi2.xlsx", rows)))
    assert "~ X01\tLê Anh Tuấn\tphụ trách: “2, 3” → “2, 3, 6”" in ran.out
    assert "SNV\tPhạm Thu Hà\tkhông có trong tệp, giữ nguyên" in ran.out
    after = people(cchc)["Lê Anh Tuấn"]
    assert (after["id"], after["fields"]) == (before["id"], ["2", "3", "6"])
    assert cchc("audit", "verify").code == 0


def test_every_fault_of_a_list_of_people_is_told_and_nobody_comes_in(cchc: Cchc, listed: Path) -> None:
    rows = [
        ["Họ tên", "Đơn vị", "Vai trò", "Lĩnh vực"],
        ["Lan", "Xã Không Có", "đầu mối", "1"],
        ["Hoa", "X01", "bảo vệ", "1"],
        ["", "X01", "lãnh đạo", ""],
        ["Minh", "X01", "công chức", "2, 99"],
        ["Mai", "X01", "thẩm định", "2"],
        ["Tám 0912345678", "X01", "công chức", "3"],
        ["Thu", "X02", "công chức", 3.2],
        ["Thu", "X02", "công chức", 4],
    ]
    ran = cchc("people", "import", str(workbook(listed / "nguoi.xlsx", rows)))
    assert ran.code == 1
    for place in (
        "Danh sách, dòng 2, cột “Đơn vị”: không có đơn vị “Xã Không Có”",
        "dòng 3, cột “Vai trò”: không rõ vai trò “bảo vệ”; ví dụ đúng: lãnh đạo, cán bộ đầu mối",
        "dòng 4, cột “Họ tên”: thiếu họ tên",
        "dòng 5, cột “Lĩnh vực”: không có lĩnh vực hay tiêu chí 99",
        "dòng 6, cột “Vai trò”: “thẩm định” là vai trò của cơ quan thẩm định, không hợp với đơn vị X01",
        "dòng 7, cột “Họ tên”",
        "dòng 9, cột “Họ tên”: Thu đã có ở dòng 8",
        "không nhập: 7 lỗi",
    ):
        assert place in ran.err
    assert people(cchc) == {}


def test_a_date_that_excel_made_of_fields_is_refused_and_a_number_is_pointed_out(cchc: Cchc, listed: Path) -> None:
    heading = ["Họ tên", "Đơn vị", "Vai trò", "Lĩnh vực"]
    made = workbook(listed / "a.xlsx", [heading, ["Lan", "X01", "công chức", date(2026, 3, 1)]])
    assert "Excel đã đổi thành ngày" in cchc("people", "import", str(made)).err
    made = workbook(listed / "b.xlsx", [heading, ["Lan", "X01", "công chức", 3.2]])
    ran = cchc("people", "import", str(made))
    assert (ran.code, "Excel lưu là số 3.2" in ran.err) == (0, True)
    assert people(cchc)["Lan"]["fields"] == ["3.2"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", b"PK\x03\x04 broken", "không mở được tệp Excel"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "tệp .xls đời cũ"),
        ("a.csv", b"a\0b", "tệp không phải danh sách"),
        ("a.csv", b"", "không thấy dòng tiêu đề"),
        ("a.csv", "Họ tên,Đơn vị\nLan,X01\n".encode(), "còn thiếu cột “vai trò”"),
        ("a.csv", 'Họ tên,Đơn vị,Vai trò\n"Lan,X01\n'.encode(), "Lan"),
    ],
)
def test_what_is_no_list_is_refused_in_one_line(cchc: Cchc, listed: Path, name: str, content: bytes, said: str) -> None:
    file = listed / name
    file.write_bytes(content)
    ran = cchc("people", "import", str(file))
    assert ran.code == 1
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert people(cchc) == {}
