"""What an audience does not get is nowhere in its files: not in their text, names or properties.

Every word of the briefing that begins with ``zq`` is in something withheld from press and public.
The analyst, who may see more, gets most of them: so the search is known to find what is there.
"""

from __future__ import annotations

import base64
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdf
import pytest

from briefings.manifest import NAME, SUMS, TIMINGS
from project import FERRY, Project

BRIEFING = """\
# zqcomment
title: Ferry service in winter
organisation: Harbour Office
marking: TLP:CLEAR
distribution: [zqdistribution]
changes: [{version: "1.0", date: 2026-03-17, author: zqauthor, summary: zqsummary}]
bottom_line:
  id: zqbottom
  facts: [zqfact]
  short: The ferry zqshort sails.
  medium: The ferry zqmedium sails.^[zqnoted]
  long: The ferry zqlong sails.
  plain: The ferry sails twice a day.
sections:
  - title: Kept
    id: kept
    role: developments
    blocks:
      - type: key_judgement
        id: zqkept
        audiences: {not: [zqreader]}
        short: zqjudged
        plain: Few will notice.
        likelihood: likely or probable
        confidence: low
        confidence_basis: zqbasis
      - type: key_judgement
        marking: TLP:GREEN
        title: zqabove
        short: "zqabovetext.^[zqabovenote]"
      - {type: key_judgement, audiences: {only: [minister]}, short: zqminister}
      - type: prose
        sources: [{source: open, locator: p. 3, credibility: 4}, zqhidden]
        short: Two sailings a day. See [the annex](#zqannexid) and [what changes](#kept).
        note_to_editor: zqeditor
      - {type: prose, heading: zqheading, marking: TLP:RED, short: "[zqlinked](https://zqlink.example)"}
      - {type: finding, title: zqfinding, marking: TLP:AMBER, short: zqfound}
      - type: timeline
        title: Winter
        events:
          - {date: 2026-01-01, short: First sailing}
          - {date: 2026-02-02, date_text: zqdate, marking: TLP:AMBER, short: zqevent}
      - type: actors
        title: Who
        actors:
          - {name: Harbour Office, short: It sails}
          - {name: zqactor, marking: TLP:RED, short: zqinterest}
      - type: positions
        title: Claims
        issues:
          - name: Price
            status: Open
            demand:
              - {by: Travellers, short: Lower it}
              - {by: zqside, marking: TLP:RED, short: zqdemand}
          - {name: zqissue, marking: TLP:RED, demand: [{by: zqparty, short: zqclaim}]}
      - {type: implication, for: zqbearer, marking: TLP:RED, short: zqimplied, horizon: zqhorizon}
      - type: scenario
        title: Ice
        short: The harbour freezes.
        indicators: [{short: zqsign}]
      - {type: option, title: zqoption, short: zqchoice, pros: [zqpro], cons: [zqcon], cost: zqcost}
      - {type: recommendation, short: zqadvice, owner: zqowner, timing: zqtiming}
      - {type: risk, title: zqrisk, short: zqdanger, impact: high, mitigation: zqremedy}
      - {type: table, title: zqtable, marking: TLP:RED, columns: [zqcolumn, B], rows: [[zqcell, b]]}
      - {type: table, title: Fares, file: zqfile.csv}
      - {type: figure, title: Map, file: zqpicture.png, alt: The route}
      - type: figure
        marking: TLP:RED
        title: zqfigure
        file: zqsecond.png
        alt: zqalt
        credit: zqcredit
      - {type: figure, title: Drawn map, file: zqdrawing.svg, alt: The route drawn}
      - {type: quotation, marking: TLP:RED, short: zqquoted, attribution: zqspeaker}
      - {type: callout, title: zqcallout, marking: TLP:RED, short: zqremark}
  - title: zqsection
    id: zqsectionid
    marking: TLP:AMBER
    blocks: [{type: prose, short: zqinside}]
  - title: zqempty
    blocks: [{type: prose, audiences: {not: [press, public]}, short: zqothers}]
annexes:
  - {title: zqannex, id: zqannexid, marking: TLP:RED, blocks: [{type: prose, short: zqannexed}]}
glossary:
  - {term: zqunused, short: zqmeaning}
  - {term: ferry, marking: TLP:RED, abbreviation: zqabbreviation, short: zqterm}
sources:
  - {id: open, title: Timetable, reliability: B}
  - {id: zqhidden, marking: TLP:RED, title: zqsource, publisher: zqpublisher, url: https://zqurl.example}
  - {id: uncited, title: zquncited}
"""

