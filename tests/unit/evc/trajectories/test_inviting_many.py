"""A row of a spreadsheet about somebody who does not take part here yet: an invitation first, and then the proposal."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.models import BulkRun, InvitedProposal, State, Trajectory
from evc.trajectories.proposals import ProposedRow, read_rows
from foundation.jobs.models import OutgoingMail
from foundation.jobs.services import run_due
from foundation.people import services as people
from foundation.people.models import Invitation, Organisation, Person
from tests.factories.people import OrganisationFactory, PersonFactory, member
from tests.factories.routes import full_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import coordinator_at

ADDRESS = "noor@voorbeeld.nl"


@pytest.fixture
def provider(db: None) -> Organisation:
    full_route()
    make_standard(key="boa", code="25407")
    return OrganisationFactory(provider=True)


def row(number: int = 2, address: str = ADDRESS, **changed: str) -> ProposedRow:
    fields = {"number": number, "email": address, "name": "Noor Bakker", "standard": "25407", "route": "full"}
    return ProposedRow(**(fields | changed))


def proposed(provider: Organisation, *rows: ProposedRow) -> BulkRun:
    return trajectories.propose_many(uuid4(), rows, provider=provider, by=coordinator_at(provider))


def accepted(by: Person | None = None) -> Person:
    """By the link in the mail; then the jobs run."""
    text = OutgoingMail.objects.filter(to=ADDRESS, key__startswith="invitation").latest("created_at").text
    found = re.search(r"/invitations/([\w-]+)", text)
    assert found is not None
    person = people.accept_invitation(found[1], by=by, name="Noor", password="een lang wachtwoord 7")
    run_due()
    return person


def test_looking_at_the_file_says_who_is_invited_and_mails_nobody(provider):
    known = PersonFactory(email="hier@voorbeeld.nl")
    member(known, provider, Role.CANDIDATE)
    rows = [row(2), row(3, "hier@voorbeeld.nl"), row(4, "wie@voorbeeld.nl", name=""), row(5, standard="00000")]

    checked = trajectories.check_rows(rows, provider=provider, by=coordinator_at(provider))

    assert [(each.invites, bool(each.problem)) for each in checked] == [
        (True, False),
        (False, False),
        (False, True),
        (False, True),
    ]
    assert not Invitation.objects.exists()
    assert not OutgoingMail.objects.filter(to=ADDRESS).exists()


def test_the_proposal_is_made_when_the_invitation_is_accepted(provider):
    run = proposed(provider, row())
    assert [(line.is_done, line.trajectory) for line in run.lines.all()] == [(True, None)]
    assert not Trajectory.objects.exists()

    person = accepted()

    made = Trajectory.objects.get()
    assert (made.candidate, made.provider, made.state) == (person, provider, State.REQUESTED)
    assert made.requested_by == coordinator_at(provider)
    assert person.holds(Role.CANDIDATE, provider)
    assert InvitedProposal.objects.get().trajectory == made


def test_a_retry_of_the_job_makes_nothing_twice(provider):
    proposed(provider, row())
    accepted()

    for _time in range(2):
        trajectories.propose_to_invited(Invitation.objects.get().pk)

    assert Trajectory.objects.count() == 1


def test_an_account_elsewhere_is_invited_as_well_and_its_name_is_not_told(provider):
    known = PersonFactory(email=ADDRESS, name="Noor die elders werkt")

    proposed(provider, row())

    assert Invitation.objects.get().name == "Noor Bakker"
    accepted(by=known)
    assert Trajectory.objects.get().candidate == known


def test_two_rows_for_one_person_are_one_mail_and_two_proposals(provider):
    other = make_standard(key="anders")
    proposed(provider, row(2), row(3, standard="anders"))

    assert OutgoingMail.objects.filter(to=ADDRESS).count() == 1
    person = accepted()
    assert Trajectory.objects.filter(candidate=person).count() == 2
    assert Trajectory.objects.filter(standard_version=other).exists()


def test_the_same_row_again_is_refused_as_long_as_the_link_works_and_renews_it_after(provider):
    proposed(provider, row())

    again = proposed(provider, row())
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=True):
        renewed = proposed(provider, row())

    assert [line.code for line in again.lines.all()] == ["invited-before"]
    assert [line.is_done for line in renewed.lines.all()] == [True]
    assert OutgoingMail.objects.filter(to=ADDRESS).count() == 2
    assert InvitedProposal.objects.count() == 1


def test_what_can_not_be_made_any_more_says_why(provider):
    proposed(provider, row())
    coordinator = coordinator_at(provider)
    coordinator.memberships.current().update(ended_at=timezone.now())

    accepted()

    waited = InvitedProposal.objects.get()
    assert not Trajectory.objects.exists()
    assert waited.settled_at is not None
    assert waited.problem


def test_the_name_is_a_column_of_the_file():
    data = b"E-mail;Naam;Standaard;Route\r\nnoor@voorbeeld.nl;Noor Bakker;25407;full\r\n"

    assert read_rows(data) == [row()]
