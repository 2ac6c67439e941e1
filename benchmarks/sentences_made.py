"""Sentences made at random by the words of any set: ``python -m benchmarks.sentences_made [--seed N] [FILE …]``.

A sentence is *right* when what it was made to mean is certain, proposed or among what is asked back; *wrong* when something
else alone is proposed; else it is *not heard*. Without files: the bundled set and the annexes of the tests.
"""

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from handlers.texts.scoring.meant import counted
from knowledge.annex import read_annex
from knowledge.answers import asks_plainly, says_no
from knowledge.hearing.sentences import Heard, hear, read
from knowledge.text import fold
from scoring.criteria import Leaf
from scoring.declared import Conditions, Count, Declared, Met, NotApplicable, NotArisen, Option, Percent, Ratio
from scoring.errors import Refusal, WhichMeant
from scoring.rules.base import Asks
from tests.knowledge.reading.sample import sample

FILES = Path(__file__).parents[1] / "tests" / "knowledge" / "annex" / "files"
SPELLED = {1: "một", 2: "hai", 3: "ba", 4: "bốn", 6: "sáu", 7: "bảy", 8: "tám", 9: "chín", 10: "mười", 12: "mười hai"}
BEFORE = ("", "", "", "dạ ", "bên em ", "xã em ", "năm nay ", "em báo cáo ")
BEHIND = ("", "", "", " ạ", " nhé", " rồi nhé", " em ơi", " anh ạ")
SHORT = {"không": "ko", "được": "dc", "hồ sơ": "hs", "văn bản": "vb", "nhiệm vụ": "nv", "báo cáo": "bc", "kế hoạch": "kh"}


@dataclass(frozen=True, slots=True)
class Made:
    text: str
    means: Declared


def made(leaf: Leaf, dice: random.Random) -> Iterator[Made]:
    """A sentence of every kind for what the rule of a leaf asks."""
    need = leaf.rule.need
    match need.asks:
        case Asks.RATIO:
            yield from _ratios(leaf, dice)
        case Asks.COUNT:
            yield from _counts(leaf, dice)
        case Asks.YES_NO if need.options:
            yield from _yes_or_no(leaf)
        case Asks.CHOICE:
            yield from (Made(_small(one.label), Option(one.letter)) for one in need.options)
        case Asks.CHECKLIST:
            yield from _conditions(leaf, dice)
    if need.not_arisen:
        yield Made(_small(need.not_arisen), NotArisen())
    if need.not_applicable:
        yield Made(_small(need.not_applicable), NotApplicable())


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _number(number: int, dice: random.Random) -> str:
    return SPELLED[number] if number in SPELLED and dice.random() < 0.4 else str(number)


