"""The command line: ``briefings build``, ``fit``, ``verify``, ``check``, ``list``, ``doctor`` ….

Answers go to standard output, all else to standard error. Exit codes: 0 done, 1 content or
templates at fault, 2 usage, 3 machine not ready, 4 some documents built and some not, 5 internal
error. Commands import what they need when they run, so that ``--version`` is instant.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence

import click

from briefings import __version__
from briefings.cli import asking, building, dating, fitting, keeping, translating
from briefings.cli.saying import tell
from briefings.errors import BriefingsError

INTERNAL = 5

LOOKS = 200_000, 5, 5
"""When Python looks for objects that only hold each other. Most of what a command makes stays until
it ends: to look as often as Python does by itself took an eighth of its time."""


def program() -> None:
    """Run the command line as all that this process is for.

    When all is said and what was begun has ended, so does the process: to take down piece by piece
    what it had loaded took Python as long as writing a PDF.
    """
    codes: list[int] = []
    atexit.register(_leave, codes)  # what is registered first is done last
    try:
        main()
    except SystemExit as stop:
        if isinstance(stop.code, int):
            codes.append(stop.code)
        raise


def _leave(codes: Sequence[int]) -> None:
    """End this process with the code that it was to end with, if that is known."""
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except (OSError, ValueError):  # nobody hears it; Python knows what to say of that
        return
    for code in codes:
        os._exit(code)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; ends the process."""
    gc.set_threshold(*LOOKS)
    # What else is installed is not to change how content is read; nor are all packages looked into.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        sys.exit(cli.main(arguments, prog_name="briefings", standalone_mode=False) or 0)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped", err=True)
        sys.exit(130)
    except BriefingsError as error:
        tell(error.problems)
        sys.exit(error.exit_code)
    except Exception as error:
        if "BRIEFINGS_DEBUG" in os.environ:
            raise
        name = type(error).__name__
        click.echo(f"internal error, a bug of briefings: {name}: {error}", err=True)
        click.echo("please report it, with what BRIEFINGS_DEBUG=1 shows", err=True)
        sys.exit(INTERNAL)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefings")
def cli() -> None:
    """Briefings: one subject in YAML, many products in PDF, Word and HTML."""


for command in (
    building.build,
    fitting.fit,
    translating.translate,
    keeping.verify,
    keeping.manifest,
    asking.check,
    asking.list_,
    asking.styles,
    asking.doctor,
    asking.fields,
    asking.schema,
    dating.period,
):
    cli.add_command(command)
