"""Figures in a sentence: which is the whole, which of them is done, and which is lacking."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from knowledge.answers import claims
from knowledge.hearing.sentences.heard import Heard, Lacks
from knowledge.hearing.sentences.said import MOST_STRANGE, Said
from knowledge.hearing.sentences.vocabulary import DONE_WORDS, WHOLE_WORDS
from knowledge.hearing.sentences.words import ALL, COUNTERS, ENOUGH, LACKING, LATE, NO, content_of, listed
from scoring.declared import Count, Declared, NotArisen, Percent, Ratio, Value

HUNDRED = 100
#: Where what is said of one figure ends and what is said of another begins.
_BREAKS = frozenset({",", ";", ".", "nhung", "ma", "con", "thi", "trong", "tren", "song"})
#: Verbs before a figure that tell what it is: behind the words of one figure they begin those of the next.
_BEGINS = listed("moi da duoc xong dat chi")
_WRONG = listed("sai loi trat rot truot")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure with the words said of it."""

    number: Decimal
    said: frozenset[str]
    share: bool = False

    def lacks(self, own: frozenset[str]) -> bool:
        """Whether it is said not to be done; what the leaf itself counts is no lack."""
        lacking = {NO, LACKING, *(_WRONG - own), *({LATE} - own)}
        return bool(self.said & lacking)


def figures_said(said: Said) -> list[_Figure]:
    """Each figure with the words around it: between two figures a verb that tells of the second ends those of the first."""
    found = []
    places = [at for at, _ in said.figures]
    if not places:
        return []
    own = said.vocabulary.above | said.vocabulary.below | DONE_WORDS | _BEGINS | {NO, LATE, LACKING}
    starts = [0, *(_border(said, first, second, own) for first, second in pairwise(places))]
    ends = [*starts[1:], len(said.tokens)]
    for (at, number), start, end in zip(said.figures, starts, ends, strict=True):
        words = frozenset(token.word for token in said.tokens[start:end] if token.number is None)
        share = at + 1 < len(said.tokens) and said.tokens[at + 1].word == "%"
        found.append(_Figure(number, words, share))
    return found


def _border(said: Said, first: int, second: int, own: frozenset[str]) -> int:
    between = range(first + 1, second)
    breaks = [at for at in between if said.tokens[at].word in _BREAKS]
    if breaks:
        return breaks[-1]
    verbs = [at for at in between if at > first + 1 and said.tokens[at].word in own - COUNTERS]
    return verbs[0] if verbs else first + 1


def over(said: Said) -> tuple[Decimal, Decimal] | None:
    """ "970 trên 1.000": the figures on both sides of "trên", "trong tổng số" or a stroke."""
    if len(said.figures) != 2:
        return None
    (first, above), (second, below) = said.figures
    between = [token.word for token in said.tokens[first + 1 : second]]
    among = "trong" in between and between[between.index("trong") + 1 :][:1] not in (["do"], ["ay"])
    parted = among or {"/", "tren"} & set(between)
    return (above, below) if parted and "thi" not in between else None


def all_of_it(said: Said) -> bool:
    """ "Xử lý hết", "cả 20", "đều", "100%"; "cả năm" is a time."""
    words = [token.word for token in said.tokens]
    ahead = zip(said.tokens, said.tokens[1:], strict=False)
    counted = any(token.word == "ca" and after.number is not None for token, after in ahead)
    return counted or bool(ALL & set(words)) or words[-1:] == ["ca"] or said.raw[-1:] == ["cả"]


# -- ratios ----------------------------------------------------------------------------------------------------------------


def read_ratio(said: Said) -> Heard | None:
    if claimed := claimed_by(said) if not said.figures else ():
        return Heard(claimed)
    if not (said.near or (said.named and over(said) and len(said.unknown) <= MOST_STRANGE)):
        return None
    found = figures_said(said)
    if any(figure.share for figure in found):
        return _share(said, found)
    by_number = (_no_figure, _one_figure, _two_figures, _three_figures)
    return by_number[len(found)](said, found) if len(found) < len(by_number) else None


def _own(said: Said) -> frozenset[str]:
    return said.vocabulary.above | said.vocabulary.below | said.vocabulary.labels | content_of(said.leaf.rule.need.numerator)


def _share(said: Said, found: list[_Figure]) -> Heard | None:
    if len(found) != 1:
        return None
    figure = found[0]
    if figure.lacks(_own(said)):
        left = (Percent(HUNDRED - figure.number),) if figure.number <= HUNDRED else ()
        return Heard((*left, Percent(figure.number)))
    return Heard((Percent(figure.number),), certain=_surely(said))


def _surely(said: Said) -> bool:
    """Whether nothing but figures and the words of the ratio is said."""
    need = said.leaf.rule.need
    plain = content_of(need.numerator, need.denominator, said.leaf.name, said.leaf.guidance.asked)
    extra = said.content - plain - COUNTERS - ENOUGH - _PLAIN
    late = LATE in said.content - content_of(need.denominator)
    return not (said.spelled or said.about or said.denied or said.only or extra or late)


