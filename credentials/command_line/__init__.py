"""The command line of the credential engine, a module for each command.

A command is imported when it is asked for: to check a badge must not wait for what signs one. ``configure`` of a
command's module adds its arguments, ``run`` carries it out and returns the exit code.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from importlib import import_module

from credentials.core.errors import CredentialError

NOT_POSSIBLE = 2
"""The exit code when a command can't be carried out. One line on standard error says why; nothing was written."""

PROGRAM = "python -m credentials"
COMMANDS = {
    "keygen": "make a key, and tell its did:key",
    "issue": "sign a credential",
    "verify": "check a badge",
    "inspect": "say what a badge states, without checking it",
    "bake": "put a credential into a picture",
    "unbake": "take the credential out of a picture",
    "status": "say what a badge's status lists say of it; `status new` makes a list",
    "disclose": "make a copy of a badge that shows a part of it",
    "canonize": "write N-Quads or JSON-LD in canonical form (RDFC-1.0)",
}
_MODULES = {"status new": "status_new"}
# A width of our own: to ask for the terminal's, argparse loads all that Python has for archives, for every command.
_LAYOUT = partial(argparse.RawDescriptionHelpFormatter, width=100)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:2] == ["status", "new"]:
        given[:2] = ["status new"]
    parser = _parser(given[0] if given else "")
    options = parser.parse_args(given)
    # A title may hold what this terminal has no character for; show it another way rather than stop.
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except CredentialError as error:
        print(_line(error, getattr(options, "file", options.command)), file=sys.stderr)
        return NOT_POSSIBLE
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_POSSIBLE
    return code


def _parser(command: str) -> argparse.ArgumentParser:
    """The parser with only this command in it; with all of them when there is no such command."""
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        formatter_class=_LAYOUT,
        description="Make, check, show and convert Open Badges and Verifiable Credentials.",
        epilog="A command's own --help says what it takes and how it ends. A file may be - for standard input.",
    )
    commands = parser.add_subparsers(title="commands", dest="command", metavar="COMMAND", required=True, prog=PROGRAM)
    if command in COMMANDS or command in _MODULES:
        module = import_module(f"credentials.command_line.{_MODULES.get(command, command)}")
        own = commands.add_parser(
            command,
            description=module.__doc__,
            epilog=module.EXIT_CODES,
            formatter_class=_LAYOUT,
        )
        own.set_defaults(run=module.run)
        module.configure(own)
    else:
        for name, summary in COMMANDS.items():
            commands.add_parser(name, help=summary)
    return parser


def _line(error: CredentialError, subject: str) -> str:
    """One line: what it is about, what is wrong, and where in the document."""
    from credentials.plain_text import printable  # noqa: PLC0415  # not needed while all goes well

    place = f" ({error.field})" if error.field and error.field not in error.message else ""
    return printable(f"{subject}: {error.message}{place}")
