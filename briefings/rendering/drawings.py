"""Drawings: pictures of what one edition says, and the same in words.

They are drawn from the edition after every choice, so nothing is in them that its reader does not
get or that gave way to the length, and all is in the words that this reader is told it in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from briefings.document import Asset
from briefings.edition import Edition
from briefings.exhibits.charts import Look
from briefings.exhibits.charts.words import number
from briefings.exhibits.diagrams import maps, matrix, relations, timeline, yardstick
from briefings.exhibits.diagrams.dates import stretch
from briefings.exhibits.raster import with_raster
from briefings.letters.languages import direction
from briefings.markdown import plain
from briefings.model.blocks import Risk, Scenario
from briefings.model.likelihood import TERMS, bounds
from briefings.model.parts import Assessed, Part, Worded
from briefings.model.pictured import Actors, Country, Map, Matrix, Relation, Timeline, Yardstick
from briefings.model.placing import IMPACTS, has_place, placed, shown
from briefings.rendering.material import Material

Data = yardstick.Yardstick | matrix.Matrix | timeline.Timeline | relations.Relations | maps.Map
"""What a picture shows."""


@dataclass(frozen=True, slots=True)
class Drawings:
    """The drawings of one edition."""

    edition: Edition
    material: Material

    def picture(self, part: Part) -> Asset:
        """The picture of *part*. Raises MachineError where none can be made."""
        assert self.material.look is not None, "gathered material has a look"
        mirrored = direction(self.edition.briefing.language) == "rtl"
        words = tuple(self.material.labels.diagrams.items())
        return _drawn(self._data(part), self.material.look, words, mirrored)

    def description(self, part: Part) -> str:
        """What the picture of *part* shows, for those who don't see it."""
        words, data = self.material.labels.diagrams, self._data(part)
        match data:
            case yardstick.Yardstick():
                return yardstick.describe(data, words)
            case matrix.Matrix():
                return matrix.describe(data, words)
            case timeline.Timeline():
                return timeline.describe(data, words)
            case relations.Relations():
                return relations.describe(data, words)
            case maps.Map():
                return maps.describe(data, words)

    def term(self, term: str) -> str:
        """A term of the likelihood scale as the audience is told it."""
        if self.edition.audience.likelihood != "words":
            return term
        scale = self.edition.briefing.likelihood_scale
        return self.material.labels.everyday.get(scale, {}).get(term, term)

    def _data(self, part: Part) -> Data:
        match part:
            case Yardstick():
                return self._yardstick(part)
            case Matrix():
                return self._matrix(part)
            case Timeline():
                return self._timeline(part)
            case Actors():
                return self.relations(part)
            case Map():
                return self._map(part)
        raise TypeError(f"{type(part).__name__} is not drawn")

    def _yardstick(self, part: Yardstick) -> yardstick.Yardstick:
        scale = self.edition.briefing.likelihood_scale
        terms = [*TERMS[scale]]
        ranges = self.edition.audience.likelihood == "range"
        bands = tuple(
            yardstick.Band(self.term(term), *bounds(scale, term), printed if ranges else "")
            for term, printed in TERMS[scale].items()
        )
        told = tuple(
            (terms.index(likelihood), self._called(judged))
            for judged in placed(part, self.edition.parts)
            if (likelihood := _likelihood(judged))
        )
        return yardstick.Yardstick(self.material.labels.words[scale], bands, told)

    def _matrix(self, part: Matrix) -> matrix.Matrix:
        terms = [*TERMS[self.edition.briefing.likelihood_scale]]
        items, unplaced = [], []
        for about in shown(part, self.edition.parts):
            likelihood = _likelihood(about)
            if not isinstance(about, Scenario | Risk):
                continue
            if likelihood is None or about.impact is None or not has_place(part, about):
                unplaced.append(self._called(about))
                continue
            sort: matrix.Sort = "risk" if isinstance(about, Risk) else "scenario"
            place = terms.index(likelihood), IMPACTS.index(about.impact)
            items.append(matrix.Item(self._called(about), sort, *place))
        impacts = tuple(self.material.labels.words[impact] for impact in IMPACTS)
        named = tuple(map(self.term, terms))
        return matrix.Matrix(named, impacts, tuple(items), tuple(unplaced))

    def _timeline(self, part: Timeline) -> timeline.Timeline:
        date = self.material.labels.date
        return timeline.Timeline(
            tuple(
                timeline.Event(event.date_text or date(event.date), self._short(event), when)
                for event in part.events
                for when in (stretch(event.date),)
            )
        )

    def relations(self, part: Actors) -> relations.Relations:
        """The actors of *part* and how they stand to each other."""
        places = {actor.key: place for place, actor in enumerate(part.actors)}
        words = self.material.labels.diagrams
        actors = tuple(
            relations.Actor(
                actor.short_name or actor.name,
                words[actor.kind] if actor.kind != "other" else "",
                actor.kind == "armed group",
            )
            for actor in part.actors
        )
        found = tuple(
            relations.Relation(places[r.start], places[r.to], r.kind, r.text or "")
            for r in part.relations
        )
        return relations.Relations(actors, found)

    def related(self, part: Actors, relation: Relation) -> str:
        """*relation* in a sentence, as a table has it."""
        whole = self.relations(part)
        place = part.relations.index(relation)
        words = self.material.labels.diagrams
        return relations.sentence(whole, whole.relations[place], words)

    def _map(self, part: Map) -> maps.Map:
        places = tuple(maps.Place(p.name, p.longitude, p.latitude) for p in part.places)
        about = tuple(
            maps.Country(country.code, country.name, country.value, self.number(country))
            for country in part.countries
        )
        if any(country.value is not None for country in about):
            missing = self.material.labels.charts["missing"]
            about = tuple(c if c.printed else replace(c, printed=missing) for c in about)
        borders = part.borders or self.material.labels.diagrams["borders"]
        return maps.Map(about, places, borders, part.unit or "")

    def number(self, country: Country) -> str:
        """The number of *country* as it is printed; nothing if it has none."""
        if country.value is None:
            return ""
        places = next((n for n in range(6) if round(country.value, n) == country.value), 6)
        return number(country.value, places, self.material.labels.charts)

    def _short(self, part: Worded) -> str:
        """The shortest wording of *part*; in a drawing there is no room for more."""
        plainly = self.edition.taken(part) == "plain"
        return plain(self.edition.wording(part) if plainly else part.wording(part.levels[0]))

    def _called(self, part: Part) -> str:
        """What *part* says in a few words: its title, or else its wording."""
        title: str | None = getattr(part, "title", None)
        return title or (plain(self.edition.wording(part)) if isinstance(part, Worded) else "")


def _likelihood(part: Part) -> str | None:
    return part.likelihood if isinstance(part, Assessed | Risk) else None


@lru_cache(maxsize=64)
def _drawn(data: Data, look: Look, words: tuple[tuple[str, str], ...], mirrored: bool) -> Asset:
    """*data* drawn, with a raster; an edition is rendered several times before it is right."""
    drawing = _form(data, look, dict(words), mirrored)
    return with_raster(drawing, look.font_dirs, look.family, look.width)


def _form(data: Data, look: Look, words: dict[str, str], mirrored: bool) -> Asset:
    match data:
        case yardstick.Yardstick():
            return yardstick.draw(data, look, words, mirrored)
        case matrix.Matrix():
            return matrix.draw(data, look, words, mirrored)
        case timeline.Timeline():
            return timeline.draw(data, look, words, mirrored)
        case relations.Relations():
            return relations.draw(data, look, words, mirrored)
        case maps.Map():
            return maps.draw(data, look, words, mirrored)
