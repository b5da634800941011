"""The pages on a port of this machine, from this process: for a browser that looks at many of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread


@contextmanager
def served(port: int = 0) -> Iterator[str]:
    """Serve on a free port until the end of the block; gives the address, as ``http://localhost:40123``."""
    thread = LiveServerThread("localhost", StaticFilesHandler, port=port)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    try:
        if thread.error:
            raise thread.error
        yield f"http://{thread.host}:{thread.port}"
    finally:
        thread.terminate()
