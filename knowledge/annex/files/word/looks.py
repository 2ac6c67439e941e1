"""How the words of a run look: struck out, hidden, raised, in a font of signs; by themselves or by their styles."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from xml.etree.ElementTree import Element

from knowledge.annex.files.package import attribute, local

#: Styles based on styles: no office goes so deep, and a circle has no end.
MOST_BASES = 20
OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Look:
    """What one set of properties says; ``None`` where it leaves it to what stands above it."""

    strike: bool | None = None
    dstrike: bool | None = None
    vanish: bool | None = None
    raised: bool | None = None
    ascii_font: str | None = None
    other_font: str | None = None

    def over(self, below: "Look") -> "Look":
        """These properties where they say something, those below where they do not."""
        said = {part.name: getattr(self, part.name) for part in fields(self) if getattr(self, part.name) is not None}
        return replace(below, **said)

    @property
    def struck(self) -> bool:
        return bool(self.strike or self.dstrike)


PLAIN = Look()


def children(element: Element | None, name: str) -> list[Element]:
    return [one for one in element if local(one) == name] if element is not None else []


def child(element: Element | None, name: str) -> Element | None:
    return next(iter(children(element, name)), None)


def value(element: Element | None, name: str) -> str:
    found = child(element, name)
    return "" if found is None else attribute(found, "val") or ""


def look_of(properties: Element | None) -> Look:
    found = PLAIN
    for element in properties if properties is not None else ():
        match local(element):
            case "strike":
                found = replace(found, strike=is_on(element))
            case "dstrike":
                found = replace(found, dstrike=is_on(element))
            case "vanish":
                found = replace(found, vanish=is_on(element))
            case "vertAlign":
                found = replace(found, raised=attribute(element, "val") == "superscript")
            case "rFonts":
                found = replace(found, ascii_font=_font(element, "ascii"), other_font=_font(element, "hAnsi"))
    return found


def is_on(element: Element) -> bool:
    return (attribute(element, "val") or "").lower() not in OFF


def _font(fonts: Element, which: str) -> str | None:
    """A font of the theme goes before a named one, and is none of signs."""
    return "" if attribute(fonts, f"{which}Theme") else attribute(fonts, which)


class Looks:
    """The looks that the styles of a file give."""

    def __init__(self, styles: Element | None) -> None:
        found = children(styles, "style")
        self._own: Mapping[str, Look] = {_id(element): look_of(child(element, "rPr")) for element in found}
        self._bases: Mapping[str, str] = {_id(element): value(element, "basedOn") for element in found}
        usual = (
            element
            for element in found
            if attribute(element, "type") == "paragraph" and attribute(element, "default") in {"1", "true", "on"}
        )
        self._usual = next((_id(element) for element in usual), "")
        self._below = look_of(child(child(child(styles, "docDefaults"), "rPrDefault"), "rPr"))
        self._of_style = cache(self._worked_out)

    def of(self, run: Element | None, paragraph: Element) -> Look:
        """What a run's own properties say stands; of two styles that both strike out, each undoes the other."""
        properties = child(run, "rPr")
        lower = self._of_style(value(child(paragraph, "pPr"), "pStyle") or self._usual)
        upper = self._of_style(value(properties, "rStyle"))
        both = upper.over(lower.over(self._below))
        toggled = replace(
            both, strike=bool(upper.strike) != bool(lower.strike), vanish=bool(upper.vanish) != bool(lower.vanish)
        )
        return look_of(properties).over(toggled)

    def _worked_out(self, style: str) -> Look:
        look = PLAIN
        for _ in range(MOST_BASES):
            if style not in self._own:
                break
            look = look.over(self._own[style])
            style = self._bases[style]
        return look


def _id(style: Element) -> str:
    return attribute(style, "styleId") or ""
