"""The practice log on a phone whose connection comes and goes: what is noted arrives once, and as the person who noted it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from PIL import Image

from evc.trajectories.models import Trajectory
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, Repetition, SyncedEntry
from tests.browser.axe import assert_no_violations
from tests.browser.chromium import PHONE, sign_in
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30  # seconds: installing asks for every file of the shell, on a machine that may be busy
STATE = "[data-practice-said]"
STORE = """(mode, work) => new Promise((resolve) => {
    indexedDB.open("erkend-practice").onsuccess = (event) => {
        const transaction = event.target.result.transaction("outbox", mode);
        const request = work(transaction.objectStore("outbox"));
        transaction.oncomplete = () => { event.target.result.close(); resolve(request?.result); };
    };
})"""
READ_OUTBOX = f"({STORE})('readonly', (store) => store.getAll())"
WRITE_OUTBOX = f"(rows) => ({STORE})('readwrite', (store) => {{ rows.forEach((row) => store.put(row)); }})"
KEPT_PAGE = (
    "caches.keys().then(async ([name]) => !!name && !!(await (await caches.open(name)).match('/practice/offline')))"
)


@pytest.fixture
def building() -> Trajectory:
    """A candidate who noted one thing before, so that "+1" knows what to repeat."""
    trajectory = TrajectoryFactory(building=True, standard_version=make_standard(repetitions={"W1": 10}))
    portfolio.note_repetition(
        trajectory.candidate,
        work_process=trajectory.standard_version.work_processes.get(code="W1"),
        day=date(2026, 1, 5),
        task="Surveillance",
        count=1,
        role="independent",
        place="Markt",
        witness_name="Sanne",
        witness_email="sanne@example.org",
        by=trajectory.candidate,
    )
    return trajectory


@pytest.fixture
def phone(new_context: Any, live_server: Any, building: Trajectory) -> Any:
    """A phone on which the candidate opened the log once with a connection: the page without one is kept."""
    context = new_context(viewport=PHONE, locale="en-GB")
    sign_in(context, live_server.url, building.candidate)
    return opened(context)


def opened(context: Any) -> Any:
    context.set_default_timeout(PATIENCE * 1000)
    page = context.new_page()
    page.goto("/practice")
    page.evaluate("navigator.serviceWorker.ready")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    until(page, lambda: page.evaluate(KEPT_PAGE))
    return page


def until(page: Any, holds: Callable[[], bool], *, seconds: int = PATIENCE) -> None:
    from playwright.sync_api import Error  # noqa: PLC0415  # a machine without a browser skips these tests

    for _try in range(seconds * 10):
        with suppress(Error):  # the page may load itself anew in the very moment that it is asked
            if holds():
                return
        page.wait_for_timeout(100)
    raise AssertionError(f"not within {seconds} seconds")


def offline(page: Any) -> None:
    page.context.set_offline(True)
    page.goto("/practice")
    page.get_by_role("heading", name="Practice log on this phone").wait_for()
    page.get_by_role("button", name="+1").first.wait_for()


def note_five(page: Any) -> None:
    for count in range(1, 6):
        page.get_by_role("button", name="+1").first.click()
        said = "1 waits for" if count == 1 else f"{count} wait for"
        page.locator(STATE, has_text=said).wait_for()


def online(page: Any) -> None:
    page.context.set_offline(False)  # which the browser tells the page


def send_again(page: Any) -> None:
    """As when the page comes back to the front."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def new_entries() -> list[Repetition]:
    return list(Repetition.objects.exclude(day=date(2026, 1, 5)))


def outbox(page: Any) -> int:
    """How many entries, of anybody, are on the phone."""
    return len(page.evaluate(READ_OUTBOX))


def picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 30), "#12355B").save(made, "PNG")
    return made.getvalue()


