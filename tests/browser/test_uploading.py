"""Adding evidence with a phone on a bad connection: nothing that was sent is sent twice, nothing is lost."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.urls import reverse

from foundation.people.models import Person
from portfolio.models import EvidenceFile, Upload
from tests.browser.axe import assert_no_violations
from tests.browser.chromium import PHONE
from tests.browser.chromium import sign_in as give_session
from tests.factories.people import PersonFactory
from tests.factories.portfolio import document, make_item

pytestmark = pytest.mark.django_db(transaction=True)
PHOTO, PAPER, OTHER = (
    "foto-certificaat-op-tafel.jpg",
    "certificaat-lastige-gesprekken.pdf",
    "diploma-toezicht-op-straat.pdf",
)
SENT_MS = 30_000


def photo_of(size: int) -> bytes:
    """A photo with a long tail of noise behind its end, as some phones add: large enough for several pieces."""
    photo = document(PHOTO)
    return photo + os.urandom(size - len(photo))


def open_form(new_page: Any, live_server: Any, person: Person, name: str = "item-add-photo") -> Any:
    page = new_page(viewport=PHONE, locale="en-GB", has_touch=True, is_mobile=True)
    give_session(page.context, live_server.url, person)
    page.goto(reverse(name))
    return page


def choose(page: Any, *files: tuple[str, str, bytes]) -> None:
    page.locator("input[type=file]:not([capture])").set_input_files(
        [{"name": name, "mimeType": kind, "buffer": data} for name, kind, data in files]
    )


def add(page: Any) -> None:
    page.get_by_role("button", name="Add", exact=True).click()


def test_a_photo_survives_a_slow_and_broken_connection(new_page: Any, live_server: Any) -> None:
    person, photo = PersonFactory(), photo_of(3_000_000)
    page = open_form(new_page, live_server, person)
    patches: list[int] = []

    def road(route: Any) -> None:
        if route.request.method != "PATCH":
            route.continue_()
            return
        patches.append(int(route.request.headers["upload-offset"]))
        if len(patches) == 2:  # in the middle the connection goes, for a while
            route.abort("connectionreset")
            page.context.set_offline(True)
        else:
            route.continue_()

    page.route("**/uploads/**", road)
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    choose(page, ("foto.jpg", "image/jpeg", photo))
    add(page)
    page.locator(".upload-list__item[data-state=offline]").wait_for()
    assert page.locator("#announcements").text_content() == "No connection. It goes on by itself."
    assert_no_violations(page)
    page.context.set_offline(False)
    slow = {"offline": False, "latency": 100, "downloadThroughput": 200_000, "uploadThroughput": 500_000}
    network.send("Network.emulateNetworkConditions", slow)
    page.wait_for_url("**/portfolio?filter=unread", timeout=SENT_MS)

    file = EvidenceFile.objects.get()
    assert (file.size, file.owner) == (len(photo), person)
    assert patches == sorted(patches)  # what had arrived was not sent again from the start
    assert patches[-1] > 0


def test_after_a_reload_the_same_photo_goes_on_where_it_was(new_page: Any, live_server: Any, tmp_path: Any) -> None:
    person, photo = PersonFactory(), tmp_path / "foto.jpg"
    photo.write_bytes(photo_of(3_000_000))
    page = open_form(new_page, live_server, person)
    offsets: list[int] = []

    def road(route: Any) -> None:
        if route.request.method == "PATCH":
            offsets.append(int(route.request.headers["upload-offset"]))
            if offsets[-1] > 0 and len(offsets) == 2:
                return  # hangs
        route.continue_()

    page.route("**/uploads/**", road)
    page.locator("input[type=file]:not([capture])").set_input_files(photo)
    add(page)
    page.wait_for_function("() => document.querySelector('.upload-list__item progress').value > 0.3")
    page.wait_for_timeout(500)
    page.reload()

    begun = page.locator(".upload-list__item[data-state=begun]")
    begun.wait_for()
    assert "Choose the same file again to go on where it was." in begun.inner_text()
    assert_no_violations(page)
    page.locator("input[type=file]:not([capture])").set_input_files(photo)
    add(page)
    page.wait_for_url("**/portfolio?filter=unread", timeout=SENT_MS)

    assert EvidenceFile.objects.get().size == 3_000_000
    assert offsets.count(0) == 1
    assert Upload.objects.count() == 1


def test_one_that_fails_does_not_stop_the_others(new_page: Any, live_server: Any) -> None:
    page = open_form(new_page, live_server, PersonFactory(), "item-add-files")
    choose(
        page,
        ("plan.pdf", "application/pdf", b"MZ" + bytes(100)),
        (PAPER, "application/pdf", document(PAPER)),
        (OTHER, "application/pdf", document(OTHER)),
    )
    add(page)

    page.locator(".upload-list__item[data-state=failed]").wait_for()
    page.locator(".upload-list__item[data-state=done]").nth(1).wait_for()
    page.wait_for_function("() => document.getElementById('announcements').textContent === '2 of 3 files received'")
    page.get_by_role("button", name="Try again plan.pdf").wait_for()
    assert_no_violations(page)
    assert EvidenceFile.objects.count() == 2


def test_the_same_file_is_added_again_only_when_wanted(new_page: Any, live_server: Any) -> None:
    person = PersonFactory()
    make_item(person, file=PAPER, title="Certificaat")
    page = open_form(new_page, live_server, person, "item-add-files")
    choose(page, (PAPER, "application/pdf", document(PAPER)), ("anders.pdf", "application/pdf", document(PAPER)))
    add(page)

    page.locator(".upload-list__item[data-state=known]").nth(1).wait_for()
    assert EvidenceFile.objects.count() == 1
    page.get_by_role("button", name=f"Leave it out {PAPER}").click()
    page.get_by_role("button", name="Add it anyway anders.pdf").click()
    page.wait_for_url("**/portfolio?filter=unread", timeout=SENT_MS)

    assert EvidenceFile.objects.count() == 2


def test_stopping_leaves_nothing_at_the_server(new_page: Any, live_server: Any) -> None:
    page = open_form(new_page, live_server, PersonFactory())
    page.route("**/uploads/**", lambda route: None if route.request.method == "PATCH" else route.continue_())
    choose(page, ("foto.jpg", "image/jpeg", photo_of(300_000)))
    with page.expect_request(lambda request: request.method == "PATCH"):
        add(page)
    page.locator(".upload-list__item[data-state=busy]").wait_for()
    with page.expect_response(lambda response: response.request.method == "DELETE") as answered:
        page.get_by_role("button", name="Stop foto.jpg").click()

    assert answered.value.status == 204
    page.locator(".upload-list__item").wait_for(state="detached")
    assert not Upload.objects.exists()


def test_files_are_dropped_anywhere_on_the_form(new_page: Any, live_server: Any) -> None:
    page = open_form(new_page, live_server, PersonFactory(), "item-add-files")
    page.evaluate(
        """() => {
            const carried = new DataTransfer();
            carried.items.add(new File(["x"], "een.pdf"));
            carried.items.add(new File(["y"], "twee.pdf"));
            document.querySelector("form[data-upload] fieldset").dispatchEvent(
                new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
        }"""
    )

    assert page.locator("[data-dropfield-chosen]").inner_text() == "Chosen: een.pdf, twee.pdf"
