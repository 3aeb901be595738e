"""Pictures as parts of a file.

They are stored as they come: python-docx would first look into their heads, and it does not know
every one that is sound, such as that of a JPEG with neither JFIF nor Exif.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from docx.opc.packuri import PackURI
from docx.opc.part import Part

from briefings.wordml.xml import RELATION

MediaType = Literal["image/svg+xml", "image/png", "image/jpeg"]

_ENDINGS: Mapping[MediaType, str] = {
    "image/svg+xml": "svg",
    "image/png": "png",
    "image/jpeg": "jpeg",
}


@dataclass(slots=True)
class Media:
    """The pictures of one file, each stored once; they are numbered *after* others in it."""

    after: int = 0
    _relations: dict[bytes, str] = field(default_factory=dict)

    def add(self, owner: Part, media_type: MediaType, data: bytes) -> str:
        """The id of the relation of *owner* to the picture *data*."""
        if data not in self._relations:
            name = (
                f"/word/media/image{self.after + len(self._relations) + 1}.{_ENDINGS[media_type]}"
            )
            part = Part(PackURI(name), media_type, data, owner.package)
            self._relations[data] = owner.relate_to(part, f"{RELATION}/image")
        return self._relations[data]
