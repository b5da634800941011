"""Signing in and checking a badge without a mouse."""

from __future__ import annotations

from typing import Any

import pytest

from credentials import services as credentials
from tests.factories.credentials import issued_badge
from tests.factories.people import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db(transaction=True)


def tab_to(page: Any, selector: str) -> None:
    """Press Tab until this has the focus, and see that one can tell: an outline that isn't there helps nobody."""
    for _press in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", selector):
            shown = page.evaluate(
                "() => { const style = getComputedStyle(document.activeElement);"
                " return style.outlineStyle !== 'none' || style.boxShadow !== 'none'; }"
            )
            assert shown, f"{selector} has the focus, and nothing shows it"
            return
    raise AssertionError(f"{selector} can't be reached with Tab")


def test_somebody_signs_in_with_the_keyboard(page: Any) -> None:
    person = PersonFactory(name="Yusuf Demirci")
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"  # past the header in one step
    page.keyboard.press("Enter")
    tab_to(page, "main a[href*='sign-in'], main a[href*='home']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in*")

    tab_to(page, "input[name=login]")
    page.keyboard.type(person.email)
    tab_to(page, "input[name=password]")
    page.keyboard.type(PASSWORD)
    tab_to(page, "main button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/home")

    assert page.get_by_role("heading", level=1).inner_text() == "Hallo Yusuf Demirci"


def test_a_badge_is_chosen_and_checked_with_the_keyboard(page: Any) -> None:
    picture = credentials.badge_picture(issued_badge(), "png")
    file = {"name": "badge.png", "mimeType": "image/png", "buffer": picture}
    page.on("filechooser", lambda chooser: chooser.set_files([file]))  # the window of the browser's own
    page.goto("/verify")
    tab_to(page, "input[type=file]")
    page.keyboard.press("Enter")

    page.get_by_role("heading", level=1, name="Deze badge is echt, geldig en niet ingetrokken.").wait_for()
    tab_to(page, "#identity-email")
