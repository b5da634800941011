"""The manager proposes; the coordinator gives an advice, draws up the agreement and finds the people."""

from __future__ import annotations

from evc.trajectories.models import Trajectory
from tests.browser.street.cast import STANDARD, Street
from tests.factories.trajectories import make_expert


def propose(street: Street) -> None:
    page = street.home("manager")
    page.get_by_role("link", name="Propose a trajectory").click()
    page.get_by_label(STANDARD).check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("For whom?").select_option(label=street.name("candidate"))
    page.get_by_label("EVC Compact").check()
    page.get_by_label("Kerntaak K1").check()
    page.get_by_role("button", name="Propose this").click()
    page.get_by_role("heading", level=1, name=street.name("candidate")).wait_for()
    page.get_by_text("You see the dates and the step, nothing of the dossier").wait_for()


def advise(street: Street) -> None:
    page = street.home("coordinator")
    page.get_by_role("link", name=f"Give {street.name('candidate')} an advice").click()
    page.get_by_role("link", name="Give an advice").first.click()
    page.get_by_label("EVC Compact").check()
    page.get_by_label("Why?").fill("Je doet dit werk al jaren.")
    page.get_by_role("button", name="Give this advice").click()
    page.get_by_text("The advice is given.").wait_for()
    page.get_by_label("How many hours in work time?").fill("8")
    page.get_by_label("Price in euro").fill("650")
    page.get_by_role("button", name="Draw it up and accept it for the provider").click()
    page.get_by_role("heading", level=1, name="Agreement").wait_for()


def assign_everybody(street: Street) -> None:
    for who in ("first", "second"):
        make_expert(Trajectory.objects.get(), street.people[who])
    page = street.home("coordinator")
    page.get_by_role("link", name=f"Assign a coach to {street.name('candidate')}").click()
    page.get_by_role("link", name="Choose who").first.click()
    places = {"coach": "coach", "assessor-1": "first", "assessor-2": "second", "quality_officer": "officer"}
    for place, who in places.items():
        form = page.locator("form", has=page.locator(f"input[value='{place}']"))
        form.get_by_label(street.name(who)).check()
        form.get_by_role("button").click()
        page.get_by_text(f"{street.name(who)} is assigned").wait_for()
