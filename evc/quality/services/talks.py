"""Talks at which a quality officer was: written down and signed by the officer, signed by the other."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.quality import calibration_mails as mails
from evc.quality import rules
from evc.quality.models import QualityTalk
from evc.roles import Role
from evc.trajectories.cleaning import clean_past_day, clean_text
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotAllowed, NotFound, WrongState
from foundation.people.models import Membership, Organisation, Person


def possible_colleagues(organisation: Organisation, by: Person) -> QuerySet[Person]:
    """Who assesses or coaches here."""
    members = Membership.objects.current().with_role(Role.ASSESSOR, Role.COACH).filter(organisation=organisation)
    return Person.objects.filter(pk__in=members.values("person"), is_active=True).exclude(pk=by.pk).order_by("name")


@transaction.atomic
def note_talk(
    organisation: Organisation, *, colleague: Person, occasion: str, held_on: date, agreed: str, by: Person
) -> QualityTalk:
    """Write down what was agreed, which signs it for the officer; the other is asked to sign. Raises NotAllowed, InvalidInput."""
    rules.require_quality_officer_of(organisation, by)
    if not possible_colleagues(organisation, by).filter(pk=colleague.pk).exists():
        raise InvalidInput(_("Choose an assessor or a coach of this organisation."), field="colleague")
    made = QualityTalk.objects.create(
        organisation=organisation,
        officer=by,
        colleague=colleague,
        occasion=_occasion(occasion),
        held_on=clean_past_day(held_on, field="held_on"),
        agreed=clean_text(agreed, field="agreed", required=True, longest=4000),
    )
    audit.record("quality-talk.noted", on=made, by=by, colleague=colleague.pk, held_on=held_on, occasion=occasion)
    mails.ask_signature(made)
    return made


@transaction.atomic
def change_talk(talk_id: UUID, *, occasion: str, held_on: date, agreed: str, by: Person) -> QualityTalk:
    """Only by the officer who wrote it, and not once both signed; the other is asked again.

    Raises NotAllowed, NotFound, WrongState, InvalidInput.
    """
    talk = _locked(talk_id, by)
    if talk.officer_id != by.pk:
        raise NotAllowed(_("Only the quality officer who wrote this can change it."), code="talk-not-yours")
    _require_unsigned(talk)
    talk.occasion, talk.held_on = _occasion(occasion), clean_past_day(held_on, field="held_on")
    talk.agreed = clean_text(agreed, field="agreed", required=True, longest=4000)
    talk.officer_signed_at, talk.objection = timezone.now(), ""
    talk.save()
    audit.record("quality-talk.changed", on=talk, by=by)
    mails.ask_signature(talk)
    return talk


@transaction.atomic
def sign_talk(talk_id: UUID, *, by: Person) -> QualityTalk:
    """By the other; from then on it stays as it is. Twice is once. Raises NotAllowed, NotFound, WrongState."""
    talk = _of_colleague(talk_id, by)
    if talk.colleague_signed_at is None:
        talk.colleague_signed_at, talk.objection = timezone.now(), ""
        talk.save(update_fields=["colleague_signed_at", "objection"])
        audit.record("quality-talk.signed", on=talk, by=by)
        mails.tell_officer(talk)
    return talk


@transaction.atomic
def object_to_talk(talk_id: UUID, *, objection: str, by: Person) -> QualityTalk:
    """The other says what is not right in it; the officer changes it. Raises as above, InvalidInput."""
    talk = _of_colleague(talk_id, by)
    _require_unsigned(talk)
    talk.objection = clean_text(objection, field="objection", required=True, longest=2000)
    talk.save(update_fields=["objection"])
    audit.record("quality-talk.objected", on=talk, by=by)
    mails.tell_officer(talk)
    return talk


def _locked(talk_id: UUID, by: Person) -> QualityTalk:
    talk = (
        QualityTalk.objects.select_for_update(of=("self",))
        .select_related("organisation", "officer", "colleague")
        .filter(pk__in=QualityTalk.objects.visible_to(by).filter(pk=talk_id).values("pk"))
        .first()
    )
    if talk is None:
        raise NotFound(_("There is no such talk."))
    return talk


def _of_colleague(talk_id: UUID, by: Person) -> QualityTalk:
    talk = _locked(talk_id, by)
    if talk.colleague_id != by.pk:
        raise NotAllowed(_("Only the person with whom the talk was can sign this."), code="talk-not-yours")
    return talk


def _require_unsigned(talk: QualityTalk) -> None:
    if talk.colleague_signed_at is not None:
        raise WrongState(_("Both of you signed this. It stays as it is."), code="talk-signed")


def _occasion(value: str) -> str:
    if value not in QualityTalk.Occasion.values:
        raise InvalidInput(_("Choose what the talk was about."), field="occasion")
    return value
