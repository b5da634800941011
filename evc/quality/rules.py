"""Who looks after the quality of an organisation's work."""

from __future__ import annotations

from django.utils.translation import gettext as _

from evc.roles import Role
from foundation.errors import NotAllowed
from foundation.people.models import Organisation, Person
from foundation.people.roles import ADMINISTRATOR


def checks_quality(organisation: Organisation, person: Person) -> bool:
    return person.is_active and person.holds(Role.QUALITY_OFFICER, organisation)


def gives_access(organisation: Organisation, person: Person) -> bool:
    """Whether somebody may let an auditor in, and make an audit pack."""
    return checks_quality(organisation, person) or (person.is_active and person.holds(ADMINISTRATOR, organisation))


def require_quality_officer_of(organisation: Organisation, person: Person) -> None:
    """Plans and lists are the quality officers'. Raises NotAllowed."""
    if not checks_quality(organisation, person):
        raise NotAllowed(_("Only a quality officer of this organisation can do this. Ask one of them."))


def require_gives_access(organisation: Organisation, person: Person) -> None:
    """Raises NotAllowed."""
    if not gives_access(organisation, person):
        raise NotAllowed(_("Only an administrator or a quality officer of this organisation can do this."))
