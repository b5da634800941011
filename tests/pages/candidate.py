"""What a candidate sees: home, portfolio, practice log, and their side of a trajectory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portfolio.models import ConfirmationRequest, EvidenceFile, EvidenceItem, Repetition, ShareLink, WitnessCode
from tests.pages.look import Arguments, Look, badge, case
from tests.scene import Scene, first_item


def item(who: str, **choice: Any) -> Arguments:
    return lambda scene: {"pk": first_item(scene, who, **choice).pk}


def _line_of_file(scene: Scene) -> Mapping[str, Any]:
    file = EvidenceFile.objects.filter(owner=scene.people["building"]).earliest("uploaded_at")
    return {"pk": file.item_id, "line": file.line}


def _file_in_sight(scene: Scene) -> Mapping[str, Any]:
    """A paper of a shared item."""
    shared = EvidenceFile.objects.filter(owner=scene.people["building"], media_type="application/pdf")
    return {"pk": shared.filter(item__shares__ended_at=None, item__shares__isnull=False).earliest("uploaded_at").pk}


def _first_page(scene: Scene) -> Mapping[str, Any]:
    return {**_file_in_sight(scene), "number": 1}


def _told_part(scene: Scene) -> Mapping[str, Any]:
    return {"pk": first_item(scene, "building", kind="reflection").pk, "part": "situation"}


def _recording(scene: Scene) -> Mapping[str, Any]:
    spoken = EvidenceFile.objects.filter(owner=scene.people["building"], media_type__startswith="audio/")
    return {"pk": spoken.earliest("uploaded_at").pk}


def _work_process(scene: Scene) -> Mapping[str, Any]:
    return {"work_process": scene.cases["building"].standard_version.work_processes.earliest("position").pk}


def _row_of_coverage(scene: Scene) -> Mapping[str, Any]:
    return {**case("building")(scene), **_work_process(scene)}


def _entry(scene: Scene) -> Mapping[str, Any]:
    return {"pk": Repetition.objects.visible_to(scene.people["building"]).filter(state="noted").earliest("day").pk}


def _confirmed_entry(scene: Scene) -> Mapping[str, Any]:
    return {"pk": Repetition.objects.visible_to(scene.people["fatima"]).filter(state="confirmed").earliest("day").pk}


def _signed(scene: Scene) -> Mapping[str, Any]:
    return {"pk": EvidenceItem.objects.owned_by(scene.people["building"]).get(testimony__isnull=False).pk}


def _used_code(scene: Scene) -> Mapping[str, Any]:
    return {"pk": WitnessCode.objects.filter(used_for__isnull=False).earliest("made_at").pk}


def _asked_of_rik(scene: Scene) -> Mapping[str, Any]:
    return {"pk": ConfirmationRequest.objects.for_witness(scene.people["rik"]).earliest("asked_at").pk}


def _standard(scene: Scene) -> str:
    return f"standard={scene.cases['compact'].standard_version_id}"


def _link(scene: Scene) -> Mapping[str, Any]:
    return {"pk": ShareLink.objects.filter(owner=scene.people["fatima"]).latest("made_at").pk}


HOMES = (
    Look("home-building", "home", who="building"),
    Look("home-proposed", "home", who="proposed"),
    Look("home-issued", "home", who="fatima"),
    Look("home-coach", "home", who="marga"),
    Look("home-assessor", "home", who="yusuf"),
    Look("home-coordinator", "home", who="petra"),
    Look("home-quality", "home", who="hans"),
    Look("home-manager", "home", who="rik"),
    Look("home-administrator", "home", who="karin"),
)
PORTFOLIO = (
    Look("portfolio", "portfolio", who="fatima"),
    Look("portfolio-unread", "portfolio", who="building", query=lambda scene: "filter=unread"),
    Look("portfolio-empty", "portfolio", who="proposed"),
    Look("item-add", "item-add", who="building"),
    Look("item-add-photo", "item-add-photo", who="building"),
    Look("item-add-files", "item-add-files", who="building"),
    Look("item-add-badge", "item-add-badge", who="building"),
    Look("item-add-kind", "item-add-kind", who="building", at=lambda scene: {"kind": "diploma"}),
    Look("item-read", "item", who="building", at=item("building", kind="diploma")),
    Look("item-badge", "item", who="building", at=item("building", kind="badge")),
    Look("item-photo", "item", who="fatima", at=item("fatima", kind="certificate", with_file=True)),
    Look("item-story-read", "item", who="fatima", at=item("fatima", kind="reflection")),
    Look("item-share-with", "item-share-with", who="fatima", at=item("fatima", kind="reflection")),
    Look("link-new", "link-new", who="fatima"),
    Look("link", "link", who="fatima", at=_link),
    Look("item-coach", "item", who="marga", at=item("building", kind="work_product")),
    Look("testimonies", "testimonies", who="building"),
    Look("testimonies-none", "testimonies", who="proposed"),
    Look("testimony-ask", "testimony-ask", who="building"),
    Look("item-testimony", "item", who="building", at=_signed),
    Look("item-edit", "item-edit", who="building", at=item("building", kind="work_product")),
    Look("item-story", "item-story", who="fatima", at=item("fatima", kind="reflection")),
    Look("item-authorship", "item-authorship", who="building", at=item("building", kind="work_product")),
    Look("file-page", "file-page", who="building", at=_first_page),
    Look("file-page-coach", "file-page", who="marga", at=_first_page),
    Look("file-cover", "file-cover", who="building", at=_file_in_sight),
    Look("file-play", "file-play", who="building", at=_recording),
    Look("item-story-part", "item-story-part", who="building", at=_told_part),
    Look("item-story-spoken", "item", who="building", at=item("building", kind="reflection")),
    Look("working-life", "working-life", who="fatima"),
    Look("working-life-empty", "working-life", who="scanned"),
    Look("item-links", "item-links", who="building", at=item("building", kind="diploma")),
    Look("item-file", "item-file", who="building", at=item("building", kind="work_product")),
    Look("item-file-version", "item-file-version", who="building", at=_line_of_file),
)
PRACTICE = (
    Look("practice", "practice", who="building"),
    Look("practice-demo", "practice", who="fatima"),
    Look("practice-empty", "practice", who="proposed"),
    Look("practice-log", "practice-log", who="building", at=_work_process),
    Look("practice-note", "practice-note", who="building"),
    Look("practice-ask", "practice-ask", who="building"),
    Look("practice-witnesses", "practice-witnesses", who="building"),
    Look("practice-witnesses-none", "practice-witnesses", who="proposed"),
    Look("witness-code", "witness-code", who="building"),
    Look("witness-code-used", "witness-code-show", who="building", at=_used_code),
    Look("confirmations", "confirmations", who="rik"),
    Look("confirmations-none", "confirmations", who="karin"),
    Look("confirmation", "confirmation", who="rik", at=_asked_of_rik),
    Look("practice-entry", "practice-entry", who="building", at=_entry),
    Look("practice-import", "practice-import", who="building"),
    Look("practice-entry-correct", "practice-entry-correct", who="fatima", at=_confirmed_entry),
    Look("practice-entry-confirmed", "practice-entry", who="fatima", at=_confirmed_entry),
    Look("practice-offline", "practice-offline"),
)
TRAJECTORY = (
    Look("case-proposed", "trajectory", who="proposed", at=case("proposed")),
    Look("case-asked", "trajectory", who="asked", at=case("asked")),
    Look("case-building", "trajectory", who="building", at=case("building")),
    Look("case-handed-in", "trajectory", who="invited", at=case("invited")),
    Look("case-checking", "trajectory", who="checking", at=case("checking")),
    Look("case-done", "trajectory", who="fatima", at=case("full")),
    Look("trajectory-standard", "trajectory-new", who="building"),
    Look("trajectory-new", "trajectory-new", who="building", query=_standard),
    Look("trajectory-units", "trajectory-units", who="intake", at=case("intake")),
    Look("intake", "intake", who="intake", at=case("intake")),
    Look("intake-read-back", "intake", who="fatima", at=case("full")),
    Look("self-scan", "self-scan", who="intake", at=case("intake")),
    Look("self-scan-filled-in", "self-scan", who="scanned", at=case("scanned")),
    Look("agreement", "agreement", who="advised", at=case("advised")),
    Look("agreement-read-back", "agreement", who="fatima", at=case("full")),
    Look("coverage", "coverage", who="building", at=case("building")),
    Look("coverage-demo", "coverage", who="fatima", at=case("full")),
    Look("coverage-shared", "coverage", who="building", at=case("building"), query=lambda scene: "only=shared"),
    Look("covered", "covered", who="building", at=_row_of_coverage),
    Look("share", "share", who="building", at=case("building")),
    Look("submit", "submit", who="building", at=case("building")),
    Look("supplement", "supplement", who="supplement", at=case("supplement")),
    Look("hours", "hours", who="building", at=case("building")),
    Look("withdraw", "withdraw", who="moderating", at=case("moderating")),
    Look("coach-end", "coach-end", who="building", at=case("building")),
    Look("badge-contents", "badge-contents", who="checking", at=case("checking")),
    Look("result", "result", who="fatima", at=case("full")),
    Look("result-compact", "result", who="daan", at=case("compact")),
    Look("report", "report", who="fatima", at=case("full")),
    Look("badge-page", "badge-page", who="fatima", at=badge("full")),
)
