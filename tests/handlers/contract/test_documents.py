"""Documents: evidence from the first moment, its content comes later or never."""

from dataclasses import replace

import pytest

from handlers.incoming.events import File
from handlers.ports import DocumentUnknown
from knowledge.documents.addresses import LINK
from scoring.declared import Met
from scoring.people import Person
from scoring.sheet.entry import Evidence, FileStatus, Paper
from tests.db.world import ROUND, TELEGRAM, ZALO, file
from tests.handlers.contract.places import CONTENT, Place
from tests.handlers.contract.test_sheets import submits


def receives(place: Place, sent: File, person: Person | None = None) -> Evidence:
    with place.write() as work:
        return work.documents.receive(sent, person or place.hoa, TELEGRAM, place.now)


def files(place: Place, code: str, sent: File, who: Person | None = None) -> Evidence:
    person = who or place.hoa
    with place.write() as work:
        sheet = work.sheets.open(ROUND, person.unit)
        received = work.documents.receive(sent, person, TELEGRAM, place.clock.pass_(seconds=1))
        sheet.attach(code, received)
        work.sheets.save(sheet)
    return received


def shown(place: Place, code: str = "1.1") -> tuple[Evidence, ...]:
    with place.read() as work:
        return work.sheets.read(ROUND, "XA01").entry(code).evidence


def test_a_file_is_evidence_before_its_content_is_there(place: Place) -> None:
    received = receives(place, file())
    assert (received.status, received.sha256, received.item) == (FileStatus.PENDING, None, None)
    assert (received.name, received.mime, received.size) == ("ke-hoach.pdf", "application/pdf", 1200)
    assert received.by == replace(place.by(place.hoa), channel=TELEGRAM.channel)


def test_a_file_with_its_content_is_there(place: Place) -> None:
    sent = replace(
        file(sha256=CONTENT), item="a", read={"number": "12/KH-UBND", "date": "2025-01-09"}, citizens=True, preview="nhỏ"
    )
    received = receives(place, sent)
    assert (received.status, received.sha256, received.item) == (FileStatus.STORED, CONTENT, "a")
    assert (received.read, received.citizens, received.preview) == (Paper("12/KH-UBND", "2025-01-09"), True, "nhỏ")


def test_the_same_file_is_the_same_document_of_its_commune(place: Place) -> None:
    first, second, other = receives(place, file()), receives(place, file()), receives(place, file(), place.nam)
    assert (first.document == second.document, first.id == second.id) == (True, False)
    assert first.document != other.document


def test_an_address_is_a_document_without_content(place: Place) -> None:
    address = "https://dichvucong.example.gov.vn/1"
    received = receives(place, File(address, address, address, LINK))
    assert (received.status, received.address, received.name) == (FileStatus.STORED, address, address)


def test_a_document_is_filed_once_more_by_its_own_commune_alone(place: Place) -> None:
    received = receives(place, file())
    with place.write() as work:
        again = work.documents.again(received.document, "b", place.hoa, ZALO, place.now)
    assert (again.document, again.item, again.by.channel) == (received.document, "b", "zalo_oa")
    for document, person in ((received.document, place.nam), ("t0", place.hoa)):
        with pytest.raises(DocumentUnknown), place.write() as work:
            work.documents.again(document, "a", person, TELEGRAM, place.now)


def test_evidence_is_read_as_it_was_filed_in_the_order_in_which_it_came(place: Place) -> None:
    filed = [files(place, "1.1", file(name)) for name in ("f3", "f1", "f2")]
    assert shown(place) == tuple(filed)


def test_what_has_become_of_a_document_shows_wherever_it_is_filed(place: Place) -> None:
    filed = [files(place, code, file()) for code in ("1.1", "1.2")]
    place.fetched(filed[0].document)
    assert [one.status for code in ("1.1", "1.2") for one in shown(place, code)] == [FileStatus.STORED] * 2
    assert shown(place)[0].sha256 == CONTENT


def test_a_lost_file_counts_no_more_until_it_is_sent_again(place: Place) -> None:
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.declare("1.1", Met(True), place.by(place.hoa))
        received = work.documents.receive(file(), place.hoa, TELEGRAM, place.now)
        for item in ("a", "b"):
            sheet.attach("1.1", work.documents.again(received.document, item, place.hoa, TELEGRAM, place.now))
        work.sheets.save(sheet)
    complete = []
    for happens in (lambda: None, lambda: place.lost(received.document), lambda: receives(place, file())):
        happens()
        with place.read() as work:
            complete.append(work.sheets.read(ROUND, "XA01").entry("1.1").complete)
    assert complete == [True, False, True]


def test_a_lost_file_sent_again_under_the_same_item_takes_its_own_place(place: Place) -> None:
    lost = files(place, "1.2", file())
    place.lost(lost.document)
    files(place, "1.2", file())
    assert [one.status for one in shown(place, "1.2")] == [FileStatus.PENDING]


def test_what_was_written_on_a_file_is_kept(place: Place) -> None:
    filed = files(place, "1.1", file())
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.sort_evidence("1.1", filed.id, "a", place.by(place.hoa))
        sheet.describe_evidence("1.1", filed.id, Paper("12/KH-UBND", "2025-01-09", "UBND xã", "1-3"), place.by(place.hoa))
        work.sheets.save(sheet)
    [read] = shown(place)
    assert (read.item, read.paper) == ("a", Paper("12/KH-UBND", "2025-01-09", "UBND xã", "1-3"))


def test_a_file_taken_off_stays_in_the_record(place: Place) -> None:
    filed = [files(place, "1.1", file(name)) for name in ("f1", "f2")]
    with place.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.remove_evidence("1.1", filed[0].id, place.by(place.hoa))
        work.sheets.save(sheet)
    with place.read() as work:
        entry = work.sheets.read(ROUND, "XA01").entry("1.1")
    assert [one.id for one in entry.evidence] == [filed[1].id]
    [gone] = entry.former
    assert (gone.file, gone.ended, gone.replaced_by) == (filed[0], place.by(place.hoa), None)


def test_the_same_content_elsewhere_is_noticed_but_no_draft_of_others(place: Place) -> None:
    for code, fingerprint in (("1.2", "f1"), ("1.1", "f1"), ("1.3", "f2")):
        files(place, code, file(fingerprint, sha256=CONTENT))
    files(place, "1.1", file("f9", sha256=CONTENT), place.nam)

    def found(sha256: str, round_: str = "2025") -> list[tuple[str, str]]:
        with place.read() as work:
            sheet = replace(work.sheets.read(ROUND, "XA01"), round=round_)
            return list(work.documents.also_used(sha256, sheet, "1.1"))

    assert found(CONTENT) == [("XA01", "1.2"), ("XA01", "1.3")]
    submits(place, place.nam)
    assert found(CONTENT) == [("XA01", "1.2"), ("XA01", "1.3"), ("XA02", "1.1")]
    assert (found("cd" * 32), found(CONTENT, "2026")) == ([], [])


def test_an_upload_link_leads_to_a_person_and_a_leaf(place: Place) -> None:
    with place.write() as work:
        assert work.documents.upload_link(place.hoa, "1.1", TELEGRAM, "2025") == f"/u/{place.hoa.id}-1.1"
