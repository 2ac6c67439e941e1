"""Which option of a criterion a sentence says: yes or no, or one of several levels."""

import re
from collections.abc import Iterator

from knowledge.answers import asks_plainly, says_no
from knowledge.hearing.sentences.figures import all_of_it, claimed_by, over, read_ratio
from knowledge.hearing.sentences.heard import Heard
from knowledge.hearing.sentences.said import Clause, Said
from knowledge.hearing.sentences.words import COUNTERS, ENOUGH, LACKING, LATE, NO, content_of, listed, tokens, words_of
from knowledge.text import fold
from scoring.declared import Met, Option
from scoring.rules.base import Labelled, Need

#: What goes wrong, where a leaf asks whether all was right.
WRONG = listed("sai loi trai pham")


def read_yes_no(said: Said) -> Heard | None:
    need = said.leaf.rule.need
    if need.denominator and (over(said) or any(token.word == "%" for token in said.tokens)) and (ratio := read_ratio(said)):
        return ratio
    if (claimed := claimed_by(said)) and not said.content & (said.vocabulary.labels - said.vocabulary.around):
        return Heard(claimed)
    found = _compared(said)
    if found is None:
        found = _by_labels(said)
    if found is None and asks_plainly(need):
        found = _done(said)
    if found is None and need.denominator:
        found = _all_right(said)
    return None if found is None else Heard((Met(found),))


def _compared(said: Said) -> bool | None:
    """ "19 trên 20" where it is asked whether something was exceeded."""
    sides, labels = over(said), said.vocabulary.labels
    if sides is None or "vuot" not in labels or not said.near or LATE in said.content:
        return None
    first_denies = says_no(said.leaf.rule.need.options[0].label)
    return (sides[0] <= sides[1]) == first_denies


def _by_labels(said: Said) -> bool | None:
    """Which of two options a sentence is, by what only one of them says, or by saying no to the other."""
    yes, no = said.leaf.rule.need.options
    if _denies(yes) != _denies(no):
        return _by_the_denial(said, yes, no)
    for clause in said.clauses[::-1]:
        for met, own, other in ((True, yes, no), (False, no, yes)):
            telling = content_of(own.label) - content_of(other.label)
            hit = clause.content & telling
            if hit and _speaks_of(said, clause, hit, own):
                return not met if clause.denied & hit else met
    return None


def _by_the_denial(said: Said, yes: Labelled, no: Labelled) -> bool | None:
    """One option denies what the other asserts: "Đạt" and "Không đạt", "Không vượt" and "Vượt"."""
    core = content_of(yes.label) | content_of(no.label)
    told = [clause for clause in said.clauses if clause.content & core]
    if not told or not said.near:
        return None
    hits = [clause for clause in told if _speaks_of(said, clause, clause.content & core, yes)]
    if not hits:
        return None
    denied = any(clause.denied & core for clause in hits)
    if asks_plainly(said.leaf.rule.need) and not denied:
        # Something else that is lacking is lacking all the same.
        denied = any(clause.says_no for clause in said.clauses)
    return denied == _denies(yes)


def _denies(option: Labelled) -> bool:
    """Whether a label denies, at its beginning ("Không vượt") or later ("Niêm yết không đầy đủ")."""
    return NO in words_of(tokens(option.label))


def _speaks_of(said: Said, clause: Clause, hit: frozenset[str], option: Labelled) -> bool:
    """Words that stand in the leaf's question anyway say which option is meant only if nothing else is said."""
    around, named = said.vocabulary.around, said.vocabulary.name
    label = content_of(option.label)
    unknown = clause.content - label - around - COUNTERS - ENOUGH
    rest = clause.content - COUNTERS - ENOUGH
    nothing_else = rest <= label or (bool(hit - named) and rest - named <= label)
    tells = bool(hit - around) or nothing_else or said.asserts
    return len(unknown) <= max(1, len(clause.content & (around | label))) and tells


