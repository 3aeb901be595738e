"""Three reference documents of clearly different houses, made here so that no binary file is kept.

Each has sample text that must be in no product: it says "SAMPLE" wherever it is.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from briefings.wordml.pictures import picture
from briefings.wordml.xml import NAMESPACES, RELATION, Element, element, serialise, val, w

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SAMPLE = "SAMPLE"
_PREFIXES = " ".join(f'xmlns:{p}="{u}"' for p, u in NAMESPACES.items() if p not in ("xml",))
CORE_STORE = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"


def xml(text: str) -> list[Element]:
    """Elements written as text, with the prefixes of the standard."""
    return list(etree.fromstring(f"<r {_PREFIXES}>{text}</r>"))


def drawn(colours: Sequence[tuple[int, int, int]], width: int, height: int) -> bytes:
    """A PNG of upright stripes."""
    band = -(-width // len(colours))
    line = b"\0" + b"".join(bytes(colours[x // band]) for x in range(width))
    data = zlib.compress(line * height)
    head = struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def packed(files: Mapping[str, bytes]) -> bytes:
    """A ZIP archive."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return out.getvalue()


def properties(text: str) -> list[Element]:
    """Elements in short: ``b; sz 28; spacing before=60; numPr{ilvl 1; numId 7}``."""
    made = []
    for piece in filter(None, (p.strip() for p in re.split(r";(?![^{]*})", text))):
        head, _, inner = piece.partition("{")
        name, *values = head.split()
        pairs = (v.partition("=")[::2] if "=" in v else ("val", v) for v in values)
        made.append(w(name, *properties(inner.removesuffix("}")), **dict(pairs)))
    return made


def style(
    kind: str,
    key: str,
    name: str,
    based: str | None = None,
    p: str = "",
    r: str = "",
    more: Sequence[Element] = (),
    **marks: str,
) -> Element:
    """A style; *p* and *r* are its properties in short."""
    parts = (w("pPr", *properties(p)) if p else None, w("rPr", *properties(r)) if r else None)
    base = val("basedOn", based) if based else None
    return w("style", val("name", name), base, *parts, *more, type=kind, styleId=key, **marks)


def paragraph(key: str, name: str, based: str | None, p: str = "", r: str = "") -> Element:
    """A paragraph style that Word knows."""
    return style("paragraph", key, name, based, p, r)


def table(
    key: str, name: str, based: str | None, text: str, head: str = "", **marks: str
) -> Element:
    """A table style, and the type of its first row."""
    first = w("tblStylePr", w("rPr", *properties(head)), type="firstRow") if head else None
    more = [w("tblPr", *properties(text)), *([first] if first is not None else [])]
    return style("table", key, name, based, more=more, **marks)


def level(number: int, text: str, left: int, hanging: int, link: str = "") -> Element:
    """A level of a list: a bullet, unless ``%`` is in its text."""
    return w(
        "lvl",
        val("start", 1),
        val("numFmt", "decimal" if "%" in text else "bullet"),
        val("pStyle", link) if link else None,
        val("lvlText", text),
        val("lvlJc", "left"),
        w("pPr", w("ind", left=left, hanging=hanging)),
        ilvl=number,
    )


def lists(*definitions: tuple[int, int, Sequence[Element]]) -> list[Element]:
    """Definitions of lists by their number, and that of the one list of each."""
    kinds = (
        w("abstractNum", val("multiLevelType", "multilevel"), *found, abstractNumId=n)
        for n, _, found in definitions
    )
    return [*kinds, *(w("num", val("abstractNumId", n), numId=m) for n, m, _ in definitions)]


def said(key: str | None, *runs: Element | str) -> Element:
    """A paragraph in a style."""
    pieces = [run(r) if isinstance(r, str) else r for r in runs]
    return w("p", w("pPr", val("pStyle", key)) if key else None, *pieces)


def run(text: str) -> Element:
    """A run of plain text."""
    return w("r", element("w:t", {"xml:space": "preserve"}, text=text))


def tabbed(text: str) -> Element:
    """The same after a tab."""
    made = run(text)
    made.insert(0, w("tab"))
    return made


