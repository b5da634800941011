"""One look at a page: which address, as whom, and how its arguments are found in the scene."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

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
