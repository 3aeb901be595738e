"""Bitmaps: PNG and JPEG, checked, and without anything that is not seen.

What describes a picture (camera, place, author, an earlier draft as thumbnail, remarks, a second
frame) is left out by copying only those parts of the file that pixels and their colours need; the
pixels are not coded anew. A picture that lies on its side by its EXIF orientation is turned, which
for JPEG means coding it once more.

Sources: PNG, 3rd edition (W3C 2025), section 11; JPEG, ITU-T T.81, annex B; JFIF 1.02.
"""

from __future__ import annotations

import io
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageFile, ImageOps

PIXELS = 40_000_000
"""The most pixels a picture may have: A4 at 600 dpi has 35 million."""

SIDE = 30_000
"""The most pixels in a row or column: two and a half metres at 300 dpi."""

DPI = 96.0
"""Pixels to an inch where a file does not say, as in CSS."""

MediaType = Literal["image/png", "image/jpeg"]

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"pHYs", b"IDAT")
)
_SOI, _EOI, _SOS, _APP0, _APP2, _APP14, _COM = 0xD8, 0xD9, 0xDA, 0xE0, 0xE2, 0xEE, 0xFE
_ALONE = frozenset((0x01, *range(0xD0, 0xD8)))  # markers without a segment
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers that say how a picture is coded."""
_COMMON = frozenset((0xC0, 0xC1, 0xC2))
"""Huffman-coded DCT, sequential or progressive; not lossless, hierarchical or arithmetic."""
_BITS = 8  # of a sample
_JFIF_BYTES = 14  # up to the thumbnail
_ICC = b"ICC_PROFILE\0"


class BadPicture(Exception):  # noqa: N818 - becomes a Problem where the place is known
    """A picture that can't be used: a code of :mod:`~briefings.exhibits.pictures`, what, remedy."""

    def __init__(self, code: str, what: str, remedy: str) -> None:
        super().__init__(what)
        self.code, self.what, self.remedy = code, what, remedy


@dataclass(frozen=True, slots=True)
class Bitmap:
    """A picture's bytes and natural size, pt."""

    media_type: MediaType
    data: bytes
    width: float
    height: float


def media_type(data: bytes) -> MediaType | None:
    """What the first bytes say that *data* is."""
    if data.startswith(_PNG):
        return "image/png"
    return "image/jpeg" if data.startswith(b"\xff\xd8\xff") else None


def clean(data: bytes) -> Bitmap:
    """The PNG or JPEG *data* without what is not seen, and decoded once as a whole.

    Raises :class:`BadPicture` for what is damaged, too large, or no colour for a screen.
    """
    kind = media_type(data)
    if kind is None:
        raise BadPicture("P104", "is neither PNG nor JPEG", "save it as one of the two")
    try:
        dpi, orientation = _inspect(data)
        plain = _png(data) if kind == "image/png" else _jpeg(data)
        with _strictly(), Image.open(io.BytesIO(plain), formats=("PNG", "JPEG")) as picture:
            picture.load()
            if orientation != 1:
                plain = _turned(picture, orientation, kind)
            sideways = orientation in (5, 6, 7, 8)
            width, height = picture.size[::-1] if sideways else picture.size
    except (OSError, SyntaxError, ValueError, IndexError, zlib.error, Image.DecompressionBombError):
        what = "is damaged or not complete"
        raise BadPicture("P106", what, "copy or save it anew") from None
    return Bitmap(kind, plain, width * 72 / dpi, height * 72 / dpi)