def field(code: str, shown: str) -> list[Element]:
    """A field of several runs."""
    return xml(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def control(prompt: str, more: str) -> Element:
    """A content control with a prompt in it."""
    (made,) = xml(
        f"<w:sdt><w:sdtPr>{more}</w:sdtPr><w:sdtContent><w:r><w:t>{prompt}</w:t></w:r>"
        "</w:sdtContent></w:sdt>"
    )
    return made


def theme(name: str, colours: Sequence[str], major: str, minor: str) -> bytes:
    """A theme of twelve colours and two families."""
    slots = [
        "dk1",
        "lt1",
        "dk2",
        "lt2",
        "accent1",
        "accent2",
        "accent3",
        "accent4",
        "accent5",
        "accent6",
        "hlink",
        "folHlink",
    ]
    scheme = "".join(
        f'<a:{s}><a:srgbClr val="{c}"/></a:{s}>' for s, c in zip(slots, colours, strict=True)
    )
    rest = '<a:ea typeface=""/><a:cs typeface=""/>'
    families = "".join(
        f'<a:{kind}Font><a:latin typeface="{family}"/>{rest}</a:{kind}Font>'
        for kind, family in (("major", major), ("minor", minor))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme xmlns:a="{NAMESPACES["a"]}" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="{name}">{families}</a:fontScheme><a:fmtScheme name="{name}">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    ).encode()


def document(
    body: Sequence[Element],
    styles: Sequence[Element],
    *,
    template: bool = False,
    running: Mapping[str, Sequence[Element]] | None = None,
    numbering: Sequence[Element] = (),
    theme_part: bytes | None = None,
    settings: str = "",
    pictures: Mapping[str, bytes] | None = None,
    more: Mapping[str, tuple[str, str, bytes]] | None = None,
) -> bytes:
    """A Word file. *running* gives heads and feet by file, such as ``header1``; their relation id
    is their name, as is that of *pictures*. *more* are parts: content type, relation, bytes.
    """
    kind = "template" if template else "document"
    parts: dict[str, tuple[str, str, bytes]] = {
        "styles": (f"{WORD}.styles+xml", "styles", serialise(w("styles", *styles))),
        "settings": (
            f"{WORD}.settings+xml",
            "settings",
            serialise(w("settings", *xml(settings))),
        ),
    }
    if numbering:
        root = serialise(w("numbering", *numbering))
        parts["numbering"] = (f"{WORD}.numbering+xml", "numbering", root)
    if theme_part:
        parts["theme/theme1"] = (
            "application/vnd.openxmlformats-officedocument.theme+xml",
            "theme",
            theme_part,
        )
    for name, blocks in (running or {}).items():
        what = name.rstrip("0123456789")
        tag = "hdr" if what == "header" else "ftr"
        root = serialise(element(f"w:{tag}", None, *blocks, also=("r", "wp", "a", "pic")))
        parts[name] = (f"{WORD}.{what}+xml", what, root)
    parts |= more or {}
    media = pictures or {}
    links = [relation(f"media/{name}.png", "image", name) for name in media]
    main = element("w:document", None, w("body", *body), also=("r", "wp", "a", "pic", "mc", "w14"))
    files = {
        "[Content_Types].xml": serialise(_types(kind, parts)),
        "_rels/.rels": serialise(
            _relations([relation("word/document.xml", "officeDocument", "rId1")])
        ),
        "word/document.xml": serialise(main),
        "word/_rels/document.xml.rels": serialise(
            _relations(
                [
                    *links,
                    *(relation(f"{n}.xml", p[1], n.rpartition("/")[2]) for n, p in parts.items()),
                ]
            )
        ),
        **{f"word/{name}.xml": part[2] for name, part in parts.items()},
        **{f"word/media/{name}.png": data for name, data in media.items()},
        **{
            f"word/_rels/{name}.xml.rels": serialise(_relations(links))
            for name in (running or {})
            if media
        },
    }
    return packed(files)


def relation(target: str, kind: str, key: str, mode: str | None = None) -> Element:
    """A relationship."""
    attributes = {"Id": key, "Type": f"{RELATION}/{kind}", "Target": target, "TargetMode": mode}
    return element("rel:Relationship", attributes)


def _relations(entries: Sequence[Element]) -> Element:
    return element("rel:Relationships", None, *entries)


def _types(kind: str, parts: Mapping[str, tuple[str, str, bytes]]) -> Element:
    defaults = (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
    )
    named = {"document": f"{WORD}.{kind}.main+xml", **{n: p[0] for n, p in parts.items()}}
    return element(
        "ct:Types",
        None,
        *(element("ct:Default", {"Extension": e, "ContentType": t}) for e, t in defaults),
        *(
            element("ct:Override", {"PartName": f"/word/{n}.xml", "ContentType": t})
            for n, t in named.items()
        ),
    )


def section(size: tuple[int, int], margins: tuple[int, int, int, int], text: str = "") -> Element:
    """``w:sectPr``; margins are top, right, bottom, left, in twips. *text* is references."""
    top, right, bottom, left = margins
    before, _, after = text.partition("|")
    return w(
        "sectPr",
        *xml(before),
        w("pgSz", w=size[0], h=size[1]),
        w(
            "pgMar",
            top=top,
            right=right,
            bottom=bottom,
            left=left,
            header=567,
            footer=567,
            gutter=0,
        ),
        *xml(after),
    )


def named(kind: str, name: str, page: str = "default") -> str:
    """A reference to a head or foot."""
    return f'<w:{kind}Reference w:type="{page}" r:id="{name}"/>'


def logo(key: str, number: int, size: tuple[float, float]) -> Element:
    """A picture without alternative text."""
    made = picture(key, number, "", size)
    for found in made.iter(f"{{{NAMESPACES['wp']}}}docPr"):
        del found.attrib["descr"]
    return made


def defaults(size: int, language: str, family: str = "minor", p: str = "") -> Element:
    """``w:docDefaults`` with a family of the theme; *size* is in half-points."""
    face = f"rFonts asciiTheme={family}HAnsi hAnsiTheme={family}HAnsi cstheme={family}Bidi"
    characters = w("rPr", *properties(f"{face}; sz {size}; lang {language}"))
    setting = w("pPr", *properties(p)) if p else None
    return w("docDefaults", w("rPrDefault", characters), w("pPrDefault", setting))


MODERN = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)
A4, LETTER = (11906, 16838), (12240, 15840)
OFFICE = "000000 FFFFFF 44546A E7E6E6 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47 0563C1 954F72"
CELLS = "tblInd w=0 type=dxa; tblCellMar{left w=108 type=dxa; right w=108 type=dxa}"
MAJOR = "rFonts asciiTheme=majorHAnsi hAnsiTheme=majorHAnsi"
PLAIN_CHARACTERS = "Default Paragraph Font"


