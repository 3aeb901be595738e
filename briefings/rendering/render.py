"""Rendering: from an edition to a document, through the kind's template and the strict reader.

Templates are ours or the house's; what an author wrote reaches them as data and is never rendered
a second time. They run in a sandbox in which an unknown name is an error.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from types import GeneratorType
from typing import Any

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefings import reader
from briefings.compiled import Compiled
from briefings.document import Asset, Document, Meta, Origin, RunningHead, Written
from briefings.edition import Edition
from briefings.errors import BriefingsError, ContentError, Place, Problem
from briefings.library import FENCE, KIND, shown
from briefings.library.labels import Labels
from briefings.model.pictured import is_drawn
from briefings.rendering.material import LOGO, Material
from briefings.rendering.voice import Voice

LEAF = re.compile(r"</?data\b[^>]*>")
"""The element of a leaf, which only the reader sees; words of an author never look like it."""


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
    voice, lines, html = _said(edition, material, templates)
    blocks = reader.read(html, lambda line: lines[min(line, len(lines)) - 1])
    origin = _made_from(edition, voice.leaves.written(html))
    html = LEAF.sub("", html)
    parts = [part for part in edition.parts if part.key in material.pictures]
    pictures = {voice.leaves.name(part): material.pictures[part.key] for part in parts}
    if material.logo is not None:
        pictures[LOGO] = material.logo
    drawn = [part for part in edition.parts if is_drawn(part)]
    pictures |= {voice.leaves.name(part): voice.drawings.picture(part) for part in drawn}
    assets = {k: v for k, v in pictures.items() if f'"asset:{k}"' in html}
    return Document(
        meta=_meta(edition, material, _digest(html, assets)),
        running=_running(edition, material.labels),
        blocks=blocks,
        html=html,
        layout=edition.kind.layout,
        numbered=edition.kind.numbered,
        assets=assets,
        origin=origin,
    )


def marked(edition: Edition, material: Material, templates: tuple[Path, ...]) -> str:
    """The HTML of *edition*, with the key of its part on every element, for measuring."""
    return _said(edition, material, templates, marks=True)[2]


def _said(
    edition: Edition, material: Material, templates: tuple[Path, ...], marks: bool = False
) -> tuple[Voice, list[Place], str]:
    """What the template says, and the place in it of each line; twice, if it looks ahead."""
    environment = _environment(templates)
    name = f"kinds/{edition.kind.name}{KIND}"
    voice = Voice(edition, material, marks)
    try:
        said = _rendered(environment, name, voice.vocabulary())
        if voice.signposts.looked_ahead:
            voice = Voice(edition, material, marks, voice.signposts.found)
            said = _rendered(environment, name, voice.vocabulary())
        return voice, *said
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
        bytecode_cache=Compiled(),
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
        at, step = _origin(chunk, _written_at(template, _line(stream)), source)
        chunks.append(chunk)
        places[-1] = Place(file, at)
        places += [Place(file, at + step * n) for n in range(1, chunk.count("\n") + 1)]
    return places, "".join(chunks)


@functools.lru_cache(maxsize=4096)  # a template works out all its lines anew for each
def _written_at(template: jinja2.Template, line: int) -> int:
    """The line of *template* that a *line* of the code made from it stands for."""
    return template.get_corresponding_lineno(line)


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


def _digest(html: str, assets: Mapping[str, Asset]) -> str:
    """SHA-256 of all that an edition says: its words as they are printed, and its pictures."""
    said = sha256(html.encode("utf-8", "surrogatepass"))
    for asset in assets.values():
        said.update(sha256(asset.data).digest())
    return said.hexdigest()


def _made_from(edition: Edition, written: tuple[Written, ...]) -> Origin:
    return Origin(edition.name, edition.kind.name, edition.audience.name, written=written)


def _meta(edition: Edition, material: Material, digest: str) -> Meta:
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
        audience=edition.audience.name,
        digest=digest,
    )


def _running(edition: Edition, labels: Labels) -> RunningHead:
    return RunningHead(
        title=edition.briefing.short_title or edition.briefing.title,
        kind=labels.kind(edition.kind),
        organisation=edition.briefing.organisation,
        page_of=labels.page_of,
        page_reference=labels.page_reference,
        watermark=edition.briefing.watermark or "",
    )
