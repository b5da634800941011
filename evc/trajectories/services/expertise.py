"""Who is expert in which standard, until when, and what shows it (domain fact 21). Without it nobody assesses."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.roles import Role
from evc.standards.models import QualificationStandard
from evc.trajectories import rules
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import Expertise
from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.people import roles
from foundation.people.models import Organisation, Person


def may_keep(person: Person, organisation: Organisation) -> bool:
    """Coordinators and administrators of the provider keep the list; nobody establishes their own expertise."""
    return person.holds(Role.COORDINATOR, organisation) or person.holds(roles.ADMINISTRATOR, organisation)


@transaction.atomic
def establish_expertise(
    organisation_id: UUID,
    *,
    person: Person,
    standard: QualificationStandard,
    since: date,
    until: date,
    proof: str,
    by: Person,
) -> Expertise:
    """Record that an assessor is expert in a standard, with what shows it. It takes the place of what was recorded before."""
    organisation = Organisation.objects.select_for_update().filter(pk=organisation_id).first()
    if organisation is None:
        raise NotFound(_("This organisation is not there."))
    _require_keeper(by, organisation)
    if person.pk == by.pk:
        raise InvalidInput(
            _("Nobody records their own expertise. Ask another coordinator or an administrator."),
            code="own-expertise",
            field="person",
        )
    if not person.holds(Role.ASSESSOR, organisation):
        raise InvalidInput(
            _("This person is no assessor here. Give the role first, or choose somebody else."),
            code="role-missing",
            field="person",
        )
    if until < max(since, timezone.localdate()):
        raise InvalidInput(
            _("The last day lies before the first, or has passed. Choose a later day."),
            code="days-reversed",
            field="until",
        )
    before = Expertise.objects.filter(organisation=organisation, person=person, standard=standard, ended_at=None)
    before.update(ended_at=timezone.now())
    made = Expertise.objects.create(
        organisation=organisation,
        person=person,
        standard=standard,
        since=since,
        until=until,
        proof=clean_text(proof, field="proof", longest=2_000, required=True),
        established_by=by,
    )
    audit.record(
        "expertise.established", on=made, by=by, person=person.pk, standard=standard.pk, since=since, until=until
    )
    return made


@transaction.atomic
def end_expertise(expertise_id: UUID, *, by: Person) -> Expertise:
    """Take it back, from now on. Seats that were taken stay: a coordinator decides about those."""
    found = (
        Expertise.objects.select_for_update(of=("self",)).filter(pk=expertise_id).select_related("organisation").first()
    )
    if found is None:
        raise NotFound(_("This is not recorded."))
    _require_keeper(by, found.organisation)
    if found.ended_at is not None:
        raise WrongState(_("This was ended already. Load the page again."), code="ended-already")
    found.ended_at = timezone.now()
    found.save(update_fields=["ended_at"])
    audit.record("expertise.ended", on=found, by=by, person=found.person_id, standard=found.standard_id)
    return found


def _require_keeper(by: Person, organisation: Organisation) -> None:
    rules.require(may_keep(by, organisation), _("Only an EVC coordinator or an administrator can do this."))
