"""What the documents of a leaf become when one is taken off, replaced, sorted or described."""

from collections.abc import Callable
from dataclasses import replace

from scoring.sheet.entry import Authorship, Entry, Evidence, Former, Paper
from scoring.sheet.refusals import NotFiledHere


def found(entry: Entry, evidence_id: str) -> Evidence:
    """The file with this id; raises ``NotFiledHere``."""
    file = entry.file(evidence_id)
    if file is None:
        raise NotFiledHere(entry.leaf.code)
    return file


def sorted_as(entry: Entry, evidence_id: str, item: str | None) -> Entry:
    files = tuple(replace(file, item=item) if file.id == evidence_id else file for file in entry.evidence)
    return replace(entry, evidence=files)


def ended(entry: Entry, file: Evidence, by: Authorship, replaced_by: str | None = None) -> Entry:
    """The leaf without a file, which stays in the record as one that no longer counts."""
    left = tuple(other for other in entry.evidence if other.id != file.id)
    return replace(entry, evidence=left, former=(*entry.former, Former(file, by, replaced_by)))


def put_instead(entry: Entry, old: Evidence, new: Evidence) -> Entry:
    """The leaf with a new file in an old one's place; what stands there already is not filed again."""
    without = ended(entry, old, new.by, new.id)
    if entry.filed(new.document, old.item):
        return without
    return replace(without, evidence=(*without.evidence, replace(new, item=old.item)))


def copy_and_original(entry: Entry, document: str) -> tuple[Evidence, Evidence] | None:
    """A file of this document whose content stands under the same item a first time, and the file that holds it there."""
    for copy in entry.live_evidence:
        if copy.document == document:
            alike = (file for file in entry.live_evidence if file.same_content(copy) and file.item == copy.item)
            original = next(alike, copy)
            if original is not copy:
                return copy, original
    return None


def with_document(entry: Entry, evidence_id: str, change: Callable[[Evidence], Evidence]) -> Entry:
    """The leaf with a file changed, and with it the same document under its other items; raises ``NotFiledHere``."""
    document = found(entry, evidence_id).document
    files = tuple(change(file) if file.document == document else file for file in entry.evidence)
    return replace(entry, evidence=files)


def described(entry: Entry, evidence_id: str, paper: Paper) -> Entry:
    """One document under several items has one number; the pages are those of the item."""
    without_pages = replace(paper, pages="")
    return with_document(entry, evidence_id, lambda file: file.described(paper if file.id == evidence_id else without_pages))
