"""The credentials inside a credential, each on a report of its own: the badges of a CLR, and endorsements."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from credentials.core.endorsements import Credential, check_endorsement, endorsements_in
from credentials.core.errors import MalformedCredential
from credentials.core.records import credentials_in
from credentials.core.report import Check, CheckName, Finding, Report

MAX_INNER = 100


class InnerBudget:
    """How many credentials are still verified inside one document, at whatever depth."""

    def __init__(self, left: int = MAX_INNER) -> None:
        self.left = left


Verify = Callable[[Credential], Report]
"""Gets an object or a compact JWT; when it looks inside that in turn, it spends of the same budget."""


def inner_reports(document: Mapping[str, Any], *, verify: Verify, budget: InnerBudget) -> tuple[Report, ...]:
    """A report for each badge inside a CLR, in order. Never raises.

    What the budget does not reach gets one report ``readable.too-large`` together, so that nothing passes for checked.
    """
    return tuple(report for _, report in _reports(credentials_in(document), verify, budget))


def endorsement_reports(document: Mapping[str, Any], *, verify: Verify, budget: InnerBudget) -> tuple[Report, ...]:
    """A report for each endorsement in the document, which must be about something in it besides being sound.

    As ``inner_reports``.
    """
    return tuple(
        report if endorsement is None else _with_its_subject(report, endorsement, document)
        for endorsement, report in _reports(endorsements_in(document), verify, budget)
    )


def _reports(
    credentials: Iterator[Credential], verify: Verify, budget: InnerBudget
) -> Iterator[tuple[Credential | None, Report]]:
    for credential in credentials:
        if budget.left <= 0:
            facts = {"cap": "credentials", "limit": str(MAX_INNER)}
            yield None, Report((Check(CheckName.READABLE, Finding.FAILED, "readable.too-large", facts),))
            return
        budget.left -= 1
        yield credential, verify(credential)


def _with_its_subject(report: Report, endorsement: Credential, document: Mapping[str, Any]) -> Report:
    """The report on an endorsement, which must be about something here besides being sound."""
    try:
        check_endorsement(endorsement, document)
    except MalformedCredential as error:
        facts = {"field": error.field or "", "detail": error.message}
        wrong = Check(CheckName.SCHEMA, Finding.FAILED, error.code, facts)
        return report._replace(
            checks=tuple(wrong if check.name is CheckName.SCHEMA else check for check in report.checks)
        )
    return report
