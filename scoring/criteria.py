"""The criteria set: versioned data of one issuing decision, never code."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from scoring.errors import AboveMaximum, BelowMinimum
from scoring.rules.base import Rule


class Source(StrEnum):
    """Who supplies the points of a leaf."""

    SELF = "self"
    SYSTEM = "system"
    SURVEY = "survey"
    APPRAISER = "appraiser"

    @property
    def declared_by_commune(self) -> bool:
        """System leaves are declared by the commune too, with the system's printout as evidence."""
        return self in (Source.SELF, Source.SYSTEM)


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One required document of a leaf; with ``when`` it is required only if that applies ("nếu có")."""

    key: str
    name: str
    when: str | None = None

    @property
    def required(self) -> bool:
        return self.when is None


@dataclass(frozen=True, slots=True)
class Guidance:
    """Help texts of a leaf: what is asked, how points come about, what convinces, frequent mistakes."""

    asked: str = ""
    points: str = ""
    convinces: str = ""
    mistakes: str = ""
    legal_basis: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """The unit that is scored: a criterion without sub-criteria, or a sub-criterion."""

    code: str
    name: str
    max: Decimal
    source: Source
    rule: Rule
    evidence: tuple[EvidenceItem, ...] = ()
    guidance: Guidance = field(default_factory=Guidance)
    aliases: tuple[str, ...] = ()
    position: str = ""
    department: str = ""

    @property
    def field_code(self) -> str:
        return self.code.split(".", 1)[0]

    def check_within(self, points: Decimal | Fraction) -> None:
        """Points given by a person lie between nothing and the maximum; raises ``BelowMinimum`` or ``AboveMaximum``."""
        if points < 0:
            raise BelowMinimum(Fraction(points), Fraction(0))
        if points > self.max:
            raise AboveMaximum(Fraction(points), Fraction(self.max))

    @property
    def required_items(self) -> tuple[EvidenceItem, ...]:
        return tuple(item for item in self.evidence if item.required)


@dataclass(frozen=True, slots=True)
class Criterion:
    """The middle level of a three-level set; two-level sets hang their leaves directly under the field."""

    code: str
    name: str
    max: Decimal
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class Field:
    code: str
    name: str
    max: Decimal
    criteria: tuple[Criterion | Leaf, ...]

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        return tuple(leaf for part in self.criteria for leaf in (part.leaves if isinstance(part, Criterion) else (part,)))


class Sign(StrEnum):
    BONUS = "bonus"
    PENALTY = "penalty"


@dataclass(frozen=True, slots=True)
class Extra:
    """A bonus or penalty item outside the tree (R14): its own rule, capped by itself."""

    sign: Sign
    leaf: Leaf


@dataclass(frozen=True, slots=True)
class ClassThreshold:
    """One class: the index from which it holds, and the least percentage that every field must reach.

    ``field_floor`` is ``None`` where the text sets no condition on fields.
    """

    name: str
    index_from: Decimal
    field_floor: Decimal | None


@dataclass(frozen=True, slots=True)
class Caps:
    """Upper bounds on all bonus points and on all penalty points together; ``None`` is unbounded."""

    bonus: Decimal | None = None
    penalty: Decimal | None = None


@dataclass(frozen=True)
class CriteriaSet:
    """One version of a criteria set. A set in use is never edited: a correction is a new version."""

    id: str
    version: str
    name: str
    decision: str
    sample: bool
    fields: tuple[Field, ...]
    classes: tuple[ClassThreshold, ...]
    extras: tuple[Extra, ...] = ()
    caps: Caps = Caps()
    rounding: int = 2
    extras_after_rescaling: bool = True
    valid_from: str = ""
    valid_to: str = ""

    @cached_property
    def leaves(self) -> Mapping[str, Leaf]:
        """Every scored leaf by its code, in the set's own order, bonus and penalty items last."""
        inside = {leaf.code: leaf for part in self.fields for leaf in part.leaves}
        return MappingProxyType(inside | {extra.leaf.code: extra.leaf for extra in self.extras})

    @cached_property
    def extra_codes(self) -> frozenset[str]:
        return frozenset(extra.leaf.code for extra in self.extras)

    def leaf(self, code: str) -> Leaf:
        return self.leaves[code]

    def field(self, code: str) -> Field:
        return next(part for part in self.fields if part.code == code)

    def declared_leaves(self) -> Iterator[Leaf]:
        """The leaves that the commune declares itself, in order."""
        return (leaf for leaf in self.leaves.values() if leaf.source.declared_by_commune)

    @property
    def max(self) -> Decimal:
        return sum((part.max for part in self.fields), Decimal(0))