# --- a ministry -----------------------------------------------------------------------------------


def ministry() -> bytes:
    """A German ministry's template: sans, black, numbered headings, localised ids, wide margin."""
    single = "line=240 lineRule=auto"
    running = "tabs{tab val=right pos=8505}; spacing after=0"
    styles = [
        defaults(22, "de-DE"),
        style(
            "paragraph",
            "Standard",
            "Normal",
            None,
            "spacing after=120 line=276 lineRule=auto",
            "rFonts ascii=Arial hAnsi=Arial cs=Arial; lang de-DE",
            default="1",
        ),
        *(
            paragraph(
                f"berschrift{n}",
                f"heading {n}",
                "Standard",
                f"keepNext; numPr{{ilvl {n - 1}; numId 7}}; "
                f"spacing before={before} after=80 {single}; outlineLvl {n - 1}",
                f"b; sz {size}",
            )
            for n, before, size in ((1, 360, 28), (2, 240, 24), (3, 200, 22))
        ),
        paragraph(
            "Titel", "Title", "Standard", f"spacing before=240 after=240 {single}", "b; sz 40"
        ),
        paragraph(
            "Aufzhlungszeichen", "List Bullet", "Standard", "numPr{numId 9}; spacing after=60"
        ),
        paragraph(
            "Beschriftung",
            "caption",
            "Standard",
            f"keepNext; spacing before=200 after=80 {single}",
            "b; sz 18",
        ),
        style(
            "paragraph",
            "Tabellentext",
            "Tabellentext",
            "Standard",
            f"spacing before=40 after=40 {single}",
            "sz 18",
            customStyle="1",
        ),
        paragraph("Kopfzeile", "header", "Standard", running, "sz 16"),
        paragraph("Fuzeile", "footer", "Standard", running, "sz 16"),
        style("character", "Absatz-Standardschriftart", PLAIN_CHARACTERS, default="1"),
        style("character", "Fett", "Strong", r="b"),
        table("NormaleTabelle", "Normal Table", None, CELLS, default="1"),
    ]
    chapters = [
        level(n, text, 709, 709, f"berschrift{n + 1}")
        for n, text in enumerate(("%1", "%1.%2", "%1.%2.%3"))
    ]
    bullets = [level(0, "▪", 340, 340, "Aufzhlungszeichen")]
    foot = [*field("DOCPROPERTY Aktenzeichen", f"{SAMPLE} Az."), tabbed("Seite ")]
    foot += [*field("PAGE", "1"), run(" von "), *field("NUMPAGES", "9")]
    named_parts = named("header", "header1") + named("footer", "footer1")
    return document(
        [
            said("Titel", f"{SAMPLE}-Titel"),
            said("berschrift1", f"{SAMPLE}-Überschrift"),
            said("Standard", f"{SAMPLE}-Text, der nicht bleibt."),
            said("Aufzhlungszeichen", f"{SAMPLE}-Punkt"),
            section(A4, (1985, 1134, 1418, 2268), named_parts),
        ],
        styles,
        template=True,
        running={
            "header1": [
                said(
                    "Kopfzeile",
                    logo("adler", 1, (34, 40)),
                    " Ministerium für Verkehr",
                    tabbed("Referat Z 3"),
                )
            ],
            "footer1": [said("Fuzeile", *foot)],
        },
        numbering=lists((2, 7, chapters), (5, 9, bullets)),
        theme_part=theme("Office", OFFICE.split(), "Arial", "Arial"),
        pictures={"adler": drawn([(0, 0, 0), (221, 0, 0), (255, 206, 0)], 51, 60)},
    )


