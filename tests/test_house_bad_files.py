"""Reference documents that can't be used, each told by what it is, before anything is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from briefings.errors import ContentError
from briefings.wordml.house import package
from briefings.wordml.house.reference import load
from houses import (
    A4,
    HOUSES,
    corporate,
    defaults,
    document,
    drawn,
    logo,
    named,
    packed,
    relation,
    said,
    section,
    xml,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(**changes: Callable[[bytes], bytes]) -> bytes:
    """The company's document with parts changed, by their last names."""
    files = parts(corporate())
    for start, change in changes.items():
        name = f"word/{start}.xml"
        files[name] = change(files[name])
    return packed(files)


def without(name: str) -> bytes:
    return packed({n: d for n, d in parts(corporate()).items() if n != name})


def codes(tmp_path: Path, data: bytes) -> list[str]:
    path = tmp_path / "house.docx"
    path.write_bytes(data)
    with pytest.raises(ContentError) as refused:
        load(path)
    assert {problem.place.file for problem in refused.value.problems} == {str(path)}
    return [problem.code for problem in refused.value.problems]


DTD = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("R102", b""),
        ("R102", b"Dear all"),
        ("R102", b"{\\rtf1 a}"),
        ("R102", b"%PDF-1.7"),
        ("R102", packed({"mimetype": b"application/vnd.oasis.opendocument.text"})),
        ("R102", packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})),
        ("R102", without("_rels/.rels")),
        ("R102", without("word/document.xml")),
        ("R103", OLE + "WordDocument".encode("utf-16-le")),
        ("R104", OLE + "EncryptedPackage".encode("utf-16-le")),
        ("R105", changed(document=lambda d: d + b"<!-- http://purl.oclc.org/ooxml/ -->")),
        ("R107", corporate()[:400]),
        ("R107", changed(styles=lambda d: d[:-9])),
        ("R107", without("word/styles.xml")),
        ("R108", changed(styles=lambda d: d.replace(b"<w:styles", DTD + b"<w:styles", 1))),
    ],
)
def test_what_can_not_be_used_is_told_by_what_it_is(tmp_path: Path, code: str, data: bytes) -> None:
    assert codes(tmp_path, data) == [code]


def test_a_document_without_styles_is_refused(tmp_path: Path) -> None:
    files = parts(corporate())
    name = "word/_rels/document.xml.rels"
    files[name] = files[name].replace(b"relationships/styles", b"relationships/nothing")
    assert codes(tmp_path, packed(files)) == ["R109"]


def test_all_broken_parts_are_told_at_once(tmp_path: Path) -> None:
    data = changed(styles=lambda d: d[:-9], settings=lambda d: d[:-3])
    assert codes(tmp_path, data) == ["R107", "R107"]


@pytest.mark.parametrize("path", ["missing.docx", "."])
def test_a_file_that_is_not_there_is_told(tmp_path: Path, path: str) -> None:
    with pytest.raises(ContentError) as refused:
        load(tmp_path / path)
    assert [problem.code for problem in refused.value.problems] == ["R101"]


def test_a_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MOST_UNPACKED", 100_000)
    data = packed({**parts(corporate()), "word/media/a.bin": bytes(200_000)})
    assert codes(tmp_path, data) == ["R106"]


def test_a_bomb_that_lies_about_its_size_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "MOST_UNPACKED", 100_000)
    data = bytearray(packed({**parts(corporate()), "word/media/a.bin": bytes(200_000)}))
    for at in range(len(data) - 4):
        if data[at : at + 4] == (200_000).to_bytes(4, "little"):
            data[at : at + 4] = (10).to_bytes(4, "little")
    assert codes(tmp_path, bytes(data)) in (["R106"], ["R107"])


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    more = {f"word/media/{n}.bin": b"" for n in range(package.MOST_PARTS)}
    assert codes(tmp_path, packed({**parts(corporate()), **more})) == ["R106"]


def test_a_large_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_PACKED", 1_000)
    assert codes(tmp_path, corporate()) == ["R106"]


# --- heads and feet -------------------------------------------------------------------------------


