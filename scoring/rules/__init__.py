"""How points come about: one small class for each kind of rule (R1–R18; R16, relative to other units, is not supported)."""

from scoring.rules.achieved import AboveHundred
from scoring.rules.base import Asks, Labelled, Need, Outcome, Rule, Variable
from scoring.rules.checklist import Checklist
from scoring.rules.choice import Portion, Share, SingleChoice, YesNo
from scoring.rules.claims import WithNotApplicable, WithNotArisen
from scoring.rules.counts import Deduction, PerItem
from scoring.rules.external import ExternalIndex, SurveyMean
from scoring.rules.extras import BonusPenalty
from scoring.rules.formula import Branch, Formula
from scoring.rules.judged import JudgedRule
from scoring.rules.ratio import Band, Banded, Proportional
from scoring.rules.steps import Steps

__all__ = [
    "AboveHundred",
    "Asks",
    "Band",
    "Banded",
    "BonusPenalty",
    "Branch",
    "Checklist",
    "Deduction",
    "ExternalIndex",
    "Formula",
    "JudgedRule",
    "Labelled",
    "Need",
    "Outcome",
    "PerItem",
    "Portion",
    "Proportional",
    "Rule",
    "Share",
    "SingleChoice",
    "Steps",
    "SurveyMean",
    "Variable",
    "WithNotApplicable",
    "WithNotArisen",
    "YesNo",
]
