"""Criteria sets on the command line: checked with every fault, imported whole or not at all, listed and shown."""

from pathlib import Path

from tests.cli.conftest import Cchc

SAMPLE = Path(__file__).parents[2] / "knowledge" / "sets" / "mau-minh-hoa.yaml"


def test_a_sound_file_is_said_to_be_sound(cchc: Cchc) -> None:
    ran = cchc("criteria", "check", str(SAMPLE))
    assert (ran.code, ran.out) == (0, "Đạt: 37 tiêu chí, 100 điểm.\n")


def test_a_file_with_faults_lists_them_all_and_imports_nothing(cchc: Cchc, data: Path) -> None:
    broken = data / "hong.yaml"
    text = SAMPLE.read_text(encoding="utf-8").replace("max: 3.5", "max: 3", 1).replace("kind: R7", "kind: R16", 1)
    broken.write_text(text, encoding="utf-8")
    ran = cchc("criteria", "check", str(broken))
    assert ran.code == 1
    assert "sum_mismatch" in ran.err
    assert "R18" in ran.err
    assert ran.err.count("dòng") == 2
    assert cchc("criteria", "import", str(broken)).code == 1
    assert cchc("criteria", "list", "--json").json == []


def test_faults_are_told_to_programs_too(cchc: Cchc, data: Path) -> None:
    empty = data / "rong.yaml"
    empty.write_text("", encoding="utf-8")
    ran = cchc("criteria", "check", str(empty), "--json")
    assert ran.code == 1
    assert [fault["error"] for fault in ran.json["faults"]] == ["empty_file"]


def test_an_imported_set_is_listed_and_shown(cchc: Cchc) -> None:
    assert "Đã nhập" in cchc("criteria", "import", str(SAMPLE)).out
    assert "Đã có sẵn" in cchc("criteria", "import", str(SAMPLE)).out
    assert [(one["id"], one["version"]) for one in cchc("criteria", "list", "--json").json] == [("mau-minh-hoa", "1")]
    shown = cchc("criteria", "show", "mau-minh-hoa", "--json").json
    assert len(shown["leaves"]) == 37
    assert shown["total"] == "100"
    assert next(leaf for leaf in shown["leaves"] if leaf["code"] == "3.2")["rule"]["kind"] == "R5"
    assert "3.2 Tỷ lệ hồ sơ TTHC" in cchc("criteria", "show", "mau-minh-hoa").out


def test_the_same_version_with_other_content_is_refused(cchc: Cchc, data: Path) -> None:
    cchc("criteria", "import", str(SAMPLE))
    other = data / "khac.yaml"
    other.write_text(SAMPLE.read_text(encoding="utf-8").replace("Ban hành đúng hạn", "Ban hành kịp thời"), encoding="utf-8")
    ran = cchc("criteria", "import", str(other))
    assert ran.code == 1
    assert "phiên bản" in ran.err
