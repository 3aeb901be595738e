"""The documents say what the tool does."""

import re
from pathlib import Path

import pytest

from briefings import reference, writers
from briefings.cli import cli
from briefings.library import Library
from briefings.library.kind import Kind
from briefings.rendering.material import Material
from briefings.rendering.voice import Voice
from conftest import blocks, edition

ROOT = Path(__file__).parent.parent
LIBRARY = Library.of(ROOT, ROOT / "content")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_table_of_fields_is_what_the_model_says() -> None:
    found = re.search(r"<!-- fields -->\n(.*)<!-- /fields -->", text("content/README.md"), re.S)
    assert found is not None
    assert found[1] == reference.fields()


def test_every_field_has_a_meaning() -> None:
    assert "|  |\n" not in reference.fields()


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_is_in_the_readme(command: str) -> None:
    assert f"briefings {command}" in text("README.md")


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "content/README.md", "templates/README.md"]
)
def test_every_module_that_is_named_by_its_path_is_there(name: str) -> None:
    named = re.findall(r"`(briefings/[\w/]+\.py)`", text(name))
    assert [path for path in named if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize(
    ("table", "folder"), [("| module |", "briefings"), ("| `builds.` |", "briefings/builds")]
)
def test_the_architecture_has_every_module(table: str, folder: str) -> None:
    rows = text("README.md").partition(f"\n{table}")[2].partition("\n\n")[0]
    named = re.findall(r"`(\w+)`", "\n".join(re.findall(r"^\| (`.*?) \|", rows, re.M)))
    there = {path.stem for path in (ROOT / folder).glob("[!_]*") if path.suffix in ("", ".py")}
    assert sorted(named) == sorted(there)


@pytest.mark.parametrize("name", LIBRARY.kind_names)
def test_every_kind_is_described(name: str) -> None:
    assert f"| `{name}` |" in text("templates/README.md")


def test_everything_that_templates_can_say_is_described() -> None:
    found = edition(blocks("type: prose, long: x"))
    names = Voice(found, Material(LIBRARY.labels("en"))).vocabulary()
    described = re.findall(r"`(\w+)(?:\([\w, ]*\))?`", text("templates/README.md"))
    assert {*names} - {*described} == set()


def test_everything_that_a_kind_can_ask_for_is_described() -> None:
    described = re.findall(r"`(\w+)`", text("templates/README.md"))
    assert {*Kind.model_fields} - {*described} == set()


@pytest.mark.parametrize("name", LIBRARY.audience_names)
def test_every_audience_is_described(name: str) -> None:
    assert f"| `{name}` |" in text("content/README.md")


@pytest.mark.parametrize("name", LIBRARY.theme_names)
def test_every_theme_is_described(name: str) -> None:
    assert f"`{name}`" in text("templates/README.md")


@pytest.mark.parametrize("name", writers.names())
def test_every_format_is_in_the_readme(name: str) -> None:
    assert name.upper() in text("README.md") or name in text("README.md")


@pytest.mark.parametrize("model", reference.BLOCKS)
def test_every_type_of_block_has_a_table(model: type) -> None:
    name = model.model_fields["type"].annotation.__args__[0]  # type: ignore[attr-defined]
    assert f"#### `{name}`" in text("content/README.md")


def test_the_smallest_briefing_and_kind_in_the_documents_work(tmp_path: Path) -> None:
    from briefings.builds.build import Builder
    from briefings.builds.orders import Order

    example = re.search(r"```yaml\n(.*?)```", text("content/README.md"), re.S)
    kind = re.search(r"```jinja\n(.*?)```", text("templates/README.md"), re.S)
    assert example is not None
    assert kind is not None
    content = tmp_path / "harbour.yaml"
    content.write_text(example[1], encoding="utf-8")
    (tmp_path / "templates/kinds").mkdir(parents=True)
    (tmp_path / "templates/kinds/note.html.j2").write_text(kind[1], encoding="utf-8")
    builder = Builder(Library.of(tmp_path, tmp_path), tmp_path / "output")
    outcome = builder.build(Order(content, "note", "minister", ("pdf",)))
    assert outcome.problems == ()
    assert [rendition.pages for rendition in outcome.built] == [1]
