"""Files that are no criteria set at all, by accident or on purpose, are refused quickly and in one sentence."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.reading import Fault, read_set, read_set_file
from tests.knowledge.reading.sample import SAMPLE


def _only_fault(text: str) -> Fault:
    reading = read_set(text)
    assert reading.set is None
    assert len(reading.faults) == 1
    return reading.faults[0]


@pytest.mark.parametrize("text", ["", "   \n", "# chỉ có ghi chú\n"])
def test_an_empty_file_is_called_empty(text: str) -> None:
    assert _only_fault(text).error == "empty_file"


@pytest.mark.parametrize("text", ["id: [", "a: b: c", "id: 1\n\tname: x", "a: 1\n---\nb: 2", "- id", "bộ tiêu chí"])
def test_what_is_no_table_is_called_corrupted(text: str) -> None:
    assert _only_fault(text).error == "corrupted"


def test_the_line_of_a_slip_in_the_writing_is_told() -> None:
    fault = _only_fault('id: a\nname: "chưa đóng nháy\n')
    assert fault.row >= 2
    assert "YAML" in fault.message


def test_a_control_character_is_pointed_at() -> None:
    fault = _only_fault("id: a\ntên: é\x07")
    assert (fault.error, fault.row, fault.column) == ("corrupted", 2, 7)


@pytest.mark.parametrize("text", ["a: &x [1]\nb: [*x, *x]", "a: &a {b: *a}", "&root {id: x}"])
def test_references_are_refused(text: str) -> None:
    assert _only_fault(text).error == "alias"


def test_deep_nesting_is_refused_before_it_costs_anything() -> None:
    assert "20 tầng" in _only_fault("[" * 400_000).message


def test_a_file_of_very_many_parts_is_refused() -> None:
    assert _only_fault("[" + "1," * 200_000 + "1]").error == "too_large"


def test_a_file_above_a_million_characters_is_refused() -> None:
    assert _only_fault("# " + "đ" * 1_000_000).error == "too_large"


def test_a_huge_file_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "lon.yaml"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    assert read_set_file(path).faults[0].error == "too_large"


def test_a_tag_of_a_foreign_kind_makes_nothing() -> None:
    assert _only_fault("!!python/object/apply:os.getcwd []").error == "corrupted"


def test_a_file_in_another_encoding_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "cu.yaml"
    path.write_bytes("id: bộ\n".encode("utf-16"))
    assert "UTF-8" in read_set_file(path).faults[0].message


def test_a_byte_order_mark_from_a_text_editor_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "bom.yaml"
    path.write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert read_set_file(path).faults == ()


def test_another_kind_of_file_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "bo.pdf"
    path.write_bytes(b"%PDF-1.7")
    assert read_set_file(path).faults[0].error == "wrong_container"


def test_a_key_written_as_a_list_is_an_unknown_key() -> None:
    assert "unknown_key" in {fault.error for fault in read_set("? [a, b]\n: 1\n").faults}


LINES = SAMPLE.read_text(encoding="utf-8").splitlines()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(LINES) - 1), st.sampled_from(["", "  ", "- ", "x: ", "{", '"', "max: x", "code: 1"]))
def test_a_damaged_line_gives_faults_or_a_set_and_never_a_crash(number: int, start: str) -> None:
    damaged = [*LINES[:number], start + LINES[number][1:], *LINES[number + 1 :]]
    reading = read_set("\n".join(damaged))
    assert (reading.set is None) == bool(reading.faults)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_at_all_makes_the_reader_stumble(text: str) -> None:
    reading = read_set(text)
    assert reading.set is None
    assert reading.faults
