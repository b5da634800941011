"""Letting go of a candidate: a trajectory that ended stays as a fact, without what was said in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.trajectories.models import (
    Agreement,
    AgreementVersion,
    Appointment,
    BulkLine,
    CoachLook,
    CoachTalk,
    Digest,
    DueMove,
    EntryRequirement,
    Expertise,
    FreeDay,
    HoursSpent,
    IndependenceStatement,
    InstrumentRecord,
    Intake,
    Participant,
    Pause,
    ResultConsent,
    SelfScan,
    Stall,
    StartTest,
    State,
    StateChange,
    Trajectory,
)
from evc.trajectories.states import ENDED, UNDER_WAY
from foundation.people.models import Person
from foundation.privacy.registry import Erasure, Sentence, Steward, blank, register

_CLOSED = ENDED | {State.ISSUED}


def _obstacles(person: Person) -> Iterator[Sentence]:
    for trajectory in Trajectory.objects.filter(candidate=person).select_related("standard_version__standard"):
        title = {"standard": trajectory.standard_version.standard.title}
        if trajectory.state in UNDER_WAY:
            yield _("Your trajectory “%(standard)s” is still going on. Stop it first.") % title
        elif trajectory.state not in _CLOSED:
            yield (
                _("The outcome of your trajectory “%(standard)s” is being made final. Wait until it is closed.") % title
            )
    others = Participant.objects.filter(person=person, ended_at=None).exclude(trajectory__candidate=F("person"))
    if others.exclude(trajectory__state__in=_CLOSED).exists():
        yield _(
            "You still have a part in somebody else's trajectory. Ask the coordinator to let somebody else take over."
        )


def _erase(erasure: Erasure) -> None:
    own = Trajectory.objects.filter(candidate=erasure.person)
    own.update(badge_addresses=[])
    erase_words(own)
    erase_agreements(own, erasure)
    blank(Participant.objects.filter(person=erasure.person), "despite_because")
    FreeDay.objects.filter(person=erasure.person).delete()
    blank(Expertise.objects.filter(person=erasure.person), "proof")
    CoachLook.objects.filter(coach=erasure.person).delete()
    Digest.objects.filter(person=erasure.person).delete()


def erase_words(own: QuerySet[Trajectory]) -> None:
    """What was said and written on the way: intake, records of talks, remarks. Days, parts and hours stay."""
    intakes = Intake.objects.filter(trajectory__in=own)
    intakes.update(reasons=[])
    blank(intakes, "goal", "motivation", "entry_requirements", "needs", "advice_because", "advice_next")
    blank(intakes, "brings_exemptions", "brings_vacancies", "brings_scale")
    EntryRequirement.objects.filter(intake__in=intakes).delete()
    StartTest.objects.filter(intake__in=intakes).delete()
    SelfScan.objects.filter(intake__in=intakes).delete()
    blank(StateChange.objects.filter(trajectory__in=own), "reason")
    blank(HoursSpent.objects.filter(trajectory__in=own), "note")
    blank(InstrumentRecord.objects.filter(trajectory__in=own), "facts", "place")
    blank(Pause.objects.filter(trajectory__in=own), "reason")
    blank(DueMove.objects.filter(trajectory__in=own), "because")
    blank(Participant.objects.filter(trajectory__in=own), "despite_because")
    Appointment.objects.filter(trajectory__in=own).delete()
    BulkLine.objects.filter(trajectory__in=own).delete()
    Stall.objects.filter(trajectory__in=own).delete()
    CoachLook.objects.filter(trajectory__in=own).delete()
    CoachTalk.objects.filter(trajectory__in=own).delete()


def erase_agreements(own: QuerySet[Trajectory], erasure: Erasure) -> None:
    """What was agreed stays without the name; consents to read a result end."""
    named: tuple[QuerySet[Any], ...] = (
        Agreement.objects.filter(trajectory__in=own),
        AgreementVersion.objects.filter(trajectory__in=own),
        IndependenceStatement.objects.filter(participant__trajectory__in=own),
        ResultConsent.objects.filter(trajectory__in=own),
    )
    for rows in named:
        for row in rows:
            row.text = erasure.without_name(row.text)
            row.save(update_fields=["text"])
    ResultConsent.objects.filter(trajectory__in=own, ended_at=None).update(ended_at=timezone.now())


def _stays(person: Person) -> Iterator[Sentence]:
    if Trajectory.objects.filter(candidate=person).exists():
        yield _(
            "That there was a trajectory: its days, its results and who assessed it. The provider has to account for that. "
            "What you and others wrote in it goes, and so does your name."
        )


register(
    Steward(
        app="trajectories",
        rank=30,
        erase=_erase,
        obstacles=_obstacles,
        goes=[_("What you wrote and what was written of you in a trajectory: intake, reports of talks, remarks.")],
        stays=_stays,
    )
)
