"""What an organisation keeps, as one page of doors: who may open which, and the way back from each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from evc.roles import Role
from foundation.people.models import Organisation
from foundation.people.roles import ADMINISTRATOR
from frontend.pages import Crumb


@dataclass(frozen=True, slots=True)
class Door:
    """A page of the organisation: the name of its url, and who opens it. ``by_slug``: the address names the organisation."""

    name: str
    title: Promise
    about: Promise
    roles: frozenset[str]
    provider_only: bool = True
    by_slug: bool = True

    def href(self, organisation: Organisation) -> str:
        return reverse(self.name, args=[organisation.slug] if self.by_slug else [])


_PLANS = frozenset({Role.COORDINATOR, ADMINISTRATOR})
_GUARDS = frozenset({Role.QUALITY_OFFICER, ADMINISTRATOR})
_ADMINISTERS = frozenset({ADMINISTRATOR})
DOORS = (
    Door(
        "organisation-people",
        gettext_lazy("People and roles"),
        gettext_lazy("Who is what here, and who was invited."),
        _ADMINISTERS,
        provider_only=False,
    ),
    Door(
        "organisation-figures",
        gettext_lazy("Figures"),
        gettext_lazy("Lead time, hours, outcomes, agreement and the waiting list."),
        _PLANS | _GUARDS,
    ),
    Door(
        "organisation-evaluations",
        gettext_lazy("Evaluations"),
        gettext_lazy("What candidates thought of it, and what they are asked."),
        frozenset({Role.COORDINATOR}),
    ),
    Door(
        "organisation-terms",
        gettext_lazy("Appeals and complaints"),
        gettext_lazy("How long there is for it, and who handles complaints."),
        _ADMINISTERS,
    ),
    Door(
        "routes",
        gettext_lazy("Routes"),
        gettext_lazy("Along which ways a trajectory can go here: phases, hours, instruments, assessors."),
        _PLANS,
        by_slug=False,
    ),
    Door(
        "standards",
        gettext_lazy("Standards"),
        gettext_lazy("What people are assessed against: versions, settings, importing and taking along."),
        _PLANS,
        by_slug=False,
    ),
    Door(
        "agreement-texts",
        gettext_lazy("Agreement text"),
        gettext_lazy("What candidate, client and provider agree on, in your own words."),
        _PLANS,
    ),
    Door(
        "sampling",
        gettext_lazy("Sample"),
        gettext_lazy("Which dossiers are read in full, planned and done, and what was found."),
        frozenset({Role.QUALITY_OFFICER}),
    ),
    Door(
        "check-list",
        gettext_lazy("Check list"),
        gettext_lazy("What a quality officer judges before each release."),
        frozenset({Role.QUALITY_OFFICER}),
    ),
    Door(
        "calibrations",
        gettext_lazy("Calibration"),
        gettext_lazy("Scoring the same dossier alone, where you differ, and how criteria are read."),
        frozenset({Role.QUALITY_OFFICER}),
    ),
    Door(
        "quality-talks",
        gettext_lazy("Talks"),
        gettext_lazy("What quality officers agreed with assessors and coaches, signed by both."),
        frozenset({Role.QUALITY_OFFICER}),
    ),
    Door(
        "auditors",
        gettext_lazy("Auditors"),
        gettext_lazy("Who may read a drawn sample and until when, and the audit packs."),
        frozenset({Role.QUALITY_OFFICER, ADMINISTRATOR}),
    ),
    Door(
        "organisation-retention",
        gettext_lazy("What is kept, and how long"),
        gettext_lazy("Each kind of data with its term and why, what goes next and what went."),
        _PLANS | _GUARDS,
    ),
    Door(
        "organisation-keys",
        gettext_lazy("Keys"),
        gettext_lazy("With what badges are signed, and how to renew it."),
        _ADMINISTERS,
        provider_only=False,
    ),
    Door(
        "organisation-seal",
        gettext_lazy("Seal"),
        gettext_lazy("The certificate that reports are sealed with, and how to use your own."),
        _ADMINISTERS,
    ),
    Door(
        "organisation-audit",
        gettext_lazy("Audit log"),
        gettext_lazy("What happened, and proof that nothing was changed in it."),
        _ADMINISTERS,
        provider_only=False,
    ),
)
OPENS_A_DOOR = frozenset[str]().union(*(door.roles for door in DOORS))


def doors_for(organisation: Organisation, held: Collection[str]) -> list[Door]:
    """The doors of somebody with these roles in the organisation."""
    return [
        door for door in DOORS if door.roles.intersection(held) and (organisation.is_provider or not door.provider_only)
    ]


def crumbs(organisation: Organisation, title: str, *between: Crumb) -> list[Crumb]:
    """The way to a page of the organisation."""
    return [
        {"label": _("Home"), "href": reverse("home")},
        {"label": organisation.name, "href": reverse("organisation", args=[organisation.slug])},
        *between,
        {"label": title},
    ]
