"""What a sentence may mean."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from scoring.declared import Declared


class Lacks(StrEnum):
    """The figure of a ratio that has not been said, beside the one that has."""

    WHOLE = "whole"
    #: What has been said is not done: the whole is asked, and the rest is done.
    WHOLE_OF_LEFT = "whole_of_left"
    #: The whole has been said, and not how much of it is done.
    DONE = "done"
    #: All of it is done, and it has not been said how much that is.
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Heard:
    """``certain``: there is nothing to guess.

    ``part``: a figure of a ratio, of which something ``lacks``; ``given``: figures of a formula, by their symbols.
    """

    possible: tuple[Declared, ...] = ()
    certain: bool = False
    part: Decimal | None = None
    lacks: Lacks = Lacks.WHOLE
    given: tuple[tuple[str, Decimal], ...] = ()
