"""What somebody may do with courses."""

from __future__ import annotations

from evc.programmes.errors import AlreadyCompleted, NotAProvider, NotYourCourse, NotYourModules
from evc.programmes.models import Enrolment
from evc.programmes.querysets import KEEPERS
from evc.roles import Role
from foundation.people.models import Organisation, Person


def require_keeper(organisation: Organisation, by: Person) -> None:
    """A coordinator or an administrator of the organisation."""
    if not any(by.holds(role, organisation) for role in KEEPERS):
        raise NotYourModules


def require_provider(organisation: Organisation) -> None:
    if not organisation.is_provider:
        raise NotAProvider


def require_own(enrolment: Enrolment, by: Person) -> None:
    if enrolment.person_id != by.pk:
        raise NotYourCourse


def require_judge(enrolment: Enrolment, by: Person) -> None:
    """Whoever says that a course was followed: a coordinator of the organisation, and never of themself."""
    if not by.holds(Role.COORDINATOR, enrolment.module.organisation):
        raise NotYourModules
    if enrolment.person_id == by.pk:
        raise NotYourCourse


def require_not_completed(enrolment: Enrolment) -> None:
    if enrolment.completed_at is not None:
        raise AlreadyCompleted
