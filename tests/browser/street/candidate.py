"""What the candidate does, and the witness who is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from evc.demo.documents import BICYCLES_PHOTO, DIPLOMA
from tests.browser.street.cast import STANDARD, WITNESS, Street
from tests.factories.portfolio import document

if TYPE_CHECKING:
    from playwright.sync_api import Page

STORY = "Ruzie op de markt"
DIPLOMA_TITLE = "Diploma toezicht op straat, zelf verbeterd"
SHOWS = {STORY: ("W1", "W2"), DIPLOMA_TITLE: ("W2",)}
TASK = "Twee mensen uit elkaar gehaald"
DRAWING_MS = 60_000  # the medal is drawn when somebody asks for it first


def accept_and_tell(street: Street) -> None:
    page = street.home("candidate")
    page.get_by_role("link", name="Read the proposal").click()
    page.get_by_role("button", name="Yes, I want this").click()
    page.get_by_role("checkbox", name="exemption").check()
    page.get_by_label("What do you want to reach?").fill("Een deel van de opleiding overslaan.")
    page.get_by_role("button", name="Save, and on to the self-scan").click()
    page.get_by_role("heading", level=1, name="Self-scan").wait_for()
    for answer in page.get_by_label("I do this on my own").all():
        answer.check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", level=1, name=STANDARD).wait_for()


def agree(street: Street) -> None:
    page = street.home("candidate")
    page.get_by_role("link", name="Read the agreement").click()
    page.get_by_text("Je doet dit werk al jaren.").wait_for()
    page.get_by_label("I have no ties with an assessor").check()
    page.get_by_role("button", name="I agree").click()
    page.get_by_role("heading", level=1, name="What is covered").wait_for()


def upload_and_correct(street: Street) -> None:
    """A diploma and a photo at once; what was read of the diploma is corrected."""
    page = street.home("candidate")
    page.get_by_role("link", name="See what is still missing").click()
    page.get_by_role("link", name="Add evidence").click()
    page.get_by_role("link", name="Files", exact=True).click()
    page.locator("input[type=file]").set_input_files(
        [
            {"name": DIPLOMA, "mimeType": "application/pdf", "buffer": document(DIPLOMA)},
            {"name": BICYCLES_PHOTO, "mimeType": "image/png", "buffer": document(BICYCLES_PHOTO)},
        ]
    )
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**/portfolio?filter=unread", timeout=DRAWING_MS)
    page.get_by_role("link", name="Medewerker toezicht op straat").first.click()
    page.get_by_role("heading", name="Read from your document: is this right?").wait_for()
    assert page.get_by_label("Name on the paper").input_value() == "Fatima el Amrani"
    page.get_by_label("Title").fill(DIPLOMA_TITLE)
    page.get_by_role("button", name="Yes, this is right").click()
    page.get_by_role("heading", level=1, name=DIPLOMA_TITLE).wait_for()


def write_a_story(street: Street) -> None:
    """The browser saves while it is written, before any button."""
    page = street.home("candidate")
    page.goto("/portfolio/add")
    page.get_by_role("button", name="A story").click()
    page.get_by_label("Title").fill(STORY)
    told = {
        "Situation": "Zaterdag op de markt, twee kooplui kregen ruzie.",
        "Task": "Ik was de oudste en moest de rust terugbrengen.",
        "Action": "Ik haalde de twee uit elkaar en sprak elk apart.",
        "Result": "Na tien minuten draaide de markt weer.",
        "Reflection": "Ik begin nu eerder met het weghalen van publiek.",
    }
    for part, text in told.items():
        page.get_by_label(part).fill(text)
    page.get_by_label("Situation").focus()
    page.get_by_text("Saved", exact=False).first.wait_for()
    page.reload()
    assert page.get_by_label("Reflection").input_value() == told["Reflection"]
    page.get_by_role("button", name="Done for now").click()
    page.get_by_role("heading", level=1, name=STORY).wait_for()


def link_and_share(street: Street, shows: Mapping[str, Sequence[str]] = SHOWS) -> None:
    """``shows``: the codes of work processes by title. All of it is shared."""
    page = street.home("candidate")
    for title, codes in shows.items():
        page.goto("/portfolio")
        page.get_by_role("link", name=title).first.click()
        page.get_by_role("link", name="Say which work it shows").click()
        for code in codes:
            page.get_by_label(f"Werkproces {code}").check()
        page.get_by_role("button", name="Save").click()
        page.get_by_role("button", name="Share with this trajectory").click()
        page.get_by_role("button", name="Stop sharing").wait_for()


def note_practice_and_ask(street: Street) -> None:
    page = street.home("candidate")
    page.get_by_role("link", name="Practice log").first.click()
    page.get_by_role("link", name="Note the first").first.click()
    page.get_by_label("What did you do?").fill(TASK)
    page.get_by_label("How often?").fill("2")
    page.get_by_label("on my own").check()
    page.get_by_label("Who saw it?").fill("Sanne de Lange")
    page.get_by_label("E-mail address of this person").fill(WITNESS)
    page.get_by_role("button", name="Note this").click()
    page.get_by_text("It counts as soon as a witness confirms it.").wait_for()
    page.goto("/practice")
    page.get_by_role("link", name="Ask for confirmation").click()
    page.get_by_role("button", name="Send the mails").click()
    page.get_by_text("1 witness gets a mail with a link.").wait_for()


def witness_confirms(street: Street, page: Page) -> None:
    """From the mail, in a browser without an account; looking first changes nothing."""
    street.home("candidate")  # the mail goes out
    page.goto(f"/mailbox?to={WITNESS}")
    page.locator("main").get_by_role("link").filter(has_text=street.name("candidate")).first.click()
    page.locator("a[href*='/confirm/']").click()
    page.get_by_role("heading", level=2, name=TASK).wait_for()
    street.look_at(page)
    page.get_by_label("Jouw werk").fill("Agent in de binnenstad")
    page.get_by_label("Hoe ken je dit werk?").fill("Wij lopen vaak samen dienst.")
    page.get_by_label("Nee", exact=True).check()
    page.get_by_role("button", name="Opslaan en verder").click()
    page.get_by_role("button", name="Klopt").first.click()
    page.get_by_role("heading", level=1, name="Dank je wel").wait_for()


def see_practice(street: Street, counted: str) -> None:
    """``counted``: what of the log counts by now."""
    page = street.home("candidate")
    page.goto("/practice")
    page.get_by_text(counted).first.wait_for()


def hand_in(street: Street) -> None:
    page = street.home("candidate")
    page.get_by_role("heading", level=2).get_by_role("link", name=STANDARD).click()
    page.get_by_role("link", name="Hand in").first.click()
    page.get_by_label("I know that what I hand in can't be changed any more").check()
    page.get_by_label("What I hand in is true").check()
    page.get_by_role("button", name="Hand in now").click()
    page.get_by_text("Handed in. The assessors get it as it is now.").wait_for()


def download(street: Street, target: Path) -> Path:
    """The outcome, and the file that goes to an employer."""
    page = street.home("candidate")
    page.get_by_role("link", name="See the outcome").click()
    street.look_at(page)
    with page.expect_download(timeout=DRAWING_MS) as download:
        page.get_by_role("link", name="Download the badge").click(timeout=DRAWING_MS)
    download.value.save_as(target)
    return target
