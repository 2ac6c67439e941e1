"""Reading criteria sets from files, and writing them down again: every fault at once, each with its place."""

from knowledge.reading.faults import Fault, Reading
from knowledge.reading.reader import read_set, read_set_file
from knowledge.reading.rule_json import rule_json
from knowledge.reading.writer import dump_set

__all__ = ["Fault", "Reading", "dump_set", "read_set", "read_set_file", "rule_json"]
