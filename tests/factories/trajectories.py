"""Trajectories, walked to where a test needs them through the services."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

import factory
from django.db import transaction
from django.utils import timezone

from evc.roles import Role
from evc.standards.models import CoreTask, StandardVersion
from evc.trajectories import services as trajectories
from evc.trajectories.models import AgreementVersion, Participant, Trajectory
from evc.trajectories.selectors import work_processes_in_scope
from evc.trajectories.services.advising import fits
from evc.trajectories.terms import Terms
from foundation.people.models import Membership, Organisation, Person
from portfolio import services as portfolio
from portfolio.models import EvidenceItem
from tests.factories.people import OrganisationFactory, PersonFactory, member
from tests.factories.routes import full_route
from tests.factories.standards import make_standard

Part = Participant.Part
TERMS = Terms(hours_in_work_time="8", price="1250", payer="client")
_STEPS = ("requested", "intake", "counselled", "advised", "building", "submitted", "assessing")


class TrajectoryFactory(factory.Factory):
    """A trajectory with a coordinator at its provider, asked by the candidate unless ``asked_by`` says otherwise.

    Traits: ``requested`` (the default), ``intake``, ``counselled`` (an advice, no agreement drawn up yet), ``advised`` (provider
    and client accepted the agreement: the candidate's turn), ``building`` (a coach), ``submitted`` (no assessors yet),
    ``assessing`` (both seats filled, no ties declared, and a quality officer). ``evidence_for``: the work process codes
    that a shared work product is linked to; by default none while building, all from submitted on. ``units``: chosen units.
    """

    class Meta:
        model = Trajectory

    class Params:
        requested = factory.Trait(until="requested")
        intake = factory.Trait(until="intake")
        counselled = factory.Trait(until="counselled")
        advised = factory.Trait(until="advised")
        building = factory.Trait(until="building")
        submitted = factory.Trait(until="submitted")
        assessing = factory.Trait(until="assessing")

    until = "requested"
    candidate: Person | None = None
    client: Organisation | None = None
    provider = factory.SubFactory(OrganisationFactory, provider=True)
    standard_version: StandardVersion | None = None
    route = factory.LazyFunction(full_route)
    units: Sequence[CoreTask] = ()
    asked_by: Person | None = None
    evidence_for: Iterable[str] | None = None

    @classmethod
    def _create(cls, model_class: type[Trajectory], *args: Any, **fields: Any) -> Trajectory:
        until, evidence_for, asked_by = fields.pop("until"), fields.pop("evidence_for"), fields.pop("asked_by")
        reached = _STEPS.index(until)
        fields["client"] = fields["client"] or fields["provider"]
        fields["standard_version"] = fields["standard_version"] or make_standard()
        if fields["candidate"] is None:
            fields["candidate"] = PersonFactory()
        _ensure_role(fields["candidate"], fields["client"], Role.CANDIDATE)
        coordinator_at(fields["provider"])
        trajectory = trajectories.request_trajectory(**fields, by=asked_by or fields["candidate"])
        for step in _STEPS[1 : reached + 1]:
            _WALK[step](trajectory, evidence_for)
            trajectory.refresh_from_db()
        return trajectory


def walk_on(trajectory: Trajectory, *, until: str) -> Trajectory:
    """On from submitting to ``until``, with what the candidate shared by then."""
    for step in _STEPS[_STEPS.index("submitted") : _STEPS.index(until) + 1]:
        _WALK[step](trajectory, ())
        trajectory.refresh_from_db()
    return trajectory


def coordinator_at(provider: Organisation) -> Person:
    """A coordinator of the provider, the same one each time."""
    held = Membership.objects.current().with_role(Role.COORDINATOR).filter(organisation=provider).first()
    if held is not None:
        return held.person
    person = PersonFactory()
    member(person, provider, Role.COORDINATOR)
    return person


def coordinator_of(trajectory: Trajectory) -> Person:
    return coordinator_at(trajectory.provider)


def who_is(trajectory: Trajectory, part: str, seat: int | None = None) -> Person:
    """Who has a part now."""
    return trajectory.participants.current().get(part=part, seat=seat).person


def newcomer(trajectory: Trajectory, part: str) -> Person:
    """Somebody new with the role that a part asks for."""
    roles = {
        Part.COACH: Role.COACH,
        Part.ASSESSOR: Role.ASSESSOR,
        Part.QUALITY_OFFICER: Role.QUALITY_OFFICER,
        Part.MANAGER: Role.MANAGER,
    }
    person = PersonFactory()
    member(person, trajectory.client if part == Part.MANAGER else trajectory.provider, roles[Part(part)])
    if part == Part.ASSESSOR:
        make_expert(trajectory, person)
    return person


def appoint(trajectory: Trajectory, part: str, seat: int | None = None, person: Person | None = None) -> Person:
    """Assign somebody (new, with the role, unless given) and give back who it is."""
    person = person or newcomer(trajectory, part)
    if part == Part.ASSESSOR:
        make_expert(trajectory, person)
    trajectories.assign(
        trajectory.pk, person=person, part=part, seat=seat, because="Afgewogen.", by=coordinator_of(trajectory)
    )
    return person


def make_expert(trajectory: Trajectory, person: Person) -> None:
    """Record, unless that was done, that somebody is expert in the standard of a trajectory: without it nobody assesses."""
    provider, standard = trajectory.provider, trajectory.standard_version.standard
    if person.expertise.filter(organisation=provider, standard=standard, ended_at=None).exists():
        return
    today = timezone.localdate()
    trajectories.establish_expertise(
        provider.pk,
        person=person,
        standard=standard,
        since=today - timedelta(days=365),
        until=today + timedelta(days=730),
        proof="Werkt tien jaar in het vak en volgde de training voor beoordelaars.",
        by=coordinator_of(trajectory),
    )


@transaction.atomic
def open_supplement(trajectory: Trajectory, *, by: Person) -> None:
    """Ask for more evidence, as the assessments do when an assessor sends what was noted."""
    trajectories.open_supplement(trajectories.locked(trajectory.pk), by=by)


def fill_seats(trajectory: Trajectory, *, declare: bool = True) -> list[Person]:
    """An assessor in every empty seat of the route."""
    taken = set(trajectory.participants.current().filter(part=Part.ASSESSOR).values_list("seat", flat=True))
    assessors = [
        appoint(trajectory, Part.ASSESSOR, seat=seat.number)
        for seat in trajectory.route.seats.all()
        if seat.number not in taken
    ]
    if declare:
        for assessor in assessors:
            trajectories.declare_no_ties(trajectory.pk, by=assessor)
    return assessors


def share_evidence(trajectory: Trajectory, codes: Iterable[str], *, title: str = "Werkproduct") -> EvidenceItem:
    """One work product, linked to the work processes and shared with the trajectory."""
    candidate = trajectory.candidate
    work_processes = list(work_processes_in_scope(trajectory).filter(code__in=codes))
    item = portfolio.add_item(candidate, kind="work_product", title=title, by=candidate)
    portfolio.link_item(item.pk, work_processes=work_processes, by=candidate)
    trajectories.share_item(trajectory.pk, item.pk, by=candidate)
    return item


def _intake(trajectory: Trajectory, evidence_for: Iterable[str] | None) -> None:
    candidate_asked = trajectory.requested_by_id == trajectory.candidate_id
    trajectories.start_intake(trajectory.pk, by=coordinator_of(trajectory) if candidate_asked else trajectory.candidate)


def lay_agreement(trajectory: Trajectory, *, terms: Terms = TERMS) -> AgreementVersion:
    """Draw up the agreement; where the client is another organisation a manager there can accept it next."""
    is_one = trajectory.client_id == trajectory.provider_id
    has_manager = trajectory.participants.current().filter(part=Part.MANAGER).exists()
    return trajectories.draw_up_agreement(
        trajectory.pk,
        terms=terms,
        signs_for_client=None if is_one or has_manager else newcomer(trajectory, Part.MANAGER),
        by=coordinator_of(trajectory),
    )


def accept_as_client(trajectory: Trajectory) -> None:
    """The client's manager accepts what is on the table; nothing to do where one organisation is client and provider."""
    version = trajectory.agreement_versions.get(replaced_at=None)
    if version.client_accepted_at is None:
        manager = trajectory.participants.current().filter(part=Part.MANAGER)[0].person
        trajectories.accept_for_client(trajectory.pk, number=version.number, by=manager)


def _counselled(trajectory: Trajectory, evidence_for: Iterable[str] | None) -> None:
    trajectories.save_intake(trajectory.pk, reasons=["promotion"], goal="Teamleider worden", by=trajectory.candidate)
    answers = {work_process.pk: 2 for work_process in work_processes_in_scope(trajectory)}
    trajectories.save_self_scan(trajectory.pk, answers=answers, by=trajectory.candidate)
    advice = "full" if fits(trajectory.route, "full") else "compact"
    trajectories.give_advice(
        trajectory.pk, advice=advice, because="Je doet dit werk al jaren.", by=coordinator_of(trajectory)
    )


def _advised(trajectory: Trajectory, evidence_for: Iterable[str] | None) -> None:
    lay_agreement(trajectory)
    accept_as_client(trajectory)


def _building(trajectory: Trajectory, evidence_for: Iterable[str] | None) -> None:
    trajectories.accept_agreement(trajectory.pk, no_ties=True, by=trajectory.candidate)
    appoint(trajectory, Part.COACH)
    if evidence_for:
        share_evidence(trajectory, evidence_for)


def _submitted(trajectory: Trajectory, evidence_for: Iterable[str] | None) -> None:
    if evidence_for is None:
        share_evidence(trajectory, work_processes_in_scope(trajectory).values_list("code", flat=True))
    trajectories.submit_dossier(trajectory.pk, by=trajectory.candidate)


def _assessing(trajectory: Trajectory, evidence_for: Iterable[str] | None) -> None:
    fill_seats(trajectory)
    appoint(trajectory, Part.QUALITY_OFFICER)


def _ensure_role(person: Person, organisation: Organisation, role: str) -> None:
    if not person.holds(role, organisation):
        member(person, organisation, role)


_WALK = {
    "intake": _intake,
    "counselled": _counselled,
    "advised": _advised,
    "building": _building,
    "submitted": _submitted,
    "assessing": _assessing,
}
