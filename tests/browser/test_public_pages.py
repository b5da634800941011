"""The pages for anybody, as a browser shows them: accessible, narrow enough for a phone, and usable without script."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from credentials import services as credentials
from credentials.core.primitives.baking import OPEN_BADGES_2, bake_png
from credentials.models import Badge
from foundation.jobs.models import OutgoingMail
from portfolio import services as portfolio
from tests.browser.axe import assert_no_violations
from tests.browser.chromium import DESKTOP, PHONE
from tests.factories.credentials import ADDRESS, issued_badge
from tests.factories.documents import a_presentation, a_record, a_token, an_endorsed_badge, host_badge, internet
from tests.factories.people import PersonFactory
from tests.factories.standards import make_standard
from tests.loopback import DocumentServer
from tests.unit.credentials.core.test_baking import png

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = [pytest.param(PHONE, id="phone")]  # at a desk and at 320 pixels they are looked at with every page


@pytest.fixture(autouse=True)
def _nobody_asked_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def badge() -> Badge:
    return issued_badge(recipient=PersonFactory(name="Fatima el Amrani"))


@pytest.fixture
def witness_link() -> str:
    candidate = PersonFactory(name="Fatima el Amrani")
    work_process = make_standard().work_processes.first()
    entries = [
        portfolio.note_repetition(
            candidate,
            work_process=work_process,
            day=date(2026, 11, number),
            task="Surveilleert te voet in het centrum, ook als het druk is",
            count=number,
            role="independent",
            place="Markt",
            witness_name="Sanne de Lange",
            witness_email="sanne@politie.example",
            by=candidate,
        )
        for number in (3, 4)
    ]
    portfolio.ask_confirmation(candidate, repetitions=entries, by=candidate)
    found = re.search(r"/confirm/\S+", OutgoingMail.objects.get().text)
    assert found is not None
    return found[0]


def fits(page: Any) -> None:
    page.wait_for_load_state()  # with its styles
    width = page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").count() == 1
    assert page.title().endswith("Erkend")
    assert_no_violations(page)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("place", ["/", "/verify", "/toegankelijkheid", "/confirm/unknown"])
def test_pages_without_a_badge_are_accessible(new_page: Any, place: str, size: dict[str, int]) -> None:
    page = new_page(viewport=size)
    page.goto(place)

    fits(page)


@pytest.mark.parametrize("size", SIZES)
def test_a_badge_and_what_it_asks_are_accessible(new_page: Any, badge: Badge, size: dict[str, int]) -> None:
    page = new_page(viewport=size)
    for place in (f"/badges/{badge.pk}", f"/achievements/{badge.achievement_id}"):
        assert page.goto(place).ok
        fits(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_answer_is_accessible(new_page: Any, badge: Badge, size: dict[str, int], scheme: str) -> None:
    page = new_page(viewport=size, color_scheme=scheme)
    page.goto(f"/verify?address={badge.code}")
    for summary in page.locator("details > summary").all():
        if summary.is_visible():
            summary.click()

    fits(page)


def choose(page: Any, data: bytes, name: str = "badge.png") -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "image/png", "buffer": data})


def test_choosing_a_file_is_enough(page: Any, badge: Badge) -> None:
    page.goto("/verify?lang=en")
    choose(page, credentials.badge_picture(badge, "png"))

    page.get_by_role("heading", name="This badge is real, valid and not withdrawn.").wait_for()
    page.wait_for_load_state("load")
    page.get_by_label("E-mail address of the person").fill(ADDRESS)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    page.get_by_role("button", name="Compare").click()
    page.get_by_text("Yes. This badge was issued to that address.").wait_for()
    assert "POST" not in sent


def test_it_works_without_script(new_page: Any, badge: Badge) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/verify?lang=en")
    choose(page, credentials.badge_picture(badge, "svg"), "badge.svg")
    page.get_by_role("button", name="Check this badge").click()

    page.get_by_role("heading", name="This badge is real, valid and not withdrawn.").wait_for()
    page.get_by_label("E-mail address of the person").fill("bram@example.org")
    page.get_by_role("button", name="Compare").click()
    page.get_by_text("No. This badge was not issued to that address.").wait_for()


def test_a_code_is_typed_with_the_keyboard_alone(page: Any, badge: Badge) -> None:
    page.goto("/verify?lang=en")
    page.get_by_label("Or type its address or code").focus()
    page.keyboard.type(badge.code.lower())
    page.keyboard.press("Enter")

    page.get_by_role("heading", name="This badge is real, valid and not withdrawn.").wait_for()
    page.get_by_role("link", name="Nederlands").click()
    page.wait_for_url("**lang=nl**")
    assert page.locator("html").get_attribute("lang") == "nl"
    assert badge.code in page.url.upper()


@pytest.mark.parametrize("kind", ["changed", "withdrawn", "no badge"])
def test_bad_news_is_accessible_too(new_page: Any, badge: Badge, kind: str) -> None:
    data = badge.document.encode()
    if kind == "changed":
        data = data.replace(b"Stelt een", b"Stelt geen")
    elif kind == "withdrawn":
        credentials.revoke(badge.pk, because="Twee namen zijn verwisseld.", by=None)
    else:
        data = b"<html></html>"
    page = new_page(viewport=PHONE)
    page.goto("/verify")
    choose(page, data)
    page.locator("#verdict-sentence").wait_for()

    fits(page)


def unfold(page: Any) -> None:
    """Open whatever is folded, so that it is looked at as well."""
    for summary in page.locator("details > summary").all():
        if summary.is_visible():
            summary.click()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("kind", ["record", "endorsed", "presentation", "token", "open-badge-2"])
def test_what_is_no_plain_badge_is_accessible_too(
    new_page: Any, badge: Badge, kind: str, size: dict[str, int], tmp_path: Path, settings: Any
) -> None:
    page = new_page(viewport=size)
    with internet(tmp_path, settings) as server:
        page.goto("/verify")
        choose(page, sample(kind, badge, server))
        page.locator("#verdict-sentence").wait_for()
    unfold(page)

    fits(page)


def sample(kind: str, badge: Badge, server: DocumentServer) -> bytes:
    if kind == "record":
        withdrawn = issued_badge(issuer=badge.issuer, title="Toezichthouder parkeren")
        record = a_record(badge.issuer, [badge, withdrawn])
        credentials.revoke(withdrawn.pk, because="Twee namen zijn verwisseld.", by=None)
        return record
    if kind == "endorsed":
        return an_endorsed_badge(badge)
    if kind == "presentation":
        return json.dumps(a_presentation([badge])).encode()
    if kind == "token":
        return a_token(badge)
    return bake_png(png(), json.dumps(host_badge(server)), edition=OPEN_BADGES_2)


def test_each_badge_in_a_record_stands_with_its_verdict_and_folded_checks(page: Any, badge: Badge) -> None:
    page.goto("/verify?lang=en")
    choose(page, a_record(badge.issuer, [badge]), "record.json")
    page.get_by_role("heading", name="This record is real and valid, and so is each badge in it.").wait_for()
    part = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Handhaver buitenruimte"))

    part.get_by_text("This badge is real, valid and not withdrawn.").wait_for()
    assert not part.get_by_text("Not a character changed since it was signed.").is_visible()
    part.get_by_text("What was checked").click()
    part.get_by_text("Not a character changed since it was signed.").wait_for()


def test_who_has_to_wait_sends_the_same_file_again_with_one_press(page: Any, badge: Badge) -> None:
    page.goto("/verify?lang=en")
    for _time in range(60):
        page.request.post("/verify", form={"address": "{}"})
    choose(page, credentials.badge_picture(badge, "png"))
    page.get_by_role("heading", name="Wait a moment").wait_for()
    fits(page)

    cache.clear()  # a minute later
    page.get_by_role("button", name="Check this badge").click()
    page.get_by_role("heading", name="This badge is real, valid and not withdrawn.").wait_for()


@pytest.mark.parametrize("script", [True, False])
def test_a_witness_answers_on_a_phone(new_page: Any, witness_link: str, script: bool) -> None:
    page = new_page(viewport=PHONE, java_script_enabled=script)
    page.goto(f"{witness_link}?lang=en")
    if script:
        fits(page)
    page.get_by_label("Your work").fill("Police officer")
    page.get_by_label("How do you know this work?").fill("We walk together.")
    page.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("button", name="This is right").first.click()
    page.get_by_text("You said: this is right").wait_for()
    page.locator("summary", has_text="This is not right").click()
    page.get_by_label("What is not right?").fill("Dat was een andere avond.")
    page.get_by_role("button", name="Send: this is not right").click()

    page.get_by_role("heading", name="Thank you").wait_for()
    if script:
        fits(page)
