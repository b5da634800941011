"""The quality officer releases and withdraws; the employer, who knows nobody here, checks."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from credentials.core.primitives.baking import bake_png, unbake
from tests.browser.street.cast import STANDARD, Street

if TYPE_CHECKING:
    from playwright.sync_api import Page


def check_and_release(street: Street) -> None:
    page = _outcome(street)
    street.look_at(page)
    _answer_the_list(street, page)
    page.get_by_role("link", name="Release", exact=True).click()
    page.get_by_label("Remark").fill("In orde.")
    page.get_by_role("button", name="Release", exact=True).click()
    page.get_by_text("Released. The candidate gets a mail.").wait_for()


def send_back(street: Street, *, because: str) -> None:
    page = _outcome(street)
    page.get_by_role("link", name="Send back to the assessors").click()
    page.get_by_role("button", name="Send back").click()
    page.get_by_text("Say what has to be put right.").first.wait_for()  # never without a reason
    page.get_by_label("What has to be put right?").fill(because)
    page.get_by_role("button", name="Send back").click()
    page.get_by_text("Sent back. The assessors get a mail with what you wrote.").wait_for()
    assert not page.get_by_role("link", name=street.name("candidate")).count()


def advise_on_the_gap(street: Street, advice: str, *, course: str = "") -> None:
    """What closes it, in words, and a course where one is on offer."""
    page = _outcome(street)
    page.get_by_role("link", name="advice").first.click()
    page.get_by_label("What closes the gap?").fill(advice)
    if course:
        page.get_by_label(course).check()
    page.get_by_role("button", name="Save the advice").click()
    page.get_by_text("The advice is saved.").wait_for()


def _answer_the_list(street: Street, page: Page) -> None:
    page.get_by_role("link", name="Answer the list").click()
    for answer in page.get_by_role("radio", name="Yes", exact=True).all():
        answer.check()
    street.look_at(page)
    page.get_by_role("button", name="Save your answers").click()


def withdraw(street: Street, *, because: str) -> None:
    """By way of the outcome that this officer released."""
    page = street.home("officer")
    page.get_by_role("link", name=street.name("candidate")).first.click()
    page.get_by_role("link", name="Withdraw the badge").first.click()
    page.get_by_label("Why?").fill(because)
    page.get_by_role("button", name="Withdraw the badge").click()
    page.get_by_role("heading", level=1, name=STANDARD).wait_for()


def upload(page: Page, picture: Path) -> None:
    """Choosing the file is enough."""
    page.goto("/")
    page.get_by_role("link", name="Een badge controleren").first.click()
    page.wait_for_url("**/verify")
    page.get_by_label("Kies de badge").set_input_files(picture)


def with_another_byte(picture: Path) -> Path:
    """A copy in which one byte of the badge differs: a file that was damaged on its way."""
    data = bytearray(picture.read_bytes())
    data[data.index(STANDARD.encode()) + 1] ^= 1
    return _beside(picture, "damaged.png", bytes(data))


def with_another_word(picture: Path) -> Path:
    """A copy in which somebody wrote another title into the badge, and made a whole picture of it again."""
    pixels = BytesIO()
    Image.open(picture).convert("RGBA").save(pixels, "PNG")
    text = unbake(picture.read_bytes()).replace(STANDARD, "Gesprekken voeren in raadzaal")
    return _beside(picture, "changed.png", bake_png(pixels.getvalue(), text))


def _beside(picture: Path, name: str, data: bytes) -> Path:
    target = picture.with_name(name)
    target.write_bytes(data)
    return target


def _outcome(street: Street) -> Page:
    page = street.home("officer")
    page.get_by_role("link", name="Quality check").first.click()
    page.get_by_role("link", name=street.name("candidate")).click()
    page.get_by_role("heading", level=1, name="Outcome of").wait_for()
    return page
