"""The edge of the command line: one line for whatever goes wrong, the office's clock, one language, whole files."""

import ast
import gettext
import importlib
import pkgutil
import re
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import click
import pytest
import sqlalchemy as sa

import bot.cli.commands
from bot.cli.main import COMMANDS, cli
from bot.reports.exports import Exports
from handlers.cards.card import NoSuchExport
from tests.cli.conftest import Cchc
from tests.cli.test_operator import ROUND, SAMPLE

CATALOGUE = Path(bot.cli.__path__[0]) / "locale" / "vi" / "LC_MESSAGES"
ENGLISH = re.compile(r"\b(the|of|is|and|with|Show|Usage|Options|Commands|Missing|Invalid|not|from|this)\b")


def every_command() -> list[tuple[str, ...]]:
    """Every command with its subcommands, by the words an operator types."""
    found: list[tuple[str, ...]] = [()]
    context = click.Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        found.append((name,))
        if isinstance(command, click.Group):
            found += [(name, one) for one in command.commands]
    return found


def test_the_list_of_commands_is_that_of_the_modules() -> None:
    offered = {
        (command.name, module.name)
        for module in pkgutil.iter_modules(bot.cli.commands.__path__)
        for command in getattr(importlib.import_module(f"bot.cli.commands.{module.name}"), "COMMANDS", ())
        if isinstance(command, click.Command)
    }
    assert offered == {(name, module) for name, (module, _) in COMMANDS.items()}


def test_the_help_lists_every_command_with_its_line_and_is_there_at_once() -> None:
    program = Path(sys.executable).parent / "cchc"
    taken = []
    for _ in range(3):
        began = time.monotonic()
        ran = subprocess.run([program, "--help"], capture_output=True, text=True, check=True)
        taken.append(time.monotonic() - began)
    assert all(f"{name} " in ran.stdout and line in ran.stdout for name, (_, line) in COMMANDS.items())
    assert min(taken) < 1, "half a second; twice that where others use the machine too"


def test_the_help_imports_no_database_and_no_channel() -> None:
    code = "import sys; from bot.cli.main import cli; cli(['--help'], standalone_mode=False); print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ran.stdout.splitlines()[-1].split())
    assert loaded.isdisjoint({"sqlalchemy", "telegram", "fastapi", "pydantic", "handlers", "httpx", "typst"})


@pytest.mark.parametrize("words", every_command(), ids=" ".join)
def test_every_page_of_help_speaks_vietnamese(cchc: Cchc, words: tuple[str, ...]) -> None:
    ran = cchc(*words, "--help")
    assert ran.code == 0
    assert "Cách dùng: cchc" in ran.out
    assert ENGLISH.search(re.sub(r"--?[\w-]+|[A-Z_]{3,}|\[[^]]*\]", "", ran.out)) is None
    # An option without a word of what it does is none that an operator can use.
    assert not re.search(r"^  --[\w-]+( [A-ZĐỆ ]+)?$", ran.out, re.MULTILINE) or "\n          " in ran.out


def test_the_catalogue_of_click_s_words_is_made_of_its_source() -> None:
    with (CATALOGUE / "messages.mo").open("rb") as compiled:
        found = gettext.GNUTranslations(compiled)
    texts: dict[str, str] = {}
    source = (CATALOGUE / "messages.po").read_text(encoding="utf-8")
    for block in source.split("\n\n")[1:]:
        lines = {key: ast.literal_eval(text) for key, text in re.findall(r"^(\S+) (\".*\")$", block, re.MULTILINE)}
        texts[lines["msgid"]] = lines.get("msgstr") or lines["msgstr[0]"]
        several = lines.get("msgid_plural")
        assert several is None or found.ngettext(lines["msgid"], several, 2) == lines["msgstr[1]"]
    assert len(texts) > 40
    assert {name: found.gettext(name) for name in texts} == texts


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("sheet", "show"), "Thiếu tuỳ chọn '--unit'"),
        (("sheet", "show", "--unt", "X"), "Không có tuỳ chọn '--unt'"),
        (("nope",), "Không có lệnh 'nope'"),
        (("criteria", "check", "khong-co.xlsx"), "'FILE' chưa đúng: Không có"),
        (("serve", "--port", "abc"), "'abc' không phải số"),
        (("round", "open", "A", "B"), "Thừa tham số (B)"),
    ],
)
def test_wrong_usage_is_told_in_vietnamese(cchc: Cchc, data: Path, words: tuple[str, ...], said: str) -> None:
    ran = cchc(*words)
    assert (ran.code, said in ran.err, len(ran.err.splitlines())) == (2, True, 1)


