"""Questions kept beside the list that search was built with, over the sample and over another set's bare names.

Search was tuned on the half marked "tune"; the half marked "measure" says how it does on what nobody looked at.
"""

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from knowledge.search.index import Index
from scoring.criteria import CriteriaSet, Field, Leaf, Source
from scoring.rules import Proportional
from tests.knowledge.reading.sample import sample

HERE = Path(__file__).parent
ONE = Decimal(1)


def questions(part: str) -> list[dict[str, Any]]:
    listed = map(json.loads, (HERE / "queries_held_out.jsonl").read_text(encoding="utf-8").splitlines())
    return [one for one in listed if one["part"] == part]


def fresh(part: str) -> list[dict[str, Any]]:
    """Questions written later, over the sample, without a look at what search does with them.

    "first" and "second" were measured, then search was mended by what they showed; so was, by a little, "third".
    """
    listed = map(json.loads, (HERE / "queries_fresh.jsonl").read_text(encoding="utf-8").splitlines())
    return [one for one in listed if one["part"] == part]


#: Five annexes with other trees and wordings of their own; the held-out questions ask for the leaves of this one.
ASKED_OF = "dong-lam"


@cache
def annexes() -> dict[str, CriteriaSet]:
    """Sets as annexes give them: names alone, without aliases or help texts."""
    listed = json.loads((HERE / "annex_names.json").read_text(encoding="utf-8"))
    return {annex: _of_names(names) for annex, names in listed.items()}


def _of_names(names: dict[str, str]) -> CriteriaSet:
    fields: dict[str, list[Leaf]] = {}
    for code, name in names.items():
        fields.setdefault(code.split(".")[0], []).append(Leaf(code, name, ONE, Source.SELF, Proportional()))
    made = tuple(Field(code, f"Lĩnh vực {code}", Decimal(len(leaves)), tuple(leaves)) for code, leaves in fields.items())
    return CriteriaSet("khac", "1", "Bộ khác", "", sample=True, fields=made, classes=())


@cache
def index(name: str) -> Index:
    return Index(sample() if name == "sample" else annexes()[ASKED_OF if name == "other" else name])


def targets(question: dict[str, Any]) -> list[str]:
    found = index(question["set"]).search(question["q"])
    return [target.target for target in found.targets] or ["off-topic"]
