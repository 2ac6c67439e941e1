"""Sets and lists on their way from a file into use."""

from dataclasses import replace

from bot.db.rounds.set_drafts import DraftOutcome
from handlers.ports import DraftKind, DraftState, ListedSet
from knowledge.reading import dump_set
from scoring.people import Unit
from tests.db.world import CRITERIA, ROUND, VIETNAM
from tests.handlers.contract.places import Place, named

RENAMED = replace(CRITERIA, name="Bộ sửa")
UNITS = (("Mã đơn vị", "Tên đơn vị"), ("XA01", "Xã An Hoà Mới"), ("XA03", "Xã Cẩm Sơn"))
PEOPLE = (("Họ và tên", "Đơn vị", "Vai trò"), ("Phạm Thị Mai", "XA01", "Công chức"))


def read_set(place: Place) -> DraftOutcome:
    return DraftOutcome("bản đọc", dump_set(RENAMED), leaves=9, total="22", uncertain=("1.3: không rõ",))


def test_what_was_read_is_found_by_its_draft(place: Place) -> None:
    draft = place.reads(read_set(place))
    assert (draft.state, draft.kind, draft.active) == (DraftState.READ, DraftKind.SET, "")
    assert (draft.leaves, draft.total, draft.uncertain, draft.faults) == (9, "22", ("1.3: không rõ",), ())
    with place.read() as work:
        assert work.set_drafts.get(draft.id) == draft
        assert work.set_drafts.get("d0") is None


def test_a_corrected_set_is_a_version_of_its_own_and_is_put_to_use_once(place: Place) -> None:
    draft = place.reads(read_set(place))
    with place.write() as work:
        first = work.set_drafts.activate(draft, place.by(place.minh))
        second = work.set_drafts.activate(draft, place.by(place.minh))
        again = work.set_drafts.get(draft.id)
    assert first == second == ("nho", "2")
    assert again is not None
    assert again.active == "nho@2"
    assert place.log() == [("activate_set", "nho@2", draft.file)]
    with place.read() as work:
        assert work.rounds.criteria(replace(ROUND, set_version="2")) == replace(RENAMED, version="2")
        assert work.rounds.criteria(ROUND) == CRITERIA


def test_a_set_that_stands_there_already_is_found_again(place: Place) -> None:
    drafts = [place.reads(read_set(place)), place.reads(read_set(place)), place.reads(DraftOutcome("", dump_set(CRITERIA)))]
    with place.write() as work:
        found = [work.set_drafts.activate(draft, place.by(place.minh)) for draft in drafts]
    assert found == [("nho", "2"), ("nho", "2"), ("nho", "1")]


def test_sets_are_listed_with_the_rounds_that_use_them(place: Place) -> None:
    place.clock.pass_(days=1)
    place.imports(replace(CRITERIA, version="2", name="Bộ hai"))
    with place.write() as work:
        work.timetable.create(named("2024", 2024), place.by(place.minh))
    with place.read() as work:
        assert work.set_drafts.known() == [
            ListedSet("nho", "1", CRITERIA.name, ("2024", "2025")),
            ListedSet("nho", "2", "Bộ hai", ()),
        ]


def test_a_list_is_taken_over_as_it_was_shown(place: Place) -> None:
    draft = place.reads_list(DraftKind.UNITS, *UNITS)
    assert (draft.kind, draft.leaves, draft.faults, len(draft.uncertain)) == (DraftKind.UNITS, 2, (), 2)
    with place.write() as work:
        written = work.lists.write(draft, place.by(place.minh), VIETNAM)
    assert written.active == "written"
    with place.read() as work:
        assert [(one.code, one.name) for one in work.people.units()] == [
            ("HUYEN", "Thanh Bình"),
            ("XA01", "Xã An Hoà Mới"),
            ("XA02", "Bình Minh"),
            ("XA03", "Xã Cẩm Sơn"),
        ]
        kept = work.set_drafts.get(draft.id)
    assert kept is not None
    assert (kept.active, kept.uncertain) == ("written", ()), "the names stand in the list no more"
    assert place.log() == [("import_units", "", written.total)]


def test_people_of_a_list_are_in_office(place: Place) -> None:
    draft = place.reads_list(DraftKind.PEOPLE, *PEOPLE)
    with place.write() as work:
        assert work.lists.write(draft, place.by(place.minh), VIETNAM).active == "written"
    with place.read() as work:
        assert [one.name for one in work.people.of_unit("XA01")] == ["Nguyễn Thị Hoà", "Phạm Thị Mai"]


def test_a_list_that_would_do_something_else_by_now_is_only_read_anew(place: Place) -> None:
    draft = place.reads_list(DraftKind.UNITS, *UNITS)
    with place.write() as work:
        work.staff.add_unit(Unit("XA03", "Xã Cẩm Sơn"))
        fresh = work.lists.write(draft, place.by(place.minh), VIETNAM)
        assert (fresh.active, fresh.leaves) == ("", 1)
        unit = work.people.unit("XA01")
    assert unit is not None
    assert unit.name == "An Hòa"
    with place.write() as work:
        assert work.lists.write(fresh, place.by(place.minh), VIETNAM).active == "written"


def test_a_list_that_was_dropped_is_written_no_more(place: Place) -> None:
    draft = place.reads_list(DraftKind.UNITS, *UNITS)
    with place.write() as work:
        work.lists.drop(draft)
        dropped = work.set_drafts.get(draft.id)
        assert dropped is not None
        assert work.lists.write(dropped, place.by(place.minh), VIETNAM).active == "dropped"
        assert len(work.people.units()) == 3
