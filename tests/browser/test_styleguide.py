"""Every component, as a browser shows it: accessible, within the policy, and narrow enough for a phone."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.axe import assert_no_violations, violations

PARTS = ["", "?part=desk", "?part=confirm", "?part=404"]


def show(page: Any, part: str = "") -> None:
    answer = page.goto(f"/styleguide{part}")
    assert answer.ok, f"/styleguide{part} answers {answer.status}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("part", PARTS)
def test_every_component_is_accessible(new_page: Any, part: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme)
    show(page, part)

    assert_no_violations(page)


@pytest.mark.parametrize("part", PARTS)
def test_nothing_scrolls_sideways_at_320_pixels(new_page: Any, part: str) -> None:
    page = new_page(viewport={"width": 320, "height": 700})
    show(page, part)

    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert_no_violations(page)


def test_a_page_with_a_fault_is_caught(page: Any) -> None:
    show(page)
    page.evaluate("document.querySelector('label').remove()")

    assert any(line.startswith("label") for line in violations(page))


def test_controls_are_large_enough_to_touch(new_page: Any) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    show(page)

    small = page.evaluate(
        "[...document.querySelectorAll('.utrecht-button, .utrecht-textbox, .utrecht-select, .choice, .site-nav__link, summary')]"
        ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 120))"
    )
    assert small == []


def test_the_address_is_compared_in_the_page_and_not_sent(page: Any) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    show(page, "?lang=en")
    page.get_by_label("E-mail address of the person").fill("Fatima@Example.org")
    page.get_by_role("button", name="Compare").click()

    page.get_by_text("Yes. This badge was issued to that address.").wait_for()
    page.get_by_label("E-mail address of the person").fill("bram@example.org")
    page.get_by_role("button", name="Compare").click()

    page.get_by_text("No. This badge was not issued to that address.").wait_for()
    assert "POST" not in sent


def test_typed_text_survives_a_reload(page: Any) -> None:
    show(page, "?part=desk")
    page.locator("#id_sample-goal").fill("Ik wil beleidsadviseur worden.")
    page.reload()

    assert page.locator("#id_sample-goal").input_value() == "Ik wil beleidsadviseur worden."


def test_a_refused_file_says_why_and_keeps_the_rest(page: Any) -> None:
    def answer(route: Any) -> None:
        request = route.request
        if request.method == "GET":
            route.fulfill(status=200, json={"uploads": [], "state": "done", "item": {"href": "/", "title": "kept"}})
        elif request.method == "PATCH":
            route.fulfill(status=204, headers={"Upload-Offset": "4"})
        elif request.headers["upload-length"] == "7":
            route.fulfill(status=422, json={"message": "This file is locked. Save it without a password."})
        else:
            route.fulfill(status=201, headers={"Location": "/uploads/1"})

    page.route("**/uploads**", answer)
    show(page, "?lang=en")
    page.evaluate("document.querySelector('form[data-upload] input[type=file]').multiple = true")
    page.locator("form[data-upload] input[type=file]").set_input_files(
        [
            {"name": "fine.pdf", "mimeType": "application/pdf", "buffer": b"fine"},
            {"name": "odd.pdf", "mimeType": "application/pdf", "buffer": b"too-odd"},
        ]
    )
    page.locator("form[data-upload] button[type=submit]").click()

    page.get_by_text("This file is locked. Save it without a password.").wait_for()
    page.locator(".upload-list__item[data-state=done]").wait_for()
    page.get_by_role("button", name="Try again odd.pdf").wait_for()
    assert page.locator("#announcements").text_content() == "1 of 2 files received"


def test_a_form_is_sent_once(page: Any) -> None:
    show(page, "?part=confirm")

    sent = page.evaluate(
        """() => {
            let sent = 0;
            document.addEventListener("submit", (event) => { sent += 1; event.preventDefault(); });
            const button = document.querySelector("main button[type=submit]");
            button.click();
            button.click();
            return sent;
        }"""
    )
    assert sent == 1


def test_shortcuts_are_silent_while_typing(page: Any) -> None:
    show(page, "?part=desk&lang=en")
    page.locator("body").press("?")
    assert page.locator("[data-keys-help]").get_attribute("open") is not None

    page.locator("#id_sample-goal").press_sequentially("?")
    assert page.locator("[data-keys-help]").get_attribute("open") is not None
    assert page.locator("#id_sample-goal").input_value() == "?"
