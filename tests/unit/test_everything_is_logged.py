"""Every change of state, reading of evidence, issue and revocation is in the log (design.md, Always true, 4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from credentials import services as credentials
from credentials.models import Badge
from evc.assessments import services as assessments
from evc.outcomes import services as outcomes
from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, State, StateChange, Trajectory
from evc.trajectories.states import MOVES
from foundation.audit.models import AuditEntry
from foundation.people import services as people
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import EvidenceFile
from tests.factories.assessments import (
    agreed_and_signed,
    assessed,
    scored,
    see_identity,
    started,
    work_process_of,
)
from tests.factories.outcomes import check, issued, quality_officer, released
from tests.factories.people import PersonFactory, member
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, fill_seats, share_evidence, who_is
from tests.unit.portfolio.reading.paper import Paper

pytestmark = pytest.mark.django_db
Part = Participant.Part


@pytest.fixture
def badge() -> Badge:
    return Badge.objects.get(claim_key=issued().badge_claim_key)


def walk_everywhere() -> Iterator[Trajectory]:
    """Trajectories that together make every move of the table."""
    whole = TrajectoryFactory(assessing=True)
    first = started(whole, 1)
    work_process = work_process_of(whole, "W1")
    assessments.request_supplement(first.pk, work_process=work_process, text="Een tweede voorbeeld", by=first.assessor)
    assessments.ask_supplement(whole.pk, by=first.assessor)
    share_evidence(whole, ["W1"], title="Tweede voorbeeld")
    trajectories.submit_supplement(whole.pk, by=whole.candidate)
    scored(started(whole, 1))  # read anew: the supplement came since
    scored(started(whole, 2), levels={"W1-C01": "goed"})
    agreed_and_signed(whole)
    see_identity(whole)
    outcome = outcomes.propose_outcome(whole.pk)
    outcomes.send_back(outcome.pk, because="De derde poot bij W2 is te kort.", by=quality_officer(outcome))
    for seat in (1, 2):
        scored(started(whole, seat))
    outcome = check(outcomes.propose_outcome(whole.pk))
    outcomes.release(outcome.pk, by=quality_officer(outcome))
    outcomes.issue_badge(outcome.pk)
    trajectories.close(whole.pk, closing_talk_on=timezone.localdate(), by=who_is(whole, Part.COACH))
    yield whole

    agreeing = assessed()
    yield agreeing
    failed = dict.fromkeys(("W1-C01", "W1-C02", "W2-C01", "W3-C01"), "onvoldoende")
    nothing = released(levels={1: failed, 2: failed}).trajectory
    trajectories.close(nothing.pk, closing_talk_on=None, declined=True, by=coordinator_of(nothing))
    yield nothing
    declined = TrajectoryFactory(intake=True)
    trajectories.give_advice(
        declined.pk,
        advice="not_now",
        because="Eerst nog een jaar ervaring.",
        next_steps="Loop een jaar mee.",
        by=coordinator_of(declined),
    )
    yield declined
    for until in ("requested", "intake", "building", "submitted", "assessing"):
        stopped = TrajectoryFactory(until=until)
        trajectories.withdraw(stopped.pk, by=stopped.candidate)
        yield stopped


def test_every_change_of_state_has_its_entry_with_who_did_it():
    walked = list(walk_everywhere())

    steps = Counter(
        (change.trajectory_id, f"trajectory.{change.to_state}", change.by_id) for change in StateChange.objects.all()
    )
    entries = Counter(
        (entry.object_id, entry.event, entry.actor_id)
        for entry in AuditEntry.objects.filter(event__in=[f"trajectory.{state}" for state in State])
    )
    assert steps == entries
    for trajectory in walked:
        trajectory.refresh_from_db()
        assert trajectory.changes.order_by("-at").first().to_state == trajectory.state
    made = set(StateChange.objects.exclude(from_state="").values_list("from_state", "to_state"))
    possible = {(before, after) for before, moves in MOVES.items() for after in moves}
    assert possible - made == {
        (before, State.WITHDRAWN) for before in (State.SUPPLEMENT, State.MODERATING, State.QUALITY_CHECK)
    }


def test_every_issue_and_revocation_has_its_entry(badge):
    issued_entry = AuditEntry.objects.get(event="badge.issued")
    assert issued_entry.object_id == badge.pk
    assert AuditEntry.objects.filter(event="outcome.badge-issued").count() == 1

    officer = PersonFactory()
    member(officer, badge.issuer.organisation, Role.QUALITY_OFFICER)
    credentials.revoke(badge.pk, because="Bezwaar gegrond", by=officer)

    revoked = AuditEntry.objects.get(event="badge.revoked")
    assert (revoked.object_id, revoked.actor_id) == (badge.pk, officer.pk)
    assert "Bezwaar" not in str(revoked.data)


def plan() -> BytesIO:
    return BytesIO(Paper().at(72, 90, "Handhavingsplan").content())


def test_every_reading_of_anothers_evidence_is_in_the_owners_log_and_ones_own_is_not():
    trajectory = TrajectoryFactory(building=True)
    candidate, coach = trajectory.candidate, who_is(trajectory, Part.COACH)
    item = share_evidence(trajectory, ["W1", "W2", "W3"])
    file = portfolio.add_file(item.pk, stream=plan(), name="plan.pdf", by=candidate)
    readings = AuditEntry.objects.filter(event="evidence.read")

    with portfolio.open_file(file.pk, by=candidate, form="original").stream:
        assert not readings.exists()
    with portfolio.open_file(file.pk, by=coach, form="original").stream:
        assert [(row.actor_id, row.object_id, row.chain) for row in readings] == [
            (coach.pk, file.pk, candidate.audit_chain)
        ]

    trajectories.submit_dossier(trajectory.pk, by=candidate)
    fill_seats(trajectory)
    trajectory.refresh_from_db()
    assessor = who_is(trajectory, Part.ASSESSOR, 1)
    with portfolio.open_frozen_file(trajectory.manifest, file.pk, by=assessor).stream:
        pass
    portfolio.open_frozen_page(trajectory.manifest, file.pk, page=1, by=assessor)
    assert [row.data["form"] for row in readings.filter(actor_id=assessor.pk)] == ["preview", "page"]


def test_a_stranger_reads_nothing_and_the_log_stays_as_it_was():
    trajectory = TrajectoryFactory(building=True)
    item = share_evidence(trajectory, ["W1"])
    file = portfolio.add_file(item.pk, stream=plan(), name="plan.pdf", by=trajectory.candidate)

    with pytest.raises(EvidenceFile.DoesNotExist):
        portfolio.open_file(file.pk, by=PersonFactory())
    assert not AuditEntry.objects.filter(event="evidence.read").exists()


def test_the_log_is_whole_after_the_whole_street(capsys):
    list(walk_everywhere())
    people.rename_person(Person.objects.first().pk, name="Iemand anders", by=Person.objects.first())

    call_command("audit", "verify")

    assert "BROKEN" not in capsys.readouterr().out


def test_no_name_address_or_text_of_a_person_is_in_the_log():
    list(walk_everywhere())
    said = " ".join(str(entry.data) for entry in AuditEntry.objects.all())

    for person in Person.objects.all():
        assert person.email not in said
        assert person.name not in said.split("'")
    for text in ("Een tweede voorbeeld", "derde poot", "Eerst nog een jaar", "Werkproduct"):
        assert text not in said
