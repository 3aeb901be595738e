"""The library: where kinds, themes, labels and audiences are found by name.

A project's own files come before those that travel with the package, so that adding a file adds a
kind, a theme, a language or an audience, and nothing else is edited.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from briefings import folders, schema, source
from briefings.checks import Names, unknown
from briefings.document import Asset
from briefings.errors import ContentError, Place, Problem, UsageError
from briefings.exhibits.pictures import load as load_picture
from briefings.letters import fonts
from briefings.letters.languages import usual
from briefings.library import tokens
from briefings.library.audience import Audience
from briefings.library.inheriting import inherited
from briefings.library.kind import Kind
from briefings.library.labels import Labels, Variant
from briefings.library.layouts import PT_PER_MM
from briefings.library.naming import templates_named
from briefings.library.theme import Theme
from briefings.naming import packaged, shown
from briefings.source import Source

__all__ = ["FENCE", "KIND", "Library", "front_matter", "packaged", "shown"]

KIND = ".html.j2"
FENCE = "---"


@dataclass(frozen=True, slots=True)
class Library:
    """Folders to look in, the project's first."""

    templates: tuple[Path, ...]
    audiences: tuple[Path, ...]

    @classmethod
    def of(cls, project: Path, content: Path) -> Library:
        """The library of a project folder and of the folder its content is in."""
        return cls(folders.templates(project), folders.audiences(content))

    @property
    def kind_names(self) -> tuple[str, ...]:
        """Names of all kinds, in order of the alphabet."""
        return _names((folder / "kinds" for folder in self.templates), KIND)

    @property
    def theme_names(self) -> tuple[str, ...]:
        """Names of all themes."""
        return _names((folder / "themes" for folder in self.templates), ".yaml")

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages that have labels."""
        return _names((folder / "labels" for folder in self.templates), ".yaml")

    @property
    def audience_names(self) -> tuple[str, ...]:
        """Names of all audiences."""
        return _names(self.audiences, ".yaml")

    @property
    def names(self) -> Names:
        """What content may name of this library."""
        return Names(self.audience_names, self.theme_names, self.languages)

    @property
    def fonts(self) -> tuple[Path, ...]:
        """Folders of fonts: those of templates, then those of packages that are installed."""
        return folders.fonts(self.templates)

    def kind(self, name: str) -> Kind:
        """The kind of that name. Raises UsageError if there is none, ContentError if it is bad."""
        front = front_matter(self._kind_file(name))
        return schema.load(Kind, front).model_copy(update={"name": name})

    def theme(self, name: str) -> Theme:
        """The theme of that name, over those that it extends."""
        return schema.load(Theme, self._theme_source(name)[0])

    def checked_theme(self, name: str) -> Theme:
        """The theme of that name. Raises ContentError for tokens that do not go together."""
        found, (read, _) = self.theme(name), self._theme_source(name)
        small = partial(fonts.small_capitals, self.fonts)
        problems = tokens.check(found, read, fonts.faces(self.fonts), small)
        try:
            self.logo(name)
        except ContentError as error:
            problems += error.problems
        if problems:
            raise ContentError(problems)
        return found

    def logo(self, name: str) -> Asset | None:
        """The logo of the theme of that name, at the size of its print.

        Raises ContentError where it is missing, or is nothing that can be printed.
        """
        logo, path = self.theme(name).logo, self._logo_file(name)
        if logo is None or path is None:
            return None
        place = self._theme_source(name)[0].place(("logo", "file"))
        picture = load_picture(path, path.parent, place)
        height = logo.height * PT_PER_MM
        return replace(picture, width=picture.width * height / picture.height, height=height)

    def _logo_file(self, name: str) -> Path | None:
        """Where the logo lies: beside the file that names it, or one that this extends."""
        logo, (read, _) = self.theme(name).logo, self._theme_source(name)
        if logo is None:
            return None
        named = read.place(("logo", "file")).file
        beside = next(p for p in self._theme_files(name) if shown(p) == named)
        return beside.parent / logo.file

    def _theme_source(self, name: str) -> tuple[Source, tuple[str, ...]]:
        """A theme's file over those it extends, and the names of these."""
        return inherited(
            self._read_theme(name),
            lambda base: self._read_theme(base) if base in self.theme_names else None,
            self.theme_names,
        )

    def _read_theme(self, name: str) -> Source:
        path = self._theme_file(name)
        return source.read(path, shown=shown(path))

    def _theme_file(self, name: str) -> Path:
        return self._find("theme", name, (f / "themes" for f in self.templates), ".yaml")

    def _theme_files(self, name: str) -> tuple[Path, ...]:
        """The files that a theme is made from, its own first."""
        return tuple(self._theme_file(n) for n in (name, *self._theme_source(name)[1]))

    def reference_doc(self, name: str) -> Path | None:
        """The Word document that the theme of that name has Word files made on, if it names one.

        It lies beside the theme's file or in a folder of templates. Raises ContentError if it is
        not there, or lies outside the folders of templates, content and project.
        """
        named = self.theme(name).reference_doc
        if named is None:
            return None
        place = self._theme_source(name)[0].place(("reference_doc",))
        beside = (path.parent for path in self._theme_files(name))
        found = [path for f in (*beside, *self.templates) if (path := f / named).is_file()]
        if not found:
            remedy = "put it beside the theme, or name another"
            raise ContentError(Problem(place, "R113", f"there is no file '{named}'", remedy))
        if not any(found[0].resolve().is_relative_to(folder) for folder in self._inside):
            what = f"'{named}' lies outside the folders of templates and content"
            raise ContentError(Problem(place, "R114", what, "put it beside the theme"))
        return found[0]

    @property
    def _inside(self) -> tuple[Path, ...]:
        """Folders that what a theme names may lie in."""
        beside = (folder.parent for folder in (*self.templates[:1], *self.audiences[:1]))
        return tuple(folder.resolve() for folder in (*self.templates, *beside))

    def audience(self, name: str) -> Audience:
        """The audience of that name."""
        path = self._find("audience", name, self.audiences, ".yaml")
        found = schema.load(Audience, source.read(path, shown=shown(path)))
        return found.model_copy(update={"name": name})

    def labels(self, language: str) -> Labels:
        """The labels for a language tag: those of the language, as its country varies them."""
        whole, *varying = reversed(self.label_files(language))
        labels = schema.load(Labels, source.read(whole, shown=shown(whole)))
        for path in varying:
            labels = labels.varied(schema.load(Variant, source.read(path, shown=shown(path))))
        return labels.of(language)

    def facets(
        self, kind: str, audience: str, theme: str, language: str
    ) -> Mapping[str, tuple[Path, ...]]:
        """Every file of the library that a product of these is made from, by what it is of; but
        for fonts. Of two of one name, the one that is used comes first.
        """
        logo = self._logo_file(theme)
        return {
            "kind": self._with_named(self._kind_file(kind), *self._shared("kinds")),
            "audience": (self._find("audience", audience, self.audiences, ".yaml"),),
            "theme": (
                *self._theme_files(theme),
                *((logo,) if logo else ()),
                *self._with_named(*self._shared("themes")),
            ),
            "labels": self.label_files(language),
        }

    def _kind_file(self, name: str) -> Path:
        return self._find("kind", name, (f / "kinds" for f in self.templates), KIND)

    def _shared(self, part: str) -> tuple[Path, ...]:
        """Templates that those of a *part* have in common."""
        return tuple(p for folder in self.templates for p in sorted((folder / part).glob("_*")))

    def _with_named(self, *files: Path) -> tuple[Path, ...]:
        """Templates, and those that they name, and so on."""
        found = dict.fromkeys(files)
        todo = list(found)
        while todo:
            named = templates_named(_text(todo.pop()), self.templates)
            new = [path for path in named if path not in found]
            found |= dict.fromkeys(new)
            todo += new
        return tuple(found)

    def label_files(self, language: str) -> tuple[Path, ...]:
        """Files for a language tag, the most special first; the last is that of the language."""
        language = usual(language)
        primary = language.partition("-")[0]
        tags = dict.fromkeys((language, primary))
        found = tuple(path for tag in tags if (path := self._label_file(tag)))
        if not found or found[-1].stem != primary:
            raise UsageError(unknown(Place("--language"), "language", language, self.languages))
        return found

    def _label_file(self, tag: str) -> Path | None:
        paths = (folder / "labels" / f"{tag}.yaml" for folder in self.templates)
        return next((path for path in paths if path.is_file()), None)

    def _find(self, noun: str, name: str, folders: Iterable[Path], suffix: str) -> Path:
        looked = tuple(folders)
        for folder in looked:
            path = folder / f"{name}{suffix}"
            if Path(name).name == name and path.is_file():
                return path
        raise UsageError(unknown(Place(f"--{noun}"), noun, name, _names(looked, suffix)))


def front_matter(path: Path) -> Source:
    """The YAML between the two fences at the head of a kind's template."""
    lines = source.read_text(path, shown=shown(path)).replace("\r\n", "\n").split("\n")
    if lines[0] != FENCE or FENCE not in lines[1:]:
        what = "a kind's template starts with front matter between two lines ---"
        raise ContentError(Problem(Place(shown(path)), "K101", what, "add it"))
    end = lines.index(FENCE, 1)
    return source.read(path, shown=shown(path), text="\n".join(lines[1:end]) + "\n", first_line=2)


def _text(path: Path) -> str:
    return source.read_text(path, shown=shown(path))


def _names(folders: Iterable[Path], suffix: str) -> tuple[str, ...]:
    found = {p.name[: -len(suffix)] for f in folders if f.is_dir() for p in f.glob(f"*{suffix}")}
    return tuple(sorted(name for name in found if not name.startswith("_")))
