"""Who are they to judge? Whether the issuer was a recognised provider for this standard on the day of the assessment."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from credentials.core.summary import Summary
from credentials.models import Badge
from evc.standards.models import QualificationStandard
from evc.standards.selectors import recognition_on


@dataclass(frozen=True, slots=True)
class Recognition:
    """``finding`` is one of the four of the verifier; ``text`` names the register."""

    finding: str
    title: str
    text: str


def recognition_of(badge: Badge | None, summary: Summary) -> Recognition:
    """Known for a badge of our own; of anybody else we have no register to look in."""
    if badge is None:
        return Recognition(
            "not-checked",
            _("Recognised EVC provider: can't be checked here"),
            _("We have no register with this issuer. Ask the issuer where its recognition stands."),
        )
    provider = badge.issuer.organisation
    day = summary.assessed_on or badge.issued_at.date()
    words = {"provider": provider.name, "day": date_format(day, "j F Y"), "standard": summary.standard_title}
    standard = QualificationStandard.objects.filter(
        title=summary.standard_title, code=summary.standard_code, uri=summary.standard_uri
    ).first()
    found = recognition_on(provider, standard, day) if standard is not None else None
    if found is None:
        return Recognition(
            "failed",
            _("Not a recognised EVC provider for this standard"),
            _("On %(day)s no register named %(provider)s as a recognised provider for %(standard)s, as far as we know.")
            % words,
        )
    return Recognition(
        "passed",
        _("Recognised EVC provider for this standard"),
        _("On %(day)s %(provider)s was a recognised provider for %(standard)s. Register: %(register)s.")
        % {**words, "register": found.register},
    )
