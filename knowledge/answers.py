"""What a person types as the answer to a rule's question, and the same answer in print.

Read with or without diacritics, in any case, composed or not; letters of options keep their marks.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from scoring.declared import (
    Conditions,
    Count,
    Declared,
    Judged,
    MeanPercent,
    Met,
    NotApplicable,
    NotArisen,
    Option,
    Percent,
    Ratio,
    Value,
    Variables,
)
from scoring.errors import (
    MissingVariable,
    NotAnAnswer,
    NotApplicableNotAllowed,
    NotArisenNotAllowed,
    NotAWholeNumber,
    UnknownOption,
    WhichMeant,
)
from scoring.rules.base import Asks, Need, Rule
from scoring.sheet.stored import declared_from_json, declared_to_json
from scoring.written.letters import clean
from scoring.written.numbers import DECIMAL_DIGITS, read_number, show

__all__ = ["declared_from_json", "declared_to_json", "read_answer", "read_variable", "show_answer"]

_THERE_IS = "co"
_THERE_IS_NONE = frozenset({"khong co", "ko co", "k co", "hok co", "khong co gi"})
_BARE_NO = frozenset({"khong", "ko", "k", "hok"})
_MET = frozenset({"dat"})
_NOT_MET = frozenset({"khong dat", "ko dat", "k dat", "chua dat"})
_ALL = frozenset({"du", "day du", "tat ca"})
_ZERO = "0"
#: How a label begins that says no.
_SAYS_NO = ("khong", "chua")
_NOT_ARISEN = frozenset({"kps", "khong phat sinh", "ko phat sinh", "k phat sinh"})
_NOT_APPLICABLE = frozenset({"kad", "khong ap dung", "ko ap dung", "k ap dung"})

_BRANCH = "cách tính:"
_BETWEEN_LETTERS = re.compile(r"[\s,;.+&)]+")
_PERCENT = re.compile(r"(.+?)\s*(?:%|phan tram)", re.DOTALL)
_POINTS_UNIT = re.compile(r"(?:điểm|diem|đ|d)[:,;]?$", re.IGNORECASE)
# "vi" without its mark may open "vi phạm", so only the marked word is taken for "because".
_BECAUSE = re.compile(r"(?:(?:điểm|diem|đ|d)(?!\w))?[\s:;,.–-]*(?:vì\s+)?(.*)", re.IGNORECASE | re.DOTALL)


def read_answer(text: str, rule: Rule) -> Declared:
    """The declaration that was typed; raises a ``Refusal`` that says what was wrong with it."""
    typed, need = clean(text).strip(), rule.need
    if need.asks is not Asks.POINTS:
        # What is said beside points is a sentence of its own, and keeps its end.
        typed = typed.rstrip(". ")
    if not typed:
        raise NotAnAnswer("", need.asks)
    claim = _claimed(typed, need)
    if claim is not None:
        return claim
    _ask_back_no(typed, need)
    return _READERS[need.asks](typed, need)


def read_variable(text: str) -> Decimal:
    """One value of a formula."""
    return read_number(text)


def _folded(text: str) -> str:
    """Lower case, single spaces, no marks, and no dots between words: phones make one of two spaces."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    words = "".join(letter for letter in letters if not unicodedata.combining(letter)).split()
    return " ".join(word for word in (word.rstrip(".") for word in words) if word)


def _claimed(typed: str, need: Need) -> NotArisen | NotApplicable | None:
    words = _folded(typed)
    if need.not_arisen is not None and words in _NOT_ARISEN | {_folded(need.not_arisen)}:
        return NotArisen()
    if need.not_applicable is not None and words in _NOT_APPLICABLE | {_folded(need.not_applicable)}:
        return NotApplicable()
    if any(words == _folded(option.label) for option in need.options):
        # "Không áp dụng" is also the printed text of some options.
        return None
    _refuse_claim(words)
    return None


def _refuse_claim(words: str) -> None:
    if words in _NOT_ARISEN:
        raise NotArisenNotAllowed
    if words in _NOT_APPLICABLE:
        raise NotApplicableNotAllowed