def _done(said: Said) -> bool | None:
    """ "Chưa làm", "làm rồi", "chưa có quy chế": done or not, of hardly anything but what the leaf is about."""
    if not said.near:
        return None
    if said.denied:
        return False
    told = {"da", "roi", "co", "du", "xong", "dat", "het", "deu", "ok"} & {*said.words, *fold(" ".join(said.raw)).split()}
    if not said.content and {NO, LACKING} <= set(said.words):
        return True
    own = said.content & (said.vocabulary.around | said.vocabulary.labels) or not said.content - ENOUGH
    return True if told and own else None


def _all_right(said: Said) -> bool | None:
    """Whether all is right: "3 văn bản đúng hết", "một cái sai", "không cái nào sai"."""
    if not said.near:
        return None
    wrong = [clause for clause in said.clauses if clause.content & (WRONG | {LATE})]
    if wrong:
        return all(clause.denied & (WRONG | {LATE}) or (clause.says_no and NO in clause.words[:2]) for clause in wrong)
    if said.denied:
        return False if said.denials & {"dung", "han", "qui", "dat"} else None
    right = {"dung", "dat", "ok"} & {*said.content, *said.words}
    return True if right and (all_of_it(said) or said.asserts) else None


# -- several levels ----------------------------------------------------------------------------------------------------------

#: How a label says that not all of another is there.
_PART = re.compile(r"\b(?:mot trong|mot phan|chi|thieu|chua du|khong day du)\b")
_ONE_OF_SEVERAL = re.compile(r"\b(?:mot trong|mot phan)\b")
_WHOLE = listed("du day ca tat het toan deu hai ba bon mot 2 3 4 5")


def read_choice(said: Said) -> Heard | None:
    need = said.leaf.rule.need
    if says_all(said, None) and not said.denied:
        whole = [option for option in need.options if not says_no(option.label) and not _partial(option)][:1]
        return Heard(tuple(Option(option.letter) for option in whole)) if whole else None
    chosen = said.vocabulary
    telling = said.content <= chosen.labels or said.content & (chosen.labels - chosen.name - chosen.papers)
    if not said.near or not (said.asserts or telling):
        return None
    if found := _by_parts(said):
        return Heard(tuple(Option(letter) for letter in found))
    options = [option for option in need.options if _fits(said, option)]
    claimed = claimed_by(said) if not any(says_no(option.label) for option in options) else ()
    scored = [(_closeness(said, option), option) for option in options]
    best = max((score for score, _ in scored), default=0)
    meant = tuple(Option(option.letter) for score, option in scored if score == best and score > 0)
    if len(meant) == len(need.options):
        return None
    return Heard((*meant, *claimed)) if meant or claimed else None


def _by_parts(said: Said) -> tuple[str, ...]:
    """Where one level wants two things and another one of them: which of the two are there."""
    options = said.leaf.rule.need.options
    one_of = next((option for option in options if _ONE_OF_SEVERAL.search(fold(option.label))), None)
    whole = next((option for option in options if not says_no(option.label) and option is not one_of), None)
    if one_of is None or whole is None:
        return ()
    parts = [content_of(part) for part in re.split(r"\s+và\s+|,\s*|\s+lẫn\s+", whole.label) if content_of(part)]
    telling = [part - frozenset[str]().union(*(other for other in parts if other is not part)) for part in parts]
    if len(parts) < 2:
        return ()
    there = [bool(part & said.asserted) for part in telling]
    lacking = [bool(part & said.denials) for part in telling]
    none = tuple(option.letter for option in options if says_no(option.label))
    found: tuple[str, ...] = ()
    if all(there) and not any(lacking):
        found = (whole.letter,)
    elif all(lacking):
        found = none
    elif any(there):
        found = (one_of.letter,) if said.only or any(lacking) else (one_of.letter, whole.letter)
    elif any(lacking):
        # What is lacking may be lacking beside the other, which was not named.
        found = (one_of.letter,) if LACKING in said.words else (one_of.letter, *none)
    elif said.denied and not said.content - COUNTERS - said.vocabulary.around:
        found = none
    return found


