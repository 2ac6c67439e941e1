"""Search beside a fuzzy match over the names and SQLite's full text (trigrams), on the same questions.

Run: python -m benchmarks.search [FILE.jsonl]; without a file the list beside the tests and the held-out half are asked.
"""

import json
import sqlite3
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import Any

from rapidfuzz import fuzz, process

from bot.demo.world import sample_set
from knowledge.search.index import Index
from knowledge.text import fold
from scoring.criteria import CriteriaSet, Field, Leaf, Source
from scoring.rules import Proportional

TESTS = Path(__file__).parents[1] / "tests" / "knowledge" / "search"
Search = Callable[[str], list[str]]
OFF = "off-topic"
#: The target set for speed: as many leaves and aliases as the largest annex would have.
LEAVES, ALIASES = 90, 600
# The best of so many: what else runs on the machine is not measured.
TRIES = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares of the questions, and milliseconds for one of them."""

    first: float
    three: float
    off: float
    middle: float
    slow: float


def measured(search: Search, asked: list[dict[str, Any]]) -> Figures:
    search(asked[0]["q"])
    hits, times = [], []
    for one in asked:
        times.append(min(_milliseconds(search, one["q"]) for _ in range(TRIES)))
        hits.append((set(one["accept"]), search(one["q"]) or [OFF]))
    off = [found[0] == OFF for right, found in hits if OFF in right]
    return Figures(
        first=_share(found[0] in right for right, found in hits),
        three=_share(not right.isdisjoint(found[:3]) for right, found in hits),
        off=_share(off),
        middle=median(times),
        slow=quantiles(times, n=100)[98],
    )


def _milliseconds(search: Search, text: str) -> float:
    started = perf_counter()
    search(text)
    return 1000 * (perf_counter() - started)


def _share(hits: Iterable[bool]) -> float:
    listed = list(hits)
    return sum(listed) / len(listed) if listed else 1.0


def ours(criteria: CriteriaSet) -> Search:
    index = Index(criteria)
    return lambda text: [target.target for target in index.search(text).targets]


def fuzzy(criteria: CriteriaSet) -> Search:
    """rapidfuzz's WRatio over the bare names, with the cut-off that keeps most idle talk away."""
    names = {f"criterion:{leaf.code}": fold(leaf.name) for leaf in criteria.leaves.values()}
    return lambda text: [key for *_, key in process.extract(fold(text), names, scorer=fuzz.WRatio, limit=3, score_cutoff=60)]


def full_text(criteria: CriteriaSet) -> Search:
    """FTS5 over names and aliases; any three letters in a row may match, the best rank first."""
    rows = [(f"criterion:{one.code}", fold(" ".join((one.name, *one.aliases)))) for one in criteria.leaves.values()]
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table leaf using fts5(target unindexed, words, tokenize='trigram')")
    base.executemany("insert into leaf values (?, ?)", rows)

    def search(text: str) -> list[str]:
        words = [word for word in fold(text).split() if len(word) >= 3 and word.isalnum()]
        if not words:
            return []
        match = " or ".join(f'"{word}"' for word in words)
        return [row[0] for row in base.execute("select target from leaf where leaf match ? order by rank limit 3", (match,))]

    return search


def large(criteria: CriteriaSet) -> CriteriaSet:
    """The sample's leaves repeated under other codes until the set is as large as sets get."""
    known = list(criteria.leaves.values())
    leaves = tuple(_again(known[at % len(known)], at) for at in range(LEAVES))
    field = Field("1", "Lĩnh vực", Decimal(LEAVES), leaves)
    return CriteriaSet("lon", "1", "Bộ lớn", "", sample=True, fields=(field,), classes=())


def _again(leaf: Leaf, at: int) -> Leaf:
    share = ALIASES // LEAVES + 1
    aliases = tuple(f"{alias} {at}" for alias in (leaf.aliases * share)[:share])
    return Leaf(f"1.{at + 1}", f"{leaf.name} {at}", Decimal(1), Source.SELF, Proportional(), aliases=aliases)


def read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def compared(name: str, criteria: CriteriaSet, asked: list[dict[str, Any]]) -> None:
    sys.stdout.write(f"{name}: {len(asked)} questions, {len(criteria.leaves)} leaves\n")
    base = measured(ours(criteria), asked)
    for label, search in (("search", ours), ("WRatio", fuzzy), ("FTS5 trigram", full_text)):
        got = base if search is ours else measured(search(criteria), asked)
        sys.stdout.write(
            f"  {label:13} first {got.first:6.1%}  in three {got.three:6.1%}  off-topic {got.off:6.1%}"
            f"  median {got.middle:6.3f} ms  p99 {got.slow:6.3f} ms"
            f"  (search: {base.first / max(got.first, 0.001):.2f} × right, {base.middle / got.middle:.2f} × time)\n"
        )


def main() -> None:
    given = [Path(name) for name in sys.argv[1:]]
    lists = given or [TESTS / "queries.jsonl"]
    for path in lists:
        compared(path.name, sample_set(), read(path))
    if not given:
        held = [one for one in read(TESTS / "queries_held_out.jsonl") if one["set"] == "sample" and one["part"] == "measure"]
        compared("held out", sample_set(), held)
        compared("speed only (codes differ)", large(sample_set()), held)


if __name__ == "__main__":
    main()
