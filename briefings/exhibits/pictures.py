"""Pictures that authors bring: PNG, JPEG and SVG, read, checked, and without what is not seen.

====  ==============================================================================================
code  what is wrong
====  ==============================================================================================
P101  there is no such file
P102  the file lies outside the content's folder, perhaps by a symbolic link
P103  the file can't be read
P104  it is not a picture, or not one of a kind that is printed
P105  it is too large: bytes, pixels, or elements of an SVG
P106  it is damaged or not complete
P107  an SVG that runs, loads or hides something
P108  it is drawn in a way that is not printed alike everywhere, or has no size
====  ==============================================================================================
"""

from __future__ import annotations

from pathlib import Path

from briefings.document import Asset
from briefings.errors import ContentError, Place, Problem
from briefings.exhibits import bitmap, svg
from briefings.exhibits.bitmap import BadPicture

BYTES = 20_000_000
"""The largest file that is read; one for print is a tenth of it."""


def load(path: Path, root: Path, place: Place) -> Asset:
    """The picture in the file *path*, which must lie below *root*, as a document may carry it.

    What the file says beside its picture is left out, and a picture on its side is set upright. The
    natural size is that of the file, at 96 dpi where it says none. An SVG has no raster yet, see
    :func:`briefings.exhibits.raster.with_raster`.

    Raises :class:`~briefings.errors.ContentError` at *place*, by the codes above.
    """
    name = _name(path, root)
    try:
        data = _read(path, root)
        if bitmap.media_type(data):
            found = bitmap.clean(data)
            return Asset(found.media_type, found.data, found.width, found.height)
        drawing = svg.clean(data)
    except BadPicture as bad:
        raise ContentError(Problem(place, bad.code, f"'{name}' {bad.what}", bad.remedy)) from None
    except svg.BadDrawing as bad:
        raise ContentError(
            Problem(place, code, f"'{name}', line {line}: {what}", remedy)
            for code, line, what, remedy in bad.faults
        ) from None
    return Asset("image/svg+xml", drawing.data, drawing.width, drawing.height)


def _name(path: Path, root: Path) -> str:
    return str(path.relative_to(root)) if path.is_relative_to(root) else path.name


def _read(path: Path, root: Path) -> bytes:
    try:
        real = path.resolve()
        if not real.is_relative_to(root.resolve()):
            what = "lies outside the content's folder"
            raise BadPicture("P102", what, "put the picture itself beside the content")
        if not real.is_file():
            what = "is not a file" if real.exists() else "does not exist"
            raise BadPicture("P101", what, "put it beside the content, or mend its name")
        with real.open("rb") as file:
            data = file.read(BYTES + 1)
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle, NUL in a name
        why = getattr(error, "strerror", None) or "its name leads nowhere"
        raise BadPicture("P103", f"can't be read: {why}", "see to the file") from None
    if len(data) > BYTES:
        what = f"is larger than {BYTES // 1_000_000} MB"
        raise BadPicture("P105", what, "save it smaller, at 300 pixels to an inch")
    return data
