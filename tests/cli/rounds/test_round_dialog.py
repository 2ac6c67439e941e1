"""A round from questions in the terminal, with the same proposal as in the chat."""

import io
from pathlib import Path

import pytest

from tests.cli.conftest import Cchc
from tests.cli.rosters.lists import UNITS_CSV
from tests.cli.test_operator import SAMPLE

Typed = pytest.MonkeyPatch


@pytest.fixture
def province(cchc: Cchc, data: Path) -> Path:
    """The units of a province and the sample set."""
    file = data / "don-vi.csv"
    file.write_text(UNITS_CSV, encoding="utf-8")
    assert cchc("units", "import", str(file)).code == 0
    assert cchc("criteria", "import", str(SAMPLE)).code == 0
    return data


def types(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_return_after_return_takes_the_proposal(cchc: Cchc, province: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch, "2050", *[""] * 7, "", "y")
    ran = cchc("round", "create")
    assert ran.code == 0, ran.err
    assert "Cơ quan thẩm định: Thành phố Minh Hoạ – hai cấp (tỉnh – xã)" in ran.out
    assert "Đã mở đợt CCHC2050" in ran.out
    shown = cchc("round", "show", "--json").json
    assert (shown["year"], shown["state"], shown["authority"]) == (2050, "open", "STP")
    assert {(one["code"], one["group"]) for one in shown["units"]} == {
        ("P01", "Khối phường"),
        ("X01", "Khối xã"),
        ("X02", "Khối xã"),
    }


def test_wrong_answers_are_told_and_asked_again(cchc: Cchc, province: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["năm nay", "2050", "X01 X99", "X01", "mai", "1/12/2050", "1/11/2050", "10/12/2050", "", "", "", "", "y", "n"]
    types(monkeypatch, *answers)
    ran = cchc("round", "create")
    assert ran.code == 0, ran.err
    for said in ("không phải năm", "Không có xã mã “X99”", "không phải ngày", "phải kết thúc sau"):
        assert said in ran.err
    shown = cchc("round", "show", "CCHC2050", "--json").json
    assert [one["code"] for one in shown["units"]] == ["X01"]
    assert shown["timetable"]["self_scoring"] == "2050-12-01T17:00:00+07:00"
    assert shown["state"] == "prepared"


def test_no_is_no(cchc: Cchc, province: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    types(monkeypatch, "2050", *[""] * 7, "n")
    assert "Không tạo đợt" in cchc("round", "create").out
    assert cchc("round", "show", "CCHC2050").code == 1


def test_without_units_or_sets_it_is_said_what_comes_first(cchc: Cchc, data: Path) -> None:
    ran = cchc("round", "create")
    assert (ran.code, "cchc criteria import" in ran.err) == (1, True)


def test_an_open_round_is_not_written_over(cchc: Cchc, demo: Path, data: Path) -> None:
    code = cchc("round", "show", "--json").json["code"]
    file = data / "dot.yaml"
    file.write_text(
        f"{{code: {code}, name: A, year: 2026, set: mau-minh-hoa, authority: {{code: HMH, name: H}}, "
        "timetable: {self_scoring: 2099-01-10T17:00}, units: [{code: XA01, name: Một}]}",
        encoding="utf-8",
    )
    ran = cchc("round", "create", str(file))
    assert (ran.code, "không ghi đè được" in ran.err) == (1, True)
    assert len(cchc("round", "show", "--json").json["units"]) == 6
