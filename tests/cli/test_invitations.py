"""Invitations on paper: what is printed is read back with the eyes of a phone."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from tests.cli.conftest import Cchc

PUBLIC = "https://cchc.example.gov.vn"


@pytest.fixture(autouse=True)
def channels(demo: Path, cchc: Cchc, monkeypatch: pytest.MonkeyPatch) -> None:
    """Telegram and a Zalo account are on beside the web."""
    monkeypatch.setenv("CCHC_PUBLIC_URL", PUBLIC)
    monkeypatch.setenv("CCHC_TELEGRAM_TOKEN", "1:a")
    monkeypatch.setenv("CCHC_ZALO_OA_ACCESS_TOKEN", "x")
    monkeypatch.setenv("CCHC_ZALO_OA_ID", "4100")
    with closing(sqlite3.connect(demo / "data" / "cchc.sqlite3")) as database, database:
        database.execute("INSERT INTO facts (name, value) VALUES ('telegram_name', '\"cchc_bot\"')")


def pages(content: bytes) -> list[tuple[str, set[str]]]:
    """The words and the QR codes of every page, as somebody holds it in his hands."""
    found = []
    for page in pypdfium2.PdfDocument(content):
        assert (round(page.get_width()), round(page.get_height())) == (595, 842), "A4"
        picture: Image.Image = page.render(scale=200 / 72).to_pil()
        codes = {code.text for code in zxingcpp.read_barcodes(picture)}
        found.append((page.get_textpage().get_text_bounded(), codes))
    return found


def test_a_unit_gets_a_page_with_a_code_for_each_person_and_channel(cchc: Cchc, data: Path) -> None:
    ran = cchc("invite", "--unit", "XA01", "--all", "--pdf", str(data / "moi.pdf"))
    codes = {name: code for _, name, code in (line.split("\t") for line in ran.out.splitlines() if "\t" in line)}
    assert set(codes) == {f"{name} (minh hoạ)" for name in ("Chị Lan", "Anh Tuấn", "Chị Hoa", "Anh Minh", "Ông Bình")}
    ((words, read),) = pages((data / "moi.pdf").read_bytes())
    assert read == {
        *(f"{PUBLIC}/?start={code}" for code in codes.values()),
        *(f"https://t.me/cchc_bot?start={code}" for code in codes.values()),
        "https://zalo.me/4100",
    }
    for said in ("Xã An Bình (minh hoạ)", "Tư pháp - hộ tịch", "lĩnh vực 2, 3", *codes.values()):
        assert said in words


def test_all_units_get_a_page_of_their_own(cchc: Cchc, data: Path) -> None:
    assert cchc("invite", "--all", "--pdf", str(data / "moi.pdf")).code == 0
    words = [text for text, _ in pages((data / "moi.pdf").read_bytes())]
    assert len(words) == 9
    assert sum("Xã Đông Hà (minh hoạ)" in text for text in words) == 1


def test_one_person_is_invited_with_a_picture_of_the_code(cchc: Cchc, data: Path) -> None:
    known = {one["name"]: one["id"] for one in cchc("people", "list", "--unit", "XA01", "--json").json}
    ran = cchc("invite", "--person", known["Anh Tuấn (minh hoạ)"], "--png", str(data / "qr.png"))
    (code,) = [line.removeprefix("Mã mời: ") for line in ran.out.splitlines() if line.startswith("Mã mời: ")]
    picture = Image.open(io.BytesIO((data / "qr.png").read_bytes()))
    assert [one.text for one in zxingcpp.read_barcodes(picture)] == [f"{PUBLIC}/?start={code}"]
    assert f"Telegram: https://t.me/cchc_bot?start={code}" in ran.out
    assert f"Zalo OA: https://zalo.me/4100 rồi gõ: /start {code}" in ran.out


def test_the_same_name_and_role_are_the_same_person(cchc: Cchc, data: Path) -> None:
    before = cchc("people", "list", "--unit", "XA01", "--json").json
    named = ("invite", "--unit", "XA01", "--role", "official", "--name", "Anh Tuấn (minh hoạ)")
    assert cchc(*named).code == 0
    assert cchc(*named, "--fields", "2,3").code == 0
    assert cchc("people", "list", "--unit", "XA01", "--json").json == before


def test_other_fields_are_given_to_whom_the_id_names_or_to_somebody_new(cchc: Cchc, data: Path) -> None:
    known = {one["name"]: one["id"] for one in cchc("people", "list", "--unit", "XA01", "--json").json}
    tuan = known["Anh Tuấn (minh hoạ)"]
    named = ("invite", "--unit", "XA01", "--role", "official", "--name", "Anh Tuấn (minh hoạ)", "--fields", "2,3,7.5")
    asked = cchc(*named)
    assert (asked.code, tuan in asked.err, "--person MÃ" in asked.err, "--new" in asked.err) == (1, True, True, True)
    assert cchc("invite", "--person", tuan, "--fields", "2,3,7.5").code == 0
    assert cchc(*named[:-1], "1", "--new").code == 0
    after = cchc("people", "list", "--unit", "XA01", "--json").json
    assert sorted(one["fields"] for one in after if "Tuấn" in one["name"]) == [["1"], ["2", "3", "7.5"]]


def test_no_code_stands_in_the_database(cchc: Cchc, demo: Path) -> None:
    ran = cchc("invite", "--all")
    kept = b"".join(path.read_bytes() for path in (demo / "data").glob("cchc.sqlite3*"))
    for line in ran.out.splitlines():
        assert line.split("\t")[2].encode() not in kept


@pytest.mark.parametrize(
    "words",
    [(), ("--all", "--role", "leader", "--unit", "XA01"), ("--role", "leader"), ("--all", "--png", "a.png")],
)
def test_wrong_usage_is_told_in_one_line(cchc: Cchc, words: tuple[str, ...]) -> None:
    ran = cchc("invite", *words)
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)


def test_leaving_office_on_the_command_line(cchc: Cchc, demo: Path) -> None:
    known = {one["name"]: one["id"] for one in cchc("people", "list", "--unit", "XA01", "--json").json}
    tuan, hoa, binh = (known[f"{name} (minh hoạ)"] for name in ("Anh Tuấn", "Chị Hoa", "Ông Bình"))
    assert "không cùng đơn vị hoặc nhiệm vụ" in cchc("people", "leave", tuan, "--to", binh).err
    assert cchc("people", "leave", tuan, "--to", hoa).code == 0
    left = {one["name"]: one["fields"] for one in cchc("people", "list", "--unit", "XA01", "--json").json}
    assert "Anh Tuấn (minh hoạ)" not in left
    assert left["Chị Hoa (minh hoạ)"] == ["2", "3", "6"]
    ran = cchc("people", "leave", hoa, "--to-name", "Chị Ngọc")
    assert "Mã mời: " in ran.out
    assert cchc("people", "leave", hoa).code == 1
    assert cchc("audit", "verify").code == 0
