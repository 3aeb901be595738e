"""A project folder of a test's own, and the command line run in it as a user runs it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from briefings.cli import main

LEDGER = ".briefings"
ROOT = Path(__file__).parents[1]

FERRY = """\
title: Ferry service in winter
organisation: Harbour Office
issued: 2026-03-17
status: final
marking: TLP:CLEAR
bottom_line:
  short: The ferry sails twice a day from November.
sections:
  - title: What changes
    role: developments
    blocks:
      - type: key_judgement
        short: Few travellers will notice.
      - type: prose
        short: Sailings fall from four a day to two.
"""
"""A small briefing that is good for every kind and audience."""


@dataclass(frozen=True)
class Project:
    """A folder with contents below ``content/``."""

    folder: Path

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file, and the folders it is in."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def content(self, text: str | bytes = FERRY, name: str = "ferry") -> Path:
        """Write a content, by the name of its file without the ending."""
        return self.write(f"content/{name}.yaml", text)

    def with_two_contents(self, declared: str) -> Project:
        """This project, with a ferry and a bus, and what is *declared* of them."""
        self.content()
        self.content(FERRY.replace("Ferry", "Bus"), "bus")
        self.write("content/deliverables.yaml", declared)
        return self

    def run(self, *words: str, package: Path = ROOT, **environment: str) -> Result:
        """Run the command line in this folder, in a process of its own."""
        paths = [str(package), *filter(None, [os.environ.get("PYTHONPATH")])]
        own = {"PYTHONPATH": os.pathsep.join(paths), "FONTCONFIG_FILE": "", **environment}
        done = subprocess.run(
            [sys.executable, "-m", "briefings", *words],
            cwd=self.folder,
            env={**os.environ, **own},
            capture_output=True,
            timeout=120,
        )
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    def call(self, *words: str) -> Result:
        """Run the command line in this folder and in this process, which spares what takes longest:
        to start one, and to load all that it needs.
        """
        out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
        code: object = None
        with chdir(self.folder), redirect_stdout(out), redirect_stderr(err):
            try:
                main(words)
            except SystemExit as ended:
                code = ended.code
        assert isinstance(code, int)
        said = []
        for stream in (out, err):
            stream.flush()
            stream.seek(0)
            said.append(stream.read())
        return Result(code, *said)

    def build(self, *words: str) -> Result:
        """Build the ferry's brief for the public as PDF, unless *words* say otherwise."""
        choice = {"--kind": "policy-brief", "--audience": "public", "--format": "pdf"}
        for option, value in choice.items():
            words = words if option in words else (*words, option, value)
        return self.call("build", "content/ferry.yaml", *words)

    def outputs(self, folder: str = "output") -> dict[str, bytes]:
        """All files below the output folder, hidden ones too, but for the program's own ledger."""
        below = self.folder / folder
        found = sorted(path for path in below.rglob("*") if path.is_file())
        paths = [path for path in found if LEDGER not in path.parts]
        return {path.relative_to(below).as_posix(): path.read_bytes() for path in paths}


@dataclass(frozen=True)
class Result:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def problems(self) -> list[str]:
        """Lines on standard error."""
        return self.err.splitlines()


Call = Callable[..., Result]
