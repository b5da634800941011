"""How long somebody has to appeal or complain, and until when that is answered: per organisation."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from foundation.people.models import Organisation, Person
from foundation.records import Record


class ProcedureTerms(Record):
    """In weeks. An organisation without a row has the defaults (domain fact 22: six weeks, also by the Awb)."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="procedure_terms")
    appeal_weeks = models.PositiveSmallIntegerField(default=6)  # to lodge, from the release of the outcome
    appeal_answer_weeks = models.PositiveSmallIntegerField(default=6)  # to decide, from the lodging
    complaint_weeks = models.PositiveSmallIntegerField(default=52)  # to lodge, from the day that it is about
    complaint_answer_weeks = models.PositiveSmallIntegerField(default=6)
    # Handles complaints when they took no part; empty: a quality officer who took none.
    complaints_officer = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    appeal_weeks__gte=1,
                    appeal_answer_weeks__gte=1,
                    complaint_weeks__gte=1,
                    complaint_answer_weeks__gte=1,
                ),
                name="terms_are_a_week_at_least",
            )
        ]

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.organisation_id}"
