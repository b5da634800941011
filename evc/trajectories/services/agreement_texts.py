"""A provider's own agreement text."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from evc.roles import Role
from evc.trajectories.agreement import check_text
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import AgreementText
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotAllowed
from foundation.people.models import Organisation, Person
from foundation.people.roles import ADMINISTRATOR

LONGEST = 30_000


def may_write_text(person: Person, provider: Organisation) -> bool:
    """A coordinator or administrator of the provider."""
    return person.holds(Role.COORDINATOR, provider) or person.holds(ADMINISTRATOR, provider)


@transaction.atomic
def write_agreement_text(
    provider: Organisation, *, text: str, client: Organisation | None = None, by: Person
) -> AgreementText:
    """Save a text as the next version; it holds for what is drawn up from now on. For one client, or (None) for the rest.

    Raises InvalidInput when a placeholder is missing or doesn't exist, NotAllowed.
    """
    if not may_write_text(by, provider):
        raise NotAllowed(_("Only a coordinator or administrator of this provider can write its agreement."))
    held = Organisation.objects.select_for_update().get(pk=provider.pk)
    if not held.is_provider:
        raise InvalidInput(_("This organisation is not an EVC provider."), field="text")
    cleaned = clean_text(text, field="text", longest=LONGEST, required=True)
    check_text(cleaned)
    last = held.agreement_texts.aggregate(last=Max("number"))["last"] or 0
    written = AgreementText.objects.create(
        organisation=held, client=client, number=last + 1, text=cleaned, written_by=by
    )
    audit.record("agreement.text-written", on=written, by=by, number=written.number)
    return written