def test_five_repetitions_noted_without_a_connection_arrive_once(phone: Any) -> None:
    offline(phone)
    note_five(phone)
    assert new_entries() == []
    assert_no_violations(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    online(phone)

    phone.locator(STATE, has_text="5 saved.").wait_for()
    assert len(new_entries()) == 5
    assert {(entry.task, entry.place, entry.witness_email) for entry in new_entries()} == {
        ("Surveillance", "Markt", "sanne@example.org")
    }
    assert outbox(phone) == 0


def test_a_lost_answer_makes_nothing_double(phone: Any) -> None:
    offline(phone)
    # Only the open page sends: what the browser sends by itself, with the page closed, no test can hold up.
    phone.evaluate("Object.defineProperty(ServiceWorkerRegistration.prototype, 'sync', { value: undefined })")
    note_five(phone)
    lost = []

    def lose(route: Any) -> None:
        if not lost:
            lost.append(route.fetch().status)
            return route.abort()
        return route.continue_()

    phone.route("**/practice/sync", lose)
    with phone.expect_event("requestfailed", lambda request: request.url.endswith("/practice/sync")):
        online(phone)
    assert (lost, len(new_entries()), outbox(phone)) == ([200], 5, 5)

    send_again(phone)

    phone.locator(STATE, has_text="5 saved.").wait_for()
    assert len(new_entries()) == 5


def test_a_second_device_with_the_same_entries_adds_nothing(
    phone: Any, new_context: Any, live_server: Any, building: Trajectory
) -> None:
    offline(phone)
    note_five(phone)
    copied = phone.evaluate(READ_OUTBOX)
    online(phone)
    phone.locator(STATE, has_text="5 saved.").wait_for()
    context = new_context(viewport=PHONE, locale="en-GB")
    sign_in(context, live_server.url, building.candidate)
    tablet = opened(context)
    tablet.goto("/practice/offline")
    tablet.evaluate(WRITE_OUTBOX, copied)
    assert outbox(tablet) == 5
    with tablet.expect_response("**/practice/sync"):
        send_again(tablet)

    until(tablet, lambda: outbox(tablet) == 0)
    assert len(new_entries()) == 5
    assert SyncedEntry.objects.count() == 5


def test_after_the_session_ended_they_are_sent_once_the_same_person_signs_in_again(
    phone: Any, live_server: Any, building: Trajectory
) -> None:
    offline(phone)
    note_five(phone)
    Session.objects.all().delete()
    online(phone)
    phone.locator(STATE, has_text="5 wait until you sign in again.").wait_for()
    assert phone.get_by_role("link", name="Sign in").is_visible()
    assert (new_entries(), outbox(phone)) == ([], 5)

    sign_in(phone.context, live_server.url, building.candidate)
    phone.goto("/practice")

    until(phone, lambda: outbox(phone) == 0)
    assert len(new_entries()) == 5


def test_another_person_on_the_same_phone_sends_and_sees_none_of_them(
    phone: Any, live_server: Any, building: Trajectory
) -> None:
    other = TrajectoryFactory(building=True, standard_version=building.standard_version).candidate
    offline(phone)
    note_five(phone)
    Session.objects.all().delete()
    online(phone)
    phone.locator(STATE, has_text="5 wait until").wait_for()

    sign_in(phone.context, live_server.url, other)
    with phone.expect_response("**/practice/state"):
        phone.goto("/practice")
    phone.wait_for_timeout(500)
    assert phone.locator("[data-practice-state]").get_attribute("data-state") == "saved"
    phone.goto("/practice/offline")
    phone.get_by_role("button", name="+1").first.wait_for()

    assert phone.get_by_text("Still on this phone").is_hidden()
    assert phone.get_by_text("Surveillance").count() == 0
    assert (new_entries(), outbox(phone)) == ([], 5)

    sign_in(phone.context, live_server.url, building.candidate)
    phone.goto("/practice")
    until(phone, lambda: outbox(phone) == 0)
    assert {entry.owner_id for entry in new_entries()} == {building.candidate.pk}
    assert len(new_entries()) == 5


def test_signing_out_wipes_the_tasks_from_the_phone(phone: Any) -> None:
    phone.goto("/home")
    phone.get_by_text("Account").first.click()
    phone.get_by_role("button", name="Sign out").click()
    phone.wait_for_url(lambda address: "/home" not in address)
    phone.wait_for_load_state()
    phone.context.set_offline(True)
    phone.goto("/practice")

    phone.get_by_text("There is nothing on this phone yet.").wait_for()
    assert phone.get_by_role("button", name="+1").count() == 0


def test_an_entry_with_a_photo_arrives_with_it_once(phone: Any) -> None:
    offline(phone)
    phone.get_by_text("Differently, or with a photo").first.click()
    form = phone.locator("[data-practice-tasks] form").first
    form.get_by_label("What did you do?").fill("Afzetting")
    form.get_by_label("Where?").fill("Haven")
    form.get_by_label("Photo").set_input_files({"name": "IMG_1.png", "mimeType": "image/png", "buffer": picture()})
    form.get_by_role("button", name="Note this").click()
    phone.locator(STATE, has_text="1 waits for a connection.").wait_for()

    online(phone)

    until(phone, lambda: outbox(phone) == 0)
    [entry] = new_entries()
    assert (entry.task, entry.place) == ("Afzetting", "Haven")
    item = EvidenceItem.objects.get()
    assert entry.photo.item == item
    assert item.files.count() == 1
    assert [link.work_process for link in item.links.all()] == [entry.log.work_process]


def test_what_the_server_refuses_stays_on_the_phone_and_is_put_right_there(phone: Any) -> None:
    offline(phone)
    phone.get_by_text("Differently, or with a photo").first.click()
    form = phone.locator("[data-practice-tasks] form").first
    form.get_by_label("When?").fill("2999-01-01")
    form.get_by_role("button", name="Note this").click()
    online(phone)
    phone.get_by_text("This day is still to come.").wait_for()
    assert_no_violations(phone)
    phone.locator("[data-practice-list]").get_by_text("Put it right").click()
    again = phone.locator("[data-practice-list] form")
    again.get_by_label("When?").fill("2026-01-06")
    again.get_by_role("button", name="Send it again").click()

    until(phone, lambda: outbox(phone) == 0)
    assert [entry.day for entry in new_entries()] == [date(2026, 1, 6)]


def test_with_a_connection_plus_one_is_kept_and_can_be_taken_back(phone: Any) -> None:
    phone.get_by_role("button", name="+1").first.click()
    phone.get_by_text("Noted: once").wait_for()
    assert len(new_entries()) == 1
    phone.get_by_role("button", name="Take it back").click()
    phone.get_by_text("The entry was removed.").wait_for()

    assert new_entries() == []


def test_the_keyboard_alone_notes_without_a_connection(phone: Any) -> None:
    offline(phone)
    phone.get_by_role("button", name="+1").first.focus()
    phone.keyboard.press("Enter")
    phone.locator(STATE, has_text="1 waits for a connection.").wait_for()
    assert phone.evaluate("document.activeElement.matches('[data-plus]')")