_PLAIN = listed("dat duoc tren trong tong so ty le la xong hoan thanh giai quyet xu ly")


def _two_figures(said: Said, found: list[_Figure]) -> Heard | None:
    first, second = found
    if first.number == second.number:
        return _same_twice(said, first.number)
    little, much = sorted(found, key=lambda figure: figure.number)
    lacking = little.lacks(_own(said)) or (said.only and much.lacks(_own(said)) and not said.denied)
    if sides := over(said):
        if not lacking and not much.lacks(_own(said)):
            return Heard((Ratio(*sides),), certain=_surely(said))
        if sides[0] > sides[1]:
            return None
    done = Ratio(little.number, much.number)
    left = Ratio(much.number - little.number, much.number)
    if lacking:
        # "Xử lý 4 chưa xong": the figure may be either.
        both = said.denied and bool(little.said & (said.vocabulary.above | DONE_WORDS)) and NO in little.said
        return Heard((left, done) if both and not _denied_beside(said, little) else (left,))
    if much.lacks(_own(said)) and little.number and NO in much.said:
        return Heard((done, left))
    return Heard((done,))


def _denied_beside(said: Said, figure: _Figure) -> bool:
    """Whether "không", "chưa" stands right before or behind what this figure counts."""
    places = [at for at, number in said.figures if number == figure.number]
    window = said.tokens[max(0, places[0] - 3) : places[0] + 6]
    return any(token.word in (NO, LACKING) for token in window)


def _same_twice(said: Said, number: Decimal) -> Heard:
    """ "Có 3, xử lý cả 3"."""
    if said.denied:
        return Heard((Ratio(Decimal(0), number), Ratio(number, number)))
    return Heard((Ratio(number, number),), certain=over(said) is not None and _surely(said))


def _three_figures(said: Said, found: list[_Figure]) -> Heard | None:
    """The whole, what is done of it and what is left; nothing is made of figures that do not add up."""
    *parts, whole = sorted(found, key=lambda figure: figure.number)
    if sum(part.number for part in parts) != whole.number:
        return None
    done = [part for part in parts if not part.lacks(_own(said))]
    if len(done) == 1:
        return Heard((Ratio(done[0].number, whole.number),))
    return Heard(tuple(Ratio(figure.number, whole.number) for figure in reversed(parts)))


def _one_figure(said: Said, found: list[_Figure]) -> Heard | None:
    (figure,) = found
    own, number = _own(said), figure.number
    chosen = said.vocabulary
    elsewhere = frozenset(token.word for token in said.tokens)
    done = bool((chosen.above | DONE_WORDS) & elsewhere)
    lacking = {NO, LACKING, *(_WRONG - own), *({LATE} - own)} & elsewhere
    if lacking:
        denied_all = NO in elsewhere and {"nao", "ai", "gi", "ca"} & elsewhere
        if denied_all and chosen.about_time and "han" in said.denials:
            # "10 phản ánh, không cái nào trễ" was read as "không không đúng hạn": all in time.
            return Heard((Ratio(number, number),))
        if denied_all:
            return Heard((Ratio(Decimal(0), number),))
        return Heard(part=number, lacks=Lacks.WHOLE_OF_LEFT) if done or said.asserts else None
    if all_of_it(said) and (done or {"deu", "het"} & elsewhere or ENOUGH & elsewhere):
        return Heard((Ratio(number, number),))
    if _done_behind(said):
        return Heard((Ratio(number, number),))
    return _loose(said, figure, done=done)


def _done_behind(said: Said) -> bool:
    """ "Trễ 4 hồ sơ, đã xin lỗi": what is said to be done of them all stands behind the one figure, apart from it."""
    behind = [token.word for token in said.tokens[said.figures[0][0] + 1 :]]
    apart = [at for at, word in enumerate(behind) if word in (",", ";", "va", "deu", "thi")]
    return bool(apart) and bool(set(behind[apart[0] :]) & (said.vocabulary.above | DONE_WORDS))


def _loose(said: Said, figure: _Figure, *, done: bool) -> Heard | None:
    """A single figure that may be a share, or a part of the ratio."""
    number, chosen = figure.number, said.vocabulary
    if said.about:
        return None
    counted = bool(said.content & content_of(said.leaf.rule.need.numerator, said.leaf.rule.need.denominator))
    if not done and figure.said & (WHOLE_WORDS | chosen.below) and counted:
        return Heard(part=number, lacks=Lacks.DONE)
    percent = () if counted or number > HUNDRED else (Percent(number),)
    return Heard(percent, part=number)


def _no_figure(said: Said, _found: list[_Figure]) -> Heard | None:
    """ "Xử lý hết rồi", "không cái nào trễ": all of it, and how much that is has to be asked."""
    words = {token.word for token in said.tokens}
    own = said.content & (said.vocabulary.above | said.vocabulary.below | said.vocabulary.name) or DONE_WORDS & words
    if not own or said.about:
        return None
    late_denied = said.vocabulary.about_time and "han" in said.denials and _denied_twice(said)
    if late_denied or (all_of_it(said) and not said.denied and LACKING not in words and said.asserts):
        return Heard(part=Decimal(0), lacks=Lacks.ALL)
    return None


