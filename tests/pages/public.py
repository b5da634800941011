"""What anybody sees, signing in, one's own account and an organisation's pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django.urls import reverse

from foundation.addresses import public_address
from foundation.jobs.models import OutgoingMail
from tests.pages.look import Look, badge
from tests.scene import Scene


def _badge_address(scene: Scene, key: str) -> str:
    return public_address(reverse("badge", args=[scene.badges[key].pk]))


def at_provider(scene: Scene) -> Mapping[str, Any]:
    return {"slug": scene.organisations["de-brug"].slug}


def _a_role(scene: Scene) -> Mapping[str, Any]:
    role = scene.people["marga"].memberships.current().get(organisation=scene.organisations["de-brug"], role="coach")
    return {**at_provider(scene), "pk": role.pk}


def _a_member(scene: Scene) -> Mapping[str, Any]:
    return {**at_provider(scene), "pk": scene.people["marga"].pk}


def _a_key(scene: Scene) -> Mapping[str, Any]:
    return {**at_provider(scene), "pk": scene.badges["full"].signing_key_id}


def _own_address(scene: Scene) -> Mapping[str, Any]:
    return {"pk": scene.people["karin"].emailaddress_set.get().pk}


PUBLIC = (
    Look("start", "start"),
    Look("verify", "verify"),
    Look("verdict", "verify", query=lambda scene: f"address={quote(_badge_address(scene, 'full'))}"),
    Look("badge-full", "badge", at=badge("full")),
    Look("badge-compact", "badge", at=badge("compact")),
    Look("badge-own", "badge", who="fatima", at=badge("full")),
    Look("achievement", "achievement", at=lambda scene: {"pk": scene.badges["full"].achievement_id}),
    Look("confirm", "confirm", at=lambda scene: {"token": scene.secrets["confirm"]}),
    Look("confirm-first", "confirm", at=lambda scene: {"token": scene.secrets["confirm-first"]}),
    Look("confirm-code", "confirm-code", at=lambda scene: {"token": scene.secrets["code"]}),
    Look("confirm-code-ended", "confirm-code", at=lambda scene: {"token": "unknown"}, status=404),
    Look("testimony", "testimony", at=lambda scene: {"token": scene.secrets["testimony"]}),
    Look("testimony-signed", "testimony", at=lambda scene: {"token": scene.secrets["testimony-signed"]}),
    Look("confirmed", "confirmed", at=lambda scene: {"token": scene.secrets["confirmed"]}),
    Look(
        "confirm-own-device",
        "confirm",
        who="building",
        at=lambda scene: {"token": scene.secrets["confirm"]},
        status=403,
    ),
    Look("shared", "shared", at=lambda scene: {"token": scene.secrets["shared"]}),
    Look("shared-ended", "shared", at=lambda scene: {"token": "unknown"}, status=404),
    Look("accessibility", "accessibility"),
)
SIGNING = (
    Look("sign-in", "sign-in"),
    Look("sign-out", "sign-out", who="karin"),
    Look("password-forgotten", "account_reset_password"),
    Look("password-forgotten-sent", "account_reset_password_done"),
    Look("password-new", "account_reset_password_from_key", at=lambda scene: {"uidb36": "x", "key": "ended"}),
    Look("password-new-done", "account_reset_password_from_key_done"),
    Look("address-unconfirmed", "account_email_verification_sent"),
    Look("account-closed", "account_inactive"),
    Look("invitation", "invitation", at=lambda scene: {"token": scene.secrets["invitation"]}),
    Look("invitation-gone", "invitation", at=lambda scene: {"token": "unknown"}, status=404),
    Look("address-confirm-ended", "account_confirm_email", at=lambda scene: {"key": "ended"}, status=404),
)
ACCOUNT = (
    Look("account", "account", who="karin"),
    Look("password", "account_change_password", who="karin"),
    Look("addresses", "addresses", who="karin"),
    Look("address-remove", "address-remove", who="karin", at=_own_address),
    Look("tokens", "tokens", who="karin"),
    Look("readings", "readings", who="fatima"),
    Look("shared-with-me", "shared-with-me", who="karin"),
    Look("shared-with-me-none", "shared-with-me", who="rik"),
    Look("take-along", "take-along", who="fatima"),
    Look("take-along-none", "take-along", who="karin"),
    Look("erase", "erase", who="rik"),
    Look("erase-not-yet", "erase", who="building"),
    Look("readings-none", "readings", who="karin"),
    Look("organisation-people", "organisation-people", who="karin", at=at_provider),
    Look("organisation-invite", "organisation-invite", who="karin", at=at_provider),
    Look("organisation-give-role", "organisation-give-role", who="karin", at=_a_member),
    Look("organisation-end-role", "organisation-end-role", who="karin", at=_a_role),
    Look("organisation-audit", "organisation-audit", who="karin", at=at_provider),
    Look("organisation-keys", "organisation-keys", who="karin", at=at_provider),
    Look("organisation-keys-rotate", "organisation-keys-rotate", who="karin", at=at_provider),
    Look("organisation-key-revoke", "organisation-key-revoke", who="karin", at=_a_key),
    Look("mailbox", "mailbox"),
    Look("mailbox-mail", "mailbox-mail", at=lambda scene: {"pk": OutgoingMail.objects.latest("created_at").pk}),
)
