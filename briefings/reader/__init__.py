"""The strict reader: HTML that a template wrote, into the typed document.

The vocabulary is the table in :mod:`briefings.document`. Whatever is not in it is refused, all of
it at once, each at the line of the template that wrote it::

    xhtml        HTML as XML: well-formed, white space collapsed, refusals at their lines
    references   ids, links, notes, the outline: what one place says of another
    inlines      what stands in a line
    tables       tables
    blocks       every other block; read()
"""

from __future__ import annotations

from briefings.reader.blocks import read

__all__ = ["read"]