# -- whatever goes wrong ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "words", "said"),
    [
        (b"\xff\xfe\x00", ("round", "create"), "UTF-8"),
        ("không phải json\n".encode(), ("search", "--file"), "dòng 1: không phải đối tượng JSON có q"),
        (b'["q"]\n', ("search", "--file"), "dòng 1: không phải đối tượng JSON có q"),
        (b'{"q": "a"}\n{"Q": 1}\n', ("search", "--file"), "dòng 2: không phải đối tượng JSON có q"),
    ],
)
def test_a_file_that_is_something_else_is_one_line(
    cchc: Cchc, demo: Path, content: bytes, words: tuple[str, ...], said: str
) -> None:
    file = demo / "tep"
    file.write_bytes(content)
    ran = cchc(*words, str(file))
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert said in ran.err


@pytest.mark.parametrize(
    ("name", "value", "code", "said"),
    [
        ("CCHC_LOG_LEVEL", "loud", 2, "CCHC_LOG_LEVEL: phải là 'debug', 'info', 'warning' hoặc 'error'"),
        ("CCHC_KEEP_MESSAGES_DAYS", "3", 2, "CCHC_KEEP_MESSAGES_DAYS: phải từ 30 trở lên"),
        ("CCHC_KEEP_MESSAGES_DAYS", "nhiều", 2, "CCHC_KEEP_MESSAGES_DAYS: phải là số nguyên"),
        ("CCHC_DATABASE_URL", "mysql://localhost/cchc", 1, "mysql chưa dùng được"),
        ("CCHC_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none", 1, "không dùng được cơ sở dữ liệu"),
        ("CCHC_DATA_DIR", "/proc/khong-co", 1, "/proc/khong-co: không có"),
    ],
)
def test_a_setting_that_cannot_be_is_one_line(
    cchc: Cchc, data: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, code: int, said: str
) -> None:
    monkeypatch.setenv(name, value)
    ran = cchc("round", "show")
    assert (ran.code, len(ran.err.splitlines())) == (code, 1)
    assert said in ran.err


def test_what_nobody_has_foreseen_is_one_line_too(cchc: Cchc, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_self: object, **_wanted: object) -> None:
        raise LookupError("a row\nof two lines")

    monkeypatch.setattr("bot.db.messages.deliveries.Deliveries.list", broken)
    monkeypatch.delenv("CCHC_LOG_LEVEL", raising=False)
    ran = cchc("deliveries")
    assert ran.code == 1
    assert ran.err.splitlines()[-1].startswith("cchc: lỗi chưa lường trước, LookupError: a row of two lines (chạy lại với")


# -- the office's clock -------------------------------------------------------------------------------------------------------


def test_a_deadline_written_elsewhere_is_shown_by_the_office_s_clock(cchc: Cchc, data: Path) -> None:
    file = data / "dot.yaml"
    file.write_text(ROUND.replace("2027-01-10T17:00", "2027-01-10T10:00Z"), encoding="utf-8")
    cchc("criteria", "import", str(SAMPLE))
    cchc("round", "create", str(file))
    cchc("round", "open", "THU2026")
    assert cchc("round", "show", "--json").json["timetable"]["self_scoring"] == "2027-01-10T17:00:00+07:00"
    assert "Tự chấm điểm và nộp: 17:00 10/01/2027" in cchc("round", "show").out
    ran = cchc("round", "extend", "--until", "2027-01-12T10:00Z", "--unit", "X1", "--reason", "Mưa bão")
    assert "đến 17:00 12/01/2027" in ran.out
    assert "X1 (Khối xã): đang tự chấm, gia hạn đến 17:00 12/01/2027" in cchc("round", "show").out
    (unit, _) = cchc("round", "show", "--json").json["units"]
    assert unit["extended_to"] == "2027-01-12T17:00:00+07:00"