def headed(*blocks: object, linked: str | None = None) -> bytes:
    """A document with a head that shows a picture, inside it or linked."""
    last = section(A4, (1440, 1440, 1440, 1440), named("header", "header1"))
    data = document(
        [last],
        [defaults(22, "en-GB")],
        running={"header1": list(blocks)},  # type: ignore[arg-type]
        pictures={"logo": drawn([(0, 0, 0)], 4, 4)},
    )
    if linked is None:
        return data
    files = parts(data)
    name = "word/_rels/header1.xml.rels"
    files[name] = files[name].replace(
        b'Target="media/logo.png"', f'Target="{linked}" TargetMode="External"'.encode()
    )
    return packed(files)


def test_a_linked_picture_in_a_head_is_refused(tmp_path: Path) -> None:
    data = headed(said(None, logo("logo", 1, (9, 9))), linked="https://example.org/logo.png")
    assert codes(tmp_path, data) == ["R111"]


def test_an_object_in_a_head_is_refused(tmp_path: Path) -> None:
    assert codes(tmp_path, headed(said(None, *xml("<w:r><w:object/></w:r>")))) == ["R112"]


@pytest.mark.parametrize("marking", ["TLP:AMBER", "OFFICIAL", "TOP SECRET"])
def test_a_marking_in_a_head_is_refused_for_every_document_has_its_own(
    tmp_path: Path, marking: str
) -> None:
    assert codes(tmp_path, headed(said(None, f"Office, {marking}"))) == ["R115"]


def test_an_official_word_is_no_marking(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(headed(said(None, "Official Journal, secretariat, OFFICIALLY")))
    assert load(path)


def test_what_is_wrong_with_the_file_and_its_mapping_is_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "house.docx"
    path.write_bytes(headed(said(None, *xml("<w:r><w:object/></w:r>"))))
    (tmp_path / "house.styles.yaml").write_text("tittle: Title\n", encoding="utf-8")
    with pytest.raises(ContentError) as refused:
        load(path)
    assert {problem.code for problem in refused.value.problems} == {"R112", "R201"}


# --- what is left behind --------------------------------------------------------------------------


def test_macros_comments_and_an_attached_template_are_left_behind(tmp_path: Path) -> None:
    files = parts(corporate())
    more = {
        "vbaProject.bin": "vbaProject",
        "comments.xml": "comments",
        "glossary/document.xml": "glossaryDocument",
        "../customXml/item1.xml": "customXml",
    }
    links = "word/_rels/document.xml.rels"
    entries = (relation(target, kind, f"x{n}") for n, (target, kind) in enumerate(more.items()))
    added = b"".join(etree.tostring(entry) for entry in entries)
    files[links] = files[links].replace(b"</Relationships>", added + b"</Relationships>")
    files |= dict.fromkeys(("word/vbaProject.bin", "word/comments.xml"), b"<secret/>")
    files |= dict.fromkeys(("word/glossary/document.xml", "customXml/item1.xml"), b"<secret/>")
    asking = b'<w:updateFields/><w:documentProtection w:edit="readOnly"/></w:settings>'
    settings = files["word/settings.xml"]
    files["word/settings.xml"] = settings.replace(b"</w:settings>", asking)
    path = tmp_path / "house.dotm"
    path.write_bytes(packed(files))
    left = parts(load(path).data)
    assert b"<secret/>" not in left.values()
    assert b"updateFields" not in left["word/settings.xml"]
    assert b"documentProtection" not in left["word/settings.xml"]
    assert b"compatibilityMode" in left["word/settings.xml"]


def test_changes_are_accepted_in_heads(tmp_path: Path) -> None:
    head = said(
        None,
        *xml(
            '<w:ins w:id="1" w:author="A"><w:r><w:t>Office</w:t></w:r></w:ins>'
            '<w:del w:id="2" w:author="A"><w:r><w:delText>Agency</w:delText></w:r></w:del>'
        ),
    )
    path = tmp_path / "house.docx"
    path.write_bytes(headed(head))
    shown = parts(load(path).data)["word/header1.xml"]
    assert b"Office" in shown
    assert b"Agency" not in shown
    assert b"author" not in shown


@pytest.mark.parametrize("name", HOUSES)
def test_a_good_document_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(HOUSES[name]())
    assert load(path).files == (path, path.with_suffix(".styles.yaml"))
