"""The two lists are whole: whoever installs them as they stand lacks nothing, and gets nothing that nobody asked for."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

import install

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
#: Asked for by Playwright and SQLAlchemy on some machines and Pythons only.
SOMETIMES = {"greenlet"}


def asked(listed: str) -> list[str]:
    development = PROJECT["project"]["optional-dependencies"]["dev"] if "-dev" in listed else []
    return [*PROJECT["build-system"]["requires"], *PROJECT["project"]["dependencies"], *development]


def versions(listed: str) -> dict[str, Version]:
    entries = [entry for _, entry in install.entries((ROOT / listed).read_text(encoding="utf-8"))]
    pairs = [re.split("==| ", entry, maxsplit=2)[:2] for entry in entries]
    return {canonicalize_name(name): Version(version) for name, version in pairs}


def reached(wanted: list[str]) -> dict[str, list[Requirement]]:
    """Every package that is asked for, however far, extras included, with all that is asked of it."""
    found: dict[str, list[Requirement]] = {}
    seen: set[tuple[str, str]] = set()
    waiting = [(Requirement(one), "") for one in wanted]
    while waiting:
        requirement, extra = waiting.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        found.setdefault(name, []).append(requirement)
        for its in {"", *requirement.extras} - {one for known, one in seen if known == name}:
            seen.add((name, its))
            waiting += [(Requirement(one), its) for one in metadata.requires(name) or ()]
    return found


@pytest.mark.parametrize("listed", ["requirements.txt", "requirements-dev.txt"])
def test_a_list_holds_all_that_is_asked_for_and_nothing_else(listed: str) -> None:
    given, wanted = versions(listed), reached(asked(listed))
    assert set(given) - SOMETIMES == set(wanted) - SOMETIMES
    unfit = [str(one) for name in wanted for one in wanted[name] if not one.specifier.contains(given[name], prereleases=True)]
    assert unfit == []


def test_both_lists_give_the_same_versions() -> None:
    product, development = versions("requirements.txt"), versions("requirements-dev.txt")
    assert product.items() <= development.items()


@pytest.mark.parametrize("listed", ["requirements.txt", "requirements-dev.txt"])
def test_the_lists_name_no_place_to_download_from(listed: str) -> None:
    assert "://" not in (ROOT / listed).read_text(encoding="utf-8")
    install.check(ROOT / listed, ROOT / "pyproject.toml")


def test_make_takes_the_pythons_that_the_project_takes() -> None:
    lowest, above = re.findall(r"\((\d, \d+)\)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    taken = SpecifierSet(PROJECT["project"]["requires-python"])
    assert taken == SpecifierSet(f">={lowest.replace(', ', '.')},<{above.replace(', ', '.')}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fastapi==1.0 \\\n    # via nobody\n", r"line 1: fastapi has no hash"),
        ("# a list\n\nfastapi>=1.0 --hash=sha256:" + "0" * 64, r"line 3: “fastapi>=1.0"),
        ("fastapi @ https://example.vn/f.whl", r"line 1: “fastapi @"),
        ("fastapi==1.0 --hash=sha256:" + "0" * 64, r"does not name alembic, apscheduler, click"),
    ],
)
def test_a_list_that_is_not_complete_is_refused_in_one_sentence(tmp_path: Path, text: str, said: str) -> None:
    listed = tmp_path / "requirements.txt"
    listed.write_text(text, encoding="utf-8")
    with pytest.raises(install.Refused, match=said) as refused:
        install.check(listed, ROOT / "pyproject.toml")
    assert "\n" not in str(refused.value)
    assert "CONTRIBUTING.md" in str(refused.value)
