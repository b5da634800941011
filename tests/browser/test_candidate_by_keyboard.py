"""The candidate's side without a mouse: everything has a name, shows its focus, and an action leads to what came of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from evc.trajectories.models import Trajectory
from portfolio.models import (
    Authorship,
    ConfirmationRequest,
    CoveredCopy,
    EvidenceItem,
    NamedReader,
    Place,
    PlannedItem,
    Recording,
    Repetition,
)
from tests.browser.chromium import PHONE, sign_in
from tests.browser.test_item_contents import MICROPHONE, PLAN
from tests.factories.people import PersonFactory
from tests.factories.portfolio import make_item
from tests.factories.programmes import begun, make_module
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, who_is

pytestmark = pytest.mark.django_db(transaction=True)

# What has the focus: whether it can be seen, and what it is called.
FOCUSED = """() => {
  const element = document.activeElement;
  const style = getComputedStyle(element.closest(".choice") ?? element); // of a tick box the whole choice lights up
  const label = element.labels?.[0] ?? document.getElementById(element.getAttribute("aria-labelledby") ?? "");
  const name = element.getAttribute("aria-label") || label?.textContent || element.textContent || element.alt || element.title;
  const choice = element.closest("label");
  const box = element.getBoundingClientRect();
  return {
    tag: element.tagName, what: element.outerHTML.slice(0, 120), name: (name || choice?.textContent || "").trim(),
    shown: style.outlineStyle !== "none" || style.boxShadow !== "none",
    size: box.width * box.height,
  };
}"""


def tab_to(page: Any, selector: str, *, most: int = 80) -> None:
    """Press Tab until this has the focus; whatever is passed has a name and shows that it has the focus."""
    for _press in range(most):
        if page.evaluate("what => document.activeElement.matches(what)", selector):
            return
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["tag"] in {"BODY", "HTML"}:
            continue  # out of the page, and in again
        assert focused["name"], f"has no name: {focused['what']}"
        assert focused["shown"], f"does not show its focus: {focused['what']}"
        assert focused["size"], f"has the focus and can't be seen: {focused['what']}"
    raise AssertionError(f"{selector} can't be reached with Tab")


def press(page: Any, selector: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("Enter")


def fill(page: Any, selector: str, text: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def lands(page: Any, selector: str) -> None:
    """The focus comes here by itself."""
    page.wait_for_function("what => document.activeElement.matches(what)", arg=selector, timeout=5000)


def answered(page: Any, words: str) -> None:
    """The focus is on the message that it was done, from where Tab goes on into the page."""
    page.locator("#messages", has_text=words).wait_for()
    lands(page, "#messages > *")


@pytest.fixture
def owner() -> Any:
    return PersonFactory(name="Bilal Aydin", language="nl")


@pytest.fixture
def open_as(new_page: Any, live_server: Any) -> Any:
    def opened(person: Any, address: str) -> Any:
        page = new_page(viewport=PHONE)
        sign_in(page.context, live_server.url, person)
        page.goto(address)
        return page

    return opened


def test_evidence_is_added_and_said_whose_work_it_is(open_as: Any, owner: Any) -> None:
    page = open_as(owner, reverse("item-add"))
    press(page, "main a[href$='/private_skill']")
    page.wait_for_url("**/private_skill")
    press(page, "main button[type=submit]")  # nothing was filled in
    lands(page, "[data-error-summary]")

    fill(page, "input[name=title]", "Jeugdtrainer bij de voetbalclub")
    press(page, "main form button[type=submit]")
    page.wait_for_url("**/links")
    assert EvidenceItem.objects.filter(owner=owner, kind="private_skill").exists()

    item = make_item(owner, title="Plan voor de markt", kind="work_product")
    page.goto(reverse("item-authorship", args=[item.pk]))
    tab_to(page, "input[name=made_by]")
    page.keyboard.press("Space")
    fill(page, "[name=own_part]", "Ik gaf de training.")
    press(page, "main form button[type=submit]")
    page.wait_for_url(f"**{reverse('item', args=[item.pk])}")
    assert Authorship.objects.filter(item=item).exists()


def test_a_place_is_pointed_at_and_a_block_is_put_over_a_name(open_as: Any, owner: Any) -> None:
    work = make_standard().work_processes.get(code="W1")
    item = make_item(owner, file=PLAN, work_processes=[work])
    file = item.files.get()
    page = open_as(owner, reverse("file-page", args=[file.pk, 1]))
    press(page, f"button[name=work_process][value='{work.pk}']")
    lands(page, "#messages > *")
    assert Place.objects.get(owner=owner).page_from == 1

    page.goto(reverse("file-cover", args=[file.pk]))
    for name, number in (("x", "10"), ("y", "10"), ("width", "30"), ("height", "5")):
        fill(page, f"[data-box={name}]", number)
    press(page, "[data-cover-rows] button[type=submit]")
    page.wait_for_url(f"**{reverse('item', args=[item.pk])}")
    assert CoveredCopy.objects.filter(owner=owner).count() == 1


def test_a_story_is_told(open_as: Any, owner: Any) -> None:
    item = make_item(owner, title="De ruzie op de markt", kind="reflection")
    page = open_as(owner, reverse("home"))
    page.add_init_script(MICROPHONE)
    page.goto(reverse("item-story-part", args=[item.pk, "action"]))

    press(page, "[data-start]")
    lands(page, "[data-stop]")  # the button that was pressed is gone
    assert page.locator("[data-said]").get_attribute("aria-live") == "polite"
    page.wait_for_timeout(1200)
    page.keyboard.press("Enter")

    page.locator("#kept").wait_for()
    assert Recording.objects.filter(item=item).count() == 1


def test_practice_is_noted_counted_on_asked_and_shared(open_as: Any, owner: Any) -> None:
    enrolment = begun(make_module(required=3), owner)
    page = open_as(owner, reverse("course", args=[enrolment.module_id]))
    fill(page, "input[name=task]", "Een straat afzetten")
    fill(page, "input[name=witness_name]", "Sanne")
    fill(page, "input[name=witness_email]", "sanne@example.org")
    press(page, "details form button[type=submit]")
    answered(page, "Genoteerd")
    press(page, "form[action$='plus-one'] button")
    page.wait_for_url("**/practice?noted=*")
    assert Repetition.objects.filter(course_task=enrolment.task).count() == 2

    page.goto(reverse("practice-ask"))
    tab_to(page, "input[name=repetitions]")
    press(page, "main form button[type=submit]")
    answered(page, "mail")
    assert ConfirmationRequest.objects.filter(owner=owner).count() == 1

    item = make_item(owner, title="Mijn rooster")
    reader = PersonFactory(name="Rik Boersma")
    page.goto(reverse("item-share-with", args=[item.pk]))
    fill(page, "input[name=email]", reader.email)
    press(page, "main form button[type=submit]")
    lands(page, "#messages > *")
    assert NamedReader.objects.filter(person=reader).exists()


def test_the_plan_is_made_and_the_links_are_made(open_as: Any) -> None:
    trajectory: Trajectory = TrajectoryFactory(building=True)
    candidate = who_is(trajectory, "candidate")
    page = open_as(candidate, reverse("plan-new", args=[trajectory.pk]))
    fill(page, "input[name=title]", "Foto van de afzetting")
    tab_to(page, "input[name=due_on]")
    page.locator("input[name=due_on]").fill((timezone.localdate()).isoformat())  # the browser's own calendar
    tab_to(page, "input[name=work_processes]")
    page.keyboard.press("Space")
    press(page, "main form button[type=submit]")
    page.wait_for_url("**/plan*")
    assert PlannedItem.objects.get(audience=trajectory.audience_id).title == "Foto van de afzetting"

    item = make_item(candidate, title="Foto")
    page.goto(reverse("item-links", args=[item.pk]))
    tab_to(page, "main input[type=checkbox]")
    page.keyboard.press("Space")
    press(page, "main form button[type=submit]")
    page.wait_for_url(f"**{reverse('item', args=[item.pk])}*")
    assert item.links.count() == 1
