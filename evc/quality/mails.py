"""The mails of this room. They say what is asked and until when, nothing of what a dossier or a finding holds."""

from __future__ import annotations

from typing import Any

from evc.quality.models import Audit, Finding, SecondOpinion
from foundation.addresses import public_address
from foundation.jobs.mail import queue_mail
from foundation.people.models import Organisation, Person


def tell_of_question(opinion: SecondOpinion) -> None:
    organisation = opinion.outcome.trajectory.provider
    _mail("opinion_asked", organisation, to=opinion.asked_of, about=opinion, path=f"/opinions/{opinion.pk}")


def tell_of_answer(opinion: SecondOpinion) -> None:
    organisation = opinion.outcome.trajectory.provider
    _mail("opinion_given", organisation, to=opinion.asked_by, about=opinion, path=f"/quality/{opinion.outcome_id}")


def tell_owner(finding: Finding) -> None:
    if finding.owner_id != finding.raised_by_id:
        path = f"/findings/{finding.pk}"
        _mail("finding_raised", finding.organisation, to=finding.owner, about=finding, path=path, until=finding.due_on)


def tell_raiser(finding: Finding) -> None:
    """Once: a second answer before it was closed needs no second mail."""
    if finding.owner_id != finding.raised_by_id:
        _mail(
            "finding_answered",
            finding.organisation,
            to=finding.raised_by,
            about=finding,
            path=f"/findings/{finding.pk}",
        )


def tell_overdue(finding: Finding) -> None:
    path = f"/findings/{finding.pk}"
    _mail("finding_overdue", finding.organisation, to=finding.owner, about=finding, path=path, until=finding.due_on)


def tell_auditor(audit: Audit, *, invitation: str) -> None:
    """``invitation``: the secret of the link with which they make an account; empty when they have one."""
    queue_mail(
        "auditor_access",
        to=audit.email,
        language=audit.given_by.language,
        key=f"auditor_access:{audit.pk}",
        sender_name=audit.organisation.name,
        name=audit.name,
        organisation=audit.organisation.name,
        from_day=audit.from_day,
        until_day=audit.until_day,
        has_account=not invitation,
        link=public_address(f"/invitations/{invitation}" if invitation else f"/audits/{audit.pk}"),
    )


def _mail(
    template: str,
    organisation: Organisation,
    *,
    to: Person,
    about: SecondOpinion | Finding,
    path: str,
    **context: Any,
) -> None:
    queue_mail(
        template,
        to=to.email,
        language=to.language,
        key=f"{template}:{about.pk}",
        sender_name=organisation.name,
        name=to.name,
        organisation=organisation.name,
        link=public_address(path),
        **context,
    )
