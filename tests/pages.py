"""Every page, how to reach it in the scene, and as whom. A page that isn't here fails a test, so none goes unseen.

Screenshots, the checks on every page and the walk along every link are made from this one list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.urls import reverse

from foundation.addresses import public_address
from foundation.jobs.models import OutgoingMail
from portfolio.services import manifest_contents
from tests.scene import Scene, own_assessment

Arguments = Callable[[Scene], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a page. ``who``: a key of the scene's people, None for somebody who is not signed in.

    ``at`` gives the arguments of the address, ``query`` what stands behind it. ``key`` names the picture and the test.
    """

    key: str
    url_name: str
    who: str | None = None
    at: Arguments = lambda scene: {}
    query: Callable[[Scene], str] = lambda scene: ""
    status: int = 200

    def address(self, scene: Scene) -> str:
        query = self.query(scene)
        return reverse(self.url_name, kwargs=dict(self.at(scene))) + (f"?{query}" if query else "")


def case(key: str) -> Arguments:
    return lambda scene: {"pk": scene.cases[key].pk}


def badge(key: str) -> Arguments:
    return lambda scene: {"pk": scene.badges[key].pk}


def desk(key: str, who: str) -> Arguments:
    return lambda scene: {"pk": own_assessment(scene, key, who).pk}


def _page_of_dossier(scene: Scene) -> Mapping[str, Any]:
    """The second page of a document on Yusuf's desk."""
    assessment = own_assessment(scene, "underway", "yusuf")
    dossier = manifest_contents(assessment.manifest)
    file = next(file for item in dossier.items for file in item.files if (file.page_count or 0) > 1)
    return {"pk": assessment.pk, "file_pk": file.id, "number": 2}


def _moderation(scene: Scene) -> Mapping[str, Any]:
    return {"pk": scene.cases["moderating"].moderations.get().pk}


def _coach_of_building(scene: Scene) -> Mapping[str, Any]:
    trajectory = scene.cases["building"]
    return {"pk": trajectory.pk, "participant": trajectory.participants.get(part="coach").pk}


def _a_standard(scene: Scene) -> str:
    return f"standard={scene.cases['compact'].standard_version_id}&client={scene.organisations['waterrijk'].pk}"


def _outcome(key: str) -> Arguments:
    return lambda scene: {"pk": scene.cases[key].outcomes.get().pk}


def _gap(scene: Scene) -> Mapping[str, Any]:
    gap = scene.cases["checking"].outcomes.get().gaps.first()
    return {"pk": gap.outcome_id, "work_process": gap.work_process_id}


def at_provider(scene: Scene) -> Mapping[str, Any]:
    return {"slug": scene.organisations["de-brug"].slug}


def _a_role(scene: Scene) -> Mapping[str, Any]:
    role = scene.people["marga"].memberships.current().get(organisation=scene.organisations["de-brug"], role="coach")
    return {**at_provider(scene), "pk": role.pk}


