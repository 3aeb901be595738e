"""Settings: a file that opens without a question and is laid out as it was written."""

from __future__ import annotations

from briefings.wordml.lint.file import File, all_of, get
from briefings.wordml.lint.finding import Finding, Findings
from briefings.wordml.xml import Element

MODE = "15"
"""Layout as in Word 2013 and later, which all line heights are reckoned for."""

_REFUSED = {
    "w:updateFields": "asks for fields to be updated, about which Word would ask",
    "w:attachedTemplate": "asks for a template, which Word would look for",
    "w:linkStyles": "takes its styles from a template",
}


def settings(file: File) -> Findings:
    """Settings ask for nothing when the file is opened, and for today's layout."""
    found = file.beside("settings")
    if found is None:
        yield Finding(file.main, "has no settings")
        return
    part, tree = found
    for name, what in _REFUSED.items():
        if next(all_of(tree, name), None) is not None:
            yield Finding(part, what)
    if (mode := _mode(tree)) != MODE:
        yield Finding(part, f"asks for the layout of another Word: {mode or 'none is named'}")


def _mode(tree: Element) -> str:
    named = {get(e, "w:name"): get(e) for e in all_of(tree, "w:compatSetting")}
    return named.get("compatibilityMode", "")
