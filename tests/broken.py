"""Word files that are broken on purpose, each by a small change to the sound one of `richfile`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from richfile import (
    BEGIN,
    BINDINGS,
    CONTENT,
    CONTROL,
    DOCUMENT,
    END,
    SHOW,
    code,
    edited,
    field,
    paragraph,
    relations,
    rich,
    run,
    types,
)

Parts = Mapping[str, bytes]
Change = Callable[[Parts], Parts]

STYLES, LISTS = "word/styles.xml", "word/numbering.xml"
SETTINGS, TYPES = "word/settings.xml", "[Content_Types].xml"
NOTES, COMMENTS, HEAD = "word/footnotes.xml", "word/comments.xml", "word/header1.xml"
BOUND, CORE = "word/_rels/document.xml.rels", "docProps/core.xml"


@dataclass(frozen=True)
class Broken:
    """A broken file: what the lint says of it, and which validators find something as well.

    What the SDK's Python port finds, the SDK is not asked about: most of a second for each file.
    """

    name: str
    change: Change
    says: str | tuple[str, ...]
    """Findings in order, without the part where that is the text."""
    also: str = ""

    @property
    def parts(self) -> Parts:
        """The parts of the file."""
        return self.change(rich())

    @property
    def findings(self) -> list[str]:
        """What the lint says, in full."""
        lines = (self.says,) if isinstance(self.says, str) else self.says
        return [line if _PART.match(line) else f"{DOCUMENT}: {line}" for line in lines]


_PART = re.compile(r"\S+\.(xml|rels|svg): ")


def changed(part: str, before: str, after: str) -> Change:
    """One change in a part."""
    return lambda parts: edited(parts, part, before, after)


def text(before: str, after: str) -> Change:
    """One change in the text."""
    return changed(DOCUMENT, before, after)


def added(xml: str) -> Change:
    """Something more at the beginning of the text."""
    return text("<w:body>", f"<w:body>{xml}")


def with_field(instruction: str) -> Change:
    """A field more at the beginning of the text."""
    return added(f"<w:p>{field(instruction, 'a')}</w:p>")


def gone(part: str) -> Change:
    """A part left out."""
    return lambda parts: {name: data for name, data in parts.items() if name != part}


def more(part: str, data: str) -> Change:
    """One more part."""
    return lambda parts: {**parts, part: data.encode()}


def both(first: Change, second: Change) -> Change:
    """Two changes."""
    return lambda parts: second(first(parts))


SMALL = (
    '<w:tbl><w:tblPr><w:tblW w:w="9" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="9"/>'
    "</w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
)
LAST = "<w:vMerge/></w:tcPr><w:p/>"
"""The last cell of the sound file that has nothing but a paragraph."""

ANCHORED = '<w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:bookmarkStart w:id="900"'
IMAGE = (
    '<Relationship Id="rIdLost" Type="{}/{}" Target="{}" TargetMode="External"/></Relationships>'
)
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINK = '<w:hyperlink w:anchor="now">{}</w:hyperlink>'
SEPARATE = (
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
    "<w:continuationSeparator/></w:r></w:p></w:footnote>"
)


def style(kind: str, key: str, more: str = "") -> Change:
    """One more style."""
    made = f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{key}"/>{more}</w:style>'
    return changed(STYLES, "</w:styles>", f"{made}</w:styles>")


def outside(kind: str, target: str) -> Change:
    """One more relation of the text, out of the file."""
    return changed(BOUND, "</Relationships>", IMAGE.format(KINDS, kind, target))


BROKEN = [
    # --- tables ---
    Broken(
        "cell without a paragraph",
        text(LAST, LAST[:-6]),
        "has a cell that does not end in a paragraph",
        "audit",
    ),
    Broken(
        "cell ending in a table",
        text(LAST, LAST + SMALL),
        "has a cell that does not end in a paragraph",
    ),
    Broken(
        "row without cells", text("</w:tbl>", "<w:tr/></w:tbl>"), "has a row without cells", "audit"
    ),
    Broken(
        "row too wide",
        text('<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="3"/>'),
        "has a row of 3 columns in a table of 2",
    ),
    Broken(
        "table without columns",
        added(SMALL.replace('<w:gridCol w:w="9"/>', "") + "<w:p/>"),
        ("has a row of 1 columns in a table of 0", "has a table without columns"),
    ),
    Broken(
        "table without rows",
        added(SMALL[: SMALL.index("<w:tr>")] + "</w:tbl><w:p/>"),
        "has a table without rows",
    ),
    Broken(
        "two tables that touch",
        added(SMALL + SMALL + "<w:p/>"),
        "has two tables that Word would join",
    ),
    Broken(
        "cell joined with none",
        text('<w:vMerge w:val="restart"/>', ""),
        "has a cell joined with one above it that is not there",
    ),
    Broken(
        "table without a head row",
        text("<w:trPr><w:tblHeader/></w:trPr>", ""),
        "has a table without a head row",
    ),
    # --- styles ---
    Broken(
        "style that is not there",
        text(ANCHORED, ANCHORED.replace("BodyText", "Nobody")),
        "uses the style Nobody, which is not there",
        "audit",
    ),
    Broken(
        "character style for a paragraph",
        text(ANCHORED, ANCHORED.replace("BodyText", "Hyperlink")),
        "uses the character style Hyperlink as a paragraph style",
    ),
    Broken(
        "paragraph style for characters",
        added('<w:p><w:r><w:rPr><w:rStyle w:val="Title"/></w:rPr></w:r></w:p>'),
        "uses the paragraph style Title as a character style",
    ),
    Broken(
        "paragraph style for a table",
        added(SMALL.replace("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="Title"/>') + "<w:p/>"),
        "uses the paragraph style Title as a table style",
    ),
    Broken(
        "style that is there twice",
        style("paragraph", "Title"),
        (f"{STYLES}: has the style Title twice", f"{STYLES}: has two styles of the name title"),
        "audit",
    ),
    Broken(
        "two styles of one name",
        changed(STYLES, '<w:name w:val="Body Text"/>', '<w:name w:val="title"/>'),
        f"{STYLES}: has two styles of the name title",
    ),
    Broken(
        "style based on none there",
        style("paragraph", "New", '<w:basedOn w:val="Old"/>'),
        f"{STYLES}: uses the style Old, which is not there",
        "audit",
    ),
    Broken(
        "style based on itself",
        both(
            style("paragraph", "A", '<w:basedOn w:val="B"/>'),
            style("paragraph", "B", '<w:basedOn w:val="A"/>'),
        ),
        (
            f"{STYLES}: has the style A based on itself",
            f"{STYLES}: has the style B based on itself",
        ),
    ),
    Broken(
        "style based on another type",
        style("character", "New", '<w:basedOn w:val="Title"/>'),
        f"{STYLES}: has the character style New based on a paragraph style",
    ),
    Broken(
        "no style by default",
        changed(STYLES, ' w:default="1" w:styleId="Normal"', ' w:styleId="Normal"'),
        f"{STYLES}: has no paragraph style by default",
    ),
    Broken(
        "two styles by default",
        changed(STYLES, ' w:styleId="BodyText"', ' w:default="1" w:styleId="BodyText"'),
        f"{STYLES}: has two paragraph styles by default",
    ),
    Broken(
        "file without styles",
        changed(BOUND, "relationships/styles", "relationships/other"),
        "has no styles",
        "audit",
    ),
    # --- lists ---
    Broken(
        "list that is not there",
        text(
            ANCHORED,
            ANCHORED.replace("</w:pPr>", '<w:numPr><w:numId w:val="77"/></w:numPr></w:pPr>'),
        ),
        "uses the list 77, which is not there",
        "audit",
    ),
    Broken(
        "list without a definition",
        changed(LISTS, '<w:abstractNumId w:val="0"/>', '<w:abstractNumId w:val="7"/>'),
        (
            f"{LISTS}: names the style ListNumber for a level that it is not on",
            f"{LISTS}: uses the list definition 7, which is not there",
        ),
        "audit",
    ),
    Broken(
        "two lists of one number",
        changed(
            LISTS,
            "</w:numbering>",
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>',
        ),
        f"{LISTS}: has two lists with the number 1",
    ),
    Broken(
        "two definitions of one number",
        changed(LISTS, "<w:abstractNum ", '<w:abstractNum w:abstractNumId="0"/><w:abstractNum '),
        f"{LISTS}: has two list definitions with the number 0",
        "audit",
    ),
    Broken(
        "tenth level of a list",
        text(
            ANCHORED,
            ANCHORED.replace(
                "</w:pPr>", '<w:numPr><w:ilvl w:val="9"/><w:numId w:val="1"/></w:numPr></w:pPr>'
            ),
        ),
        "uses the level 9 of a list, which has nine",
    ),
    Broken(
        "definition of a tenth level",
        changed(LISTS, 'w:ilvl="2"', 'w:ilvl="9"'),
        f"{LISTS}: has the level 9 of a list, which has nine",
    ),
    Broken(
        "level that is there twice",
        changed(LISTS, 'w:ilvl="2"', 'w:ilvl="1"'),
        f"{LISTS}: has the level 1 of the list definition 0 twice",
    ),
    Broken(
        "level that leads to another style",
        changed(LISTS, '<w:pStyle w:val="ListNumber"/>', '<w:pStyle w:val="Title"/>'),
        f"{LISTS}: names the style Title for a level that it is not on",
    ),
    # --- bookmarks and links ---
    Broken(
        "bookmark that is there twice",
        text("_bg_cell", "_BG_0123456789ab"),
        "has the bookmark _bg_0123456789ab twice",
    ),
    Broken(
        "two bookmarks of one id",
        both(
            text('w:id="901"', 'w:id="900"'),
            text('<w:bookmarkEnd w:id="901"/>', '<w:bookmarkEnd w:id="900"/>'),
        ),
        "has two bookmarks with the id 900",
        "audit",
    ),
    Broken(
        "bookmark without an end",
        text('<w:bookmarkEnd w:id="900"/>', ""),
        "does not close the bookmark _bg_0123456789ab",
    ),
    Broken(
        "bookmark without a beginning",
        text('<w:bookmarkStart w:id="900" w:name="_bg_0123456789ab"/>', ""),
        "closes the bookmark 900, which is not open",
    ),
    Broken(
        "bookmark that ends first",
        both(text('<w:bookmarkEnd w:id="900"/>', ""), added('<w:p/><w:bookmarkEnd w:id="900"/>')),
        (
            "closes the bookmark _bg_0123456789ab, which is not open",
            "does not close the bookmark _bg_0123456789ab",
        ),
    ),
    Broken(
        "bookmark of a wrong name",
        text("_bg_cell", "2nd"),
        "has a bookmark that Word does not take: 2nd",
    ),
    Broken(
        "bookmark of a long name",
        text("_bg_cell", "n" * 41),
        f"has a bookmark that Word does not take: {'n' * 41}",
        "audit",
    ),
    Broken(
        "link to no bookmark",
        text('w:anchor="now"', 'w:anchor="then"'),
        "leads to the bookmark then, which is not there",
    ),
    Broken(
        "link to nowhere",
        added(f'<w:p><w:hyperlink w:history="1">{run("a")}</w:hyperlink></w:p>'),
        "has a link that leads nowhere",
    ),
    Broken(
        "link in a link",
        added(f"<w:p>{LINK.format(LINK.format(run('a')))}</w:p>"),
        "has a link inside a link",
    ),
    Broken(
        "link to a picture",
        added('<w:p><w:hyperlink r:id="rIdBitmap"/></w:p>'),
        "has a link to a part bound as image",
    ),
    # --- fields ---
    Broken("field without an end", text(run("1") + END, run("1")), "does not end a field"),
    Broken(
        "field without a beginning",
        added(f"<w:p>{END}</w:p>"),
        "has the end of a field in the wrong place",
    ),
    Broken(
        "field without a result",
        added(f"<w:p>{BEGIN}{code('PAGE')}{END}</w:p>"),
        "has the end of a field in the wrong place",
    ),
    Broken(
        "field that begins in a link",
        added(f"<w:p>{LINK.format(BEGIN)}{code('PAGE')}{SHOW}{END}</w:p>"),
        "has a field that begins and ends in different links",
    ),
    Broken(
        "code outside a field",
        added(f"<w:p>{code('PAGE')}</w:p>"),
        "has the code of a field outside a field",
    ),
    Broken(
        "field to be updated",
        text('w:fldCharType="begin"', 'w:dirty="1" w:fldCharType="begin"'),
        "has a field that is to be updated, about which Word would ask",
    ),
    Broken(
        "reference to no bookmark",
        text("REF figure_1", "REF figure_2"),
        "leads to the bookmark figure_2, which is not there",
    ),
    Broken(
        "page of no bookmark",
        with_field("PAGEREF then"),
        "leads to the bookmark then, which is not there",
    ),
    Broken(
        "simple field of no bookmark",
        added('<w:p><w:fldSimple w:instr="REF then"/></w:p>'),
        "leads to the bookmark then, which is not there",
    ),
    Broken(
        "link field to no bookmark",
        with_field(r'HYPERLINK \l "then"'),
        "leads to the bookmark then, which is not there",
    ),
    Broken(
        "quotation of no style",
        text('STYLEREF "heading 1"', 'STYLEREF "Chapter"'),
        "quotes the style Chapter, which is not there",
    ),
    Broken(
        "quotation of no level",
        text("STYLEREF 1", "STYLEREF 7"),
        "quotes the style heading 7, which is not there",
    ),
    Broken(
        "sequence without a name",
        with_field(r"SEQ \* ARABIC"),
        "has a sequence of numbers without a name",
    ),
    Broken(
        "list of no sequence",
        text(r'\c "Figure"', r'\c "Table"'),
        "lists the sequence Table, of which there is none",
    ),
    Broken(
        "contents of no bookmark",
        with_field(r"TOC \b then"),
        "leads to the bookmark then, which is not there",
    ),
    Broken(
        "contents of no style",
        with_field(r'TOC \t "Chapter,1"'),
        "quotes the style Chapter, which is not there",
    ),
    Broken(
        "field that fetches",
        with_field("INCLUDEPICTURE a.png"),
        "has a field that fetches something: INCLUDEPICTURE",
    ),
    # --- notes ---
    Broken(
        "call of no note",
        text('<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="7"/>'),
        (
            "calls the footnote 7, which is not there",
            f"{NOTES}: has the footnote 1, which nothing calls",
        ),
        "audit",
    ),
    Broken(
        "note called twice",
        added('<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'),
        "calls the footnote 1 twice",
    ),
    Broken(
        "note that nothing calls",
        text('<w:r><w:endnoteReference w:id="1"/></w:r>', ""),
        "word/endnotes.xml: has the endnote 1, which nothing calls",
    ),
    Broken(
        "two notes of one id",
        changed(
            NOTES,
            '<w:footnote w:id="1">',
            '<w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r></w:p></w:footnote>'
            '<w:footnote w:id="1">',
        ),
        f"{NOTES}: has two notes with the id 1",
        "audit",
    ),
    Broken(
        "note without its number",
        changed(NOTES, "<w:footnoteRef/>", ""),
        f"{NOTES}: has the footnote 1, which does not begin with its number",
    ),
    Broken(
        "note called from a head",
        changed(HEAD, "</w:p>", '<w:r><w:footnoteReference w:id="1"/></w:r></w:p>'),
        f"{HEAD}: calls a note, which only the text may do",
        "sdk",
    ),
    Broken(
        "note that repeats no call",
        text("NOTEREF _RefNote", "NOTEREF figure_1"),
        "repeats the number of a note from figure_1, where there is none",
    ),
    Broken(
        "no line between text and notes",
        changed(NOTES, SEPARATE, ""),
        (
            f"{NOTES}: has no continuationSeparator",
            f"{SETTINGS}: names the footnote 0, which is not there",
        ),
        "audit",
    ),
    Broken(
        "line that settings do not name",
        changed(SETTINGS, '<w:footnote w:id="-1"/>', ""),
        f"{SETTINGS}: does not name the separator of footnotes",
    ),
    # --- comments ---
    Broken(
        "place of no comment",
        added('<w:p><w:commentRangeStart w:id="5"/><w:commentRangeEnd w:id="5"/></w:p>'),
        "has the place of the comment 5, which is not there",
        "audit",
    ),
    Broken(
        "comment without a place",
        text('<w:r><w:commentReference w:id="0"/></w:r>', ""),
        f"{COMMENTS}: has the comment 0, which no place calls",
    ),
    Broken(
        "two comments of one id",
        changed(
            COMMENTS,
            "</w:comments>",
            '<w:comment w:id="0" w:author="B"><w:p/></w:comment></w:comments>',
        ),
        f"{COMMENTS}: has two comments with the id 0",
        "audit",
    ),
    Broken(
        "comment in two places",
        added('<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>'),
        "has two places of the comment 0",
        "audit",
    ),
    Broken(
        "comment without an end",
        text('<w:commentRangeEnd w:id="0"/>', ""),
        "does not close the place of the comment 0",
    ),
    Broken(
        "comment without a beginning",
        text('<w:commentRangeStart w:id="0"/>', ""),
        "closes the place of the comment 0, which is not open",
    ),
    # --- sections ---
    Broken(
        "text without a last section",
        text("</w:sectPr></w:body>", "</w:sectPr><w:p/></w:body>"),
        (
            "does not end in the properties of a section",
            "has the properties of a section in the wrong place",
        ),
        "audit",
    ),
    Broken(
        "section in a cell",
        text(LAST, LAST[:-6] + "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>"),
        "has the properties of a section in the wrong place",
    ),
    Broken(
        "two heads for the same pages",
        text(
            '<w:headerReference w:type="even" r:id="rIdEven"/>',
            '<w:headerReference w:type="even" r:id="rIdEven"/>' * 2,
        ),
        "has a section with two headers for even pages",
    ),
    Broken(
        "picture for a head",
        text(
            '<w:headerReference w:type="even" r:id="rIdEven"/>',
            '<w:headerReference w:type="even" r:id="rIdBitmap"/>',
        ),
        "has a part bound as image for a header",
        "audit",
    ),
    Broken(
        "head for even pages unasked",
        changed(SETTINGS, "<w:evenAndOddHeaders/>", ""),
        "has a header for even pages, which settings do not ask for",
    ),
    # --- controls ---
    Broken(
        "control around a block",
        added(CONTROL.replace("7001", "7002").replace(run("Today"), paragraph(run("Today")))),
        "has a block control, which LibreOffice destroys the content of",
    ),
    Broken(
        "two controls of one id",
        added(f"<w:p>{CONTROL}</w:p>"),
        "has two controls with the id 7001",
    ),
    Broken(
        "control with a long tag",
        text('"bg:date"', f'"{"t" * 65}"'),
        f"has a control whose tag is too long for Word: {'t' * 65}",
    ),
    # --- drawings ---
    Broken(
        "two pictures of one id",
        text('<wp:docPr id="51"', '<wp:docPr id="50"'),
        "has two pictures with the id 50",
        "sdk",
    ),
    Broken(
        "picture without words",
        text('descr="A chart"', 'descr=""'),
        "has a picture without alternative text",
    ),
    Broken(
        "picture of no size",
        text('<wp:extent cx="914400" cy="914400"/>', '<wp:extent cx="914400" cy="0"/>'),
        "has a picture of no size",
    ),
    Broken(
        "picture in one exact line",
        text('<w:pStyle w:val="Figure"/>', '<w:pStyle w:val="Quote"/>'),
        "has a picture in Quote, whose exact leading clips it",
    ),
    Broken(
        "vectors of a wrong type",
        changed(TYPES, "image/svg+xml", "image/png"),
        "has word/media/vectors.svg for vectors, which is not SVG",
        "audit",
    ),
    Broken(
        "vectors without a bitmap",
        text('r:embed="rIdBitmap"', 'r:embed="rIdVectors"'),
        "has a picture of vectors without a bitmap for older programs",
    ),
    Broken(
        "chart without its workbook",
        changed(
            "word/charts/chart1.xml",
            '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>',
            "",
        ),
        "word/charts/chart1.xml: is a chart without its workbook",
    ),
    Broken(
        "chart that is a picture",
        text('r:id="rIdChart"', 'r:id="rIdBitmap"'),
        "has a part bound as image for a chart",
    ),
    # --- text ---
    Broken(
        "paragraph in a paragraph",
        added("<w:p><w:p/></w:p>"),
        "has a paragraph inside a paragraph",
        "audit",
    ),
    Broken(
        "text outside a run",
        added("<w:p><w:t>a</w:t></w:p>"),
        "has text outside a run",
        "audit",
    ),
    Broken(
        "control character",
        text("Anchored.", "Anch\x85ored."),
        "has a control character in its text",
    ),
    Broken("tab in a run", text("Anchored.", "Anch\tored."), "has a control character in its text"),
    Broken(
        "blank that is dropped",
        added("<w:p><w:r><w:t>a </w:t></w:r></w:p>"),
        "has blanks at the edge of a run, which Word drops",
    ),
    Broken(
        "properties of a run in disorder",
        added("<w:p><w:r><w:rPr><w:i/><w:b/></w:rPr></w:r></w:p>"),
        "has b in the wrong place of rPr",
        "audit",
    ),
    Broken(
        "properties of a paragraph in disorder",
        added('<w:p><w:pPr><w:jc w:val="left"/><w:keepNext/></w:pPr></w:p>'),
        "has keepNext in the wrong place of pPr",
        "audit",
    ),
    Broken(
        "property that is there twice",
        added('<w:p><w:pPr><w:jc w:val="left"/><w:jc w:val="left"/></w:pPr></w:p>'),
        "has jc in the wrong place of pPr",
        "audit",
    ),
    Broken(
        "colour with a hash",
        added('<w:p><w:r><w:rPr><w:color w:val="#FF0000"/></w:rPr></w:r></w:p>'),
        (),
        "audit",
    ),
    Broken(
        "alignment that is none",
        added('<w:p><w:pPr><w:jc w:val="middle"/></w:pPr></w:p>'),
        (),
        "audit",
    ),
    Broken(
        "prefix that stands for nothing",
        text('mc:Ignorable="w14"', 'mc:Ignorable="w14 w16"'),
        "lets programs ignore the prefix w16, which stands for nothing",
        "audit",
    ),
    Broken(
        "choice that stands for nothing",
        added(
            '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="w16"/><mc:Fallback/>'
            "</mc:AlternateContent></w:r></w:p>"
        ),
        "requires the prefix w16, which stands for nothing",
        "sdk",
    ),
    # --- settings ---
    Broken(
        "fields to be updated",
        changed(SETTINGS, "<w:zoom", "<w:updateFields/><w:zoom"),
        f"{SETTINGS}: asks for fields to be updated, about which Word would ask",
        "audit",
    ),
    Broken(
        "template to be looked for",
        both(
            changed(
                SETTINGS,
                "<w:embedTrueTypeFonts/>",
                '<w:embedTrueTypeFonts/><w:attachedTemplate xmlns:r="' + KINDS + '" r:id="rId1"/>',
            ),
            more(
                "word/_rels/settings.xml.rels",
                relations(("rId1", "attachedTemplate", "file:///t.dotx")).replace(
                    'dotx"', 'dotx" TargetMode="External"'
                ),
            ),
        ),
        (
            "word/_rels/settings.xml.rels: leads outside the file for its attachedTemplate: file:///t.dotx",
            f"{SETTINGS}: asks for a template, which Word would look for",
        ),
    ),
    Broken(
        "layout of an older Word",
        changed(SETTINGS, 'word" w:val="15"', 'word" w:val="14"'),
        f"{SETTINGS}: asks for the layout of another Word: 14",
    ),
    Broken(
        "file without settings",
        changed(BOUND, "relationships/settings", "relationships/other"),
        "has no settings",
        "audit",
    ),
    # --- package ---
    Broken(
        "part without a content type",
        changed(TYPES, 'Extension="svg"', 'Extension="gif"'),
        "word/media/vectors.svg: has no content type",
        "sdk",
    ),
    Broken(
        "chart without a content type",
        changed(
            TYPES,
            types({"word/charts/chart1.xml": f"{CONTENT}.drawingml.chart+xml"}, {}),
            "",
        ),
        "word/charts/chart1.xml: has another content type than its relation asks for: chart",
        "sdk",
    ),
    Broken(
        "content type of a part not there",
        changed(TYPES, "</Types>", '<Override PartName="/a.xml" ContentType="a/b"/></Types>'),
        f"{TYPES}: names a.xml, which is not there",
    ),
    Broken(
        "two content types of one part",
        changed(
            TYPES,
            "</Types>",
            types({COMMENTS: f"{CONTENT}.wordprocessingml.comments+xml"}, {}) + "</Types>",
        ),
        f"{TYPES}: names word/comments.xml twice",
        "sdk",
    ),
    Broken(
        "relations of another content type",
        changed(
            TYPES,
            "</Types>",
            '<Override PartName="/_rels/.rels" ContentType="application/xml"/></Types>',
        ),
        "_rels/.rels: has another content type than relations have",
        "sdk",
    ),
    Broken(
        "head that is not there",
        gone("word/header9.xml"),
        (
            f"{TYPES}: names word/header9.xml, which is not there",
            f"{BOUND}: leads to word/header9.xml, which is not there",
        ),
        "audit",
    ),
    Broken(
        "relation that is not there",
        text('r:id="rIdChart"', 'r:id="rIdNone"'),
        "uses the relation rIdNone, which it does not have",
        "audit",
    ),
    Broken(
        "two relations of one id",
        changed(BOUND, "</Relationships>", relations(BINDINGS[3]).partition(">")[2]),
        f"{BOUND}: has two relations with the id rIdEven",
        "sdk",
    ),
    Broken(
        "relations of a part not there",
        more("word/_rels/a.xml.rels", relations()),
        "word/_rels/a.xml.rels: has the relations of word/a.xml, which is not there",
    ),
    Broken(
        "picture on the web",
        outside("image", "https://example.org/a.png"),
        f"{BOUND}: leads outside the file for its image: https://example.org/a.png",
    ),
    Broken(
        "link to a file",
        outside("hyperlink", "file:///etc/passwd"),
        f"{BOUND}: leads to no address of the web or of mail: file:///etc/passwd",
    ),
    Broken(
        "part that nothing leads to",
        more("word/left.xml", "<a/>"),
        "word/left.xml: is a part that nothing leads to",
    ),
    Broken(
        "part that is no XML",
        changed("word/theme/theme1.xml", "</a:theme>", ""),
        "word/theme/theme1.xml: is not well-formed XML",
        "sdk",
    ),
    Broken(
        "file without a text",
        changed("_rels/.rels", "relationships/officeDocument", "relationships/other"),
        "_rels/.rels: leads to no text",
        "audit",
    ),
    # --- what people need who hear a file ---
    Broken(
        "text without a language",
        changed(STYLES, '<w:lang w:val="en-GB"/>', ""),
        f"{STYLES}: does not say the language of the text",
    ),
    Broken(
        "file without a title",
        changed(CORE, "<dc:title>Bridges</dc:title>", ""),
        f"{CORE}: does not say the title",
    ),
    Broken(
        "heading that jumps",
        added(
            paragraph(run("a"), "Heading1")
            + paragraph(run("b"), "Heading1").replace(
                "</w:pPr>", '<w:outlineLvl w:val="2"/></w:pPr>'
            )
        ),
        "has a heading of level 3 under one of level 1",
    ),
]
