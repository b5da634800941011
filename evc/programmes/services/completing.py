"""A module is complete when it was followed and practised often enough: then its badge is issued, once."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from credentials import services as credentials
from credentials.models import Badge
from evc.programmes.claim import build_claim
from evc.programmes.mails import tell_badge
from evc.programmes.models import Enrolment
from evc.programmes.selectors import practice_of
from evc.programmes.services.following import locked_enrolment
from foundation.audit.services import record


def claim_key(enrolment: Enrolment) -> str:
    """What the badge of somebody's module is issued under: one a module, whichever version of it they followed."""
    return f"module:{enrolment.module_id}:{enrolment.person_id}"


@transaction.atomic
def weigh(task_id: UUID) -> Badge | None:
    """Issue the badge when everything that the module asks is there; None while something is missing.

    By the job "programmes.weigh", after each confirmation. Two workers meet at the enrolment's row; whatever passes that
    meets the unique key of the badge. A counter-entry that comes before counts; one that comes after the badge changes
    nothing of it: it said what was true when it was issued, and withdrawing it is for the organisation.
    """
    found = Enrolment.objects.filter(task=task_id).values_list("pk", flat=True).first()
    if found is None:  # its owner is gone
        return None
    enrolment = locked_enrolment(found)
    if enrolment.badge_claim_key:
        return Badge.objects.filter(claim_key=enrolment.badge_claim_key).first()
    counted = practice_of([enrolment], on=timezone.localdate())[enrolment.pk]
    if enrolment.followed_on is None or enrolment.stopped_at is not None or not counted.is_enough:
        return None

    key = claim_key(enrolment)
    enrolment.completed_at, enrolment.badge_claim_key = timezone.now(), key
    issuer = credentials.make_issuer(enrolment.module.organisation, by=None)
    claim = build_claim(enrolment, counted)
    badge = credentials.issue(claim, key=key, issuer=issuer, recipient=enrolment.person, by=None)
    enrolment.save(update_fields=["completed_at", "badge_claim_key"])
    record("enrolment.completed", on=enrolment, by=None, badge=badge.pk, claim_key=key)
    tell_badge(enrolment, badge)
    return badge
