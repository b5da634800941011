"""The three legs of a judgement, saved while they are typed."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.assessments.models import Substantiation
from evc.assessments.services.opening import locked_own, require_work_process_in_scope
from evc.standards.models import Criterion, SubstantiationDepth, WorkProcess
from evc.trajectories.cleaning import clean_text
from foundation.errors import InvalidInput
from foundation.people.models import Person


@transaction.atomic
def substantiate(
    assessment_id: UUID,
    *,
    work_process: WorkProcess,
    criterion: Criterion | None = None,
    part_of_standard: str | None = None,
    evidence_or_instrument: str | None = None,
    seen_or_heard: str | None = None,
    by: Person,
) -> Substantiation:
    """Keep what was typed, half sentences included; a leg that is None stays as it is.

    Per work process, or per criterion where the standard asks for that; raises InvalidInput for the other one.
    """
    assessment = locked_own(assessment_id, by=by)
    require_work_process_in_scope(assessment, work_process)
    per_criterion = assessment.trajectory.standard_version.substantiation_depth == SubstantiationDepth.CRITERION
    if per_criterion and (criterion is None or criterion.work_process_id != work_process.pk):
        raise InvalidInput(
            _("This standard asks for a substantiation per criterion. Choose a criterion of this work process."),
            code="criterion-missing",
            field="criterion",
        )
    if not per_criterion and criterion is not None:
        raise InvalidInput(
            _("This standard asks for one substantiation per work process. Write it there."),
            code="criterion-not-asked",
            field="criterion",
        )
    legs = {
        "part_of_standard": part_of_standard,
        "evidence_or_instrument": evidence_or_instrument,
        "seen_or_heard": seen_or_heard,
    }
    typed = {name: clean_text(text, field=name) for name, text in legs.items() if text is not None}
    return Substantiation.objects.update_or_create(
        assessment=assessment,
        work_process=work_process,
        criterion=criterion,
        defaults={**typed, "changed_at": timezone.now()},
    )[0]
