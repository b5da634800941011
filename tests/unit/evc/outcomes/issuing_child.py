"""A process of its own that issues, and is killed where it is told to be: ``python -m … MODE OUTCOME [WHERE]``.

MODE ``issue`` calls the service, ``work`` runs the queue as a worker does. It says "ready" and waits for a line first, so that
several start at the same moment. WHERE is the beginning of a statement: right after it the process dies by SIGKILL ("done":
right before the job is noted as done).
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any
from uuid import UUID

import django


def main() -> None:
    django.setup()
    from django.db import connection  # noqa: PLC0415 -- after the set-up

    from evc.outcomes.services import issue_badge  # noqa: PLC0415
    from foundation.jobs.services import run_due  # noqa: PLC0415

    mode, outcome, where = sys.argv[1], UUID(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else None

    def die(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if where == "done" and sql.startswith('UPDATE "jobs_job"') and "done" in (params or ()):
            os.kill(os.getpid(), signal.SIGKILL)
        result = execute(sql, params, many, context)
        if where is not None and sql.startswith(where):
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    print("ready", flush=True)
    sys.stdin.readline()
    with connection.execute_wrapper(die):
        if mode == "issue":
            print(issue_badge(outcome).pk, flush=True)
        else:
            print(run_due(), flush=True)


if __name__ == "__main__":
    main()
