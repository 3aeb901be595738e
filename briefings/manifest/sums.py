"""SHA256SUMS: the digests of an output folder in the form that ``sha256sum -c`` checks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefings.digest import digest
from briefings.errors import ContentError, Place, Problem
from briefings.manifest import NAME, Manifest
from briefings.manifest.form import written
from briefings.manifest.parsing import REMEDY
from briefings.naming import within

ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r"}
"""As GNU coreutils write them; a line that has one begins with a backslash."""

_PLAIN = {escape: character for character, escape in ESCAPES.items()}
_LINE = re.compile(r"(?P<escaped>\\?)(?P<sha256>[0-9a-f]{64}) [ *](?P<path>.+)", re.DOTALL)


def sums(manifest: Manifest, record: bytes | None = None) -> bytes:
    """One line for each rendition and one for the manifest itself, in the order of paths.

    *record*: the manifest as it is written, if that has been done already.
    """
    found = {rendition.path: rendition.sha256 for rendition in manifest.renditions}
    found[NAME] = digest(written(manifest) if record is None else record)
    lines = (_line(path, found[path]) for path in sorted(found))
    return "".join(lines).encode("utf-8", "surrogateescape")


def read_sums(data: bytes, shown: str) -> Mapping[str, str]:
    """The digests in *data* by path.

    Raises ContentError: O118 for every line that is none, O114 for every path that does not stay in
    the folder.
    """
    lines = data.decode("utf-8", "surrogateescape").removesuffix("\n").split("\n") if data else []
    found: dict[str, str] = {}
    bad = []
    for number, line in enumerate(lines, start=1):
        if match := _LINE.fullmatch(line):
            path = _read(match["path"]) if match["escaped"] else match["path"]
            found[path] = match["sha256"]
            if not within(path):
                what = f"{path[:120]!r} is no path within the folder"
                bad.append(Problem(Place(shown, number), "O114", what, REMEDY))
        else:
            what = "is no line of sha256sum"
            bad.append(Problem(Place(shown, number), "O118", what, REMEDY))
    if bad:
        raise ContentError(bad)
    return found


def _line(path: str, sha256: str) -> str:
    escaped = "".join(ESCAPES.get(character, character) for character in path)
    return f"{chr(92) * (escaped != path)}{sha256}  {escaped}\n"


def _read(escaped: str) -> str:
    return re.sub(r"\\[\\nr]", lambda found: _PLAIN[found[0]], escaped)
