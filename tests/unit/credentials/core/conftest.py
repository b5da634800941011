"""Shows, below the results, how the samples of other issuers were judged (``test_samples_table``)."""

from __future__ import annotations

from typing import Any

ROW = "sample"


def pytest_terminal_summary(terminalreporter: Any) -> None:
    rows = {
        value
        for reports in terminalreporter.stats.values()
        for report in reports
        for name, value in getattr(report, "user_properties", ())
        if name == ROW
    }
    if not rows:
        return
    terminalreporter.section("badges of other issuers")
    for row in sorted(rows):
        terminalreporter.write_line(row)
