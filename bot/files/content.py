"""What a file is, told by its content: names and declared types prove nothing."""

import logging
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path, PurePath

import filetype
from PIL import Image
from pypdf import PdfReader

from bot.files.pictures import TooManyPixels, opened
from knowledge.annex.files.locked import is_locked
from knowledge.annex.files.ole import MAGIC, Compound, NotReadable
from knowledge.annex.files.package import MOST_PART, Package
from knowledge.annex.files.parts import TYPES, PackageKind, kind_of, main_part
from knowledge.annex.files.refusals import FileRefused
from knowledge.checking.faults import Wrong

log = logging.getLogger(__name__)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXECUTABLE_STARTS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
#: How the types of a package's parts tell macros, by whatever name these are kept.
MACROS = b"macroenabled"
PDF = "application/pdf"
HEIC, AVIF = "image/heic", "image/avif"
PICTURES = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "image/tiff": (".tif", ".tiff"),
    "image/gif": (".gif",),
    "image/bmp": (".bmp",),
    HEIC: (".heic", ".heif"),
    AVIF: (".avif",),
}
#: Pictures that browsers and offices do not all show: kept as JPEG.
SHOWN_AS_JPEG = frozenset({HEIC, AVIF})
#: A PNG that moves is a PNG whose first picture everybody shows.
MOVING_PNG = "image/apng"
#: Names that the family of HEIC gives itself, as far as its decoder knows them; films are of the same family.
HEIC_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"))
AVIF_BRANDS = frozenset((b"avif", b"avis"))
#: Endings that say what a file is; a wrong one is replaced, any other belongs to the name.
ENDINGS = frozenset({".pdf", ".doc", ".docx", ".xls", ".xlsx", *chain.from_iterable(PICTURES.values())})


@dataclass(frozen=True, slots=True)
class Content:
    """The real type with the name endings that fit it; or ``fault``, a word of the catalogue of file faults.

    ``opens`` is ``False`` for a picture or PDF that our own readers cannot open: others may, so it is kept, and told.
    """

    mime: str
    endings: tuple[str, ...] = ("",)
    fault: str | None = None
    opens: bool = True

    def fitting(self, name: str) -> str:
        """A name with the ending of what the file really is, so that it opens anywhere."""
        if name.lower().endswith(self.endings):
            return name
        path = PurePath(name)
        return f"{path.stem if path.suffix.lower() in ENDINGS else name}{self.endings[0]}"


OLD_WORD = Content("application/msword", (".doc",))
OLD_EXCEL = Content("application/vnd.ms-excel", (".xls",))
OFFICE = {PackageKind.WORD: Content(WORD, (".docx",)), PackageKind.EXCEL: Content(EXCEL, (".xlsx",))}
#: Known by its name alone: any text may be one.
CSV = Content("text/csv", (".csv",))
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
JPEG = Content("image/jpeg", PICTURES["image/jpeg"])


def _refused(fault: str) -> Content:
    return Content("application/octet-stream", fault=fault)


def inspect(path: Path, name: str = "") -> Content:
    """Looks into a file; ``name`` only tells apart what content cannot (.doc from .xls)."""
    with path.open("rb") as file:
        start = file.read(4096)
    if not start or start.startswith(EXECUTABLE_STARTS):
        return _refused("executable" if start else "empty")
    if start.startswith(b"PK"):
        return _container(path)
    if start.startswith(MAGIC):
        return _old_office(path, name)
    if b"%PDF-" in start[:1024]:
        return _pdf(path)
    guessed = _of_family(start) or _guessed(start)
    return _picture(path, guessed) if guessed else _text(start, name)


def _of_family(start: bytes) -> str | None:
    """HEIC or AVIF by the name that the file gives itself; where that is the common one, by the names it agrees with."""
    brand, length = start[8:12], int.from_bytes(start[:4], "big")
    if start[4:8] != b"ftyp" or brand not in HEIC_BRANDS | AVIF_BRANDS:
        return None
    agrees = {start[at : at + 4] for at in range(16, min(length, len(start)), 4)}
    is_avif = brand in AVIF_BRANDS or (brand in (b"mif1", b"msf1") and bool(agrees & AVIF_BRANDS))
    return AVIF if is_avif else HEIC


def _guessed(start: bytes) -> str | None:
    mime = filetype.guess_mime(start)
    return "image/png" if mime == MOVING_PNG else mime


def _text(start: bytes, name: str) -> Content:
    text = b"\0" not in start or start[:2] in UTF_16
    return CSV if text and name.lower().endswith(CSV.endings) else _refused("unknown_type")


def _container(path: Path) -> Content:
    """A zip is Word or Excel by what its main part is, and anything else is an archive."""
    try:
        with path.open("rb") as file:
            return _of_package(Package(file))
    except FileRefused as refused:
        return _refused("encrypted" if refused.fault.error is Wrong.PASSWORD_PROTECTED else "damaged")
    except Exception as fault:
        return _odd(fault, _refused("damaged"))


def _of_package(package: Package) -> Content:
    types = package.stored(TYPES)
    if not types:
        return _refused("archive")
    macros = any(name.rsplit("/", 1)[-1].lower() == "vbaproject.bin" for name in package.names)
    if macros or MACROS in package.beginning(types, MOST_PART).lower():
        return _refused("macro")
    kind = kind_of(package, main_part(package))
    return OFFICE.get(kind) or _refused("archive")


def _old_office(path: Path, name: str) -> Content:
    """Word and Excel of the years before 2007; a newer one with a password also comes in this container."""
    try:
        with path.open("rb") as file:
            compound = Compound(file)
            parts, locked = set(compound.parts), is_locked(compound)
    except NotReadable as fault:
        return _odd(fault, replace(OLD_EXCEL if name.lower().endswith((".xls", ".xlt")) else OLD_WORD, opens=False))
    if locked:
        return _refused("encrypted")
    if parts & {"Macros", "_VBA_PROJECT_CUR", "_VBA_PROJECT"}:
        return _refused("macro")
    if "WordDocument" in parts:
        return OLD_WORD
    return OLD_EXCEL if parts & {"Workbook", "Book"} else _refused("unknown_type")


def _pdf(path: Path) -> Content:
    try:
        with PdfReader(path) as reader:
            if reader.is_encrypted and not reader.decrypt(""):
                return _refused("encrypted")
            return Content(PDF, (".pdf",), opens=bool(reader.pages))
    except Exception as fault:
        return _odd(fault, Content(PDF, (".pdf",), opens=False))


def _picture(path: Path, mime: str | None) -> Content:
    if mime not in PICTURES:
        return _refused("executable" if mime and "executable" in mime else "archive" if _archive(mime) else "unknown_type")
    try:
        with opened(path) as picture:
            _look_through(picture)
    except TooManyPixels:
        return _refused("too_many_pixels")
    except Exception as fault:
        return _odd(fault, Content(mime, PICTURES[mime], opens=False))
    return Content(mime, PICTURES[mime])


def _look_through(picture: Image.Image) -> None:
    """Raises something if the picture breaks off. A PNG has sums for that; of a JPEG an eighth of its size will do."""
    if picture.format == "PNG":
        picture.verify()
        return
    picture.draft("L", (1, 1))
    picture.load()


def _odd(fault: Exception, content: Content) -> Content:
    """What makes a reader stumble over a file is as manifold as the files' makers: no list of exceptions is complete."""
    log.info("a file cannot be opened: %r", fault)
    return content


def _archive(mime: str | None) -> bool:
    return mime in ("application/x-rar-compressed", "application/x-7z-compressed", "application/gzip", "application/x-tar")
