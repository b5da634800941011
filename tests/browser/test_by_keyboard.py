"""Without a mouse: signing in and checking a badge. Without scripts: several files at once."""

from __future__ import annotations

from typing import Any

import pytest

from credentials import services as credentials
from evc.demo.documents import BICYCLES_PHOTO, DIPLOMA
from portfolio.models import EvidenceItem
from tests.browser.chromium import sign_in
from tests.factories.credentials import issued_badge
from tests.factories.people import PASSWORD, PersonFactory
from tests.factories.portfolio import document

pytestmark = pytest.mark.django_db(transaction=True)
FILES = [
    {"name": DIPLOMA, "mimeType": "application/pdf", "buffer": document(DIPLOMA)},
    {"name": BICYCLES_PHOTO, "mimeType": "image/png", "buffer": document(BICYCLES_PHOTO)},
]


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
    page.goto("/verify")
    tab_to(page, "input[type=file]")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files([{"name": "badge.png", "mimeType": "image/png", "buffer": picture}])

    page.get_by_role("heading", level=1, name="Deze badge is echt, geldig en niet ingetrokken.").wait_for()
    tab_to(page, "#identity-email")


def test_several_files_are_added_without_scripts(new_context: Any, live_server: Any) -> None:
    person = PersonFactory(name="Fatima el Amrani")
    context = new_context(java_script_enabled=False)
    sign_in(context, live_server.url, person)
    page = context.new_page()
    page.goto("/portfolio")
    page.get_by_role("link", name="Voeg je eerste bewijs toe").click()
    page.get_by_role("link", name="Bestanden", exact=True).click()
    page.locator("input[type=file]").set_input_files(FILES)
    page.get_by_role("button", name="Toevoegen").click()

    page.get_by_text("2 bestanden zijn toegevoegd").wait_for(timeout=30_000)
    assert EvidenceItem.objects.owned_by(person).count() == 2
