"""Shows, below the results, how the real documents were read, field by field, and what hostile ones cost."""

from __future__ import annotations

from typing import Any

import pytest

DOCUMENT, HOSTILE = "document", "hostile"
_TITLES = {
    DOCUMENT: "documents, field by field",
    HOSTILE: "hostile documents: answer, seconds and memory of the worker",
}


def pytest_terminal_summary(terminalreporter: Any) -> None:
    rows: dict[str, set[str]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name in _TITLES:
                    rows.setdefault(name, set()).add(value)
    for name, lines in rows.items():
        terminalreporter.section(_TITLES[name])
        for line in sorted(lines):
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def signing() -> Any:
    """A made-up register that signs, and somebody else who calls himself by its name."""
    from tests.unit.portfolio.reading.signing import Signing  # noqa: PLC0415 -- loads a second, for few tests

    return Signing()
