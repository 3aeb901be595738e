"""How many pages a word processor gives a Word file: LibreOffice lays it out and is asked.

The one module that runs a program. A run has a profile, a home and a folder of its own, so that
several go side by side and no window or setting of the user's is touched; of it all, nothing stays.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import zlib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from briefings.digest import sha256_of
from briefings.errors import MachineError, Problem
from briefings.machine.fontconfig import PLACE

__all__ = ["REMEDY", "find", "identity", "page_counts", "pdf_pages"]

NAMES = ("soffice", "libreoffice")
VERSIONS = ("versionrc", "version.ini", "../Resources/versionrc")
"""Where it tells which release and build it is, from its program."""

PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
"""Where the installers for macOS and Windows put it, which is not on the PATH."""

REMEDY = (
    "install LibreOffice Writer: apt-get install libreoffice-writer-nogui, "
    "dnf install libreoffice-writer, brew install --cask libreoffice, or its own installer"
)

BEGIN, EACH = 60.0, 10.0  # seconds it may take to start, and for each document

# Only Word's filter: LibreOffice would else lay out whatever it gets as plain text.
_OPTIONS = ("--headless", "--norestore", "--infilter=MS Word 2007 XML", "--convert-to", "pdf")
_NO_DOCUMENT = b"-"  # stands for no bytes at all, which LibreOffice takes for a new document
_SAID = 300  # characters of what LibreOffice says that are passed on

_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_STRING = re.compile(rb"\((?:\\.|[^\\()])*\)", re.DOTALL)
_PAGE = re.compile(rb"/Type\s*/Page(?!\w)")


def find() -> Path | None:
    """The program of LibreOffice: from the PATH, or where its installers put it."""
    found = (shutil.which(name) for name in (*NAMES, *PLACES))
    return next((Path(path) for path in found if path), None)


@cache
def identity() -> str:
    """A digest of what tells its releases and builds apart; nothing where it is not found."""
    program = find()
    if program is None:
        return ""
    beside = (program.resolve().parent / name for name in VERSIONS)
    found = next((path for path in beside if path.is_file()), program)
    return sha256_of(found)


def page_counts(documents: Sequence[bytes]) -> tuple[int, ...]:
    """Pages of each of several Word files, as LibreOffice lays them out in one run.

    A run takes a second or two, and a third of one for each document. Call
    :func:`~briefings.machine.fontconfig.use_fonts` before: lines break elsewhere in other fonts.
    Raises MachineError where LibreOffice is missing, fails, or takes a minute and ten seconds for
    each document, and with one problem for each document that it can't read.
    """
    if not documents:
        return ()
    program = find()
    if program is None:
        raise MachineError(Problem(PLACE, "I110", "LibreOffice: not found", REMEDY))
    # A process that had to be killed may hold files on Windows; the system takes them later.
    with TemporaryDirectory(prefix="briefings-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        said = _lay_out(program, documents, folder)
        counts = tuple(_count(folder / f"{n}.pdf") for n in range(len(documents)))
    if not all(counts):
        raise MachineError(_unread(counts, said))
    return counts


def pdf_pages(pdf: bytes) -> int:
    """Pages of a PDF that is not encrypted and was never added to, as programs write it anew.

    LibreOffice's own statistics are no help: they are made before the layout is done.
    """
    return sum(len(_PAGE.findall(_STRING.sub(b"", part))) for part in _objects(pdf))


# --- the run -------------------------------------------------------------------------------------


def _lay_out(program: Path, documents: Sequence[bytes], folder: Path) -> str:
    """Put a PDF of each document into *folder*; what LibreOffice said."""
    files = [f"{n}.docx" for n in range(len(documents))]
    for file, document in zip(files, documents, strict=True):
        (folder / file).write_bytes(document or _NO_DOCUMENT)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(program), profile, *_OPTIONS, "--outdir", str(folder), *files]
    code = _run(command, folder, BEGIN + EACH * len(documents))
    said = _said(folder)
    if code:
        raise MachineError(_failed(f"LibreOffice stopped with code {code}", said))
    return said


def _run(command: Sequence[str], folder: Path, timeout: float) -> int:
    """Run *command* in *folder*, what it says in the file ``said``; its exit code."""
    with (folder / "said").open("wb") as said:
        try:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env=_surroundings(folder),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            what = f"{command[0]} can't be run: {error.strerror}"
            raise MachineError(Problem(PLACE, "I110", what, REMEDY)) from error
        try:
            return process.wait(timeout)
        except subprocess.TimeoutExpired:
            what = f"LibreOffice was not done after {timeout:g} seconds"
            raise MachineError(_failed(what, _said(folder))) from None
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End *process* with all it started, for ``soffice`` only starts the program proper.

    A LibreOffice that is killed leaves an empty socket in ``/tmp``, and lets nobody say where.
    """
    if process.poll() is not None:
        return
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _surroundings(folder: Path) -> Mapping[str, str]:
    """The environment, with the fonts in it, but nothing of the user's and no other folder."""
    own = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(folder))
    xdg = ("CONFIG", "CACHE", "DATA", "STATE")
    return os.environ | own | {f"XDG_{name}_HOME": str(folder / name.lower()) for name in xdg}


# --- what came of it -----------------------------------------------------------------------------


def _count(pdf: Path) -> int:
    return pdf_pages(pdf.read_bytes()) if pdf.is_file() else 0


def _objects(pdf: bytes) -> Iterator[bytes]:
    """The objects of a PDF as text, also those that are packed, without what else is in streams."""
    begin = 0
    for stream in _STREAM.finditer(pdf):
        text = pdf[begin : stream.start()]
        yield text
        if b"/ObjStm" in text.rpartition(b" obj")[2]:
            yield zlib.decompressobj().decompress(stream[1])
        begin = stream.end()
    yield pdf[begin:]


def _unread(counts: Sequence[int], said: str) -> Iterator[Problem]:
    for number, count in enumerate(counts, 1):
        if not count:
            yield _failed(f"LibreOffice can't read document {number} of {len(counts)}", said)


def _failed(what: str, said: str) -> Problem:
    told = f"{what}: {said}" if said else what
    return Problem(PLACE, "I111", told, "open the Word file in LibreOffice to see what it meets")


def _said(folder: Path) -> str:
    """What LibreOffice said about trouble, on one line."""
    text = (folder / "said").read_text(encoding="utf-8", errors="replace")
    lines = dict.fromkeys(line.strip() for line in text.splitlines())
    told = (line for line in lines if line and not line.startswith(("convert ", "Warning: ")))
    return "; ".join(told).replace(f"{folder}{os.sep}", "")[:_SAID]
