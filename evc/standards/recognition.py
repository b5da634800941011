"""Which standards are EVC standards, and which provider is recognised for which (domain facts 3 and 4)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from evc.standards.models import ProviderRecognition, QualificationStandard
from evc.standards.rules import may_record_recognition
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotAllowed, NotFound

if TYPE_CHECKING:
    from foundation.people.models import Organisation, Person


@transaction.atomic
def recognise_for_evc(
    standard_id: UUID, *, since: date, until: date | None = None, by: Person | None
) -> QualificationStandard:
    """Note that a standard is recognised for EVC during a period; ``by`` is None for the command line."""
    _require_allowed(by)
    _require_order(since, until)
    standard = QualificationStandard.objects.select_for_update().filter(pk=standard_id).first()
    if standard is None:
        raise NotFound(_("There is no such standard."))
    standard.recognised_for_evc_since, standard.recognised_for_evc_until = since, until
    standard.save(update_fields=["recognised_for_evc_since", "recognised_for_evc_until"])
    audit.record("standard.recognised", on=standard, by=by, since=since, until=until)
    return standard


@transaction.atomic
def recognise_provider(
    provider: Organisation,
    *,
    standard: QualificationStandard,
    since: date,
    until: date | None = None,
    register: str,
    by: Person | None,
) -> ProviderRecognition:
    """Note that a provider is recognised for a standard, and which register says so. The same period twice is one row."""
    _require_allowed(by)
    _require_order(since, until)
    if not register.strip():
        raise InvalidInput(_("Say which register shows this recognition."), field="register")
    if not provider.is_provider:
        raise InvalidInput(_("This organisation is not an EVC provider."), field="provider")
    recognition, _made = ProviderRecognition.objects.update_or_create(
        provider=provider, standard=standard, since=since, defaults={"until": until, "register": register.strip()}
    )
    audit.record("provider.recognised", on=provider, by=by, standard=standard.pk, since=since, until=until)
    return recognition


def _require_allowed(by: Person | None) -> None:
    if by is not None and not may_record_recognition(by):
        raise NotAllowed(_("Only the operator of this system can record a recognition."))


def _require_order(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise InvalidInput(_("The end lies before the beginning. Correct one of the two dates."), field="until")