def claims(need: Need) -> tuple[NotArisen | NotApplicable, ...]:
    """What may be said of a leaf in place of an answer."""
    arisen = (NotArisen(),) if need.not_arisen is not None else ()
    return (*arisen, *((NotApplicable(),) if need.not_applicable is not None else ()))


def _ask_back_no(typed: str, need: Need) -> None:
    """ "Không có" where it may be the answer as well as a claim that there was nothing to answer; raises ``WhichMeant``."""
    words, possible = _folded(typed), claims(need)
    if not possible or words not in _THERE_IS_NONE | _BARE_NO:
        return
    match need.asks:
        case Asks.RATIO:
            raise WhichMeant(typed, possible)
        case Asks.COUNT:
            raise WhichMeant(typed, (Count(0), *possible))
        case Asks.CHECKLIST:
            raise WhichMeant(typed, (Conditions(()), *possible))
        case Asks.CHOICE if words in _THERE_IS_NONE:
            said_no = (Option(option.letter) for option in need.options if says_no(option.label))
            raise WhichMeant(typed, (*said_no, *possible))
        case Asks.YES_NO if words in _THERE_IS_NONE:
            raise WhichMeant(typed, (*_either(need), *possible))


def says_no(label: str) -> bool:
    """Whether a label denies something: "Không vượt", "Chưa ban hành"."""
    return _folded(label).split(" ", 1)[0] in _SAYS_NO


def asks_plainly(need: Need) -> bool:
    """Whether "có" is the first of two options and "không" the second, as their own words have it.

    Not so where the first denies ("Không vượt") or the second asserts ("Có văn bản sai").
    """
    return not says_no(need.options[0].label) and says_no(need.options[1].label)


def _either(need: Need) -> tuple[Met, ...]:
    """Both answers; where the options say plainly which one denies, that one alone."""
    return (Met(False),) if asks_plainly(need) else (Met(True), Met(False))


def _letter(typed: str, need: Need) -> str:
    """The option meant, by its letter ("b", "B.", "b)") or by its whole text."""
    letter, letters = typed.lower().rstrip(".)"), tuple(option.letter for option in need.options)
    if letter in letters:
        return letter
    for option in need.options:
        if _folded(option.label) == _folded(typed):
            return option.letter
    if len(letter) == 1:
        raise UnknownOption(typed, letters)
    raise NotAnAnswer(typed, need.asks)


def _read_yes_no(typed: str, need: Need) -> Declared:
    words = _folded(typed)
    if words in {_folded(option.label) for option in need.options}:
        return Met(_letter(typed, need) == need.options[0].letter)
    if words in _MET | _NOT_MET:
        return Met(words in _MET)
    if words == _THERE_IS or words in _BARE_NO | _THERE_IS_NONE:
        if not asks_plainly(need):
            raise WhichMeant(typed, (*_either(need), *(claims(need) if words != _THERE_IS else ())))
        return Met(words == _THERE_IS)
    if need.denominator and ("/" in typed or _PERCENT.fullmatch(words)):
        return _read_ratio(typed, need)
    return Met(_letter(typed, need) == need.options[0].letter)


def _read_choice(typed: str, need: Need) -> Option:
    return Option(_letter(typed, need))


def _read_checklist(typed: str, need: Need) -> Conditions:
    letters, words = tuple(option.letter for option in need.options), _folded(typed)
    if words in _ALL:
        return Conditions(letters)
    if words == _ZERO or words in _THERE_IS_NONE | _BARE_NO:
        return Conditions(())
    named = _BETWEEN_LETTERS.sub("", typed.lower())
    # A letter typed twice is one condition; a finger left on the key is no answer.
    if named and len(named) <= 2 * len(letters) and all(letter in letters for letter in named):
        return Conditions(tuple(letter for letter in letters if letter in named))
    if named.isalpha() and len(named) <= len(letters):
        raise UnknownOption(typed, letters)
    raise NotAnAnswer(typed, need.asks)


def _read_ratio(typed: str, need: Need) -> Ratio | Percent:
    """A ratio or a percentage with its sign. A bare figure could be either part or a percentage: asked again."""
    parts, percent = typed.split("/"), _PERCENT.fullmatch(_folded(typed))
    if percent is not None and len(parts) == 1:
        return Percent(read_number(percent[1]))
    if len(parts) != 2 or not all(parts) or not re.search("[0-9]", typed):
        raise NotAnAnswer(typed, need.asks)
    return Ratio(read_number(parts[0]), read_number(parts[1]))


