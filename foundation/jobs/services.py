"""The queue: one table, claimed by row lock, each job once per key.

A job is written in the caller's transaction, so it exists exactly when the change that asked for it does. A worker claims
it under a lease; a worker that is killed lets go when the lease ends, and another takes over. A failure is tried again
with growing pauses, a bounded number of times.
"""

from __future__ import annotations

import hashlib
import json
import logging
import traceback
from datetime import datetime, timedelta
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from foundation.errors import ErkendError
from foundation.jobs.models import Job
from foundation.jobs.registry import handler_of

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 8
LEASE = timedelta(minutes=10)
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=6)
_KEY_LENGTH = 200


def enqueue(name: str, *, key: object, not_before: datetime | None = None, **arguments: Any) -> Job:
    """Ask for a job, once per name and key: asking again gives the job that is there, done or not.

    Arguments are ids and other things that JSON can hold (uuids and dates become text). ``not_before``: it waits until then.
    """
    plain = json.loads(json.dumps(arguments, cls=DjangoJSONEncoder))
    wanted = {"name": name, "arguments": plain, "run_after": not_before or timezone.now()}
    job, _made = Job.objects.get_or_create(key=full_key(name, key), defaults=wanted)
    return job


def full_key(name: str, key: object) -> str:
    """ "<name>:<key>"; one that is too long for its column is told apart by its SHA-256."""
    full = f"{name}:{key}"
    if len(full) <= _KEY_LENGTH:
        return full
    return f"{name}:sha256:{hashlib.sha256(str(key).encode()).hexdigest()}"


def run_due(limit: int | None = None) -> int:
    """Run what waits and is due, one after another, what these jobs ask for included. Gives how many were run."""
    done = 0
    while limit is None or done < limit:
        job = _claim()
        if job is None:
            break
        _run(job)
        done += 1
    return done


@transaction.atomic
def retry_failed() -> int:
    """Give every job that was given up a new set of attempts; for an operator, after the cause was repaired."""
    return Job.objects.filter(state=Job.State.FAILED).update(
        state=Job.State.WAITING, attempts=0, run_after=timezone.now(), finished_at=None
    )


def pause_after(attempts: int) -> timedelta:
    """How long to wait after the nth attempt failed: 10 s, 40 s, 160 s … at most six hours."""
    factor: int = 4 ** (attempts - 1)
    return min(FIRST_PAUSE * factor, LONGEST_PAUSE)


def _due(now: datetime) -> Q:
    return Q(state=Job.State.WAITING, run_after__lte=now) | Q(state=Job.State.RUNNING, leased_until__lt=now)


def _claim() -> Job | None:
    """Take the oldest job that is due, under a lease. A job whose last allowed attempt was cut off is given up here."""
    while Job.objects.filter(_due(timezone.now())).exists():  # a plain read: an idle worker takes no write lock
        with transaction.atomic():
            now = timezone.now()
            job = (
                Job.objects.select_for_update(skip_locked=True)
                .filter(_due(now))
                .order_by("run_after", "created_at")
                .first()
            )
            if job is None:  # another worker has it in hand
                return None
            if job.attempts >= MAX_ATTEMPTS:
                job.state, job.error, job.finished_at = Job.State.FAILED, "worker-lost", now
                job.save(update_fields=["state", "error", "finished_at"])
                continue
            job.state, job.leased_until = Job.State.RUNNING, now + LEASE
            job.attempts += 1
            job.save(update_fields=["state", "leased_until", "attempts"])
            return job
    return None


def _run(job: Job) -> None:
    """Run a claimed job and note what came of it. What it raises is noted as a code: messages may hold names."""
    handler = handler_of(job.name)
    if handler is None:
        _note_failure(job, "unknown-job")
        return
    try:
        handler(**job.arguments)
    except Exception as error:  # whatever a handler raises, the queue goes on
        _note_failure(job, error.code if isinstance(error, ErkendError) else type(error).__name__, error)
    else:
        _finish(job, state=Job.State.DONE, error="", finished_at=timezone.now())


def _note_failure(job: Job, code: str, error: Exception | None = None) -> None:
    frames = "".join(traceback.format_tb(error.__traceback__)) if error is not None else ""
    if job.attempts >= MAX_ATTEMPTS:
        logger.error("job %s (%s) is given up after %d attempts: %s\n%s", job.pk, job.name, job.attempts, code, frames)
        _finish(job, state=Job.State.FAILED, error=code[:200], finished_at=timezone.now())
        return
    pause = pause_after(job.attempts)
    logger.warning("job %s (%s) failed, again in %s: %s\n%s", job.pk, job.name, pause, code, frames)
    _finish(job, state=Job.State.WAITING, error=code[:200], run_after=timezone.now() + pause)


def _finish(job: Job, **fields: Any) -> None:
    """Write the result, unless the lease ended meanwhile and another worker has the job now."""
    Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, leased_until=job.leased_until).update(
        leased_until=None, **fields
    )
