"""Báo cáo tự đánh giá: the commune's own report on its year, as the leader signs it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from docx.document import Document as Paper

from bot.reports.forms import word
from bot.reports.forms.word import Letterhead
from handlers.dialogs.evidence.arrivals import speaks_against
from handlers.texts.common import unit_in_sentence
from handlers.texts.evidence import doubts
from handlers.texts.evidence.one_file import day
from knowledge.answers import show_answer
from knowledge.documents.contradictions import Against, Wanted
from knowledge.working import in_words
from scoring.declared import Conditions, Declared, Met, NotApplicable, Option
from scoring.people import Person, Role, Unit
from scoring.results.totals import Totals, self_totals
from scoring.rounds.round import Round
from scoring.rules.base import Rule
from scoring.sheet.entry import Entry, Evidence, Stage
from scoring.sheet.score_sheet import ScoreSheet
from scoring.states import State
from scoring.written.letters import clean
from scoring.written.numbers import show

#: What Word takes as the title or author of a document.
LONGEST_PROPERTY = 255
#: What the letters of levels and conditions are to who has the chat: "b. Ban hành chậm", "đạt 2/3 điều kiện (a, b)".
LETTERS = re.compile(r"^[a-z]\. | \([a-z](?:, [a-z])*\)")
FIGURE = re.compile(r"[0-9.,]+")
FIELD_COLUMNS = (
    ("STT", 12),
    ("Lĩnh vực", 72),
    ("Điểm tối đa phần tự chấm", 24),
    ("Tự chấm", 22),
    ("Tỷ lệ", 22),
    ("Năm trước", 22),
)
LEAF_COLUMNS = (
    ("Mã", 14),
    ("Tiêu chí", 66),
    ("Điểm tối đa", 16),
    ("Số liệu", 28),
    ("Tự chấm", 16),
    ("Cách tính", 46),
    ("Tài liệu kiểm chứng", 66),
)
SHORT_COLUMNS = (("Mã", 16), ("Tiêu chí", 62), ("Thiếu", 40), ("Giải trình", 56))
SAMPLE = "Lập theo bộ tiêu chí mẫu, chỉ để minh hoạ."
DRAFT = "DỰ THẢO – phiếu chưa được lãnh đạo ký gửi."
NONE = "Không có."
MOST_CHANGED = 8


@dataclass(frozen=True, slots=True)
class SelfReport:
    """Everything that the report tells; ``before`` is the unit's sheet of the published round before."""

    sheet: ScoreSheet
    round: Round
    unit: Unit
    authority: Unit
    people: Sequence[Person]
    before: ScoreSheet | None

    @property
    def totals(self) -> Totals:
        return self_totals(self.sheet, survey_held=self.round.settings.survey_held)

    @property
    def draft(self) -> bool:
        return self.sheet.state in (State.DRAFT, State.INTERNAL_REVIEW)

    @property
    def leader(self) -> Person | None:
        return next((person for person in self.people if person.role is Role.LEADER), None)


def self_report_docx(report: SelfReport) -> bytes:
    paper = word.new_paper()
    paper.core_properties.title = f"Báo cáo tự đánh giá Chỉ số CCHC năm {report.round.year}"
    paper.core_properties.author = clean(report.unit.name)[:LONGEST_PROPERTY]
    _opening(paper, report)
    _by_field(paper, report)
    _changes(paper, report)
    _without_documents(paper, report)
    _claims(paper, report)
    word.heading(paper, "V. Khó khăn, vướng mắc và kiến nghị")
    word.said(paper, report.sheet.difficulties or NONE)
    _closing(paper, report)
    word.turned(paper, wide=True)
    _every_leaf(paper, report)
    return word.to_bytes(paper)


# -- who writes to whom ----------------------------------------------------------------------------------------------


def _opening(paper: Paper, report: SelfReport) -> None:
    unit, sheet = report.unit, report.sheet
    word.letterhead(
        paper,
        Letterhead(
            above=report.authority.name.upper() if report.authority.level == "district" else "",
            body=f"UỶ BAN NHÂN DÂN\n{unit.name.upper()}",
            place=unit.name.removeprefix(unit.kind.capitalize()).strip(),
            symbol="BC-UBND",
            at=None if report.draft else sheet.locked_at,
        ),
    )
    word.titled(paper, "BÁO CÁO", ("Tự đánh giá, chấm điểm Chỉ số cải cách hành chính", f"năm {report.round.year}"))
    for mark in _marks(report):
        word.written(paper, mark, size=12, italic=True, align=word.CENTRE)
    word.written(paper, f"Kính gửi: {_addressee(report.authority)}.", align=word.CENTRE)
    word.said(
        paper,
        f"Thực hiện đợt đánh giá Chỉ số cải cách hành chính năm {report.round.year} "
        f"theo {sheet.criteria.name}{_decision(sheet)}, "
        f"UBND {unit_in_sentence(unit.name)} báo cáo kết quả tự đánh giá, chấm điểm như sau:",
    )


