"""The sampling plan of an organisation: a change is a new version."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from evc.quality import rules
from evc.quality.models import SamplingPlan, SamplingRaise, SamplingShare
from evc.standards.models import QualificationStandard
from foundation.audit import services as audit
from foundation.errors import InvalidInput
from foundation.people.models import Organisation, Person

Rule = SamplingRaise.Rule
# What a form offers before there is a plan: by rule its threshold and the least share.
SUGGESTED: Mapping[str, tuple[int, int]] = {
    Rule.NEW_ASSESSOR: (3, 100),
    Rule.NEW_VERSION: (3, 50),
    Rule.LOW_KAPPA: (40, 100),
    Rule.SENT_BACK: (180, 50),
    Rule.UPHELD_APPEAL: (365, 100),
}
SUGGESTED_SHARE, SUGGESTED_HALF_WAY = 10, 10
LARGEST_THRESHOLD = 3650


def plan_of(organisation: Organisation | UUID) -> SamplingPlan | None:
    """The plan that holds now; None when nobody made one, and then nothing is drawn."""
    return SamplingPlan.objects.filter(organisation=organisation).order_by("-number").first()


@transaction.atomic
def change_plan(
    organisation: Organisation,
    *,
    share: int,
    half_way_share: int,
    by_standard: Mapping[UUID, int],
    by_assessor: Mapping[UUID, int],
    raises: Mapping[str, tuple[int, int]],
    by: Person,
) -> SamplingPlan:
    """A new version of the plan, all shares in percents. ``raises``: by rule its threshold and the least share.

    What was drawn before stays drawn by its own version. Raises NotAllowed, InvalidInput.
    """
    rules.require_quality_officer_of(organisation, by)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    newest = plan_of(organisation)
    plan = SamplingPlan.objects.create(
        organisation=organisation,
        number=newest.number + 1 if newest else 1,
        share=_percents(share, "share"),
        half_way_share=_percents(half_way_share, "half_way_share"),
        made_by=by,
    )
    standards = QualificationStandard.objects.in_bulk(by_standard)
    people = Person.objects.in_bulk(by_assessor)
    for pk, percents in by_standard.items():
        if pk not in standards:
            raise InvalidInput(_("There is no such standard."), field="by_standard")
        SamplingShare.objects.create(plan=plan, standard=standards[pk], share=_percents(percents, "by_standard"))
    for pk, percents in by_assessor.items():
        if pk not in people:
            raise InvalidInput(_("There is no such person."), field="by_assessor")
        SamplingShare.objects.create(plan=plan, assessor=people[pk], share=_percents(percents, "by_assessor"))
    for rule, (threshold, percents) in raises.items():
        if rule not in Rule.values or not 0 <= threshold <= LARGEST_THRESHOLD:
            raise InvalidInput(_("Fill in a whole number from 0 to 3650."), field=f"threshold-{rule}")
        SamplingRaise.objects.create(
            plan=plan, rule=rule, threshold=threshold, share=_percents(percents, f"share-{rule}")
        )
    audit.record(
        "sampling.plan-changed",
        on=plan,
        by=by,
        number=plan.number,
        share=plan.share,
        half_way_share=plan.half_way_share,
        by_standard={str(pk): percents for pk, percents in by_standard.items()},
        by_assessor={str(pk): percents for pk, percents in by_assessor.items()},
        raises={str(rule): list(numbers) for rule, numbers in raises.items()},
    )
    return plan


def _percents(value: int, field: str) -> int:
    if not 0 <= value <= 100:
        raise InvalidInput(_("Fill in a share from 0 to 100 percent."), code="share-invalid", field=field)
    return value
