"""An operator gets every fault of a file at once, each at its line, with what would be right."""

from collections import Counter
from pathlib import Path

import pytest

from knowledge.reading import Fault, read_set, read_set_file
from tests.knowledge.reading.sample import SETS, faults_of, small

BROKEN = SETS / "hong.yaml"


def _marked(path: Path) -> Counter[tuple[int, str]]:
    """The marks behind the lines of a file, with their line numbers."""
    lines = list(enumerate(path.read_text(encoding="utf-8").splitlines(), start=1))[1:]
    return Counter((row, word) for row, line in lines if "# " in line for word in line.rsplit("# ", 1)[1].split())


def _only(faults: list[Fault]) -> Fault:
    assert len(faults) == 1, faults
    return faults[0]


def test_every_fault_of_a_broken_file_is_found_at_its_line() -> None:
    found = Counter((fault.row, str(fault.error)) for fault in read_set_file(BROKEN).faults)
    assert found == _marked(BROKEN)


def test_a_set_with_a_fault_is_not_handed_out() -> None:
    assert read_set_file(BROKEN).set is None


def test_faults_stand_in_the_order_of_the_file() -> None:
    rows = [fault.row for fault in read_set_file(BROKEN).faults]
    assert rows == sorted(rows)


def test_a_wrong_sum_says_both_figures() -> None:
    text = small("{kind: R1, options: [{label: Có, points: 2}, {label: Không, points: 0}]}").replace("max: 2", "max: 3", 1)
    fault = read_set(text).faults[-1]
    assert (fault.error, fault.where, fault.row) == ("sum_mismatch", "1", 9)
    assert fault.message == "1 ghi 3 điểm nhưng các mục bên trong cộng lại là 2."


def test_a_misspelt_key_is_told_its_right_name() -> None:
    fault = _only(faults_of("{kind: R7, per_item: 1, cpa: 2}"))
    assert (fault.error, fault.where) == ("unknown_key", "1.1")
    assert fault.message == "Không có mục “cpa”. Có phải là “cap” không?"


def test_a_rule_relative_to_other_units_is_refused_in_words() -> None:
    fault = _only(faults_of("{kind: R16, target: 100}"))
    assert fault.error == "unsupported_rule"
    assert "Chưa hỗ trợ cách tính R16" in fault.message


def test_the_column_of_a_fault_is_counted_in_letters() -> None:
    fault = _only(faults_of("{kind: R7, item: việc tốt đẹp, per_item: x}"))
    assert fault.column == 1 + len("        rule: {kind: R7, item: việc tốt đẹp, per_item: ")


@pytest.mark.parametrize(
    ("bands", "error", "message"),
    [
        ("{lo: 80, points: 2}, {hi: 70, points: 0}", "band_gap", "từ 70% đến dưới 80% không có điểm"),
        ("{lo: 80, points: 2}, {hi: 80, hi_incl: true, points: 0}", "band_overlap", "80% có hai mức điểm"),
        ("{lo: 80, lo_incl: false, points: 2}, {hi: 80, points: 0}", "band_gap", "80% không có điểm"),
        ("{lo: 10, points: 2}", "band_gap", "từ 0% đến dưới 10% không có điểm"),
        ("{hi: 100, points: 2}", "band_gap", "100% không có điểm"),
        ("{lo: 50, points: 2}, {hi: 70, points: 0}", "band_overlap", "từ 50% đến dưới 70% có hai mức điểm"),
        ("{hi: 50, points: 1}, {lo: 0, lo_incl: false, points: 2}", "band_overlap", "trên 0% đến dưới 50%"),
        ("{lo: 60, hi: 60, points: 2}, {points: 0}", "bad_value", "không chứa tỷ lệ nào"),
        ("{points: 2}, {lo: 10, hi: 20, points: 0}", "band_overlap", "từ 10% đến dưới 20%"),
    ],
)
def test_bands_hold_every_percentage_exactly_once(bands: str, error: str, message: str) -> None:
    fault = _only(faults_of(f"{{kind: R3, bands: [{bands}]}}"))
    assert fault.error == error
    assert message in fault.message


