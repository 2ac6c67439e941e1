"""The house has rooms that one finds: few in a folder, each with a word on what it is for, as the page says."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRODUCT = ("bot", "scheduler", "handlers", "knowledge", "scoring")
#: Whoever looks for something reads a folder at one glance.
ROOMS = 15
#: One file after the other by its number: a history, in which nobody looks around.
HISTORY = {"bot/db/migrations/versions"}


def folders(*within: str) -> list[str]:
    """Every folder that holds a module."""
    found = {path.parent for one in within for path in (ROOT / one).rglob("*.py")}
    return sorted(str(folder.relative_to(ROOT)) for folder in found)


@pytest.mark.parametrize("folder", sorted({*folders(*PRODUCT, "checks", "benchmarks", "tests")} - HISTORY))
def test_a_folder_has_few_rooms(folder: str) -> None:
    rooms = {path.name for path in (ROOT / folder).iterdir()} - {"__init__.py", "__pycache__"}
    assert len(rooms) <= ROOMS, sorted(rooms)


@pytest.mark.parametrize("folder", folders(*PRODUCT))
def test_a_folder_of_the_product_says_what_it_is_for(folder: str) -> None:
    said = ast.get_docstring(ast.parse((ROOT / folder / "__init__.py").read_text(encoding="utf-8")))
    assert said, folder


def test_the_words_stand_in_folders_of_the_same_names_as_the_conversations() -> None:
    named = {folder.removeprefix("handlers/texts") for folder in folders("handlers/texts")}
    assert named <= {folder.removeprefix("handlers/dialogs") for folder in folders("handlers/dialogs")}


def test_every_place_that_the_page_names_is_there() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    places = re.findall(rf"`((?:{'|'.join(PRODUCT)}|tests)/[\w./]*)`", page)
    assert len(places) > 60
    assert [place for place in places if not (ROOT / place).exists()] == []


def test_every_folder_of_the_product_stands_on_the_page() -> None:
    """Those within ``annex/files`` and the folders of single channels are named with what they belong to."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    shown = [folder for folder in folders(*PRODUCT) if folder.count("/") < 3 and folder not in HISTORY]
    assert [folder for folder in shown if f"{Path(folder).name}/" not in page] == []