NEVER_PRINTED = {
    "zqcomment",
    "zqfact",
    "zqbottom",
    "zqkept",
    "zqreader",
    "zqfile",
    "zqpicture",
    "zqsecond",
    "zqdrawing",
    "zqhidden",
    "zquncited",
    "zqunused",
    "zqmeaning",
    "zqchunk",
    "zqhiddensvg",
    "zqminister",
    "zqshort",
    "zqmedium",
    "zqnoted",
}
"""What not even the analyst's full report has."""

ONLY_IN_WORD = {"zqeditor"}
"""What is for who edits the analyst's Word file."""

MORE = {
    "sections:\n": "  - {title: zqmore, marking: TLP:RED, blocks: [{type: prose, short: zqm}]}\n",
    "developments\n    blocks:\n": "      - {type: prose, short: zqm, marking: TLP:RED}\n",
    "        events:\n": "          - {date: 2025-01-01, marking: TLP:RED, short: zqm}\n",
    "        actors:\n": "          - {name: zqm, marking: TLP:RED, short: zqm}\n",
    "glossary:\n": "  - {term: ferry, marking: TLP:RED, short: zqm}\n",
    "\nsources:\n": "  - {marking: TLP:RED, title: zqm}\n",
}
"""What else can be withheld, by the line of the briefing that it is put in after."""

SVG = """\
<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100">
<!-- zqhiddensvg --><desc>zqhiddensvg</desc><rect width="200" height="100" fill="#10304d"/></svg>
"""
SECRETS = sorted({*re.findall(r"zq[a-z]+", BRIEFING), "zqchunk", "zqhiddensvg"})
KINDS = ("one-page-summary", "policy-brief", "full-report")


def png(grey: int) -> bytes:
    """A picture of 60 by 30 pixels of one grey, which says more than it shows."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + check

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60, 30, 8, 0, 0, 0, 0))
    said = chunk(b"tEXt", b"Comment\0zqchunk")
    data = chunk(b"IDAT", zlib.compress((b"\0" + bytes([grey]) * 60) * 30))
    return b"\x89PNG\r\n\x1a\n" + head + said + data + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The briefing as every kind, for press, public and analyst, in every format."""
    return built(tmp_path_factory.mktemp("secrets"), BRIEFING, "press,public,analyst")


def built(folder: Path, text: str, audiences: str) -> dict[str, bytes]:
    project = Project(folder)
    project.content(text)
    project.write("content/zqfile.csv", "zone,fare\n1,2\n")
    project.write("content/zqpicture.png", png(200))
    project.write("content/zqsecond.png", png(100))
    project.write("content/zqdrawing.svg", SVG)
    reader = "label: R\ndescription: D\nceiling: {tlp: TLP:CLEAR}\n"
    project.write("content/audiences/zqreader.yaml", reader)
    choice = ("--audience", audiences, "--format", "pdf,docx,html", "--quiet", "--jobs", "1")
    result = project.call("build", "content/ferry.yaml", "--kind", ",".join(KINDS), *choice)
    assert result.code == 0, result.err
    found = project.outputs()
    for own in (NAME, SUMS, TIMINGS):  # for the maker: they name what was left out
        del found[own]
    return {name.removeprefix("ferry/ferry_"): data for name, data in found.items()}


