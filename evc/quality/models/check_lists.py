"""What a person judges before an outcome is released, as a list of an organisation, and the answers in one round."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.outcomes.models import Outcome
from evc.quality.querysets import SecondOpinionQuerySet
from foundation.people.models import Organisation, Person
from foundation.records import Record


class CodePart(models.TextChoices):
    """The five parts of the quality code (domain fact 12)."""

    GOAL = "goal", _("Goal")
    RIGHTS = "rights", _("Rights")
    ENQUIRY = "enquiry", _("Enquiry")
    PEOPLE = "people", _("Assessors and coaches")
    CARE = "care", _("Quality care")


class CheckList(Record):
    """A version of an organisation's list; a change is a new version, so that what was answered stays what was asked."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="check_lists")
    number = models.PositiveSmallIntegerField()
    points = models.JSONField()  # [{"key": "seen-or-heard", "part": a CodePart, "text": the question}], in order
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "number"], name="check_list_number_once")]
        ordering = ["number"]

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.organisation_id}"


class CheckAnswer(Record):
    """What the quality officer judged about one point, in the round of this outcome, with the question as it was read."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        NOT_APPLICABLE = "not_applicable", _("Doesn't apply here")

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="check_answers")
    key = models.CharField(max_length=60)
    part = models.CharField(max_length=10, choices=CodePart.choices)
    question = models.TextField()
    answer = models.CharField(max_length=14, choices=Answer.choices)
    remark = models.TextField(blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outcome", "key"], name="check_answer_once")]


class SecondOpinion(Record):
    """Another quality officer was asked to look at an outcome too. What they say stands beside it; they decide nothing."""

    class Verdict(models.TextChoices):
        RELEASE = "release", _("I would release it")
        SEND_BACK = "send_back", _("I would send it back")
        UNSURE = "unsure", _("I can't say")

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="second_opinions")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="opinions_asked")
    question = models.TextField()
    release_waits = models.BooleanField(default=True)
    asked_at = models.DateTimeField(default=timezone.now)
    verdict = models.CharField(max_length=10, choices=Verdict.choices, blank=True)  # empty until answered
    text = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SecondOpinionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["outcome", "asked_of"], condition=Q(withdrawn_at=None), name="second_opinion_once"
            ),
            models.CheckConstraint(
                condition=Q(verdict="", answered_at=None) | (~Q(verdict="") & Q(answered_at__isnull=False)),
                name="second_opinion_answered_whole",
            ),
            models.CheckConstraint(condition=~Q(asked_of=models.F("asked_by")), name="second_opinion_of_somebody_else"),
        ]
        ordering = ["asked_at"]

    @property
    def audit_chain(self) -> str:
        return self.outcome.audit_chain

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None
