"""A leaf is complete when scored and each required document is present, covered by another file, or explained."""

from dataclasses import astuple, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.declared import Declared, Met, NotApplicable, NotArisen
from scoring.sheet.entry import Entry, FileStatus, Paper
from scoring.sheet.refusals import NotFiledHere, NotSuppliedByCommune, SheetLocked
from scoring.sheet.score_sheet import ScoreSheet
from tests.scoring.world import LATE, by, figures, file, new_sheet

MET = Met(True)


def _missing(entry: Entry) -> list[str]:
    return [item.key for item in entry.missing_items]


def _scored(code: str = "1.1", declared: Declared = MET) -> ScoreSheet:
    sheet = new_sheet()
    sheet.declare(code, declared, by())
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
    sorted_ = sheet.sort_evidence("1.1", "f1", "b", by())
    assert (_missing(sorted_), sorted_.unsorted) == (["a"], ())


def test_sorting_one_file_leaves_the_others_where_they_are() -> None:
    sheet = _scored()
    sheet.attach("1.1", file(None, "d1", id_="f1"))
    sheet.attach("1.1", file(None, "d2", id_="f2"))
    entry = sheet.sort_evidence("1.1", "f1", "a", by())
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
    entry = sheet.remove_evidence("1.1", "f1", by())
    assert (_missing(entry), entry.evidence) == (["a", "b"], ())
    assert sheet.changes[-1].before == [["d1", "a"]]


def test_what_was_taken_off_or_replaced_stays_in_the_record() -> None:
    sheet = _scored()
    sheet.attach("1.1", file("a", "d1", id_="f1"))
    sheet.replace_evidence("1.1", "f1", file(None, "d2", id_="f2"))
    entry = sheet.remove_evidence("1.1", "f2", by())
    assert entry.evidence == ()
    assert [(one.file.id, one.replaced_by) for one in entry.former] == [("f1", "f2"), ("f2", None)]


def test_a_replacement_is_the_document_that_it_replaces() -> None:
    sheet = _scored()
    sheet.attach("1.1", file("a", "d1", id_="f1"))
    entry = sheet.replace_evidence("1.1", "f1", file("b", "d2", id_="f2"))
    assert [(one.id, one.item) for one in entry.evidence] == [("f2", "a")]
    assert _missing(entry) == ["b"]


def test_a_document_in_its_own_place_or_one_that_stands_there_already_is_not_filed_twice() -> None:
    sheet = _scored()
    sheet.attach("1.1", file("a", "d1", id_="f1"))
    assert sheet.replace_evidence("1.1", "f1", file("a", "d1", id_="f2")).former == ()
    sheet.attach("1.1", file("a", "d2", id_="f3"))
    entry = sheet.replace_evidence("1.1", "f1", file("a", "d2", id_="f4"))
    assert [one.id for one in entry.evidence] == ["f3"]


def test_what_is_not_there_is_neither_replaced_nor_described() -> None:
    sheet = _scored()
    for change in (
        lambda: sheet.replace_evidence("1.1", "f9", file("a", "d2")),
        lambda: sheet.remove_evidence("1.1", "f9", by()),
        lambda: sheet.describe_evidence("1.1", "f9", Paper("1/KH"), by()),
        lambda: sheet.check_evidence("1.1", "f9", by()),
    ):
        with pytest.raises(NotFiledHere):
            change()
    assert [one.what for one in sheet.changes] == ["declare"]


def test_a_locked_sheet_keeps_its_files_as_they_are() -> None:
    sheet = _scored()
    sheet.attach("1.1", file("a", "d1", id_="f1"))
    with pytest.raises(SheetLocked):
        sheet.describe_evidence("1.1", "f1", Paper("1/KH"), by(at=LATE))
    assert sheet.entry("1.1").evidence[0].paper == Paper()


def test_what_is_said_later_completes_what_was_said_before() -> None:
    sheet = _scored()
    sheet.attach("1.1", file("a", "d1", id_="f1"))
    sheet.describe_evidence("1.1", "f1", Paper("12/KH-UBND", "2025-01-05"), by())
    entry = sheet.describe_evidence("1.1", "f1", Paper(issuer="UBND xã", pages="trang 3"), by())
    assert entry.evidence[0].paper == Paper("12/KH-UBND", "2025-01-05", "UBND xã", "trang 3")


