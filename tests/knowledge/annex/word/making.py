"""Word files part by part, as other programs than the usual one write them."""

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = {
    W: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/": "http://purl.oclc.org/ooxml/officeDocument/",
}
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
KINDS = {"styles": "styles", "numbering": "numbering"}
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def t(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(one if one.startswith('<') else t(one) for one in runs)}</w:p>"


def lines(*texts: str) -> str:
    return "".join(one if one.startswith("<") else p(one) for one in texts)


def tc(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content if content.startswith('<') else p(content)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    inner = "".join(one if one.startswith(("<w:tc>", "<w:sdt>")) else tc(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inner}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def sdt(content: str) -> str:
    return f'<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def sym(font: str, char: str) -> str:
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


HEADER = tr("STT", "Tiêu chí", "Điểm tối đa", "Cách tính điểm", "Tài liệu kiểm chứng")
FIELD = tr("1", "Công tác chỉ đạo, điều hành", "4", "", "")
PLAN = lines("Ban hành đúng hạn: 2 điểm", "Ban hành chậm: 1 điểm", "Không ban hành: 0 điểm")
BANDS = ("- Từ 90% trở lên: 2 điểm", "- Từ 70% đến dưới 90%: 1 điểm", "- Dưới 70%: 0 điểm")
FIRST = tr("1.1", "Ban hành kế hoạch CCHC năm", "2", PLAN, "Kế hoạch")


def second(method: str) -> str:
    return tr("1.2", "Mức độ hoàn thành kế hoạch", "2", method, "Báo cáo")


def annex(method: str) -> str:
    """The usual table; only the method of its second leaf is the test's."""
    return lines("PHỤ LỤC") + tbl(HEADER, FIELD, FIRST, second(method))


@dataclass
class WordFile:
    """``main`` is the name of the part that holds the text; the others stand beside it."""

    body: str
    styles: str = ""
    numbering: str = ""
    main: str = "word/document.xml"
    suffix: str = ""
    strict: bool = False
    absolute: bool = False
    types: bool = True
    more: dict[str, str] = field(default_factory=dict)

    def content(self) -> bytes:
        folder, _, name = self.main.rpartition("/")
        beside = {kind: f"{folder}/{kind}{self.suffix}.xml" for kind in KINDS if getattr(self, kind)}
        target = f"/{self.main}" if self.absolute else self.main
        parts = {
            "[Content_Types].xml": _types(self.main if self.types else ""),
            "_rels/.rels": _relations({"officeDocument": target}),
            self.main: f"<w:document {SPACES}><w:body>{self.body}<w:sectPr/></w:body></w:document>",
            f"{folder}/_rels/{name}.rels": _relations({kind: part.rpartition("/")[2] for kind, part in beside.items()}),
            **{part: f"<w:{kind} {SPACES}>{getattr(self, kind)}</w:{kind}>" for kind, part in beside.items()},
            **self.more,
        }
        held = BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
            for part, text in parts.items():
                package.writestr(part, _strict(text) if self.strict else text)
        return held.getvalue()

    def write(self, path: Path) -> Path:
        path.write_bytes(self.content())
        return path


def _types(main: str) -> str:
    said = f'<Override PartName="/{main}" ContentType="{MAIN}"/>' if main else ""
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'<Types xmlns="{space}"><Default Extension="xml" ContentType="application/xml"/>{said}</Types>'


def _relations(targets: dict[str, str]) -> str:
    said = "".join(f'<Relationship Id="r{kind}" Type="{OFFICE}{kind}" Target="{one}"/>' for kind, one in targets.items())
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{said}</Relationships>'


def _strict(text: str) -> str:
    for loose, strict in STRICT.items():
        text = text.replace(loose, strict)
    return text
