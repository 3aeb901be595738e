from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefings.errors import Place
from briefings.exhibits.tables import LIMIT, Rows, rows
from briefings.model.blocks import Data
from conftest import told

PLACE = Place("b.yaml", 5, 20)


def data(**fields: Any) -> Data:
    return Data.model_validate({"title": "T", **fields})


def written(**fields: Any) -> Rows:
    return rows(data(**fields), Path(), PLACE)


def from_csv(folder: Path, text: str | bytes, **fields: Any) -> Rows:
    data_bytes = text if isinstance(text, bytes) else text.encode()
    (folder / "t.csv").write_bytes(data_bytes)
    return rows(data(file="t.csv", **fields), folder, PLACE)


# --- what stands in a table ----------------------------------------------------------------------


def test_rows_are_taken_as_they_are_written() -> None:
    found = written(columns=["A", "B"], rows=[["x", "1"], ["y", ""]])
    assert (found.head, found.body) == (("A", "B"), (("x", "1"), ("y", "")))


def test_the_first_line_of_a_file_is_the_head(tmp_path: Path) -> None:
    found = from_csv(tmp_path, "A,B\nx,1\ny,2\n")
    assert (found.head, found.body) == (("A", "B"), (("x", "1"), ("y", "2")))


def test_columns_that_are_named_replace_the_head_of_a_file(tmp_path: Path) -> None:
    found = from_csv(tmp_path, "a,b\nx,1\n", columns=["A", "B"])
    assert (found.head, found.body) == (("A", "B"), (("x", "1"),))


def test_a_cell_in_quotation_marks_may_hold_commas_line_breaks_and_marks(tmp_path: Path) -> None:
    found = from_csv(tmp_path, 'A,B\n"x, y","1 ""one""\n2"\n')
    assert found.body == (("x, y", '1 "one"\n2'),)


def test_a_bom_and_crlf_and_blank_lines_are_fine(tmp_path: Path) -> None:
    found = from_csv(tmp_path, b"\xef\xbb\xbfA,B\r\n\r\nx , 1\r\n,\r\n")
    assert (found.head, found.body) == (("A", "B"), (("x", "1"),))


def test_a_file_may_lie_in_a_folder_below_the_content(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/t.csv").write_text("A,B\nx,1\n")
    assert rows(data(file="data/t.csv"), tmp_path, PLACE).head == ("A", "B")


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "'t.csv' has no rows. give it a head and a row [D104]"),
        ("A,B\n", "'t.csv' has no rows. give it a head and a row [D104]"),
        (
            "A,B\nx\n",
            "row 2 of 't.csv' has 1 cells, the first has 2."
            " give every row as many cells as the head [D104]",
        ),
        ("A,\nx,1\n", "nothing stands at the head of column 2. name the column [D106]"),
        (
            "A,B\nx,1\n,2\n",
            "row 2 below the head begins with an empty cell. say there what the row is of [D106]",
        ),
        (
            "A,B\nx,1\ny,\x07\n",
            "line 3 of 't.csv' has the character U+0007. delete it: no document can hold it [D103]",
        ),
    ],
)
def test_a_file_that_is_no_table_is_refused(tmp_path: Path, text: str, problem: str) -> None:
    assert told(lambda: from_csv(tmp_path, text)) == [f"b.yaml:5:20: {problem}"]


def test_all_that_is_wrong_with_a_file_is_told_up_to_twenty(tmp_path: Path) -> None:
    assert len(told(lambda: from_csv(tmp_path, "A,B\nx\ny\n"))) == 2
    assert len(told(lambda: from_csv(tmp_path, "A,B\n" + "x\n" * 30))) == 20


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (problem,) = told(lambda: from_csv(tmp_path, b"A,B\nx,caf\xe9\n"))
    assert problem.startswith("b.yaml:5:20: 't.csv' can't be read as UTF-8 text: ")
    assert problem.endswith("save it as CSV in UTF-8 [D103]")


def test_a_file_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    assert told(lambda: rows(data(file="t.csv"), tmp_path, PLACE)) == [
        "b.yaml:5:20: there is no file 't.csv'. put it beside the content, or mend the name [D102]"
    ]


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "t.csv").mkdir()
    (problem,) = told(lambda: rows(data(file="t.csv"), tmp_path, PLACE))
    assert problem.endswith("[D103]")


@pytest.mark.parametrize("name", ["../t.csv", "{tmp}/t.csv", "own/../../t.csv"])
def test_a_file_outside_the_contents_folder_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "t.csv").write_text("A,B\nx,1\n")
    (tmp_path / "own").mkdir()
    file = name.format(tmp=tmp_path)
    assert told(lambda: rows(data(file=file), tmp_path / "own", PLACE)) == [
        f"b.yaml:5:20: '{file}' lies outside the content's folder."
        " put the file beside the content [D101]"
    ]


def test_a_link_out_of_the_contents_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("A,B\nx,1\n")
    (tmp_path / "own").mkdir()
    (tmp_path / "own/t.csv").symlink_to(tmp_path / "t.csv")
    (problem,) = told(lambda: rows(data(file="t.csv"), tmp_path / "own", PLACE))
    assert problem.endswith("[D101]")