@pytest.mark.parametrize(
    "bands",
    [
        "{lo: 90, lo_incl: false, points: 2}, {lo: 70, hi: 90, hi_incl: true, points: 1}, {hi: 70, points: 0}",
        "{hi: 40, points: 0}, {lo: 40, hi: 100, points: 1}, {lo: 100, hi: 100, hi_incl: true, points: 2}",
        "{points: 2}",
    ],
)
def test_bands_that_fit_are_taken_in_any_order(bands: str) -> None:
    assert faults_of(f"{{kind: R3, bands: [{bands}]}}") == []


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("{kind: R2, options: [{label: Một, points: 1}]}", "phải có từ 2 đến 26 dòng"),
        ("{kind: R1, options: [{label: a, points: 1}, {label: b, points: 0}, {label: c, points: 0}]}", "từ 2 đến 2"),
        ("{kind: R2, options: có}", "phải là danh sách"),
        ("{kind: R6, conditions: [đủ, ''], by_count: {1: 1}}", "phải là một dòng chữ"),
        ("{kind: R6, conditions: [đủ], by_count: {}}", "ít nhất một mức"),
        ("{kind: R4, above_hundred: cut}", "phải là một trong: ask, cap"),
        ("{kind: R8, per_case: 1, floor: 3}", "Mức thấp nhất (3) lớn hơn mức cao nhất (2)"),
        ("{kind: R18, low: 2, high: 1}", "Mức thấp nhất (2) lớn hơn mức cao nhất (1)"),
        ("{kind: R17, formula: max + 1, variables: {max: số việc}}", "Ký hiệu “max” không dùng được"),
        ("{kind: R11, options: [{label: Đạt, percent: 120}, {label: Không, percent: 0}]}", "120% lớn hơn 100%"),
        ("{kind: R9, base: {kind: R3, bands: [{lo: x, points: 1}]}, not_arisen_points: max}", "ghi “x”"),
        ("{kind: R10, base: chưa rõ}", "tên: giá trị"),
        ("{options: []}", "Thiếu mục “kind”"),
    ],
)
def test_one_slip_gives_one_fault(rule: str, message: str) -> None:
    assert message in _only(faults_of(rule)).message


def test_two_formulas_of_one_name_cannot_be_told_apart() -> None:
    formulas = "[{name: xã, formula: a}, {name: xã, formula: a*2}]"
    fault = _only(faults_of(f"{{kind: R17, formulas: {formulas}, variables: {{a: số việc}}}}"))
    assert "cùng tên “xã”" in fault.message


def test_a_text_without_end_is_not_taken() -> None:
    fault = _only(faults_of("{kind: R7, per_item: 1, item: " + "dài " * 600 + "}"))
    assert "dài hơn 2000 ký tự" in fault.message


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("__import__('os')", "ký hiệu"),
        ("a**2", "phép tính"),
        ("a +", "viết chưa đúng"),
        ("b", "Công thức dùng b"),
    ],
)
def test_a_formula_is_tried_before_the_set_is_taken_into_use(formula: str, reason: str) -> None:
    faults = faults_of(f'{{kind: R17, formula: "{formula}", variables: {{a: số việc}}}}')
    assert faults[0].error == "bad_formula"
    assert reason in " ".join(fault.message for fault in faults)


@pytest.mark.parametrize("figure", ["nhiều", "1e9", "-1", "1.2.3", ".nan", "1,2,3", "1" * 16])
def test_a_figure_is_a_plain_number(figure: str) -> None:
    fault = _only(faults_of(f'{{kind: R7, per_item: "{figure}"}}'))
    assert fault.error == "bad_value"
    assert f"ghi “{figure}”" in fault.message


def test_a_code_is_never_mistaken_for_a_number() -> None:
    text = small("{kind: R4}").replace('"1.1"', "1.10")
    reading = read_set(text)
    assert reading.set is not None
    assert list(reading.set.leaves) == ["1.10"]


def test_text_is_stored_composed_and_with_single_spaces() -> None:
    text = small("{kind: R4}").replace("Tiêu chí", "Tie\u0302u   chi\u0301")
    reading = read_set(text)
    assert reading.set is not None
    assert reading.set.leaf("1.1").name == "Tiêu chí"
