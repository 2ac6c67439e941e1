"""A file on its way into the evidence store: looked into, refused with the reason, or kept as it should be."""

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import BinaryIO

from bot.content import HEIC, JPEG, PICTURES, Content, inspect
from bot.pictures import Unreadable, tidied
from bot.storage import EvidenceStore, Written


@dataclass(frozen=True, slots=True)
class Kept:
    """What was stored: its address and size, a name that fits it, and what it is. Refused content is not stored."""

    written: Written
    name: str
    content: Content


def keep(evidence: EvidenceStore, file: BinaryIO | Written, name: str) -> Kept:
    """Stores a file, or takes one that is stored already, and makes sure of it. Takes seconds for a large one."""
    written = file if isinstance(file, Written) else evidence.put(file)
    content = inspect(evidence.path(written.sha256), name)
    if content.fault:
        evidence.discard(written.sha256)
        return Kept(written, name, content)
    if not content.opens or content.mime not in PICTURES:
        return Kept(written, content.fitting(name), content)
    return _picture(evidence, written, name, content)


def _picture(evidence: EvidenceStore, written: Written, name: str, content: Content) -> Kept:
    try:
        written = _tidied(evidence, written)
    except Unreadable:
        return Kept(written, content.fitting(name), replace(content, opens=False))
    if content.mime == HEIC:
        return Kept(written, f"{PurePath(name).stem}.jpg", JPEG)
    return Kept(written, content.fitting(name), content)


def _tidied(evidence: EvidenceStore, written: Written) -> Written:
    """The tidied picture takes the place of the original, which may say where it was taken."""
    better = tidied(evidence.path(written.sha256))
    if better is None:
        return written
    kept = evidence.put(better)
    evidence.discard(written.sha256)
    return kept