def test_one_document_under_two_items_has_one_number_and_two_pages() -> None:
    sheet = _scored()
    sheet.attach("1.1", file("a", "d1", id_="f1"))
    sheet.attach("1.1", file("b", "d1", id_="f2"))
    entry = sheet.describe_evidence("1.1", "f2", Paper("12/KH-UBND", pages="trang 3"), by())
    assert [one.paper for one in entry.evidence] == [Paper("12/KH-UBND"), Paper("12/KH-UBND", pages="trang 3")]


def test_the_later_of_two_files_with_one_content_gives_way() -> None:
    sheet = _scored()
    sheet.attach("1.1", replace(file("a", "d1", id_="f1"), sha256="same"))
    sheet.attach("1.1", replace(file("a", "d2", id_="f2"), sha256="same"))
    first = sheet.drop_copy("1.1", "d2", by())
    assert first is not None
    assert (first.id, [one.id for one in sheet.entry("1.1").evidence]) == ("f1", ["f1"])
    assert sheet.drop_copy("1.1", "d1", by()) is None


papers = st.builds(Paper, *(st.sampled_from(["", "x", "y"]),) * 4)


@given(papers, papers)
def test_nothing_said_is_lost_by_saying_more(older: Paper, newer: Paper) -> None:
    said = newer.over(older)
    assert said.over(older) == said
    assert newer.over(said) == said
    assert all(part for part, was in zip(astuple(said), astuple(older), strict=True) if was)


@settings(max_examples=60, deadline=None, database=None)
@given(
    st.lists(st.tuples(st.sampled_from(["attach", "replace", "remove"]), st.integers(0, 3), st.sampled_from("ab")), max_size=12)
)
def test_no_file_is_ever_lost_whatever_is_done(steps: list[tuple[str, int, str]]) -> None:
    sheet, seen = _scored(), set()
    for number, (what, document, item) in enumerate(steps):
        entry, new = sheet.entry("1.1"), file(item, f"d{document}", id_=f"f{number}")
        if what == "attach" or not entry.evidence:
            sheet.attach("1.1", new)
        elif what == "replace":
            sheet.replace_evidence("1.1", entry.evidence[0].id, new)
        else:
            sheet.remove_evidence("1.1", entry.evidence[0].id, by())
        seen |= {one.id for one in sheet.entry("1.1").evidence}
    entry = sheet.entry("1.1")
    standing = {one.id for one in entry.evidence}
    assert standing | {one.file.id for one in entry.former} == seen
    assert len({(one.document, one.item) for one in entry.evidence}) == len(entry.evidence)


def test_an_explanation_stands_in_for_what_is_missing_and_for_nothing_else() -> None:
    sheet = _scored()
    sheet.attach("1.1", file("a", "d1", id_="f1"))
    entry = sheet.explain("1.1", " báo cáo chờ ký ", by())
    assert figures(entry.complete, entry.explanation, entry.explained) == (True, "báo cáo chờ ký", {"b"})
    assert _missing(sheet.remove_evidence("1.1", "f1", by())) == ["a"]


def test_a_second_explanation_adds_to_the_first() -> None:
    sheet = _scored()
    sheet.explain("1.1", "chờ ký", by())
    assert sheet.explain("1.1", "đã gửi huyện", by()).explanation == "chờ ký\nđã gửi huyện"


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
    assert _scored("1.3", NotArisen()).explain("1.3", "năm nay không có vụ việc", by()).complete


def test_a_claim_shown_by_nothing_but_a_failed_file_is_not_shown() -> None:
    entry = _scored("2.1.2", NotApplicable()).attach("2.1.2", file(None, status=FileStatus.FAILED))
    assert (_missing(entry), entry.complete) == (["proof"], False)


def test_a_leaf_that_others_supply_is_no_business_of_the_communes() -> None:
    sheet = new_sheet()
    assert sheet.entry("3.1").complete
    with pytest.raises(NotSuppliedByCommune):
        sheet.attach("3.1", file(None))


def test_no_document_comes_in_after_the_deadline() -> None:
    with pytest.raises(SheetLocked):
        _scored().attach("1.1", file("a", at=LATE))
