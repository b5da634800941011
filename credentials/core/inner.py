"""The credentials inside a credential, each on a report of its own: the badges of a CLR, and endorsements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from credentials.core.clr import credentials_in
from credentials.core.endorsements import Credential, check_endorsement, endorsements_in
from credentials.core.errors import MalformedCredential
from credentials.core.report import Check, CheckName, Finding, Report

MAX_INNER = 100


@dataclass(slots=True)
class InnerBudget:
    """How many credentials are still verified inside one document, at whatever depth."""

    left: int = MAX_INNER


def inner_reports(
    document: Mapping[str, Any], *, verify: Callable[[Credential], Report], budget: InnerBudget
) -> tuple[Report, ...]:
    """A report for each credential inside, in order: first the badges of a CLR, then endorsements.

    ``verify`` gets an object or a compact JWT; when it looks inside that in turn, it passes ``budget`` on. What the budget
    does not reach gets one report ``readable.too-large`` together, so that nothing passes for checked. Never raises.
    """
    reports: list[Report] = []
    contained = islice(credentials_in(document), budget.left + 1)
    endorsements = islice(endorsements_in(document), budget.left + 1)
    for credential, is_endorsement in [(item, False) for item in contained] + [(item, True) for item in endorsements]:
        if budget.left <= 0:
            return (*reports, Report((Check(CheckName.READABLE, Finding.FAILED, "readable.too-large"),)))
        budget.left -= 1
        report = verify(credential)
        reports.append(_with_its_subject(report, credential, document) if is_endorsement else report)
    return tuple(reports)


def _with_its_subject(report: Report, endorsement: Credential, document: Mapping[str, Any]) -> Report:
    """The report on an endorsement, which must be about something here besides being sound."""
    try:
        check_endorsement(endorsement, document)
    except MalformedCredential as error:
        facts = {"field": error.field or "", "detail": error.message}
        wrong = Check(CheckName.SCHEMA, Finding.FAILED, error.code, facts)
        return replace(
            report, checks=tuple(wrong if check.name is CheckName.SCHEMA else check for check in report.checks)
        )
    return report