def test_every_time_that_a_command_prints_is_the_office_s(cchc: Cchc, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    until = cchc("round", "show", "--json").json["timetable"]["self_scoring"]
    cchc("reminders", "--at", f"{until[:10]}T08:00", "--send")
    monkeypatch.setenv("CCHC_TIMEZONE", "Asia/Tokyo")
    for words in (("round", "show"), ("criteria", "list"), ("deliveries",), ("reminders", "--at", f"{until[:10]}T10:00")):
        said = cchc(*words, "--json").out
        times = re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d[^\"]*", said)
        assert times, words
        assert all(one.endswith("+09:00") for one in times), (words, times)


# -- files are there as a whole, once what they tell of is kept ----------------------------------------------------------------


def invitations(demo: Path) -> int:
    with closing(sqlite3.connect(demo / "data" / "cchc.sqlite3")) as database:
        (number,) = database.execute("SELECT count(*) FROM invites WHERE used_at IS NULL").fetchone()
    return int(number)


def test_printed_invitations_are_told_only_once_they_hold(cchc: Cchc, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commit fails: nothing is said to be done, and no paper with codes that let nobody in lies about."""
    before = invitations(demo)

    def full(connection: sa.Connection) -> None:
        connection.invalidate()
        raise OSError(28, "No space left on device")

    sa.event.listen(sa.Engine, "commit", full)
    try:
        ran = cchc("invite", "--all", "--pdf", str(demo / "moi.pdf"))
    finally:
        sa.event.remove(sa.Engine, "commit", full)
    assert (ran.code, ran.out) == (1, "")
    assert "đĩa đã đầy" in ran.err
    assert [one.name for one in demo.iterdir()] == ["data"]
    assert invitations(demo) == before


def test_a_paper_that_cannot_be_made_leaves_the_old_one_and_no_invitation(
    cchc: Cchc, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, pdf = invitations(demo), demo / "moi.pdf"
    pdf.write_bytes(b"yesterday's")

    def broken(*_args: object) -> bytes:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Exports, "invitations", broken)
    ran = cchc("invite", "--all", "--pdf", str(pdf))
    assert (ran.code, ran.out, pdf.read_bytes()) == (1, "", b"yesterday's")
    assert invitations(demo) == before
    assert sorted(one.name for one in demo.iterdir()) == ["data", "moi.pdf"]


@pytest.mark.parametrize(
    "words",
    [
        ("invite", "--all", "--pdf"),
        ("export", "sheet", "--unit", "XA03", "--out"),
        ("export", "dossier", "--unit", "XA03", "--out"),
        ("criteria", "check", str(SAMPLE.with_name("khong.docx")), "--out"),
    ],
)
def test_a_folder_that_is_not_there_ends_it_before_anything_is_done(cchc: Cchc, demo: Path, words: tuple[str, ...]) -> None:
    before = invitations(demo)
    ran = cchc(*words, str(demo / "khong-co" / "tep"))
    assert ran.code in (1, 2)
    assert ran.out == ""
    assert len(ran.err.splitlines()) == 1
    assert invitations(demo) == before


def test_somebody_who_leaves_is_told_of_only_once_it_is_kept(cchc: Cchc, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = next(one["id"] for one in cchc("people", "list", "--unit", "XA01", "--json").json if one["role"] == "official")

    def refused(*_args: object) -> None:
        raise NoSuchExport

    monkeypatch.setattr("bot.db.people.invitations.Invitations.issue", refused)
    ran = cchc("people", "leave", person, "--to-name", "Chị Ngọc")
    assert (ran.code, ran.out) == (1, "")
