"""The pages around the interview and the observation, and of a third assessor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portfolio.services import manifest_contents
from tests.pages.look import Look, case
from tests.scene import Scene, own_assessment


def _picture(scene: Scene) -> Mapping[str, Any]:
    assessment = own_assessment(scene, "underway", "yusuf")
    dossier = manifest_contents(assessment.manifest)
    return {"pk": assessment.pk, "file_pk": next(file for item in dossier.items for file in item.files).id}


def _text(scene: Scene) -> Mapping[str, Any]:
    assessment = own_assessment(scene, "underway", "yusuf")
    dossier = manifest_contents(assessment.manifest)
    file = next(file for item in dossier.items for file in item.files if file.page_count)
    return {"pk": assessment.pk, "file_pk": file.id, "number": 1}


def _moderation(scene: Scene) -> Mapping[str, Any]:
    return {"pk": scene.cases["moderating"].moderations.get().pk}


def _third(scene: Scene) -> Mapping[str, Any]:
    return {"pk": scene.cases["undecided"].moderations.get().pk}


def _interview(key: str) -> Any:
    return lambda scene: {**case(key)(scene), "instrument": "interview"}


INTERVIEWS = (
    Look("interview-guide", "interview-guide", who="yusuf", at=case("underway")),
    Look("observe", "observe"),
    Look("recording", "recording", who="yusuf", at=_interview("underway")),
    Look("recording-candidate", "recording", who="thijs", at=_interview("underway")),
    Look("case-undecided", "trajectory", who="undecided", at=case("undecided")),
    Look("third-asking", "third-assessor-ask", who="yusuf", at=_moderation),
    Look("third-finding", "third-assessor", who="petra", at=_third),
    Look("moderation-third", "moderation", who="yusuf", at=_third),
    Look("desk-look", "desk-look", who="yusuf", at=_picture),
    Look("desk-page-text", "desk-page-text", who="yusuf", at=_text),
)

NO_PAGE_OF_INTERVIEWS: Mapping[str, str] = {
    "observe-state": "answers a script",
    "observe-sync": "takes a POST of a script",
    "recording-begin": "takes a POST of a script",
    "recording-piece": "takes a POST of a script",
    "recording-mark": "takes a POST of a script",
    "recording-keep": "takes a POST of a script",
    "recording-listen": "answers sound",
}
