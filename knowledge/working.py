"""The words in which a score sheet says how points came about."""

from functools import singledispatch

from scoring.rules import working as w
from scoring.written.numbers import DECIMAL_DIGITS, show, show_near


def in_words(working: w.Working) -> str:
    """The steps in one line; "" where nothing was worked out."""
    return " → ".join(words(step) for step in working)


@singledispatch
def words(step: w.WorkingStep) -> str:
    """One step. A step without words is a fault of this catalogue, which a test finds."""
    raise TypeError(step)


@words.register
def _(step: w.AsWritten) -> str:
    return step.text


@words.register
def _(step: w.Result) -> str:
    return show(step.points)


@words.register
def _(step: w.Answered) -> str:
    return f"{step.letter}. {step.label}" if step.letter else step.label


@words.register
def _(step: w.ConditionsMet) -> str:
    named = f" ({', '.join(step.letters)})" if step.letters else ""
    return f"đạt {len(step.letters)}/{step.number} điều kiện{named}"


@words.register
def _(step: w.RateOfFigures) -> str:
    figures = f"{show(step.numerator, DECIMAL_DIGITS)}/{show(step.denominator, DECIMAL_DIGITS)}"
    return f"{figures} = {_percent(step)}{_cut(step)}"


@words.register
def _(step: w.RateAlone) -> str:
    return f"{_percent(step)} (chưa có tử số, mẫu số){_cut(step)}"


@words.register
def _(step: w.RateMeasured) -> str:
    return _percent(step)


@words.register
def _(step: w.RateBelow) -> str:
    return f"{words(step.rate)} < {show(step.floor, 6)}%"


@words.register
def _(step: w.InRange) -> str:
    return step.printed


@words.register
def _(step: w.ShareOfRate) -> str:
    shown = _percent(step.rate) if step.rate.percent <= w.WHOLE else f"{show(w.WHOLE)}%"
    return f"{shown} × {show(step.maximum)} = {show_near(step.points, (step.maximum,))}"


@words.register
def _(step: w.ShareOfOption) -> str:
    return f"{show(step.percent)}% × {show(step.maximum)} = {show(step.points)}"


@words.register
def _(step: w.NothingArose) -> str:
    return f"0/0: {step.label}" if step.figures else step.label


@words.register
def _(_: w.LeftOut) -> str:
    return "không đánh giá, quy đổi"


@words.register
def _(step: w.Multiplied) -> str:
    return f"{show(step.count)} × {show(step.each)} = {show(step.total)}"


@words.register
def _(step: w.Deducted) -> str:
    return f"{show(step.start)} − {show(step.cases)} × {show(step.per_case)} = {show(step.rest)}"


@words.register
def _(step: w.Climbed) -> str:
    climb = f"{show(step.base_points)} + {step.steps} × {show(step.per_step)} = {show(step.total)}"
    return f"{show_near(step.value, (step.base_at,))}: {climb}"


@words.register
def _(step: w.BelowBase) -> str:
    return f"{show_near(step.value, (step.base_at,))} < {show(step.base_at)}"


@words.register
def _(step: w.AtMost) -> str:
    return f"{words(step.of)}, tối đa {show(step.most)}"


@words.register
def _(step: w.AtLeast) -> str:
    return f"{words(step.of)}, tối thiểu {show(step.least)}"


@words.register
def _(step: w.Given) -> str:
    return "; ".join(f"{symbol} = {show(value, DECIMAL_DIGITS)}" for symbol, value in step.values)


@words.register
def _(step: w.Evaluated) -> str:
    return f"{step.printed} = {show(step.result)}"


@words.register
def _(step: w.ByJudgement) -> str:
    return f"{show(step.points)} điểm: {step.reason}"


@words.register
def _(step: w.BonusOrPenalty) -> str:
    return f"{'trừ' if step.penalty else 'cộng'} điểm: {words(step.of)}"


def _percent(rate: w.Rate) -> str:
    return f"{show_near(rate.percent, rate.marks)}%"


def _cut(rate: w.Rate) -> str:
    return ", tính 100%" if rate.percent > w.WHOLE else ""
