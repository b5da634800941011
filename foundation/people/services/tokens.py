"""Bearer tokens for the API: shown once, kept as a hash, with scopes and an end."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.audit import services as audit
from foundation.errors import InvalidInput, NotFound
from foundation.people import rules
from foundation.people.cleaning import clean_name
from foundation.people.links import new_secret, secret_hash
from foundation.people.models import ApiToken, Person

ISSUE = "credentials:issue"
VERIFY = "credentials:verify"
SCOPES = ("read", "write", VERIFY, ISSUE)
LONGEST_DAYS = 365
# Noting each use would make a write of every read; when a token was last used is wanted to the hour.
_NOTE_USE_AFTER = timedelta(hours=1)


@transaction.atomic
def create_api_token(
    person: Person, *, name: str, scopes: Iterable[str], days: int, by: Person
) -> tuple[ApiToken, str]:
    """A token and its secret, which can't be shown again."""
    rules.require_self(person, by)
    called = clean_name(name)
    if len(called) > 100:
        raise InvalidInput(_("This name is too long. Use at most 100 characters."), code="name-too-long", field="name")
    asked = set(scopes)
    chosen = [scope for scope in SCOPES if scope in asked]
    if not chosen or asked - set(SCOPES):
        raise InvalidInput(_("Choose at least one thing that the token may do."), code="scope-unknown", field="scopes")
    if not 1 <= days <= LONGEST_DAYS:
        raise InvalidInput(
            _("Choose a term from 1 to %(limit)s days.") % {"limit": LONGEST_DAYS}, code="days-invalid", field="days"
        )
    secret = new_secret()
    token = ApiToken.objects.create(
        person=person,
        name=called,
        token_hash=secret_hash(secret),
        scopes=chosen,
        expires_at=timezone.now() + timedelta(days=days),
    )
    audit.record("token.made", on=token, by=by, scopes=chosen, days=days)
    return token, secret


def use_api_token(secret: str) -> ApiToken | None:
    """The token that a secret stands for, while it is good and its person may sign in; its use is noted now and then."""
    now = timezone.now()
    good = ApiToken.objects.filter(revoked_at=None, expires_at__gt=now, person__is_active=True)
    token = good.filter(token_hash=secret_hash(secret)).select_related("person").first()
    if token is not None and (token.last_used_at is None or token.last_used_at < now - _NOTE_USE_AFTER):
        token.last_used_at = now
        token.save(update_fields=["last_used_at"])
    return token


@transaction.atomic
def revoke_api_token(token_id: UUID, *, by: Person) -> ApiToken:
    """Make a token stop working now."""
    token = ApiToken.objects.select_for_update().filter(pk=token_id, person=by).first()
    if token is None:
        raise NotFound(_("This token is not there."))
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        audit.record("token.revoked", on=token, by=by)
    return token