@pytest.mark.parametrize("audience", ["press", "public"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format", ["pdf", "docx", "html"])
def test_what_is_withheld_is_nowhere(
    files: dict[str, bytes], kind: str, audience: str, format: str
) -> None:
    assert secrets_in(files[f"{kind}_{audience}.{format}"]) == []


def test_what_is_withheld_is_not_even_counted(files: dict[str, bytes], tmp_path: Path) -> None:
    """A briefing with more that is withheld, and other words in it, gives the same bytes."""
    more = BRIEFING
    for line, added in MORE.items():
        assert more.count(line) == 1, line
        more = more.replace(line, line + added)
    more = more.replace("zqheading", "zqm").replace("zqabovetext", "zqm").replace("zqinside", "zqm")
    found = built(tmp_path, more, "press,public")
    assert len(found) == 18
    assert [name for name, data in found.items() if data != files[name]] == []


@pytest.mark.parametrize("format", ["pdf", "docx", "html"])
def test_the_search_finds_what_is_there(files: dict[str, bytes], format: str) -> None:
    found = secrets_in(files[f"full-report_analyst.{format}"])
    never = NEVER_PRINTED | (set() if format == "docx" else ONLY_IN_WORD)
    assert [word for word in SECRETS if word not in found] == sorted(never)


@pytest.mark.parametrize("format", ["pdf", "docx", "html"])
def test_a_picture_that_is_withheld_is_not_in_the_file(
    files: dict[str, bytes], format: str
) -> None:
    """The grey of each picture is in it or not, however it is packed."""
    kept, withheld = bytes([200]) * 60, bytes([100]) * 60
    assert any(kept in data for data in everything(files[f"full-report_public.{format}"]))
    assert not any(withheld in data for data in everything(files[f"full-report_public.{format}"]))
    assert any(withheld in data for data in everything(files[f"full-report_analyst.{format}"]))


def test_what_is_left_out_for_length_is_nowhere(tmp_path: Path) -> None:
    project = Project(tmp_path)
    longer = f"type: prose, heading: zqhead, priority: could, short: {'wave ' * 800} zqlast."
    project.content(f"{FERRY}      - {{{longer}}}\n")
    result = project.build("--format", "pdf,docx,html", "--pages", "1")
    assert result.code == 0
    found = {name: secrets_in(data) for name, data in project.outputs().items()}
    assert {name: words for name, words in found.items() if words} == {}


# --- looking everywhere --------------------------------------------------------------------------


BEGIN = "zq"
"""How every secret begins, in any of its forms: what has none of that is not looked through."""


@cache
def secrets_in(data: bytes) -> list[str]:
    """The secrets that are anywhere in a file, in any of the ways that text is written."""
    lowered = (part.lower() for part in everything(data))
    found = [part for part in lowered if any(form in part for form in forms(BEGIN))]
    words = sorted({*SECRETS, "zqhead", "zqlast"})
    return [word for word in words if any(form in part for part in found for form in forms(word))]


def forms(word: str) -> tuple[bytes, ...]:
    wide, narrow = word.encode("utf-16-be"), word.encode()
    return narrow, wide, word.encode("utf-16-le"), narrow.hex().encode(), wide.hex().encode()


@cache
def everything(data: bytes) -> list[bytes]:
    """The bytes of a file, and what is packed in them."""
    if data.startswith(b"%PDF"):
        return [data, *in_pdf(data)]
    if data.startswith(b"PK"):
        return [data, *in_zip(data)]
    encoded = re.findall(rb"base64,([A-Za-z0-9+/=]+)", data)
    return [data, *(part for code in encoded for part in in_picture(base64.b64decode(code)))]


def in_pdf(data: bytes) -> Iterator[bytes]:
    """Every object and stream of a PDF, and the words on its pages."""
    file = pypdf.PdfReader(io.BytesIO(data))
    numbers = {*file.xref[0], *file.xref_objStm}
    for number in sorted(numbers):
        found = file.get_object(pypdf.generic.IndirectObject(number, 0, file))
        written = io.BytesIO()
        if isinstance(found, pypdf.generic.StreamObject):
            yield found.get_data()
        elif found is not None:
            found.write_to_stream(written)
            yield written.getvalue()
            yield repr(found).encode()
    for page in file.pages:
        yield re.sub(r"[\s\u00ad‐-]", "", page.extract_text()).encode()


def in_zip(data: bytes) -> Iterator[bytes]:
    """Every member of a Word file, its name, and its text without the elements between."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            member = file.read(name)
            yield name.encode()
            yield from in_picture(member)
            if name.endswith((".xml", ".rels")):
                yield re.sub(rb"<[^>]*>", b"", member)


def in_picture(data: bytes) -> Iterator[bytes]:
    """A picture's bytes and, of a PNG, its pixels."""
    yield data
    if data.startswith(b"\x89PNG"):
        rest, pixels = data[8:], b""
        while rest:
            length = int.from_bytes(rest[:4])
            pixels += rest[8 : 8 + length] if rest[4:8] == b"IDAT" else b""
            rest = rest[12 + length :]
        yield zlib.decompress(pixels)
