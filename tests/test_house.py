"""Word files made on reference documents: the house's looks, our words, and nothing of its text."""

from __future__ import annotations

import functools
import io
import zipfile
from pathlib import Path

import pytest

from briefings.builds.build import Builder
from briefings.builds.orders import Order
from briefings.document import Heading
from briefings.library import Library, packaged
from briefings.typeset import Typeset
from briefings.wordml.house.reference import House, load
from briefings.wordml.lint import lint
from briefings.wordml.xml import w
from briefings.writers import docx
from houses import (
    A4,
    HOUSES,
    SAMPLE,
    control,
    corporate,
    defaults,
    document,
    field,
    named,
    paragraph,
    section,
    style,
)
from houses import said as written_in
from reading import laid_out, page_count, page_text
from test_docx import example, items, office, paths
from verdicts import by_audit
from wordfile import LIBRARY, WordFile, attributes, said, text_of, theme, words
from wordfile import document as ours

KINDS = {
    "one-page-summary": "minister",
    "policy-brief": "senior-official",
    "full-report": "analyst",
}
MADE = [(house, kind) for house in HOUSES for kind in KINDS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the reference documents lie."""
    made = tmp_path_factory.mktemp("houses")
    for name, make in HOUSES.items():
        (made / name).write_bytes(make())
    return made


@functools.cache
def pages(kind: str) -> Typeset:
    """The main example, of one kind for one audience."""
    root = packaged()
    content = root / "content/pakistan-afghanistan-talks.yaml"
    builder = Builder(Library.of(root, root / "content"), Path("unused"))
    order = Order(content, kind, KINDS[kind], ("docx",))
    fitted = builder.fitted(order)
    return builder.desk.press(order).pages(fitted.edition, fitted.stretch)


_FILES: dict[tuple[str, str], bytes] = {}


def made(folder: Path, house: str, kind: str) -> bytes:
    """The example made on a house's document."""
    if (house, kind) not in _FILES:
        _FILES[house, kind] = docx.write(pages(kind), load(folder / house))
    return _FILES[house, kind]


def on(path: Path, data: bytes) -> House:
    """A house whose reference document is *data*."""
    path.write_bytes(data)
    return load(path)


def written(house: House, layout: str = "side") -> WordFile:
    """The example of every block there is, made on a house's document."""
    return WordFile(docx.compose(example(layout), theme(), {}, {}, house))


def all_text(data: bytes) -> str:
    """Everything that any part of a file says."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(
            archive.read(name).decode("utf-8", "replace") for name in archive.namelist()
        )


# --- the three houses -----------------------------------------------------------------------------


@pytest.mark.parametrize(("house", "kind"), MADE)
def test_the_validator_of_the_standard_finds_no_error(
    folder: Path, house: str, kind: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(made(folder, house, kind))
    assert by_audit(path) == []


@pytest.mark.parametrize(("house", "kind"), MADE)
def test_the_lint_finds_no_defect(folder: Path, house: str, kind: str) -> None:
    assert set(lint(made(folder, house, kind))) <= load(folder / house).own_defects


@pytest.mark.parametrize(("house", "kind"), MADE)
def test_nothing_of_the_houses_text_is_left(folder: Path, house: str, kind: str) -> None:
    assert SAMPLE not in all_text(made(folder, house, kind))


@pytest.mark.parametrize("house", HOUSES)
def test_every_block_there_is_can_be_made_on_it(folder: Path, house: str, tmp_path: Path) -> None:
    for layout in ("side", "page", "book"):
        path = tmp_path / f"{layout}.docx"
        path.write_bytes(written(load(folder / house), layout).data)
        assert by_audit(path) == []


def test_headings_are_in_the_houses_style_whatever_its_id(folder: Path) -> None:
    found = WordFile(made(folder, "ministry.dotx", "policy-brief"))
    styles = {text: style for style, text in found.paragraphs()}
    assert styles["Background"] == "berschrift1"
    assert styles["After the talks: Pakistan and Afghanistan at an impasse"] == "Titel"
    assert not found.find("//w:style[@w:styleId='Heading1']", "word/styles.xml")


def test_a_template_becomes_a_document(folder: Path) -> None:
    types = made(folder, "ministry.dotx", "policy-brief")
    assert "template.main" not in all_text(types)


@pytest.fixture(scope="module")
def reports(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The report on each house's document, as LibreOffice lays it out."""
    beside = tmp_path_factory.mktemp("reports")
    for house in HOUSES:
        (beside / house).with_suffix(".docx").write_bytes(made(folder, house, "full-report"))
    return laid_out(sorted(beside.glob("*.docx")), beside)


@office
@pytest.mark.parametrize("house", HOUSES)
def test_libreoffice_opens_it_and_shows_the_marking_on_every_page(
    reports: dict[str, Path], house: str
) -> None:
    pdf = reports[Path(house).stem]
    shown = page_text(pdf).split("\f")
    marked = [page.count("TLP:AMBER+STRICT") for page in shown if page.strip()]
    assert len(marked) == page_count(pdf)
    assert min(marked) >= 2


def test_the_same_house_and_words_give_the_same_bytes(folder: Path) -> None:
    first = docx.write(pages("policy-brief"), load(folder / "think-tank.docx"))
    assert first == made(folder, "think-tank.docx", "policy-brief")


# --- page, heads and feet -------------------------------------------------------------------------


def test_the_page_is_the_houses_and_tables_are_as_wide_as_its_text(folder: Path) -> None:
    found = written(load(folder / "think-tank.docx"))
    assert attributes(found.find("//w:body/w:sectPr")[0], "./{*}pgSz") == {
        "w": "12240",
        "h": "15840",
    }
    widths = {int(e.get(e.keys()[0])) for e in found.find("//w:tbl/w:tblPr/w:tblW/@w:w/..")}
    assert widths == {12240 - 2 * 1440}


def test_the_marking_is_added_to_every_head_and_foot_that_is_used(folder: Path) -> None:
    found = WordFile(made(folder, "think-tank.docx", "full-report"))
    names = [name for name in found.names if name.startswith(("word/header", "word/footer"))]
    assert len(names) == 6
    for name in names:
        (line,) = found.find("//w:p[w:pPr/w:pStyle/@w:val='MarkingLine']", name)
        assert "TLP:AMBER+STRICT" in text_of(line)


def test_a_house_without_heads_gets_some_for_the_marking(folder: Path) -> None:
    found = WordFile(made(folder, "corporate.docx", "policy-brief"))
    assert len(found.find("//w:body/w:sectPr/w:headerReference")) == 1
    assert len(found.find("//w:body/w:sectPr/w:footerReference")) == 1


def test_a_house_without_heads_gets_none_for_a_text_without_marking(tmp_path: Path) -> None:
    house = on(tmp_path / "a.docx", corporate())
    data = docx.compose(ours(said("Few words.")), theme(), {}, {}, house)
    assert not [n for n in WordFile(data).names if "header" in n or "footer" in n]


def test_a_first_page_without_a_head_of_its_own_is_marked_too(tmp_path: Path) -> None:
    sections = section(A4, (1440, 1440, 1440, 1440), "|<w:titlePg/>")
    house = on(tmp_path / "a.docx", document([sections], [defaults(22, "en-GB")]))
    data = docx.compose(ours(said("Few words."), marking="OFFICIAL"), theme(), {}, {}, house)
    kinds = WordFile(data).find("//w:sectPr/w:headerReference/@w:type")
    assert sorted(kinds) == ["default", "first"]
    heads = [name for name in WordFile(data).names if "word/header" in name]
    assert ["OFFICIAL" in text_of(WordFile(data).find("/*", n)[0]) for n in heads] == [True] * 2


def test_a_head_that_an_earlier_section_has_is_taken_over(tmp_path: Path) -> None:
    first = section(A4, (1440, 1440, 1440, 1440), named("header", "header1"))
    body = [w("p", w("pPr", first)), section(A4, (1440, 1440, 1440, 1440))]
    head = {"header1": [written_in(None, "Road Office")]}
    house = on(tmp_path / "a.docx", document(body, [defaults(22, "en-GB")], running=head))
    found = WordFile(docx.compose(ours(said("Few words.")), theme(), {}, {}, house))
    assert "Road Office" in text_of(found.find("/*", "word/header1.xml")[0])
    assert found.find("//w:body/w:sectPr/w:headerReference")


# --- placeholders and cover -----------------------------------------------------------------------


def test_a_cover_is_kept_and_filled_and_ours_left_out(folder: Path) -> None:
    found = WordFile(made(folder, "think-tank.docx", "full-report"))
    first, second, third, fourth, fifth = (text for _, text in found.paragraphs()[:5])
    assert (first, third[:12]) == ("", "What the fai")
    assert second == "After the talks: Pakistan and Afghanistan at an impasse"
    assert fourth == "South and Central Asia"
    assert fifth == "15 January 2026"
    assert not [style for style, _ in found.paragraphs() if style.startswith("Cover")]


def test_a_text_without_a_cover_leaves_the_houses_out(folder: Path) -> None:
    found = WordFile(made(folder, "think-tank.docx", "one-page-summary"))
    assert len(found.find("//w:sectPr")) == 1
    assert not [name for name in found.names if "skyline" in name]


def test_controls_stay_bound_to_the_files_properties_and_prompt_no_more(folder: Path) -> None:
    found = WordFile(made(folder, "think-tank.docx", "full-report"))
    bound = found.find("//w:dataBinding/@w:xpath")
    assert [path.rpartition(":")[2] for path in bound] == ["title[1]", "creator[1]"]
    assert found.find("//w:showingPlcHdr") == []
    assert found.find("//w:sdtPr/w:date/@w:fullDate") == ["2026-01-15T00:00:00Z"]


def test_fields_say_what_the_document_says(folder: Path) -> None:
    found = WordFile(made(folder, "ministry.dotx", "policy-brief"))
    shown = text_of(found.find("//w:p[w:pPr/w:pStyle/@w:val='Fuzeile']", "word/footer1.xml")[0])
    assert shown == "IRP/SCA/2026-01\tSeite 1 von 9"
    properties = found.find("//custom:property/@name", "docProps/custom.xml")
    assert "Aktenzeichen" in properties


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("TITLE", "Bridges"),
        ("AUTHOR", "Road Office"),
        ("DOCPROPERTY Title", "Bridges"),
        ('DOCPROPERTY "Version"', "2"),
        ('STYLEREF "heading 1"', "Bridges"),
        ("SAVEDATE", "15 January 2026"),
        ("DATE", "15 January 2026"),
        ("PAGE", "SAMPLE"),
        ("FILENAME", ""),
        ("REF somewhere", ""),
        ("DOCPROPERTY Unheard", ""),
    ],
)
def test_each_field_shows(tmp_path: Path, code: str, shown: str) -> None:
    head = {"header1": [written_in(None, *field(code, SAMPLE))]}
    last = section(A4, (1440, 1440, 1440, 1440), named("header", "header1"))
    house = on(tmp_path / "a.docx", document([last], [defaults(22, "en-GB")], running=head))
    day = "15 January 2026"
    text = ours(said("Few."), authors=("Road Office",), version="2", dated=day)
    found = WordFile(docx.compose(text, theme(), {}, {}, house))
    assert text_of(found.find("/*", "word/header1.xml")[0]) == shown
    kept = found.find("//w:instrText", "word/header1.xml")
    assert bool(kept) is (bool(shown) and code != "DATE")


