"""How a criterion is read from now on: agreed after a round, shown beside the criterion, never touching a score."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.quality.models import CalibrationRound, CriterionReading
from evc.quality.models.calibration import RoundState
from evc.quality.services.calibrating import locked_round
from evc.standards.models import Criterion
from evc.trajectories.cleaning import clean_text
from foundation.audit import services as audit
from foundation.errors import InvalidInput, WrongState
from foundation.people.models import Person


@transaction.atomic
def record_criterion_reading(
    round_id: UUID, *, criterion: Criterion, text: str, since: date, by: Person
) -> CriterionReading:
    """By a quality officer, of a criterion that was scored in a round that is closed; from today or later.

    It takes the place of an earlier one from its day on, and that one stays in the history. Raises NotFound, WrongState,
    InvalidInput.
    """
    found = locked_round(CalibrationRound.objects.led_by(by), round_id)
    if found.state != RoundState.CLOSED:
        raise WrongState(_("Close the round first: everybody has to see where they differ."), code="round-not-closed")
    if criterion.work_process.version_id != found.standard_version_id:
        raise InvalidInput(_("This criterion is no part of the round. Load the page again."), code="no-criterion")
    if since < timezone.localdate():
        raise InvalidInput(
            _("A reading holds from today or a later day: earlier scores stay as they were given."),
            code="day-in-past",
            field="since",
        )
    said = clean_text(text, field="text", required=True, longest=2000)
    try:
        with transaction.atomic():
            made = CriterionReading.objects.create(
                organisation=found.organisation,
                criterion=criterion,
                round=found,
                text=said,
                since=since,
                recorded_by=by,
            )
    except IntegrityError:
        raise InvalidInput(
            _("There is a reading of this criterion from that day already. Choose a later day."),
            code="reading-that-day",
            field="since",
        ) from None
    audit.record("criterion.reading-recorded", on=made, by=by, criterion=criterion.pk, round=found.pk, since=since)
    return made
