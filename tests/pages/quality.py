"""Quality care: the check, the dossier, the sample, findings, auditors and audit packs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from evc.outcomes.models import Outcome
from evc.quality.models import Audit, Draw, Finding, SecondOpinion
from portfolio import services as portfolio
from tests.pages.look import Look
from tests.pages.public import at_provider
from tests.scene import Scene


def _checking(scene: Scene) -> Mapping[str, Any]:
    return {"pk": Outcome.objects.get(trajectory=scene.cases["checking"]).pk}


def _item(scene: Scene) -> Mapping[str, Any]:
    trajectory = scene.cases["checking"]
    assert trajectory.manifest is not None
    return {**_checking(scene), "item": portfolio.manifest_contents(trajectory.manifest).items[0].id}


def _opinion(scene: Scene) -> Mapping[str, Any]:
    return {"pk": SecondOpinion.objects.get().pk}


def _half_way(scene: Scene) -> Mapping[str, Any]:
    return {"pk": Draw.objects.get(trajectory=scene.cases["building"], moment=Draw.Moment.HALF_WAY).pk}


def _finding(scene: Scene) -> Mapping[str, Any]:
    return {"pk": Finding.objects.get().pk}


def _audit(scene: Scene) -> Mapping[str, Any]:
    return {"pk": Audit.objects.get().pk}


def _sampled(scene: Scene) -> Mapping[str, Any]:
    return {"pk": Audit.objects.get().rows.first().outcome_id}


def _recognition(scene: Scene) -> Any:
    return scene.organisations["de-brug"].recognitions.order_by("standard__title", "since")[0].pk


QUALITY = (
    Look("quality-answers", "quality-answers", who="hans", at=_checking),
    Look("quality-read", "quality-read", who="hans", at=_checking),
    Look("opinion-ask", "opinion-ask", who="hans", at=_checking),
    Look("opinion", "opinion", who="gerda", at=_opinion),
    Look("dossier", "dossier", who="hans", at=_checking),
    Look("dossier-auditor", "dossier", who="auditor", at=_sampled),
    Look("dossier-item", "dossier-item", who="hans", at=_item),
    Look("sampling", "sampling", who="hans", at=at_provider),
    Look("sampling-plan", "sampling-plan", who="hans", at=at_provider),
    Look("check-list", "check-list", who="hans", at=at_provider),
    Look("half-way", "half-way", who="gerda", at=_half_way),
    Look("findings", "findings", who="hans"),
    Look("findings-empty", "findings", who="daan"),
    Look("finding", "finding", who="marga", at=_finding),
    Look("finding-raiser", "finding", who="hans", at=_finding),
    Look("finding-new", "finding-new", who="hans", at=at_provider),
    Look("auditors", "auditors", who="karin", at=at_provider),
    Look("auditor-new", "auditor-new", who="karin", at=at_provider),
    Look("auditor-end", "auditor-end", who="karin", at=lambda scene: {**at_provider(scene), **_audit(scene)}),
    Look("audit-pack", "audit-pack", who="hans", at=lambda scene: {**at_provider(scene), "pk": _recognition(scene)}),
    Look("audits", "audits", who="auditor"),
    Look("audits-empty", "audits", who="daan"),
    Look("audit", "audit", who="auditor", at=_audit),
    Look(
        "audit-own-pack",
        "audit-own-pack",
        who="auditor",
        at=lambda scene: {**_audit(scene), "recognition": _recognition(scene)},
    ),
    Look("home-auditor", "home", who="auditor"),
)
NO_PAGE_OF_QUALITY: Mapping[str, str] = {
    "opinion-withdraw": "takes a POST and leads to the outcome",
    "dossier-file": "answers a file",
    "dossier-page-picture": "answers a picture",
    "dossier-print": "takes a POST and leads to the dossier",
    "dossier-print-file": "answers a file",
    "audit-pack-file": "answers a file",
    "audit-own-pack-file": "answers a file",
}
