"""Formulas: read from LaTeX or refused where they stand, drawn in the PDF, set by Word."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from lxml import etree

from briefings.document import Formula, word_count
from briefings.errors import MachineError, Place
from briefings.exhibits import formulas
from briefings.exhibits.formulas import signs
from briefings.wordml.lint import lint
from conftest import blocks, document, loaded, told
from effort import calls
from project import FERRY, Project
from reading import laid_out, page_count, page_text
from test_proof import CLOSE, everything, press
from verdicts import by_audit
from wordfile import WordFile, attributes, said, written

PLACE = Place("b.yaml", 3, 10)


def faults(tex: str) -> list[str]:
    return told(lambda: formulas.read(tex, PLACE))


def inner(tex: str) -> str:
    """The MathML of *tex* within its root."""
    found = re.fullmatch(r'<math display="block">(.*)</math>', formulas.read(tex, PLACE))
    assert found is not None
    return found[1]


# --- reading -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tex", "mathml"),
    [
        ("a", "<mi>a</mi>"),
        ("-2.5", "<mrow><mo>−</mo><mn>2.5</mn></mrow>"),
        (r"\mathrm{d}", '<mi mathvariant="normal">d</mi>'),
        (r"\text{a  day}", "<mtext>a\u00a0day</mtext>"),
        (r"a \le b", "<mrow><mi>a</mi><mo>≤</mo><mi>b</mi></mrow>"),
        ("a ≤ b", "<mrow><mi>a</mi><mo>≤</mo><mi>b</mi></mrow>"),
        (r"\ln x", '<mrow><mi>ln</mi><mspace width="0.167em"/><mi>x</mi></mrow>'),
        (r"\ln + x", "<mrow><mi>ln</mi><mo>+</mo><mi>x</mi></mrow>"),
        (r"\frac\ln2x", "<mrow><mfrac><mi>ln</mi><mn>2</mn></mfrac><mi>x</mi></mrow>"),
        (r"50\%", "<mrow><mn>50</mn><mi>%</mi></mrow>"),
    ],
)  # fmt: skip
def test_tex_is_read_into_mathml(tex: str, mathml: str) -> None:
    assert inner(tex) == mathml


@pytest.mark.parametrize(
    ("tex", "what", "remedy"),
    [
        ("{a", "{ is not closed", "close it with } [Q103]"),
        ("a}", "there is nothing that } could belong to", "write \\} for the sign [Q104]"),
        (r"\left( a", "\\left is not closed", "close it with \\right [Q103]"),
        (
            r"\left a",
            "no bracket stands after \\left",
            "write one, or a full stop for none: \\left. [Q103]",
        ),
        (r"\begin{cases} a", "\\begin{cases} is not closed", "close it with \\end [Q103]"),
        (
            r"\begin{cases}a\end{matrix}",
            "\\begin{cases} is ended by \\end{matrix}",
            "write \\end{cases} [Q103]",
        ),
        (
            r"\begin{tikz}a\end{tikz}",
            "'tikz' is no environment of formulas",
            "use one of matrix, pmatrix, bmatrix, cases, aligned [Q102]",
        ),
        (
            r"a \\ b",
            "there is nothing that \\\\ could belong to",
            "take it away, or begin what it belongs to [Q104]",
        ),
        ("x^", "something is missing after ^", "write what belongs to it in { and } [Q103]"),
        (
            r"\frac{a}",
            "something is missing after \\frac",
            "write what belongs to it in { and } [Q103]",
        ),
        (
            "x^23",
            "23 stands after ^ without braces",
            "write {23} if all of it belongs there [Q104]",
        ),
        ("a_b_c", "one thing has two indices", "group what belongs together in { and } [Q104]"),
        (
            "$a$",
            "'$' is no character of formulas",
            "a formula needs none around it; write \\$ for the sign [Q102]",
        ),
        ("50%", "'%' is no character of formulas", "write \\% for the sign [Q102]"),
        (
            "|x|",
            "'|' is no character of formulas",
            "write \\left| … \\right| for a size, and \\mid for 'given that' [Q102]",
        ),
        (r"\fraq{a}{b}", "\\fraq is no command of formulas", "did you mean \\frac? [Q102]"),
        (
            r"\text{中}",
            "the type of formulas has no '中'",
            "say it in other letters, or in the text beside it [Q102]",
        ),
        (
            r"\mathrm{CO_2}",
            "\\mathrm holds more than letters and digits",
            "close it before them, as in \\mathrm{CO}_2 [Q104]",
        ),
        (" ", "the formula is empty", "write one, such as a = b + c [Q103]"),
        ("{}", "the formula is empty", "write one, such as a = b + c [Q103]"),
    ],
)
def test_what_is_no_formula_is_told_with_its_remedy(tex: str, what: str, remedy: str) -> None:
    assert faults(tex) == [f"b.yaml:3:10: {what}. {remedy}"]


def test_all_that_is_not_known_is_told_at_its_line() -> None:
    assert faults("\\foo\n+ \\goo") == [
        "b.yaml:3:10: \\foo is no command of formulas. write it in other words [Q102]",
        "b.yaml:4:1: \\goo is no command of formulas. write it in other words [Q102]",
    ]


HOSTILE = {
    "long": "x" * 10_000,
    "braces": "{" * 500,
    "closing": "}" * 500,
    "deep": "{" * 11 + "x" * 400 + "}" * 11,
    "fractions": r"\frac{" * 5 + "x+" * 200 + "}1" * 5,
    "brackets": r"\left(" * 9 + "x" + r"\right)" * 9,
    "accents": r"\hat " * 90 + "x",
    "file": r"\input{/etc/passwd}",
    "endless": r"\def\a{\a\a}\a",
    "macro": r"\newcommand{\x}{\x\x}\x",
    "program": r"\write18{id}",
    "link": r"\href{javascript:alert(1)}{x}",
    "html": r"<script>\class{x}{y}</script>\url",
    "category": r"\catcode`\%=12",
    "backslash": "\\",
    "break": "\\\n\\foo",
    "bare": r"\begin",
    "unmatched": r"\right)\end{cases}&",
    "alphabets": "ش中\u202e",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_tex_is_refused_at_once_on_one_line_each(name: str) -> None:
    told_of: list[str] = []
    assert calls(lambda: told_of.extend(faults(HOSTILE[name]))) < 50_000
    assert all(re.fullmatch(r"b\.yaml:[34]:\d+: .+\. .+ \[Q10[1-4]\]", one) for one in told_of)


def test_the_most_that_is_read_is_drawn_with_little_work() -> None:
    most = formulas.read(r"\frac{" * 4 + "x+" * 40 + "}1" * 4, PLACE)
    assert calls(lambda: formulas.draw(most, 10, "#000000")) < 5_000_000


# --- drawing -------------------------------------------------------------------------------------


def test_a_formula_is_drawn_in_outlines_without_names() -> None:
    asset = formulas.draw(formulas.read(r"\frac{a}{2}", PLACE), 10, "#1b232b")
    drawing = etree.fromstring(asset.data)
    assert {etree.QName(e).localname for e in drawing} == {"path", "rect"}
    assert {e.get("fill") for e in drawing} == {"#1b232b"}
    assert drawing.xpath("//@id") == []


def test_a_formula_is_as_large_as_its_type() -> None:
    small, large = (formulas.draw(formulas.read("a+b", PLACE), s, "#000000") for s in (10, 20))
    assert (large.width, large.height) == pytest.approx(
        (2 * small.width, 2 * small.height), abs=0.1
    )
    assert small.width == pytest.approx(25, abs=3)  # letters half an em wide, spaces a quarter


def test_the_same_formula_is_the_same_bytes() -> None:
    first, second = (formulas.draw(formulas.read("a_b", PLACE), 10, "#000000") for _ in (1, 2))
    assert first == second


def test_the_type_of_formulas_has_all_that_is_read() -> None:
    from ziamath.zmath import loadedfonts

    font = loadedfonts["default"]
    letters = [chr(code) for code in range(0x20, 0x2100) if signs.is_printable(chr(code))]
    tables = (signs.LETTERS, signs.OPERATORS, signs.LARGE, signs.MARKS, signs.CHARACTERS)
    known = [sign for table in tables for sign in table.values() if sign != "―"]  # drawn as a line
    assert [sign for sign in (*letters, *known) if font.glyphindex(sign) == 0] == []


def test_without_the_extra_one_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ziamath", None)
    with pytest.raises(MachineError, match=re.escape("pip install 'briefings[maths]'")):
        formulas.draw("<math><mi>a</mi></math>", 10, "#000000")


# --- in content ----------------------------------------------------------------------------------


def test_sources_of_a_formula_need_a_line_to_be_called_from() -> None:
    text = blocks("type: formula, tex: a, alt: a, origin: analyst")
    assert told(lambda: loaded(text)) == [
        "b.yaml:5:5: a formula has no room for notes and labels."
        " give it a line 'where', or say whose it is in the text beside it [M106]"
    ]


# --- in products ---------------------------------------------------------------------------------

FORMULA = """\
      - type: formula
        priority: must
        tex: E = \\sum_{d} (O_d - \\bar{O})
        alt: E is the sum over all days of the deaths less their mean
        where: where *E* are excess deaths.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with a brief that has a formula, in every format."""
    project = Project(tmp_path_factory.mktemp("project"))
    project.content(FERRY + FORMULA)
    assert project.build("--format", "pdf,docx,html").problems[1:] == []
    return project.folder / "output/ferry"


def one(folder: Path, ending: str) -> Path:
    (found,) = folder.glob(f"*.{ending}")
    return found


def test_the_template_says_a_formula_and_the_reader_knows_it() -> None:
    html = '<figure class="formula"><img src="asset:f" alt="a"/></figure>'
    assert document(html).blocks == (Formula("f", "a"),)


def test_a_formula_has_no_caption() -> None:
    html = '<figure class="formula"><figcaption>A</figcaption><img src="asset:f" alt="a"/></figure>'
    assert [problem[-6:] for problem in told(lambda: document(html))] == ["[H116]"]


def test_a_formula_counts_no_words() -> None:
    html = '<p>One two</p><figure class="formula"><img src="asset:f" alt="a b c"/></figure>'
    assert word_count(document(html)) == 2


def test_the_pdf_says_how_a_person_would_say_it(built: Path) -> None:
    from reading_pdf import read_pdf

    figures = read_pdf(one(built, "pdf").read_bytes()).figures
    assert figures == ["E is the sum over all days of the deaths less their mean"]


def test_the_page_for_the_screen_shows_the_drawing(built: Path) -> None:
    text = one(built, "html").read_text(encoding="utf-8")
    assert re.search(r'<figure class="formula"><img src="data:image/svg\+xml;base64,', text)


def test_word_has_a_formula_of_its_own_and_no_picture(built: Path) -> None:
    file = WordFile(one(built, "docx").read_bytes())
    (paragraph,) = file.find("//w:p[m:oMathPara]")
    assert file.find("//w:p[m:oMathPara]/w:pPr/w:pStyle/@w:val") == ["Formula"]
    assert "".join(file.find("//m:t/text()")).replace("\u2009", "") == "E=d(Od−O)"
    assert file.find("//w:drawing") == []
    assert attributes(paragraph, "./{*}pPr/{*}spacing")["lineRule"] == "atLeast"


def test_a_word_file_with_a_formula_is_sound(built: Path) -> None:
    path = one(built, "docx")
    assert lint(path.read_bytes()) == ()
    assert by_audit(path) == []


def test_libreoffice_has_as_many_pages_and_what_follows(built: Path, tmp_path: Path) -> None:
    (pages,) = laid_out([one(built, "docx")], tmp_path).values()
    assert page_count(pages) == page_count(one(built, "pdf")) == 1
    assert "where E are excess deaths" in page_text(pages)


@pytest.mark.parametrize("stretch", [1, 1.4])
def test_pages_with_formulas_are_laid_out_as_they_were_foreseen(
    tmp_path: Path, stretch: float
) -> None:
    path = Project(tmp_path).content(
        FERRY + FORMULA.replace("        where", "        #") + FORMULA
    )
    own = press(path, "policy-brief", "public")
    foreseen, laid = own.galley.pages(everything(own.whole), stretch), own.pages(own.whole, stretch)
    assert (foreseen.count, laid.count) == (1, 1)
    assert foreseen.used[-1] == pytest.approx(laid.used, abs=CLOSE)


def test_a_picture_that_is_of_no_formula_is_refused() -> None:
    asset = formulas.draw(formulas.read("a", PLACE), 10, "#000000")
    bare = {"f": type(asset)("image/svg+xml", asset.data, 1, 1)}
    with pytest.raises(ValueError, match="is of no formula"):
        written(said("One."), Formula("f", "a"), assets=bare)


def test_check_tells_all_formulas_that_are_wrong(tmp_path: Path) -> None:
    project = Project(tmp_path)
    bad = (
        "      - {type: formula, alt: a, tex: '\\foo'}\n      - {type: formula, alt: a, tex: '{'}\n"
    )
    project.content(FERRY + bad)
    done = project.call("check", "content/ferry.yaml")
    assert done.code == 1
    places = [re.search(r"ferry\.yaml:(\d+:\d+): .*(Q\d+)", line) for line in done.problems]
    assert [found.groups() for found in places if found] == [("16:38", "Q102"), ("17:38", "Q103")]


def test_a_formula_wider_than_its_column_is_refused_where_it_is_printed(tmp_path: Path) -> None:
    project = Project(tmp_path)
    wide = f"      - {{type: formula, alt: a, tex: '{'a + ' * 60}b'}}\n"
    project.content(FERRY + wide)
    assert project.build("--kind", "one-page-summary").code == 0  # which takes no formulas
    done = project.build()
    assert done.code == 1
    told_so = r"ferry\.yaml:16:38: the formula is 3\d\d mm wide, the column of text 118 mm\. "
    assert re.search(told_so, done.err)
    assert "[Q105]" in done.err
