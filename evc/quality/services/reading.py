"""Reading somebody's dossier: by who may, and each time in the candidate's own log."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from evc.outcomes.models import Outcome
from evc.quality.models import Draw
from evc.quality.selectors.dossiers import readable_by
from foundation.audit import services as audit
from foundation.errors import NotFound
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.dossier import Dossier
from portfolio.models import Manifest
from portfolio.services.files import Form, OpenedFile


@transaction.atomic
def read_dossier(outcome_id: UUID, *, by: Person) -> tuple[Outcome, Dossier]:
    """The frozen dossier as it was handed in last. Raises NotFound for whoever may not read it."""
    outcome = readable(outcome_id, by)
    audit.record("dossier.read", on=outcome, by=by, chain=outcome.trajectory.candidate.audit_chain, form="dossier")
    return outcome, portfolio.manifest_contents(_manifest(outcome))


def open_dossier_file(outcome_id: UUID, file_id: UUID, *, by: Person, form: Form = "preview") -> OpenedFile:
    """Raises NotFound, EvidenceFile.DoesNotExist."""
    return portfolio.open_frozen_file(_manifest(readable(outcome_id, by)), file_id, by=by, form=form)


def open_dossier_page(outcome_id: UUID, file_id: UUID, *, page: int, by: Person) -> bytes:
    """One page as a PNG. Raises NotFound, EvidenceFile.DoesNotExist, InvalidInput for a page that isn't there."""
    return portfolio.open_frozen_page(_manifest(readable(outcome_id, by)), file_id, page=page, by=by)


@transaction.atomic
def read_guidance(draw_id: UUID, *, by: Person) -> Draw:
    """What was drawn half-way: how the candidate is guided, nothing of what they show or of any score. Raises NotFound."""
    draw = (
        Draw.objects.visible_to(by)
        .filter(moment=Draw.Moment.HALF_WAY, is_drawn=True)
        .select_related(
            "trajectory__candidate", "trajectory__standard_version__standard", "trajectory__route", "trajectory__provider",
            "trajectory__audience",
        )
        .filter(pk=draw_id)
        .first()
    )  # fmt: skip
    if draw is None:
        raise NotFound(_("There is no such draw."))
    chain = draw.trajectory.candidate.audit_chain
    audit.record("guidance.read", on=draw.trajectory, by=by, chain=chain, form="guidance")
    return draw


def readable(outcome_id: UUID, by: Person) -> Outcome:
    """Raises NotFound."""
    outcome = (
        readable_by(by)
        .filter(pk=outcome_id)
        .select_related(
            "trajectory__candidate",
            "trajectory__standard_version__standard",
            "trajectory__route__rubric",
            "trajectory__provider",
            "trajectory__client",
            "trajectory__audience",
            "trajectory__intake",
            "decided_by",
        )
        .first()
    )
    if outcome is None:
        raise NotFound(_("There is no such dossier."))
    return outcome


def _manifest(outcome: Outcome) -> Manifest:
    manifest = outcome.trajectory.manifest
    if manifest is None:
        raise NotFound(_("There is no such dossier."))
    return manifest
