"""What is brought together before a dossier is handed in: a product, a log from a spreadsheet, a witness and a coach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evc.demo.documents import WORK_PRODUCT
from tests.browser.street.cast import STANDARD, WITNESS, Street
from tests.browser.street.planning import case_of
from tests.factories.portfolio import document

if TYPE_CHECKING:
    from playwright.sync_api import Page

PRODUCT = "Plan voor het plein"
COMMENT = "Mooi plan. Wat deed jij zelf, en wat je collega?"
NOT_SEEN = "Deze avond was ik er niet bij"
LOG = f"""datum;werkproces;taak;aantal;rol;getuige;getuige_email
2026-03-02;W1;Ruzie gesust bij het station;1;zelfstandig;Tom Visser;{WITNESS}
2026-03-09;W1;Ruzie gesust op de markt;1;zelfstandig;Tom Visser;{WITNESS}
2026-03-16;W1;Ruzie gesust bij de sporthal;1;zelfstandig;Tom Visser;{WITNESS}
2026-02-30;W1;Ruzie gesust in het park;1;zelfstandig;Tom Visser;{WITNESS}
"""
REFUSED = "Ruzie gesust bij de sporthal"


def add_work_product(street: Street, *, title: str = PRODUCT, codes: tuple[str, ...] = ("W1", "W2")) -> None:
    """With its file, linked to the work that it shows, and shared with the trajectory."""
    page = street.home("candidate")
    page.goto("/portfolio/add")
    page.get_by_role("link", name="work product").click()
    page.get_by_label("Title").fill(title)
    page.locator("input[type=file]").set_input_files(
        {"name": WORK_PRODUCT, "mimeType": "application/pdf", "buffer": document(WORK_PRODUCT)}
    )
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_text("Added. Now say which work it shows.").wait_for()
    for code in codes:
        page.get_by_label(f"Werkproces {code}").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Share with this trajectory").click()
    page.get_by_role("button", name="Stop sharing").wait_for()


def import_log(street: Street) -> None:
    """Three rows come in at once; the fourth has a day that does not exist, and is put right on the page."""
    page = street.home("candidate")
    page.get_by_role("link", name="Practice log").first.click()
    page.get_by_role("link", name="Import a log").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "logboek.csv", "mimeType": "text/csv", "buffer": LOG.encode()}
    )
    page.get_by_role("button", name="Import").click()
    page.get_by_role("heading", level=1, name="1 row needs a correction").wait_for()
    street.look_at(page)
    page.get_by_label("Date").first.fill("2026-02-28")
    page.get_by_role("button", name="Add these rows").click()
    page.get_by_text("1 row was added to your log.").wait_for()


def ask_the_witness(street: Street) -> None:
    page = street.home("candidate")
    page.goto("/practice/ask")
    page.get_by_role("button", name="Send the mails").click()
    page.get_by_text("1 witness gets a mail with a link.").wait_for()


def witness_answers(street: Street, page: Page) -> None:
    """From the mail, without an account: one is refused with a reason, the rest is right at one press."""
    street.home("candidate")  # the mail goes out
    page.goto(f"/mailbox?to={WITNESS}")
    page.locator("main").get_by_role("link").filter(has_text=street.name("candidate")).first.click()
    page.locator("a[href*='/confirm/']").click()
    page.get_by_label("Jouw werk").fill("Agent in de binnenstad")
    page.get_by_label("Hoe ken je dit werk?").fill("Wij lopen vaak samen dienst.")
    page.get_by_label("Nee", exact=True).check()
    page.get_by_role("button", name="Opslaan en verder").click()
    entry = page.locator("article", has=page.get_by_role("heading", name=REFUSED))
    entry.locator("summary").click()
    entry.get_by_label("Wat klopt er niet?").fill(NOT_SEEN)
    entry.get_by_role("button", name="Versturen: dit klopt niet").click()
    page.get_by_text(NOT_SEEN).wait_for()
    page.get_by_role("button", name="Alle 3 kloppen").click()
    page.get_by_role("heading", level=1, name="Dank je wel").wait_for()


def coach_comments(street: Street) -> None:
    """The coach reads what is shared and asks; the candidate finds the question at the item."""
    page = case_of(street, "coach")
    page.get_by_role("link", name=PRODUCT).first.click()
    page.get_by_label("Your comment").fill(COMMENT)
    page.get_by_role("button", name="Send this comment").click()
    page.get_by_text(COMMENT).first.wait_for()
    own = street.home("candidate")
    own.goto("/portfolio")
    own.get_by_role("link", name=PRODUCT).first.click()
    own.get_by_text(COMMENT).first.wait_for()


def see_what_is_covered(street: Street) -> None:
    page = street.home("candidate")
    page.get_by_role("heading", level=2).get_by_role("link", name=STANDARD).click()
    page.get_by_role("link", name="What is covered").first.click()
    page.get_by_role("heading", level=1, name="What is covered").wait_for()
    row = page.get_by_role("row", name="Werkproces W1")
    row.locator("[data-label='Practice, confirmed']", has_text="3").wait_for()
    street.look_at(page)


def share_by_a_link(street: Street, reader: Page) -> None:
    """An employer reads along without an account, until the link is withdrawn."""
    page = street.home("candidate")
    page.goto("/portfolio/links/new")
    page.get_by_label("Who is it for, or which vacancy?").fill("Beleidsadviseur veiligheid")
    page.get_by_role("button", name="Make the link").click()
    address = page.get_by_label("Address to send").input_value()
    page.get_by_label("Add", exact=True).select_option(label=PRODUCT)
    page.get_by_role("button", name="Put it here").click()
    reader.goto(address)
    reader.get_by_role("heading", level=2, name=PRODUCT).wait_for()
    page.get_by_role("button", name="Withdraw this link").click()
    page.get_by_text("“Beleidsadviseur veiligheid” shows nothing any more.").wait_for()
    reader.reload()
    reader.get_by_role("heading", level=1, name="Deze link laat niets meer zien").wait_for()
    assert not reader.get_by_text(PRODUCT).count()
