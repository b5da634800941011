"""A trajectory: one candidate against one version of one standard along one route.

``states.py`` says which moves exist; the services say what a move means.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.routes.models import Instrument, Phase, Route
from evc.standards.models import CoreTask, StandardVersion, WorkProcess
from evc.trajectories.querysets import ParticipantQuerySet, TrajectoryQuerySet
from foundation.people.models import Organisation, Person
from foundation.records import Record
from portfolio.models import Audience

if TYPE_CHECKING:
    from portfolio.models import Manifest


class State(models.TextChoices):
    REQUESTED = "requested", _("requested")
    INTAKE = "intake", _("intake")
    DECLINED = "declined", _("not now")
    BUILDING = "building", _("building the portfolio")
    SUBMITTED = "submitted", _("handed in")
    ASSESSING = "assessing", _("being assessed")
    SUPPLEMENT = "supplement", _("supplement asked for")
    MODERATING = "moderating", _("moderation")
    QUALITY_CHECK = "quality_check", _("quality check")
    DECIDED = "decided", _("outcome released")
    ISSUED = "issued", _("badge issued")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Yield(models.TextChoices):
    """What a trajectory yields (design.md, Outcome); fixed on the date of the agreement."""

    CERTIFICATE = "ervaringscertificaat", _("experience certificate")
    PROFILE = "ervaringsprofiel", _("experience profile")
    REPORT = "competentierapport", _("competence report")


class Trajectory(Record):
    candidate = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="trajectories")
    client = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="client_trajectories")
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="provider_trajectories")
    standard_version = models.ForeignKey(StandardVersion, on_delete=models.PROTECT, related_name="trajectories")
    route = models.ForeignKey(Route, on_delete=models.PROTECT, related_name="trajectories")
    units = models.ManyToManyField(CoreTask, related_name="+")  # the scope: every unit that is assessed
    state = models.CharField(max_length=20, choices=State.choices, default=State.REQUESTED)
    state_since = models.DateTimeField(default=timezone.now)
    requested_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField(null=True, blank=True)  # from the route's lead time, set at the agreement
    audience = models.OneToOneField(Audience, on_delete=models.PROTECT, related_name="+")
    yields = models.CharField(max_length=30, choices=Yield.choices, blank=True)  # empty until the agreement
    supplements_asked = models.PositiveSmallIntegerField(default=0)
    # Set when the outcome is released: something was recognised, so the case can't be closed before its badge is issued.
    expects_badge = models.BooleanField(default=False)
    # What the credential will hold, chosen by the candidate before it is issued (decisions.md).
    badge_shows_name = models.BooleanField(default=False)
    badge_addresses = models.JSONField(default=list)  # confirmed addresses it is bound to; empty: the main one
    closing_talk_on = models.DateField(null=True, blank=True)
    closing_talk_declined = models.BooleanField(default=False)

    objects = TrajectoryQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]
        indexes = [
            models.Index(fields=["provider", "state", "state_since"], name="trajectory_board"),
            models.Index(
                fields=["-requested_at", "-id"], name="trajectory_newest"
            ),  # a list of the API begins at its page
        ]

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.provider_id}"

    @property
    def manifest(self) -> Manifest | None:
        """The dossier as it was handed in last; a supplement makes a second one."""
        return self.audience.manifests.order_by("-number").first()


class StateChange(Record):
    """When a trajectory went from one state to another, for the steps with their dates."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="changes")
    from_state = models.CharField(max_length=20, choices=State.choices, blank=True)
    to_state = models.CharField(max_length=20, choices=State.choices)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["at"]


class Participant(Record):
    """Who is something in this trajectory. Ended rows stay: whoever coached once never assesses or releases here."""

    class Part(models.TextChoices):
        CANDIDATE = "candidate", _("candidate")
        COACH = "coach", _("coach")
        ASSESSOR = "assessor", _("assessor")
        THIRD_ASSESSOR = "third_assessor", _("third assessor")
        QUALITY_OFFICER = "quality_officer", _("quality officer")
        MANAGER = "manager", _("manager")
        # In an appeal, by people who never took part before: they are no seats of the route's own assessment.
        APPEAL_ASSESSOR = "appeal_assessor", _("assessor in the appeal")
        APPEAL_OFFICER = "appeal_officer", _("quality officer in the appeal")

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    part = models.CharField(max_length=20, choices=Part.choices)
    seat = models.PositiveSmallIntegerField(null=True, blank=True)  # assessors: the route's seat number
    assigned_at = models.DateTimeField(default=timezone.now)
    no_ties_declared_at = models.DateTimeField(null=True, blank=True)  # domain fact 18
    ended_at = models.DateTimeField(null=True, blank=True)
    despite = models.JSONField(default=list)  # of rules.Caution: what the coordinator was warned of
    despite_because = models.TextField(blank=True)  # and why it was done all the same

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory", "seat"], condition=Q(ended_at=None, part="assessor"), name="one_assessor_a_seat"
            ),
            models.UniqueConstraint(
                fields=["trajectory", "seat"],
                condition=Q(ended_at=None, part="appeal_assessor"),
                name="one_appeal_assessor_a_seat",
            ),
            models.UniqueConstraint(
                fields=["trajectory", "person", "part"], condition=Q(ended_at=None), name="participant_part_once"
            ),
            models.CheckConstraint(
                condition=Q(part__in=["assessor", "appeal_assessor"], seat__isnull=False)
                | (~Q(part__in=["assessor", "appeal_assessor"]) & Q(seat__isnull=True)),
                name="only_assessors_have_a_seat",
            ),
        ]
        indexes = [models.Index(fields=["person", "ended_at"], name="participant_work_list")]


