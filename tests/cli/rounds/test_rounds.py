"""Rounds side by side on the command line: opened beside another, closed by an act of its own, never taken for one another."""

from pathlib import Path

import pytest

from tests.cli.conftest import Cchc

NEXT = """
code: CCHC-SAU
name: Đợt năm sau
year: 2030
set: mau-minh-hoa
authority: {code: PNV, name: Phòng Nội vụ}
timetable: {self_scoring: 2031-01-10T17:00}
units:
  - {code: XA01, name: Xã An Bình}
  - {code: XA09, name: Xã Chín}
"""


@pytest.fixture
def running(cchc: Cchc, demo: Path) -> str:
    """The demo's open round, beside which another is prepared."""
    file = demo / "sau.yaml"
    file.write_text(NEXT, encoding="utf-8")
    assert cchc("round", "create", str(file)).code == 0
    code: str = cchc("round", "show", "--json").json["code"]
    return code


def state(cchc: Cchc, code: str) -> str:
    found: str = cchc("round", "show", code, "--json").json["state"]
    return found


def test_a_second_round_is_opened_only_when_that_is_meant(cchc: Cchc, running: str) -> None:
    refused = cchc("round", "open", "CCHC-SAU")
    assert refused.code == 1
    assert f"chưa mở CCHC-SAU, vì đang mở {running}" in refused.err
    assert "2 phiếu đang tự chấm" in refused.err
    assert "--beside" in refused.err
    assert state(cchc, "CCHC-SAU") == "prepared"
    assert cchc("round", "open", "CCHC-SAU", "--beside").code == 0
    assert (state(cchc, running), state(cchc, "CCHC-SAU")) == ("open", "open")
    assert cchc("round", "open", "CCHC-SAU", "--beside").code == 1, "it is open already"
    assert cchc("round", "take-back", "CCHC-SAU").code == 0
    assert state(cchc, "CCHC-SAU") == "prepared"


def test_what_is_meant_for_one_of_several_rounds_has_to_name_it(cchc: Cchc, running: str) -> None:
    cchc("round", "open", "CCHC-SAU", "--beside")
    for command in (("round", "show"), ("round", "results"), ("sheet", "show", "--unit", "XA01")):
        refused = cchc(*command)
        assert refused.code == 1
        assert f"đang mở 2 đợt: {running} (" in refused.err
        assert "CCHC-SAU (Đợt năm sau)" in refused.err
    assert cchc("sheet", "show", "--unit", "XA01", "--round", "CCHC-SAU", "--json").json["round"]["code"] == "CCHC-SAU"
    assert cchc("sheet", "show", "--unit", "XA09", "--json").json["round"]["code"] == "CCHC-SAU", "only one has this unit"
    assert cchc("sheet", "show", "--unit", "XA02", "--json").json["round"]["code"] == running
    extended = cchc("round", "extend", "--until", "2031-02-01T17:00", "--unit", "XA01", "--reason", "bão")
    assert (extended.code, "đang mở 2 đợt" in extended.err) == (1, True)
    assert cchc("search", "--json", "kế hoạch").code == 0, "both use one set"


def test_an_unfinished_round_is_closed_with_a_reason_and_reopened(cchc: Cchc, running: str) -> None:
    cchc("round", "open", "CCHC-SAU", "--beside")
    refused = cchc("round", "close", running)
    assert refused.code == 1
    assert f"đợt {running} còn dở: 2 phiếu đang tự chấm" in refused.err
    assert cchc("round", "close", running, "--reason", "ok").code == 1
    assert cchc("round", "close", running, "--reason", "chuyển bộ tiêu chí mới").code == 0
    assert state(cchc, running) == "closed"
    assert cchc("round", "show", "--json").json["code"] == "CCHC-SAU"
    for command in (("sheet", "reopen", "--unit", "XA03"), ("round", "extend", "--until", "2031-02-01T17:00")):
        moved = cchc(*command, "--round", running, "--reason", "sửa")
        assert (moved.code, "đã đóng nên không sửa được" in moved.err) == (1, True)
    assert cchc("export", "sheet", "--unit", "XA03", "--round", running, "--out", "phieu.xlsx").code == 0
    assert cchc("round", "close", running, "--reason", "lần nữa").code == 1
    assert cchc("round", "reopen", running, "--reason", "đóng nhầm").code == 0
    assert (state(cchc, running), state(cchc, "CCHC-SAU")) == ("open", "open")
    assert cchc("audit", "verify").code == 0
