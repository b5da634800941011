"""How long an organisation keeps a class of data."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.retention.classes import LONGEST
from evc.retention.models import RetentionTerm
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import Kept
from foundation.audit import services as audit
from foundation.errors import InvalidInput
from foundation.people.models import Organisation, Person
from foundation.people.rules import require_administrator


@transaction.atomic
def set_term(organisation: Organisation, *, kept: str, months: int | None, because: str, by: Person) -> RetentionTerm:
    """``months`` from 1 to LONGEST, or None to keep it without an end, which needs a reason. By an administrator.

    Who was told of a day already keeps that day as the earliest one. Raises NotAllowed, InvalidInput.
    """
    require_administrator(organisation, by)
    if kept not in Kept.values:
        raise InvalidInput(_("Choose one of the kinds of data."), code="kept-unknown", field="kept")
    because = clean_text(because, field="because", longest=300)
    if months is None and not because:
        raise InvalidInput(
            _("Say why this is kept without an end, or fill in a number of months."),
            code="reason-missing",
            field="because",
        )
    if months is not None and not 1 <= months <= LONGEST:
        raise InvalidInput(
            _("Fill in a number of months from 1 to %(most)s.") % {"most": LONGEST},
            code="months-invalid",
            field="months",
        )
    term = RetentionTerm.objects.update_or_create(
        organisation=organisation,
        kept=kept,
        defaults={"months": months, "because": because, "set_by": by, "set_at": timezone.now()},
    )[0]
    audit.record("retention.term-set", on=organisation, by=by, kept=kept, months=months)
    return term
