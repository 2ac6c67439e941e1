"""Units as people write them: by code, by full name, or by the name without "UBND" and "xã" before it."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

from bot.rosters.words import KINDS
from knowledge.text import fold, sounded
from scoring.people import Unit

#: Codes go into buttons and are typed on phones.
CODE = re.compile(r"[A-Z0-9][A-Z0-9_-]{0,11}")
_BEFORE = re.compile(r"^(ubnd|uy ban nhan dan|hdnd va ubnd|dang uy)\s+")

_MARKED_BEFORE = re.compile(rf"^({'|'.join(map(sounded, ('UBND', 'uỷ ban nhân dân', 'HĐND và UBND', 'đảng uỷ')))})\s+")


class UnitNames:
    def __init__(self, units: Iterable[Unit]) -> None:
        self._codes: set[str] = set()
        self._names: dict[str, set[str]] = defaultdict(set)
        for unit in units:
            self._codes.add(unit.code)
            for form in _forms(unit.name):
                self._names[form].add(unit.code)

    def find(self, written: str) -> str | None:
        """The code of the one unit that is meant; ``None`` where there is none, or more than one."""
        if written.upper() in self._codes:
            return written.upper()
        for form in _forms(written):
            if len(found := self._names.get(form, set())) == 1:
                return next(iter(found))
        return None

    def several(self, written: str) -> list[str]:
        """The codes that the words may mean, to be told where it is not one."""
        return sorted({code for form in _forms(written) for code in self._names.get(form, ())})


def _forms(name: str) -> list[str]:
    """From the most to the least exact: as written, without the kind of unit, without marks, without both."""
    written, folded = _MARKED_BEFORE.sub("", sounded(name)), _BEFORE.sub("", fold(name))
    return [f"={sounded(name)}", f"={_bare(written, sounded)}", folded, f"~{_bare(folded, fold)}"]


def _bare(name: str, form: Callable[[str], str]) -> str:
    """Without the word that says what kind of unit it is."""
    return next((name.removeprefix(f"{form(kind)} ") for kind in KINDS if name.startswith(f"{form(kind)} ")), name)
