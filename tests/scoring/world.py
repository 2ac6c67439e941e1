"""A small commune's world: one criteria set with every source of points, its people, and sheets at every stage."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from scoring.criteria import Caps, ClassThreshold, CriteriaSet, Criterion, EvidenceItem, Extra, Field, Leaf, Sign, Source
from scoring.declared import Count, Declared, Met, Ratio
from scoring.people import Person, Role
from scoring.results.totals import Totals, final_totals
from scoring.rules import (
    BonusPenalty,
    Deduction,
    JudgedRule,
    Proportional,
    Rule,
    SurveyMean,
    WithNotApplicable,
    WithNotArisen,
    YesNo,
)
from scoring.sheet.entry import Authorship, Evidence, FileStatus, Stage
from scoring.sheet.score_sheet import ScoreSheet

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
DEADLINE = datetime(2026, 1, 10, 10, 0, tzinfo=UTC)
LATE = DEADLINE + timedelta(hours=1)
DUE = DEADLINE + timedelta(days=5)
TEN = Decimal(10)

PLAN = EvidenceItem("a", "Kế hoạch")
REPORT = EvidenceItem("b", "Báo cáo năm")
CHANGES = EvidenceItem("c", "Quyết định điều chỉnh", when="nếu có điều chỉnh")

HOA = Person("p-hoa", "Hoà", "XA01", Role.OFFICIAL, frozenset({"1"}))
LIEN = Person("p-lien", "Liên", "XA01", Role.COORDINATOR)
BINH = Person("p-binh", "Bình", "XA01", Role.LEADER)
LAN = Person("p-lan", "Lan", "HUYEN", Role.APPRAISER, frozenset({"1", "2"}))
THU = Person("p-thu", "Thu", "HUYEN", Role.SECRETARIAT)
NOI_VU = Person("p-noi-vu", "Vụ", "HUYEN", Role.STANDING_BODY)
HOI_DONG = Person("p-hoi-dong", "Đồng", "HUYEN", Role.COUNCIL)


def leaf(code: str, rule: Rule, most: Decimal = TEN, source: Source = Source.SELF, *items: EvidenceItem) -> Leaf:
    return Leaf(code, f"Tiêu chí {code}", most, source, rule, evidence=items)


#: "Không phát sinh" and "không áp dụng" are both allowed, and no document is required by name.
CLAIMABLE = leaf("1.3", WithNotApplicable(WithNotArisen(Proportional(), TEN)))
FIELDS = (
    Field(
        "1",
        "Chỉ đạo, điều hành",
        Decimal(40),
        (
            leaf("1.1", YesNo(), TEN, Source.SELF, PLAN, REPORT, CHANGES),
            leaf("1.2", Proportional(), Decimal(20), Source.SELF, REPORT),
            CLAIMABLE,
        ),
    ),
    Field(
        "2",
        "Thủ tục hành chính",
        Decimal(30),
        (
            Criterion(
                "2.1",
                "Giải quyết hồ sơ",
                Decimal(20),
                (
                    leaf("2.1.1", Proportional(), TEN, Source.SYSTEM, REPORT),
                    leaf("2.1.2", WithNotApplicable(Proportional()), TEN, Source.SELF, REPORT),
                ),
            ),
            leaf("2.2", JudgedRule(), TEN, Source.APPRAISER),
        ),
    ),
    Field(
        "3",
        "Tác động",
        Decimal(30),
        (
            leaf("3.1", SurveyMean(), Decimal(20), Source.SURVEY),
            leaf("3.2", Deduction(Decimal(5), floor=Decimal(-10)), TEN),
        ),
    ),
)
EXTRAS = (
    Extra(Sign.BONUS, leaf("T1", BonusPenalty(Decimal(2)), Decimal(6), Source.SELF, PLAN)),
    Extra(Sign.BONUS, leaf("T2", BonusPenalty(Decimal(2)), Decimal(6))),
    Extra(Sign.PENALTY, leaf("P1", BonusPenalty(Decimal(1), penalty=True), TEN, Source.APPRAISER)),
)
#: The four classes of the 2021 plan under decision 2452.
CLASSES = (
    ClassThreshold("excellent", Decimal(90), Decimal(80)),
    ClassThreshold("good", Decimal(80), Decimal(70)),
    ClassThreshold("fair", Decimal(65), Decimal(50)),
    ClassThreshold("failed", Decimal(0), None),
)
CRITERIA = CriteriaSet(
    id="nho",
    version="1",
    name="Bộ tiêu chí nhỏ (minh hoạ)",
    decision="",
    sample=True,
    fields=FIELDS,
    classes=CLASSES,
    extras=EXTRAS,
    caps=Caps(bonus=Decimal(5), penalty=Decimal(3)),
)
#: Full points on every leaf that the commune declares: 70 of 100.
ALL_WELL: dict[str, Declared] = {
    "1.1": Met(True),
    "1.2": Ratio(Decimal(50), Decimal(50)),
    "1.3": Ratio(Decimal(8), Decimal(8)),
    "2.1.1": Ratio(Decimal(900), Decimal(900)),
    "2.1.2": Ratio(Decimal(4), Decimal(4)),
    "3.2": Count(0),
}


def by(person: Person = HOA, at: datetime = START) -> Authorship:
    return Authorship.of(person, at, "web")


def ratio(part: int, whole: int) -> Ratio:
    return Ratio(Decimal(part), Decimal(whole))


def file(
    item: str | None, document: str = "d1", *, status: FileStatus = FileStatus.STORED, at: datetime = START, id_: str = ""
) -> Evidence:
    return Evidence(id_ or f"{document}-{item}", document, f"{document}.pdf", item, by(at=at), status=status)


def new_sheet(criteria: CriteriaSet = CRITERIA) -> ScoreSheet:
    return ScoreSheet("XA01", "2025", criteria, self_scoring_ends=DEADLINE)


def filled(declared: Mapping[str, Declared] | None = None, criteria: CriteriaSet = CRITERIA) -> ScoreSheet:
    """Every leaf declared and its documents explained; the draft may be sent."""
    sheet = new_sheet(criteria)
    for code, what in (ALL_WELL | dict(declared or {})).items():
        sheet.declare(code, what, by())
        sheet.explain(code, "bản ký đang chờ gửi", by())
    return sheet


def submitted(declared: Mapping[str, Declared] | None = None, criteria: CriteriaSet = CRITERIA) -> ScoreSheet:
    sheet = filled(declared, criteria)
    sheet.send_for_signature(by(LIEN))
    sheet.sign(by(BINH, START + timedelta(hours=1)))
    return sheet


def appraised(
    declared: Mapping[str, Declared] | None = None,
    criteria: CriteriaSet = CRITERIA,
    given: Mapping[str, int | None] | None = None,
) -> ScoreSheet:
    """Everything agreed to, ``given`` points excepted; the survey and the appraiser give full points unless said."""
    sheet = submitted(declared, criteria)
    for entry in list(sheet.declared_entries()):
        if entry.leaf.code not in (given or {}):
            sheet.agree(entry.leaf.code, by(THU))
    for code, points in ({"2.2": 10, "3.1": 20} | dict(given or {})).items():
        if points is not None:
            sheet.give(code, Stage.COUNCIL, Fraction(points), "", by(HOI_DONG))
    return sheet


def figures(*found: object) -> tuple[object, ...]:
    """Figures side by side, so that exact fractions compare with whole numbers."""
    return found


def totals_in_the_end(sheet: ScoreSheet, *, survey_held: bool = True) -> Totals:
    """What a sheet comes to in a round that holds its survey, as most do."""
    return final_totals(sheet, survey_held=survey_held)