class Intake(Record):
    class Reason(models.TextChoices):
        PROMOTION = "promotion", _("promotion")
        EXEMPTION = "exemption", _("exemption")
        LEVEL = "level", _("showing my level")
        MOBILITY = "mobility", _("another job")
        INSIGHT = "insight", _("insight into what I can")

    class Advice(models.TextChoices):
        FULL = "full", _("full EVC")
        COMPACT = "compact", _("EVC Compact")
        EXEMPTIONS = "exemptions", _("straight to exemptions with existing diplomas")
        TRAIN = "train", _("only train what is missing")
        NOT_NOW = "not_now", _("not now")

    GOES_ON = frozenset({Advice.FULL, Advice.COMPACT})  # the other advices end it here

    trajectory = models.OneToOneField(Trajectory, on_delete=models.CASCADE, related_name="intake")
    reasons = models.JSONField(default=list)  # Reason values
    goal = models.TextField(blank=True)
    motivation = models.TextField(blank=True)
    entry_requirements = models.TextField(blank=True)
    needs = models.TextField(blank=True)  # adapted conditions; seen by the coordinator, never an input for the score
    # What it would bring, beside what it costs in hours
    brings_exemptions = models.TextField(blank=True)
    brings_vacancies = models.TextField(blank=True)
    brings_scale = models.TextField(blank=True)
    advice = models.CharField(max_length=20, choices=Advice.choices, blank=True)
    advice_because = models.TextField(blank=True)
    advice_next = models.TextField(blank=True)  # what to do now, where it does not go on here
    advised_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    advised_at = models.DateTimeField(null=True, blank=True)


class StartTest(Record):
    class Subject(models.TextChoices):
        DUTCH = "dutch", _("Dutch")
        ENGLISH = "english", _("English")
        ARITHMETIC = "arithmetic", _("arithmetic")

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="tests")
    subject = models.CharField(max_length=20, choices=Subject.choices)
    score = models.DecimalField(max_digits=5, decimal_places=1)
    norm = models.DecimalField(max_digits=5, decimal_places=1)
    taken_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["intake", "subject"], name="start_test_once")]


class SelfScan(Record):
    class Answer(models.IntegerChoices):
        NEVER = 0, _("I have never done this")
        WITH_HELP = 1, _("I do this with help")
        ALONE = 2, _("I do this on my own")
        TEACH = 3, _("I could teach this")

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="self_scan")
    work_process = models.ForeignKey(WorkProcess, on_delete=models.PROTECT, related_name="+")
    answer = models.PositiveSmallIntegerField(choices=Answer.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["intake", "work_process"], name="self_scan_once")]


class HoursSpent(Record):
    """Hours of the candidate, against the route's budget."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="hours")
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    hours = models.DecimalField(max_digits=5, decimal_places=2)
    note = models.CharField(max_length=200, blank=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)
    is_estimate = models.BooleanField(default=False)  # confirmed with one tap, once a phase

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory", "phase"], condition=Q(is_estimate=True), name="hours_estimated_once_a_phase"
            )
        ]


class IdentitySeen(Record):
    """An assessor saw who the candidate is: date and kind of document, never a number or a copy."""

    class Document(models.TextChoices):
        PASSPORT = "passport", _("passport")
        ID_CARD = "id_card", _("identity card")
        DRIVING_LICENCE = "driving_licence", _("driving licence")
        RESIDENCE_PERMIT = "residence_permit", _("residence permit")

    trajectory = models.OneToOneField(Trajectory, on_delete=models.CASCADE, related_name="identity_seen")
    document = models.CharField(max_length=20, choices=Document.choices)
    seen_on = models.DateField()
    seen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)


class InstrumentRecord(Record):
    """What was said or seen in an interview or observation: facts that every assessor may read, not a score."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="records")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    from_time = models.TimeField(null=True, blank=True)
    until_time = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    facts = models.TextField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["held_on", "written_at"]
