"""What comes after outcomes in the scene: appeals at three of their steps, a complaint, a development talk, evaluations."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from evc.outcomes import services as outcomes
from evc.outcomes.models import Appeal, Complaint, Evaluation, EvaluationAnswer
from evc.roles import Role
from evc.standards.models import Criterion
from evc.trajectories import services as trajectories
from evc.trajectories.models import Participant, Trajectory
from foundation.jobs import services as jobs
from tests.factories.appeals import contested, started_again
from tests.factories.assessments import scored
from tests.factories.outcomes import released
from tests.factories.people import PersonFactory, member
from tests.factories.trajectories import appoint, make_expert

if TYPE_CHECKING:
    from tests.scene import Scene

Part = Participant.Part
_REASON = "In mijn verslag van de markt staat hoe ik het gesprek afsloot. Dat lees ik niet terug in de uitkomst."
_STAFF = {
    "wouter": ("Wouter Blom", Role.QUALITY_OFFICER),
    "kim": ("Kim Vroom", Role.ASSESSOR),
    "jorrit": ("Jorrit Haan", Role.ASSESSOR),
}


def come_after(scene: Scene) -> None:
    for key, (name, role) in _STAFF.items():
        scene.people[key] = PersonFactory(name=name, language="nl", email=f"{key}@debrug.example")
        member(scene.people[key], scene.organisations["de-brug"], role)
    with_people_around(scene, scene.cases["reassessed"])
    _lodged(scene)
    _closed(scene)
    _looked_at_again(scene)
    _complained(scene)
    _talked_over(scene)
    _evaluated(scene)


def appeal_of(scene: Scene, key: str) -> Appeal:
    return scene.cases[key].appeals.get()


def complaint_of(scene: Scene) -> Complaint:
    """The one that somebody handles now."""
    return scene.cases["appealed"].complaints.get(state=Complaint.State.IN_HAND)


def _appealed(scene: Scene, trajectory: Trajectory) -> Appeal:
    low = {"S1-W2-C01": "onvoldoende"}
    outcome = released(trajectory, levels={1: low, 2: low})
    appeal = outcomes.lodge_appeal(
        outcome.pk, criteria=contested(outcome), reasons=_REASON, by=outcome.trajectory.candidate
    )
    outcomes.assign_appeal_officer(appeal.pk, person=scene.people["wouter"], by=scene.people["petra"])
    return appeal


def _lodged(scene: Scene) -> None:
    """It came in; the quality officer in it still has to say whether it is taken up."""
    _appealed(scene, scene.cases["appealed"])


def _looked_at_again(scene: Scene) -> None:
    """One that is being scored again by somebody, and one that waits for the decision."""
    for key, done in (("reassessing", 0), ("reassessed", 2)):
        appeal = _appealed(scene, scene.cases[key])
        outcomes.admit_appeal(appeal.pk, by=scene.people["wouter"])
        for seat, who in enumerate(("kim", "jorrit"), start=1):
            person = scene.people[who]
            make_expert(appeal.trajectory, person)
            outcomes.assign_appeal_assessor(appeal.pk, person=person, seat=seat, by=scene.people["petra"])
            if done or seat == 1:
                outcomes.declare_no_ties_in_appeal(appeal.pk, by=person)
        if done:
            for assessment in started_again(appeal):
                scored(assessment)
            jobs.run_due()


def _complained(scene: Scene) -> None:
    """One that waits for somebody, since all who could took part; one in hand, and one that was answered."""
    _complain(scene, "Het lokaal was drie keer bezet toen ik kwam.", case="appealed")
    mees = scene.people["mees"] = PersonFactory(name="Mees Tuin", language="nl", email="mees@debrug.example")
    member(mees, scene.organisations["de-brug"], Role.QUALITY_OFFICER)
    _complain(
        scene, "In het gesprek werd ik drie keer onderbroken en er werd gelachen om een voorbeeld.", case="appealed"
    )
    answered = _complain(scene, "De afspraak werd twee keer op de dag zelf verzet.", case="appealed")
    outcomes.answer_complaint(
        answered.pk, answer="Dat klopt en het spijt ons. Vanaf nu bellen we een dag eerder.", by=mees
    )


def _complain(scene: Scene, about: str, *, case: str) -> Complaint:
    return outcomes.lodge_complaint(
        scene.cases[case].pk,
        happened_on=timezone.localdate() - timedelta(days=2),
        about=about,
        wish="Een gesprek met wie erbij was.",
        by=scene.people[case],
    )


def _talked_over(scene: Scene) -> None:
    trajectory, rik = scene.cases["reassessed"], scene.people["rik"]
    outcomes.write_what_came_up(
        trajectory.pk, text="Wil meer doen met jongeren. Twijfelt over schrijven.", by=scene.people["marga"]
    )
    candidate = trajectory.candidate
    outcomes.share_with_manager(trajectory.pk, text="Ik wil meer doen met jongeren.", by=candidate)
    for days, text, who in ((30, "Meelopen met de jongerenwerker", "candidate"), (60, "Tijd vrijmaken", "manager")):
        step = outcomes.propose_step(
            trajectory.pk, text=text, who=who, due_on=timezone.localdate() + timedelta(days=days), by=candidate
        )
    outcomes.agree_step(step.pk, by=rik)


def _evaluated(scene: Scene) -> None:
    """Six candidates of before answered."""
    provider, year = scene.organisations["de-brug"], timezone.localdate().year
    for mark in (3, 4, 4, 5, 5, 4):
        evaluation = Evaluation.objects.create(organisation=provider, year=year)
        EvaluationAnswer.objects.create(
            evaluation=evaluation, position=1, question="Het was vooraf duidelijk wat er zou gebeuren.", mark=mark
        )
        EvaluationAnswer.objects.create(
            evaluation=evaluation, position=2, question="Wat ging goed?", words="De rust van mijn begeleider."
        )


def with_people_around(scene: Scene, trajectory: Trajectory) -> None:
    """A coach and a manager, while it can still be changed."""
    appoint(trajectory, Part.COACH, person=scene.people["marga"])
    appoint(trajectory, Part.MANAGER, person=scene.people["rik"])


def _closed(scene: Scene) -> None:
    """Nothing was recognised, and the closing talk was not wanted: the candidate can tell how it was."""
    trajectory = scene.cases["closed"]
    criteria = Criterion.objects.filter(work_process__core_task__in=trajectory.units.all())
    low = dict.fromkeys(criteria.values_list("code", flat=True), "onvoldoende")
    released(trajectory, levels={1: low, 2: low})
    trajectories.close(trajectory.pk, declined=True, by=scene.people["petra"])
