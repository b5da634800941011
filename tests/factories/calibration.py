"""Calibration rounds, walked to where a test needs them through the services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from evc.outcomes.models import Outcome
from evc.quality.models import CalibrationRound
from evc.quality.selectors.calibration import criteria_of, levels_of
from evc.quality.services import calibrating, calibration_consent, calibration_scoring
from evc.quality.services.calibration_scoring import Given
from evc.roles import Role
from foundation.people.models import Organisation, Person
from portfolio.services.covered_dossiers import offered_items
from tests.factories.outcomes import released
from tests.factories.people import PersonFactory, member
from tests.factories.quality import officer_of


def assessors_of(organisation: Organisation, count: int = 2) -> list[Person]:
    """New ones, without a part in anything."""
    found = [PersonFactory() for _number in range(count)]
    for person in found:
        member(person, organisation, Role.ASSESSOR)
    return found


def asked(
    outcome: Outcome | None = None, *, assessors: Sequence[Person] = (), by: Person | None = None, **fields: Any
) -> CalibrationRound:
    """A round of which the candidate has still to decide; of a released outcome of its own unless given."""
    outcome = outcome or released()
    organisation = outcome.trajectory.provider
    given: dict[str, Any] = {"due_on": timezone.localdate() + timedelta(days=14), "question": ""}
    return calibrating.ask_calibration(
        organisation,
        outcome=outcome,
        assessors=assessors or assessors_of(organisation),
        by=by or officer_of(organisation),
        **(given | fields),
    )


def agreed(found: CalibrationRound | None = None, **fields: Any) -> CalibrationRound:
    """The candidate chose every item, and says that nobody can be known from the files."""
    found = found or asked(**fields)
    offered = offered_items(found.manifest)
    calibration_consent.agree_calibration(
        found.pk,
        items=[row.item.id for row in offered],
        nobody_in=[file.id for row in offered for file in row.uncovered],
        by=found.trajectory.candidate,
    )
    return fresh(found)


def opened(found: CalibrationRound | None = None, **fields: Any) -> CalibrationRound:
    found = found or agreed(**fields)
    calibrating.open_round(found.pk, by=found.asked_by)
    return fresh(found)


def scored(
    found: CalibrationRound,
    assessor: Person,
    levels: Mapping[str, str] | None = None,
    note: str = "",
    final: bool = True,
) -> None:
    """``levels``: key of a level by code of a criterion; the others get *voldoende*."""
    keys = {level.key: level.pk for level in levels_of(found)}
    given = [
        Given(criterion.pk, keys[(levels or {}).get(criterion.code, "voldoende")], note)
        for criterion in criteria_of(fresh(found))
    ]
    calibration_scoring.save_calibration_scores(found.pk, given, by=assessor)
    if final:
        calibration_scoring.finalise_calibration(found.pk, by=assessor)


def readers(found: CalibrationRound) -> list[Person]:
    """Who scores, in the order of their letters."""
    return [row.assessor for row in found.participants.order_by("pk")]


def closed(found: CalibrationRound | None = None, **fields: Any) -> CalibrationRound:
    """Everybody scored the same."""
    found = found or opened(**fields)
    for person in readers(found):
        scored(found, person)
    calibrating.close_round(found.pk, by=found.asked_by)
    return fresh(found)


def fresh(found: CalibrationRound) -> CalibrationRound:
    return CalibrationRound.objects.select_related(
        "consent", "manifest", "organisation", "trajectory__candidate", "asked_by"
    ).get(pk=found.pk)
