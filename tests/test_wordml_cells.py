"""Tables of a Word file: their grid, their styles, and what stands in their cells."""

from __future__ import annotations

import pytest

from briefings.document import Asset, Block, Cell, Figure, List, ListItem, Paragraph, Strong, Table
from briefings.wordml.tables import grid
from wordfile import PNG, WordFile, attributes, said, style_of, text_of, words, written


def cell(*blocks: Block, **more: object) -> Cell:
    return Cell(blocks, **more)  # type: ignore[arg-type]


def column(text: str) -> Cell:
    return cell(said(text), header="column")


def table(*body: Cell, caption: str = "", **more: object) -> Table:
    """A table of two columns, with the cells of one row."""
    head = (column("What"), column("Why"))
    return Table("data", (30, 70), head, (body,), words(caption) if caption else (), **more)  # type: ignore[arg-type]


A, B = cell(said("a")), cell(said("b"))


def styles(file: WordFile) -> list[str]:
    return [style for style, _ in file.paragraphs()]


def test_columns_add_up_to_the_measure() -> None:
    assert grid(481.9, (33.3, 33.3, 33.4)) == [3209, 3210, 3219]
    assert sum(grid(481.9, (14, 22, 24, 40))) == round(481.9 * 20)


def test_a_table_is_as_wide_as_both_columns() -> None:
    file = written(table(A, B), layout="side")
    (whole,) = file.find("//w:tblW/@w:w")
    columns = [int(width) for width in file.find("//w:gridCol/@w:w")]
    assert int(whole) == sum(columns) == round(169 / 25.4 * 72 * 20)
    assert [int(width) for width in file.find("//w:tr[1]/w:tc/w:tcPr/w:tcW/@w:w")] == columns
    assert file.find("//w:tblLayout/@w:type") == ["fixed"]


def test_the_head_is_repeated_and_no_row_is_split() -> None:
    file = written(table(A, B))
    rows = file.find("//w:tr")
    assert [row.find("./{*}trPr/{*}tblHeader") is not None for row in rows] == [True, False]
    assert [row.find("./{*}trPr/{*}cantSplit") is not None for row in rows] == [True, True]


def test_a_caption_stands_above_and_is_the_alternative_text() -> None:
    caption = (Strong(words("Table 1.")), *words(" Paths ahead"))
    file = written(Table("data", (100,), (column("a"),), ((A,),), caption))
    assert file.paragraphs()[0] == ("Caption", "Table 1. Paths ahead")
    assert file.find("//w:tblCaption/@w:val") == ["Table 1. Paths ahead"]
    assert file.find("//w:p[1]/w:r[1]/w:rPr/w:rStyle/@w:val") == ["CaptionLabel"]


def test_a_table_without_a_caption_has_a_line_of_space_above() -> None:
    file = written(table(A, B), table(A, B))
    kinds = [element.tag.rpartition("}")[2] for element in file.find("/w:document/w:body/*")]
    assert kinds == ["p", "tbl", "p", "tbl", "sectPr"]
    assert styles(file)[0] == "Separator"


def test_each_role_in_use_has_a_style_of_its_own() -> None:
    risks = Table("risks", (100,), (column("a"),), ((A,),))
    file = written(table(A, B), risks)
    assert file.find("//w:tblStyle/@w:val") == ["DataTable", "RisksTable"]
    names = file.find("//w:style[@w:type='table']/w:name/@w:val", "word/styles.xml")
    assert names == ["Normal Table", "Data Table", "Risks Table"]


def test_the_style_shades_the_head_and_rules_the_rows() -> None:
    style = written(table(A, B)).style("DataTable")
    assert attributes(style, "./{*}tblStylePr")["type"] == "firstRow"
    assert attributes(style, "./{*}tblStylePr/{*}tcPr/{*}shd")["fill"] == "10304D"
    rules = style.find("./{*}tblPr/{*}tblBorders")
    assert rules is not None
    found = {str(rule.tag).rpartition("}")[2]: attributes(rule, ".")["sz"] for rule in rules}
    assert found == {"bottom": "8", "insideH": "4"}


def test_cells_have_the_styles_of_what_they_head() -> None:
    file = written(table(cell(said("a"), header="row"), B, caption="c"))
    assert styles(file)[1:] == ["TableHeading", "TableHeading", "TableRowHeading", "TableText"]


