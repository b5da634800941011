"""Reads of a portfolio, composed for a screen in a fixed number of queries."""

from portfolio.selectors.coverage import (
    ENOUGH_PIECES,
    OLD_AFTER_YEARS,
    CoverageRow,
    coverage,
    items_covering,
    work_processes_of,
)
from portfolio.selectors.frozen import frozen_practice
from portfolio.selectors.items import items_of, reading_log, unread_items
from portfolio.selectors.practice import (
    CountedLog,
    PracticeCount,
    counted_courses,
    counted_logs,
    empty_count,
    practice_counts,
    practice_rules,
)

__all__ = [
    "ENOUGH_PIECES",
    "OLD_AFTER_YEARS",
    "CountedLog",
    "CoverageRow",
    "PracticeCount",
    "counted_courses",
    "counted_logs",
    "coverage",
    "empty_count",
    "frozen_practice",
    "items_covering",
    "items_of",
    "practice_counts",
    "practice_rules",
    "reading_log",
    "unread_items",
    "work_processes_of",
]
