"""The two assessors, each in a window of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tests.browser.street.cast import Street
from tests.browser.street.planning import case_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

SAW = "Ik las hoe zij de twee apart sprak en hoorde in het gesprek hetzelfde. Dat is wat het criterium vraagt."
INSUFFICIENT, SUFFICIENT, GOOD = "insufficient", "sufficient", "good"


def declare_no_ties(street: Street, who: str) -> None:
    page = street.home(who)
    page.get_by_role("link", name=f"Say whether you have ties with {street.name('candidate')}").click()
    page.get_by_role("link", name="Answer this").first.click()
    page.get_by_role("button", name="I have no ties with the candidate").click()
    page.get_by_text("You declared on").wait_for()


def refuse_the_seat(street: Street, who: str) -> None:
    """Somebody who worked with the candidate once; nobody asks why."""
    page = street.home(who)
    page.get_by_role("link", name=f"Say whether you have ties with {street.name('candidate')}").click()
    page.get_by_role("link", name="Answer this").first.click()
    page.get_by_role("button", name="I can't assess this candidate").click()
    page.get_by_text("You gave this back. The EVC coordinator finds somebody else.").wait_for()
    assert not page.get_by_role("link", name="Say whether you have ties").count()


def see_identity_and_talk(street: Street, *, talks: Sequence[str] = ("criterion-based interview",)) -> None:
    """The first assessor meets the candidate, and writes down what was said and seen."""
    page = case_of(street, "first")
    page.get_by_role("link", name="Note that you saw it").first.click()
    page.get_by_label("passport").check()
    page.get_by_role("button", name="I saw it").click()
    page.get_by_text("Noted that the identity was seen.").wait_for()
    for talk in talks:
        page.get_by_role("link", name=f"Write down: {talk}").first.click()
        page.get_by_label("What was said or seen?").fill("Zij vertelde stap voor stap hoe zij de ruzie oploste.")
        page.get_by_role("button", name="Write this down").click()
        page.get_by_text("Written down.").wait_for()


def score_everything(street: Street, who: str, *, lower: str = "", level: str = SUFFICIENT) -> None:
    """Every work process, then final. ``lower``: the criterion that this assessor gives ``level``, the rest is good."""
    page = case_of(street, who)
    page.get_by_role("button", name="Open the desk").click()
    for code in ("W1", "W2"):
        page.get_by_role("heading", level=1, name=f"Werkproces {code}").wait_for()
        _one_work_process(page, lower, level)
        if code == "W1":
            street.look_at(page)
            page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved: Werkproces W2").wait_for()
    _make_final(page)


def put_right_what_was_sent_back(street: Street, who: str, *, said: str, instead: str) -> None:
    """The officer's remark stands on the desk; the scores are as they were, and the third leg of W1 is written anew."""
    page = case_of(street, who)
    page.get_by_role("button", name="Open the desk").click()
    page.get_by_role("heading", level=1, name="Werkproces W1").wait_for()
    page.get_by_text(said).first.wait_for()
    leg = page.locator("textarea[name$=':seen_or_heard']").first
    assert leg.input_value() == SAW
    leg.fill(instead)
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_text("Saved: Werkproces W1").wait_for()
    _make_final(page)


def settle_the_difference(street: Street, code: str, *, level: str = SUFFICIENT) -> None:
    """One agrees on a level with a reason, and both sign."""
    page = case_of(street, "second")
    page.get_by_role("link", name="Open the moderation").first.click()
    page.get_by_role("heading", level=2, name=code).wait_for()
    page.get_by_text("You differ on 1 of 3 criteria.").wait_for()
    street.look_at(page)
    page.get_by_label(level, exact=True).check()
    page.get_by_label("Why").fill("Samen naar het verhaal gekeken: het is één situatie.")
    page.get_by_role("button", name="Agree", exact=True).click()
    page.get_by_role("button", name="Sign the agreed scores").click()
    page.get_by_text("You signed.").wait_for()
    other = case_of(street, "first")
    other.get_by_role("link", name="Open the moderation").first.click()
    other.get_by_role("button", name="Sign the agreed scores").click()
    other.get_by_role("heading", level=1, name=street.name("candidate")).wait_for()


def sign_what_was_agreed(street: Street, code: str) -> None:
    """In a round after this one nothing was changed there: what they agreed on stands, and both sign again."""
    for who in ("second", "first"):
        page = case_of(street, who)
        page.get_by_role("link", name="Open the moderation").first.click()
        page.get_by_role("heading", level=2, name=code).wait_for()
        page.get_by_text("Samen naar het verhaal gekeken: het is één situatie.").first.wait_for()
        page.get_by_role("button", name="Sign the agreed scores").click()
        page.get_by_text("You signed." if who == "second" else street.name("candidate")).first.wait_for()


def _make_final(page: Page) -> None:
    page.get_by_role("link", name="Make your assessment final").click()
    page.get_by_role("button", name="Make final").click()
    page.get_by_text("Your assessment is final.").wait_for()


def _one_work_process(page: Page, lower: str, level: str) -> None:
    """Scores with what carries them, the three legs, and VRAAK."""
    names = page.eval_on_selector_all("main input[type=radio]", "all => [...new Set(all.map(one => one.name))]")
    for name in names:
        choices = page.locator(f"input[type=radio][name='{name}']")
        if not name.startswith("score:"):
            choices.first.check()
            continue
        card = page.locator("section", has=choices.first).last
        is_lower = lower and card.get_by_role("heading", level=2, name=lower).count()
        card.locator("fieldset", has=choices.first).get_by_label(level if is_lower else GOOD, exact=True).check()
    for summary in page.locator("summary", has_text="What carries this score").all():
        summary.click()
    for support in page.locator("input[type=checkbox][name^='support:']").all():
        support.check()
    for leg in page.locator("textarea[name^='leg:']").all():
        leg.fill(SAW)
