"""What an operator does on the command line."""

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from bot.db.engine import open_engine
from bot.db.messages.holds import Stumble
from bot.environment.settings import Settings
from bot.product import Product
from scoring.sheet.entry import Paper
from tests.cli.conftest import Cchc
from tests.doorway import store_on

ROUND = """
code: THU2026
name: Đợt thử
year: 2026
set: mau-minh-hoa
authority: {code: HMH, name: Huyện thử}
timetable: {self_scoring: 2027-01-10T17:00, first_appraisal: 2027-01-31T17:00}
units:
  - {code: X1, name: Xã Một}
  - {code: X2, name: Xã Hai, group: Khối phường}
"""
SAMPLE = Path(__file__).parents[2] / "knowledge" / "sets" / "mau-minh-hoa.yaml"


def test_from_nothing_to_an_open_round_with_an_invited_person(cchc: Cchc, data: Path) -> None:
    file = data / "dot.yaml"
    file.write_text(ROUND, encoding="utf-8")
    assert cchc("criteria", "import", str(SAMPLE)).code == 0
    assert cchc("round", "create", str(file)).code == 0
    assert cchc("round", "open", "THU2026").code == 0

    shown = cchc("round", "show", "--json").json
    assert shown["timetable"]["self_scoring"] == "2027-01-10T17:00:00+07:00"
    assert [(unit["code"], unit["group"], unit["state"]) for unit in shown["units"]] == [
        ("X1", "Khối xã", "draft"),
        ("X2", "Khối phường", "draft"),
    ]

    invited = cchc("invite", "--unit", "X1", "--role", "official", "--fields", "2,3.1", "--png", str(data / "qr.png"))
    assert "http://127.0.0.1:8000/?start=" in invited.out
    assert (data / "qr.png").read_bytes().startswith(b"\x89PNG")


def test_a_round_with_faults_names_them_all_and_changes_nothing(cchc: Cchc, data: Path) -> None:
    file = data / "dot.yaml"
    file.write_text(ROUND.replace("2027-01-31", "2026-12-31").replace("X2", "X1"), encoding="utf-8")
    ran = cchc("round", "create", str(file))
    assert ran.code == 1
    assert "first_appraisal: kết thúc trước self_scoring" in ran.err
    assert "units: X1 ghi hai lần" in ran.err
    assert "set: mau-minh-hoa chưa được nhập" in ran.err
    assert cchc("round", "show", "THU2026").code == 1


def test_the_sheet_is_given_whole(cchc: Cchc, demo: Path) -> None:
    sheet = cchc("sheet", "show", "--unit", "XA01", "--json").json
    assert sheet["state"] == "draft"
    assert sheet["unit"]["code"] == "XA01"
    assert len(sheet["leaves"]) == 37
    assert sheet["totals"]["max"] == "74"
    assert sheet["totals"]["index"] is None
    assert sheet["classification"] is None


def test_a_decided_sheet_has_its_index_and_class(cchc: Cchc, demo: Path) -> None:
    sheet = cchc("sheet", "show", "--unit", "XA06", "--json").json
    assert sheet["state"] == "approved"
    assert sheet["totals"]["max"] == "100"
    assert float(sheet["totals"]["index"]) > 65
    assert sheet["classification"]["class"] in ("excellent", "good", "fair")


def test_the_demo_communes_stand_in_their_states(cchc: Cchc, demo: Path) -> None:
    units = cchc("round", "show", "--json").json["units"]
    assert [unit["state"] for unit in units] == [
        "draft", "draft", "submitted", "first_appraisal", "explanation_submitted", "approved",
    ]  # fmt: skip
    open_requests = [
        leaf["code"]
        for leaf in cchc("sheet", "show", "--unit", "XA04", "--json").json["leaves"]
        if leaf["request"] and leaf["request"]["state"] == "open"
    ]
    assert open_requests == ["3.1"]


def test_last_year_is_published_and_ranked(cchc: Cchc, demo: Path) -> None:
    last = cchc("round", "show", "--json").json["year"] - 1
    lines = cchc("round", "results", f"CCHC{last}", "--json").json
    assert sorted(line["rank"] for line in lines) == [1, 2, 3, 4, 5, 6]
    assert all(line["class"] or line["because"] for line in lines)


def at_eight(deadline: str, days_before: int) -> datetime:
    return (datetime.fromisoformat(deadline) - timedelta(days=days_before)).replace(hour=8, minute=0)


