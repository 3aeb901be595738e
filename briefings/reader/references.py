"""What one place of a document says of another: ids, links, notes, the outline."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from briefings.document import ContentsOf, Note, NoteCall, is_identifier
from briefings.reader.xhtml import Element, Refusals


@dataclass
class References:
    """Collects references while a document is read, and checks them when all of it is known."""

    refusals: Refusals
    ids: set[str] = field(default_factory=set)
    links: list[tuple[Element, str]] = field(default_factory=list)
    entries: list[tuple[Element, ContentsOf, str]] = field(default_factory=list)
    exhibits: dict[ContentsOf, set[str | None]] = field(default_factory=lambda: defaultdict(set))
    """Ids of figures and of tables."""
    headings: list[tuple[Element, int, str | None]] = field(default_factory=list)
    calls: list[tuple[Element, NoteCall]] = field(default_factory=list)
    notes: list[tuple[Element, Note]] = field(default_factory=list)

    def identify(self, element: Element) -> str | None:
        """The id of *element*, which no other element has."""
        name = element.get("id")
        if name is None:
            return None
        if not is_identifier(name):
            remedy = "begin it with a letter; go on with letters, digits, _ . -"
            self.refusals.add(element, "H112", "has an id that is no identifier", remedy)
        if name in self.ids:
            remedy = "give each element an id of its own"
            self.refusals.add(element, "H112", f'has the id "{name}" of an element before', remedy)
        self.ids.add(name)
        return name

    def check(self) -> None:
        """Refuse references that lead nowhere, or are out of order."""
        self._outline()
        self._targets()
        self._numbers()
        self._calls()

    def _outline(self) -> None:
        above = 0
        for element, level, _ in self.headings:
            if level > above + 1:
                before = f"a heading of level {above}" if above else "no title"
                remedy = f"make it <h{above + 1}>, or write the heading between"
                self.refusals.add(element, "H111", f"follows {before}", remedy)
            elif level == 1 and above:
                what, remedy = "is a second title", "make it <h2>; a document has one <h1>"
                self.refusals.add(element, "H111", what, remedy)
            above = level

    def _targets(self) -> None:
        for element, target in self.links:
            if target not in self.ids:
                remedy = "correct the id, or give it to the element that is meant"
                self.refusals.add(element, "H113", f'links to a missing id "{target}"', remedy)
        listed = {**self.exhibits, "contents": {name for _, _, name in self.headings}}
        for element, of, target in self.entries:
            if target not in listed.get(of, ()):
                noun = "heading" if of == "contents" else of[:-1]
                what = f'links to "{target}", which is no {noun}'
                self.refusals.add(element, "H113", what, f"give the id to the {noun} itself")

    def _numbers(self) -> None:
        called = {call.target for _, call in self.calls}
        for number, (element, note) in enumerate(self.notes, start=1):
            if note.number != number:
                what = f"is note {number} by its position"
                self.refusals.add(element, "H114", what, f'give it the id "note-{number}"')
            if note.id not in called:
                what, remedy = "is a note that nothing calls", "take it away, or call it"
                self.refusals.add(element, "H114", what, remedy)

    def _calls(self) -> None:
        numbers = {note.id: note.number for _, note in self.notes}
        highest = 0
        for element, call in self.calls:
            if call.target not in numbers:
                what, remedy = f'calls a missing note "{call.target}"', "write the note"
                self.refusals.add(element, "H113", what, remedy)
            elif call.number != numbers[call.target]:
                what = f"calls note {numbers[call.target]} by the number {call.number}"
                self.refusals.add(element, "H114", what, "print the number of the note")
            elif call.number > highest + 1:
                what = f"calls note {call.number} before note {highest + 1}"
                self.refusals.add(element, "H114", what, "number notes in the order of their calls")
            highest = max(highest, call.number)