def test_a_prompt_for_what_is_not_known_is_emptied_and_words_of_the_house_stay(
    tmp_path: Path,
) -> None:
    prompt = control("[Your motto]", '<w:tag w:val="motto"/><w:showingPlcHdr/><w:text/>')
    words_ = control("Room 4", '<w:tag w:val="room"/><w:text/>')
    head = {"header1": [written_in(None, prompt, words_)]}
    last = section(A4, (1440, 1440, 1440, 1440), named("header", "header1"))
    house = on(tmp_path / "a.docx", document([last], [defaults(22, "en-GB")], running=head))
    found = WordFile(docx.compose(ours(said("Few.")), theme(), {}, {}, house))
    assert text_of(found.find("/*", "word/header1.xml")[0]) == "Room 4"


def test_a_first_section_with_a_heading_is_no_cover(tmp_path: Path) -> None:
    size = (1440, 1440, 1440, 1440)
    body = [
        written_in("Title", SAMPLE),
        written_in("Heading1", SAMPLE),
        w("p", w("pPr", section(A4, size))),
        section(A4, size),
    ]
    styles = [
        defaults(22, "en-GB"),
        paragraph("Title", "Title", None),
        paragraph("Heading1", "heading 1", None),
    ]
    assert on(tmp_path / "a.docx", document(body, styles)).pages.cover == ()


