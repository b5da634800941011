"""An appeal, from the page on which it is lodged to the decision; whoever scores again does so through the services."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from credentials.models import Badge
from evc.outcomes.models import Appeal
from evc.trajectories.models import Trajectory
from foundation.people.models import Person
from tests.factories.appeals import started_again
from tests.factories.assessments import scored
from tests.factories.trajectories import coordinator_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

REASONS = "Op bladzijde 3 van mijn werkproduct staat hoe ik het gesprek afsloot."


class Windows(Protocol):
    def of(self, person: Person) -> Page:
        """Somebody's window, at their home page, after the worker did what waited."""

    def look_at(self, page: Page) -> None:
        """Whether it is accessible, where that is what this walk looks at."""


def lodge(windows: Windows, page: Page, trajectory: Trajectory, criterion: str) -> Appeal:
    """Two tabs, and the button twice: one appeal comes of it."""
    page.goto(f"/trajectories/{trajectory.pk}/result")
    page.get_by_text("You can appeal until").first.wait_for()
    page.get_by_role("link", name="appeal", exact=True).click()
    page.get_by_label(criterion).check()
    page.get_by_label("Why?").fill(REASONS)
    other_tab = page.context.new_page()
    other_tab.goto(page.url)
    other_tab.get_by_label(criterion).check()
    other_tab.get_by_label("Why?").fill("Uit het andere venster.")
    windows.look_at(page)
    page.get_by_role("button", name="Lodge this appeal").dblclick()
    page.get_by_text("Your appeal came in.").wait_for()
    other_tab.get_by_role("button", name="Lodge this appeal").click()
    other_tab.get_by_text("You appealed against this outcome already").wait_for()
    other_tab.close()
    return Appeal.objects.under_way().get()


def look_again(windows: Windows, appeal: Appeal, *, officer: Person, again: Sequence[Person], level: str) -> Page:
    """People are chosen, it is taken up and scored again; the officer's window stands at the decision."""
    planner = coordinator_of(appeal.trajectory)
    choose(windows.of(planner), "Choose who decides on the appeal", [officer])
    page = windows.of(officer)
    page.get_by_role("link", name="Say whether the appeal of").click()
    windows.look_at(page)
    page.get_by_role("link", name="Say whether it is taken up").click()
    page.get_by_label("Yes, others look at it again").check()
    page.get_by_role("button", name="Save this").click()
    page.get_by_text("The EVC coordinator finds the assessors").wait_for()
    choose(windows.of(planner), "Choose who scores again", again)
    for person in again:
        seat = windows.of(person)
        seat.get_by_role("link", name="Say whether you have ties").click()
        assert REASONS not in seat.content()
        seat.get_by_role("button", name="I have no ties with the candidate").click()
        seat.get_by_role("button", name="Open the desk").wait_for()
        windows.look_at(seat)
    for assessment in started_again(appeal):
        scored(assessment, default=level)
    page = windows.of(officer)
    page.get_by_role("link", name="Decide on the appeal of").click()
    page.get_by_role("link", name="Decide", exact=True).click()
    windows.look_at(page)
    return page


def decide(page: Page, reasons: str, *, grants: bool) -> None:
    """What the button offers follows from the second look."""
    page.get_by_label("The reasons").fill(reasons)
    page.get_by_role("button", name="Grant the appeal" if grants else "Refuse the appeal").click()
    page.get_by_text("The candidate gets a mail and reads your reasons.").wait_for()


def choose(page: Page, task: str, people: Sequence[Person]) -> None:
    page.get_by_role("link", name=task).first.click()
    for person in people:
        form = page.locator("form", has=page.get_by_label(person.name)).first
        form.get_by_label(person.name).check()
        form.get_by_role("button", name="Assign").click()
        page.get_by_text(f"{person.name} is assigned and gets a mail.").wait_for()


def verdict_on(page: Page, badge: Badge, target: Path) -> str:
    """What /verify says in its heading of this badge, given as a file."""
    target.write_text(badge.document)
    page.goto("/verify")
    page.get_by_label("Kies de badge").set_input_files(target)
    heading = page.get_by_role("heading", level=1).filter(has_text="Deze badge")
    heading.wait_for()
    return heading.inner_text()
