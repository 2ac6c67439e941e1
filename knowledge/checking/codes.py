"""Codes: well formed, each used once, each beginning with the code of the part that holds it."""

import re
from collections.abc import Iterator

from knowledge.checking import fault_texts as t
from knowledge.checking.faults import Finding, Wrong
from knowledge.checking.tree import Node, nodes
from scoring.criteria import CriteriaSet

_FIELD = re.compile(r"[1-9][0-9]{0,2}")
_INSIDE = re.compile(r"[1-9][0-9]{0,2}(?:\.[1-9][0-9]{0,2}){1,3}")
_EXTRA = re.compile(r"[A-Z]{0,3}[1-9][0-9]{0,2}(?:\.[1-9][0-9]{0,2}){0,3}")


def check_codes(criteria: CriteriaSet) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for node in nodes(criteria):
        yield from _once(seen, node.part.code, node.part.name, (*node.at, "code"))
        yield from _well_formed(node)
    for number, extra in enumerate(criteria.extras):
        at = ("bonus_penalty", number, "code")
        yield from _once(seen, extra.leaf.code, extra.leaf.name, at)
        if extra.leaf.code and not _EXTRA.fullmatch(extra.leaf.code):
            yield _bad(extra.leaf.code, at)


def _once(seen: dict[str, str], code: str, name: str, at: tuple[str | int, ...]) -> Iterator[Finding]:
    """A code that could not be read is empty and has been noted already."""
    if code and code in seen:
        yield Finding(Wrong.DUPLICATE_CODE, at, code, t.DUPLICATE_CODE.format(code=code, other=seen[code]))
    seen.setdefault(code, name or code)


def _well_formed(node: Node) -> Iterator[Finding]:
    code, at = node.part.code, (*node.at, "code")
    if not code:
        return
    if not (_INSIDE if node.parent else _FIELD).fullmatch(code):
        yield _bad(code, at)
    elif node.parent and node.parent.code and code.rpartition(".")[0] != node.parent.code:
        yield Finding(Wrong.WRONG_PARENT, at, code, t.WRONG_PARENT.format(code=code, parent=node.parent.code))


def _bad(code: str, at: tuple[str | int, ...]) -> Finding:
    return Finding(Wrong.BAD_CODE, at, code, t.BAD_CODE.format(code=code))