@contextmanager
def _strictly() -> Iterator[None]:
    """Let Pillow refuse truncated files and bombs; WeasyPrint makes it lenient for the process."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # bombs are judged more strictly here, EXIF is dropped
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _inspect(data: bytes) -> tuple[float, int]:
    """Resolution and EXIF orientation, from the head of the file alone."""
    with _strictly():
        try:
            picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        except Image.DecompressionBombError:
            raise _too_large() from None
        with picture:
            if picture.width * picture.height > PIXELS:
                raise _too_large()
            if max(picture.size) > SIDE:
                what = f"is more than {SIDE // 1000} thousand pixels wide or high"
                raise BadPicture("P105", what, "save a part of it, or save it smaller")
            if picture.mode == "CMYK":
                what = "has colours for a press (CMYK)"
                raise BadPicture("P108", what, "save it with colours for a screen (RGB)")
            orientation = picture.getexif().get(0x0112, 1)
            return _dpi(picture), orientation if orientation in range(1, 9) else 1


def _too_large() -> BadPicture:
    what = f"has more than {PIXELS // 1_000_000} million pixels"
    return BadPicture("P105", what, "save it smaller; 300 pixels to an inch are enough")


def _dpi(picture: Image.Image) -> float:
    # Of a JPEG with EXIF that says nothing of it, Pillow says 72.
    said = picture.format == "PNG" or picture.info.get("jfif_unit") or 0x011A in picture.getexif()
    found = picture.info.get("dpi", (DPI, DPI))[0] if said else DPI
    # Below and above, the number is a mistake of the program that wrote it.
    return float(found) if 30 <= found <= 2400 else DPI


def _turned(picture: Image.Image, orientation: int, kind: MediaType) -> bytes:
    picture.getexif()[0x0112] = orientation
    upright = ImageOps.exif_transpose(picture)
    upright.info.pop("exif", None)
    file, profile = io.BytesIO(), picture.info.get("icc_profile")
    if kind == "image/png":
        upright.save(file, "PNG", icc_profile=profile)
    else:
        upright.save(file, "JPEG", quality=95, subsampling=0, icc_profile=profile, exif=b"")
    return file.getvalue()


# --- PNG -----------------------------------------------------------------------------------------


def _png(data: bytes) -> bytes:
    return _PNG + b"".join(chunk for kind, chunk in _chunks(data) if kind in _PNG_KEPT) + _IEND


_IEND = b"\0\0\0\0IEND\xae\x42\x60\x82"


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk up to the end of the picture: its kind, and all its bytes."""
    at = len(_PNG)
    while True:
        length, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        end = at + 12 + length
        if end > len(data):
            raise ValueError("truncated")
        if zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            raise ValueError("checksum")
        if kind == b"IEND":
            return
        yield kind, data[at:end]
        at = end


# --- JPEG ----------------------------------------------------------------------------------------


def _jpeg(data: bytes) -> bytes:
    kept = [b"\xff\xd8"]
    for marker, segment in _segments(data):
        if marker in _FRAMES and (marker not in _COMMON or segment[4] != _BITS):
            what = "is a JPEG of a kind that few programs can read"
            raise BadPicture("P108", what, "save it anew, as an ordinary JPEG or as PNG")
        if marker == _APP0 and segment[4:9] == b"JFIF\0":
            jfif = segment[4 : 4 + _JFIF_BYTES - 2] + b"\0\0"  # a thumbnail of 0 by 0
            kept.append(b"\xff\xe0" + (len(jfif) + 2).to_bytes(2, "big") + jfif)
        elif _is_needed(marker, segment[4:]):
            kept.append(segment)
    return b"".join((*kept, b"\xff\xd9"))


def _is_needed(marker: int, content: bytes) -> bool:
    if marker == _APP2:
        return content.startswith(_ICC)
    if marker == _APP14:
        return content.startswith(b"Adobe")
    return not (_APP0 <= marker <= 0xEF or marker == _COM)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each segment between start and end of the first picture, a scan with its coded data."""
    at = 2
    while True:
        while data[at + 1] == 0xFF:  # fill bytes
            at += 1
        if data[at] != 0xFF:
            raise ValueError("no marker")
        marker, end = data[at + 1], at + 2
        if marker == _EOI:
            return
        if marker not in _ALONE:
            length = int.from_bytes(data[end : end + 2], "big")
            end = _scan_end(data, end + length) if marker == _SOS else end + length
            if length < 2 or end > len(data):
                raise ValueError("truncated")
            yield marker, data[at:end]
        at = end


def _scan_end(data: bytes, at: int) -> int:
    """Where the coded data end: at a marker that is neither stuffing nor a restart."""
    while True:
        at = data.index(b"\xff", at)
        following = data[at + 1]
        if following != 0 and following != 0xFF and following not in _ALONE:
            return at
        at += 1 if following == 0xFF else 2
