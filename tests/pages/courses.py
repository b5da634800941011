"""Courses: what their followers see, and those who keep them."""

from __future__ import annotations

from tests.following_courses import FOLLOWED, OFFERED, RETIRED, followed_by, module_called
from tests.pages.look import Arguments, Look
from tests.scene import Scene


def _module(title: str) -> Arguments:
    return lambda scene: {"pk": module_called(title).pk}


def _standard(scene: Scene) -> str:
    return f"standard={scene.cases['building'].standard_version_id}"


COURSES = (
    Look("courses", "courses", who="building"),
    Look("courses-with-badges", "courses", who="fatima"),
    Look("course", "course", who="building", at=_module(FOLLOWED)),
    Look("course-offer", "course", who="fatima", at=_module(OFFERED)),
    Look("course-certificate", "course-certificate", who="building", at=_module(FOLLOWED)),
    Look("modules", "modules", who="petra"),
    Look("module-new", "module-new", who="petra"),
    Look("module-new-form", "module-new", who="petra", query=_standard),
    Look("module", "module", who="petra", at=_module(FOLLOWED)),
    Look("module-retired", "module", who="petra", at=_module(RETIRED)),
    Look("module-edit", "module-edit", who="petra", at=_module(FOLLOWED)),
    Look("module-retire", "module-retire", who="petra", at=_module(FOLLOWED)),
    Look(
        "module-follower",
        "module-follower",
        who="petra",
        at=lambda scene: {"pk": followed_by(scene, "building").pk},
    ),
)
