"""A leaf is complete when scored and each required document is present, covered by another file, or explained."""

import pytest

from scoring.declared import Declared, Met, NotApplicable, NotArisen
from scoring.entry import Entry, FileStatus
from scoring.sheet import ScoreSheet
from scoring.sheet_errors import NotSuppliedByCommune, SheetLocked
from tests.scoring.world import LATE, figures, file, new_sheet, signed

MET = Met(True)


def _missing(entry: Entry) -> list[str]:
    return [item.key for item in entry.missing_items]


def _scored(code: str = "1.1", declared: Declared = MET) -> ScoreSheet:
    sheet = new_sheet()
    sheet.declare(code, declared, signed())
    return sheet


def test_a_scored_leaf_without_documents_names_what_it_lacks() -> None:
    entry = _scored().entry("1.1")
    assert (_missing(entry), entry.complete) == (["a", "b"], False)


def test_documents_without_a_score_are_not_complete() -> None:
    sheet = new_sheet()
    sheet.attach("1.1", file("a", "d1"))
    entry = sheet.attach("1.1", file("b", "d2"))
    assert (_missing(entry), entry.complete) == ([], False)


def test_every_required_document_present_completes_the_leaf() -> None:
    sheet = _scored()
    assert _missing(sheet.attach("1.1", file("a", "d1"))) == ["b"]
    assert sheet.attach("1.1", file("b", "d2")).complete


def test_one_file_may_cover_two_documents() -> None:
    sheet = _scored()
    sheet.attach("1.1", file("a", "d1"))
    assert sheet.attach("1.1", file("b", "d1")).complete


def test_a_document_required_only_if_it_applies_is_not_missed() -> None:
    assert "c" not in _missing(_scored().entry("1.1"))


def test_a_file_of_no_known_kind_covers_nothing_until_sorted() -> None:
    sheet = _scored()
    entry = sheet.attach("1.1", file(None, "d1", id_="f1"))
    assert (_missing(entry), [one.id for one in entry.unsorted]) == (["a", "b"], ["f1"])
    sorted_ = sheet.sort_evidence("1.1", "f1", "b", signed())
    assert (_missing(sorted_), sorted_.unsorted) == (["a"], ())


def test_sorting_one_file_leaves_the_others_where_they_are() -> None:
    sheet = _scored()
    sheet.attach("1.1", file(None, "d1", id_="f1"))
    sheet.attach("1.1", file(None, "d2", id_="f2"))
    entry = sheet.sort_evidence("1.1", "f1", "a", signed())
    assert [(one.id, one.item) for one in entry.evidence] == [("f1", "a"), ("f2", None)]
    assert sheet.changes[-1].after == [["d1", "a"], ["d2", None]]


@pytest.mark.parametrize(
    ("status", "present"), [(FileStatus.STORED, True), (FileStatus.PENDING, True), (FileStatus.FAILED, False)]
)
def test_a_file_counts_from_the_first_moment_until_it_fails(status: FileStatus, present: bool) -> None:
    entry = _scored().attach("1.1", file("a", status=status))
    assert ("a" not in _missing(entry)) is present


def test_a_failed_file_may_be_sent_again() -> None:
    sheet = _scored()
    sheet.attach("1.1", file("a", "d1", status=FileStatus.FAILED, id_="f1"))
    entry = sheet.attach("1.1", file("a", "d1", id_="f2"))
    assert [one.id for one in entry.live_evidence] == ["f2"]


def test_the_same_document_for_the_same_item_is_filed_once() -> None:
    sheet = _scored()
    first = sheet.attach("1.1", file("a", "d1", id_="f1"))
    again = sheet.attach("1.1", file("a", "d1", id_="f2"))
    assert again == first
    assert [change.what for change in sheet.changes] == ["declare", "attach"]


def test_a_removed_file_no_longer_covers_its_document() -> None:
    sheet = _scored()
    sheet.attach("1.1", file("a", "d1", id_="f1"))
    entry = sheet.remove_evidence("1.1", "f1", signed())
    assert (_missing(entry), entry.evidence) == (["a", "b"], ())
    assert sheet.changes[-1].before == [["d1", "a"]]


def test_an_explanation_stands_in_for_what_is_missing_and_for_nothing_else() -> None:
    sheet = _scored()
    sheet.attach("1.1", file("a", "d1", id_="f1"))
    entry = sheet.explain("1.1", " báo cáo chờ ký ", signed())
    assert figures(entry.complete, entry.explanation, entry.explained) == (True, "báo cáo chờ ký", {"b"})
    assert _missing(sheet.remove_evidence("1.1", "f1", signed())) == ["a"]


def test_a_second_explanation_adds_to_the_first() -> None:
    sheet = _scored()
    sheet.explain("1.1", "chờ ký", signed())
    assert sheet.explain("1.1", "đã gửi huyện", signed()).explanation == "chờ ký\nđã gửi huyện"


@pytest.mark.parametrize("claim", [NotArisen(), NotApplicable()])
def test_a_claim_needs_a_document_or_an_explanation_even_where_none_is_required_by_name(claim: Declared) -> None:
    entry = _scored("1.3", claim).entry("1.3")
    assert (entry.complete, [item.name for item in entry.missing_items]) == (
        False,
        ["tài liệu hoặc giải trình cho việc không phát sinh, không áp dụng"],
    )


def test_any_document_shows_a_claim() -> None:
    assert _scored("2.1.2", NotApplicable()).attach("2.1.2", file(None)).complete


def test_an_explanation_shows_a_claim() -> None:
    assert _scored("1.3", NotArisen()).explain("1.3", "năm nay không có vụ việc", signed()).complete


def test_a_claim_shown_by_nothing_but_a_failed_file_is_not_shown() -> None:
    entry = _scored("2.1.2", NotApplicable()).attach("2.1.2", file(None, status=FileStatus.FAILED))
    assert (_missing(entry), entry.complete) == (["b"], False)


def test_a_leaf_that_others_supply_is_no_business_of_the_communes() -> None:
    sheet = new_sheet()
    assert sheet.entry("3.1").complete
    with pytest.raises(NotSuppliedByCommune):
        sheet.attach("3.1", file(None))


def test_no_document_comes_in_after_the_deadline() -> None:
    with pytest.raises(SheetLocked):
        _scored().attach("1.1", file("a", at=LATE))
