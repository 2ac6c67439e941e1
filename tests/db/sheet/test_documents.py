"""Files are evidence from the first moment; their content comes later, or never."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.db.sheet.fetches import LEASE
from bot.db.sheet.repository import Shown
from bot.db.tables import entries, sheets
from handlers.ports import DocumentUnknown
from scoring.declared import Met
from scoring.people import Person
from scoring.sheet.entry import Evidence, FileStatus
from scoring.states import State
from tests.db.world import ROUND, TELEGRAM, ZALO, World, file

CONTENT = "ab" * 32


def _file_both(world: World) -> Evidence:
    """1.1 is scored, and both its documents are one file whose content is still to come."""
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, "XA01")
        sheet.declare("1.1", Met(True), world.by())
        received = work.documents.receive(file(), world.hoa, TELEGRAM, world.now)
        for item in ("a", "b"):
            sheet.attach("1.1", work.documents.again(received.document, item, world.hoa, TELEGRAM, world.now))
        work.sheets.save(sheet)
    return received


def _marked_complete(world: World) -> bool:
    with world.engine.connect() as connection:
        return bool(connection.execute(sa.select(entries.c.complete).where(entries.c.leaf == "1.1")).scalar())


def _use(world: World, person: Person, leaf: str, fingerprint: str) -> None:
    with world.store.write() as work:
        sheet = work.sheets.open(ROUND, person.unit)
        received = work.documents.receive(file(fingerprint, sha256=CONTENT), person, TELEGRAM, world.now)
        sheet.attach(leaf, received)
        work.sheets.save(sheet)


def test_the_same_file_sent_again_is_the_same_document(world: World) -> None:
    with world.store.write() as work:
        first = work.documents.receive(file(), world.hoa, TELEGRAM, world.now)
        second = work.documents.receive(file(), world.hoa, ZALO, world.now)
    assert first.document == second.document
    assert first.id != second.id
    assert (first.status, first.item) == (FileStatus.PENDING, None)


def test_the_same_file_of_another_commune_is_another_document(world: World) -> None:
    with world.store.write() as work:
        documents = [work.documents.receive(file(), who, TELEGRAM, world.now).document for who in (world.hoa, world.nam)]
    assert len(set(documents)) == 2


def test_a_file_that_came_with_its_content_needs_no_fetching(world: World) -> None:
    with world.store.write() as work:
        received = work.documents.receive(file(sha256=CONTENT), world.hoa, TELEGRAM, world.now)
        assert (received.status, received.sha256) == (FileStatus.STORED, CONTENT)
        assert work.fetches.due(world.now, 10) == []


def test_a_file_is_fetched_by_one_worker_until_its_lease_runs_out(world: World) -> None:
    _file_both(world)
    with world.store.write() as work:
        (fetch,) = work.fetches.due(world.now, 10)
        assert (fetch.ref, fetch.chat, fetch.tries) == ("ref-f1", TELEGRAM, 1)
        assert work.fetches.due(world.now, 10) == []
        (again,) = work.fetches.due(world.now + LEASE, 10)
        assert again.tries == 2


def test_fetched_content_shows_on_the_leaf(world: World) -> None:
    received = _file_both(world)
    with world.store.write() as work:
        shown = work.fetches.stored(received.document, sha256=CONTENT, mime="image/png", size=9, name="anh.png")
    first = world.sheet().entry("1.1").evidence[0]
    assert (first.status, first.sha256, first.mime, first.size, first.name) == (
        FileStatus.STORED, CONTENT, "image/png", 9, "anh.png",
    )  # fmt: skip
    assert set(shown) == {Shown("2025", "XA01", "1.1", world.hoa.id)}


def test_a_file_that_cannot_be_had_makes_the_leaf_incomplete_again(world: World) -> None:
    received = _file_both(world)
    assert _marked_complete(world)
    with world.store.write() as work:
        assert work.fetches.failed(received.document, "hết hạn") != []
    assert not _marked_complete(world)
    assert [one.status for one in world.sheet().entry("1.1").evidence] == [FileStatus.FAILED] * 2


def test_sending_a_lost_file_again_makes_the_leaf_complete_again(world: World) -> None:
    received = _file_both(world)
    with world.store.write() as work:
        work.fetches.failed(received.document, "hết hạn")
    with world.store.write() as work:
        work.documents.receive(file(), world.hoa, TELEGRAM, world.now)
    assert _marked_complete(world)
    with world.store.write() as work:
        assert len(work.fetches.due(world.now, 10)) == 1


def test_a_lost_file_sent_again_to_a_sheet_already_open_takes_its_own_place(world: World) -> None:
    received = _file_both(world)
    with world.store.write() as work:
        work.fetches.failed(received.document, "hết hạn")
        sheet = work.sheets.open(ROUND, "XA01")
        again = work.documents.receive(file(), world.hoa, TELEGRAM, world.now)
        sheet.attach("1.1", work.documents.again(again.document, "a", world.hoa, TELEGRAM, world.now))
        work.sheets.save(sheet)
    evidence = world.sheet().entry("1.1").evidence
    assert sorted((one.item or "", one.status) for one in evidence) == [("a", "pending"), ("b", "pending")]


def test_a_fetch_put_off_waits_for_its_time(world: World) -> None:
    received = _file_both(world)
    later = world.now + timedelta(minutes=10)
    with world.store.write() as work:
        work.fetches.due(world.now, 10)
        work.fetches.retry_later(received.document, later, "không kết nối được")
        assert work.fetches.due(later - timedelta(seconds=1), 10) == []
        assert [fetch.tries for fetch in work.fetches.due(later, 10)] == [2]


def test_nobody_files_a_document_of_another_commune(world: World) -> None:
    received = _file_both(world)
    with pytest.raises(DocumentUnknown), world.store.write() as work:
        work.documents.again(received.document, "a", world.nam, TELEGRAM, world.now)


def _submit(world: World, unit: str) -> None:
    with world.engine.begin() as connection:
        connection.execute(sa.update(sheets).where(sheets.c.unit == unit).values(state=State.SUBMITTED.value))


def test_the_same_content_elsewhere_is_noticed(world: World) -> None:
    _use(world, world.hoa, "1.1", "f1")
    _use(world, world.hoa, "1.2", "f1")
    _use(world, world.nam, "1.1", "f9")
    with world.store.read() as work:
        own = work.sheets.read(ROUND, "XA01")
        assert work.documents.also_used(CONTENT, own, "1.1") == [("XA01", "1.2")], "a draft of others is not told of"
    _submit(world, "XA02")
    with world.store.read() as work:
        assert work.documents.also_used(CONTENT, own, "1.1") == [("XA01", "1.2"), ("XA02", "1.1")]
        assert work.documents.also_used("cd" * 32, own, "1.1") == []
        assert work.documents.also_used(CONTENT, replace(own, round="2026"), "1.1") == [], "another round is not told of"


def test_an_upload_link_names_person_and_leaf(world: World) -> None:
    with world.store.write() as work:
        assert work.documents.upload_link(world.hoa, "1.1", TELEGRAM, ROUND.code) == f"/u/{world.hoa.id}-1.1"
