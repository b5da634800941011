"""``python -m api.vc [--port N]``: the VC-API for outside test suites, on 127.0.0.1, until it is interrupted."""

from __future__ import annotations

import argparse
import os
import socket
import sys
from typing import Any

from gunicorn.app.base import BaseApplication

DEFAULT_PORT = 8431
_HOST = "127.0.0.1"
_THREADS = 4


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn gives no types
    """One process with threads. The application is loaded before it, so that the key is made once."""

    def __init__(self, port: int, application: Any, greeting: str) -> None:
        self._settings = {
            "bind": f"{_HOST}:{port}",
            "worker_class": "gthread",
            "threads": _THREADS,
            "preload_app": True,
            "graceful_timeout": 5,
            "loglevel": "error",
            "proc_name": "vc-api",
            "control_socket_disable": True,
            "when_ready": lambda _arbiter: print(greeting, flush=True),
        }
        self._application = application
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self._application


def main() -> int:
    """Serve until interrupted. Returns 2 when the port is taken."""
    parser = argparse.ArgumentParser(prog="python -m api.vc", description=__doc__)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"another than {DEFAULT_PORT}")
    port = parser.parse_args().port
    if not _is_free(port):
        print(f"Port {port} can't be used. Name another: make vc-api PORT=…", file=sys.stderr)
        return 2
    os.environ["DJANGO_SETTINGS_MODULE"] = "api.vc.open_settings"
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415  # the settings are chosen first

    application = get_wsgi_application()
    from api.vc.open_urls import backing  # noqa: PLC0415

    Server(port, application, f"VC-API at http://{_HOST}:{port}/vc-api, issuer {backing.issuer_did}").run()
    return 0


def _is_free(port: int) -> bool:
    """The server itself would try for a while and say much; it is better known before it starts."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except (OSError, OverflowError):
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