def test_reminders_name_people_and_leaves_once_they_fall_due(cchc: Cchc, demo: Path) -> None:
    eight = at_eight(cchc("round", "show", "--json").json["timetable"]["self_scoring"], 3)
    lines = cchc("reminders", "--at", eight.isoformat(), "--json").json
    assert {line["days_left"] for line in lines} == {3}
    assert {line["unit"] for line in lines} == {"XA01", "XA02"}
    justice = next(line for line in lines if "Tuấn" in line["to"])
    assert justice["leaves"] == ["2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4", "3.5", "3.6"]
    assert cchc("reminders", "--at", (eight - timedelta(minutes=1)).isoformat(), "--json").json == []
    assert cchc("reminders", "--at", (eight + timedelta(days=1)).isoformat(), "--json").json == []


def test_sending_reminders_twice_queues_them_once(cchc: Cchc, demo: Path) -> None:
    at = at_eight(cchc("round", "show", "--json").json["timetable"]["self_scoring"], 0).isoformat()
    first = len(cchc("reminders", "--at", at, "--send", "--json").json)
    cchc("reminders", "--at", at, "--send")
    queued = cchc("deliveries", "--json").json
    assert len(queued) == first > 0
    assert {row["state"] for row in queued} == {"unreached"}


def test_the_workbook_reads_back_in_the_set_s_order(cchc: Cchc, demo: Path, data: Path) -> None:
    out = data / "xa03.xlsx"
    assert cchc("export", "sheet", "--format", "xlsx", "--unit", "XA03", "--out", str(out)).code == 0
    rows = list(openpyxl.load_workbook(out).active.iter_rows(min_row=5, values_only=True))
    codes = [row[0] for row in rows if row[0] and "." in row[0]]
    assert len(codes) == 37
    assert codes[:3] == ["1.1", "1.2", "1.3"]
    scored = next(row for row in rows if row[0] == "1.2")
    assert scored[2] == 3.5
    assert "/" in scored[3]
    assert "minh-hoa-1.2-a.png" in scored[6]


def test_extending_moves_one_unit_and_needs_a_reason(cchc: Cchc, demo: Path) -> None:
    assert cchc("round", "extend", "--until", "2099-01-12T17:00", "--unit", "XA02").code == 2
    assert cchc("round", "extend", "--until", "2099-01-12T17:00", "--unit", "XA02", "--reason", "Mưa bão").code == 0
    units = {unit["code"]: unit["extended_to"] for unit in cchc("round", "show", "--json").json["units"]}
    assert units["XA02"] == "2099-01-12T17:00:00+07:00"
    assert units["XA01"] is None


