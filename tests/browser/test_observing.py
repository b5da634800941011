"""What an assessor sees at work, written on a phone: without a connection too, kept through a reload, and sent once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.sessions.models import Session

from evc.assessments.models import Observation, Score
from evc.trajectories.models import InstrumentRecord, Participant, Trajectory
from foundation.people.models import Person
from tests.browser.axe import assert_no_violations
from tests.browser.chromium import PHONE, sign_in
from tests.browser.test_practice_offline import PATIENCE, until
from tests.factories.trajectories import TrajectoryFactory, who_is

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.django_db(transaction=True)
Part = Participant.Part
SAID = "[data-observe] [data-said]"
KEPT_PAGE = "caches.keys().then(async ([name]) => !!name && !!(await (await caches.open(name)).match('/observe')))"
DRAFTS = """() => new Promise((resolve) => {
    indexedDB.open("erkend-observe").onsuccess = (event) => {
        const all = event.target.result.transaction("drafts").objectStore("drafts").getAll();
        all.onsuccess = () => { event.target.result.close(); resolve(all.result.length); };
    };
})"""
FACTS = ("Zij bleef op anderhalve meter.", "Zij liet hem twee keer uitpraten.")


@pytest.fixture
def trajectory() -> Trajectory:
    return TrajectoryFactory(assessing=True)


@pytest.fixture
def phone(new_context: Any, live_server: Any, trajectory: Trajectory) -> Page:
    """The first assessor's, on which the form was opened once with a connection."""
    context = new_context(viewport=PHONE, locale="en-GB")
    sign_in(context, live_server.url, assessor(trajectory))
    return opened(context)


def opened(context: BrowserContext) -> Page:
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    page.goto("/observe")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    until(page, lambda: page.evaluate(KEPT_PAGE))
    page.locator(SAID, has_text="Everything is sent.").wait_for()
    return page


def assessor(trajectory: Trajectory, seat: int = 1) -> Person:
    return who_is(trajectory, Part.ASSESSOR, seat)


def offline(page: Page) -> None:
    page.context.set_offline(True)
    page.goto("/observe")
    page.locator(SAID, has_text="No connection.").wait_for()


def begin(page: Page, trajectory: Trajectory) -> None:
    row = page.locator("[data-places] li", has_text=f"workplace observation: {trajectory.candidate.name}")
    row.get_by_role("button", name="Begin").click()
    page.get_by_label("What do you see?").wait_for()


def note(page: Page, text: str, *, criterion: str = "") -> None:
    page.get_by_label("What do you see?").fill(text)
    if criterion:
        options = page.get_by_label("At which criterion?").locator("option")
        page.get_by_label("At which criterion?").select_option(
            label=next(one for one in options.all_inner_texts() if one.startswith(criterion))
        )
    page.get_by_role("button", name="Note this").click()
    page.locator("[data-drafts] li", has_text=text).wait_for()


def written(page: Page, trajectory: Trajectory) -> None:
    """Two facts, without a connection, and finished."""
    offline(page)
    begin(page, trajectory)
    note(page, FACTS[0], criterion="W1-C02")
    note(page, FACTS[1])
    page.get_by_role("button", name="Finish and send").click()
    page.locator(SAID, has_text="No connection.").wait_for()


