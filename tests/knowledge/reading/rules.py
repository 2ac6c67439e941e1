"""Rules of every kind, made up at random but sound, for leaves of 10 points."""

from decimal import Decimal
from string import ascii_lowercase

from hypothesis import strategies as st

from scoring.rules import (
    Band,
    Banded,
    BonusPenalty,
    Branch,
    Checklist,
    Deduction,
    ExternalIndex,
    Formula,
    JudgedRule,
    Labelled,
    PerItem,
    Portion,
    Proportional,
    Rule,
    Share,
    SingleChoice,
    Steps,
    Variable,
    WithNotApplicable,
    WithNotArisen,
    YesNo,
)

MAXIMUM = Decimal(10)
POINTS = st.decimals(0, 10, places=2)
PERCENT = st.decimals(0, 100, places=1)
#: Signs that mean something to YAML are in it on purpose.
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyộợ:#,&*!{}[]\"'-0123456789 "
WORDS = st.text(LETTERS, min_size=1, max_size=20).map(lambda text: f"{text} mục".strip())


def _letters(labels: list[str]) -> list[tuple[str, str]]:
    return list(zip(ascii_lowercase, [" ".join(label.split()) for label in labels], strict=False))


LABELS = st.lists(WORDS, min_size=2, max_size=4).map(_letters)


@st.composite
def choices(draw: st.DrawFn) -> SingleChoice:
    options = tuple(Labelled(letter, label, draw(POINTS)) for letter, label in draw(LABELS))
    return SingleChoice(options, draw(st.sampled_from(["R2", "R6"])))


@st.composite
def shares(draw: st.DrawFn) -> Share:
    return Share(tuple(Portion(letter, label, draw(PERCENT)) for letter, label in draw(LABELS)))


@st.composite
def checklists(draw: st.DrawFn) -> Checklist:
    conditions = tuple(Labelled(letter, label) for letter, label in draw(LABELS))
    counts = draw(st.lists(st.integers(0, len(conditions)), min_size=1, unique=True))
    return Checklist(conditions, tuple((count, draw(POINTS)) for count in counts))


@st.composite
def banded(draw: st.DrawFn) -> Banded:
    """Bands cut at random percentages; each cut belongs to the band above or to the one below."""
    cuts = draw(st.lists(st.integers(1, 99), min_size=1, max_size=4, unique=True).map(sorted))
    upper = [(Decimal(cut), draw(st.booleans())) for cut in cuts]
    lows = [(None, False), *((cut, not held) for cut, held in upper)]
    highs = [*upper, (None, False)]
    return Banded(tuple(Band(*low, *high, draw(POINTS)) for low, high in zip(lows, highs, strict=True)))


RATIOS: st.SearchStrategy[Rule] = st.one_of(
    banded(),
    st.builds(Proportional, st.none() | PERCENT, above_hundred=st.sampled_from(["ask", "cap"])),
)
PLAIN: st.SearchStrategy[Rule] = st.one_of(
    RATIOS,
    choices(),
    shares(),
    checklists(),
    st.builds(YesNo, points=st.none() | POINTS, no_points=POINTS, whole=st.booleans()),
    st.builds(PerItem, POINTS, st.none() | POINTS),
    st.builds(Deduction, POINTS, st.none() | st.just(MAXIMUM), st.decimals(-5, 5, places=2)),
    st.builds(ExternalIndex, st.none() | PERCENT),
    st.builds(Steps, POINTS, POINTS, st.decimals("0.01", 10, places=2), POINTS, st.none() | POINTS, POINTS),
    st.builds(JudgedRule, st.just(Decimal(0)), st.none() | POINTS),
    st.just(Formula((Variable("a", "số việc"), Variable("b", "số người")), (Branch("", "min(a, b) / 2"),))),
    st.just(Formula((Variable("a", "số việc"),), (Branch("xã", "a * 2"), Branch("phường", "a + 1.5")))),
)
RULES: st.SearchStrategy[Rule] = st.one_of(
    PLAIN,
    st.builds(WithNotArisen, PLAIN, st.none() | POINTS),
    st.builds(WithNotApplicable, PLAIN),
    st.builds(lambda base, points: WithNotArisen(base, points, "không có", base.kind), RATIOS, POINTS),
)
EXTRAS: st.SearchStrategy[BonusPenalty] = st.builds(BonusPenalty, POINTS, st.none() | POINTS)
