"""The manager proposes and agrees; the coordinator notes, advises, draws up the agreement, finds the people and plans."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils import timezone

from evc.trajectories.models import Trajectory
from foundation.working_days import add_working_days
from tests.browser.street.cast import STANDARD, Street
from tests.factories.trajectories import make_expert

if TYPE_CHECKING:
    from playwright.sync_api import Page

COMPACT, FULL = "EVC Compact", "Full EVC"
PLACES = {"coach": "coach", "assessor-1": "first", "assessor-2": "second", "quality_officer": "officer"}


def propose(street: Street, *, route: str = COMPACT) -> None:
    """Compact for the one core task of the standard; full holds all of it by itself."""
    page = street.home("manager")
    page.get_by_role("link", name="Propose a trajectory").click()
    page.get_by_label(STANDARD).check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("For whom?").select_option(label=street.name("candidate"))
    page.get_by_label(route).check()
    if route == COMPACT:
        page.get_by_label("Kerntaak K1").check()
    page.get_by_role("button", name="Propose this").click()
    page.get_by_role("heading", level=1, name=street.name("candidate")).wait_for()
    page.get_by_text("You see the dates and the step, nothing of the dossier").wait_for()


def note_what_goes_before(street: Street) -> None:
    """An entry requirement with its proof, and the three start tests."""
    page = case_of(street, "coordinator")
    page.get_by_role("link", name="Note entry requirements").click()
    page.get_by_label("What is required?").fill("Een diploma op mbo-niveau 3")
    page.get_by_label("met", exact=True).check()
    page.get_by_label("With which proof?").fill("Diploma van 2018, gezien")
    page.get_by_role("button", name="Note this requirement").click()
    page.get_by_text("The requirement is noted.").wait_for()
    page.get_by_role("link", name="Back to the trajectory").click()
    page.get_by_role("link", name="Note start tests").click()
    for subject, score in (("Dutch", "74"), ("English", "61"), ("arithmetic", "58")):
        page.get_by_label(subject, exact=True).check()
        page.get_by_label("Score").fill(score)
        page.get_by_label("Norm").fill("55")
        page.get_by_role("button", name="Note this test").click()
        page.locator("dd", has_text=score).wait_for()


def advise(street: Street, *, route: str = COMPACT) -> None:
    """The advice with its reason, and the agreement that the provider accepts first."""
    page = street.home("coordinator")
    page.get_by_role("link", name=f"Give {street.name('candidate')} an advice").click()
    page.get_by_role("link", name="Give an advice").first.click()
    page.get_by_label(route).check()
    page.get_by_label("Why?").fill("Je doet dit werk al jaren.")
    page.get_by_role("button", name="Give this advice").click()
    page.get_by_text("The advice is given.").wait_for()
    page.get_by_label("How many hours in work time?").fill("8")
    page.get_by_label("Price in euro").fill("650")
    page.get_by_role("button", name="Draw it up and accept it for the provider").click()
    page.get_by_role("heading", level=1, name="Agreement").wait_for()


def accept_for_the_client(street: Street, client: str) -> None:
    page = street.home("manager")
    page.get_by_role("link", name=f"Accept the agreement for {street.name('candidate')}").click()
    page.get_by_role("button", name=f"I accept this for {client}").click()
    page.get_by_text("You accepted it for the client.").wait_for()


def assign_everybody(street: Street, places: Mapping[str, str] = PLACES) -> None:
    """``places``: who sits where. That assessors know the standard was recorded before."""
    for place, who in places.items():
        if place.startswith("assessor"):
            make_expert(Trajectory.objects.get(), street.people[who])
    page = case_of(street, "coordinator")
    page.get_by_role("link", name="Assign or change people").click()
    for place, who in places.items():
        form = page.locator("form", has=page.locator(f"input[value='{place}']"))
        form.get_by_label(street.name(who)).check()
        form.get_by_role("button").click()
        page.get_by_text(f"{street.name(who)} is assigned").wait_for()


def plan_talk(street: Street, what: str, *, days: int) -> None:
    """An interview or observation with all who assess, ``days`` working days from now."""
    page = case_of(street, "coordinator")
    page.get_by_role("link", name="Appointments").click()
    page.get_by_role("link", name="Plan an appointment").click()
    page.get_by_label(what).check()
    page.get_by_label("Day", exact=True).fill(add_working_days(timezone.localdate(), days).isoformat())
    page.get_by_label("From what time?").fill("10:00")
    page.get_by_label("Until what time?").fill("12:00")
    page.get_by_label("Where").fill("Stadhuis, kamer 2.14")
    page.get_by_role("button", name="Plan it").click()
    page.get_by_text("Planned. Everybody who comes gets a mail").wait_for()


def case_of(street: Street, who: str) -> Page:
    """The trajectory's page, by way of their home or, for who plans many, the board."""
    page = street.home(who)
    name = street.name("candidate")
    if not page.get_by_role("link", name=name).count():
        page.goto("/board")
    page.get_by_role("link", name=name).first.click()
    page.get_by_role("heading", level=1, name=name).wait_for()
    return page
