"""Templates as Python runs them, kept from one command to the next.

To compile the templates of a product takes as long as to lay out its pages. What comes of it is
code that runs unconfined, so it is read back only where it is whole, and only for the very text it
was made from, by the same Jinja and the same Python, with the same settings.
"""

from __future__ import annotations

import marshal
import sys
from hashlib import sha256
from importlib.util import MAGIC_NUMBER

import jinja2
from jinja2.bccache import Bucket

from briefings.machine import cache

SORT = "templates"
"""The folder of the user's cache that they are kept in."""

SETTINGS = (
    *("sandboxed", "autoescape", "optimized", "is_async", "trim_blocks", "lstrip_blocks"),
    *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
    *("comment_start_string", "comment_end_string", "line_statement_prefix"),
    *("line_comment_prefix", "newline_sequence", "keep_trailing_newline"),
)
"""What of an environment makes it compile a template in another way than another does."""


class Compiled(jinja2.BytecodeCache):
    """What templates were compiled to.

    Jinja works out what is constant when it compiles, with filters too. Those of an environment's
    own are told apart by their names only, so they have to take its context: then they are left.
    """

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """The code of a template, if it was kept."""
        bucket = Bucket(environment, _key(environment, name, filename, source), "")
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code into *bucket*, if it was kept."""
        if data := cache.kept(SORT, bucket.key):
            bucket.code = marshal.loads(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code in *bucket*."""
        cache.keep(SORT, bucket.key, marshal.dumps(bucket.code))


def _key(environment: jinja2.Environment, name: str, filename: str | None, source: str) -> str:
    """SHA-256 of all that the code of a template follows from, in hexadecimal."""
    made_by = jinja2.__version__, sys.implementation.cache_tag, MAGIC_NUMBER, sys.flags.optimize
    settings = tuple(getattr(environment, setting) for setting in SETTINGS)
    known = map(sorted, (environment.extensions, environment.filters, environment.tests))
    whole = made_by, type(environment).__name__, settings, *known, name, filename, source
    return sha256(repr(whole).encode("utf-8", "surrogatepass")).hexdigest()