def _partial(option: Labelled) -> bool:
    return bool(_PART.search(fold(option.label)))


def says_all(said: Said, number: int | None) -> bool:
    """ "Đủ cả", "đủ cả hai"; ``number``: how many that has to be, where it is known."""
    if said.denied:
        return False
    spoken = {*said.words, *fold(" ".join(said.raw)).split()}
    rest = said.content - _WHOLE - ENOUGH - said.vocabulary.around - COUNTERS
    telling = said.content - _WHOLE - ENOUGH - COUNTERS - said.vocabulary.name - {"noi", "dung"}
    if rest or telling or not {"du", "ca", "tat", "het", "toan", "deu"} & spoken or said.only:
        return False
    told = [int(figure) for _, figure in said.figures] + [_NUMBERS[word] for word in said.words if word in _NUMBERS]
    return number is None or all(one == number for one in told)


_NUMBERS = {"hai": 2, "ba": 3, "bon": 4}


def _fits(said: Said, option: Labelled) -> bool:
    """Whether nothing in a sentence speaks against an option."""
    need = said.leaf.rule.need
    own, asserted, denied = _sides(option)[0], said.asserted, said.denials
    said_of = said.vocabulary.labels
    if says_no(option.label):
        own = content_of(option.label)
        return said.denied and not (asserted & said_of) and (not own or not denied & said_of or bool(denied & own))
    denying = content_of(*(labelled.label for labelled in need.options if says_no(labelled.label)))
    if asserted & _sides(option)[1] or denied & own - denying:
        return False
    if denied & said_of and not asserted & said_of:
        # What is said to be lacking may be lacking beside something that is there.
        return _partial(option) or bool(denied & _sides(option)[1])
    if denied and not (asserted - ENOUGH or asserted & own):
        return False
    if _ONE_OF_SEVERAL.search(fold(option.label)):
        return bool(asserted & said_of)
    # "Chỉ có kế hoạch" is none that wants a report besides.
    return not (said.only and not _partial(option) and own - asserted - _around_words(need))


def _sides(option: Labelled) -> tuple[frozenset[str], frozenset[str]]:
    """What a label asserts and what it denies: "Đầy đủ nhưng chưa kịp thời"."""
    asserted: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    for words in _parts(option.label):
        if NO in words or LACKING in words:
            at = next(number for number, word in enumerate(words) if word in (NO, LACKING))
            asserted |= content_of(" ".join(words[:at]))
            denied |= content_of(" ".join(words[at + 1 :]))
        else:
            asserted |= content_of(" ".join(words))
    return asserted, denied


def _parts(label: str) -> Iterator[tuple[str, ...]]:
    for part in re.split(r"[,;]|\bnhưng\b|\bmà\b|\bsong\b", label):
        if words := words_of(tokens(part)):
            yield words


def _around_words(need: Need) -> frozenset[str]:
    """What every option that asserts something says."""
    asserting = [
        content_of(option.label)
        for option in need.options
        if not says_no(option.label) and not _ONE_OF_SEVERAL.search(fold(option.label))
    ]
    return frozenset.intersection(*asserting) if len(asserting) > 1 else frozenset()


def _closeness(said: Said, option: Labelled) -> int:
    need = said.leaf.rule.need
    own = content_of(option.label)
    if says_no(option.label):
        return 2 * len(said.denials & own) + 1
    if _ONE_OF_SEVERAL.search(fold(option.label)):
        whole = max(
            (len(said.asserted & content_of(labelled.label)) for labelled in need.options if labelled is not option), default=0
        )
        # Who names everything that another option wants means that one.
        others = [
            content_of(labelled.label) for labelled in need.options if labelled is not option and content_of(labelled.label)
        ]
        named_whole = any(one <= said.asserted for one in others)
        return 2 * max(whole, len(said.asserted & own)) + (1 if said.denials else 0) - (1 if named_whole else 0)
    asserted, denied = _sides(option)
    both = len(said.asserted & asserted) + len(said.denials & denied)
    return 2 * both + (1 if (said.only or said.denials) and _partial(option) else 0)
