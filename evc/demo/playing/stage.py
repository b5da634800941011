"""Setting the stage: organisations, people, standards and recognitions. Asking again finds what is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.utils import timezone

from credentials import services as credentials
from evc.demo.story import STANDARDS
from evc.demo.story.outline import StandardOutline
from evc.demo.story.trajectory import Story
from evc.roles import Role
from evc.standards.loading import load_standard
from evc.standards.models import QualificationStandard, StandardVersion
from evc.standards.recognition import recognise_for_evc, recognise_provider
from evc.trajectories import services as trajectories
from foundation.people import roles
from foundation.people import services as people
from foundation.people.models import Organisation, Person

# Everybody's password in the embedded set-up; the command refuses to make these accounts anywhere else.
PASSWORD = "erkend-demo-2026"  # noqa: S105
REGISTER = "Voorbeeldregister EVC"
TO_TRY = "voorbeeld-nieuwe-collega"  # the smallest standard: for whoever walks the street themselves


@dataclass(frozen=True, slots=True)
class Stage:
    """By the keys of the story."""

    organisations: dict[str, Organisation]
    people: dict[str, Person]
    versions: dict[str, StandardVersion]


def set_stage(story: Story) -> Stage:
    made = {person.key: _person(story, person.key) for person in story.cast.people.values() if person.has_account}
    organisations = {key: _organisation(story, key, made) for key in story.cast.organisations}
    for person in story.cast.people.values():
        for key, held in person.roles.items():
            for role in held:
                _give_role(organisations[key], made, person=person.key, role=role, story=story)
    versions = {standard.key: load_standard(standard.document, by=None) for standard in story.standards}
    to_try = load_standard(StandardOutline.from_file(STANDARDS / f"{TO_TRY}.json").document, by=None)
    _make_experts(story, organisations, made, to_try.standard)
    for organisation in story.cast.organisations.values():
        since = organisation.recognised_since
        if since is None:
            continue
        for key in organisation.recognised_for:
            if key not in versions:  # on real input: what the provider is recognised for is still our own example
                load_standard(StandardOutline.from_file(STANDARDS / f"{key}.json").document, by=None)
            _recognise(
                organisations[organisation.key],
                key,
                since=since,
                until=organisation.recognised_until,
            )
    return Stage(organisations, made, versions)


def administrator_of(story: Story, organisation: str) -> str:
    """Who administers it: whoever has that role in the story, else its first member."""
    members = [person for person in story.cast.people.values() if organisation in person.roles]
    return next((person.key for person in members if roles.ADMINISTRATOR in person.roles[organisation]), members[0].key)


def _person(story: Story, key: str) -> Person:
    cast = story.cast.people[key]
    person = Person.objects.filter(email=cast.email).first()
    if person is None:
        person = people.create_person(email=cast.email, name=cast.name, password=PASSWORD, language="nl")
    for email in cast.other_emails:
        EmailAddress.objects.get_or_create(user=person, email=email, defaults={"verified": True, "primary": False})
    return person


def _organisation(story: Story, key: str, made: dict[str, Person]) -> Organisation:
    cast = story.cast.organisations[key]
    organisation = Organisation.objects.filter(slug=cast.slug).first()
    if organisation is None:
        organisation = people.create_organisation(
            name=cast.name,
            slug=cast.slug,
            is_provider=cast.provider,
            website=f"https://{cast.domain}/",
            contact_email=cast.contact_email,
            administrator=made[administrator_of(story, key)],
            by=None,
        )
    if cast.provider:
        credentials.make_issuer(organisation, by=None)
    return organisation


def _give_role(organisation: Organisation, made: dict[str, Person], *, person: str, role: str, story: Story) -> None:
    key = next(one.key for one in story.cast.organisations.values() if one.slug == organisation.slug)
    if not made[person].holds(role, organisation):
        people.give_role(organisation.pk, person=made[person], role=role, by=made[administrator_of(story, key)])


def _make_experts(
    story: Story, organisations: dict[str, Organisation], made: dict[str, Person], standard: QualificationStandard
) -> None:
    """Every assessor of the story is expert in this standard, so that whoever walks the street can choose them."""
    today = timezone.localdate()
    for key, organisation in organisations.items():
        members = [person for person in story.cast.people.values() if person.has_account and key in person.roles]
        coordinator = next((one.key for one in members if Role.COORDINATOR in one.roles[key]), None)
        for person in (made[one.key] for one in members if Role.ASSESSOR in one.roles[key]):
            held = person.expertise.filter(organisation=organisation, standard=standard, ended_at=None)
            if coordinator is not None and not held.exists():
                trajectories.establish_expertise(
                    organisation.pk,
                    person=person,
                    standard=standard,
                    since=today - timedelta(weeks=52),
                    until=today + timedelta(weeks=104),
                    proof="Werkte zelf collega’s in, en volgde de training voor beoordelaars.",
                    by=made[coordinator],
                )


def _recognise(organisation: Organisation, key: str, *, since: date, until: date | None) -> None:
    standard = QualificationStandard.objects.get(key=key)
    if standard.recognised_for_evc_since is None:
        recognise_for_evc(standard.pk, since=since, until=until, by=None)
    if not organisation.recognitions.filter(standard=standard, since=since).exists():
        recognise_provider(organisation, standard=standard, since=since, until=until, register=REGISTER, by=None)
