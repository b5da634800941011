"""Letting an auditor in: a drawn sample, a first and a last day."""

from __future__ import annotations

import secrets
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.outcomes.models import Outcome
from evc.quality import rules
from evc.quality.errors import NothingToDrawFrom
from evc.quality.mails import tell_auditor
from evc.quality.models import Audit, AuditSample
from evc.quality.sampling import population_digest, sample
from evc.standards.models import QualificationStandard
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import State
from foundation.audit import services as audit_log
from foundation.errors import InvalidInput, NotFound
from foundation.people.cleaning import clean_address, clean_name
from foundation.people.models import Organisation, Person
from foundation.people.selectors import person_with_address
from foundation.people.services import invite_to_account

MOST_DOSSIERS = 200
LONGEST_DAYS = 366
_FINISHED = (State.DECIDED, State.ISSUED, State.CLOSED)


def finished_outcomes(
    organisation: Organisation, *, since: date, until: date, standard: QualificationStandard | None = None
) -> QuerySet[Outcome]:
    """What was released in these days, both included, of this provider; against one standard where given."""
    found = Outcome.objects.released().filter(
        trajectory__provider=organisation,
        trajectory__state__in=_FINISHED,
        decided_at__date__gte=since,
        decided_at__date__lte=until,
    )
    return found.filter(trajectory__standard_version__standard=standard) if standard else found


@transaction.atomic
def let_auditor_in(
    organisation: Organisation,
    *,
    name: str,
    email: str,
    on_behalf_of: str,
    from_day: date,
    until_day: date,
    period_from: date,
    period_until: date,
    standard: QualificationStandard | None = None,
    size: int,
    by: Person,
) -> Audit:
    """Draw the sample and tell the auditor; without an account they get an invitation to make one.

    Whoever gives the access can't choose what is seen: the seed is drawn here, and logged with what it was drawn from.
    Raises NotAllowed, InvalidInput, NothingToDrawFrom.
    """
    rules.require_gives_access(organisation, by)
    _require_days(from_day, until_day, period_from, period_until, size)
    population = list(
        finished_outcomes(organisation, since=period_from, until=period_until, standard=standard).values_list(
            "pk", flat=True
        )
    )
    if not population:
        raise NothingToDrawFrom
    seed = secrets.token_hex(32)
    audit = Audit.objects.create(
        organisation=organisation,
        name=clean_name(name),
        email=clean_address(email),
        on_behalf_of=clean_text(on_behalf_of, field="on_behalf_of", required=True, longest=200),
        from_day=from_day,
        until_day=until_day,
        period_from=period_from,
        period_until=period_until,
        standard=standard,
        size=size,
        seed=seed,
        drawn_from=len(population),
        given_by=by,
    )
    for number, outcome in enumerate(sample(seed, population, size), start=1):
        AuditSample.objects.create(audit=audit, outcome_id=outcome, number=number)
    audit_log.record(
        "audit.access-given",
        on=audit,
        by=by,
        from_day=from_day,
        until_day=until_day,
        seed=seed,
        size=size,
        drawn_from=len(population),
        population=population_digest(population),
    )
    has_account = person_with_address(audit.email) is not None
    tell_auditor(
        audit, invitation="" if has_account else invite_to_account(organisation, audit.email, audit.name, by=by)
    )
    return audit


@transaction.atomic
def end_audit(audit_id: UUID, *, by: Person) -> Audit:
    """Before its last day. Twice is once. Raises NotFound, NotAllowed."""
    audit = Audit.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk=audit_id).first()
    if audit is None:
        raise NotFound(_("There is no such audit."))
    rules.require_gives_access(audit.organisation, by)
    if audit.ended_at is None:
        audit.ended_at = timezone.now()
        audit.save(update_fields=["ended_at"])
        audit_log.record("audit.access-ended", on=audit, by=by)
    return audit


def _require_days(from_day: date, until_day: date, period_from: date, period_until: date, size: int) -> None:
    if until_day < max(from_day, timezone.localdate()):
        raise InvalidInput(_("The last day has to be today or later, and not before the first."), field="until_day")
    if (until_day - from_day).days > LONGEST_DAYS:
        raise InvalidInput(_("Access lasts a year at most. Choose an earlier last day."), field="until_day")
    if period_until < period_from:
        raise InvalidInput(_("The end lies before the beginning. Correct one of the two dates."), field="period_until")
    if not 1 <= size <= MOST_DOSSIERS:
        message = _("Fill in a number from 1 to %(most)s.")
        raise InvalidInput(message % {"most": MOST_DOSSIERS}, field="size")
