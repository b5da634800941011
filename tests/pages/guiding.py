"""Where candidate and coach work together: the plan, what is asked, the news, the coach's list, and an answer by mail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portfolio.models import PlannedItem
from tests.pages.look import Arguments, Look, case
from tests.scene import Scene, first_item


def _planned(title: str) -> Arguments:
    def found(scene: Scene) -> Mapping[str, Any]:
        trajectory = scene.cases["building"]
        planned = PlannedItem.objects.get(audience=trajectory.audience_id, title__startswith=title)
        return {"pk": trajectory.pk, "planned": planned.pk}

    return found


def _about_item(scene: Scene) -> str:
    return f"item={first_item(scene, 'building', kind='work_product').pk}"


def _in_dossier(scene: Scene) -> Mapping[str, Any]:
    return {"pk": scene.cases["invited"].pk, "item": first_item(scene, "invited", kind="work_product").pk}


def _still(answer: str) -> Arguments:
    return lambda scene: {"token": scene.secrets["still"], "answer": answer}


GUIDING = (
    Look("plan", "plan", who="building", at=case("building")),
    Look("plan-coach", "plan", who="marga", at=case("building")),
    Look("plan-empty", "plan", who="fatima", at=case("full")),
    Look("plan-new", "plan-new", who="building", at=case("building")),
    Look("plan-change", "plan-change", who="marga", at=_planned("Verslag")),
    Look("plan-end", "plan-end", who="building", at=_planned("Verslag")),
    Look("plan-fulfil", "plan-fulfil", who="building", at=_planned("Verslag")),
    Look("evidence-ask", "evidence-ask", who="marga", at=case("building")),
    Look("evidence-ask-item", "evidence-ask", who="marga", at=case("building"), query=_about_item),
    Look("handed-in", "handed-in", who="invited", at=case("invited")),
    Look("handed-in-coach", "handed-in", who="marga", at=case("full")),
    Look("dossier-take-out", "dossier-take-out", who="invited", at=_in_dossier),
    Look("candidates", "candidates", who="marga"),
    Look("candidates-empty", "candidates", who="building"),
    Look("news", "news", who="building"),
    Look("news-coach", "news", who="marga"),
    Look("news-empty", "news", who="karin"),
    Look("mail-choice", "mail-choice", who="building"),
    Look("still", "still", at=_still("need-help")),
    Look("still-ended", "still", at=lambda scene: {"token": "unknown", "answer": "pause"}, status=404),
)