def _addressee(authority: Unit) -> str:
    """ "UBND huyện Minh Hoạ": a district or a province is written to by the name of its People's Committee."""
    name = unit_in_sentence(authority.name)
    return f"UBND {name}" if authority.kind in ("huyện", "tỉnh", "thành phố", "thị xã", "quận") else authority.name


def _decision(sheet: ScoreSheet) -> str:
    return f" ({sheet.criteria.decision})" if sheet.criteria.decision and not sheet.criteria.sample else ""


def _marks(report: SelfReport) -> list[str]:
    return [*([DRAFT] if report.draft else []), *([SAMPLE] if report.sheet.criteria.sample else [])]


def _closing(paper: Paper, report: SelfReport) -> None:
    position = (report.leader.position if report.leader else "") or "Chủ tịch"
    word.closing(
        paper,
        ("Như trên;", "Lưu: VT."),
        ("TM. UỶ BAN NHÂN DÂN", position.split(" UBND")[0].upper()),
        report.leader.name if report.leader else "",
    )


# -- the figures -----------------------------------------------------------------------------------------------------


def _by_field(paper: Paper, report: SelfReport) -> None:
    totals, sheet = report.totals, report.sheet
    word.heading(paper, "I. Kết quả tự chấm điểm")
    pending = f" Còn {show(totals.pending)} điểm do điều tra xã hội học, chưa có kết quả." if totals.pending else ""
    word.said(
        paper,
        f"Tổng điểm tự chấm: {show(totals.points)}/{show(totals.max)} điểm ({_percent(totals.points, totals.max)}).{pending} "
        "Kết quả theo từng lĩnh vực; điểm chi tiết của từng tiêu chí ở phụ lục kèm theo.",
    )
    table = word.grid(paper, FIELD_COLUMNS)
    for field, own in zip(sheet.criteria.fields, totals.fields, strict=True):
        before = _last_year(report, [leaf.code for leaf in field.leaves])
        figures = (show(own.max), show(own.points), _percent(own.points, own.max), before)
        word.row(table, (field.code, field.name, *figures), centred=(0, 2, 3, 4, 5))
    whole = _last_year(report, [leaf.code for leaf in sheet.criteria.declared_leaves()])
    figures = (show(totals.max), show(totals.points), _percent(totals.points, totals.max), whole)
    word.row(table, ("", "Tổng cộng", *figures), bold=True, centred=(2, 3, 4, 5))


def _percent(points: Fraction, maximum: Fraction) -> str:
    return f"{show(points / maximum * 100)}%" if maximum else "–"


def _last_year(report: SelfReport, codes: Iterable[str]) -> str:
    known = [own for code in codes if (own := _own_before(report, code)) is not None]
    return show(sum(known, Fraction(0))) if known else "–"


def _own_before(report: SelfReport, code: str) -> Fraction | None:
    if report.before is None or code not in report.before.criteria.leaves:
        return None
    own = report.before.entry(code).score(Stage.SELF)
    return own.points if own else None


def _changes(paper: Paper, report: SelfReport) -> None:
    word.heading(paper, f"II. So sánh với kết quả tự chấm điểm năm {report.round.year - 1}")
    changed = sorted(_differences(report), key=lambda pair: -abs(pair[1]))[:MOST_CHANGED]
    lines = [
        f"- {entry.leaf.code} {entry.leaf.name}: {'tăng' if gap > 0 else 'giảm'} {show(abs(gap))} điểm."
        for entry, gap in changed
    ]
    if report.before is None:
        word.said(paper, "Chưa có đợt đánh giá của năm trước để so sánh.")
    else:
        word.said(paper, "\n".join(lines) or "Điểm của các tiêu chí không thay đổi.")


def _differences(report: SelfReport) -> list[tuple[Entry, Fraction]]:
    found = []
    for entry in report.sheet.declared_entries():
        own, before = entry.score(Stage.SELF), _own_before(report, entry.leaf.code)
        if own and own.points is not None and before is not None and own.points != before:
            found.append((entry, own.points - before))
    return found


# -- what stands in words --------------------------------------------------------------------------------------------


