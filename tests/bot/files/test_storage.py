"""Evidence lies under its content's address, once."""

import hashlib
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pytest

from bot.files.storage import EvidenceStore, NotASha256, Written

CONTENT = "Kế hoạch cải cách hành chính".encode()
ADDRESS = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def evidence(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence")


def test_what_was_stored_is_found_by_its_address(evidence: EvidenceStore) -> None:
    assert evidence.put(CONTENT) == Written(ADDRESS, len(CONTENT))
    with evidence.open(ADDRESS) as content:
        assert content.read() == CONTENT
    assert evidence.path(ADDRESS).parent.name == ADDRESS[:2]


def test_the_same_content_is_stored_once(evidence: EvidenceStore) -> None:
    assert evidence.put(CONTENT) == evidence.put(BytesIO(CONTENT))
    assert list(evidence.addresses()) == [ADDRESS]
    assert [path for path in evidence.folder.rglob("*") if path.is_file()] == [evidence.path(ADDRESS)]


def test_a_stream_longer_than_a_block_is_stored_whole(evidence: EvidenceStore) -> None:
    content = bytes(range(256)) * 10_000
    assert evidence.path(evidence.put(BytesIO(content)).sha256).read_bytes() == content


def test_a_transfer_that_breaks_off_leaves_nothing(evidence: EvidenceStore) -> None:
    class Broken(BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        evidence.put(Broken())
    assert [path for path in evidence.folder.rglob("*") if path.is_file()] == []


async def _arriving(*blocks: bytes, broken: bool = False) -> AsyncIterator[bytes]:
    for block in blocks:
        yield block
    if broken:
        raise ConnectionError


async def test_what_arrives_block_by_block_is_the_same_content(evidence: EvidenceStore) -> None:
    written = await evidence.put_stream(_arriving(CONTENT[:7], CONTENT[7:]))
    assert written == Written(ADDRESS, len(CONTENT))
    assert evidence.path(ADDRESS).read_bytes() == CONTENT


async def test_a_download_that_breaks_off_leaves_nothing(evidence: EvidenceStore) -> None:
    with pytest.raises(ConnectionError):
        await evidence.put_stream(_arriving(CONTENT, broken=True))
    assert [path for path in evidence.folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("given", ["../../etc/passwd", "", "AB" * 32, "ab" * 31])
def test_only_an_address_leads_to_a_file(evidence: EvidenceStore, given: str) -> None:
    with pytest.raises(NotASha256):
        evidence.exists(given)


def test_what_is_not_there_is_not_found(evidence: EvidenceStore) -> None:
    assert not evidence.exists(ADDRESS)
    with pytest.raises(FileNotFoundError):
        evidence.open(ADDRESS)


def test_a_folder_that_is_gone_is_not_writable(evidence: EvidenceStore) -> None:
    assert evidence.writable()
    (evidence.folder / "incoming").rmdir()
    assert not evidence.writable()
