"""The operators of a content stream (ISO 32000-1, 7.8.2), many times as fast as pypdf reads them.

Names are strings with their slash, strings are bytes, what has several parts is a list or a dict.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf.generic import read_string_from_stream

_TOKEN = re.compile(
    rb"\s*(?:(?P<number>[+-]?(?:\d+\.?\d*|\.\d+))|(?P<word>[A-Za-z'\"][\w*]*)"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*)>|(?P<begin><<|\[)|(?P<end>>>|\])"
    rb"|(?P<name>/[^\s()<>\[\]{}/%]*)|(?P<string>\()|(?P<comment>%[^\r\n]*))"
)


def operators(stream: bytes) -> Iterator[tuple[list[Any], bytes]]:
    """Each operator with its operands before it. Raises ValueError for what is none."""
    operands: list[Any] = []
    outer: list[list[Any]] = []
    at, end = 0, len(stream.rstrip())
    while at < end:
        found = _TOKEN.match(stream, at)
        if found is None:
            raise ValueError(f"no operator: {stream[at : at + 20]!r}")
        at, said = found.end(), found[found.lastgroup or 0]
        match found.lastgroup:
            case "number":
                operands.append(float(said) if b"." in said else int(said))
            case "hex":
                operands.append(bytes.fromhex(said.decode()))
            case "name":
                operands.append(said.decode())
            case "begin":
                outer.append(operands)
                operands = []
            case "end":
                several = operands if said == b"]" else _dictionary(operands)
                operands = outer.pop()
                operands.append(several)
            case "string":
                rest = io.BytesIO(stream[at - 1 :])
                operands.append(_bytes(read_string_from_stream(rest)))
                at += rest.tell() - 1
            case "word" if said == b"BI":
                raise ValueError("a picture in the stream, which is not read")
            case "word":
                yield operands, said
                operands = []


def text(written: bytes) -> str:
    """What a text string says (7.9.2.2)."""
    if written.startswith(b"\xfe\xff"):
        return written[2:].decode("utf-16-be")
    return written.decode("latin-1")


def _dictionary(parts: list[Any]) -> dict[str, Any]:
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _bytes(found: Any) -> bytes:
    return bytes(found.original_bytes)
