"""What every test stands on."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management.commands import flush
from django.db import connection

from evc.routes import shipped

_AUDIT_TRIGGERS = {
    "sqlite": (
        [
            "DROP TRIGGER IF EXISTS audit_no_update",
            "DROP TRIGGER IF EXISTS audit_no_delete",
            "DROP TRIGGER IF EXISTS standard_used_standards_coretask_delete",
            "DROP TRIGGER IF EXISTS standard_used_standards_workprocess_delete",
            "DROP TRIGGER IF EXISTS standard_used_standards_criterion_delete",
        ],
        None,
    ),
    "postgresql": (
        [
            "ALTER TABLE audit_auditentry DISABLE TRIGGER audit_no_change",
            "ALTER TABLE audit_auditentry DISABLE TRIGGER audit_no_truncate",
        ],
        [
            "ALTER TABLE audit_auditentry ENABLE TRIGGER audit_no_change",
            "ALTER TABLE audit_auditentry ENABLE TRIGGER audit_no_truncate",
        ],
    ),
}


@contextlib.contextmanager
def _append_only_lifted() -> Iterator[None]:
    """The audit log and standards in use refuse to be emptied; between tests that commit, they have to be.

    PostgreSQL empties tables by TRUNCATE, which the triggers of standards leave alone.
    """
    lift, restore = _AUDIT_TRIGGERS[connection.vendor]
    with connection.cursor() as cursor:
        if restore is None:  # SQLite knows no disabled trigger: keep its text, drop it, make it again
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE type = 'trigger'"
                " AND (tbl_name = 'audit_auditentry' OR name GLOB 'standard_used_*_delete')"
            )
            restore = [row[0] for row in cursor.fetchall()]
        for statement in lift:
            cursor.execute(statement)
        try:
            yield
        finally:
            for statement in restore:
                cursor.execute(statement)


@pytest.fixture(autouse=True, scope="session")
def _flush_lifts_append_only() -> Iterator[None]:
    """The one place that may lift it: Django's flush after a test that commits."""
    handle = flush.Command.handle

    def lifted(self: flush.Command, **options: object) -> object:
        with _append_only_lifted():
            answer = handle(self, **options)
        shipped.install(apps.get_model)  # the rows that a migration put there went with the rest
        shipped.install_work(apps.get_model)
        return answer

    flush.Command.handle = lifted
    yield
    flush.Command.handle = handle


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    """Say loudly, last, which parts this machine could not test: a green run must not hide them."""
    yield
    missing: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = str(report.longrepr[-1]) if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reason = reason.removeprefix("Skipped: ")
        if " NOT TESTED: " in reason:
            missing[reason] = missing.get(reason, 0) + 1
    if missing:
        terminalreporter.section("NOT EVERYTHING WAS TESTED", sep="=", red=True, bold=True)
        for reason, count in sorted(missing.items()):
            terminalreporter.line(f"{reason} ({count} skipped)", red=True)
        terminalreporter.line("ERKEND_REQUIRE=browser,interop,postgres makes a missing part a failure.")
