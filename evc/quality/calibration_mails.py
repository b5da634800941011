"""The mails of calibration and talks. They name no candidate but to the candidate, and say nothing of scores."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from evc.quality.models import CalibrationParticipant, CalibrationRound, QualityTalk
from foundation.addresses import public_address
from foundation.jobs.mail import queue_mail
from foundation.people.models import Organisation, Person


def ask_candidate(found: CalibrationRound) -> None:
    path = f"/calibrations/{found.pk}/consent"
    _mail("calibration_asked", found.organisation, to=found.trajectory.candidate, key=found.pk, path=path)


def tell_answer(found: CalibrationRound) -> None:
    """To whoever leads the round: the candidate agreed, refused, or took it back."""
    answer = "withdrawn" if found.consent.withdrawn_at is not None else found.consent.answer
    _mail(
        "calibration_answered",
        found.organisation,
        to=found.asked_by,
        key=f"{found.pk}:{answer}",
        path=f"/calibrations/{found.pk}",
        answer=answer,
    )


def ask_assessor(participant: CalibrationParticipant) -> None:
    _to_participant("calibration_opened", participant, until=participant.round.due_on)


def tell_closed(participant: CalibrationParticipant) -> None:
    _to_participant("calibration_closed", participant)


def tell_stopped(participant: CalibrationParticipant) -> None:
    """There is no page any more."""
    _to_participant("calibration_stopped", participant)


def ask_signature(talk: QualityTalk) -> None:
    """Anew after each change."""
    key = f"{talk.pk}:{talk.officer_signed_at.isoformat()}"
    _mail("talk_to_sign", talk.organisation, to=talk.colleague, key=key, path=f"/talks/{talk.pk}", held_on=talk.held_on)


def tell_officer(talk: QualityTalk) -> None:
    is_signed = talk.colleague_signed_at is not None
    key = f"{talk.pk}:{talk.officer_signed_at.isoformat()}:{'signed' if is_signed else timezone.now().isoformat()}"
    path = f"/talks/{talk.pk}"
    _mail("talk_answered", talk.organisation, to=talk.officer, key=key, path=path, is_signed=is_signed)


def _to_participant(template: str, participant: CalibrationParticipant, until: date | None = None) -> None:
    found = participant.round
    path = f"/calibrations/{found.pk}"
    _mail(template, found.organisation, to=participant.assessor, key=participant.pk, path=path, until=until)


def _mail(template: str, organisation: Organisation, *, to: Person, key: object, path: str, **context: Any) -> None:
    queue_mail(
        template,
        to=to.email,
        language=to.language,
        key=f"{template}:{key}",
        sender_name=organisation.name,
        name=to.name,
        organisation=organisation.name,
        link=public_address(path),
        **context,
    )
