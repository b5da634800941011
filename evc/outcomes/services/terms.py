"""The terms of an organisation for appeals and complaints, and who handles complaints."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from evc.outcomes.models import ProcedureTerms
from foundation.audit import services as audit
from foundation.errors import InvalidInput
from foundation.people.models import Organisation, Person
from foundation.people.rules import require_administrator

LONGEST = 104  # weeks
WEEKS = ("appeal_weeks", "appeal_answer_weeks", "complaint_weeks", "complaint_answer_weeks")


@transaction.atomic
def set_terms(
    organisation: Organisation, *, weeks: Mapping[str, int], complaints_officer: Person | None, by: Person
) -> ProcedureTerms:
    """``weeks`` by the names of ``WEEKS``. A date that was told to somebody stays that date. By an administrator.

    Raises NotAllowed, InvalidInput for a term out of bounds, or an officer who doesn't work here.
    """
    require_administrator(organisation, by)
    for name in WEEKS:
        if not 1 <= weeks[name] <= LONGEST:
            raise InvalidInput(
                _("Fill in a number of weeks from 1 to %(most)s.") % {"most": LONGEST}, code="weeks-invalid", field=name
            )
    if complaints_officer is not None:
        works_here = complaints_officer.memberships.current().filter(organisation=organisation).exists()
        if not works_here:
            raise InvalidInput(
                _("Choose somebody who has a role in this organisation."), code="not-here", field="complaints_officer"
            )
    terms = ProcedureTerms.objects.update_or_create(
        organisation=organisation, defaults={**weeks, "complaints_officer": complaints_officer}
    )[0]
    audit.record("terms.set", on=organisation, by=by, weeks={name: weeks[name] for name in WEEKS})
    return terms
