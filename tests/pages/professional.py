"""What coach, assessor, coordinator, manager and quality officer see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portfolio.services import manifest_contents
from tests.pages.look import Arguments, Look, badge, case, desk
from tests.scene import Scene, own_assessment


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
    Look("badge-suspend", "badge-suspend", who="hans", at=badge("full")),
    Look("badge-lift", "badge-lift", who="hans", at=badge("full")),
)
