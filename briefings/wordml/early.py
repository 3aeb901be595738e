"""What of Word files can be made before anything is known of their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from briefings.library.theme import Theme
from briefings.wordml.archive import deflated
from briefings.wordml.fonts import embeds, faces


def pack_fonts(theme: Theme, fonts: Mapping[str, Sequence[Path]]) -> None:
    """Pack what all files in *theme* carry, for when they are packed themselves.

    *fonts* are the files of each family. Raises ContentError for one that can't be embedded.
    """
    for font in theme.fonts.values():
        for face in faces(fonts.get(font.family, ()) if embeds(font) else ()):
            deflated(face.data)
