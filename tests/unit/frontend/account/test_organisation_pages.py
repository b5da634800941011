"""People, keys and the audit log of an organisation: for its administrators, and for nobody else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from credentials import services as credentials
from credentials.models import IssuerProfile
from foundation.audit.chain import check_chain
from foundation.jobs.models import OutgoingMail
from foundation.people import services as people
from foundation.people.models import Invitation, Membership, Organisation, Person
from frontend.audit_words import EVENTS
from tests.factories.credentials import issued_badge
from tests.factories.people import OrganisationFactory, PersonFactory, member
from tests.factories.trajectories import TrajectoryFactory, coordinator_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Person:
    return PersonFactory(name="Petra van Dongen")


@pytest.fixture
def organisation(client: Client, administrator: Person) -> Organisation:
    client.force_login(administrator)
    return OrganisationFactory(name="Gemeente Waterrijk", slug="waterrijk", administrator=administrator, provider=True)


PLACES = ["people", "people/invite", "audit", "keys"]


@pytest.mark.parametrize("place", PLACES)
def test_a_stranger_does_not_find_it_and_a_member_is_told_whom_to_ask(organisation: Organisation, place: str) -> None:
    client, coach = Client(), PersonFactory()
    address = f"/organisations/waterrijk/{place}"
    assert client.get(address).status_code == 302
    client.force_login(coach)
    assert client.get(address).status_code == 404

    member(coach, organisation, "coach")
    response = client.get(f"{address}?lang=en")
    assert response.status_code == 403
    assert "Only an administrator" in response.content.decode()


def test_somebody_is_invited_with_roles(client: Client, organisation: Organisation) -> None:
    response = client.post(
        "/organisations/waterrijk/people/invite",
        {"name": "Marga Hoekstra", "email": "marga@example.org", "roles": ["coach", "assessor"]},
    )

    assert response.url == "/organisations/waterrijk/people"
    assert Invitation.objects.get().roles == ["coach", "assessor"]
    assert OutgoingMail.objects.get().to == "marga@example.org"
    assert "Marga Hoekstra" in client.get(response.url).content.decode()


def test_an_invitation_without_a_role_keeps_what_was_typed(client: Client, organisation: Organisation) -> None:
    response = client.post("/organisations/waterrijk/people/invite", {"name": "Marga", "email": "marga@example.org"})

    assert response.status_code == 422
    assert 'value="marga@example.org"' in response.content.decode()
    assert not Invitation.objects.exists()


def test_an_invitation_is_withdrawn(client: Client, organisation: Organisation, administrator: Person) -> None:
    invitation = people.invite(
        organisation.pk, email="marga@example.org", name="Marga", roles=["coach"], by=administrator
    )

    client.post(f"/organisations/waterrijk/invitations/{invitation.pk}/withdraw")

    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None


def test_a_role_is_given_and_ended_after_asking(client: Client, organisation: Organisation) -> None:
    marga = PersonFactory(name="Marga Hoekstra")
    member(marga, organisation, "coach")

    client.post(f"/organisations/waterrijk/people/{marga.pk}/role", {"role": "assessor"})
    assert marga.holds("assessor", organisation)

    given = Membership.objects.get(person=marga, role="assessor")
    page = client.get(f"/organisations/waterrijk/roles/{given.pk}/end?lang=en").content.decode()
    assert "End the role of Marga Hoekstra as Assessor?" in page
    assert marga.holds("assessor", organisation)
    client.post(f"/organisations/waterrijk/roles/{given.pk}/end")
    assert not marga.holds("assessor", organisation)


def test_the_last_administrator_stays(client: Client, organisation: Organisation, administrator: Person) -> None:
    own = Membership.objects.get(person=administrator)

    response = client.post(f"/organisations/waterrijk/roles/{own.pk}/end?lang=en")

    assert response.status_code == 422
    assert "This is the last administrator" in response.content.decode()
    assert administrator.holds("administrator", organisation)


def test_a_role_in_another_organisation_is_not_there(client: Client, organisation: Organisation) -> None:
    other = OrganisationFactory()
    theirs = Membership.objects.get(organisation=other)

    assert client.post(f"/organisations/waterrijk/roles/{theirs.pk}/end").status_code == 404
    assert client.get(f"/organisations/waterrijk/people/{theirs.person_id}/role").status_code == 404


def test_people_take_a_fixed_number_of_queries(
    client: Client, organisation: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        member(PersonFactory(name=f"Persoon {number}"), organisation, "coach")

    with django_assert_max_num_queries(12):
        page = client.get("/organisations/waterrijk/people").content.decode()

    assert "Persoon 5" in page


def test_a_key_is_made_and_turned_after_asking(client: Client, organisation: Organisation) -> None:
    client.post("/organisations/waterrijk/keys")
    issuer = IssuerProfile.objects.get(organisation=organisation)
    first = credentials.active_key(issuer)
    page = client.get("/organisations/waterrijk/keys?lang=en").content.decode()
    assert issuer.did in page
    assert first.public_multibase in page

    client.get("/organisations/waterrijk/keys/rotate")
    assert credentials.active_key(issuer) == first
    client.post("/organisations/waterrijk/keys/rotate")
    assert credentials.active_key(issuer) != first
    assert first.public_multibase in client.get("/organisations/waterrijk/keys").content.decode()


def test_a_key_is_revoked_from_a_day_after_asking_and_the_page_says_what_fell(
    client: Client, organisation: Organisation, administrator: Person
) -> None:
    Person.objects.filter(pk=administrator.pk).update(language="en")
    client.post("/organisations/waterrijk/keys")
    issuer = IssuerProfile.objects.get(organisation=organisation)
    key = credentials.active_key(issuer)
    issued_badge(issuer=issuer)
    address = f"/organisations/waterrijk/keys/{key.pk}/revoke"

    assert "Revoke this signing key?" in client.get(f"{address}?lang=en").content.decode()
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert client.post(address, {"since": tomorrow.isoformat()}).status_code == 422
    assert credentials.active_key(issuer) == key

    page = client.post(address, {"since": timezone.localdate().isoformat()}, follow=True).content.decode()
    assert "1 badge that it signed counts no more" in page
    assert "counts no more for what it signed from" in page
    assert credentials.active_key(issuer) != key
    assert client.get(address).status_code == 404


def test_a_client_makes_no_keys(client: Client, administrator: Person) -> None:
    client.force_login(administrator)
    OrganisationFactory(slug="oosterveen", administrator=administrator)

    client.post("/organisations/oosterveen/keys")

    assert not IssuerProfile.objects.exists()


def test_the_log_is_in_words_and_can_be_proved(client: Client, organisation: Organisation) -> None:
    page = client.get("/organisations/waterrijk/audit?lang=en").content.decode()
    assert "The organisation was added" in page
    assert "Petra van Dongen" not in re.sub(r"(?s)<header.*?</header>", "", page)  # made at the command line

    proved = client.post("/organisations/waterrijk/audit?lang=en").content.decode()
    assert "The log is whole" in proved
    assert "All 2 entries are there" in proved


def test_the_log_names_who_works_there_and_no_candidate(
    client: Client, administrator: Person, organisation: Organisation
) -> None:
    """An administrator is no part of a trajectory: also not of that of somebody who works there."""
    outside = TrajectoryFactory(
        provider=organisation, client=OrganisationFactory(), candidate=PersonFactory(name="Fatima Benali"), intake=True
    )
    people.rename_person(coordinator_of(outside).pk, name="Karin Vos", by=coordinator_of(outside))
    colleague = PersonFactory(name="Bram de Groot")
    member(colleague, organisation, "coach")
    TrajectoryFactory(provider=organisation, candidate=colleague)

    page = client.get("/organisations/waterrijk/audit?lang=en").content.decode()

    assert "Karin Vos" in page
    assert "A candidate, or somebody of another organisation" in page
    assert "Fatima Benali" not in page
    assert "Bram de Groot" not in page


def test_a_log_that_is_not_whole_says_where(client: Client, organisation: Organisation) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditchain SET length = length + 1 WHERE name = %s", [organisation.audit_chain])
    assert not check_chain(organisation.audit_chain).is_whole

    page = client.post("/organisations/waterrijk/audit?lang=en").content.decode()

    assert "The log is not whole" in page
    assert "Entries at the end are missing." in page


def test_the_log_takes_a_fixed_number_of_queries(
    client: Client, organisation: Organisation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(6):
        member(PersonFactory(), organisation, "coach")

    with django_assert_max_num_queries(12):
        client.get("/organisations/waterrijk/audit")


def test_every_event_has_a_sentence_of_its_own() -> None:
    assert len(set(map(str, EVENTS.values()))) == len(EVENTS)


def test_the_navigation_shows_what_somebodys_roles_are_for(client: Client, organisation: Organisation) -> None:
    own = client.get("/account?lang=en").content.decode()
    assert 'href="/organisations/waterrijk"' in own
    assert "Gemeente Waterrijk" in own

    client.force_login(PersonFactory())
    assert "/organisations/" not in client.get("/account?lang=en").content.decode()
