"""New people come by invitation: a mailed link, whose holder has shown that the address is theirs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.addresses import public_address
from foundation.audit import services as audit
from foundation.errors import NotAllowed, NotFound, WrongState
from foundation.jobs.mail import queue_mail
from foundation.jobs.services import enqueue
from foundation.people import rules, selectors
from foundation.people.cleaning import clean_address, clean_name
from foundation.people.errors import InvitationGone, SignInFirst, SomebodyElsesInvitation
from foundation.people.links import new_secret, secret_hash
from foundation.people.models import Invitation, Organisation, Person
from foundation.people.services.organisations import add_membership, lock_organisation
from foundation.people.services.persons import create_person

INVITATION_DAYS = 14


@transaction.atomic
def invite(organisation_id: UUID, *, email: str, name: str, roles: Sequence[str], by: Person) -> Invitation:
    """Mail somebody an invitation to hold roles in the organisation.

    Inviting an address again that has not accepted yet renews its invitation: new link, new term, the new roles; the
    old link stops working.
    """
    organisation = lock_organisation(organisation_id)
    rules.require_administrator(organisation, by)
    address, called, chosen = clean_address(email), clean_name(name), rules.known_roles(roles)
    invitation = _waiting(organisation, address)
    invitation.name, invitation.roles = called, chosen
    _mail(invitation, organisation, _with_new_link(invitation, by=by), by)
    return invitation


@transaction.atomic
def invite_to_account(organisation: Organisation, email: str, name: str, *, by: Person) -> str:
    """Let somebody without an account make one, without a role here: the secret of the link. The caller mails it.

    Who may ask for that is for the caller to say. An open invitation of this address keeps the roles that it has.
    """
    lock_organisation(organisation.pk)
    invitation = _waiting(organisation, clean_address(email))
    invitation.name = invitation.name or clean_name(name)
    return _with_new_link(invitation, by=by)


@transaction.atomic
def invite_to_role(organisation: Organisation, *, email: str, name: str, role: str, by: Person) -> Invitation:
    """Invite somebody to one role more. Who may ask for that is for the caller to say.

    An invitation that is open already gets the role, keeps its link and its name, and is not mailed again.
    """
    lock_organisation(organisation.pk)
    invitation = _waiting(organisation, clean_address(email))
    is_open = not invitation._state.adding and invitation.expires_at > timezone.now()
    invitation.name = invitation.name or clean_name(name)
    invitation.roles = rules.known_roles([*invitation.roles, role])
    if is_open:
        invitation.save(update_fields=["roles"])
    else:
        _mail(invitation, organisation, _with_new_link(invitation, by=by), by)
    return invitation


def _waiting(organisation: Organisation, address: str) -> Invitation:
    """The invitation of this address that was not answered yet, its term over or not; else a new one, not saved."""
    known = Invitation.objects.filter(
        organisation=organisation, email=address, accepted_at=None, withdrawn_at=None
    ).first()
    return known or Invitation(organisation=organisation, email=address)


def _with_new_link(invitation: Invitation, *, by: Person) -> str:
    """Save it with a new secret, which is given, and a new term; the old link stops working."""
    is_renewal = not invitation._state.adding
    token, now = new_secret(), timezone.now()
    invitation.token_hash = secret_hash(token)
    invitation.invited_by, invitation.invited_at = by, now
    invitation.expires_at = now + timedelta(days=INVITATION_DAYS)
    invitation.save()
    event = "invitation.renewed" if is_renewal else "invitation.sent"
    audit.record(event, on=invitation, by=by, roles=invitation.roles)
    return token


def find_invitation(token: str) -> Invitation | None:
    """The open invitation that this link belongs to."""
    return Invitation.objects.open().filter(token_hash=secret_hash(token)).select_related("organisation").first()


@transaction.atomic
def accept_invitation(token: str, *, by: Person | None, name: str = "", password: str = "") -> Person:
    """Take the roles. Having the link proves the address, since it was mailed there.

    Nobody signed in: an account is made with ``name`` (else the invited one) and ``password``; when the address belongs to
    an account, SignInFirst. Signed in: the owner of the address accepts; when it is nobody's yet, it becomes a further
    confirmed address of theirs; SomebodyElsesInvitation otherwise. Accepting twice is accepting once.
    """
    invitation = Invitation.objects.select_for_update().filter(token_hash=secret_hash(token)).first()
    if invitation is None:
        raise InvitationGone
    if by is not None and invitation.accepted_by_id == by.pk:
        return by
    if not Invitation.objects.open().filter(pk=invitation.pk).exists():
        raise InvitationGone
    person = _accepting_person(invitation, by, name=name, password=password)

    for role in rules.known_roles(invitation.roles) if invitation.roles else ():
        add_membership(invitation.organisation, person, role, by=person)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    audit.record("invitation.accepted", on=invitation, by=person, person=person.pk)
    enqueue("trajectories.propose_to_invited", key=invitation.pk, invitation=invitation.pk)  # what waited for this
    return person


@transaction.atomic
def withdraw_invitation(invitation_id: UUID, *, by: Person) -> Invitation:
    """Make the link stop working, as long as it was not used."""
    invitation = Invitation.objects.select_for_update().filter(pk=invitation_id).first()
    if invitation is None:
        raise NotFound(_("This invitation is not there."))
    rules.require_administrator(invitation.organisation, by)
    if invitation.accepted_at is not None:
        raise WrongState(
            _("This invitation was accepted already. End the person's roles instead."), code="invitation-accepted"
        )
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        audit.record("invitation.withdrawn", on=invitation, by=by)
    return invitation


def _accepting_person(invitation: Invitation, by: Person | None, *, name: str, password: str) -> Person:
    owner = selectors.person_with_address(invitation.email)
    if by is None:
        if owner is not None:
            raise SignInFirst
        language = settings.LANGUAGE_CODE if invitation.invited_by is None else invitation.invited_by.language
        return create_person(
            email=invitation.email, name=name.strip() or invitation.name, password=password, language=language
        )
    if not by.is_active:
        raise NotAllowed(_("This account is closed. Ask the organisation for help."))
    if owner is None:
        _add_confirmed_address(by, invitation.email)
    elif owner.pk != by.pk:
        raise SomebodyElsesInvitation
    return by


def _add_confirmed_address(person: Person, address: str) -> None:
    EmailAddress.objects.update_or_create(user=person, email=address, defaults={"verified": True})
    audit.record("person.address_confirmed", on=person, by=person)


def _mail(invitation: Invitation, organisation: Organisation, token: str, by: Person) -> None:
    known = selectors.person_with_address(invitation.email)
    queue_mail(
        "invitation",
        to=invitation.email,
        language=known.language if known is not None else by.language,
        key=f"invitation:{invitation.pk}:{invitation.token_hash[:16]}",
        sender_name=organisation.name,
        name=invitation.name,
        organisation=organisation.name,
        inviter=by.name,
        until=timezone.localdate(invitation.expires_at),
        link=public_address(f"/invitations/{token}"),
        has_account=known is not None,
    )
