"""The catalogue of texts as a native writes it, whatever a card makes of it later."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.texts import NOBODY_YET, PAGE, catalogue

FOLDER = Path("handlers/texts")
#: What must not stand in a text, and why.
WRONG = {
    r"[0-9\ufffc] %": "a per cent sign stands at its figure",
    r"(?:^|[\s(])-(?=[0-9\ufffc])": "the sign of a negative figure is −",
    r"[Bb]ấm(?! \[)": "channels without buttons have nothing to press: bấm [Nhãn], which they show as chọn [Nhãn]",
    r"\b[Nn]út\b": "some channels have no buttons",
    r"!": "no exclamation",
    r"(?<!\{)\b(ok|OK|click|upload|file|link|email)\b": "no English",
}


def _texts() -> Iterator[tuple[str, str]]:
    """Every string of the catalogue with its place; a figure that is put in later is one sign."""
    for file in sorted(FOLDER.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        documented = {id(node.body[0].value) for node in ast.walk(tree) if _documented(node)}  # type: ignore[attr-defined]
        parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                yield f"{file.name}:{node.lineno}", "".join(_part(part) for part in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented | parts:
                yield f"{file.name}:{node.lineno}", node.value


def _documented(node: ast.AST) -> bool:
    return isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node) is not None


def _part(part: ast.expr) -> str:
    return part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else "\ufffc"


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: WRONG[wrong])
def test_no_text_is_written_wrongly(wrong: str) -> None:
    found = [f"{place} {text!r}" for place, text in _texts() if re.search(wrong, text)]
    assert not found, f"{WRONG[wrong]}: {found}"


#: Texts that no story shows yet. Fewer is better: a text that no story shows is one that nobody has met.
NOT_SHOWN_YET = 56
#: Refusals that only tests below the conversations meet; the page shows what they would say.
REFUSALS_NOT_MET = 25


def test_the_page_of_texts_shows_the_catalogue_of_today() -> None:
    """``python -m checks.texts`` writes the page anew."""
    page = PAGE.read_text(encoding="utf-8")
    shown = dict(re.findall(r"^`([a-z_]+\.[\w.]+)` · (.+)$", page, re.MULTILINE))
    known = {name for name, _ in catalogue()}
    assert shown.keys() <= known, f"no longer in the catalogue: {sorted(shown.keys() - known)}"
    unmet = {name for name in known if shown.get(name, NOBODY_YET) == NOBODY_YET}
    refused = {name for name in unmet if name.startswith("refusals.")}
    assert refused <= shown.keys()
    assert len(refused) <= REFUSALS_NOT_MET, f"refused by no story: {sorted(refused)}"
    assert len(unmet - refused) <= NOT_SHOWN_YET, f"shown by no story: {sorted(unmet - refused)}"
