"""A file on its way into the evidence store: looked into, refused with the reason, or kept as it should be."""

from dataclasses import asdict, dataclass, field, replace
from pathlib import PurePath
from typing import Any, BinaryIO

from bot.files.content import JPEG, PICTURES, SHOWN_AS_JPEG, Content, inspect
from bot.files.particulars import NotTakenOut, without_particulars
from bot.files.pictures import Unreadable, preview, tidied
from bot.files.storage import EvidenceStore, Written
from bot.files.text_layer import text_of
from handlers.incoming.events import File
from knowledge.documents.citizens import shows_citizens_numbers
from knowledge.documents.letterheads import read_head
from scoring.sheet.entry import Paper


@dataclass(frozen=True, slots=True)
class FileFindings:
    """What a stored file says: which paper it is, whether citizens' numbers stand in it; and its small picture."""

    read: Paper = field(default_factory=Paper)
    citizens: bool = False
    preview: str = ""

    def fields(self) -> dict[str, Any]:
        """The same as ``File`` and the documents' table have it."""
        return {"read": asdict(self.read), "citizens": self.citizens, "preview": self.preview}


@dataclass(frozen=True, slots=True)
class Kept:
    """What was stored: its address and size, a name that fits it, and what it is. Refused content is not stored."""

    written: Written
    name: str
    content: Content
    found: FileFindings = field(default_factory=FileFindings)


def keep(evidence: EvidenceStore, file: BinaryIO | Written, name: str) -> Kept:
    """Stores a file, or takes one that is stored already, and makes sure of it. Takes seconds for a large one."""
    written = file if isinstance(file, Written) else evidence.put(file)
    content = inspect(evidence.path(written.sha256), name)
    if content.fault:
        return _not_kept(evidence, written, name, content)
    if content.mime in PICTURES:
        return _picture(evidence, written, name, content) if content.opens else _broken(evidence, written, name, content)
    text = text_of(evidence.path(written.sha256), content.mime) if content.opens else ""
    return Kept(written, content.fitting(name), content, FileFindings(read_head(text), shows_citizens_numbers(text)))


def taken_in(evidence: EvidenceStore, stream: BinaryIO, name: str, size: int, item: str = "") -> File:
    """A file that comes with its content: kept under its address and looked into at once; what is refused is not kept."""
    kept = keep(evidence, stream, name)
    return File(
        ref="",
        fingerprint=kept.written.sha256,
        name=kept.name,
        mime=kept.content.mime,
        size=size,
        sha256=kept.written.sha256,
        fault=kept.content.fault,
        opens=kept.content.opens,
        **kept.found.fields(),
        item=item,
    )


def _not_kept(evidence: EvidenceStore, written: Written, name: str, content: Content) -> Kept:
    evidence.discard(written.sha256)
    return Kept(written, name, content)


def _picture(evidence: EvidenceStore, written: Written, name: str, content: Content) -> Kept:
    try:
        better = tidied(evidence.path(written.sha256))
        written = _instead(evidence, written, better) if better is not None else written
        small = evidence.put(preview(evidence.path(written.sha256))).sha256
    except Unreadable:
        return _broken(evidence, written, name, replace(content, opens=False))
    named = (f"{PurePath(name).stem}.jpg", JPEG) if content.mime in SHOWN_AS_JPEG else (content.fitting(name), content)
    return Kept(written, *named, FileFindings(preview=small))


def _broken(evidence: EvidenceStore, written: Written, name: str, content: Content) -> Kept:
    """A picture that breaks off may open elsewhere; what it says of the place goes all the same, or it is not kept."""
    try:
        bare = without_particulars(evidence.path(written.sha256).read_bytes(), content.mime)
    except NotTakenOut:
        return _not_kept(evidence, written, name, replace(content, fault="damaged"))
    return Kept(_instead(evidence, written, bare), content.fitting(name), content)


def _instead(evidence: EvidenceStore, written: Written, better: bytes) -> Written:
    """The better picture takes the place of the original, which may say where it was taken."""
    kept = evidence.put(better)
    if kept.sha256 != written.sha256:
        evidence.discard(written.sha256)
    return kept
