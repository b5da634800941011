"""An appeal: the candidate contests an outcome. An object beside the state of the trajectory (decisions.md)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.assessments.models import Reassessment
from evc.outcomes.models.outcomes import Outcome
from evc.outcomes.querysets import AppealQuerySet
from evc.standards.models import Criterion
from evc.trajectories.models import Trajectory
from foundation.people.models import Person
from foundation.records import Record


class Appeal(Record):
    """Lodged, let in, looked at again by others, then granted (another outcome takes the place) or refused (it stands)."""

    class State(models.TextChoices):
        LODGED = "lodged", _("lodged")
        ADMITTED = "admitted", _("being looked at again")
        REASSESSED = "reassessed", _("waits for a decision")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused, the outcome stands")
        NOT_ADMITTED = "not_admitted", _("not taken up")
        WITHDRAWN = "withdrawn", _("withdrawn by the candidate")

    OPEN = ("lodged", "admitted", "reassessed")

    class Obstacle(models.TextChoices):
        """Why an appeal is not taken up."""

        NOT_ABOUT_THE_OUTCOME = (
            "not_about_outcome",
            _("it is not about the outcome, but about how somebody was treated"),
        )
        NO_REASONS = "no_reasons", _("it does not say why the outcome is wrong")
        TOO_LATE = "too_late", _("it came too late")
        OTHER = "other", _("another reason")

    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="appeals")
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="appeals")  # the one that is contested
    criteria = models.ManyToManyField(Criterion, related_name="+")
    reasons = models.TextField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.LODGED)
    lodged_at = models.DateTimeField(default=timezone.now)
    answer_by = models.DateField()  # as it was told to the candidate
    officer = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    admitted_at = models.DateTimeField(null=True, blank=True)
    obstacle = models.CharField(max_length=20, choices=Obstacle.choices, blank=True)
    reassessment = models.OneToOneField(
        Reassessment, null=True, blank=True, on_delete=models.PROTECT, related_name="appeal"
    )
    reassessed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # decided, not taken up, or withdrawn
    answer = models.TextField(blank=True)  # the reasons that the candidate reads
    new_outcome = models.OneToOneField(
        Outcome, null=True, blank=True, on_delete=models.PROTECT, related_name="granted_appeal"
    )

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["lodged_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory"],
                condition=Q(state__in=["lodged", "admitted", "reassessed"]),
                name="one_open_appeal_a_trajectory",
            ),
            models.UniqueConstraint(
                fields=["outcome"], condition=Q(state__in=["granted", "refused"]), name="appeal_decided_once_an_outcome"
            ),
            models.CheckConstraint(
                condition=Q(state="granted", new_outcome__isnull=False) | (~Q(state="granted") & Q(new_outcome=None)),
                name="granted_appeal_has_its_outcome",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["lodged", "admitted", "reassessed"], ended_at=None)
                | (~Q(state__in=["lodged", "admitted", "reassessed"]) & Q(ended_at__isnull=False)),
                name="ended_appeal_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["admitted", "reassessed", "granted", "refused"])
                | Q(reassessment__isnull=False, officer__isnull=False),
                name="decided_appeal_was_looked_at_again",
            ),
        ]

    @property
    def audit_chain(self) -> str:
        return self.trajectory.audit_chain

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN
