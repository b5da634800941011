"""The agreement before anything starts (domain facts 14, 15): whose text, on which terms, who accepted it and when."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.trajectories.models.cases import Trajectory, Yield
from foundation.people.models import Organisation, Person
from foundation.records import Record


class AgreementText(Record):
    """A provider's own text, with placeholders; for one client, or for every client that has none of its own.

    A saved text never changes: the next one gets the next number.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreement_texts")
    client = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    text = models.TextField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="agreement_text_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="agreement_text_says_something"),
        ]

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.organisation_id}"

    @property
    def label(self) -> str:
        """The version as it stands under an agreement."""
        return f"{self.organisation.slug}-{self.number}"


class AgreementVersion(Record):
    """The exact text and the terms that were laid before the parties. Changing anything makes the next version.

    Drawing it up is the provider's acceptance. One organisation that is client and provider accepts once: then the
    coordinator's acceptance is the client's as well.
    """

    class Payer(models.TextChoices):
        CLIENT = "client", _("the client")
        PROVIDER = "provider", _("the EVC provider")
        CANDIDATE = "candidate", _("the candidate")
        FUND = "fund", _("a fund or scheme")

    class PayEffect(models.TextChoices):
        NONE = "none", _("no effect on pay")
        DESCRIBED = "described", _("pay changes, as described")

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="agreement_versions")
    number = models.PositiveSmallIntegerField()
    source = models.ForeignKey(AgreementText, null=True, on_delete=models.PROTECT, related_name="+")  # null: ours
    text_version = models.CharField(max_length=100)
    text = models.TextField()
    yields = models.CharField(max_length=30, choices=Yield.choices)
    hours_in_work_time = models.DecimalField(max_digits=5, decimal_places=1)
    pay_effect = models.CharField(max_length=10, choices=PayEffect.choices)
    pay_described = models.CharField(max_length=500, blank=True)
    price = models.DecimalField(max_digits=8, decimal_places=2)  # euro
    payer = models.CharField(max_length=10, choices=Payer.choices)
    subsidy = models.CharField(max_length=500, blank=True)  # which, and for whom; empty: none
    drawn_up_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drawn_up_at = models.DateTimeField(default=timezone.now)
    client_accepted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    client_accepted_at = models.DateTimeField(null=True)
    candidate_accepted_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)  # by a newer version, or what it was about changed

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "number"], name="agreement_version_number_once"),
            models.UniqueConstraint(
                fields=["trajectory"], condition=Q(replaced_at=None), name="one_agreement_on_the_table"
            ),
            models.CheckConstraint(
                condition=Q(client_accepted_by=None, client_accepted_at=None)
                | Q(client_accepted_by__isnull=False, client_accepted_at__isnull=False),
                name="client_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(candidate_accepted_at=None) | Q(client_accepted_at__isnull=False, replaced_at=None),
                name="candidate_accepts_last",
            ),
            models.CheckConstraint(
                condition=Q(pay_effect="none", pay_described="") | (Q(pay_effect="described") & ~Q(pay_described="")),
                name="effect_on_pay_is_said",
            ),
        ]


class Agreement(Record):
    """The candidate's acceptance, of their own free will, last of the three: which text, when, and what it yields."""

    trajectory = models.OneToOneField(Trajectory, on_delete=models.CASCADE, related_name="agreement")
    # Null for what was accepted before agreements were drawn up between three.
    version = models.OneToOneField(AgreementVersion, null=True, on_delete=models.PROTECT, related_name="agreement")
    text_version = models.CharField(max_length=100)
    text = models.TextField()
    yields = models.CharField(max_length=30, choices=Yield.choices)
    no_ties = models.BooleanField()  # the candidate declares to have no ties with those who assess
    accepted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(default=timezone.now)
