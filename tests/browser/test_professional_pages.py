"""What professionals do, by keyboard and without scripts. That each page is accessible is proved with all pages."""

from __future__ import annotations

from typing import Any

import pytest

from evc.trajectories.models import Participant
from tests.browser.axe import assert_no_violations
from tests.browser.chromium import DESKTOP, PHONE, sign_in
from tests.factories.outcomes import proposed, quality_officer
from tests.factories.trajectories import TrajectoryFactory, coordinator_of, newcomer, who_is

pytestmark = pytest.mark.django_db(transaction=True)
Part = Participant.Part


@pytest.mark.parametrize("size", [pytest.param(PHONE, id="phone"), pytest.param(DESKTOP, id="desktop")])
def test_an_assessor_is_assigned_and_declares_without_scripts(new_context: Any, live_server: Any, size: Any) -> None:
    trajectory = TrajectoryFactory(building=True)
    assessor = newcomer(trajectory, Part.ASSESSOR)
    context = new_context(java_script_enabled=False, viewport=size, locale="en-GB")
    sign_in(context, live_server.url, coordinator_of(trajectory))
    page = context.new_page()

    page.goto("/board")
    page.get_by_role("link", name=trajectory.candidate.name, exact=True).click()
    page.get_by_role("link", name="Choose who").click()
    page.get_by_role("radio", name=assessor.name).first.check()
    page.locator("form", has=page.locator("input[value='assessor-1']")).get_by_role("button").click()
    assert page.get_by_text(f"{assessor.name} is assigned").is_visible()

    theirs = new_context(java_script_enabled=False, viewport=size, locale="en-GB")
    sign_in(theirs, live_server.url, assessor)
    page = theirs.new_page()
    page.goto(f"/trajectories/{trajectory.pk}")
    page.get_by_role("link", name="Answer this").first.click()
    page.get_by_role("button", name="I have no ties with the candidate").click()

    assert page.get_by_text("You declared on").is_visible()
    assert trajectory.participants.get(part=Part.ASSESSOR).no_ties_declared_at is not None


def test_an_outcome_is_released_by_keyboard(new_context: Any, live_server: Any) -> None:
    outcome = proposed()
    context = new_context(locale="en-GB")
    sign_in(context, live_server.url, quality_officer(outcome))
    page = context.new_page()

    page.goto("/quality")
    _press(page, outcome.trajectory.candidate.name)
    _press(page, "Release")
    page.get_by_label("Remark").focus()
    page.keyboard.type("In orde.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/quality/{outcome.pk}")

    assert page.get_by_text("Released on").is_visible()
    assert_no_violations(page)
    outcome.refresh_from_db()
    assert (outcome.state, outcome.remark) == ("released", "In orde.")


def test_an_error_is_linked_to_its_field_and_what_was_typed_stays(new_context: Any, live_server: Any) -> None:
    trajectory = TrajectoryFactory(assessing=True)
    context = new_context(locale="en-GB")
    sign_in(context, live_server.url, who_is(trajectory, Part.ASSESSOR, 1))
    page = context.new_page()

    page.goto(f"/trajectories/{trajectory.pk}/records/interview")
    page.get_by_label("From what time?").fill("11:00")
    page.get_by_label("Until what time?").fill("10:00")
    page.get_by_label("What was said or seen?").fill("Vertelde stap voor stap.")
    page.get_by_role("button", name="Write this down").click()

    page.get_by_role("alert").get_by_role("link").click()
    assert page.evaluate("document.activeElement.name") == "until_time"
    assert page.get_by_label("What was said or seen?").input_value() == "Vertelde stap voor stap."
    assert_no_violations(page)


def _press(page: Any, name: str) -> None:
    """Go to a link as somebody without a mouse does."""
    page.get_by_role("link", name=name, exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()