def test_a_first_section_with_no_place_for_a_title_is_no_cover(tmp_path: Path) -> None:
    size = (1440, 1440, 1440, 1440)
    body = [written_in(None, "Road Office"), w("p", w("pPr", section(A4, size))), section(A4, size)]
    assert on(tmp_path / "a.docx", document(body, [defaults(22, "en-GB")])).pages.cover == ()


# --- numbers and lists ----------------------------------------------------------------------------


def chapters() -> tuple[Heading, ...]:
    return (
        Heading(2, words("Why"), "why", "1"),
        Heading(3, words("How"), "how"),
    )


def numbering(found: WordFile, style: str) -> tuple[str, str]:
    """The list and level that a style belongs to."""
    (number,) = found.find(f"//w:style[@w:styleId='{style}']//w:numId/@w:val", "word/styles.xml")
    (of,) = found.find(f"//w:num[@w:numId='{number}']/w:abstractNumId/@w:val", "word/numbering.xml")
    return number, of


def test_headings_that_the_house_numbers_keep_its_numbers(folder: Path) -> None:
    house = load(folder / "ministry.dotx")
    data = docx.compose(ours(*chapters(), numbered=True), theme(), {}, {}, house)
    found = WordFile(data)
    assert numbering(found, "berschrift1") == ("7", "2")
    assert found.find("//w:body//w:numPr") == []


