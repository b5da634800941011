"""What comes after the outcome: the development talk, and what the candidate thinks of it all."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.outcomes.querysets import DevelopmentTalkQuerySet
from evc.trajectories.models import Trajectory
from foundation.people.models import Organisation, Person
from foundation.records import Record


class DevelopmentTalk(Record):
    """The candidate and the manager talk about what is next. The candidate chooses what of the coach's talks is told."""

    trajectory = models.OneToOneField(Trajectory, on_delete=models.PROTECT, related_name="development_talk")
    # What the talks with the coach brought up: written by the coach, seen by the candidate, shared only by the candidate.
    brought_up = models.TextField(blank=True)
    written_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)
    shared = models.TextField(blank=True)  # as the candidate lets the manager read it
    shared_at = models.DateTimeField(null=True, blank=True)
    held_on = models.DateField(null=True, blank=True)

    objects = DevelopmentTalkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(shared="", shared_at=None) | (~Q(shared="") & Q(shared_at__isnull=False)),
                name="shared_with_the_manager_at_a_moment",
            )
        ]

    @property
    def audit_chain(self) -> str:
        return self.trajectory.audit_chain


class DevelopmentStep(Record):
    """Something that was agreed, for when, and by whom it is done. It counts as agreed when both ticked it."""

    class Who(models.TextChoices):
        CANDIDATE = "candidate", _("the candidate")
        MANAGER = "manager", _("the manager")

    talk = models.ForeignKey(DevelopmentTalk, on_delete=models.CASCADE, related_name="steps")
    text = models.CharField(max_length=300)
    who = models.CharField(max_length=10, choices=Who.choices)
    due_on = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    agreed_by_candidate_at = models.DateTimeField(null=True, blank=True)
    agreed_by_manager_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at=None) | Q(agreed_by_candidate_at__isnull=False, agreed_by_manager_at__isnull=False),
                name="only_what_is_agreed_is_done",
            )
        ]

    @property
    def is_agreed(self) -> bool:
        return self.agreed_by_candidate_at is not None and self.agreed_by_manager_at is not None


class QuestionKind(models.TextChoices):
    MARK = "mark", _("a mark from 1 to 5")
    WORDS = "words", _("an answer in words")


class EvaluationQuestion(Record):
    """A question of an organisation to its candidates; one without rows asks the default ones (``evaluating.py``)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="evaluation_questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=5, choices=QuestionKind.choices)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "position"], name="evaluation_question_place_once")
        ]


class EvaluationInvitation(Record):
    """That a candidate was asked, and whether they answered; never what."""

    trajectory = models.OneToOneField(Trajectory, on_delete=models.CASCADE, related_name="evaluation_invitation")
    invited_at = models.DateTimeField(default=timezone.now)
    reminded_at = models.DateTimeField(null=True, blank=True)
    is_answered = models.BooleanField(default=False)

    @property
    def audit_chain(self) -> str:
        return self.trajectory.audit_chain


class Evaluation(Record):
    """What one candidate answered. It knows no trajectory, no person and no day: only the provider and the year."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="evaluations")
    year = models.PositiveSmallIntegerField()


class EvaluationAnswer(Record):
    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="answers")
    position = models.PositiveSmallIntegerField()
    question = models.CharField(max_length=300)  # as it was asked
    mark = models.PositiveSmallIntegerField(null=True, blank=True)  # 1 to 5
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "position"], name="evaluation_answer_once"),
            models.CheckConstraint(
                condition=Q(mark=None) | Q(mark__gte=1, mark__lte=5), name="evaluation_mark_from_1_to_5"
            ),
        ]
