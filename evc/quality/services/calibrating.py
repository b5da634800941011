"""A calibration round: asked of the candidate, opened, closed or stopped by a quality officer who does not score in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.outcomes.models import Appeal, Outcome
from evc.quality import calibration_mails as mails
from evc.quality import rules
from evc.quality.models import CalibrationConsent, CalibrationParticipant, CalibrationRound
from evc.quality.models.calibration import RoundState
from evc.roles import Role
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import State, Trajectory
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.people.models import Membership, Organisation, Person

LEAST_ASSESSORS = 2  # one has nobody to differ from
MOST_ASSESSORS = 12
_FINISHED = (State.DECIDED, State.ISSUED, State.CLOSED)


def possible_dossiers(organisation: Organisation, by: Person) -> QuerySet[Outcome]:
    """What was released and is not contested, of candidates who are not asked now and did not say no before.

    Not of a trajectory in which this officer had another part. The newest first.
    """
    contested = Appeal.objects.under_way().filter(trajectory=OuterRef("trajectory"))
    rounds = CalibrationRound.objects.filter(trajectory=OuterRef("trajectory"))
    had = by.participations.exclude(part=Role.QUALITY_OFFICER).values("trajectory")
    return (
        Outcome.objects.released()
        .filter(
            ~Exists(contested),
            ~Exists(rounds.under_way()),
            ~Exists(rounds.filter(consent__answer=CalibrationConsent.Answer.NO)),
            ~Exists(rounds.filter(consent__withdrawn_at__isnull=False)),
            trajectory__provider=organisation,
            trajectory__state__in=_FINISHED,
            trajectory__candidate__is_active=True,
        )
        .exclude(trajectory__in=had)
        .select_related("trajectory__standard_version__standard", "trajectory__candidate")
        .order_by("-decided_at")
    )


def possible_participants(organisation: Organisation, trajectory: Trajectory | None = None) -> QuerySet[Person]:
    """The assessors of the organisation; with a trajectory those who never had a part in it."""
    members = Membership.objects.current().with_role(Role.ASSESSOR).filter(organisation=organisation)
    found = Person.objects.filter(pk__in=members.values("person"), is_active=True).order_by("name")
    return found.exclude(pk__in=trajectory.participants.values("person")) if trajectory is not None else found


@transaction.atomic
def ask_calibration(
    organisation: Organisation,
    *,
    outcome: Outcome,
    assessors: Iterable[Person],
    due_on: date,
    question: str = "",
    by: Person,
) -> CalibrationRound:
    """Ask the candidate whether their dossier may be used, and say who would read it.

    Who scores is fixed with this: the candidate agrees to these readers. Raises NotAllowed, InvalidInput.
    """
    rules.require_quality_officer_of(organisation, by)
    readers = list(assessors)
    if not possible_dossiers(organisation, by).filter(pk=outcome.pk).exists():
        raise InvalidInput(
            _("This dossier can't be used now. Choose another one."), code="dossier-not-usable", field="outcome"
        )
    trajectory, manifest = outcome.trajectory, outcome.trajectory.manifest
    if manifest is None:
        raise InvalidInput(_("This dossier can't be used now. Choose another one."), field="outcome")
    _require_participants(organisation, trajectory, readers, by)
    if due_on < timezone.localdate():
        raise InvalidInput(_("Choose today or a later day."), code="day-in-past", field="due_on")
    asked = clean_text(question, field="question", longest=2000)
    try:
        with transaction.atomic():
            made = CalibrationRound.objects.create(
                organisation=organisation,
                trajectory=trajectory,
                manifest=manifest,
                standard_version=trajectory.standard_version,
                rubric=trajectory.route.rubric,
                question=asked,
                due_on=due_on,
                asked_by=by,
            )
    except IntegrityError:  # somebody else asked at the same moment
        raise InvalidInput(
            _("Somebody else just asked for this dossier. Choose another one."), code="asked-already", field="outcome"
        ) from None
    CalibrationConsent.objects.create(round=made)
    for assessor in readers:
        CalibrationParticipant.objects.create(round=made, assessor=assessor)
    audit.record(
        "calibration.asked",
        on=made,
        by=by,
        trajectory=trajectory.pk,
        due_on=due_on,
        assessors=sorted(str(assessor.pk) for assessor in readers),
    )
    mails.ask_candidate(made)
    return made


@transaction.atomic
def open_round(round_id: UUID, *, by: Person) -> CalibrationRound:
    """Once the candidate agreed. Whoever got a part in that trajectory meanwhile, or is no assessor any more, drops out.

    Raises NotFound, NotAllowed, WrongState.
    """
    found = _led(round_id, by)
    if found.state != RoundState.AGREED:
        raise WrongState(
            _("Only a round that the candidate agreed to can be opened. Load the page again."), code="round-not-agreed"
        )
    able = possible_participants(found.organisation, found.trajectory)
    gone = found.participants.exclude(assessor__in=able)
    dropped = list(gone.values_list("assessor", flat=True))
    gone.delete()
    if found.participants.count() < LEAST_ASSESSORS:
        raise WrongState(
            _("Too few of the assessors can still take part. Stop this round and ask for a new one."),
            code="too-few-assessors",
        )
    found.opened_at = timezone.now()
    found.save(update_fields=["opened_at"])
    audit.record("calibration.opened", on=found, by=by, dropped=dropped, dossier=found.consent.sha256)
    for participant in found.participants.select_related("assessor"):
        mails.ask_assessor(participant)
    return found


@transaction.atomic
def close_round(round_id: UUID, *, by: Person) -> CalibrationRound:
    """From now on everybody who took part sees where they differ; who was not final is not counted. Raises as above."""
    found = _led(round_id, by)
    if found.state != RoundState.OPEN:
        raise WrongState(_("This round is not open. Load the page again."), code="round-not-open")
    final = found.participants.exclude(final_at=None).count()
    if final < LEAST_ASSESSORS:
        raise WrongState(
            _("At least two assessors have to be done before you can close the round."), code="too-few-final"
        )
    found.closed_at = timezone.now()
    found.save(update_fields=["closed_at"])
    audit.record("calibration.closed", on=found, by=by, final=final, asked=found.participants.count())
    for participant in found.participants.select_related("assessor"):
        mails.tell_closed(participant)
    return found


@transaction.atomic
def stop_round(round_id: UUID, *, by: Person) -> CalibrationRound:
    """Nothing is compared, and nobody can read the dossier any more. Raises as above."""
    found = _led(round_id, by)
    if found.closed_at is not None or found.stopped_at is not None:
        raise WrongState(_("This round is over. Load the page again."), code="round-over")
    found.stopped_at = timezone.now()
    found.save(update_fields=["stopped_at"])
    forget_dossier(found)
    audit.record("calibration.stopped", on=found, by=by)
    if found.opened_at is not None:
        for participant in found.participants.filter(final_at=None).select_related("assessor"):
            mails.tell_stopped(participant)
    return found


def forget_dossier(found: CalibrationRound) -> None:
    """Empty what was shown; its fingerprint stays."""
    if found.consent.document:
        found.consent.document = ""
        found.consent.save(update_fields=["document"])


def locked_round(found: QuerySet[CalibrationRound], round_id: UUID) -> CalibrationRound:
    """Raises NotFound for what is not among ``found``."""
    row = (
        CalibrationRound.objects.select_for_update(of=("self",))
        .select_related("consent", "organisation", "trajectory__candidate", "manifest", "asked_by")
        .filter(pk__in=found.filter(pk=round_id).values("pk"))
        .first()
    )
    if row is None:
        raise NotFound(_("There is no such calibration round."))
    row.consent.refresh_from_db()  # as it stands now that the round is ours, not as it was while we waited
    return row


def _led(round_id: UUID, by: Person) -> CalibrationRound:
    return locked_round(CalibrationRound.objects.led_by(by), round_id)


def _require_participants(
    organisation: Organisation, trajectory: Trajectory, assessors: Sequence[Person], by: Person
) -> None:
    if not LEAST_ASSESSORS <= len({assessor.pk for assessor in assessors}) <= MOST_ASSESSORS:
        message = _("Choose at least %(least)s and at most %(most)s assessors.")
        raise InvalidInput(message % {"least": LEAST_ASSESSORS, "most": MOST_ASSESSORS}, field="assessors")
    able = set(possible_participants(organisation, trajectory).exclude(pk=by.pk).values_list("pk", flat=True))
    if names := [assessor.name for assessor in assessors if assessor.pk not in able]:
        message = _("%(names)s can't take part: they had a part in this trajectory, or lead this round.")
        raise InvalidInput(message % {"names": ", ".join(names)}, code="not-independent", field="assessors")
