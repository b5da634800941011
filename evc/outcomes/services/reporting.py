"""Sealing the report of a released outcome: exactly once, and before its badge, which names it by its digest."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from credentials import services as credentials
from credentials.models import SealedDocument
from evc.outcomes.errors import NotReleased, ReportMissing
from evc.outcomes.models import Outcome
from evc.outcomes.printing import PrintedReport, is_draft, print_report
from evc.outcomes.services.locking import locked_outcome
from evc.trajectories import rules
from foundation.audit import services as audit
from foundation.errors import NotFound
from foundation.people.models import Person


def report_key(outcome: Outcome) -> str:
    """What the report of an outcome is sealed under."""
    return f"outcome:{outcome.pk}:report"


def seal_report(outcome_id: UUID, *, by: Person | None = None) -> SealedDocument:
    """Set the report, seal it and keep it. A second call, or a second worker, gets the first one.

    It is set before anything is locked (that takes the most time, and gives the same bytes whoever does it); then one
    transaction seals it and notes it with the outcome. By the jobs of release. Raises NotReleased, TypesettingFailed,
    TypesettingTooHeavy, KeyDoesNotOpen.
    """
    outcome = Outcome.objects.filter(pk=outcome_id).first()
    if outcome is None:
        raise NotFound(_("There is no such outcome."))
    if outcome.state != Outcome.State.RELEASED:
        raise NotReleased
    if (known := report_of(outcome)) is not None:
        return known
    return _keep(outcome_id, print_report(outcome), by=by)


def report_of(outcome: Outcome) -> SealedDocument | None:
    """The sealed report that counts now; None until it was made."""
    if not outcome.report_claim_key:
        return None
    return SealedDocument.objects.select_related("certificate").filter(claim_key=outcome.report_claim_key).first()


def report_file(outcome: Outcome) -> bytes:
    """The sealed report that counts now, for whoever may have it. Raises ReportMissing; NotFound when it was erased."""
    document = report_of(outcome)
    if document is None:
        raise ReportMissing
    return credentials.sealed_bytes(document)


def read_report(outcome: Outcome, *, by: Person) -> tuple[bytes, bool]:
    """The report as a PDF, and whether it is a draft: for the quality officer also before the release. Logged.

    Raises NotFound for anybody else, ReportMissing as long as the sealed one is being made.
    """
    if not rules.may_release(rules.standing(outcome.trajectory, by)):
        raise NotFound(_("There is no such outcome."))
    as_draft = is_draft(outcome)
    audit.record("outcome.report-read", on=outcome, by=by, draft=as_draft)
    return (print_report(outcome, at=timezone.now()).pdf if as_draft else report_file(outcome)), as_draft


def seal(printed: PrintedReport, outcome: Outcome, *, key: str, by: Person | None) -> SealedDocument:
    """The printed report with the provider's seal, once per key; the caller holds the outcome."""
    trajectory = outcome.trajectory
    organisation = trajectory.provider.name
    with translation.override(printed.language):
        label = _("Seal of %(organisation)s") % {"organisation": organisation}
        reason = _("Issued by %(organisation)s. Any change breaks this seal.") % {"organisation": organisation}
    return credentials.seal_document(
        printed.pdf,
        key=key,
        title=printed.title,
        label=label,
        reason=reason,
        issuer=credentials.make_issuer(trajectory.provider, by=by),
        recipient=trajectory.candidate,
        by=by,
    )


@transaction.atomic
def _keep(outcome_id: UUID, printed: PrintedReport, *, by: Person | None) -> SealedDocument:
    outcome = locked_outcome(outcome_id)
    if (known := report_of(outcome)) is not None:
        return known
    document = seal(printed, outcome, key=report_key(outcome), by=by)
    outcome.report_claim_key = document.claim_key
    outcome.save(update_fields=["report_claim_key"])
    if (before := outcome.replaces) is not None and (old := report_of(before)) is not None:  # after a granted appeal
        credentials.replace_document(old, new=document, by=by)
    audit.record(
        "outcome.report-sealed",
        on=outcome,
        by=by,
        sha256=document.sha256,
        unsealed=document.unsealed_sha256,
        replaced_characters=list(printed.replaced),
    )
    return document
