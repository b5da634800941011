"""Whether this process lives, and whether it can do its work. For whoever watches it; no session, nothing personal."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation.jobs.selectors import oldest_due
from foundation.running.preparing import missing_migrations

LONGEST_WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Part:
    """One part that is needed: whether it works, and a code and number for whoever watches."""

    works: bool
    says: str


def readiness() -> dict[str, Part]:
    """Database, migrations, storage and jobs."""
    looks: dict[str, Callable[[], Part]] = {
        "database": _database,
        "migrations": _migrations,
        "storage": _storage,
        "jobs": _jobs,
    }
    return {name: _look(look) for name, look in looks.items()}


def _look(look: Callable[[], Part]) -> Part:
    try:
        return look()
    except (DatabaseError, OSError) as error:
        return Part(False, type(error).__name__)


def _database() -> Part:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Part(True, "answers")


def _migrations() -> Part:
    missing = len(missing_migrations())
    return Part(missing == 0, f"{missing} not applied")


def _storage() -> Part:
    """Really write: a full or read-only disk shows only then."""
    os.makedirs(settings.ERKEND_FILES_DIR, exist_ok=True)
    with tempfile.TemporaryFile(dir=settings.ERKEND_FILES_DIR) as file:
        file.write(b"ready")
    return Part(True, "can be written")


def _jobs() -> Part:
    now = timezone.now()
    since = oldest_due(now)
    waited = now - since if since is not None else timedelta()
    return Part(waited <= LONGEST_WAIT, f"oldest waits {int(waited.total_seconds())} s")


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. It looks at nothing else, so that a restart is asked for only when a restart helps."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when every part works, else 503; the parts by name."""
    parts = readiness()
    ready = all(part.works for part in parts.values())
    body = {"ready": ready, "parts": {name: {"works": part.works, "says": part.says} for name, part in parts.items()}}
    return JsonResponse(body, status=200 if ready else 503)