def test_a_row_head_that_says_what_is_strong_is_not_bold_throughout() -> None:
    lead = Paragraph((Strong(words("Border")), *words(" (baseline)")))
    file = written(table(cell(lead, said("Now.", role="fact"), header="row"), B))
    assert styles(file)[-3:] == ["TableRowLead", "TableFact", "TableText"]


def test_the_second_paragraph_of_a_cell_has_space_above() -> None:
    file = written(table(cell(said("a"), said("b")), B))
    assert styles(file)[-3:] == ["TableText", "TableTextNext", "TableText"]


@pytest.mark.parametrize(
    ("align", "style", "justified"),
    [("right", "TableTextRight", "right"), ("centre", "TableTextCentre", "center")],
)
def test_alignment_is_a_style(align: str, style: str, justified: str) -> None:
    file = written(table(A, cell(said("1,250"), align=align)))
    assert styles(file)[-1] == style
    assert attributes(file.style(style), "./{*}pPr/{*}jc") == {"val": justified}


def test_an_empty_cell_holds_a_paragraph() -> None:
    file = written(table(A, cell()))
    assert file.paragraphs()[-1] == ("TableText", "")


def test_a_table_in_a_cell_is_followed_by_a_paragraph() -> None:
    inner = Table("data", (100,), (column("x"),), ((A,),))
    file = written(table(A, cell(said("b"), inner)))
    last = file.find("//w:tc[w:tbl]/*")[-1]
    assert (style_of(last), text_of(last)) == ("TableText", "")
    outer, within = (int(width) for width in file.find("//w:tblW/@w:w"))
    assert within < outer * 0.7


def test_a_list_in_a_cell_begins_without_space() -> None:
    points = List((ListItem((said("a"),)), ListItem((said("b"),))))
    file = written(table(A, cell(points)))
    assert styles(file)[-2:] == ["TableListBulletFirst", "TableListBullet"]
    above = [
        attributes(file.style(style), "./{*}pPr/{*}spacing")["before"]
        for style in styles(file)[-2:]
    ]
    assert above == ["0", "40"]


def test_figures_of_a_table_are_equally_wide() -> None:
    file = written(table(A, B))
    assert file.find("//w:style[@w:styleId='TableText']//w14:numSpacing", "word/styles.xml")


def test_a_picture_in_a_cell_is_no_wider_than_the_cell() -> None:
    asset = Asset("image/png", PNG, width=1000, height=500)
    file = written(table(A, cell(Figure("map", "A map"))), assets={"map": asset})
    (width,) = file.find("//wp:extent/@cx")
    (column_width,) = file.find("//w:tc[.//w:drawing]/w:tcPr/w:tcW/@w:w")
    assert abs(int(width) / 12700 - (int(column_width) / 20 - 12)) < 0.01


def test_a_link_to_a_table_leads_to_its_caption() -> None:
    file = written(table(A, B, caption="Paths", id="paths"))
    (paragraph,) = file.find("//w:p[w:bookmarkStart/@w:name='paths']")
    assert text_of(paragraph) == "Paths"


def test_a_link_to_a_table_without_a_caption_leads_above_it() -> None:
    file = written(table(A, B, id="paths"))
    (paragraph,) = file.find("//w:p[w:bookmarkStart/@w:name='paths']")
    assert style_of(paragraph) == "Separator"


def test_a_list_below_a_table_or_a_figure_keeps_clear_of_it() -> None:
    points = List((ListItem((said("a"),)), ListItem((said("b"),))))
    shown = Figure("dot", "A dot.")
    dot = {"dot": Asset("image/png", PNG, width=1, height=1)}
    file = written(table(A, B), points, shown, points, assets=dot)
    made = styles(file)
    assert made[-5:] == ["ListBulletClear", "ListBullet", "Figure", "ListBulletClear", "ListBullet"]
    assert attributes(file.style("ListBulletClear"), "./{*}pPr/{*}spacing")["before"] == "160"


def test_a_remark_below_a_table_has_no_rule_besides_that_of_the_table() -> None:
    file = written(table(A, B), said("Ours.", role="note-line"), said("All.", role="note-line"))
    assert styles(file)[-2:] == ["RemarkPlain", "Remark"]
    plain, ruled = (file.style(style).find(".//{*}pBdr") for style in ("RemarkPlain", "Remark"))
    assert plain is None
    assert ruled is not None


def test_a_source_line_stays_close_to_its_table() -> None:
    file = written(table(A, B), said("Log.", role="source-line"))
    assert styles(file)[-1] == "SourceLine"
