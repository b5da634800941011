"""Changes to people, organisations and memberships."""

from foundation.people.services.addresses import (
    add_address,
    mail_address_again,
    make_address_primary,
    remove_address,
)
from foundation.people.services.invitations import (
    accept_invitation,
    find_invitation,
    invite,
    invite_to_account,
    invite_to_role,
    withdraw_invitation,
)
from foundation.people.services.organisations import create_organisation, end_role, give_role, set_team
from foundation.people.services.persons import create_person, rename_person, set_language
from foundation.people.services.tokens import create_api_token, revoke_api_token, use_api_token

__all__ = [
    "accept_invitation",
    "add_address",
    "create_api_token",
    "create_organisation",
    "create_person",
    "end_role",
    "find_invitation",
    "give_role",
    "invite",
    "invite_to_account",
    "invite_to_role",
    "mail_address_again",
    "make_address_primary",
    "remove_address",
    "rename_person",
    "revoke_api_token",
    "set_language",
    "set_team",
    "use_api_token",
    "withdraw_invitation",
]
