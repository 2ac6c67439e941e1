"""Which part of a package is which: told by its relations and its types, whatever the parts are called."""

import posixpath
from collections.abc import Iterator, Sequence
from enum import Enum
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from knowledge.annex.files.package import Package, attribute, local, root_name
from knowledge.annex.files.refusals import FileRefused

TYPES = "[Content_Types].xml"
#: How much of a part tells what it is.
_BEGINNING = 65_536


class PackageKind(Enum):
    """By the name that the first element of the main part has."""

    WORD = "document"
    EXCEL = "workbook"
    OTHER = ""


_USUAL = {"word/document.xml": PackageKind.WORD, "xl/workbook.xml": PackageKind.EXCEL}


def main_part(package: Package) -> str:
    """The part that everything else belongs to, "" where none can be found."""
    related = related_parts(package, "")
    told = (related.get("officeDocument", ""), *_typed(package), *_USUAL)
    return next((stored for one in told if (stored := package.stored(one))), "")


def kind_of(package: Package, main: str) -> PackageKind:
    """What a main part is by its content; by its name where that cannot be read."""
    root = root_name(package.beginning(main, _BEGINNING)) if main else ""
    named = (kind for name, kind in _USUAL.items() if main and package.stored(name) == main)
    return next((kind for kind in PackageKind if kind.value and kind.value == root), next(named, PackageKind.OTHER))


def related_parts(package: Package, part: str) -> dict[str, str]:
    """The parts to which one part, or with "" the package, refers; by the last word of the relation's type."""
    folder, _, name = part.rpartition("/")
    tree = _tree(package, posixpath.join(folder, "_rels", f"{name}.rels"))
    inside = [element for element in tree if attribute(element, "TargetMode") != "External"]
    pairs = ((attribute(element, "Type") or "", attribute(element, "Target") or "") for element in reversed(inside))
    return {kind.rpartition("/")[2]: _resolved(folder, target) for kind, target in pairs if target}


def linked_parts(package: Package, part: str) -> dict[str, str]:
    """The parts to which one part refers, by the names that it has for them."""
    folder, _, name = part.rpartition("/")
    tree = _tree(package, posixpath.join(folder, "_rels", f"{name}.rels"))
    resolved = {attribute(element, "Id") or "": _resolved(folder, attribute(element, "Target") or "") for element in tree}
    return {name: stored for name, target in resolved.items() if (stored := package.stored(target))}


def beside(package: Package, main: str, kind: str) -> str:
    """The part of a kind that belongs to the main one; where its relations are lost, the one of that name."""
    found = related_parts(package, main).get(kind) or posixpath.join(main.rpartition("/")[0], f"{kind}.xml")
    return package.stored(found)


def _resolved(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, unquote(target.replace("\\", "/")))).lstrip("/")


def _typed(package: Package) -> Iterator[str]:
    for element in _tree(package, TYPES):
        if local(element) == "Override" and (attribute(element, "ContentType") or "").endswith(".main+xml"):
            yield unquote(attribute(element, "PartName") or "").lstrip("/")


def _tree(package: Package, name: str) -> Sequence[Element]:
    """What a part about parts lists; nothing where it is missing or cannot be read: then names have to do."""
    stored = package.stored(name)
    try:
        return list(package.tree(stored)) if stored else []
    except FileRefused:
        return []
