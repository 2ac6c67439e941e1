"""Criteria sets as files: reading with every fault and its place, writing, and the JSON face of a rule."""

from knowledge.checking.faults import Fault, Wrong
from knowledge.reading.dump import dump_set
from knowledge.reading.rule_data import rule_to_data
from knowledge.reading.rule_json import rule_json
from knowledge.reading.sets import Reading, read_set, read_set_file

__all__ = ["Fault", "Reading", "Wrong", "dump_set", "read_set", "read_set_file", "rule_json", "rule_to_data"]