def test_headings_that_the_house_does_not_number_are_linked_to_our_numbers(folder: Path) -> None:
    house = load(folder / "think-tank.docx")
    data = docx.compose(ours(*chapters(), numbered=True), theme(), {}, {}, house)
    found = WordFile(data)
    _, of = numbering(found, "Heading1")
    assert int(of) > 1
    links = found.find(
        f"//w:abstractNum[@w:abstractNumId='{of}']//w:pStyle/@w:val", "word/numbering.xml"
    )
    assert links == ["Heading1"]


def test_headings_lose_the_houses_numbers_in_a_text_without_numbers(folder: Path) -> None:
    house = load(folder / "ministry.dotx")
    found = WordFile(docx.compose(ours(*chapters()), theme(), {}, {}, house))
    style = found.style("berschrift1")
    assert attributes(style, "./{*}pPr/{*}numPr/{*}numId") == {"val": "0"}
    assert "berschrift1" not in found.find("//w:lvl/w:pStyle/@w:val", "word/numbering.xml")


def test_below_a_heading_without_a_number_the_house_numbers_none(folder: Path) -> None:
    house = load(folder / "ministry.dotx")
    blocks = (*chapters(), Heading(2, words("Annex"), "annex"), Heading(3, words("More"), "more"))
    found = WordFile(docx.compose(ours(*blocks, numbered=True), theme(), {}, {}, house))
    styles = {text: style for style, text in found.paragraphs()}
    assert styles == {
        "Why": "berschrift1",
        "How": "berschrift2",
        "Annex": "UnnumberedHeading1",
        "More": "UnnumberedHeading2",
    }


def test_a_list_of_the_houses_counts_again_in_each_list(folder: Path) -> None:
    lists = (items(said("a"), said("b"), ordered=True), items(said("c"), ordered=True))
    house = load(folder / "think-tank.docx")
    found = WordFile(docx.compose(ours(*lists), theme(), {}, {}, house))
    assert [style for style, _ in found.paragraphs()] == ["ListNumber"] * 3
    numbers = found.find("//w:body//w:numId/@w:val")
    assert numbers[0] == numbers[1] != numbers[2]
    for number in set(numbers):
        (entry,) = found.find(f"//w:num[@w:numId='{number}']", "word/numbering.xml")
        assert attributes(entry, "./{*}abstractNumId") == {"val": "1"}
        assert attributes(entry, "./{*}lvlOverride/{*}startOverride") == {"val": "1"}


def test_a_list_style_without_marks_gets_ours_under_free_numbers(folder: Path) -> None:
    house = load(folder / "corporate.docx")
    found = WordFile(docx.compose(ours(items(said("a"))), theme(), {}, {}, house))
    assert [style for style, _ in found.paragraphs()] == ["ListParagraph"]
    (number,) = found.find("//w:body//w:numId/@w:val")
    (of,) = found.find(f"//w:num[@w:numId='{number}']/w:abstractNumId/@w:val", "word/numbering.xml")
    assert found.find(
        f"//w:abstractNum[@w:abstractNumId='{of}']/w:lvl[@w:ilvl='0']/w:lvlText/@w:val",
        "word/numbering.xml",
    ) == ["•"]


