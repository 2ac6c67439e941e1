"""Writes the invented annexes with their truths into a folder, to be measured: ``python -m … FOLDER``."""

import json
import sys
from pathlib import Path

from tests.knowledge.annex.invented import papers, sheets


def write(folder: Path) -> None:
    for annex in (*sheets.ALL, *papers.ALL):
        annex.write(folder / annex.name)
        (folder / f"{annex.name}.truth.json").write_text(json.dumps(annex.truth, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
