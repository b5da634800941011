"""Following a module: beginning, showing a certificate, and the organisation that says it was followed."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from evc.programmes import rules
from evc.programmes.errors import FollowedAlready, NotOffered
from evc.programmes.mails import tell_certificate_turned_down
from evc.programmes.models import Enrolment, Module
from foundation.audit.services import record
from foundation.errors import InvalidInput, NotFound
from foundation.jobs.services import enqueue
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, EvidenceKind


@transaction.atomic
def begin_module(module_id: UUID, *, by: Person) -> Enrolment:
    """Follow a module by its newest version: its task comes into the practice log. Begun before, it goes on.

    Raises NotOffered.
    """
    module = Module.objects.select_for_update().get(pk=module_id)
    known = Enrolment.objects.select_for_update().filter(person=by, module=module).first()
    if known is not None:
        return _go_on(known, by=by)
    version = module.versions.order_by("-number")[0]
    if module.retired_at is not None or not version.is_open_on(timezone.localdate()):
        raise NotOffered
    task = portfolio.name_course(
        by, course=module.pk, title=version.title, task=version.task, work_process=version.practised, by=by
    )
    enrolment = Enrolment.objects.create(person=by, module=module, version=version, task=task)
    record("enrolment.begun", on=enrolment, by=by, module=module.pk, version=version.number)
    return enrolment


@transaction.atomic
def stop_module(enrolment_id: UUID, *, by: Person) -> Enrolment:
    """Stop following it; what was noted stays in the practice log. Twice is once."""
    enrolment = locked_enrolment(enrolment_id)
    rules.require_own(enrolment, by)
    rules.require_not_completed(enrolment)
    if enrolment.stopped_at is None:
        enrolment.stopped_at = timezone.now()
        enrolment.save(update_fields=["stopped_at"])
        record("enrolment.stopped", on=enrolment, by=by)
    return enrolment


@transaction.atomic
def show_certificate(enrolment_id: UUID, *, item: UUID, by: Person) -> Enrolment:
    """Show the organisation a certificate from one's own portfolio: its title, date, issuer and holder, not its file.

    Raises NotFound for an item that isn't a course certificate of one's own, FollowedAlready.
    """
    enrolment = locked_enrolment(enrolment_id)
    rules.require_own(enrolment, by)
    _require_not_followed(enrolment)
    found = EvidenceItem.objects.owned_by(by).present().filter(pk=item, kind=EvidenceKind.CERTIFICATE).first()
    if found is None:
        raise NotFound(
            _("This is no course certificate in your portfolio. Add it there first."), code="enrolment-no-certificate"
        )
    enrolment.certificate, enrolment.shown_at, enrolment.turned_down_because = found, timezone.now(), ""
    enrolment.save(update_fields=["certificate", "shown_at", "turned_down_because"])
    record("enrolment.certificate-shown", on=enrolment, by=by, item=found.pk)
    return enrolment


@transaction.atomic
def say_followed(enrolment_id: UUID, *, on: date, by: Person) -> Enrolment:
    """The organisation says on which day the course was followed, from its own records or by the certificate shown.

    Saying it twice is saying it once; another day raises FollowedAlready.
    """
    enrolment = locked_enrolment(enrolment_id)
    rules.require_judge(enrolment, by)
    if enrolment.followed_on == on:
        return enrolment
    _require_not_followed(enrolment)
    if on > timezone.localdate():
        raise InvalidInput(
            _("This day is still to come. Say it when the course is over."), code="enrolment-future", field="on"
        )
    enrolment.followed_on, enrolment.followed_said_at, enrolment.followed_said_by = on, timezone.now(), by
    enrolment.turned_down_because = ""
    enrolment.save(update_fields=["followed_on", "followed_said_at", "followed_said_by", "turned_down_because"])
    record("enrolment.followed", on=enrolment, by=by, day=on, certificate=enrolment.certificate_id)
    enqueue("programmes.weigh", key=f"followed:{enrolment.pk}", task=enrolment.task_id)
    return enrolment


@transaction.atomic
def turn_down_certificate(enrolment_id: UUID, *, because: str, by: Person) -> Enrolment:
    """The organisation says that the certificate shown is not of this course; the person reads why."""
    enrolment = locked_enrolment(enrolment_id)
    rules.require_judge(enrolment, by)
    _require_not_followed(enrolment)
    if not because.strip():
        raise InvalidInput(_("Say in a few words why."), code="enrolment-no-reason", field="because")
    if enrolment.certificate_id is None:
        raise NotFound(_("There is no certificate to look at."), code="enrolment-no-certificate")
    enrolment.certificate, enrolment.shown_at, enrolment.turned_down_because = None, None, because.strip()
    enrolment.save(update_fields=["certificate", "shown_at", "turned_down_because"])
    record("enrolment.certificate-turned-down", on=enrolment, by=by)
    tell_certificate_turned_down(enrolment)
    return enrolment


def locked_enrolment(enrolment_id: UUID) -> Enrolment:
    return (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("module__organisation", "version", "person", "task")
        .get(pk=enrolment_id)
    )


def _go_on(enrolment: Enrolment, *, by: Person) -> Enrolment:
    if enrolment.stopped_at is not None:
        enrolment.stopped_at = None
        enrolment.save(update_fields=["stopped_at"])
        record("enrolment.begun", on=enrolment, by=by, module=enrolment.module_id, version=enrolment.version.number)
    return enrolment


def _require_not_followed(enrolment: Enrolment) -> None:
    rules.require_not_completed(enrolment)
    if enrolment.followed_on is not None:
        raise FollowedAlready
