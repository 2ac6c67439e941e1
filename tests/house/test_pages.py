"""What the pages for strangers say is true of the code."""

import pkgutil
import re
import tomllib
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from bot.environment.example import example
from bot.environment.settings import Settings
from handlers.texts.common import MILESTONES, ROLES, STATES
from scoring.criteria import Sign, Source
from scoring.people import Role
from scoring.rounds.round import Milestone
from scoring.sheet.entry import Stage
from scoring.states import State

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
GLOSSARY = (DOCS / "glossary.md").read_text(encoding="utf-8")
NAMES = re.findall(r"^\|.*\| `([a-z_.]+\.\w+[\w.]*)` \|", GLOSSARY, re.MULTILINE)
PAGES = [*ROOT.glob("*.md"), *DOCS.glob("*.md"), *(DOCS / "decisions").glob("*.md")]


def called(member: Enum) -> str:
    """As the glossary names it: members of different enumerations with the same value are equal."""
    return f"{type(member).__module__}.{type(member).__name__}.{member.name}"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_the_glossary_is_one_of_the_code(name: str) -> None:
    assert pkgutil.resolve_name(name) is not None


def test_the_glossary_misses_no_role_no_state_and_no_step_of_a_round() -> None:
    assert len(NAMES) > 70
    kinds: tuple[type[Enum], ...] = (Role, State, Milestone, Source, Stage, Sign)
    assert [name for kind in kinds for one in kind if (name := called(one)) not in NAMES] == []


def test_the_glossary_uses_the_words_that_people_are_shown() -> None:
    catalogues: tuple[Mapping[Any, str], ...] = (ROLES, STATES, MILESTONES)
    shown = {called(one): words for catalogue in catalogues for one, words in catalogue.items()}
    rows = dict(re.findall(r"^\| ([^|]+) \| [^|]+ \| `(\S+)` \|", GLOSSARY, re.MULTILINE))
    terms = {name: [term.strip().lower() for term in words.split(",")] for words, name in rows.items()}
    assert {name: words for name, words in shown.items() if words.lower() not in terms[name]} == {}


def test_the_example_of_settings_is_that_of_the_code() -> None:
    """Made by: python -m bot.environment.example > .env.example"""
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == example()
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_the_example_as_it_stands_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"CCHC_{name.upper()}", raising=False)
    (tmp_path / ".env").write_text(re.sub("^#CCHC", "CCHC", example(), flags=re.MULTILINE), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert Settings().model_dump() == Settings(_env_file=None).model_dump()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if not link.startswith(("http", "#", "mailto:"))]
    links += re.findall(r'src="([^"]+)"', text)
    for link in links:
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve()
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in [re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings], link


def test_every_decision_says_why_what_follows_and_what_was_weighed() -> None:
    pages = sorted((DOCS / "decisions").glob("0*.md"))
    listed = (DOCS / "decisions" / "README.md").read_text(encoding="utf-8")
    assert len(pages) >= 6
    for number, page in enumerate(pages, 1):
        text = page.read_text(encoding="utf-8")
        assert page.name.startswith(f"{number:04}-")
        assert text.startswith(f"# {number}. ")
        assert page.name in listed
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences", "Weighed"))


def test_the_changelog_begins_with_the_version_to_come() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    versions = re.findall(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] == version
    assert versions == sorted(versions, key=lambda one: [int(part) for part in one.split(".")], reverse=True)
