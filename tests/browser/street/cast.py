"""Who walks the street, and their windows: one browser a person, signed in by hand the first time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings

from credentials import services as credentials
from evc.roles import Role
from foundation.jobs import services as jobs
from foundation.people.models import Organisation, Person
from tests.browser.axe import assert_no_violations
from tests.browser.chromium import sign_in
from tests.factories.people import PASSWORD, OrganisationFactory, PersonFactory, member
from tests.factories.standards import make_standard

if TYPE_CHECKING:
    from playwright.sync_api import Page

STANDARD = "Gesprekken voeren op straat"
WITNESS = "sanne@politie.example"
PATIENCE_MS = 60_000  # the server in this process makes reports, badges and medals meanwhile
_CAST = {
    "manager": ("Rik Boersma", Role.MANAGER),
    "candidate": ("Fatima el Amrani", Role.CANDIDATE),
    "coordinator": ("Petra van Dongen", Role.COORDINATOR),
    "coach": ("Marga Hoekstra", Role.COACH),
    "first": ("Yusuf Demirci", Role.ASSESSOR),
    "second": ("Ingrid Wolters", Role.ASSESSOR),
    "officer": ("Hans Oudkerk", Role.QUALITY_OFFICER),
}
_OF_THE_CLIENT = (Role.MANAGER, Role.CANDIDATE)


@dataclass(slots=True)
class Street:
    people: dict[str, Person]
    new_page: Callable[..., Page]
    windows: dict[str, Page] = field(default_factory=dict)
    looks_closely: bool = (
        True  # sign in by hand, and each page is accessible; another walk past the same pages need not
    )
    options: dict[str, Any] = field(default_factory=dict)  # of somebody's browser: a phone

    def home(self, who: str) -> Page:
        """Their window, at their home page, after the worker did what waited."""
        jobs.run_due()
        if who not in self.windows:
            page = self.windows[who] = self.new_page(locale="en-GB", **self.options.get(who, {}))
            self._sign_in(page, who)
        self.windows[who].goto("/home")
        return self.windows[who]

    def _sign_in(self, page: Page, who: str) -> None:
        if not self.looks_closely:
            sign_in(page.context, settings.ERKEND_PUBLIC_URL, self.people[who])
            return
        page.goto("/home")  # asks to sign in first, and then leads back
        page.get_by_label("E-mail address").fill(self.people[who].email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/home")

    def look_at(self, page: Page) -> None:
        if self.looks_closely:
            assert_no_violations(page)

    def of(self, person: Person) -> Page:
        """The window of somebody of the cast."""
        return self.home(next(who for who, one in self.people.items() if one == person))

    def name(self, who: str) -> str:
        return self.people[who].name


def set_street(new_page: Callable[..., Page]) -> Street:
    """One organisation that asks and issues, and a standard of one core task with two work processes."""
    return lay_street(new_page, _CAST, provider=("Gemeente Waterrijk", "waterrijk"))


def lay_street(
    new_page: Callable[..., Page],
    cast: Mapping[str, tuple[str, str]],
    *,
    provider: tuple[str, str],
    client: tuple[str, str] | None = None,
    looks_closely: bool = True,
) -> Street:
    """A provider (name, slug) that issues, a client of its own where one is named, and everybody with one role."""
    issues = OrganisationFactory(name=provider[0], slug=provider[1], provider=True)
    asks = OrganisationFactory(name=client[0], slug=client[1]) if client else issues
    credentials.make_issuer(issues, by=None)
    make_standard({"K1": {"W1": 2, "W2": 1}}, title=STANDARD, repetitions={"W1": 2})
    street = Street({}, _patient(new_page), looks_closely=looks_closely)
    for who, (name, role) in cast.items():
        add_somebody(street, who, name, role, asks if role in _OF_THE_CLIENT else issues)
    return street


def _patient(new_page: Callable[..., Page]) -> Callable[..., Page]:
    def make(**options: Any) -> Page:
        page = new_page(**options)
        page.set_default_timeout(PATIENCE_MS)
        return page

    return make


def add_somebody(street: Street, who: str, name: str, role: str, organisation: Organisation) -> Person:
    person = street.people[who] = PersonFactory(name=name, email=f"{who}@{organisation.slug}.example", language="en")
    member(person, organisation, role)
    return person
