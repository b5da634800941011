"""A badge from elsewhere as its item shows it, to its owner and to whoever assesses it: in the verifier's own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from credentials import services as credentials
from credentials.core.report import Report
from credentials.core.stored_report import report_from_json
from frontend.badges import Statement, statement_of
from frontend.verdicts import Answer, answer_on
from portfolio.models import ImportedBadge

_HOLDER: Mapping[str, str | Promise] = {
    ImportedBadge.Holder.YOURS: _("It was issued to a confirmed e-mail address of the owner of this portfolio."),
    ImportedBadge.Holder.OTHER: _(
        "It was issued to an e-mail address that is not a confirmed address of the owner of this portfolio."
    ),
    ImportedBadge.Holder.NOT_BOUND: _("The badge names no e-mail address, so nobody can see in it whose it is."),
}


@dataclass(frozen=True, slots=True)
class ShownBadge:
    """``statement`` is None where what the badge says can't be shown as what its issuer says."""

    answer: Answer
    statement: Statement | None
    holder: str
    is_holders: bool
    checked_at: datetime
    came_from: str = ""


def shown_badge(badge: ImportedBadge) -> ShownBadge:
    return _shown(badge.report, holder=badge.holder, checked_at=badge.checked_at, came_from=badge.came_from)


def frozen_badge(frozen: Mapping[str, Any]) -> ShownBadge:
    """As it was handed in: what the check of then found."""
    checked_at = datetime.fromisoformat(frozen["checked_at"])
    return _shown(frozen["report"], holder=frozen["holder"], checked_at=checked_at)


def _shown(kept: Mapping[str, Any], *, holder: str, checked_at: datetime, came_from: str = "") -> ShownBadge:
    report: Report = report_from_json(kept)
    answer = answer_on(report, badge=credentials.badge_in(report))
    says = report.summary if answer.is_intact else None
    return ShownBadge(
        answer=answer,
        statement=statement_of(says) if says is not None else None,
        holder=str(_HOLDER[holder]),
        is_holders=holder == ImportedBadge.Holder.YOURS,
        checked_at=checked_at,
        came_from=came_from,
    )
