"""Which required documents an answer owes: those that can exist, and no others.

A claim that nothing arose owes its basis. An answer that says no and earns nothing owes nothing. "Một trong hai" owes
one, an answer below the best that names some of the documents owes those, and a condition that is not met owes none of
the documents that are its own. Whatever else is answered owes every required document of the leaf.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from scoring.criteria import EvidenceItem, Leaf
from scoring.declared import Conditions, Count, Declared, Met, NotApplicable, NotArisen, Option, Ratio
from scoring.errors import Refusal
from scoring.rules.base import Labelled
from scoring.written.letters import clean

#: What a claim owes: any document that says so, or an explanation.
CLAIM_PROOF = EvidenceItem("proof", "tài liệu hoặc giải trình cho việc không phát sinh, không áp dụng")

NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "1": 1, "2": 2, "3": 3, "4": 4}
SOME_OF = re.compile(rf"\b({'|'.join(NUMBERS)}) trong (?:số )?(?:các|những|{'|'.join(NUMBERS)})\b")
NO = re.compile(r"(?:không|chưa)\b")
#: Where an option's words go on to the next thing that they name.
JOINTS = re.compile(r"[,;.()]|\b(?:và|nhưng|hoặc|còn|mà)\b")
#: What stands before the thing that an option names.
BEFORE = re.compile(r"(?:(?:mới|chỉ|đã|có|được|một|thực hiện|ban hành|xây dựng|lập|gửi)\s+)+")
IF = re.compile(r"(?:nếu\s+)?(?:(?:đã|có|được)\s+)*")
#: Shorter words stand in the names of documents that have nothing to do with each other.
NAMING_WORDS = 2
#: So many words in a row tie a document to a condition.
OWN_WORDS = 3


@dataclass(frozen=True, slots=True)
class Owed:
    """The documents that an answer asks for, and how many of them are enough."""

    items: tuple[EvidenceItem, ...]
    enough: int

    def open(self, settled: Collection[str]) -> tuple[EvidenceItem, ...]:
        """The documents any of which would still help."""
        return tuple(item for item in self.items if item.key not in settled) if self.lacks(settled) else ()

    def lacks(self, settled: Collection[str]) -> int:
        return max(0, self.enough - sum(item.key in settled for item in self.items))

    def missing(self, settled: Collection[str]) -> tuple[EvidenceItem, ...]:
        """What is missing, named; where one of several is enough it is one thing with the names of all."""
        left = self.open(settled)
        if self.lacks(settled) == len(left):
            return left
        names = [item.name if place == 0 else _lowered(item.name) for place, item in enumerate(left)]
        few = "" if self.lacks(settled) == 1 else f" (cần {self.lacks(settled)})"
        return (EvidenceItem("|".join(item.key for item in left), " hoặc ".join(names) + few),)


def claims_nothing(declared: Declared | None) -> bool:
    """Whether an answer says that there is nothing to show; nothing out of nothing says so too."""
    return isinstance(declared, NotArisen | NotApplicable) or (
        isinstance(declared, Ratio) and declared.numerator == declared.denominator == 0
    )


def owed(leaf: Leaf, declared: Declared | None) -> Owed:
    """What a leaf owes under an answer; before there is one, everything that the set requires."""
    required = leaf.required_items
    if claims_nothing(declared):
        return Owed((CLAIM_PROOF,), 1)
    match declared:
        case Count(0) if _points(leaf, declared) == 0:
            return _all(())
        case Conditions(letters):
            return _of_conditions(leaf.rule.need.options, letters, required)
        case Met() | Option():
            return _of_option(leaf, declared, required)
        case _:
            return _all(required)


def _all(items: Iterable[EvidenceItem]) -> Owed:
    kept = tuple(items)
    return Owed(kept, len(kept))


def _points(leaf: Leaf, declared: Declared) -> Fraction | None:
    """What it earns; nothing that could be told of what the rule does not take any more."""
    try:
        return leaf.rule.score(declared, leaf.max).points
    except Refusal:
        return None


def _of_option(leaf: Leaf, declared: Met | Option, required: tuple[EvidenceItem, ...]) -> Owed:
    letter = declared.letter if isinstance(declared, Option) else "a" if declared.met else "b"
    label = next((_words(option.label) for option in leaf.rule.need.options if option.letter == letter), "")
    points = _points(leaf, declared)
    if NO.match(label) and points == 0:
        return _all(())
    applying = _applying(leaf, label)
    if points is None or points >= leaf.max or applying:
        return _all((*required, *applying))
    if few := SOME_OF.search(label):
        return Owed(required, min(NUMBERS[few[1]], len(required)))
    named = _named(label, required)
    return Owed(named, 1) if named and re.search(r"\bhoặc\b", label) else _all(named or required)


def _applying(leaf: Leaf, label: str) -> tuple[EvidenceItem, ...]:
    """The documents that are required only if something is so ("nếu đã công khai"), where the option says that it is."""
    said = [BEFORE.sub("", part, count=1) for part in map(str.strip, JOINTS.split(label)) if part and not NO.match(part)]
    whens = {item: IF.sub("", _words(item.when), count=1) for item in leaf.evidence if item.when}
    return tuple(item for item, when in whens.items() if len(when.split()) >= NAMING_WORDS and when in said)


def _named(label: str, items: tuple[EvidenceItem, ...]) -> tuple[EvidenceItem, ...]:
    """The documents that an option's words name: "chỉ có kế hoạch" the plan, "chưa có báo cáo" none."""
    said = [BEFORE.sub("", part, count=1) for part in map(str.strip, JOINTS.split(label)) if not NO.match(part)]
    plain = [part for part in said if len(part.split()) >= NAMING_WORDS]
    return tuple(item for item in items if any(f" {part} " in f" {_words(item.name)} " for part in plain))


def _of_conditions(options: tuple[Labelled, ...], met: Collection[str], required: tuple[EvidenceItem, ...]) -> Owed:
    if not met:
        return _all(())
    return _all(item for item in required if not (own := _conditions_of(item, options)) or own & set(met))


def _conditions_of(item: EvidenceItem, options: tuple[Labelled, ...]) -> set[str]:
    """The conditions that a document shows, where its name says so."""
    words = _words(item.name).split()
    runs = {" ".join(words[at : at + OWN_WORDS]) for at in range(len(words) - OWN_WORDS + 1)}
    return {
        option.letter for option in options if any(f" {run} " in f" {' '.join(_words(option.label).split())} " for run in runs)
    }


@lru_cache(maxsize=4096)
def _words(text: str) -> str:
    return " ".join(re.findall(r"[\w%]+|[,;.()]", clean(text).lower()))


def _lowered(name: str) -> str:
    return name[:1].lower() + name[1:]