def test_reopening_a_leaf_from_the_command_line(cchc: Cchc, demo: Path) -> None:
    assert cchc("sheet", "reopen", "--unit", "XA03", "--leaf", "2.1", "--reason", "Nhập nhầm").code == 0
    assert cchc("sheet", "reopen", "--unit", "XA03", "--reason", "Nộp nhầm").code == 0
    assert cchc("sheet", "show", "--unit", "XA03", "--json").json["state"] == "draft"
    assert cchc("sheet", "reopen", "--unit", "XA06", "--reason", "x").code == 1
    assert cchc("audit", "verify").code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("sheet", "show"), 2, "--unit"),
        (("sheet", "show", "--unit", "XA99"), 1, "XA99"),
        (("sheet", "show", "--unit", "XA01", "--round", "CCHC1990"), 1, "CCHC1990"),
        (("invite", "--unit", "XA01", "--role", "king"), 2, "king"),
        (("invite", "--unit", "XA77", "--role", "leader"), 1, "XA77"),
        (("invite", "--unit", "XA01", "--role", "official", "--fields", "2,77"), 1, "77"),
        (("round", "open", "CCHC1990"), 1, "CCHC1990"),
        (("reminders", "--at", "hôm nay"), 2, "ISO 8601"),
        (("criteria", "show", "khong-co"), 1, "khong-co"),
        (("khong-co-lenh",), 2, "khong-co-lenh"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(cchc: Cchc, demo: Path, words: tuple[str, ...], code: int, said: str) -> None:
    ran = cchc(*words)
    assert ran.code == code
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_search_answers_as_the_conversation_does(cchc: Cchc, demo: Path) -> None:
    found = cchc("search", "thu xin loi ho so tre han", "--json").json
    assert found["decision"] == "answer"
    assert found["targets"][0]["target"] == "criterion:3.3"


def test_the_doctor_says_which_channel_stumbles_and_since_when(cchc: Cchc, demo: Path) -> None:
    store = store_on(open_engine(f"sqlite:///{demo / 'data' / 'cchc.sqlite3'}"))
    with store.write() as work:
        work.holds.begin("telegram:800000002", Stumble("Bad Gateway (502)"), datetime(2026, 11, 20, 3, 0, tzinfo=UTC))
    assert "telegram:800000002: trục trặc từ 10:00:00 20/11 (máy chủ của kênh bị lỗi [Bad Gateway (502)])" in cchc("doctor").out


def test_the_doctor_masks_secrets_and_names_the_fix(cchc: Cchc, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CCHC_TELEGRAM_TOKEN", "123:very-secret")
    ran = cchc("doctor")
    assert ran.code == 1
    assert "very-secret" not in ran.out
    assert "CCHC_TELEGRAM_SECRET" in ran.out
    assert "phiên bản mới nhất" in ran.out


@pytest.mark.parametrize(
    ("paper", "form", "begins"),
    [
        ("sheet", "xlsx", b"PK"),
        ("sheet", "docx", b"PK"),
        ("sheet", "csv", "\ufeffMã;Tiêu chí".encode()),
        ("explanations", "xlsx", b"PK"),
        ("dossier", "zip", b"PK"),
    ],
)
def test_the_papers_of_a_unit_are_written_in_every_form_they_come_in(
    cchc: Cchc, demo: Path, paper: str, form: str, begins: bytes
) -> None:
    out = demo / f"out.{form}"
    assert cchc("export", paper, "--unit", "XA04", "--format", form, "--out", str(out)).code == 0
    assert out.read_bytes().startswith(begins)


def test_the_dossier_has_a_folder_for_every_criterion_in_order(cchc: Cchc, demo: Path) -> None:
    assert cchc("export", "dossier", "--unit", "XA03", "--out", str(demo / "xa03.zip")).code == 0
    names = zipfile.ZipFile(demo / "xa03.zip").namelist()
    folders = [name.split("/")[0].split(" ")[0] for name in names if "/" in name and "Giải trình" not in name]
    assert list(dict.fromkeys(folders))[:4] == ["1.1", "1.2", "1.3", "1.4"]
    assert {"bao-cao-tu-danh-gia-XA03-2026.docx", "bang-cham-diem-XA03-2026.xlsx"} <= set(names)


def test_the_answers_to_requests_stand_in_the_explanations(cchc: Cchc, demo: Path) -> None:
    out = demo / "gt.xlsx"
    assert cchc("export", "explanations", "--unit", "XA05", "--out", str(out)).code == 0
    page = openpyxl.load_workbook(out).active
    assert page is not None
    assert "đã trả lời" in {row[8] for row in page.iter_rows(min_row=4, values_only=True)}


def test_a_form_that_a_paper_does_not_come_in_is_a_wrong_use(cchc: Cchc, demo: Path) -> None:
    ran = cchc("export", "sheet", "--unit", "XA03", "--format", "odt", "--out", str(demo / "x"))
    assert (ran.code, "xlsx, docx, csv" in ran.err) == (2, True)
    assert not (demo / "x").exists()


def test_a_sheet_shows_what_its_files_are_and_what_was_taken_off(cchc: Cchc, demo: Path) -> None:
    product = Product(Settings())
    with product.store.write() as work:
        [current] = work.rounds.alive()
        sheet = work.sheets.open(current, "XA03")
        entry = sheet.reopen_leaf("1.1", "bổ sung", sheet.entry("1.1").evidence[0].by)
        first = entry.evidence[0]
        sheet.describe_evidence("1.1", first.id, Paper("12/KH-UBND", "2026-01-05"), first.by)
        sheet.remove_evidence("1.1", first.id, first.by)
        work.sheets.save(sheet)
    product.executor.shutdown()
    product.engine.dispose()
    assert "[đã bỏ " in cchc("sheet", "show", "--unit", "XA03").out
    leaves = cchc("sheet", "show", "--unit", "XA03", "--json").json["leaves"]
    [gone] = next(one for one in leaves if one["code"] == "1.1")["former_evidence"]
    assert (gone["number"], gone["date"], gone["ended"]["how"]) == ("12/KH-UBND", "2026-01-05", "withdrawn")
