"""The assessor's desk in a real browser: scored without a mouse, and nothing typed is lost, whatever happens to the page."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Error, Page, expect

from evc.assessments.models import Assessment, Score, Substantiation
from evc.trajectories import services as trajectories
from portfolio import services as portfolio
from tests.browser.axe import assert_no_violations
from tests.browser.chromium import sign_in
from tests.factories.assessments import started
from tests.factories.portfolio import document
from tests.factories.trajectories import TrajectoryFactory, fill_seats, share_evidence

pytestmark = pytest.mark.django_db(transaction=True)
REASON = "Ik zag dat zij op anderhalve meter bleef en hem twee keer liet uitpraten."


@pytest.fixture
def assessment() -> Assessment:
    """A dossier with a paper of some pages at the first work process."""
    trajectory = TrajectoryFactory(building=True, evidence_for=["W2", "W3"])
    item = share_evidence(trajectory, ["W1"], title="Plan fietsparkeren")
    name = "plan-fietsparkeren-stationsplein.pdf"
    portfolio.add_file(item.pk, stream=BytesIO(document(name)), name=name, by=trajectory.candidate)
    trajectories.submit_dossier(trajectory.pk, by=trajectory.candidate)
    fill_seats(trajectory)
    return started(trajectory)


@pytest.fixture
def desk(page: Page, assessment: Assessment, live_server: Any) -> Page:
    sign_in(page.context, live_server.url, assessment.assessor)
    page.goto(reverse("desk", args=[assessment.pk]))
    return page


def third_leg(page: Page) -> Any:
    return page.locator("textarea[name$=':seen_or_heard']").first


def saved(page: Page) -> None:
    expect(page.locator("[data-autosave-state]")).to_have_attribute("data-state", "saved")


def test_a_work_process_is_scored_without_a_mouse(desk: Page, assessment: Assessment) -> None:
    desk.get_by_role("link", name=re.compile("plan-fietsparkeren.* lezen")).first.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("#viewer-title")).to_be_focused()
    expect(desk.locator(".viewer__text")).to_contain_text("fietsparkeren", ignore_case=True)  # to be read aloud
    desk.keyboard.press("]")
    expect(desk.locator("[data-viewer]")).to_have_attribute("data-page", "2")

    desk.keyboard.press("n")
    criteria = desk.locator("[data-criterion]").count()
    for number in range(criteria):
        expect(desk.locator("[data-criterion]").nth(number).locator("h2")).to_be_focused()
        desk.keyboard.press("2")
        desk.keyboard.press("e")
        if number + 1 < criteria:
            desk.keyboard.press("n")
    desk.keyboard.press("l")
    leg = desk.locator("textarea[name$=':evidence_or_instrument']").first
    expect(leg).to_be_focused()
    assert "Plan fietsparkeren" in leg.input_value()
    desk.keyboard.press("Tab")
    desk.keyboard.type(REASON)
    leave_field(desk)
    desk.keyboard.press("s")
    desk.wait_for_load_state()

    expect(desk.get_by_text("Opgeslagen:")).to_be_visible()
    scores = Score.objects.filter(assessment=assessment)
    assert scores.count() == criteria
    assert {support.page for score in scores for support in score.support.all()} == {2}
    assert Substantiation.objects.get(assessment=assessment).seen_or_heard == REASON
    assert_no_violations(desk)


def leave_field(page: Page) -> None:
    """From a text to something in which single keys are shortcuts."""
    for _press in range(6):
        page.keyboard.press("Tab")
        if page.evaluate(
            "!document.activeElement.matches('textarea, select, input:not([type=radio], [type=checkbox])')"
        ):
            return


def test_single_keys_can_be_turned_off(desk: Page, assessment: Assessment) -> None:
    desk.locator("[data-criterion] h2").first.focus()
    desk.keyboard.press("?")
    desk.locator("[data-keys-switch]").uncheck()
    desk.locator("[data-criterion] h2").first.focus()
    desk.keyboard.press("2")

    assert not desk.locator("[data-criterion] input[type=radio]:checked").count()


def test_what_was_typed_is_there_after_the_page_was_killed(desk: Page, assessment: Assessment) -> None:
    """The battery is empty before anything was sent: no event of leaving the page, no server."""
    context, address = desk.context, desk.url
    context.set_offline(True)
    third_leg(desk).fill(REASON)
    with pytest.raises(Error):
        desk.goto("chrome://crash")
    desk.close()
    context.set_offline(False)
    assert not Substantiation.objects.filter(assessment=assessment).exists()

    again = context.new_page()
    again.goto(address)

    expect(third_leg(again)).to_have_value(REASON)
    saved(again)
    assert Substantiation.objects.get(assessment=assessment).seen_or_heard == REASON
    assert not kept_in(again)


def test_a_session_that_ended_while_somebody_dictates_loses_nothing(
    desk: Page, assessment: Assessment, live_server: Any
) -> None:
    address = desk.url
    Session.objects.all().delete()
    third_leg(desk).fill(REASON)
    expect(desk.locator("[data-autosave-state]")).to_have_attribute("data-state", "kept")

    desk.reload()
    desk.wait_for_url(re.compile("/sign-in"))
    sign_in(desk.context, live_server.url, assessment.assessor)
    desk.goto(address)

    expect(third_leg(desk)).to_have_value(REASON)
    saved(desk)
    assert Substantiation.objects.get(assessment=assessment).seen_or_heard == REASON


def test_two_windows_show_both_and_overwrite_nothing(desk: Page, assessment: Assessment) -> None:
    other = desk.context.new_page()
    other.goto(desk.url)
    third_leg(desk).fill(REASON)
    saved(desk)

    third_leg(other).fill("Iets anders, uit een oud venster.")
    box = other.locator("[data-conflict]")
    expect(box).to_contain_text(REASON)
    assert Substantiation.objects.get(assessment=assessment).seen_or_heard == REASON

    box.get_by_role("button", name="Houd wat opgeslagen was").click()
    expect(third_leg(other)).to_have_value(REASON)


def test_signing_out_leaves_nothing_of_what_was_typed(desk: Page) -> None:
    desk.context.set_offline(True)
    third_leg(desk).fill(REASON)
    expect(desk.locator("[data-autosave-state]")).to_have_attribute("data-state", "kept")
    assert kept_in(desk)
    desk.context.set_offline(False)

    desk.evaluate("document.querySelector('form[action*=\"sign-out\"]').requestSubmit()")
    desk.wait_for_url(re.compile("/(sign-out)?$"))
    desk.wait_for_load_state()

    assert not kept_in(desk)


def test_a_second_window_follows_what_is_looked_at(desk: Page) -> None:
    desk.get_by_role("link", name=re.compile("plan-fietsparkeren.* lezen")).first.click()
    with desk.context.expect_page() as opened:
        desk.get_by_role("button", name="Op een tweede scherm").click()
    second = opened.value
    expect(second.locator("[data-viewer]")).to_have_attribute("data-page", "1")

    desk.get_by_role("link", name="Volgende pagina").first.click()

    expect(second.locator("[data-viewer]")).to_have_attribute("data-page", "2")
    for window in (desk, second):
        expect(window.locator(".viewer__text")).to_be_visible()  # nothing is on its way any more


def kept_in(page: Page) -> list[str]:
    found: list[str] = page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('erkend:typed:'))")
    return found
