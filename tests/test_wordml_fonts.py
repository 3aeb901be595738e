"""Embedded fonts: disguised, undisguised the same again, refused where they may not go in."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from briefings.errors import ContentError
from briefings.wordml.fonts import faces
from briefings.writers.docx import compose
from wordfile import LIBRARY, WordFile, document, fonts, said, theme

FOLDER = LIBRARY.fonts[0]
REGULAR, BOLD, ITALIC, BOLD_ITALIC = (
    FOLDER / f"SourceSerif4-{face}.ttf" for face in ("Regular", "Bold", "It", "BoldIt")
)


def plain(disguised: bytes, key: str) -> bytes:
    """The font again, as ECMA-376 says: the key's hexadecimal digits from the last to the first."""
    mask = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1]
    head = bytes(byte ^ mask[n % 16] for n, byte in enumerate(disguised[:32]))
    return head + disguised[32:]


def test_faces_are_told_apart_by_what_the_fonts_say() -> None:
    found = faces((BOLD_ITALIC, ITALIC, REGULAR, BOLD))
    slots = ["embedRegular", "embedBold", "embedItalic", "embedBoldItalic"]
    assert [face.slot for face in found] == slots


def test_a_disguised_font_is_the_font_again_with_its_key() -> None:
    (face,) = faces((REGULAR,))
    assert face.data != REGULAR.read_bytes()
    assert plain(face.data, face.key) == REGULAR.read_bytes()


def test_a_font_has_the_same_key_every_time() -> None:
    assert faces((REGULAR,)) == faces((REGULAR,))
    assert faces((REGULAR,))[0].key != faces((BOLD,))[0].key


def changed(path: Path, folder: Path, offset: int, value: int) -> Path:
    """A copy of a font with another number in its OS/2 table."""
    data = bytearray(path.read_bytes())
    (tables,) = struct.unpack_from(">H", data, 4)
    for n in range(tables):
        tag, _, start, _ = struct.unpack_from(">4s3I", data, 12 + 16 * n)
        if tag == b"OS/2":
            struct.pack_into(">H", data, start + offset, value)
    copy = folder / path.name
    copy.write_bytes(data)
    return copy


def test_fonts_that_may_not_be_embedded_are_all_refused(tmp_path: Path) -> None:
    closed = changed(REGULAR, tmp_path, 8, 0x0002)
    other = tmp_path / "Other.otf"
    other.write_bytes(b"OTTO" + bytes(100))
    with pytest.raises(ContentError) as caught:
        faces((closed, other, BOLD))
    assert [(problem.code, problem.what) for problem in caught.value.problems] == [
        ("W201", "Other.otf is not a TrueType font, the only kind that Word embeds"),
        ("W202", "SourceSerif4-Regular.ttf may not be embedded (fsType)"),
    ]


def test_a_font_that_may_be_previewed_and_printed_is_embedded(tmp_path: Path) -> None:
    assert len(faces((changed(REGULAR, tmp_path, 8, 0x0004),))) == 1


def test_the_file_carries_the_fonts_of_its_theme() -> None:
    file = WordFile(compose(document(said("a")), theme(), {}, fonts()))
    names = file.find("//w:font/@w:name", "word/fontTable.xml")
    families = ["Source Serif 4", "Source Serif 4 Display Semibold", "Source Sans 3"]
    assert names == families
    (key,) = file.find("//w:font[1]/w:embedRegular/@w:fontKey", "word/fontTable.xml")
    assert plain(file.part("word/fonts/font1.odttf"), key) == REGULAR.read_bytes()
    assert len([name for name in file.names if name.endswith(".odttf")]) == 9


def test_a_reader_without_the_font_is_told_of_another() -> None:
    file = WordFile(compose(document(said("a")), theme(), {}, {}))
    alternatives = file.find("//w:altName/@w:val", "word/fontTable.xml")
    assert alternatives == ["Georgia", "Georgia", "Helvetica"]
    assert not [name for name in file.names if name.endswith(".odttf")]


def test_a_family_that_readers_have_is_named_in_place_of_its_twin_and_not_embedded() -> None:
    text = theme().fonts["text"].model_copy(update={"twin": "Georgia"})
    twinned = theme().model_copy(update={"fonts": {**theme().fonts, "text": text}})
    file = WordFile(compose(document(said("a")), twinned, {}, fonts()))
    (font,) = file.find("//w:font[@w:name='Georgia']", "word/fontTable.xml")
    assert font.find("./{*}embedRegular") is None
    assert file.find("//w:font[@w:name='Source Serif 4']", "word/fontTable.xml") == []
    named = file.find("//w:style[@w:styleId='BodyText']//w:rFonts/@w:ascii", "word/styles.xml")
    assert named == ["Georgia"]


def test_a_font_that_may_not_be_embedded_serves_the_pdf_where_it_has_a_twin(tmp_path: Path) -> None:
    closed = changed(REGULAR, tmp_path, 8, 0x0002)
    text = theme().fonts["text"].model_copy(update={"twin": "Cambria"})
    twinned = theme().model_copy(update={"fonts": {**theme().fonts, "text": text}})
    given = {**fonts(), "Source Serif 4": (closed,)}
    assert compose(document(said("a")), twinned, {}, given)