def test_what_was_seen_without_a_connection_arrives_once_and_the_other_assessor_reads_it(
    phone: Page, new_context: Any, live_server: Any, trajectory: Trajectory
) -> None:
    offline(phone)
    begin(phone, trajectory)
    note(phone, FACTS[0], criterion="W1-C02")
    phone.get_by_label("What do you see?").fill(FACTS[1])
    assert_no_violations(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    phone.reload()  # the phone was in a pocket: also what was half typed is still there
    phone.locator("[data-drafts] li", has_text=FACTS[0]).wait_for()
    assert phone.get_by_label("What do you see?").input_value() == FACTS[1]
    phone.get_by_role("button", name="Finish and send").click()
    phone.locator(SAID, has_text="No connection.").wait_for()
    assert not InstrumentRecord.objects.exists()

    phone.context.set_offline(False)

    until(phone, lambda: phone.evaluate(DRAFTS) == 0)
    phone.locator(SAID, has_text=re.compile("sent", re.IGNORECASE)).wait_for()
    record = InstrumentRecord.objects.get()
    assert (record.by, record.instrument.key) == (assessor(trajectory), "observation")
    assert record.facts.count("W1-C02") == 1
    assert all(fact in record.facts for fact in FACTS)
    facts = record.observation.facts.order_by("position")
    assert [fact.criterion.code if fact.criterion else "" for fact in facts] == ["W1-C02", ""]
    assert not Score.objects.exists()
    other = new_context(locale="en-GB")
    sign_in(other, live_server.url, assessor(trajectory, 2))
    page = other.new_page()
    page.goto(f"/trajectories/{trajectory.pk}")
    page.get_by_text(FACTS[0]).wait_for()


def test_a_lost_answer_makes_one_observation_of_it(phone: Page, trajectory: Trajectory) -> None:
    written(phone, trajectory)
    # Only the open page sends: what the browser sends by itself, with the page closed, no test can hold up.
    phone.evaluate("Object.defineProperty(ServiceWorkerRegistration.prototype, 'sync', { value: undefined })")
    lost = []

    def lose(route: Any) -> None:
        if not lost:
            lost.append(route.fetch().status)
            return route.abort()
        return route.continue_()

    phone.route("**/observe/sync", lose)
    with phone.expect_event("requestfailed", lambda request: request.url.endswith("/observe/sync")):
        phone.context.set_offline(False)
    assert (lost, InstrumentRecord.objects.count(), phone.evaluate(DRAFTS)) == ([200], 1, 1)

    phone.goto("/observe")  # the assessor opens it once more

    until(phone, lambda: phone.evaluate(DRAFTS) == 0)
    assert (InstrumentRecord.objects.count(), Observation.objects.count()) == (1, 1)


def test_somebody_else_on_the_same_phone_sends_and_sees_nothing_of_it(
    phone: Page, live_server: Any, trajectory: Trajectory
) -> None:
    written(phone, trajectory)
    Session.objects.all().delete()
    phone.context.set_offline(False)
    phone.locator(SAID, has_text="You are signed out.").wait_for()
    assert phone.get_by_role("link", name="Sign in").first.is_visible()

    sign_in(phone.context, live_server.url, assessor(trajectory, 2))
    phone.goto("/observe")
    phone.locator(SAID, has_text="Everything is sent.").wait_for()
    assert not phone.get_by_text(FACTS[0]).count()
    assert (InstrumentRecord.objects.count(), phone.evaluate(DRAFTS)) == (0, 1)

    sign_in(phone.context, live_server.url, assessor(trajectory))
    phone.goto("/observe")
    until(phone, lambda: phone.evaluate(DRAFTS) == 0)
    assert InstrumentRecord.objects.get().by == assessor(trajectory)


def test_what_the_server_refuses_comes_back_with_the_reason_and_is_put_right(
    phone: Page, trajectory: Trajectory
) -> None:
    offline(phone)
    begin(phone, trajectory)
    note(phone, FACTS[0])
    phone.get_by_text("Day, times and place").click()
    phone.get_by_label("Day", exact=True).fill("2999-01-01")
    phone.get_by_role("button", name="Finish and send").click()
    phone.context.set_offline(False)

    phone.locator("[data-problem]", has_text="day").wait_for()
    phone.locator(SAID, has_text="An observation was not taken.").wait_for()
    assert_no_violations(phone)
    assert phone.locator("[data-drafts] li", has_text=FACTS[0]).is_visible()
    assert not InstrumentRecord.objects.exists()
    phone.get_by_text("Day, times and place").click()
    phone.get_by_label("Day", exact=True).fill("2026-10-01")
    phone.get_by_role("button", name="Finish and send").click()

    until(phone, lambda: phone.evaluate(DRAFTS) == 0)
    assert InstrumentRecord.objects.get().held_on.isoformat() == "2026-10-01"
