"""The house stands as docs/architecture.md says: imports run one way, codes fit, every word is shown."""

import importlib
import inspect
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bot.registry import KINDS
from handlers import dialogs, doors, texts
from handlers.cards.buttons import MAX_BYTES, decode, encode, round_mark
from handlers.dialogs.house import DOORS, STEPS
from handlers.incoming.commands import COMMANDS
from handlers.questions import QUESTIONS
from scoring import roles
from scoring.people import Role

ROOT = Path(__file__).parents[2]


def test_imports_run_one_way() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run([linter, "--no-cache"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_every_command_opens_a_door() -> None:
    assert set(COMMANDS) <= set(DOORS)


def test_every_role_may_do_something() -> None:
    assert set(roles.ACTS) == set(Role)


@pytest.mark.parametrize("name", sorted({*DOORS, *STEPS}))
def test_the_longest_realistic_button_fits_every_channel(name: str) -> None:
    code = encode(name, "XA000126", "10.12.13", "1234567", turn=36**5)
    assert len(code.encode()) <= MAX_BYTES
    press = decode(code)
    assert press is not None
    assert (press.action, press.args, press.turn) == (name, ("XA000126", "10.12.13", "1234567"), 36**5)


@pytest.mark.parametrize("name", sorted(name for name, one in DOORS.items() if one.door.of_round))
def test_a_door_into_a_round_has_room_for_its_mark(name: str) -> None:
    code = encode(name, "XA000126", "10.12.13", "1234567", round_=round_mark("CCHC2026-HUYEN"))
    press = decode(code)
    assert press is not None
    assert (press.action, press.turn, press.round) == (name, None, round_mark("CCHC2026-HUYEN"))


def test_every_door_that_has_a_name_opens() -> None:
    assert set(DOORS) == set(doors.ALL)


@pytest.mark.parametrize("name", sorted(doors.ALL))
def test_what_is_behind_a_door_takes_the_words_that_it_is_opened_with(name: str) -> None:
    opened = DOORS[name]
    _, *words = inspect.signature(opened.behind).parameters.values()
    any_number = any(word.kind is word.VAR_POSITIONAL for word in words)
    least = sum(word.default is word.empty and word.kind is not word.VAR_POSITIONAL for word in words)
    assert (opened.door.least, opened.door.most) == (least, None if any_number else len(words))


def test_every_question_is_asked_by_a_step() -> None:
    assert set(STEPS) == set(QUESTIONS)


def test_every_word_of_the_catalogue_is_shown_somewhere() -> None:
    """A text that nothing shows is a text that nobody keeps true."""
    sources = [path.read_text() for package in (dialogs, texts) for path in Path(str(package.__file__)).parent.rglob("*.py")]
    sources += [path.read_text() for path in [*(ROOT / "handlers").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]]
    everything = "\n".join(sources)
    names = [
        match[1]
        for path in (ROOT / "handlers" / "texts").rglob("*.py")
        for match in re.finditer(r"^(?:def )?([A-Za-z]\w+)(?:: | = |\()", path.read_text(), re.MULTILINE)
    ]
    used = Counter(re.findall(r"\w+", everything))
    assert [name for name in names if used[name] < 2] == []


#: Where a channel may be named outside its folder: the list, its settings, the library whose log is loud.
NAMING = {"bot/registry.py", "bot/environment/settings.py", "bot/environment/example.py", "bot/environment/logs.py"}


@pytest.mark.parametrize("channel", [kind.name for kind in KINDS if kind.name != "web"])
def test_a_channel_is_named_in_its_own_folder_and_in_the_list_alone(channel: str) -> None:
    """A new one touches a folder and a line, and whoever looks for one finds all of it there. Its command may name it."""
    named = re.compile(rf"""["']{channel}["']|channels(\.| import .*\b){channel}\b""")
    sources = [path for room in ("bot", "handlers", "scheduler") for path in (ROOT / room).rglob("*.py")]
    elsewhere = [
        str(path.relative_to(ROOT))
        for path in sources
        if f"channels/{channel}" not in str(path) and "migrations" not in path.parts and "cli" not in path.parts
        if named.search(re.sub(r'"""(.|\n)*?"""', "", path.read_text()))
    ]
    assert "bot/registry.py" in elsewhere
    assert set(elsewhere) <= NAMING


@pytest.mark.parametrize(
    "module",
    [f"{folder}.{path.stem}" for folder in ("checks", "benchmarks") for path in sorted((ROOT / folder).glob("*.py"))],
)
def test_the_long_proofs_and_benchmarks_still_stand_on_what_they_use(module: str) -> None:
    """They run on a call of their own: what is moved away under them would be noticed only then."""
    if module != "checks.called_by_name":  # names for the search for dead code, no program
        importlib.import_module(module)