def _a_member(scene: Scene) -> Mapping[str, Any]:
    return {**at_provider(scene), "pk": scene.people["marga"].pk}


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
    Look("accessibility", "accessibility"),
)
DESK = (
    Look("desk", "desk", who="yusuf", at=desk("underway", "yusuf")),
    Look("desk-page", "desk-page", who="yusuf", at=_page_of_dossier),
    Look("desk-left", "desk-finalise", who="ingrid", at=desk("underway", "ingrid")),
    Look("desk-supplement", "desk-supplement", who="yusuf", at=desk("underway", "yusuf")),
    Look("moderation", "moderation", who="yusuf", at=_moderation),
)
PROFESSIONAL = (
    Look("board", "board", who="petra"),
    Look("board-late", "board", who="petra", query=lambda scene: "text=Nobody&late=on"),
    Look("case-manager", "trajectory", who="rik", at=case("proposed")),
    Look("case-start", "trajectory", who="petra", at=case("asked")),
    Look("case-scanned", "trajectory", who="petra", at=case("scanned")),
    Look("case-coordinator", "trajectory", who="petra", at=case("building")),
    Look("case-coach", "trajectory", who="marga", at=case("building")),
    Look("case-invited", "trajectory", who="ingrid", at=case("invited")),
    Look("case-assessor", "trajectory", who="yusuf", at=case("underway")),
    Look("case-moderating", "trajectory", who="yusuf", at=case("moderating")),
    Look("case-quality", "trajectory", who="hans", at=case("checking")),
    Look("case-issued", "trajectory", who="petra", at=case("full")),
    Look("advice", "trajectory-advice", who="petra", at=case("scanned")),
    Look("tests", "trajectory-tests", who="petra", at=case("scanned")),
    Look("parts", "trajectory-parts", who="petra", at=case("scanned")),
    Look("people", "trajectory-people", who="petra", at=case("building")),
    Look("people-fixed", "trajectory-people", who="petra", at=case("checking")),
    Look("participant-end", "participant-end", who="petra", at=_coach_of_building),
    Look("no-ties", "no-ties", who="ingrid", at=case("invited")),
    Look("give-back", "part-give-back", who="marga", at=case("building")),
    Look("hours-coach", "trajectory-hours", who="marga", at=case("building")),
    Look("record", "record", who="yusuf", at=lambda scene: {**case("underway")(scene), "instrument": "interview"}),
    Look("identity-seen", "identity-seen", who="yusuf", at=case("supplement")),
    Look("close", "trajectory-close", who="petra", at=case("full")),
    Look("propose-standard", "trajectory-propose", who="rik"),
    Look("propose", "trajectory-propose", who="rik", query=_a_standard),
    Look("quality", "quality", who="hans"),
    Look("quality-check", "quality-check", who="hans", at=_outcome("checking")),
    Look("quality-released", "quality-check", who="petra", at=_outcome("full")),
    Look("quality-release", "quality-release", who="hans", at=_outcome("checking")),
    Look("quality-send-back", "quality-send-back", who="hans", at=_outcome("checking")),
    Look("gap-advice", "gap-advice", who="yusuf", at=_gap),
    Look("badge-revoke", "badge-revoke", who="hans", at=badge("full")),
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
    Look("readings-none", "readings", who="karin"),
    Look("organisation-people", "organisation-people", who="karin", at=at_provider),
    Look("organisation-invite", "organisation-invite", who="karin", at=at_provider),
    Look("organisation-give-role", "organisation-give-role", who="karin", at=_a_member),
    Look("organisation-end-role", "organisation-end-role", who="karin", at=_a_role),
    Look("organisation-audit", "organisation-audit", who="karin", at=at_provider),
    Look("organisation-keys", "organisation-keys", who="karin", at=at_provider),
    Look("organisation-keys-rotate", "organisation-keys-rotate", who="karin", at=at_provider),
    Look("mailbox", "mailbox"),
    Look("mailbox-mail", "mailbox-mail", at=lambda scene: {"pk": OutgoingMail.objects.latest("created_at").pk}),
)
LOOKS: tuple[Look, ...] = (*PUBLIC, *DESK, *PROFESSIONAL, *SIGNING, *ACCOUNT)

# Named addresses that are no page to look at, each with the reason.
NO_PAGE: Mapping[str, str] = {
    "language": "takes a POST and leads back",
    "styleguide": "the catalogue of components, with tests of its own",
    "desk-start": "takes a POST and leads to the desk",
    "desk-autosave": "takes a POST of a script",
    "desk-request": "takes a POST and leads to the desk",
    "desk-file": "answers a file",
    "trajectory-start": "takes a POST and leads to the trajectory",
    "trajectory-take-back": "takes a POST and leads home",
    "desk-page-picture": "answers a picture",
    "account_login": "another name of sign-in",
    "account_logout": "another name of sign-out",
    "address-mail-again": "takes a POST and leads to the addresses",
    "address-primary": "takes a POST and leads to the addresses",
    "token-revoke": "takes a POST and leads to the tokens",
    "invitation-withdraw": "takes a POST and leads to the people",
}


def _badge_address(scene: Scene, key: str) -> str:
    return public_address(reverse("badge", args=[scene.badges[key].pk]))
