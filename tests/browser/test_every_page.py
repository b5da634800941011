"""Every page of the catalogue in a real browser: it answers, it is accessible, and it fits a narrow phone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command

from tests.browser.axe import violations
from tests.browser.chromium import DESKTOP, open_context, sign_in
from tests.browser.links import dead_links
from tests.pages import LOOKS, Look
from tests.scene import Scene, set_scene
from tests.serving import served

NARROW = {"width": 320, "height": 700}


class Viewer:
    """The scene, served; a browser for each person, and what broke while a page was looked at."""

    def __init__(self, browser: Any, address: str, scene: Scene) -> None:
        self.browser, self.address, self.scene = browser, address, scene
        self.broken: list[str] = []
        self.refused: list[str] = []
        self.pages: dict[str | None, Any] = {}

    def page_of(self, who: str | None) -> Any:
        if who not in self.pages:
            context = open_context(self.browser, self.address, refused=self.refused)
            if who is not None:
                sign_in(context, self.address, self.scene.people[who])
            page = context.new_page()
            page.on("pageerror", lambda error: self.broken.append(str(error)))
            page.on("console", lambda said: self.broken.append(said.text) if said.type == "error" else None)
            self.pages[who] = page
        self.broken.clear()
        self.refused.clear()
        return self.pages[who]

    def close(self) -> None:
        for page in self.pages.values():
            page.context.close()


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """The demo, played once for all pages: looking at them changes nothing. Instead of the ``db`` that ends with a test."""
    with django_db_blocker.unblock():
        yield set_scene()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture(scope="module")
def viewer(browser: Any, db: Scene) -> Iterator[Viewer]:
    with served() as address:
        opened = Viewer(browser, address, db)
        yield opened
        opened.close()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.key)
def test_page(viewer: Viewer, look: Look) -> None:
    page = viewer.page_of(look.who)
    page.set_viewport_size(DESKTOP)
    address = look.address(viewer.scene)

    answer = page.goto(address)

    assert answer.status == look.status, f"{address} answers {answer.status}"
    assert page.locator("html").get_attribute("lang") == "nl"
    assert page.locator("h1").count() == 1
    named, _dot, rest = page.title().partition(" · ")
    assert named, f"the window is called “{page.title()}”"
    assert rest.startswith("Erkend"), f"the window is called “{page.title()}”"
    found = violations(page)
    page.set_viewport_size(NARROW)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert not found, f"{address}:\n" + "\n".join(found)
    assert wide <= NARROW["width"], f"{address} scrolls sideways: {wide} pixels wide"
    # A page that is not there is meant to answer 404, which the browser notes as an error of its own.
    broken = [said for said in viewer.broken if look.status == 200 or "Failed to load resource" not in said]
    assert not broken, f"{address} broke: {broken}"
    assert not viewer.refused, f"{address} asked for something from elsewhere: {viewer.refused}"


def test_every_link_leads_somewhere(db: Scene) -> None:
    dead = dead_links(db)

    assert not dead, "\n".join(dead)
