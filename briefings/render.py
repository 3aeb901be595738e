"""Rendering: from an edition to a document, through the kind's template and the strict reader.

Templates are ours or the house's; what an author wrote reaches them as data and is never rendered
a second time. They run in a sandbox in which an unknown name is an error.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import GeneratorType
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefings import reader
from briefings.document import Document, Meta, RunningHead
from briefings.edition import Edition
from briefings.errors import BriefingsError, ContentError, Place, Problem
from briefings.library import FENCE, KIND, shown
from briefings.library.labels import Labels
from briefings.material import Material
from briefings.voice import Voice


class _KindLoader(jinja2.FileSystemLoader):
    """Loads templates, with a kind's front matter blanked so that line numbers stay true."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        text, filename, fresh = super().get_source(environment, template)
        lines = text.split("\n")
        if lines[0] == FENCE and FENCE in lines[1:]:
            end = lines.index(FENCE, 1) + 1
            lines[:end] = [""] * end
        return "\n".join(lines), filename, fresh


def render(edition: Edition, material: Material, templates: tuple[Path, ...]) -> Document:
    """The document of *edition*. Raises ContentError where the template is at fault."""
    lines, html = _said(Voice(edition, material), templates)
    blocks = reader.read(html, lambda line: lines[min(line, len(lines)) - 1])
    return Document(
        meta=_meta(edition, material),
        running=_running(edition, material.labels),
        blocks=blocks,
        html=html,
        layout=edition.kind.layout,
        numbered=edition.kind.numbered,
        assets={k: v for k, v in material.pictures.items() if f'"asset:{k}"' in html},
    )


def marked(edition: Edition, material: Material, templates: tuple[Path, ...]) -> str:
    """The HTML of *edition*, with the key of its part on every element, for measuring."""
    return _said(Voice(edition, material, marks=True), templates)[1]


def _said(voice: Voice, templates: tuple[Path, ...]) -> tuple[list[Place], str]:
    environment = _environment(templates)
    name = f"kinds/{voice.edition.kind.name}{KIND}"
    try:
        return _rendered(environment, name, voice.vocabulary())
    except jinja2.TemplateSyntaxError as error:
        place = Place(shown(Path(error.filename or name)), error.lineno)
        raise ContentError(
            Problem(place, "T101", error.message or "", "mend the template")
        ) from error
    except BriefingsError:
        raise
    except Exception as error:  # whatever a template stops at, the template is at fault
        place = _place_of(error, name)
        what = f"the template stopped: {error}"
        raise ContentError(Problem(place, "T102", what, "mend the template")) from error


@functools.lru_cache(maxsize=4)
def _environment(templates: tuple[Path, ...]) -> jinja2.Environment:
    return ImmutableSandboxedEnvironment(
        loader=_KindLoader([str(folder) for folder in templates]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )


def _rendered(
    environment: jinja2.Environment, name: str, context: Mapping[str, Any]
) -> tuple[list[Place], str]:
    """The output, and for each of its lines the place in the template that wrote it."""
    template = environment.get_template(name)
    file = shown(Path(template.filename or name))
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, name)
    places = [Place(file)]
    chunks: list[str] = []
    stream = template.root_render_func(template.new_context(dict(context)))
    for chunk in stream:
        at, step = _origin(chunk, template.get_corresponding_lineno(_line(stream)), source)
        chunks.append(chunk)
        places[-1] = Place(file, at)
        places += [Place(file, at + step * n) for n in range(1, chunk.count("\n") + 1)]
    return places, "".join(chunks)


def _origin(chunk: str, line: int, source: str) -> tuple[int, int]:
    """The line of *chunk* in the template, and how many lines each of its own stands for.

    Text that stands in the template as it is stands at the first such place from *line* on, which
    is the line of the statement before it; what an expression gave is all of that one line.
    """
    start = len("".join(source.splitlines(keepends=True)[: line - 1]))
    found = source.find(chunk, start) if chunk.strip() else -1
    return (line, 0) if found < 0 else (source.count("\n", 0, found) + 1, 1)


def _line(stream: Iterator[str]) -> int:
    frame = stream.gi_frame if isinstance(stream, GeneratorType) else None
    return frame.f_lineno if frame else 1


def _place_of(error: Exception, name: str) -> Place:
    """The innermost place in a template that *error* passed through."""
    place, trace = Place(name), error.__traceback__
    while trace is not None:
        template = trace.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, jinja2.Template):
            line = template.get_corresponding_lineno(trace.tb_lineno)
            place = Place(shown(Path(template.filename or name)), line)
        trace = trace.tb_next
    return place


def _meta(edition: Edition, material: Material) -> Meta:
    briefing, labels = edition.briefing, material.labels
    created = str(briefing.created or briefing.issued or material.stamp or "")
    return Meta(
        title=briefing.title,
        subtitle=briefing.subtitle or "",
        language=briefing.language,
        kind=labels.kind(edition.kind),
        authors=briefing.authors or tuple(n for n in (briefing.unit,) if n),
        organisation=briefing.organisation,
        subject=briefing.topic or "",
        keywords=briefing.keywords,
        reference=briefing.reference or "",
        version=briefing.version,
        status=briefing.status,
        marking=edition.marking,
        created=created,
        modified=str(briefing.issued or created),
        dated=labels.date(briefing.issued) if briefing.issued else "",
    )


def _running(edition: Edition, labels: Labels) -> RunningHead:
    return RunningHead(
        title=edition.briefing.short_title or edition.briefing.title,
        kind=labels.kind(edition.kind),
        organisation=edition.briefing.organisation,
        page_of=labels.page_of,
    )