def _without_documents(paper: Paper, report: SelfReport) -> None:
    """The level of a self score without enough documents has to be explained (2021 plan, II.2.1)."""
    word.heading(paper, "III. Giải trình các tiêu chí chưa đủ tài liệu kiểm chứng")
    declared = report.sheet.declared_entries()
    short = [entry for entry in declared if entry.unshown_items and not entry.claims_nothing_to_show]
    if not short:
        word.said(paper, "Các tiêu chí tự chấm đều có đủ tài liệu kiểm chứng.")
        return
    table = word.grid(paper, SHORT_COLUMNS)
    for entry in short:
        lacking = "\n".join(f"- {item.name}" for item in entry.unshown_items)
        why = entry.explanation or "(chưa giải trình)"
        word.row(table, (entry.leaf.code, entry.leaf.name, lacking, why), centred=(0,))


def _claims(paper: Paper, report: SelfReport) -> None:
    word.heading(paper, "IV. Tiêu chí không phát sinh, không áp dụng")
    claims = [entry for entry in report.sheet.declared_entries() if entry.claims_nothing_to_show]
    lines = [
        f"- {entry.leaf.code} {entry.leaf.name}: {_claim(entry)}. {entry.explanation or 'Có tài liệu kèm theo.'}"
        for entry in claims
    ]
    word.said(paper, "\n".join(lines) or NONE)


def _claim(entry: Entry) -> str:
    return "không áp dụng" if isinstance(entry.declared, NotApplicable) else "không phát sinh"


# -- the annex: every leaf -------------------------------------------------------------------------------------------


def _every_leaf(paper: Paper, report: SelfReport) -> None:
    word.titled(paper, "PHỤ LỤC", (f"Bảng tự chấm điểm Chỉ số cải cách hành chính năm {report.round.year}",))
    word.written(paper, f"{report.unit.name} · {report.sheet.criteria.name}", size=12, italic=True, align=word.CENTRE)
    table = word.grid(paper, LEAF_COLUMNS, 10)
    for field in report.sheet.criteria.fields:
        word.row(table, (field.code, field.name, show(field.max), "", "", "", ""), size=10, bold=True, centred=(0, 2))
        for leaf in field.leaves:
            word.row(table, _leaf_row(report, report.sheet.entry(leaf.code)), size=10, centred=(0, 2, 4))


def _leaf_row(report: SelfReport, entry: Entry) -> tuple[str, ...]:
    own, leaf = entry.score(Stage.SELF), entry.leaf
    declared = _answer(entry.declared, leaf.rule) if entry.declared else ""
    if not leaf.source.declared_by_commune:
        declared = "không tự chấm"
    points = "" if own is None else "không áp dụng" if own.points is None else show(own.points)
    documents = documents_of(entry, Wanted(report.unit.name, report.round.year))
    return (leaf.code, leaf.name, show(leaf.max), declared, points, _written_out(in_words(entry.working)), documents)


def _answer(declared: Declared, rule: Rule) -> str:
    """The answer in the set's own words; a letter alone says nothing to who reads the paper without the chat."""
    labels = {option.letter: option.label for option in rule.need.options}
    match declared:
        case Met(met) if labels:
            return rule.need.options[0 if met else 1].label
        case Option(letter):
            return labels.get(letter, letter)
        case Conditions(letters) if labels:
            return "; ".join(labels.get(letter, letter) for letter in letters) or "không đạt điều kiện nào"
        case _:
            return show_answer(declared, rule)


def _written_out(working: str) -> str:
    """The working as a paper that is signed has it: in words, without the arrows and the letters of the chat."""
    *steps, last = LETTERS.sub("", working).split(" → ")
    earned = f"được {last} điểm" if steps and FIGURE.fullmatch(last) else last
    return "; ".join([*steps, earned])


def documents_of(entry: Entry, place: Wanted) -> str:
    """The documents of a leaf, each with its number, date and issuer where they are known.

    Of a file that something speaks against it is told that the commune means it all the same.
    """
    names = {item.key: item.name for item in entry.leaf.evidence}
    shown = dict.fromkeys(
        _document(names.get(file.item or "", ""), file, speaks_against(entry, file, place)) for file in entry.live_evidence
    )
    return "\n".join(shown)


def _document(item: str, file: Evidence, found: Against) -> str:
    number, date = f"số {file.number}" if file.number else "", f"ngày {day(file.date)}" if file.date else ""
    known = " ".join(part for part in (number, date, file.issuer) if part)
    title = file.name if item and file.address and file.name != file.address else ""
    said = "; ".join(part for part in (title, known, file.address, doubts.confirmed(found) if found else "") if part)
    return f"- {item or file.name}" + (f" ({said})" if said else "")
