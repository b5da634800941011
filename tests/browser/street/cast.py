"""Who walks the street, and their windows: one browser a person, signed in by hand the first time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from credentials import services as credentials
from evc.roles import Role
from foundation.jobs import services as jobs
from foundation.people.models import Person
from tests.factories.people import PASSWORD, OrganisationFactory, PersonFactory, member
from tests.factories.standards import make_standard

if TYPE_CHECKING:
    from playwright.sync_api import Page

STANDARD = "Gesprekken voeren op straat"
WITNESS = "sanne@politie.example"
_CAST = {
    "manager": ("Rik Boersma", Role.MANAGER),
    "candidate": ("Fatima el Amrani", Role.CANDIDATE),
    "coordinator": ("Petra van Dongen", Role.COORDINATOR),
    "coach": ("Marga Hoekstra", Role.COACH),
    "first": ("Yusuf Demirci", Role.ASSESSOR),
    "second": ("Ingrid Wolters", Role.ASSESSOR),
    "officer": ("Hans Oudkerk", Role.QUALITY_OFFICER),
}


@dataclass(slots=True)
class Street:
    people: dict[str, Person]
    new_page: Callable[..., Page]
    windows: dict[str, Page] = field(default_factory=dict)

    def home(self, who: str) -> Page:
        """Their window, at their home page, after the worker did what waited."""
        jobs.run_due()
        if who not in self.windows:
            page = self.windows[who] = self.new_page(locale="en-GB")
            page.goto("/home")  # asks to sign in first, and then leads back
            page.get_by_label("E-mail address").fill(self.people[who].email)
            page.get_by_label("Password", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url("**/home")
        self.windows[who].goto("/home")
        return self.windows[who]

    def name(self, who: str) -> str:
        return self.people[who].name


def set_street(new_page: Callable[..., Page]) -> Street:
    """One organisation that asks and issues, and a standard of one core task with two work processes."""
    organisation = OrganisationFactory(name="Gemeente Waterrijk", slug="waterrijk", provider=True)
    credentials.make_issuer(organisation, by=None)
    make_standard({"K1": {"W1": 2, "W2": 1}}, title=STANDARD, repetitions={"W1": 2})
    people = {}
    for key, (name, role) in _CAST.items():
        people[key] = PersonFactory(name=name, email=f"{key}@waterrijk.example", language="en")
        member(people[key], organisation, role)
    return Street(people, new_page)