# --- a think tank ---------------------------------------------------------------------------------

WINE = "color 6E1A2B themeColor=accent1"
GREEN = "color 2E5E4E themeColor=accent2"


def think_tank() -> bytes:
    """An American think tank's document: serif, wine and green, cover, heads that differ."""
    margins = (1700, 1440, 1440, 1440)
    references = "".join(
        named(kind, f"{kind}{n}", page)
        for kind in ("header", "footer")
        for n, page in ((1, "default"), (2, "first"), (3, "even"))
    )
    pages = f"{references}|<w:titlePg/>"
    day = control(
        "[Pick a date]",
        '<w:tag w:val="Publish Date"/><w:showingPlcHdr/><w:date w:fullDate="2019-03-01T00:00:00Z">'
        '<w:dateFormat w:val="MMMM d, yyyy"/><w:lid w:val="en-US"/>'
        '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>',
    )
    prompt = '<w:tag w:val="subtitle"/><w:showingPlcHdr/><w:text/>'
    cover = [
        said("Normal", logo("skyline", 4, (300, 150))),
        said("Title", control("[Document title]", bound("Title", "title"))),
        said("Subtitle", control("[Subtitle]", prompt)),
        said("Normal", control("[Author]", bound("Author", "creator"))),
        said("Normal", day),
        w("p", w("pPr", val("pStyle", "Normal"), section(LETTER, margins, pages))),
    ]
    return document(
        [
            *cover,
            said("Heading1", f"{SAMPLE} heading"),
            said("BodyText", f"{SAMPLE} words in the body."),
            section(LETTER, margins, pages),
        ],
        _think_tank_styles(),
        running={
            "header1": [said("Header", "Center — ", *field("TITLE", f"{SAMPLE} title"))],
            "header2": [said("Normal", logo("mark", 5, (60, 20)))],
            "header3": [said("Header", *field('STYLEREF "heading 1"', f"{SAMPLE} section"))],
            "footer1": [said("Footer", "example.org · ", *field("PAGE", "1"))],
            "footer2": [said("Footer", "1200 Example Avenue, Washington, DC")],
            "footer3": [said("Footer", *field("PAGE", "2"), " · example.org")],
        },
        numbering=lists(
            (0, 1, [level(0, "•", 280, 280), level(1, "•", 560, 280)]),
            (1, 2, [level(0, "%1)", 380, 380)]),
        ),
        theme_part=theme(
            "Center",
            [
                "1A1A1A",
                "FFFFFF",
                "3B2A2E",
                "F4EFE9",
                "6E1A2B",
                "2E5E4E",
                "B08D57",
                "7A6A5D",
                "4C6A78",
                "9C4A3C",
                "2E5E4E",
                "7A6A5D",
            ],
            "Caladea",
            "Caladea",
        ),
        settings=f"<w:evenAndOddHeaders/>{MODERN}",
        pictures={
            "skyline": drawn([(110, 26, 43), (46, 94, 78), (176, 141, 87)], 300, 150),
            "mark": drawn([(110, 26, 43), (46, 94, 78)], 60, 20),
        },
    )