# --- what is put in -------------------------------------------------------------------------------


def test_what_the_house_lacks_is_based_on_its_default_and_in_its_type(folder: Path) -> None:
    found = written(load(folder / "ministry.dotx"))
    style = found.style("Standfirst")
    assert attributes(style, "./{*}basedOn") == {"val": "Standard"}
    assert style.find("./{*}rPr/{*}rFonts") is None
    assert "Source Serif" not in all_text(found.data)


def test_our_colours_are_not_in_it(folder: Path) -> None:
    for house in HOUSES:
        text = all_text(written(load(folder / house)).data).upper()
        assert [
            c for c in theme().colours.values() if c != "#ffffff" and c[1:].upper() in text
        ] == []


def test_a_name_or_id_that_is_taken_is_not_taken_twice(tmp_path: Path) -> None:
    own = style("character", "Standfirst", "Standfirst", r="b")
    styles = [defaults(22, "en-GB"), style("paragraph", "Normal", "Normal", default="1"), own]
    body = [section(A4, (1440, 1440, 1440, 1440))]
    house = on(tmp_path / "a.docx", document(body, styles))
    blocks = ours(said("Short.", role="standfirst"))
    found = WordFile(docx.compose(blocks, theme(), {}, {}, house))
    ((key, _),) = found.paragraphs()
    assert key == "Standfirst2"
    assert attributes(found.style(key), "./{*}name") == {"val": "Standfirst (Briefing)"}


def test_sizes_are_in_proportion_to_the_houses_running_text(tmp_path: Path) -> None:
    sizes = {}
    for size in (18, 24):
        styles = [defaults(size, "en-GB"), style("paragraph", "Normal", "Normal", default="1")]
        data = document([section(A4, (1440, 1440, 1440, 1440))], styles)
        house = on(tmp_path / f"{size}.docx", data)
        found = WordFile(docx.compose(ours(said("S", role="fact")), theme(), {}, {}, house))
        sizes[size] = attributes(found.style("Fact"), "./{*}rPr/{*}sz")["val"]
    assert sizes == {18: "16", 24: "21"}


def test_nothing_of_the_houses_style_is_overridden_by_hand(folder: Path) -> None:
    found = written(load(folder / "think-tank.docx"), "book")
    said_so = {e.tag.rpartition("}")[2] for e in found.find("//w:body//w:pPr/*")}
    structure = {"numPr", "outlineLvl", "pageBreakBefore", "sectPr", "tabs", "keepNext"}
    assert said_so <= {"pStyle", *structure}


def test_the_language_is_that_of_the_text(folder: Path) -> None:
    found = written(load(folder / "ministry.dotx"))
    assert found.find("//w:lang/@w:val", "word/styles.xml") == ["en-GB"]


def test_without_a_reference_document_nothing_changes() -> None:
    found = WordFile(docx.compose(example("side"), theme(), {}, {}))
    assert "Heading1" in {key for key, _ in found.paragraphs()}
    assert LIBRARY.reference_doc("institute") is None


def test_text_below_a_table_stands_free_of_it(folder: Path) -> None:
    """A house that gives its text space below only has text touch the table above."""
    blocks = (paths(), said("After it."))
    found = WordFile(docx.compose(ours(*blocks), theme(), {}, {}, load(folder / "corporate.docx")))
    assert [key for key, _ in found.paragraphs()][-2:] == ["Separator", "Normal"]


def test_the_builder_makes_word_files_on_the_reference_document(
    folder: Path, tmp_path: Path
) -> None:
    root = packaged()
    library = Library.of(root, root / "content")
    order = Order(root / "content/heat-health-plan.yaml", "full-report", "public", ("docx",))
    builder = Builder(library, tmp_path, reference=folder / "think-tank.docx")
    (built,) = builder.build(order).built
    found = WordFile((tmp_path / built.path).read_bytes())
    assert found.find("//a:clrScheme/@name", "word/theme/theme1.xml") == ["Center"]
