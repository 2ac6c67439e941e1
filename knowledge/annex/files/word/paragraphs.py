"""The words of a Word paragraph as a reader takes them, and those that stand there without counting."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from knowledge.annex import texts as t
from knowledge.annex.files.package import attribute, local
from knowledge.annex.files.word.looks import OFF, PLAIN, Look, Looks, child
from knowledge.annex.files.word.signs import UNKNOWN, shown, sign
from knowledge.text import tidy
from scoring.written.letters import clean

MOST_DEPTH = 60
#: What a reader does not see: deleted and moved away text, and what is there twice for older programs.
UNSEEN = frozenset({"del", "moveFrom", "Fallback", "instrText", "pPr", "rPr", "rt", "sdtPr", "tblPr", "trPr", "tcPr"})
#: A raised number behind words is the mark of a note, but for square and cubic metres.
_MARK = re.compile(r"\s*[\[(]?\s*(?:[0-9]{1,3}|\*{1,3})\s*[\])]?\s*")
_UNIT = re.compile(r"(?:^|\W)[kcdm]?m$")
_WITHOUT_SIGN = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-", "den": " / "}
_HEX = re.compile(r"[0-9A-Fa-f]{1,5}")


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """``struck`` and ``hidden`` words stand there and do not count; ``doubts`` are what a person has to be told."""

    text: str
    struck: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def is_struck(self) -> bool:
        """Nothing is left but what is struck out."""
        return bool(self.struck) and not self.text


@dataclass(slots=True)
class _Pieces:
    """What the runs hold, in order."""

    seen: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)

    def add(self, text: str, look: Look) -> None:
        if look.vanish:
            self.hidden.append(text)
        elif look.struck:
            self.struck.append(text)
        elif not (look.raised and self._is_mark(text)):
            self._end_struck()
            self.seen.append(text)

    def _is_mark(self, text: str) -> bool:
        before = "".join(self.seen[-2:])
        return bool(before.strip() and _MARK.fullmatch(text) and not _UNIT.search(before))

    def _end_struck(self) -> None:
        """Words struck out one run after the other are told together."""
        if self.struck and self.struck[-1]:
            self.struck.append("")

    def said(self) -> ParagraphText:
        text = clean("".join(self.seen)).strip()
        if text.startswith(UNKNOWN):
            text = f"•{text[1:]}"
        groups = "".join(words or "\0" for words in self.struck).split("\0")
        struck = tuple(found for group in groups if (found := tidy(group)))
        hidden = tuple(found for words in self.hidden if (found := tidy(words)))
        told = [t.STRUCK_OUT.format(words=_shortened(words)) for words in struck]
        return ParagraphText(text, struck, hidden, (*told, *([t.UNKNOWN_SIGN] if UNKNOWN in text else [])))


def _shortened(words: str, most: int = 60) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


class Words:
    """Reads paragraphs with the styles of their file."""

    def __init__(self, styles: Element | None) -> None:
        self._looks = Looks(styles)

    def of(self, *paragraphs: Element) -> ParagraphText:
        """One paragraph; or several of which all but the last one's ends are deleted, so that they are one."""
        pieces = _Pieces()
        for paragraph in paragraphs:
            for text, look in self._runs(paragraph, paragraph):
                pieces.add(text, look)
        return pieces.said()

    def number_is_struck(self, paragraph: Element) -> bool:
        """Whether the number that Word puts before it is struck out, as its end is."""
        look = self._looks.of(child(paragraph, "pPr"), paragraph)
        return look.struck or bool(look.vanish)

    def _runs(self, element: Element, paragraph: Element, look: Look = PLAIN, depth: int = 0) -> Iterator[tuple[str, Look]]:
        for part in element:
            name = local(part)
            if name in UNSEEN or name == "txbxContent" or depth > MOST_DEPTH:
                continue
            if name == "footnoteReference" and _has_own_mark(part):
                return
            if text := _text(part, name, look):
                yield text, look
            own = self._looks.of(part, paragraph) if name == "r" else look
            yield from self._runs(part, paragraph, own, depth + 1)


def _has_own_mark(reference: Element) -> bool:
    """The rest of this run is the mark of a note, typed by hand."""
    return (attribute(reference, "customMarkFollows") or "0") not in OFF


def _text(part: Element, name: str, look: Look) -> str:
    if name == "t":
        return shown(part.text or "", look.ascii_font or "", look.other_font or "")
    if name in ("sym", "symEx"):
        code = attribute(part, "char") or ""
        return sign(int(code, 16), attribute(part, "font") or "") if _HEX.fullmatch(code) else UNKNOWN
    return _WITHOUT_SIGN.get(name, "")
