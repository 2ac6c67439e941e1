"""Spoilt annexes: each is read or refused in clear words, never with a traceback, and never takes long or grows large.

python -m checks.fuzz_annex --files 10000 --seed 1
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bot.reports.sets.annex_text import annotated, report
from bot.reports.sets.set_json import reading_json
from checks.mutations import spoilt
from knowledge.annex import ENDINGS, read_annex
from knowledge.reading import read_set

FILES = Path(__file__).parents[1] / "tests" / "knowledge" / "annex" / "files"
MOST_SECONDS, MOST_MEGABYTES = 5.0, 500


@dataclass
class Tally:
    outcomes: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: float = 0
    slow: int = 0
    peak: float = 0


def run(files: int, seed: int, keep: Path | None = None) -> Tally:
    """Every file comes from its own seed, so that one that failed can be made again by itself."""
    tally = Tally()
    bases = [path for path in sorted(FILES.iterdir()) if path.suffix in ENDINGS and path.read_bytes().startswith(b"PK")]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(seed, seed + files):
            chance = random.Random(number)
            base = chance.choice(bases)
            data, ending = spoilt(base.read_bytes(), chance), chance.choice((base.suffix,) * 9 + ENDINGS)
            path = Path(folder) / f"phu-luc{ending}"
            path.write_bytes(data)
            before = tally.slowest
            trouble = _one(path, tally)
            tally.slow = number if tally.slowest > before else tally.slow
            if trouble:
                tally.failures.append(f"seed {number}{ending}: {trouble}")
                if keep:
                    (keep / f"{number}{ending}").write_bytes(data)
    return tally


def _one(path: Path, tally: Tally) -> str:
    """What went wrong with one file, "" where nothing did."""
    held = _forget_peak()
    began = time.process_time()
    try:
        trouble = _outcome(path, tally)
    except Exception as error:
        trouble = repr(error)[:300]
    seconds = time.process_time() - began
    tally.slowest = max(tally.slowest, seconds)
    peak = _held("VmHWM") - held
    tally.peak = max(tally.peak, peak)
    if seconds > MOST_SECONDS:
        return trouble or f"{seconds:.1f} s"
    return trouble or (f"{peak:.0f} MB" if peak > MOST_MEGABYTES else "")


def _forget_peak() -> float:
    """What the process holds now: spoiling a file takes memory too, and so did what it has done before."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _held("VmRSS")


def _held(line: str) -> float:
    """Megabytes as Linux counts them: held now (``VmRSS``), or at most since the peak was forgotten (``VmHWM``)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(one.split()[1]) / 1024 for one in lines if one.startswith(line))


def _outcome(path: Path, tally: Tally) -> str:
    reading = read_annex(path)
    reading_json(reading)
    if reading.set is None:
        tally.outcomes[str(reading.faults[0].error) if reading.faults else "none"] += 1
        unclear = not reading.faults or not all(fault.message for fault in reading.faults)
        return "refused without a word" if unclear else ""
    tally.outcomes["read"] += 1
    report(reading, every=True)
    return "" if read_set(annotated(reading)).set == reading.set else "the YAML says something else"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the files that failed")
    chosen = parser.parse_args()
    if chosen.keep:
        chosen.keep.mkdir(parents=True, exist_ok=True)
    tally = run(chosen.files, chosen.seed, chosen.keep)
    print(f"{chosen.files} files: {dict(tally.outcomes.most_common())}")
    print(f"slowest {tally.slowest:.2f} s (seed {tally.slow}), {tally.peak:.0f} MB more, failures {len(tally.failures)}")
    for line in tally.failures[:50]:
        print(f"  {line}")
    sys.exit(bool(tally.failures))


if __name__ == "__main__":
    main()
