"""The way back: products made from the examples can be read again by whoever merges edits of them.

Word is not here to be asked; LibreOffice opens each file and saves it as Word's.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from lxml import etree

from briefings import content as contents
from briefings.edition.selection import select
from briefings.markdown import plain
from briefings.model.parts import Part, Worded
from briefings.rendering.material import Material
from briefings.rendering.render import render
from briefings.wordml.lint import lint
from briefings.writers.docx import compose
from conftest import edition
from editions import CONTENT, LIBRARY, Product, Shelf, every_product, shelf
from wordfile import WordFile, text_of, theme

TALKS = "pakistan-afghanistan-talks"
SAVED = (
    Product(TALKS, "policy-brief", "analyst"),
    Product(TALKS, "full-report", "analyst"),
    Product("heat-health-plan", "policy-brief", "minister"),
)
"""Side notes in frames, panels, lists, cells with several paragraphs, a figure, a chart."""


@pytest.fixture(scope="module")
def products(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(tmp_path_factory)


def base(data: bytes) -> list[Any]:
    """The leaves that the base of a file has."""
    return WordFile(data).find("//base:leaf", "customXml/item1.xml")


def anchors(data: bytes) -> dict[str, str]:
    """The words that each bookmark of a leaf covers, whole paragraphs of them.

    LibreOffice adds to the names of those that are in frames.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    covered: dict[str, list[str]] = {}
    open_: dict[str, str] = {}
    for element in root.iter("{*}bookmarkStart", "{*}bookmarkEnd", "{*}t"):
        key, name = (value(element, "id"), value(element, "name"))
        if name.startswith("_bg_"):
            open_[key] = name[: len("_bg_") + 12]
            covered[open_[key]] = []
        elif element.tag.endswith("}t"):
            for over in open_.values():
                covered[over].append(element.text or "")
        else:
            open_.pop(key, None)
    return {name: "".join(said) for name, said in covered.items()}


def value(element: Any, attribute: str) -> str:
    return str(element.get(f"{{{element.nsmap['w']}}}{attribute}", ""))


def letters(text: str) -> str:
    """Letters alone: no numbers of notes, no marks that typography makes others of."""
    return re.sub(r"[\W\d_]", "", text)


@every_product
def test_every_leaf_is_anchored_once_and_every_anchor_is_a_leafs(
    products: Shelf, product: Product
) -> None:
    data = products.read(product, "docx")
    named = " ".join(leaf.get("bookmarks") for leaf in base(data)).split()
    starts = WordFile(data).find("//w:bookmarkStart/@w:name")
    found = [name for name in starts if name.startswith("_bg_")]
    assert sorted(found) == sorted(named)
    assert len(set(found)) == len(found) > 20


@every_product
def test_an_anchor_covers_the_words_of_its_leaf(products: Shelf, product: Product) -> None:
    data = products.read(product, "docx")
    covered = anchors(data)
    for leaf in base(data):
        if leaf.get("field") in ("issued", "date", "status", "accessed", "cut_off", "created"):
            continue  # not printed as they are written
        said = "".join(covered[name] for name in leaf.get("bookmarks").split())
        assert letters(plain(leaf.text)) in letters(said)


def test_a_report_anchors_all_that_its_parts_say(products: Shelf) -> None:
    product = Product(TALKS, "full-report", "analyst")
    found = contents.load(CONTENT / f"{TALKS}.yaml", LIBRARY)
    kind, audience = LIBRARY.kind(product.kind), LIBRARY.audience(product.audience)
    made = select(TALKS, found.briefing, kind, audience, found.source)
    expected = {(f, t) for part in made.parts for f, t in fields(part) if t}
    expected |= {(made.taken(p), made.wording(p)) for p in made.parts if isinstance(p, Worded)}
    written = {(leaf.get("field"), leaf.text) for leaf in base(products.read(product, "docx"))}
    # The section's blocks are all lifted out of it, so that its own title is not printed.
    assert expected - written == {("title", "Key judgements")}
    assert len(written) > 250


def fields(part: Part) -> Iterator[tuple[str, str]]:
    """What a part says beside its wording."""
    names = "title heading name by attribution owner timing cost horizon term mitigation"
    yield from ((name, str(getattr(part, name, None) or "")) for name in names.split())
    yield "for", str(getattr(part, "bearer", None) or "")


