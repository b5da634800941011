"""Mails: who is asked what, once, in their language, and nothing of the dossier."""

from __future__ import annotations

import pytest

from evc.trajectories import services as trajectories
from foundation.jobs.models import Job, OutgoingMail
from foundation.jobs.services import run_due
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.trajectories import TrajectoryFactory, coordinator_at, coordinator_of, open_supplement, who_is

pytestmark = pytest.mark.django_db


def mails(template: str) -> list[OutgoingMail]:
    run_due()
    assert not Job.objects.exclude(state=Job.State.DONE).exists()
    return list(OutgoingMail.objects.filter(key__startswith=f"{template}:"))


def test_a_proposal_is_mailed_to_the_candidate_once_and_in_their_language():
    provider = OrganisationFactory(provider=True)
    asker = coordinator_at(provider)
    trajectory = TrajectoryFactory(provider=provider, asked_by=asker, candidate=PersonFactory(language="en"))

    [mail] = mails("trajectory_proposal")

    assert mail.to == trajectory.candidate.email
    assert mail.sender_name == provider.name
    assert asker.name in mail.subject
    assert f"/trajectories/{trajectory.pk}" in mail.text
    assert mail.text.count("http") == 1


def test_who_asks_for_themselves_gets_no_proposal():
    TrajectoryFactory()

    assert mails("trajectory_proposal") == []


def test_what_is_no_longer_asked_is_not_mailed():
    provider = OrganisationFactory(provider=True)
    trajectory = TrajectoryFactory(provider=provider, asked_by=coordinator_at(provider))
    trajectories.withdraw(trajectory.pk, by=trajectory.candidate)

    assert mails("trajectory_proposal") == []


def test_an_assessor_is_told_at_assignment_and_when_the_dossier_is_there():
    trajectory = TrajectoryFactory(assessing=True)
    assessors = {who_is(trajectory, "assessor", seat).email for seat in (1, 2)}

    assert assessors == {mail.to for mail in mails("trajectory_assess")}
    assert assessors < {mail.to for mail in mails("trajectory_assigned")}


def test_the_advice_and_the_supplement_reach_the_candidate_without_their_content():
    trajectory = TrajectoryFactory(intake=True)
    coordinator = coordinator_of(trajectory)
    trajectories.give_advice(
        trajectory.pk, advice="not_now", because="Te weinig praktijk.", next_steps="Loop mee.", by=coordinator
    )
    asked = TrajectoryFactory(assessing=True)
    open_supplement(asked, by=who_is(asked, "assessor", 1))

    advice = next(mail for mail in mails("trajectory_advice") if mail.to == trajectory.candidate.email)
    [supplement] = mails("trajectory_supplement")

    assert "praktijk" not in advice.text
    assert supplement.to == asked.candidate.email
    assert who_is(asked, "assessor", 1).name not in supplement.text
