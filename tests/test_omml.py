"""Formulas in Word: TeX as an author writes it, and the OMML that comes of it."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from briefings.errors import Place
from briefings.exhibits import formulas
from briefings.exhibits.formulas import signs
from briefings.wordml import omml
from briefings.wordml.xml import NAMESPACES

PLACE = Place("b.yaml")


def said(tex: str) -> str:
    """What stands in the formula, without prefixes, fonts, and the tags of plain runs."""
    root = omml.formula(formulas.read(tex, PLACE))
    for font in root.findall(".//{*}rPr/{*}rFonts"):
        run = font.getparent()
        assert run is not None
        above = run.getparent()
        assert above is not None
        above.remove(run)
    text = etree.tostring(root, encoding="unicode")
    text = re.sub(r' (xmlns:\w+|xml:space)="[^"]*"', "", text)
    text = re.sub(r"(</?)[mw]:", r"\1", text).replace(" m:val", "")
    text = re.sub(r"<r><t>([^<]*)</t></r>", r"\1", text)
    found = re.search(r"<oMath>(.*)</oMath>", text)
    assert found is not None
    return found[1]


CONSTRUCTS = {
    "a = b - 2.5": "a=b−2.5",
    "10,000 + 4{,}000": "10,000+4,000",
    r"\frac{a}{b}": "<f><num>a</num><den>b</den></f>",
    "x^2": "<sSup><e>x</e><sup>2</sup></sSup>",
    "x_{i,j}": "<sSub><e>x</e><sub>i,j</sub></sSub>",
    "x_i^2": "<sSubSup><e>x</e><sub>i</sub><sup>2</sup></sSubSup>",
    "f'": "<sSup><e>f</e><sup>′</sup></sSup>",
    r"\sqrt{x}": '<rad><radPr><degHide="1"/></radPr><deg/><e>x</e></rad>',
    r"\sqrt[3]{x}": "<rad><deg>3</deg><e>x</e></rad>",
    r"\sum_{i=1}^n x_i + y": (
        '<nary><naryPr><chr="∑"/><limLoc="undOvr"/></naryPr><sub>i=1</sub><sup>n</sup>'
        "<e><sSub><e>x</e><sub>i</sub></sSub></e></nary>+y"
    ),
    r"\int_0^1 x": (
        '<nary><naryPr><chr="∫"/><limLoc="subSup"/></naryPr><sub>0</sub><sup>1</sup><e>x</e></nary>'
    ),
    r"\prod_i a": (
        '<nary><naryPr><chr="∏"/><limLoc="undOvr"/><supHide="1"/></naryPr>'
        "<sub>i</sub><sup>{thin}</sup><e>a</e></nary>"
    ),
    r"\left( a + b \right]": '<d><dPr><begChr="("/><endChr="]"/></dPr><e>a+b</e></d>',
    r"\left. a \right|": '<d><dPr><begChr=""/><endChr="|"/></dPr><e>a</e></d>',
    "(a)": "(a)",
    r"\binom{n}{k}": (
        '<d><dPr><begChr="("/><endChr=")"/></dPr>'
        '<e><f><fPr><type="noBar"/></fPr><num>n</num><den>k</den></f></e></d>'
    ),
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": (
        '<d><dPr><begChr="("/><endChr=")"/></dPr><e>'
        '<m><mPr><mcs><mc><mcPr><count="2"/><mcJc="center"/></mcPr></mc></mcs></mPr>'
        "<mr><e>a</e><e>b</e></mr><mr><e>c</e><e>d</e></mr></m></e></d>"
    ),
    r"\begin{aligned} a &= b \\ &= c \end{aligned}": (
        '<m><mPr><cGpRule="3"/><cGp="40"/><mcs><mc><mcPr><count="1"/><mcJc="right"/></mcPr></mc>'
        '<mc><mcPr><count="1"/><mcJc="left"/></mcPr></mc></mcs></mPr>'
        "<mr><e>a</e><e>{thin}=b</e></mr><mr><e>{thin}</e><e>{thin}=c</e></mr></m>"
    ),
    r"\hat{x}": '<acc><accPr><chr="\u0302"/></accPr><e>x</e></acc>',
    r"\vec v": '<acc><accPr><chr="\u20d7"/></accPr><e>v</e></acc>',
    r"\overline{ab}": '<bar><barPr><pos="top"/></barPr><e>ab</e></bar>',
    r"\underline{a}": '<bar><barPr><pos="bot"/></barPr><e>a</e></bar>',
    r"\underbrace{a}_b": (
        '<limLow><e><groupChr><groupChrPr><chr="⏟"/><pos="bot"/><vertJc="top"/></groupChrPr>'
        "<e>a</e></groupChr></e><lim>b</lim></limLow>"
    ),
    r"\overbrace{a}^b": (
        '<limUpp><e><groupChr><groupChrPr><chr="⏞"/><pos="top"/><vertJc="bot"/></groupChrPr>'
        "<e>a</e></groupChr></e><lim>b</lim></limUpp>"
    ),
    r"\max_i x": "<limLow><e>{nor}max{end}</e><lim>i</lim></limLow>{thin}x",
    r"\ln(x)": "{nor}ln{end}(x)",
    r"\text{deaths a day} < 5": "{nor}deaths\u00a0a\u00a0day{end}&lt;5",
    r"\mathrm{CO}_2": "<sSub><e>{nor}CO{end}</e><sub>2</sub></sSub>",
    r"\mathrm{d}x": '<r><rPr><sty="p"/></rPr><t>d</t></r>x',
    r"\Gamma\gamma": '<r><rPr><sty="p"/></rPr><t>Γ</t></r>γ',
    "^{14}C": "<sSup><e>{thin}</e><sup>14</sup></sSup>C",
    r"a\quad b": "a{nor}\u2003{end}b",
}


@pytest.mark.parametrize("tex", CONSTRUCTS)
def test_a_construct_of_tex_is_one_of_word(tex: str) -> None:
    nor, end = "<r><rPr><nor/></rPr><t>", "</t></r>"
    wanted = CONSTRUCTS[tex].replace("{thin}", f"{nor}\u2009{end}")
    assert said(tex) == wanted.replace("{nor}", nor).replace("{end}", end)


ARGUMENTS = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "binom"), "{a}{b}"),
    **dict.fromkeys(("sqrt", *signs.WORDED, *signs.MARKS), "{a}"),
    "left": r"(a\right)",
}


@pytest.mark.parametrize(
    "name", sorted({*signs.COMMANDS, *signs.SPACES} - {"right", "begin", "end"})
)
def test_every_command_is_known_to_word(name: str) -> None:
    assert said(rf"x\{name}{ARGUMENTS.get(name, ' y')}")


@pytest.mark.parametrize("name", signs.TABLES)
def test_every_environment_is_known_to_word(name: str) -> None:
    assert "<mr>" in said(rf"\begin{{{name}}} a & b \end{{{name}}}")


def test_runs_are_in_words_own_type_for_formulas() -> None:
    root = omml.formula(formulas.read("x", PLACE))
    (font,) = root.iter(f"{{{NAMESPACES['w']}}}rFonts")
    assert {*map(str, font.attrib.values())} == {"Cambria Math"}


def test_a_formula_is_centred_on_a_line_of_its_own() -> None:
    root = omml.formula(formulas.read("x", PLACE))
    assert root.tag == f"{{{NAMESPACES['m']}}}oMathPara"
    assert [*root[0][0].attrib.values()] == ["center"]


@pytest.mark.parametrize(
    "mathml", ["<math><maction/></math>", "<math><mfrac><mi>a</mi></mfrac></math>"]
)
def test_mathml_that_is_not_ours_is_no_formula(mathml: str) -> None:
    with pytest.raises(ValueError, match="no MathML of ours"):
        omml.formula(mathml)