def test_a_table_of_too_many_rows_is_refused(tmp_path: Path) -> None:
    (problem,) = told(lambda: from_csv(tmp_path, "A,B\n" + "x,1\n" * (LIMIT + 1)))
    assert problem == (
        "b.yaml:5:20: 't.csv' has 5001 rows, more than 5000."
        " print an extract and publish the data beside it [D105]"
    )


def test_a_table_of_as_many_rows_as_may_be_is_passed(tmp_path: Path) -> None:
    assert len(from_csv(tmp_path, "A,B\n" + "x,1\n" * LIMIT).body) == LIMIT


def test_too_few_or_too_many_names_of_columns_are_refused(tmp_path: Path) -> None:
    assert told(lambda: from_csv(tmp_path, "A,B\nx,1\n", columns=["A"])) == [
        "b.yaml:5:20: 't.csv' has 2 columns, but 1 are named."
        " name each of its columns, or none [D104]"
    ]


def test_a_row_that_begins_with_an_empty_cell_is_refused_in_the_content_too() -> None:
    assert told(lambda: written(columns=["A", "B"], rows=[["", "1"]])) == [
        "b.yaml:5:20: row 1 below the head begins with an empty cell."
        " say there what the row is of [D106]"
    ]


# --- alignment -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "cells",
    [
        ["1", "20"],
        ["-1", "+2", "−3"],
        ["1,200.50", "3.5"],
        ["1 200", "1\u202f200"],
        ["5%", "10 %"],
        ["1", ""],
    ],
)
def test_a_column_of_numbers_is_set_to_the_right(tmp_path: Path, cells: list[str]) -> None:
    text = "A,B\n" + "".join(f'x,"{cell}"\n' for cell in cells)
    assert from_csv(tmp_path, text).aligns == ("left", "right")


@pytest.mark.parametrize("cells", [["1", "two"], ["–", "1"], ["", ""], [".", ","], ["1920s"]])
def test_any_other_column_is_set_to_the_left(tmp_path: Path, cells: list[str]) -> None:
    text = "A,B\n" + "".join(f'x,"{cell}"\n' for cell in cells)
    assert from_csv(tmp_path, text).aligns == ("left", "left")


def test_columns_that_are_named_are_set_as_they_say() -> None:
    columns = ["A", {"label": "B", "align": "centre"}, {"label": "C", "align": "right"}]
    found = written(columns=columns, rows=[["x", "1", "y"]])
    assert found.aligns == ("left", "centre", "right")


def test_a_long_cell_is_looked_at_in_no_time(tmp_path: Path) -> None:
    assert from_csv(tmp_path, f"A,B\nx,{'1' * 100_000}x\n").aligns == ("left", "left")


# --- widths --------------------------------------------------------------------------------------


def test_columns_that_hold_as_much_are_as_wide() -> None:
    assert written(columns=["A", "B"], rows=[["x", "y"]]).widths == (50, 50)


def test_a_file_has_widths_too(tmp_path: Path) -> None:
    assert from_csv(tmp_path, "A,B\nx,y\n").widths == (50, 50)


def test_a_column_that_holds_little_is_as_wide_as_one_of_four_characters() -> None:
    assert written(columns=["A", "B"], rows=[["x", "y" * 18]]).widths == (25, 75)


def test_a_column_that_holds_more_is_wider_up_to_a_bound() -> None:
    assert written(columns=["A", "B"], rows=[["x" * 8, "y" * 30]]).widths == (25, 75)
    assert written(columns=["A", "B"], rows=[["x" * 40, "y" * 999]]).widths == (50, 50)


def test_a_long_head_runs_over_lines_but_none_of_its_words_does() -> None:
    columns = ["Place", "Of these within ten minutes of it"]
    assert written(columns=columns, rows=[["x" * 20, "9"]]).widths == (62.16, 37.84)
    columns = ["Place", "Inhabitants"]
    assert written(columns=columns, rows=[["x" * 24, "9"]]).widths == (65.85, 34.15)


def test_a_width_that_is_given_is_kept_and_the_rest_is_shared() -> None:
    columns = [{"label": "A", "width": 40}, "B", "C"]
    assert written(columns=columns, rows=[["x", "y", "z"]]).widths == (40, 30, 30)


def test_widths_that_make_more_or_less_than_100_are_scaled() -> None:
    columns = [{"label": "A", "width": 30}, {"label": "B", "width": 10}]
    assert written(columns=columns, rows=[["x", "y"]]).widths == (75, 25)


@pytest.mark.parametrize("count", [1, 2, 3, 7, 11, 16])
def test_widths_make_100_per_cent(count: int) -> None:
    found = written(columns=[f"C{n}" for n in range(count)], rows=[["x"] * count])
    assert sum(found.widths) == pytest.approx(100, abs=0.1)


def test_no_column_is_so_narrow_that_nothing_stands_in_it() -> None:
    found = written(columns=["A", "B"], rows=[["x", "y" * 4000]])
    assert min(found.widths) > 10
