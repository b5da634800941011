"""The mails of a trajectory: what is asked and until when, one link, nothing of the dossier's content.

A mail is written when its job runs; by then the trajectory may have moved on, and what is no longer asked is not mailed.
"""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from evc.roles import Role
from evc.trajectories.models import AgreementVersion, Intake, Participant, State, Trajectory
from evc.trajectories.services import digests, guiding
from evc.trajectories.states import ENDED
from foundation.addresses import public_address
from foundation.jobs.mail import queue_mail
from foundation.jobs.registry import job
from foundation.jobs.schedule import daily
from foundation.jobs.services import enqueue
from foundation.people.models import Membership, Person


@job("trajectories.tell_candidate_of_proposal")
def tell_candidate_of_proposal(trajectory: str) -> None:
    if found := _in_state(trajectory, State.REQUESTED):
        _mail("trajectory_proposal", found, to=found.candidate, key="", asked_by=found.requested_by.name)


@job("trajectories.tell_candidate_of_advice")
def tell_candidate_of_advice(trajectory: str) -> None:
    found = _in_state(trajectory, State.INTAKE, State.DECLINED)
    if found and found.intake.advised_at:
        goes_on = found.intake.advice in Intake.GOES_ON
        _mail("trajectory_advice", found, to=found.candidate, key=found.intake.advised_at.isoformat(), goes_on=goes_on)


@job("trajectories.tell_whose_turn_to_accept")
def tell_whose_turn_to_accept(version: str) -> None:
    """The client's managers, and after their acceptance the candidate; nobody when another version is on the table."""
    found = (
        AgreementVersion.objects.filter(
            pk=version, replaced_at=None, candidate_accepted_at=None, trajectory__state=State.INTAKE
        )
        .select_related("trajectory__candidate", "trajectory__provider")
        .first()
    )
    if found is None:
        return
    trajectory = found.trajectory
    if found.client_accepted_at is not None:
        _mail("agreement_for_candidate", trajectory, to=trajectory.candidate, key=str(found.pk))
        return
    for participant in _people().filter(trajectory=trajectory, part=Participant.Part.MANAGER):
        _mail(
            "agreement_for_client",
            trajectory,
            to=participant.person,
            key=f"{found.pk}:{participant.person_id}",
            candidate=trajectory.candidate.name,
        )


@job("trajectories.tell_assigned")
def tell_assigned(participant: str) -> None:
    found = _people().filter(pk=participant).first()
    if found and found.trajectory.state not in {State.WITHDRAWN, State.CLOSED}:
        _mail(
            "trajectory_assigned",
            found.trajectory,
            to=found.person,
            key=str(found.pk),
            part_name=Participant.Part(found.part).label,
            declares=found.part in {Participant.Part.ASSESSOR, Participant.Part.THIRD_ASSESSOR},
        )


@job("trajectories.tell_assessors")
def tell_assessors(trajectory: str, number: int) -> None:
    """``number``: of the manifest; after a supplement there is a second."""
    if found := _in_state(trajectory, State.ASSESSING):
        for participant in _people().filter(trajectory=found, part=Participant.Part.ASSESSOR):
            _mail(
                "trajectory_assess",
                found,
                to=participant.person,
                key=f"{number}:{participant.pk}",
                again=found.supplements_asked > 0,
            )


@job("trajectories.tell_candidate_of_supplement")
def tell_candidate_of_supplement(trajectory: str) -> None:
    if found := _in_state(trajectory, State.SUPPLEMENT):
        _mail("trajectory_supplement", found, to=found.candidate, key=str(found.supplements_asked))


@job("trajectories.warn_of_dispute")
def warn_of_dispute(candidate: str, entries: list[str]) -> None:
    """A witness says that entries of the practice log were not confirmed by them: the coordinators of what runs look into it."""
    running = Trajectory.objects.filter(candidate=UUID(candidate)).exclude(state__in=ENDED)
    for found in running.select_related("candidate", "provider"):
        coordinators = Membership.objects.current().with_role(Role.COORDINATOR).filter(organisation=found.provider)
        for membership in coordinators.select_related("person"):
            key = f"{membership.person_id}:{min(entries)}"
            _mail(
                "practice_disputed",
                found,
                to=membership.person,
                key=key,
                candidate=found.candidate.name,
                count=len(entries),
            )


def _in_state(trajectory: str, *states: State) -> Trajectory | None:
    return (
        Trajectory.objects.filter(pk=trajectory, state__in=states)
        .select_related("candidate", "provider", "requested_by", "standard_version__standard", "route", "intake")
        .first()
    )


def _people() -> QuerySet[Participant]:
    return Participant.objects.current().select_related("person", "trajectory__provider", "trajectory__candidate")


def _mail(template: str, trajectory: Trajectory, *, to: Person, key: str, **context: Any) -> None:
    queue_mail(
        template,
        to=to.email,
        language=to.language,
        key=f"{template}:{trajectory.pk}:{key}",
        sender_name=trajectory.provider.name,
        name=to.name,
        organisation=trajectory.provider.name,
        until=trajectory.due_on,
        link=public_address(f"/trajectories/{trajectory.pk}"),
        **context,
    )


@daily("trajectories.find_stalls", at=time(9))
def find_stalls(day: str) -> None:
    """Each is noticed in a job of its own; one that is noticed already is not asked for again."""
    for found in guiding.stalled(timezone.now()):
        enqueue("trajectories.notice_stall", key=f"{found.pk}:{day}", trajectory=found.pk)


@job("trajectories.notice_stall")
def notice_stall(trajectory: str) -> None:
    guiding.notice_stall(UUID(trajectory))


@daily("trajectories.find_digests", at=time(7))
def find_digests(day: str) -> None:
    """One job a reader a day; most find that nothing happened."""
    for person in digests.readers():
        enqueue("trajectories.send_digest", key=f"{person}:{day}", person=person, day=day)


@job("trajectories.send_digest")
def send_digest(person: str, day: str) -> None:
    digests.send_digest(UUID(person), day=date.fromisoformat(day))
