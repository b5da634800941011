"""Organisations, and who is what in them."""

from __future__ import annotations

import re
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.people import roles, rules
from foundation.people.cleaning import clean_address, clean_name
from foundation.people.errors import SlugTaken
from foundation.people.models import Membership, Organisation, Person

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TEAM_LENGTH = 100
_is_web_address = URLValidator(schemes=["https", "http"])


@transaction.atomic
def create_organisation(
    *,
    name: str,
    slug: str,
    is_provider: bool = False,
    website: str = "",
    contact_email: str = "",
    administrator: Person,
    by: Person | None,
) -> Organisation:
    """An organisation with its first administrator. The slug becomes part of its DID and never changes.

    ``by`` None is whoever runs Erkend, at the command line.
    """
    rules.require_operator(by)
    organisation = Organisation(
        name=clean_name(name),
        slug=_clean_slug(slug),
        is_provider=is_provider,
        website=_clean_website(website),
        contact_email=clean_address(contact_email, field="contact_email") if contact_email.strip() else "",
    )
    try:
        with transaction.atomic():
            organisation.save(force_insert=True)
    except IntegrityError:
        raise SlugTaken(organisation.slug) from None
    audit.record("organisation.made", on=organisation, by=by, slug=organisation.slug, is_provider=is_provider)
    add_membership(organisation, administrator, roles.ADMINISTRATOR, by=by)
    return organisation


@transaction.atomic
def give_role(organisation_id: UUID, *, person: Person, role: str, by: Person) -> Membership:
    """Make a person something in the organisation. Who holds the role already keeps it: the same membership is given."""
    organisation = lock_organisation(organisation_id)
    rules.require_administrator(organisation, by)
    [known] = rules.known_roles([role])
    return add_membership(organisation, person, known, by=by)


@transaction.atomic
def end_role(membership_id: UUID, *, by: Person) -> Membership:
    """End a role now. The row stays and says who could do what, when. Raises LastAdministrator."""
    found = Membership.objects.filter(pk=membership_id).first()
    if found is None:
        raise NotFound(_("This role is not there."))
    organisation = lock_organisation(found.organisation_id)  # first: two administrators must not remove each other
    rules.require_administrator(organisation, by)
    membership = Membership.objects.select_for_update().get(pk=membership_id)
    if membership.ended_at is not None and membership.ended_at <= timezone.now():
        raise WrongState(_("This role has ended already."), code="role-ended")
    rules.require_not_the_last_administrator(membership)
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    audit.record("membership.ended", on=membership, by=by, person=membership.person_id, role=membership.role)
    return membership


@transaction.atomic
def set_team(organisation_id: UUID, *, person: Person, team: str, by: Person) -> str:
    """Note in which team somebody works here, on all their roles; empty: not known. By an administrator."""
    organisation = lock_organisation(organisation_id)
    rules.require_administrator(organisation, by)
    held = Membership.objects.current().filter(organisation=organisation, person=person)
    if not held.exists():
        raise NotFound(_("This person has no role here."))
    name = " ".join(team.replace("\x00", "").split())
    if len(name) > _TEAM_LENGTH:
        raise InvalidInput(_("Use at most 100 characters."), code="team-too-long", field="team")
    held.update(team=name)
    audit.record("membership.team-set", on=organisation, by=by, person=person.pk)
    return name


def lock_organisation(organisation_id: UUID) -> Organisation:
    """The organisation, locked until the transaction ends: changes to its people happen one after another."""
    organisation = Organisation.objects.select_for_update().filter(pk=organisation_id).first()
    if organisation is None:
        raise NotFound(_("This organisation is not there."))
    return organisation


def add_membership(organisation: Organisation, person: Person, role: str, *, by: Person | None) -> Membership:
    """Write one role, once; the caller has checked that it may be given."""
    team = _team_of(person, organisation)
    membership, made = Membership.objects.get_or_create(
        person=person, organisation=organisation, role=role, ended_at=None, defaults={"team": team}
    )
    if made:
        audit.record("membership.given", on=membership, by=by, person=person.pk, role=role)
    return membership


def _team_of(person: Person, organisation: Organisation) -> str:
    held = Membership.objects.current().filter(person=person, organisation=organisation).exclude(team="")
    return held.values_list("team", flat=True).first() or ""


def _clean_slug(slug: str) -> str:
    if not _SLUG.fullmatch(slug) or len(slug) > 60:
        raise InvalidInput(
            _(
                "Use small letters, digits and single hyphens for the short name, at most 60 characters: 'example-town'."
            ),
            code="slug-invalid",
            field="slug",
        )
    return slug


def _clean_website(website: str) -> str:
    stripped = website.strip()
    if not stripped:
        return ""
    try:
        _is_web_address(stripped)
    except ValidationError:
        raise InvalidInput(
            _("Write the address of the website in full, like https://example.org."),
            code="website-invalid",
            field="website",
        ) from None
    return stripped
