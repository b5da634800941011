"""What has to be there before anything runs: tables, the cache's table, compiled translations. Quick when it is."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from foundation.running import messages


def compile_translations() -> list[Path]:
    """Compile every .po whose .mo is missing or older; gives those that were."""
    folders = [Path(folder) for folder in settings.LOCALE_PATHS]
    return [po for folder in folders for po in messages.catalogues(folder) if messages.compile_catalogue(po)]


def missing_migrations() -> list[str]:
    """The migrations that this code has and the database has not, as "app.name"."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]


def prepare() -> None:
    """Compile translations and, in the embedded set-up, bring the database up to date.

    In production an operator migrates: two versions may run beside each other there.
    """
    compile_translations()
    if settings.ERKEND_EMBEDDED:
        if missing_migrations():
            call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
