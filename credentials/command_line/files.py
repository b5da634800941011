"""Reading what a command is given and writing what it makes: whole or not at all, and never over something by chance."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import sys
from typing import TYPE_CHECKING, Any

from credentials.core.errors import CredentialError
from credentials.core.primitives.baking_limits import MAX_FILE_BYTES

if TYPE_CHECKING:
    from pathlib import Path

STANDARD_INPUT = "-"
_SECRET_MODE = 0o600
_MODE = 0o666  # less what the user's umask takes away


class NoFile(CredentialError):
    """There is nothing to read at this place."""

    code = "no-file"


class NotWritten(CredentialError):
    """What was made could not be put where it was wanted."""

    code = "not-written"


def read(name: str) -> bytes:
    """The file's bytes, or those of standard input; one more than is allowed, so that its being too large shows."""
    try:
        if name == STANDARD_INPUT:
            return sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        with open(name, "rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except (OSError, ValueError) as error:
        raise NoFile("There is no such file, or it may not be read.") from error


def require_one_standard_input(*names: str) -> None:
    """Two arguments can't both be read from standard input."""
    if names.count(STANDARD_INPUT) > 1:
        raise NoFile("Only one of the files can be standard input.")


def add_output(parser: argparse.ArgumentParser) -> None:
    """The arguments that ``deliver`` reads."""
    from pathlib import Path  # noqa: PLC0415  # whoever only reads starts without it

    parser.add_argument("--out", metavar="FILE", type=Path, help="write it here, not to standard output")
    parser.add_argument("--force", action="store_true", help="write over a file that is there")


def deliver(content: bytes, options: argparse.Namespace, *, is_binary: bool = False) -> None:
    """Write what was made to ``--out``, or to standard output. A picture is not shown on a terminal."""
    if options.out is not None:
        write(options.out, content, force=options.force)
    elif is_binary and sys.stdout.isatty():
        raise NotWritten("This is a picture: name a file with --out.")
    else:
        sys.stdout.buffer.write(content)


def write(path: Path, content: bytes, *, force: bool, is_secret: bool = False) -> None:
    """Write a file in one step, so that nobody ever finds half of it. ``is_secret``: for its owner alone.

    Raises NotWritten when something is there already (unless ``force``), or it can't be written.
    """
    try:
        beside = path.with_name(f".{path.name}.{os.getpid()}.new")
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _SECRET_MODE if is_secret else _MODE)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            _put_in_place(beside, path, force=force)
        finally:
            with contextlib.suppress(FileNotFoundError):
                beside.unlink()
    except FileExistsError as error:
        raise NotWritten(f"{path} is there already; --force writes over it.") from error
    except (OSError, ValueError) as error:
        raise NotWritten(f"{path} can't be written.") from error


def _put_in_place(beside: Path, path: Path, *, force: bool) -> None:
    if force:
        beside.replace(path)
        return
    try:
        os.link(beside, path)  # unlike a rename it fails when something is there
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError(path) from None
        beside.rename(path)


def as_json(value: Any) -> str:
    """JSON for people to read."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def print_json(value: Any) -> None:
    print(as_json(value))
