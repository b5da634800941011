"""The two assessors, each in a window of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.axe import assert_no_violations
from tests.browser.street.cast import Street

if TYPE_CHECKING:
    from playwright.sync_api import Page

SAW = "Ik las hoe zij de twee apart sprak en hoorde in het gesprek hetzelfde. Dat is wat het criterium vraagt."
SUFFICIENT, GOOD = "sufficient", "good"


def declare_no_ties(street: Street, who: str) -> None:
    page = street.home(who)
    page.get_by_role("link", name=f"Say whether you have ties with {street.name('candidate')}").click()
    page.get_by_role("link", name="Answer this").first.click()
    page.get_by_role("button", name="I have no ties with the candidate").click()
    page.get_by_text("You declared on").wait_for()


def see_identity_and_talk(street: Street) -> None:
    """The first assessor meets the candidate."""
    page = _case(street, "first")
    page.get_by_role("link", name="Note that you saw it").first.click()
    page.get_by_label("passport").check()
    page.get_by_role("button", name="I saw it").click()
    page.get_by_text("Noted that the identity was seen.").wait_for()
    page.get_by_role("link", name="criterion-based interview").first.click()
    page.get_by_label("What was said or seen?").fill("Zij vertelde stap voor stap hoe zij de ruzie oploste.")
    page.get_by_role("button", name="Write this down").click()
    page.get_by_text("Written down.").wait_for()


def score_everything(street: Street, who: str, *, lower: str = "") -> None:
    """Every work process, then final. ``lower``: the criterion that this assessor finds sufficient, the rest is good."""
    page = _case(street, who)
    page.get_by_role("button", name="Open the desk").click()
    for code in ("W1", "W2"):
        page.get_by_role("heading", level=1, name=f"Werkproces {code}").wait_for()
        _one_work_process(page, lower)
        if code == "W1":
            assert_no_violations(page)
            page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Saved: Werkproces W2").wait_for()
    page.get_by_role("link", name="Make your assessment final").click()
    page.get_by_role("button", name="Make final").click()
    page.get_by_text("Your assessment is final.").wait_for()


def settle_the_difference(street: Street, code: str) -> None:
    """One agrees on a level with a reason, and both sign."""
    page = _case(street, "second")
    page.get_by_role("link", name="Open the moderation").first.click()
    page.get_by_role("heading", level=2, name=code).wait_for()
    page.get_by_text("You differ on 1 of 3 criteria.").wait_for()
    assert_no_violations(page)
    page.get_by_label(SUFFICIENT, exact=True).check()
    page.get_by_label("Why").fill("Samen naar het verhaal gekeken: één situatie, dus voldoende.")
    page.get_by_role("button", name="Agree", exact=True).click()
    page.get_by_role("button", name="Sign the agreed scores").click()
    page.get_by_text("You signed.").wait_for()
    other = _case(street, "first")
    other.get_by_role("link", name="Open the moderation").first.click()
    other.get_by_role("button", name="Sign the agreed scores").click()
    other.get_by_role("heading", level=1, name=street.name("candidate")).wait_for()


def _one_work_process(page: Page, lower: str) -> None:
    """Scores with what carries them, the three legs, and VRAAK."""
    names = page.eval_on_selector_all("main input[type=radio]", "all => [...new Set(all.map(one => one.name))]")
    for name in names:
        choices = page.locator(f"input[type=radio][name='{name}']")
        if not name.startswith("score:"):
            choices.first.check()
            continue
        card = page.locator("section", has=choices.first).last
        is_lower = lower and card.get_by_role("heading", level=2, name=lower).count()
        card.locator("fieldset", has=choices.first).get_by_label(SUFFICIENT if is_lower else GOOD, exact=True).check()
    for summary in page.locator("summary", has_text="What carries this score").all():
        summary.click()
    for support in page.locator("input[type=checkbox][name^='support:']").all():
        support.check()
    for leg in page.locator("textarea[name^='leg:']").all():
        leg.fill(SAW)


def _case(street: Street, who: str) -> Page:
    """The trajectory's page, by way of their home."""
    page = street.home(who)
    page.get_by_role("link", name=street.name("candidate")).first.click()
    page.get_by_role("heading", level=1, name=street.name("candidate")).wait_for()
    return page
