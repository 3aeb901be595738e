"""Rebuilding: the orders under which a manifest's files are built anew, and what that shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

from briefings.builds import length
from briefings.builds.orders import Order
from briefings.manifest import NAME, Manifest, Rendition
from briefings.manifest.checking import Finding
from briefings.manifest.comparing import compared, versions


def orders(manifest: Manifest) -> tuple[tuple[Order, ...], tuple[Finding, ...]]:
    """Orders for all files of *manifest*, and a finding, O129, for each that none can be given for.

    What was asked for besides kind and audience is told by the name of the file.
    """
    found: dict[Order, dict[str, None]] = {}
    lost = []
    for rendition in manifest.renditions:
        order = _order(rendition)
        if order is None:
            remedy = "build it by hand, and compare"
            lost.append(Finding(rendition.path, "O129", "its name says no order", remedy))
        else:
            found.setdefault(order, {})[rendition.format] = None
    return tuple(replace(order, formats=tuple(f)) for order, f in found.items()), tuple(lost)


def elsewhere(manifest: Manifest, here: Manifest) -> Iterator[Finding]:
    """Why nothing can be said here: versions and fonts other than those of *manifest*, O128."""
    remedy = "rebuild with what it was built with, then verify"
    for name, before, now in versions(manifest, here):
        what = f"built with {name} {before or 'absent'}; here it is {now or 'absent'}"
        yield Finding(NAME, "O128", what, remedy)
    for name in compared(manifest, here).fonts:
        yield Finding(NAME, "O128", f"the font {name} is another one here", remedy)


def differing(manifest: Manifest, anew: Manifest) -> Iterator[Finding]:
    """Files of *manifest* that are not in *anew* with the same bytes, O127."""
    found = compared(manifest, anew)
    for change in found.changed:
        changed = ", ".join(change.inputs)
        what = (
            f"built anew it differs: changed since: {changed}"
            if changed
            else "built anew it differs"
        )
        remedy = "build it again" if changed else "build it again with the same options"
        yield Finding(change.before.path, "O127", what, remedy)
    for rendition in found.removed:
        what = "can't be built anew"
        yield Finding(
            rendition.path, "O127", what, "see what stands in the way, and build it again"
        )


def _order(rendition: Rendition) -> Order | None:
    """The order under which a file would have this one's name."""
    content = Path(rendition.content)
    name = rendition.path.rpartition("/")[2].rpartition(".")[0]
    bare = Order(content, rendition.kind, rendition.audience, ())
    for theme, language in product(("", rendition.theme), ("", rendition.language)):
        order = replace(bare, theme=theme, language=language)
        for told in _middles(name, bare, theme, language):
            try:
                whole = replace(order, length=length.named(told))
            except ValueError:
                continue
            if whole.name == name:
                return whole
    return None


def _middles(name: str, bare: Order, theme: str, language: str) -> Iterator[str]:
    """What may stand for the length in *name*, between theme and language."""
    start = "_".join(filter(None, (bare.name, theme)))
    end = f"_{language}" if language else ""
    if name == start + end:
        yield ""
    elif name.startswith(f"{start}_") and name.endswith(end):
        yield name[len(start) + 1 : len(name) - len(end)]
