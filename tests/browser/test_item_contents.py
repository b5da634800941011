"""What an item holds, in a real browser: blocks drawn and typed, a story told, a moment taken from the player."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse

from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import CoveredCopy, EvidenceFile, Place, Recording
from tests.browser.chromium import PHONE, sign_in
from tests.factories.people import PersonFactory
from tests.factories.portfolio import make_item, recording
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db(transaction=True)
PLAN = "plan-fietsparkeren-stationsplein.pdf"
# A tone from a machine without a microphone: what the browser gives is a stream like any other.
MICROPHONE = """navigator.mediaDevices.getUserMedia = async () => {
  const context = new AudioContext();
  await context.resume();
  const [tone, stream] = [context.createOscillator(), context.createMediaStreamDestination()];
  tone.connect(stream);
  tone.start();
  return stream.stream;
};"""


@pytest.fixture
def owner() -> Person:
    return PersonFactory(name="Bilal Aydin")


@pytest.fixture
def paper(owner: Person) -> EvidenceFile:
    return make_item(owner, file=PLAN).files.get()


def open_as(new_page: Any, live_server: Any, person: Person, **options: Any) -> Any:
    page = new_page(**options)
    sign_in(page.context, live_server.url, person)
    return page


def test_a_block_is_drawn_with_the_mouse_and_burned_in(
    new_page: Any, live_server: Any, owner: Person, paper: EvidenceFile
) -> None:
    page = open_as(new_page, live_server, owner)
    page.goto(reverse("file-cover", args=[paper.pk]))
    page.locator("[data-cover-page] img").evaluate("image => image.decode()")
    frame = page.locator("[data-cover-page]").bounding_box()
    page.mouse.move(frame["x"] + frame["width"] * 0.1, frame["y"] + frame["height"] * 0.1)
    page.mouse.down()
    page.mouse.move(frame["x"] + frame["width"] * 0.5, frame["y"] + frame["height"] * 0.3, steps=4)
    page.mouse.up()

    assert page.locator("[data-cover-page] rect").count() == 1
    assert "Blok 1" in page.locator("[data-cover-said]").text_content()
    page.get_by_role("button", name="Volgende pagina").click()
    page.get_by_text("2 van 8").wait_for()  # what was drawn goes along to the next page
    page.get_by_role("button", name="Maak de afgedekte kopie").click()
    page.get_by_text("Alleen jij houdt het origineel.").wait_for()

    [box] = CoveredCopy.objects.get().boxes
    assert box["page"] == 1
    assert (round(box["x"], 1), round(box["y"], 1)) == (0.1, 0.1)
    assert (round(box["width"], 1), round(box["height"], 1)) == (0.4, 0.2)


def test_a_block_is_typed_with_the_keyboard_alone_and_without_script(
    new_page: Any, live_server: Any, owner: Person, paper: EvidenceFile
) -> None:
    page = open_as(new_page, live_server, owner, viewport=PHONE, java_script_enabled=False)
    page.goto(reverse("file-cover", args=[paper.pk]))
    page.get_by_label("Vanaf links (%)").first.focus()
    for number in ("10", "20", "30", "5"):
        page.keyboard.type(number)
        page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Alleen jij houdt het origineel.").wait_for()

    assert CoveredCopy.objects.get().boxes == [{"page": 1, "x": 0.1, "y": 0.2, "width": 0.3, "height": 0.05}]


def test_a_part_of_a_story_is_told_in_the_page(new_page: Any, live_server: Any, owner: Person) -> None:
    story = make_item(owner, kind="reflection", title="Een avond")
    page = open_as(new_page, live_server, owner, viewport=PHONE)
    page.add_init_script(MICROPHONE)
    page.goto(reverse("item-story", args=[story.pk]))
    page.get_by_role("link", name="Vertel het: Taak").click()
    page.get_by_role("button", name="Begin met opnemen").click()
    page.get_by_text("Druk op Stop").wait_for()
    page.wait_for_timeout(1200)  # so long is spoken
    page.get_by_role("button", name="Stop", exact=True).click()

    page.get_by_role("heading", name="Jouw opname").wait_for()
    made = Recording.objects.select_related("file").get()
    assert made.part == "task"
    assert made.file.size > 0


def test_a_moment_is_taken_from_the_player(new_page: Any, live_server: Any, owner: Person) -> None:
    item = make_item(owner, work_processes=[make_standard().work_processes.get(code="W1")])
    sound = portfolio.add_file(item.pk, stream=BytesIO(recording(70)), name="gesprek.wav", by=owner)
    page = open_as(new_page, live_server, owner)
    page.goto(reverse("file-play", args=[sound.pk]))
    page.locator("audio").evaluate(
        "player => new Promise(done => { player.onseeked = done; player.currentTime = 65.5; })"
    )
    page.get_by_role("button", name="Vanaf dit moment").click()
    page.locator("button[name=work_process]").click()
    page.get_by_text("Genoteerd.").wait_for()

    assert Place.objects.get().second_from == 65
