"""A sound Word file that has one of everything, written by hand where no writer does so yet."""

from __future__ import annotations

import functools
import io
import zipfile
from collections.abc import Mapping

from briefings.document import (
    Asset,
    Cell,
    Figure,
    Heading,
    Link,
    List,
    ListItem,
    Paragraph,
    Table,
)
from wordfile import PNG, WordFile, said, words, written

DOCUMENT = "word/document.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
CONTENT = "application/vnd.openxmlformats-officedocument"
XMLNS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}/relationships"'
)

BEGIN, SHOW, END = (
    f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
)


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def code(instruction: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'


def field(instruction: str, result: str) -> str:
    return f"{BEGIN}{code(instruction)}{SHOW}{run(result)}{END}"


def paragraph(content: str, style: str = "BodyText") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def bookmarked(number: int, name: str, content: str) -> str:
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'


def cell(content: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def drawing(number: int, told: str, graphic: str) -> str:
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing">'
        f'<wp:extent cx="914400" cy="914400"/><wp:docPr id="{number}" name="D{number}" {told}'
        f'<a:graphic xmlns:a="{DRAWING}/main">{graphic}</a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


DECORATIVE = (
    f'><a:extLst xmlns:a="{DRAWING}/main"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'val="1"/></a:ext></a:extLst></wp:docPr>'
)
CHART = (
    f'<a:graphicData uri="{DRAWING}/chart"><c:chart xmlns:c="{DRAWING}/chart" '
    f'xmlns:r="{OFFICE}/relationships" r:id="rIdChart"/></a:graphicData>'
)
VECTORS = (
    f'<a:graphicData uri="{DRAWING}/picture"><pic:pic xmlns:pic="{DRAWING}/picture" '
    f'xmlns:r="{OFFICE}/relationships"><pic:nvPicPr><pic:cNvPr id="0" name="V"/><pic:cNvPicPr/>'
    '</pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdBitmap"><a:extLst>'
    '<a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip r:embed="rIdVectors" '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"/></a:ext></a:extLst>'
    "</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
    '<a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm><a:prstGeom prst="rect">'
    "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>"
)
FORMULA = (
    '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
    "<m:r><m:t>a = b</m:t></m:r></m:oMath>"
)
CONTROL = (
    '<w:sdt><w:sdtPr><w:alias w:val="Date"/><w:tag w:val="bg:date"/><w:id w:val="7001"/><w:text/>'
    f"</w:sdtPr><w:sdtContent>{run('Today')}</w:sdtContent></w:sdt>"
)
JOINED = (
    '<w:tbl><w:tblPr><w:tblW w:w="4000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/>'
    '<w:gridCol w:w="2000"/></w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr>'
    + cell(paragraph(run("Both")), '<w:gridSpan w:val="2"/>')
    + "</w:tr><w:tr>"
    + cell(paragraph(run("Left")), '<w:vMerge w:val="restart"/>')
    + cell(paragraph(run("Right")))
    + "</w:tr><w:tr>"
    + cell("<w:p/>", "<w:vMerge/>")
    + cell(
        paragraph('<w:bookmarkStart w:id="901" w:name="_bg_cell"/>' + run("In"))
        + '<w:bookmarkEnd w:id="901"/>'
    )
    + "</w:tr></w:tbl>"
)
LANDSCAPE = (
    '<w:p><w:pPr><w:sectPr><w:headerReference w:type="even" r:id="rIdEven"/>'
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" '
    'w:footer="720" w:gutter="0"/></w:sectPr></w:pPr></w:p>'
)
BODY = (
    paragraph('<w:bookmarkStart w:id="900" w:name="_bg_0123456789ab"/>' + run("Anchored."))
    + '<w:bookmarkEnd w:id="900"/>'
    + paragraph(
        run("A call")
        + bookmarked(902, "_RefNote", '<w:r><w:footnoteReference w:id="1"/></w:r>')
        + run(" and another")
        + '<w:r><w:endnoteReference w:id="1"/></w:r>'
        + run(", see note ")
        + field(r"NOTEREF _RefNote \h", "1")
    )
    + paragraph(
        '<w:commentRangeStart w:id="0"/>'
        + run("Commented.")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    )
    + paragraph(CONTROL + FORMULA)
    + paragraph(drawing(50, 'descr="A chart"/>', CHART), "Figure")
    + paragraph(drawing(51, DECORATIVE, VECTORS), "Figure")
    + paragraph(
        bookmarked(903, "figure_1", run("Figure ") + field(r"SEQ Figure \* ARABIC", "1"))
        + run(". What it is"),
        "Caption",
    )
    + paragraph(field(r'TOC \h \z \c "Figure"', "Figure 1. What it is"))
    + paragraph(
        run("See ")
        + field(r"REF figure_1 \h", "Figure 1")
        + run(" under ")
        + field('STYLEREF "heading 1"', "Now")
        + run(", above ")
        + field("STYLEREF 1", "Now")
        + f'<w:hyperlink w:anchor="now" w:history="1">{run("now")}</w:hyperlink>'
    )
    + JOINED
    + LANDSCAPE
)

NOTES = (
    '<w:{kind}s {xmlns}><w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
    '</w:{kind}><w:{kind} w:type="continuationSeparator" w:id="0"><w:p><w:r>'
    '<w:continuationSeparator/></w:r></w:p></w:{kind}><w:{kind} w:id="1"><w:p><w:r><w:{kind}Ref/>'
    '</w:r><w:r><w:t xml:space="preserve"> A note.</w:t></w:r></w:p></w:{kind}></w:{kind}s>'
)
COMMENTS = (
    f'<w:comments {XMLNS}><w:comment w:id="0" w:author="A" w:initials="A"><w:p><w:r>'
    "<w:annotationRef/></w:r><w:r><w:t>Why?</w:t></w:r></w:p></w:comment></w:comments>"
)
WATERMARK = (
    f'<w:hdr {XMLNS}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:pict>'
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="Watermark" '
    'style="position:absolute;width:400pt;height:100pt;rotation:315" fillcolor="silver" '
    'stroked="f"><v:textpath style="font-family:&quot;Calibri&quot;" string="DRAFT"/></v:shape>'
    "</w:pict></w:r></w:p></w:hdr>"
)
CHART_PART = (
    f'<c:chartSpace xmlns:c="{DRAWING}/chart" xmlns:r="{OFFICE}/relationships"><c:chart>'
    '<c:plotArea><c:barChart><c:barDir val="col"/><c:ser><c:idx val="0"/><c:order val="0"/>'
    "<c:val><c:numRef><c:f>Sheet1!$A$1</c:f></c:numRef></c:val></c:ser>"
    '<c:axId val="1"/><c:axId val="2"/></c:barChart>'
    '<c:catAx><c:axId val="1"/><c:scaling/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx>'
    '<c:valAx><c:axId val="2"/><c:scaling/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx>'
    '</c:plotArea></c:chart><c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'
    "</c:chartSpace>"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
PROPS = (
    '<ds:datastoreItem ds:itemID="{6B29FC40-CA47-1067-B31D-00DD010662DA}" '
    'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
)


def packed(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def relations(*entries: tuple[str, str, str]) -> str:
    """The relationships part of (id, kind, target)."""
    made = (
        f'<Relationship Id="{key}" Type="{OFFICE}/relationships/{kind}" Target="{target}"/>'
        for key, kind, target in entries
    )
    where = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{where}">{"".join(made)}</Relationships>'


def types(overrides: Mapping[str, str], defaults: Mapping[str, str]) -> str:
    """Entries of the table of content types."""
    made = [f'<Default Extension="{e}" ContentType="{t}"/>' for e, t in defaults.items()]
    made += [f'<Override PartName="/{p}" ContentType="{t}"/>' for p, t in overrides.items()]
    return "".join(made)


def workbook() -> bytes:
    """The smallest workbook there is."""
    sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = {
        "xl/workbook.xml": f"{CONTENT}.spreadsheetml.sheet.main+xml",
        "xl/worksheets/sheet1.xml": f"{CONTENT}.spreadsheetml.worksheet+xml",
    }
    where = "http://schemas.openxmlformats.org/package/2006/content-types"
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml"}
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{where}">{types(kinds, defaults)}</Types>',
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{sheet}" xmlns:r="{OFFICE}/relationships"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(("rId1", "worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{sheet}"><sheetData><row r="1">'
        '<c r="A1"><v>1</v></c></row></sheetData></worksheet>',
    }
    return packed({name: text.encode() for name, text in parts.items()})


PARTS: Mapping[str, str | bytes] = {
    "word/footnotes.xml": NOTES.format(kind="footnote", xmlns=XMLNS),
    "word/endnotes.xml": NOTES.format(kind="endnote", xmlns=XMLNS),
    "word/comments.xml": COMMENTS,
    "word/header9.xml": WATERMARK,
    "word/charts/chart1.xml": CHART_PART,
    "word/charts/_rels/chart1.xml.rels": relations(("rId1", "package", "../embeddings/data.xlsx")),
    "word/embeddings/data.xlsx": workbook(),
    "word/media/bitmap.png": PNG,
    "word/media/vectors.svg": SVG,
    "customXml/item1.xml": '<manifest xmlns="urn:briefings">All</manifest>',
    "customXml/_rels/item1.xml.rels": relations(("rId1", "customXmlProps", "itemProps1.xml")),
    "customXml/itemProps1.xml": PROPS,
}
BINDINGS = (
    ("rIdFootnotes", "footnotes", "footnotes.xml"),
    ("rIdEndnotes", "endnotes", "endnotes.xml"),
    ("rIdComments", "comments", "comments.xml"),
    ("rIdEven", "header", "header9.xml"),
    ("rIdChart", "chart", "charts/chart1.xml"),
    ("rIdBitmap", "image", "media/bitmap.png"),
    ("rIdVectors", "image", "media/vectors.svg"),
    ("rIdItem", "customXml", "../customXml/item1.xml"),
)
TYPES = types(
    {
        **{
            f"word/{name}.xml": f"{CONTENT}.wordprocessingml.{name.rstrip('9')}+xml"
            for name in ("footnotes", "endnotes", "comments", "header9")
        },
        "word/charts/chart1.xml": f"{CONTENT}.drawingml.chart+xml",
        "customXml/itemProps1.xml": f"{CONTENT}.customXmlProperties+xml",
    },
    {"xlsx": f"{CONTENT}.spreadsheetml.sheet", "svg": "image/svg+xml"},
)
NOTE_SETTINGS = "".join(
    f'<w:{kind}Pr><w:{kind} w:id="-1"/><w:{kind} w:id="0"/></w:{kind}Pr>'
    for kind in ("footnote", "endnote")
)
"""Settings, which name the separators."""

EDITS = (
    (DOCUMENT, "<w:sectPr>", f"{BODY}<w:sectPr>"),
    (
        "word/_rels/document.xml.rels",
        "</Relationships>",
        relations(*BINDINGS).partition(">")[2],
    ),
    ("[Content_Types].xml", "</Types>", f"{TYPES}</Types>"),
    ("word/settings.xml", "<w:characterSp", "<w:evenAndOddHeaders/><w:characterSp"),
    ("word/settings.xml", "<w:compat>", f"{NOTE_SETTINGS}<w:compat>"),
)


def parts_of(file: WordFile) -> dict[str, bytes]:
    return {name: file.part(name) for name in file.names}


def edited(parts: Mapping[str, bytes], part: str, before: str, after: str) -> dict[str, bytes]:
    """*parts* with one change, whose place must be there."""
    assert before.encode() in parts[part], f"{part} has no {before}"
    return {**parts, part: parts[part].replace(before.encode(), after.encode(), 1)}


@functools.cache
def rich() -> Mapping[str, bytes]:
    """The parts of the file."""
    cells = (Cell((said("a"),)), Cell((said("b"),)))
    blocks = (
        Heading(2, words("Now"), id="now"),
        Paragraph((Link("https://example.org/", words("there")),)),
        List((ListItem((said("first"),)),), ordered=True),
        Table("data", (50, 50), cells, (cells,), words("Table 1. What")),
        Figure("map", "A map"),
    )
    assets = {"map": Asset("image/png", PNG, 100, 50)}
    parts = parts_of(written(*blocks, assets=assets, marking="TLP:RED"))
    parts |= {n: p if isinstance(p, bytes) else p.encode() for n, p in PARTS.items()}
    for part, before, after in EDITS:
        parts = edited(parts, part, before, after)
    return parts
