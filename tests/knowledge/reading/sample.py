"""The sets that the stories are told with: the bundled sample, and small ones around a single leaf."""

from functools import cache
from pathlib import Path

from knowledge.reading import Fault, read_set, read_set_file
from scoring.criteria import CriteriaSet

SETS = Path(__file__).parent / "sets"
SAMPLE = Path(__file__).parents[3] / "knowledge" / "sets" / "mau-minh-hoa.yaml"

SMALL = """
id: nho
version: "1"
name: Bộ nhỏ
total: {maximum}
fields:
  - code: "1"
    name: Lĩnh vực
    max: {maximum}
    criteria:
      - code: "1.1"
        name: Tiêu chí
        max: {maximum}
        source: {source}
        rule: {rule}
"""


@cache
def sample() -> CriteriaSet:
    reading = read_set_file(SAMPLE)
    assert reading.set is not None, reading.faults
    return reading.set


def small(rule: str, maximum: str = "2", source: str = "self") -> str:
    """A set of one leaf with this rule."""
    return SMALL.format(rule=rule, maximum=maximum, source=source)


def faults_of(rule: str, maximum: str = "2") -> list[Fault]:
    return list(read_set(small(rule, maximum)).faults)