def _read_count(typed: str, _need: Need) -> Count:
    if _folded(typed) in _THERE_IS_NONE | _BARE_NO:
        return Count(0)
    number = read_number(typed)
    if number != int(number):
        raise NotAWholeNumber(typed)
    return Count(int(number))


def _read_value(typed: str, _need: Need) -> Value:
    """An index is often typed with its sign: "82,5%"."""
    percent = _PERCENT.fullmatch(_folded(typed))
    return Value(read_number(percent[1] if percent else typed))


def _read_variables(typed: str, need: Need) -> Variables:
    """All values in one line, as ``show_answer`` prints them; a conversation asks for one at a time."""
    listed, _, branch = typed.partition(_BRANCH)
    given = dict(_assigned(part, need) for part in listed.split(";") if part.strip())
    for variable in need.variables:
        if variable.symbol not in given:
            raise MissingVariable(variable.symbol)
    values = tuple((variable.symbol, given[variable.symbol]) for variable in need.variables)
    return Variables(values, branch.strip() or None)


def _assigned(part: str, need: Need) -> tuple[str, Decimal]:
    symbol, equals, value = part.partition("=")
    if not equals or symbol.strip() not in {variable.symbol for variable in need.variables}:
        raise NotAnAnswer(part.strip(), need.asks)
    return symbol.strip(), read_variable(value)


def _read_points(typed: str, need: Need) -> Judged:
    first, *rest = typed.split(maxsplit=1)
    if not re.search("[0-9]", first):
        raise NotAnAnswer(typed, need.asks)
    points = read_number(_POINTS_UNIT.sub("", first).rstrip(":,;."))
    because = _BECAUSE.fullmatch(rest[0]) if rest else None
    return Judged(points, because[1].strip() if because else "")


def _read_nothing(typed: str, need: Need) -> Declared:
    raise NotAnAnswer(typed, need.asks)


_READERS: dict[Asks, Callable[[str, Need], Declared]] = {
    Asks.YES_NO: _read_yes_no,
    Asks.CHOICE: _read_choice,
    Asks.CHECKLIST: _read_checklist,
    Asks.RATIO: _read_ratio,
    Asks.COUNT: _read_count,
    Asks.NUMBER: _read_value,
    Asks.VARIABLES: _read_variables,
    Asks.POINTS: _read_points,
    Asks.NOTHING: _read_nothing,
}


def show_answer(declared: Declared, rule: Rule) -> str:
    """The declaration in print, in words that ``read_answer`` reads back to the same."""
    match declared:
        case Met(met):
            return _show_met(rule.need, met=met)
        case Option(letter):
            return letter
        case Conditions(letters):
            return "".join(letters) or "0"
        case NotArisen():
            return rule.need.not_arisen or "không phát sinh"
        case NotApplicable():
            return rule.need.not_applicable or "không áp dụng"
        case _:
            return _show_figures(declared)


def _show_met(need: Need, *, met: bool) -> str:
    """ "Có" and "không" where they can be told apart, else the words of the set: "Không vượt"."""
    if asks_plainly(need):
        return "có" if met else "không"
    return need.options[0 if met else 1].label


def _show_figures(declared: Ratio | Percent | Count | MeanPercent | Value | Variables | Judged) -> str:
    match declared:
        case Ratio(numerator, denominator):
            return f"{_show(numerator)}/{_show(denominator)}"
        case Percent(percent) | MeanPercent(percent):
            return f"{_show(percent)}%"
        case Count(number) | Value(number):
            return _show(number)
        case Judged(points, reason):
            return f"{_show(points)} vì {reason}" if reason else _show(points)
        case Variables(variables, branch):
            values = "; ".join(f"{symbol} = {_show(value)}" for symbol, value in variables)
            return f"{values}; {_BRANCH} {branch}" if branch else values


def _show(number: Decimal | int) -> str:
    return show(number, DECIMAL_DIGITS)
