"""Uploads on their way in: whatever order, repeats and cuts, the file is whole or goes on where it stopped."""

import errno
import json
import os
from collections import namedtuple
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.files.partials import Announced, NoRoom, PartialGone, Partials, TooMuch, WrongOffset

NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
FILE = Announced("p1", "1.2", "bao-cao.pdf", 10)
#: (offset, length) of what a sender tries.
PIECES = st.tuples(st.integers(0, 200), st.integers(1, 80))
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def partials(tmp_path: Path) -> Partials:
    return Partials(tmp_path / "uploads")


@settings(max_examples=60, deadline=None)
@given(
    content=st.binary(min_size=1, max_size=200),
    pieces=st.lists(st.tuples(st.integers(0, 200), st.integers(1, 80)), max_size=40),
)
def test_pieces_in_any_order_never_spoil_the_file(content: bytes, pieces: list[tuple[int, int]]) -> None:
    with TemporaryDirectory() as folder:
        file = Announced("p1", "1.2", "a.pdf", len(content))
        upload = Partials(Path(folder)).begin(file, NOW).id
        for offset, length in pieces:
            stands = Partials(Path(folder)).get(upload, "p1", "1.2", NOW).offset
            piece = content[offset : offset + length]
            if offset == stands:
                assert Partials(Path(folder)).add(upload, offset, piece).offset == stands + len(piece)
            else:
                with pytest.raises(WrongOffset) as refused:
                    Partials(Path(folder)).add(upload, offset, piece)
                assert refused.value.right == stands
        stands = Partials(Path(folder)).get(upload, "p1", "1.2", NOW).offset
        last = Partials(Path(folder)).add(upload, stands, content[stands:])
        with Partials(Path(folder)).open(upload) as whole:
            assert last.whole
            assert whole.read() == content


def test_what_a_crash_left_beyond_the_offset_is_written_over(partials: Partials, tmp_path: Path) -> None:
    upload = partials.begin(FILE, NOW).id
    partials.add(upload, 0, b"01234")
    with (tmp_path / "uploads" / f"{upload}.part").open("ab") as part:
        part.write(b"\0\0\0")
    assert partials.begin(FILE, NOW).offset == 5
    partials.add(upload, 5, b"56789")
    with partials.open(upload) as whole:
        assert whole.read() == b"0123456789"


def test_more_than_was_announced_is_refused(partials: Partials) -> None:
    upload = partials.begin(FILE, NOW).id
    with pytest.raises(TooMuch):
        partials.add(upload, 0, b"0123456789+")
    assert partials.get(upload, "p1", "1.2", NOW).offset == 0


@pytest.mark.parametrize(("person", "leaf"), [("p2", "1.2"), ("p1", "1.3")])
def test_nobody_else_and_no_other_leaf_reaches_an_upload(partials: Partials, person: str, leaf: str) -> None:
    upload = partials.begin(FILE, NOW).id
    with pytest.raises(PartialGone):
        partials.get(upload, person, leaf, NOW)
    assert partials.of(person, leaf, NOW) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "0" * 31, "g" * 32])
def test_a_name_that_is_no_upload_leads_nowhere(partials: Partials, name: str) -> None:
    with pytest.raises(PartialGone):
        partials.get(name, "p1", "1.2", NOW)


def test_after_a_day_nothing_of_it_is_left(partials: Partials, tmp_path: Path) -> None:
    upload = partials.begin(FILE, NOW).id
    partials.add(upload, 0, b"01234")
    assert partials.sweep(NOW + timedelta(hours=23)) == 0
    tomorrow = NOW + timedelta(hours=24)
    with pytest.raises(PartialGone):
        partials.get(upload, "p1", "1.2", tomorrow)
    assert partials.sweep(tomorrow) == 1
    assert list((tmp_path / "uploads").iterdir()) == []
    assert partials.begin(FILE, tomorrow).offset == 0


def test_a_file_that_has_arrived_is_not_sent_again_at_once_but_may_be_later(partials: Partials) -> None:
    upload = partials.begin(FILE, NOW).id
    partials.settle(partials.add(upload, 0, b"0123456789"), "", NOW)
    assert partials.begin(FILE, NOW + timedelta(minutes=9)).done
    again = partials.begin(FILE, NOW + timedelta(minutes=10))
    assert (again.done, again.offset) == (None, 0)


def test_a_full_disk_is_told_before_the_first_byte(partials: Partials, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(100, 100, 0))
    with pytest.raises(NoRoom):
        partials.begin(FILE, NOW)
    assert partials.of("p1", "1.2", NOW) == []


def test_a_disk_that_fills_up_meanwhile_keeps_what_had_come(partials: Partials, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = partials.begin(FILE, NOW).id
    partials.add(upload, 0, b"01234")
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
        with pytest.raises(NoRoom):
            partials.add(upload, 5, b"56789")
    assert partials.get(upload, "p1", "1.2", NOW).offset == 5
    assert partials.add(upload, 5, b"56789").whole


@pytest.mark.parametrize("damaged", [b"", b"{", b"[]", b"\xff", b'{"file": {"person": "p1"}}'])
def test_an_upload_whose_record_is_damaged_begins_anew_and_stops_no_other(
    partials: Partials, tmp_path: Path, damaged: bytes
) -> None:
    other = partials.begin(replace(FILE, name="khac.pdf"), NOW)
    upload = partials.begin(FILE, NOW).id
    partials.add(upload, 0, b"01234")
    (tmp_path / "uploads" / f"{upload}.json").write_bytes(damaged)
    assert partials.of("p1", "1.2", NOW) == [other]
    assert partials.begin(FILE, NOW).offset == 0


def test_what_a_newer_release_knows_of_an_upload_is_passed_over(partials: Partials, tmp_path: Path) -> None:
    known = partials.begin(FILE, NOW)
    record = tmp_path / "uploads" / f"{known.id}.json"
    record.write_text(json.dumps(json.loads(record.read_text()) | {"added_later": {"x": 1}}))
    assert partials.get(known.id, "p1", "1.2", NOW) == known
