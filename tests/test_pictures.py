"""Pictures that authors bring: what is taken, what is left out, what is refused."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageFile, PngImagePlugin

from briefings.document import Asset
from briefings.errors import ContentError, MachineError, Place, Problem
from briefings.exhibits.pictures import BYTES, load
from briefings.exhibits.raster import with_raster

PLACE = Place("heat.yaml", 7, 5)
FONTS = (Path(__file__).parent.parent / "templates" / "fonts",)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40">{}</svg>'
ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825


def picture(size: tuple[int, int] = (4, 2)) -> Image.Image:
    """Red on the left, blue on the right."""
    made = Image.new("RGB", size, (0, 0, 255))
    made.paste((255, 0, 0), (0, 0, size[0] // 2, size[1]))
    return made


def png(made: Image.Image | None = None, **options: object) -> bytes:
    file = io.BytesIO()
    (made or picture()).save(file, "PNG", **options)
    return file.getvalue()


def jpeg(made: Image.Image | None = None, **options: object) -> bytes:
    file = io.BytesIO()
    (made or picture((32, 16))).save(file, "JPEG", quality=95, **options)
    return file.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    made = Image.Exif()
    made[ORIENTATION], made[MAKE] = orientation, "Secret Camera"
    made[GPS] = {1: "N", 2: (51.0, 30.0, 0.0)}
    return made


def read(data: bytes, folder: Path, name: str = "picture.png") -> Asset:
    (folder / name).write_bytes(data)
    return load(folder / name, folder, PLACE)


def problems(data: bytes, folder: Path, name: str = "picture.png") -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        read(data, folder, name)
    return caught.value.problems


def codes(data: bytes, folder: Path) -> list[str]:
    return [problem.code for problem in problems(data, folder)]


def pixels(data: bytes) -> list[object]:
    with Image.open(io.BytesIO(data)) as opened:
        found = opened.convert("RGB")
        return [found.getpixel((x, y)) for y in range(found.height) for x in range(found.width)]


# --- files ---------------------------------------------------------------------------------------


def test_a_missing_file_is_a_problem_at_the_place_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as caught:
        load(tmp_path / "none.png", tmp_path, PLACE)
    what, remedy = "'none.png' does not exist", "put it beside the content, or mend its name"
    assert caught.value.problems == (Problem(PLACE, "P101", what, remedy),)


def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(ContentError, match="'folder' is not a file"):
        load(tmp_path / "folder", tmp_path, PLACE)


@pytest.mark.parametrize("name", ["../outside.png", "link.png", "linked/outside.png"])
def test_a_picture_outside_the_root_is_refused(tmp_path: Path, name: str) -> None:
    root = tmp_path / "content"
    root.mkdir()
    (tmp_path / "outside.png").write_bytes(png())
    (root / "link.png").symlink_to(tmp_path / "outside.png")
    (root / "linked").symlink_to(tmp_path)
    with pytest.raises(ContentError) as caught:
        load(root / name, root, PLACE)
    assert [p.code for p in caught.value.problems] == ["P102"]
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize("name", ["a\0b.png", "x" * 300, "circle.png"])
def test_a_name_that_leads_nowhere_is_a_problem(tmp_path: Path, name: str) -> None:
    (tmp_path / "circle.png").symlink_to(tmp_path / "circle.png")
    with pytest.raises(ContentError) as caught:
        load(tmp_path / name, tmp_path, PLACE)
    assert caught.value.problems[0].code in ("P101", "P103")


def test_a_file_of_too_many_bytes_is_refused(tmp_path: Path) -> None:
    assert codes(png() + b"\0" * BYTES, tmp_path) == ["P105"]


@pytest.mark.parametrize("data", [b"", b"plain words", b"GIF89a<>", b"<html/>", b"\x1f\x8b<svg"])
def test_what_is_no_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    assert set(codes(data, tmp_path)) <= {"P104", "P106"}


def test_the_content_decides_the_type_not_the_name(tmp_path: Path) -> None:
    assert read(jpeg(), tmp_path, "wrong.png").media_type == "image/jpeg"
    assert read(png(), tmp_path, "wrong.svg").media_type == "image/png"
    assert read(SVG.format("").encode(), tmp_path, "wrong.jpg").media_type == "image/svg+xml"


# --- bitmaps -------------------------------------------------------------------------------------


def test_a_png_without_extras_keeps_its_bytes(tmp_path: Path) -> None:
    assert read(png(), tmp_path).data == png()


@pytest.mark.parametrize(
    ("dpi", "expected"), [(None, (3.0, 1.5)), (144, (2.0, 1.0)), (1, (3.0, 1.5))]
)
def test_size_comes_from_the_resolution_or_96_dpi(
    tmp_path: Path, dpi: int | None, expected: tuple[float, float]
) -> None:
    asset = read(png(dpi=(dpi, dpi)) if dpi else png(), tmp_path)
    assert (asset.width, asset.height) == pytest.approx(expected, rel=1e-3)


def test_what_a_png_says_beside_its_pixels_is_left_out(tmp_path: Path) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Secret Author")
    info.add_itxt("XML:com.adobe.xmp", "Secret Packet")
    data = png(pnginfo=info, exif=exif()) + b"Secret Tail"
    asset = read(data, tmp_path)
    assert b"Secret" in data
    assert b"Secret" not in asset.data
    assert pixels(asset.data) == pixels(data)


def test_what_a_jpeg_says_beside_its_pixels_is_left_out(tmp_path: Path) -> None:
    plain = jpeg()
    data = jpeg(exif=exif(), comment=b"Secret Remark", dpi=(72, 72)) + b"Secret Tail"
    asset = read(data, tmp_path)
    assert b"Secret" in data
    assert b"Secret" not in asset.data
    assert b"Exif" not in asset.data
    assert pixels(asset.data) == pixels(plain)


def test_the_thumbnail_of_a_jpeg_is_left_out(tmp_path: Path) -> None:
    plain = jpeg()
    thumbnail = b"\xff\xe0\x00\x13JFIF\0\x01\x02\x01\x00\x60\x00\x60\x01\x01SEC"
    data = plain[:2] + thumbnail + plain[20:]
    assert plain[2:4] == b"\xff\xe0"
    asset = read(data, tmp_path)
    assert b"SEC" not in asset.data
    assert pixels(asset.data) == pixels(plain)


@pytest.mark.parametrize("options", [{"progressive": True}, {"icc_profile": b"profile" * 20}])
def test_a_jpeg_keeps_what_its_colours_need(tmp_path: Path, options: dict[str, object]) -> None:
    data = jpeg(picture((64, 64)), **options)
    assert read(data, tmp_path).data == data


@pytest.mark.parametrize("encode", [png, jpeg])
def test_a_picture_on_its_side_is_set_upright(tmp_path: Path, encode: Callable[..., bytes]) -> None:
    sideways = picture((32, 16)).transpose(Image.Transpose.ROTATE_90)  # red at the bottom
    asset = read(encode(sideways, exif=exif(orientation=6)), tmp_path)
    with Image.open(io.BytesIO(asset.data)) as upright:
        assert upright.size == (32, 16)
        assert upright.getexif().get(ORIENTATION) is None
        left, right = (upright.convert("RGB").getpixel((x, 8)) for x in (4, 28))
    assert (asset.width, asset.height) == (24.0, 12.0)
    assert left == pytest.approx((255, 0, 0), abs=6)
    assert right == pytest.approx((0, 0, 255), abs=6)
    assert b"Secret" not in asset.data


@pytest.fixture
def lenient_pillow() -> Iterator[None]:
    """Pillow as WeasyPrint leaves it."""
    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, True
    yield
    ImageFile.LOAD_TRUNCATED_IMAGES = before


@pytest.mark.usefixtures("lenient_pillow")
@pytest.mark.parametrize("data", [png(picture((64, 64)))[:-30], jpeg(picture((64, 64)))[:-40]])
def test_a_truncated_picture_is_refused_whatever_pillow_was_told(
    tmp_path: Path, data: bytes
) -> None:
    assert codes(data, tmp_path) == ["P106"]
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True


@pytest.mark.usefixtures("lenient_pillow")
def test_a_png_whose_chunks_are_whole_but_its_pixels_are_not_is_refused(tmp_path: Path) -> None:
    head, rows = b"IHDR" + struct.pack(">IIBBBBB", 64, 64, 8, 0, 0, 0, 0), b"\0" * 65 * 8
    chunks = [head, b"IDAT" + zlib.compress(rows)[:-4], b"IEND"]
    data = b"".join(
        struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
        for chunk in chunks
    )
    assert codes(b"\x89PNG\r\n\x1a\n" + data, tmp_path) == ["P106"]


def test_a_png_with_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    data = bytearray(png(picture((64, 64))))
    data[data.index(b"IDAT") + 6] ^= 1
    assert codes(bytes(data), tmp_path) == ["P106"]


def test_a_picture_of_too_many_pixels_is_refused_unread(tmp_path: Path) -> None:
    bomb = png(Image.new("1", (7000, 7000)))
    assert len(bomb) < 10_000
    assert codes(bomb, tmp_path) == ["P105"]
    assert codes(png(Image.new("1", (20_000, 20_000))), tmp_path) == ["P105"]


def test_colours_for_a_press_are_refused(tmp_path: Path) -> None:
    assert codes(jpeg(picture().convert("CMYK")), tmp_path) == ["P108"]


@pytest.mark.parametrize("size", [(30_001, 1), (1, 30_001)])
def test_a_picture_that_is_all_length_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    assert codes(png(Image.new("1", size)), tmp_path) == ["P105"]


@pytest.mark.parametrize("kind", [0xC3, 0xC5, 0xC9, 0xCA])
def test_a_jpeg_that_is_coded_as_few_programs_can_read_is_refused(
    tmp_path: Path, kind: int
) -> None:
    data = jpeg().replace(b"\xff\xc0", bytes((0xFF, kind)))
    (problem,) = problems(data, tmp_path, "picture.jpg")
    assert (problem.code, problem.place) == ("P108", PLACE)
    assert problem.what == "'picture.jpg' is a JPEG of a kind that few programs can read"


@pytest.mark.parametrize("options", [{"progressive": True}, {"optimize": True}, {"subsampling": 0}])
def test_a_jpeg_of_an_ordinary_kind_is_taken(tmp_path: Path, options: dict[str, object]) -> None:
    assert read(jpeg(None, **options), tmp_path).media_type == "image/jpeg"


# --- drawings ------------------------------------------------------------------------------------


def drawing(inside: str, folder: Path) -> str:
    return read(SVG.format(inside).encode(), folder).data.decode()


def refusals(inside: str, folder: Path) -> list[str]:
    return [f"{p.code} {p.what}" for p in problems(SVG.format(inside).encode(), folder, "d.svg")]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('width="80" height="40"', (60.0, 30.0)),
        ('width="1in" height="36pt"', (72.0, 36.0)),
        ('width="25.4mm" height="2.54cm"', (72.0, 72.0)),
        ('viewBox="0 0 80 40"', (60.0, 30.0)),
        ('viewBox="0 0 80 40" width="120pt"', (120.0, 60.0)),
        ('viewBox="0 0 80 40" width="100%" height="30pt"', (60.0, 30.0)),
    ],
)
def test_size_of_a_drawing(tmp_path: Path, attributes: str, expected: tuple[float, float]) -> None:
    data = f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}><path d="M0 0h9"/></svg>'
    asset = read(data.encode(), tmp_path)
    assert (asset.width, asset.height) == pytest.approx(expected)
    assert f'width="{expected[0]:g}pt"'.encode() in asset.data
    assert b"viewBox" in asset.data


def test_a_drawing_without_a_size_is_refused(tmp_path: Path) -> None:
    data = b'<svg xmlns="http://www.w3.org/2000/svg" width="0"/>'
    assert codes(data, tmp_path) == ["P108"]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("<script>x()</script>", "P107 'd.svg', line 1: <script> runs a program"),
        (
            '\n<g onload="x()"/>',
            "P107 'd.svg', line 2: <g> runs a program by its attribute 'onload'",
        ),
        ("<foreignObject/>", "P107 'd.svg', line 1: <foreignObject> holds a web page"),
        ("<set attributeName='href'/>", "P107 'd.svg', line 1: <set> moves"),
        ("<a><text>x</text></a>", "P107 'd.svg', line 1: <a> is a link"),
        ("<filter/>", "P108 'd.svg', line 1: <filter> is not drawn alike everywhere"),
        ("<iframe/>", "P107 'd.svg', line 1: <iframe> is not known to be safe"),
        (
            '<i xmlns="http://www.w3.org/1999/xhtml"/>',
            "P107 'd.svg', line 1: <i> does not belong to SVG",
        ),
        (
            '<image href="file:///etc/passwd"/>',
            "P107 'd.svg', line 1: <image> refers to 'file:///etc/passwd', outside the drawing",
        ),
        (
            '<use xmlns:x="http://www.w3.org/1999/xlink" x:href="b.svg#a"/>',
            "P107 'd.svg', line 1: <use> refers to 'b.svg#a', outside the drawing",
        ),
        (
            '<image href="data:image/svg+xml;base64,PHN2Zy8+"/>',
            "P107 'd.svg', line 1: <image> refers to 'data:image/svg+xml;base64,PHN2Zy8+',"
            " outside the drawing",
        ),
        (
            '<use href="data:image/png;base64,AAAA"/>',
            "P107 'd.svg', line 1: <use> refers to 'data:image/png;base64,AAAA',"
            " outside the drawing",
        ),
        (
            '<rect fill="URL(http://x.test/a)"/>',
            "P107 'd.svg', line 1: <rect> refers to 'http://x.test/a', outside the drawing",
        ),
        (
            "<style>@import 'a.css';</style>",
            "P107 'd.svg', line 1: <style> has the rule '@import'",
        ),
        (
            r'<g style="fill:\75rl(a)"/>',
            "P107 'd.svg', line 1: <g> hides characters behind backslashes",
        ),
        (
            "<style>.a{display:none}</style>",
            "P107 'd.svg', line 1: <style> hides parts of the drawing",
        ),
        (
            "<g style=\"cursor:image-set('http://x.test/a' 1x)\"/>",
            "P107 'd.svg', line 1: <g> has an address in its style",
        ),
        ('<g id="a"><use href="#a"/></g>', "P107 'd.svg', line 1: <g> is part of itself"),
        (
            '<mask id="m"><rect mask="url(#m)"/></mask>',
            "P107 'd.svg', line 1: <mask> is part of itself",
        ),
        (
            '<style>.m{mask:url(#m)}</style><mask id="m"/>',
            "P108 'd.svg', line 1: <style> refers to '#m', which is no gradient",
        ),
        ("<g>" * 80 + "</g>" * 80, "P105 'd.svg', line 1: <g> is nested too deeply"),
    ],
)
def test_an_unsafe_drawing_is_refused(tmp_path: Path, inside: str, expected: str) -> None:
    assert refusals(inside, tmp_path) == [expected.replace("<g> is nested", "is nested")]


def test_all_faults_of_a_drawing_are_told_at_once(tmp_path: Path) -> None:
    found = refusals('<script/>\n<g onclick="x"/>\n<image href="http://x.test/"/>', tmp_path)
    assert [text.partition("line ")[2][:1] for text in found] == ["1", "2", "3"]


def test_uses_that_multiply_are_refused(tmp_path: Path) -> None:
    inside = '<rect id="g0"/>' + "".join(
        f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 7)
    )
    assert refusals(inside, tmp_path) == ["P105 'd.svg', line 1: draws more than 20000 elements"]


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">',
        '<!ENTITY c SYSTEM "file:///etc/hostname">',
    ],
)
def test_a_drawing_that_declares_entities_is_refused(tmp_path: Path, declared: str) -> None:
    text = SVG.format("<text>&c;</text>")
    found = problems(f"<!DOCTYPE svg [{declared}]>{text}".encode(), tmp_path, "d.svg")
    assert [f"{p.code} {p.what}" for p in found] == ["P107 'd.svg', line 1: declares entities"]


def test_the_document_type_of_an_older_drawing_is_left_out(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x/svg11.dtd">'
    asset = read((doctype + SVG.format("<path d='M0 0h9'/>")).encode(), tmp_path)
    assert b"DOCTYPE" not in asset.data


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- SECRET -->",
        "<title>SECRET</title>",
        "<desc>SECRET</desc>",
        "<metadata>SECRET</metadata>",
        '<e:note xmlns:e="urn:editor">SECRET</e:note>',
        '<path xmlns:e="urn:editor" e:label="SECRET" d="M0 0"/>',
        '<g style="fill:red; display : none"><text>SECRET</text></g>',
        '<text display="none">SECRET</text>',
        '<text visibility="hidden">SECRET</text>',
        "<defs><text>SECRET</text></defs>",
        '<defs><g id="a"><use href="#b"/></g><text id="b">SECRET</text></defs>',
        '<symbol id="s"><text>SECRET</text></symbol>',
        "<g>SECRET<path d='M0 0'/>SECRET</g>",
        '<path id="SECRET" class="SECRET" data-x="SECRET" aria-label="SECRET" d="M0 0"/>',
    ],
)
def test_what_a_drawing_does_not_show_is_left_out(tmp_path: Path, hidden: str) -> None:
    data = drawing(hidden + "<text>seen</text>", tmp_path)
    assert "SECRET" not in data
    assert "seen" in data


def test_a_drawing_keeps_what_it_shows(tmp_path: Path) -> None:
    inside = (
        '<defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>'
        '<style>.a{fill:url(#g)}</style><rect class="a" width="9" height="9"/>'
        '<text x="1" y="9">One<!-- --> <tspan>two</tspan> three</text>'
    )
    data = drawing(inside, tmp_path)
    assert '<linearGradient id="g">' in data
    assert ".a{fill:url(#g)}" in data
    assert '<rect class="a"' in data
    assert ">One <tspan>two</tspan> three</text>" in data


def test_a_bitmap_inside_a_drawing_is_cleaned_too(tmp_path: Path) -> None:
    coded = base64.b64encode(jpeg(exif=exif())).decode()
    data = drawing(f'<image href="data:image/jpeg;base64,{coded}"/>', tmp_path)
    inside = base64.b64decode(data.partition("base64,")[2].partition('"')[0])
    assert b"Secret" not in inside
    assert pixels(inside) == pixels(jpeg())


def test_a_damaged_bitmap_inside_a_drawing_is_refused(tmp_path: Path) -> None:
    coded = base64.b64encode(png()[:40]).decode()
    inside = f'\n<image href="data:image/png;base64,{coded}"/>'
    expected = "P106 'd.svg', line 2: the embedded picture is damaged or not complete"
    assert refusals(inside, tmp_path) == [expected]


def test_a_cleaned_drawing_is_clean(tmp_path: Path) -> None:
    once = read(SVG.format('<g id="a"><text>x &lt; y</text></g>').encode(), tmp_path)
    assert read(once.data, tmp_path) == once


# --- rasters of drawings -------------------------------------------------------------------------


def raster(inside: str, folder: Path, width: float | None = None) -> Image.Image:
    asset = with_raster(read(SVG.format(inside).encode(), folder), FONTS, "Source Sans 3", width)
    assert asset.raster is not None
    return Image.open(io.BytesIO(asset.raster()))


def test_a_raster_has_300_dots_to_an_inch_and_stands_on_white(tmp_path: Path) -> None:
    made = raster('<rect width="40" height="40" fill="#ff0000"/>', tmp_path)
    assert made.size == (250, 125)
    assert made.info["dpi"] == pytest.approx((300, 300), abs=0.01)
    assert (made.getpixel((10, 10)), made.getpixel((240, 10))) == ((255, 0, 0), (255, 255, 255))


def test_a_raster_is_as_wide_as_it_is_printed(tmp_path: Path) -> None:
    assert raster("", tmp_path, width=30).size == (125, 63)
    assert raster("", tmp_path, width=600).size == (250, 125)


@pytest.mark.parametrize(
    "font",
    [
        'font-family="No Such Family"',
        'font-family="Source Sans 3"',
        'style="font-family: No Such Family, Arial"',
        "style=\"font: 12px 'No Such Family'\"",
        "",
    ],
)
def test_text_in_a_font_that_is_not_there_is_drawn_in_ours(tmp_path: Path, font: str) -> None:
    ours = raster(
        "<text y='20' font-family=\"'Source Sans 3'\" font-size='12'>Hag</text>", tmp_path
    )
    made = raster(f"<text y='20' font-size='12' {font}>Hag</text>", tmp_path)
    assert made.tobytes() == ours.tobytes()
    assert ours.convert("L").tobytes().count(b"\0") > 100


def test_a_style_sheet_keeps_a_font_that_is_there(tmp_path: Path) -> None:
    sheet = "<style>text{{font-family:{};font-size:12px}}</style><text y='20'>Hag</text>"
    serif = raster(sheet.format("'Source Serif 4'"), tmp_path)
    assert serif.tobytes() != raster(sheet.format("'Source Sans 3'"), tmp_path).tobytes()


@pytest.mark.parametrize(
    "text",
    ["حرارت", "חום", "गर्मी", "Lo\u0302i", "حر <tspan>UN</tspan> 12", "<tspan x='9'>حر</tspan>"],
)
def test_a_drawing_whose_letters_join_stays_a_drawing(tmp_path: Path, text: str) -> None:
    drawn = read(SVG.format(f"<text y='20'>{text}</text>").encode(), tmp_path)
    assert with_raster(drawn, FONTS, "Source Sans 3").media_type == "image/svg+xml"


@pytest.mark.parametrize(
    "text",
    [
        "<text x='1 9' y='20'>حر</text>",
        "<text>حر<tspan>ا</tspan></text>",
        "<text>حر <tspan dy='2'>ا</tspan></text>",
        "<text>حر <textPath>ا</textPath></text>",
        "<text>حر <tspan>ا <tspan>b</tspan></tspan></text>",
    ],
)
def test_one_that_would_set_them_apart_is_carried_as_a_bitmap(tmp_path: Path, text: str) -> None:
    drawn = read(SVG.format(text).encode(), tmp_path)
    asset = with_raster(drawn, FONTS, "Source Sans 3")
    assert (asset.media_type, asset.raster) == ("image/png", None)
    assert (asset.width, asset.height) == (60, 30)


def test_a_drawing_in_latin_letters_stays_a_drawing(tmp_path: Path) -> None:
    drawn = read(SVG.format("<text y='20'>Čeština, Ελληνικά</text>").encode(), tmp_path)
    assert with_raster(drawn, FONTS, "Source Sans 3").media_type == "image/svg+xml"


def test_a_raster_is_made_once_and_not_before_it_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    monkeypatch.setattr("briefings.exhibits.raster._on_white", lambda png, dpi: made.append(dpi))
    drawn = read(SVG.format('<path d="M0 0h7"/>').encode(), tmp_path)
    first, again = (with_raster(drawn, FONTS, "Source Sans 3").raster for _ in range(2))
    assert first is not None
    assert again is not None
    assert made == []
    first(), again()
    assert made == [300]


def test_a_bitmap_needs_no_raster(tmp_path: Path) -> None:
    asset = read(png(), tmp_path)
    assert with_raster(asset, FONTS, "Source Sans 3") == asset


def test_a_house_font_that_is_missing_is_told(tmp_path: Path) -> None:
    asset = read(SVG.format("").encode(), tmp_path)
    with pytest.raises(MachineError, match="there is no font Nonesuch"):
        with_raster(asset, FONTS, "Nonesuch")