def _think_tank_styles() -> list[Element]:
    rule = "pBdr{bottom val=single sz=6 space=3 color=6E1A2B}"
    item = "spacing after=60"
    edges = "top val=single sz=12 color=6E1A2B; bottom val=single sz=12 color=6E1A2B"
    rows = "insideH val=single sz=4 color=BFBFBF"
    room = "top w=50 type=dxa; left w=80 type=dxa; bottom w=50 type=dxa; right w=80 type=dxa"
    return [
        defaults(22, "en-US"),
        style("paragraph", "Normal", "Normal", default="1"),
        paragraph(
            "BodyText", "Body Text", "Normal", "spacing after=140 line=288 lineRule=auto; jc both"
        ),
        *(
            paragraph(
                f"Heading{n}",
                f"heading {n}",
                "Normal",
                f"keepNext; spacing before={440 - 100 * n} after=80; outlineLvl {n - 1}",
                f"{MAJOR}; {WINE}; sz {size}",
            )
            for n, size in ((1, 34), (2, 27), (3, 23))
        ),
        paragraph("Title", "Title", "Normal", "spacing after=120", f"{MAJOR}; {WINE}; sz 56"),
        paragraph("Subtitle", "Subtitle", "Normal", "spacing after=240", f"i; {GREEN}; sz 30"),
        paragraph("ListBullet", "List Bullet", "BodyText", f"numPr{{numId 1}}; {item}"),
        paragraph("ListNumber", "List Number", "BodyText", f"numPr{{numId 2}}; {item}"),
        paragraph(
            "Quote", "Quote", "Normal", "spacing before=160 after=160; ind left=560 right=560", "i"
        ),
        paragraph(
            "Caption",
            "caption",
            "Normal",
            "keepNext; spacing before=200 after=80",
            f"i; {GREEN}; sz 19",
        ),
        style(
            "paragraph",
            "KeyMessage",
            "Key Message",
            "Normal",
            "pBdr{left val=single sz=24 space=8 color=2E5E4E}; shd clear color=auto fill=EDF3F0; "
            "spacing after=60; ind left=200 right=120",
            "sz 20",
            customStyle="1",
        ),
        *(
            paragraph(
                f"TOC{n}", f"toc {n}", "Normal", f"spacing after=60; ind left={220 * (n - 1)}"
            )
            for n in (1, 2, 3)
        ),
        paragraph("Header", "header", "Normal", rule, "sz 18"),
        paragraph("Footer", "footer", "Normal", "", "sz 18"),
        style("character", "DefaultParagraphFont", PLAIN_CHARACTERS, default="1"),
        style("character", "Hyperlink", "Hyperlink", r="color 2E5E4E; u single"),
        table("TableNormal", "Normal Table", None, CELLS, default="1"),
        table(
            "ReportTable",
            "Report Table",
            "TableNormal",
            f"tblBorders{{{edges}; {rows}}}; tblCellMar{{{room}}}",
            "b; color 6E1A2B",
            customStyle="1",
        ),
    ]


def bound(title: str, name: str) -> str:
    """Properties of a control that shows what the file's properties say under a name."""
    dublin, core = NAMESPACES["dc"], NAMESPACES["cp"]
    return (
        f'<w:alias w:val="{title}"/><w:showingPlcHdr/><w:dataBinding w:prefixMappings="'
        f"xmlns:ns0='{dublin}' xmlns:ns1='{core}'\" "
        f'w:xpath="/ns1:coreProperties[1]/ns0:{name}[1]" w:storeItemID="{CORE_STORE}"/><w:text/>'
    )


# --- a company ------------------------------------------------------------------------------------


def corporate() -> bytes:
    """A plain company document as Word makes it: Calibri, blue headings, few styles."""
    blue = "color 2F5496 themeColor=accent1 themeShade=BF"
    styles = [
        defaults(22, "en-GB", p="spacing after=160 line=259 lineRule=auto"),
        style("paragraph", "Normal", "Normal", default="1"),
        *(
            paragraph(
                f"Heading{n}",
                f"heading {n}",
                "Normal",
                f"keepNext; keepLines; spacing before={before} after=0; outlineLvl {n - 1}",
                f"{MAJOR}; {blue}; sz {size}",
            )
            for n, before, size in ((1, 240, 32), (2, 40, 26), (3, 40, 24))
        ),
        paragraph(
            "Title",
            "Title",
            "Normal",
            "spacing after=0 line=240 lineRule=auto; contextualSpacing",
            f"{MAJOR}; spacing -10; kern 28; sz 56",
        ),
        paragraph("ListParagraph", "List Paragraph", "Normal", "ind left=720; contextualSpacing"),
        style("character", "DefaultParagraphFont", PLAIN_CHARACTERS, default="1"),
        table("TableNormal", "Normal Table", None, CELLS, default="1"),
    ]
    return document(
        [
            said("Title", f"{SAMPLE} title"),
            said("Heading1", f"{SAMPLE} heading"),
            said(None, f"{SAMPLE} text."),
            section(A4, (1440, 1440, 1440, 1440)),
        ],
        styles,
        theme_part=theme("Office", OFFICE.split(), "Calibri Light", "Calibri"),
        settings=f'<w:zoom w:percent="100"/>{MODERN}',
    )


HOUSES = {"ministry.dotx": ministry, "think-tank.docx": think_tank, "corporate.docx": corporate}
"""All of them by the name of their file."""