# --- what an editor keeps ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def saved(
    products: Shelf, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[Product, tuple[bytes, bytes]]:
    """Files as they were written, and as LibreOffice saves them."""
    folder = tmp_path_factory.mktemp("saved")
    files = [shutil.copy(products.file(product, "docx"), folder) for product in SAVED]
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out")]
    done = subprocess.run([*command, *map(str, files)], capture_output=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return {
        product: (products.read(product, "docx"), (folder / f"out/{product}.docx").read_bytes())
        for product in SAVED
    }


@pytest.mark.parametrize("product", SAVED, ids=str)
def test_every_anchor_survives_libreoffice_around_the_same_words(
    saved: Mapping[Product, tuple[bytes, bytes]], product: Product
) -> None:
    before, after = (anchors(data) for data in saved[product])
    assert {k: letters(v) for k, v in after.items()} == {k: letters(v) for k, v in before.items()}


@pytest.mark.parametrize("product", SAVED, ids=str)
def test_the_base_survives_libreoffice(
    saved: Mapping[Product, tuple[bytes, bytes]], product: Product
) -> None:
    before, after = saved[product]
    name = "customXml/item1.xml"
    trees = (etree.fromstring(WordFile(data).part(name)) for data in (before, after))
    assert len({etree.tostring(tree) for tree in trees}) == 1


# --- small changes -------------------------------------------------------------------------------

FERRY = """\
sections:
- title: What changes
  blocks:
  - {type: key_judgement, title: Winter, short: Few travellers will notice.}
  - {type: prose, short: Sailings fall from four a day to two.}
  - {type: option, title: Charter, short: Hire a boat., pros: [Quick], cons: [Dear]}
  - {type: prose, short: The timetable changes in November.}
"""


def made(text: str, audience: str = "analyst") -> WordFile:
    """The brief of a small briefing."""
    found = edition(text, LIBRARY.kind("policy-brief"), LIBRARY.audience(audience))
    document = render(found, Material(LIBRARY.labels("en-GB")), LIBRARY.templates)
    return WordFile(compose(document, theme(), {}, {}))


def lines(file: WordFile, part: str = "word/document.xml") -> list[str]:
    """The XML of a part, an element of its body or of its root each."""
    (root,) = file.find("/*", part)
    inner = root[0] if part == "word/document.xml" else root
    return [etree.tostring(child).decode() for child in inner]


def changed(one: WordFile, two: WordFile) -> set[str]:
    """Names of the parts that are not the same."""
    assert one.names == two.names
    return {name for name in one.names if one.part(name) != two.part(name)}


def test_a_changed_sentence_changes_its_paragraph_and_little_else() -> None:
    before, after = made(FERRY), made(FERRY.replace("from four", "from five"))
    item = "customXml/item1.xml"
    assert changed(before, after) == {"word/document.xml", item, "docProps/custom.xml"}
    pairs = zip(lines(before), lines(after), strict=True)
    assert ["five" in two for one, two in pairs if one != two] == [True, False]  # and its end
    pairs = zip(lines(before, item), lines(after, item), strict=True)
    assert [two for one, two in pairs if one != two][1].endswith("five a day to two.</leaf>")


def test_a_new_part_adds_itself_and_its_anchors_only() -> None:
    added = "  - {type: prose, short: A second quay opens in spring.}\n"
    before = made(FERRY)
    after = made(FERRY.replace("  - {type: option", f"{added}  - {{type: option"))
    new = [line for line in lines(after) if line not in lines(before)]
    assert ["second quay" in line for line in new] == [True, False]
    assert [line for line in lines(before) if line not in lines(after)] == []
    assert len(lines(after)) == len(lines(before)) + 2
    leaves = {*lines(after, "customXml/item1.xml")} - {*lines(before, "customXml/item1.xml")}
    assert len(leaves) == 2  # the digest, and the leaf


def test_the_same_content_gives_the_same_bytes() -> None:
    assert made(FERRY).data == made(FERRY).data


def test_a_file_with_all_of_it_is_sound() -> None:
    noted = FERRY.replace("short: Hire", "note_to_editor: Which boat?, short: Hire")
    file = made(noted)
    assert [text_of(c) for c in file.find("//w:comment", "word/comments.xml")] == ["Which boat?"]
    assert lint(file.data) == ()


def test_a_note_to_the_editor_stays_inside() -> None:
    noted = FERRY.replace("short: Hire", "note_to_editor: Which boat?, short: Hire")
    outside = made(noted, "parliamentarian")
    assert "word/comments.xml" not in outside.names
    assert not any(b"Which boat" in outside.part(name) for name in outside.names)
