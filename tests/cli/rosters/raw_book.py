"""Workbooks part by part: what other programs, and years of copying, leave in a file and no library would write."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def cell(place: str, value: object, style: int = 0) -> str:
    match value:
        case None:
            return f'<c r="{place}" s="{style}"/>'
        case int() | float():
            return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
        case _:
            return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def row(number: int, values: Sequence[object], styles: Sequence[int] = ()) -> str:
    styled = [*styles, *[0] * len(values)]
    cells = "".join(cell(f"{chr(65 + at)}{number}", value, styled[at]) for at, value in enumerate(values))
    return f'<row r="{number}">{cells}</row>'


def rows(values: Sequence[Sequence[object]], first: int = 1) -> str:
    return "".join(row(number, one) for number, one in enumerate(values, first))


def book(
    path: Path,
    data: str,
    *,
    formats: Sequence[str] = (),
    strict: bool = False,
    after: str = "",
    place: str = "xl/workbook.xml",
    before: str = "",
) -> Path:
    """One visible page with this ``sheetData``; style 1 is the first of ``formats``, and so on."""
    main, office = (STRICT_MAIN, STRICT_OFFICE) if strict else (MAIN, OFFICE)
    folder, _, name = place.rpartition("/")
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relation(f"{office}/officeDocument", place),
        place: f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Danh sách" sheetId="1" r:id="rId1"/></sheets></workbook>',
        f"{folder}/_rels/{name}.rels": relation(f"{office}/worksheet", "worksheets/sheet1.xml"),
        f"{folder}/styles.xml": styles(main, formats),
        f"{folder}/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{before}'
        f"<sheetData>{data}</sheetData>{after}</worksheet>",
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in parts.items():
            archive.writestr(part, text)
    return path


def relation(kind: str, target: str) -> str:
    return f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{kind}" Target="{target}"/></Relationships>'


def styles(main: str, formats: Sequence[str]) -> str:
    codes = [f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>' for number, code in enumerate(formats, 164)]
    used = [f'<xf numFmtId="{number}"/>' for number in range(164, 164 + len(formats))]
    fills = "<fills><fill><patternFill/></fill></fills>"
    return f"""<styleSheet xmlns="{main}"><numFmts>{"".join(codes)}</numFmts>{fills}
        <cellXfs><xf numFmtId="0"/>{"".join(used)}</cellXfs></styleSheet>"""