def _ratios(leaf: Leaf, dice: random.Random) -> Iterator[Made]:
    need = leaf.rule.need
    noun = counted(leaf) or "cái"
    tail = re.sub(r"^(tổng số|số) ", "", need.numerator.lower()).removeprefix(noun.lower()).strip(" ,") or "đạt"
    whole = dice.choice([4, 8, 10, 12, 40, 250, 1240])
    done = max(1, whole - dice.randint(1, max(1, whole // 8)))
    a, b, left = _number(done, dice), _number(whole, dice), _number(whole - done, dice)
    ratio = Ratio(Decimal(done), Decimal(whole))
    yield Made(f"có {b} {noun}, {tail} {a}", ratio)
    yield Made(f"{tail} {done} trên tổng {whole} {noun}", ratio)
    yield Made(f"tổng cộng {b} {noun} thì {a} cái {tail}", ratio)
    yield Made(f"{b} {noun} thì còn {left} cái chưa {tail.removeprefix('đã ')}", ratio)
    yield Made(f"{a} {noun} {tail}, {left} {noun} chưa, tổng {b}", ratio)
    yield Made(f"cả {b} {noun} đều {tail}", Ratio(Decimal(whole), Decimal(whole)))
    share = dice.randint(30, 99)
    yield Made(f"được {share} phần trăm", Percent(Decimal(share)))


def _counts(leaf: Leaf, dice: random.Random) -> Iterator[Made]:
    item, number = leaf.rule.need.counted or "cái", dice.choice([1, 2, 3, 4, 6, 7])
    said = _number(number, dice)
    yield Made(f"có {said} {item}", Count(number))
    yield Made(f"{said} {item} thôi", Count(number))
    yield Made(f"không có {item} nào", Count(0))
    yield Made(f"chưa có cái nào {item}", Count(0))


def _yes_or_no(leaf: Leaf) -> Iterator[Made]:
    yes, no = leaf.rule.need.options
    yield Made(_small(yes.label), Met(True))
    yield Made(f"{_small(no.label)} em nhé", Met(False))
    if asks_plainly(leaf.rule.need):
        what = _small(yes.label).removeprefix("có ").removeprefix("đã ")
        yield Made(f"{what} rồi, đàng hoàng", Met(True))
        if what not in ("có", "đạt"):
            yield Made(f"vẫn chưa {what}", Met(False))
    elif says_no(yes.label):
        yield Made(f"{re.sub('^(không|chưa) ', '', _small(yes.label))} rồi", Met(False))


def _conditions(leaf: Leaf, dice: random.Random) -> Iterator[Made]:
    options = leaf.rule.need.options
    letters = tuple(one.letter for one in options)
    yield Made(f"đủ cả {len(options)} điều kiện", Conditions(letters))
    if len(options) > 1:
        there, lacking = dice.sample(options, 2)
        others = tuple(letter for letter in letters if letter != lacking.letter)
        yield Made(f"có {_small(there.label)}, còn {_small(lacking.label)} thì chưa", Conditions((there.letter,)))
        yield Made(f"chỉ thiếu {_small(lacking.label)}", Conditions(others))
        yield Made(f"mới có {_small(there.label)}", Conditions((there.letter,)))


def typed(text: str, dice: random.Random) -> str:
    """As somebody types it: with address, shortened, or without marks."""
    if dice.random() < 0.3:
        for word, short in SHORT.items():
            text = re.sub(rf"\b{word}\b", short, text)
    text = dice.choice(BEFORE) + text + dice.choice(BEHIND)
    return fold(text) if dice.random() < 0.35 else text


def understood(text: str, leaf: Leaf) -> Heard | None:
    try:
        return Heard((read(text, leaf),), certain=True)
    except WhichMeant as error:
        return Heard(error.possible)
    except Refusal:
        return hear(text, leaf, named=True)


def sets(files: list[Path]) -> Iterator[tuple[str, list[Leaf]]]:
    yield "mau-minh-hoa", list(sample().leaves.values())
    for file in files:
        if chosen := read_annex(file).set:
            yield file.name, list(chosen.leaves.values())


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sentences_made", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--number", type=int, default=200, help="sentences of each set")
    given = parser.parse_args()
    dice = random.Random(given.seed)
    together: Counter[str] = Counter()
    for name, leaves in sets(given.files or sorted(FILES.glob("*.[dx][ol][cs]x"))):
        every = [(leaf, one) for leaf in leaves for one in made(leaf, dice)]
        verdicts: Counter[str] = Counter()
        for leaf, one in dice.sample(every, min(given.number, len(every))):
            said = typed(one.text, dice)
            verdicts[_verdict(leaf, one, said)] += 1
        together += verdicts
        print(f"{name}: {_share(verdicts)}")
    print(f"all, seed {given.seed}: {_share(together)}")


def _verdict(leaf: Leaf, one: Made, said: str) -> str:
    heard = understood(said, leaf)
    possible = heard.possible if heard else ()
    if one.means in possible or (
        len(possible) == 1 and _worth(leaf, possible[0]) == _worth(leaf, one.means) and _whole(possible[0])
    ):
        return "right"
    verdict = "wrong" if len(possible) == 1 else "asked" if heard else "not heard"
    kind = leaf.rule.need.asks.value
    print(f"  {verdict:9} {kind:9} {said}  ->  {possible}  wanted {one.means}   [{leaf.name[:60]}]")
    return verdict


def _whole(declared: Declared) -> bool:
    return declared == Percent(Decimal(100))


def _worth(leaf: Leaf, declared: Declared) -> Fraction | None:
    return leaf.rule.score(declared, leaf.max).points


def _share(verdicts: Counter[str]) -> str:
    told = ", ".join(f"{name} {number}" for name, number in sorted(verdicts.items()))
    return f"{verdicts['right'] / max(1, verdicts.total()):.1%} right of {verdicts.total()} ({told})"


if __name__ == "__main__":
    main()
