"""What may be set of a version until it is used: when a work process is recognised, how deep it is substantiated, what counts of
a practice log, and what a candidate may choose."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from evc.standards.models import Criterion, StandardVersion, SubstantiationDepth, ThresholdRule
from evc.standards.rules import may_load_standards
from evc.standards.usage import require_unused
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotAllowed, NotFound

if TYPE_CHECKING:
    from foundation.people.models import Person


@dataclass(frozen=True, slots=True)
class VersionSettings:
    """``named``: the criteria that decide where the rule is "named". ``electives``: units that a candidate may leave out.

    ``expire_after_years`` None: an old repetition is flagged and still counts.
    """

    threshold_rule: str
    threshold_percent: int
    named: Collection[UUID]
    substantiation_depth: str
    expire_after_years: int | None
    independent_only: bool
    least_witnesses: int
    electives: Collection[UUID]


@transaction.atomic
def change_settings(version_id: UUID, wanted: VersionSettings, *, by: Person) -> StandardVersion:
    """Set them. Raises NotAllowed, InvalidInput, and WrongState ``version-in-use`` once a trajectory uses the version."""
    if not may_load_standards(by):
        raise NotAllowed(_("Only coordinators and administrators of an EVC provider can change a standard."))
    version = StandardVersion.objects.select_for_update().filter(pk=version_id).first()
    if version is None:
        raise NotFound(_("There is no such version of a standard."))
    require_unused(version)
    _require_possible(version, wanted)
    version.threshold_rule, version.threshold_percent = wanted.threshold_rule, wanted.threshold_percent
    version.substantiation_depth = wanted.substantiation_depth
    version.repetitions_expire_after_years = wanted.expire_after_years
    version.repetitions_independent_only = wanted.independent_only
    version.repetitions_least_witnesses = wanted.least_witnesses
    version.save()
    criteria = Criterion.objects.filter(work_process__version=version)
    criteria.exclude(pk__in=wanted.named).update(decisive=False)
    criteria.filter(pk__in=wanted.named).update(decisive=True)
    units = version.core_tasks.all()
    units.exclude(pk__in=wanted.electives).update(elective=False)
    units.filter(pk__in=wanted.electives).update(elective=True)
    audit.record(
        "standard.settings-changed",
        on=version,
        by=by,
        threshold_rule=wanted.threshold_rule,
        threshold_percent=wanted.threshold_percent,
        substantiation_depth=wanted.substantiation_depth,
        named=len(wanted.named),
        electives=len(wanted.electives),
    )
    return version


def _require_possible(version: StandardVersion, wanted: VersionSettings) -> None:
    if wanted.threshold_rule not in ThresholdRule.values:
        raise InvalidInput(_("Choose when a work process is recognised."), field="threshold")
    if not 1 <= wanted.threshold_percent <= 100:
        raise InvalidInput(_("A percentage from 1 to 100 is expected here."), field="threshold_percent")
    if wanted.substantiation_depth not in SubstantiationDepth.values:
        raise InvalidInput(_("Choose how deep an outcome is substantiated."), field="substantiation_depth")
    if not 1 <= wanted.least_witnesses <= 20:
        raise InvalidInput(_("A number from 1 to 20 is expected here."), field="least_witnesses")
    if wanted.expire_after_years is not None and not 1 <= wanted.expire_after_years <= 50:
        raise InvalidInput(_("A number from 1 to 50 is expected here."), field="expire_after_years")
    if wanted.threshold_rule == ThresholdRule.NAMED and not wanted.named:
        raise InvalidInput(_("Tick at least one criterion that decides."), field="named")
    if len(wanted.electives) >= version.core_tasks.count():
        raise InvalidInput(_("At least one unit has to be compulsory."), field="electives")