def _denied_twice(said: Said) -> bool:
    return any(clause.words.count(NO) > 1 for clause in said.clauses)


# -- claims ----------------------------------------------------------------------------------------------------------------


def claimed_by(said: Said) -> tuple[Declared, ...]:
    """ "Năm nay không trễ hồ sơ nào": there was none of what the leaf is about."""
    need = said.leaf.rule.need
    if NO not in said.words or LACKING in said.words or not said.content or not said.near:
        return ()
    return tuple(claim for claim in claims(need) if _claimed(said, claim))


def _claimed(said: Said, claim: Declared) -> bool:
    """Whether a sentence has the words of a claim, or, where the claim has none of its own, of what the leaf asks for."""
    need, chosen = said.leaf.rule.need, said.vocabulary
    label = need.not_arisen if isinstance(claim, NotArisen) else need.not_applicable
    own = content_of(label or "") - content_of("trong năm", "áp dụng")
    denied = said.denials
    if need.denominator and denied & chosen.above and not denied & (chosen.below | own):
        # What is denied is that something was done, not that there was something to do.
        return False
    if own and denied & own and said.asserted <= chosen.around - own - chosen.above:
        return True
    if not said.nothing_of:
        return False
    return bool(said.content & own) if own else bool(denied & content_of(said.leaf.name, said.leaf.guidance.asked))


# -- counts ----------------------------------------------------------------------------------------------------------------


def read_count(said: Said) -> Heard | None:
    if LACKING in said.words or not (said.near or _before_its_noun(said)):
        return None
    counted = said.vocabulary.counted
    found = figures_said(said)
    if len(found) == 1:
        return _one_count(said, found[0])
    if len(found) == 2:
        return _which_count(said, found)
    if found or not (said.denied or _in_time_instead(said)):
        return None
    if not said.content and not said.denies_any:
        return None
    # Nothing of the kind: certain where the kind itself was named in full.
    claimed = claimed_by(said)
    return Heard((Count(0), *claimed), certain=said.content == counted and not claims(said.leaf.rule.need))


def _one_count(said: Said, figure: _Figure) -> Heard | None:
    number = figure.number
    if number != int(number):
        return None
    if said.denied and (said.denials & said.vocabulary.counted or not _before_its_noun(said)):
        return None
    exact = said.content <= said.vocabulary.counted | COUNTERS and not (said.about or figure.share or said.denied)
    return None if figure.share else Heard((Count(int(number)),), certain=exact and not said.spelled)


def _which_count(said: Said, found: list[_Figure]) -> Heard | None:
    """ "12 nhiệm vụ, quá hạn 3": the one of which it is said what is counted; else it is asked which."""
    own = said.vocabulary.counted - COUNTERS
    telling = [figure for figure in found if figure.said & own]
    best = max((len(figure.said & own) for figure in telling), default=0)
    meant = [figure for figure in telling if len(figure.said & own) == best] or found
    counts = tuple(Count(int(figure.number)) for figure in meant if figure.number == int(figure.number) and not figure.share)
    return Heard(tuple(dict.fromkeys(counts))) if counts else None


def _before_its_noun(said: Said) -> bool:
    """ "3 hình thức gồm loa, trang thông tin và hội nghị": whatever else is said, so many are counted."""
    noun = said.vocabulary.nouns
    return any(at + 1 < len(said.tokens) and said.tokens[at + 1].word in noun - COUNTERS for at, _ in said.figures)


def _in_time_instead(said: Said) -> bool:
    """Where what was late is counted, "đúng hạn hết" is none."""
    return LATE in said.vocabulary.counted and "han" in said.asserted and (all_of_it(said) or bool(ENOUGH & set(said.words)))


def read_number(said: Said) -> Heard | None:
    if len(said.figures) != 1 or said.denied or not said.near:
        return None
    certain = not said.about and not said.unknown
    return Heard((Value(said.figures[0][1]),), certain=certain)


# -- formulas --------------------------------------------------------------------------------------------------------------


def read_variables(said: Said) -> Heard | None:
    """Figures of a formula: each goes to the one whose own words stand beside it; the rest is asked."""
    if not said.near or said.about:
        return None
    variables = said.leaf.rule.need.variables
    given: dict[str, Decimal] = {}
    for figure in figures_said(said):
        scored = [
            (len(figure.said & _only_of(said, variable.symbol)), variable.symbol)
            for variable in variables
            if variable.symbol not in given
        ]
        best = max(scored, default=(0, ""))
        if best[0] == 0 or [score for score, _ in scored].count(best[0]) > 1:
            return None
        given[best[1]] = figure.number
    return Heard(given=tuple(given.items())) if given else None


def _only_of(said: Said, symbol: str) -> frozenset[str]:
    variables = said.leaf.rule.need.variables
    own = next(variable for variable in variables if variable.symbol == symbol)
    return content_of(own.title) - content_of(*(variable.title for variable in variables if variable is not own))
