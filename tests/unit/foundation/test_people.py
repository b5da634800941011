"""Who may invite, give and end roles; how people come in; what a name and an address may be."""

import re
import threading
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.utils import timezone

from evc.roles import Role
from foundation.audit.chain import check_all
from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotAllowed, NotFound, WrongState
from foundation.jobs.models import OutgoingMail
from foundation.people import roles, selectors
from foundation.people import services as people
from foundation.people.cleaning import clean_address, clean_name
from foundation.people.errors import (
    AddressTaken,
    InvitationGone,
    LastAdministrator,
    SignInFirst,
    SlugTaken,
    SomebodyElsesInvitation,
    UnknownRole,
    WeakPassword,
)
from foundation.people.models import Invitation, Membership, Organisation, Person
from foundation.people.roles import ADMINISTRATOR
from tests.factories.people import PASSWORD, OrganisationFactory, PersonFactory, administrator_of, member


@pytest.fixture
def organisation(db):
    return OrganisationFactory(name="Gemeente Duinstad", slug="duinstad")


@pytest.fixture
def administrator(organisation):
    return administrator_of(organisation)


def token_in(mail: OutgoingMail) -> str:
    return re.search(r"/invitations/(\S+)", mail.text)[1]


def invited(organisation, email="nieuw@example.org", name="Nieuw", chosen=(Role.COACH,)):
    """An invitation with the token that was mailed."""
    invitation = people.invite(organisation.pk, email=email, name=name, roles=chosen, by=administrator_of(organisation))
    mail = OutgoingMail.objects.get(key__startswith=f"invitation:{invitation.pk}:{invitation.token_hash[:16]}")
    return invitation, token_in(mail)


# --- names and addresses ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Şeyma   Weiß ", "Şeyma Weiß"),
        ("Zoë 🦺 D'Hont-ʻAkau", "Zoë 🦺 D'Hont-ʻAkau"),
        ("Zoe\u0308", "Zoë"),
        ("علي\u200cرضا", "علي\u200cرضا"),
        ("👩\u200d🚒 An", "👩\u200d🚒 An"),
        ("Jan\r\nBcc: x", "Jan Bcc: x"),
        ("Jan\x00\u202egnp.exe", "Jan gnp.exe"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    ],
)
def test_a_name_keeps_every_letter_and_loses_what_can_mislead(typed, kept):
    assert clean_name(typed) == kept


@pytest.mark.parametrize("typed", ["", "  ", "\u200b\u202e", "\u200d", "\ud800", "x" * 201])
def test_a_name_that_says_nothing_or_too_much_is_refused(typed):
    with pytest.raises(InvalidInput):
        clean_name(typed)


@pytest.mark.parametrize(
    "typed",
    ["", "jan", "jan@", "jan@x y.nl", "jan@example.org\nBcc: a@b.nl", "jan\x00@example.org", "Şeyma@example.org",
     "jan@straße.nl", "jan@examp\u212ae.org", "jan🦺@example.org", "a" * 250 + "@x.nl"],
)  # fmt: skip
def test_an_address_that_could_be_mistaken_for_another_is_refused(typed):
    with pytest.raises(InvalidInput) as caught:
        clean_address(typed)

    assert caught.value.code == "address-invalid"


def test_case_does_not_make_another_address(db):
    PersonFactory(email="Jan.de.Vries@Example.ORG")

    assert selectors.person_with_address("JAN.DE.VRIES@example.org") is not None
    with pytest.raises(AddressTaken):
        PersonFactory(email="jan.de.vries@example.org")


def test_an_address_that_somebody_only_claims_can_still_become_anothers(db):
    claimer = PersonFactory()
    EmailAddress.objects.create(user=claimer, email="slachtoffer@example.org", verified=False)

    owner = PersonFactory(email="slachtoffer@example.org")

    assert selectors.person_with_address("slachtoffer@example.org") == owner


# --- accounts ---------------------------------------------------------------------------------------------------------


def test_a_new_account_has_its_address_confirmed_and_its_joining_logged(db):
    person = PersonFactory(email="an@example.org", also=["an@prive.example"])

    assert selectors.confirmed_addresses(person) == ["an@example.org", "an@prive.example"]
    entry = AuditEntry.objects.get(event="person.joined")
    assert (entry.chain, entry.actor_id, entry.data) == (f"person:{person.pk}", person.pk, {})


@pytest.mark.parametrize("password", ["kort", "123456789012345", "password12345", "an.jansen@example.org"])
def test_a_weak_password_makes_no_account(db, password):
    with pytest.raises(WeakPassword) as caught:
        PersonFactory(email="an.jansen@example.org", password=password)

    assert caught.value.messages
    assert not Person.objects.exists()


def test_language_and_name_are_ones_own_to_change(db):
    person, other = PersonFactory(), PersonFactory()

    assert people.set_language(person.pk, language="en", by=person).language == "en"
    assert people.rename_person(person.pk, name=" Anna ", by=person).name == "Anna"
    with pytest.raises(NotAllowed):
        people.rename_person(person.pk, name="Piet", by=other)
    with pytest.raises(NotAllowed):
        people.set_language(person.pk, language="nl", by=other)
    with pytest.raises(InvalidInput):
        people.set_language(person.pk, language="kl", by=person)


# --- organisations ----------------------------------------------------------------------------------------------------


def test_an_organisation_is_made_by_the_operator_with_an_administrator(db):
    person = PersonFactory()

    made = people.create_organisation(
        name="Waterschap Ö",
        slug="waterschap-o",
        is_provider=True,
        website="https://o.example",
        administrator=person,
        by=None,
    )

    assert person.holds(ADMINISTRATOR, made)
    assert list(Organisation.objects.visible_to(person)) == [made]
    with pytest.raises(NotAllowed):
        people.create_organisation(name="Eigen", slug="eigen", administrator=person, by=person)


@pytest.mark.parametrize(
    "slug", ["", "Duin", "duin stad", "-duin", "duin--stad", "düin", "a/b", "../x", "x" * 61, "duin\n"]
)
def test_a_slug_fits_in_an_address(db, slug):
    with pytest.raises(InvalidInput):
        OrganisationFactory(slug=slug)


def test_two_organisations_cannot_share_a_slug(organisation):
    with pytest.raises(SlugTaken):
        OrganisationFactory(slug="duinstad")


@pytest.mark.parametrize("website", ["javascript:alert(1)", "ftp://x.nl", "www.x.nl", "https://"])
def test_a_website_is_a_whole_web_address(db, website):
    with pytest.raises(InvalidInput):
        OrganisationFactory(website=website)


# --- roles ------------------------------------------------------------------------------------------------------------


def test_only_an_administrator_of_this_organisation_invites_and_gives_and_ends_roles(organisation, administrator):
    coach, stranger = PersonFactory(), administrator_of(OrganisationFactory())
    held = member(coach, organisation, Role.COACH)
    invitation, _token = invited(organisation)

    for by in (coach, stranger):
        with pytest.raises(NotAllowed):
            people.invite(organisation.pk, email="x@example.org", name="X", roles=[Role.COACH], by=by)
        with pytest.raises(NotAllowed):
            people.give_role(organisation.pk, person=by, role=ADMINISTRATOR, by=by)
        with pytest.raises(NotAllowed):
            people.end_role(held.pk, by=by)
        with pytest.raises(NotAllowed):
            people.withdraw_invitation(invitation.pk, by=by)

    assert people.end_role(held.pk, by=administrator).ended_at is not None
    assert not coach.holds(Role.COACH, organisation)


def test_somebody_can_be_a_candidate_here_and_an_assessor_there(organisation):
    person, other = PersonFactory(), OrganisationFactory(provider=True)
    member(person, organisation, Role.CANDIDATE)
    member(person, other, Role.ASSESSOR)

    assert set(person.organisations_as(Role.CANDIDATE, Role.ASSESSOR)) == {organisation, other}
    assert not person.holds(Role.ASSESSOR, organisation)


def test_a_role_is_given_once_and_can_be_given_again_after_it_ended(organisation, administrator):
    person = PersonFactory()
    first = member(person, organisation, Role.COACH)
    assert member(person, organisation, Role.COACH).pk == first.pk

    people.end_role(first.pk, by=administrator)
    again = member(person, organisation, Role.COACH)

    assert again.pk != first.pk
    with pytest.raises(WrongState):
        people.end_role(first.pk, by=administrator)


def test_a_role_that_nobody_registered_cannot_be_given(organisation, administrator):
    with pytest.raises(UnknownRole):
        people.give_role(organisation.pk, person=administrator, role="keizer", by=administrator)
    with pytest.raises(UnknownRole):
        people.invite(organisation.pk, email="x@example.org", name="X", roles=["keizer"], by=administrator)
    with pytest.raises(InvalidInput):
        people.invite(organisation.pk, email="x@example.org", name="X", roles=[], by=administrator)


def test_the_last_administrator_stays(organisation, administrator):
    [own] = administrator.memberships.all()
    with pytest.raises(LastAdministrator):
        people.end_role(own.pk, by=administrator)

    closed = PersonFactory()
    member(closed, organisation, ADMINISTRATOR)
    Person.objects.filter(pk=closed.pk).update(is_active=False)
    with pytest.raises(LastAdministrator):  # somebody who can't sign in is no administrator
        people.end_role(own.pk, by=administrator)

    second = PersonFactory()
    member(second, organisation, ADMINISTRATOR)
    people.end_role(own.pk, by=administrator)
    assert {entry.person.pk for entry in selectors.members_of(organisation)} == {second.pk, closed.pk}


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_remove_each_other_at_the_same_moment_leave_one():
    organisation = OrganisationFactory()
    one, two = administrator_of(organisation), PersonFactory()
    second = member(two, organisation, ADMINISTRATOR)
    first = one.memberships.get()
    start, outcomes = threading.Barrier(2), []

    def remove(membership: Membership, by: Person) -> None:
        start.wait()
        try:
            people.end_role(membership.pk, by=by)
            outcomes.append("ended")
        except (LastAdministrator, NotAllowed):
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=remove, args=pair) for pair in ((second, one), (first, two))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["ended", "refused"]
    assert Membership.objects.current().with_role(ADMINISTRATOR).filter(organisation=organisation).count() == 1


def test_members_are_listed_with_their_roles_in_one_query(organisation, django_assert_num_queries):
    person = PersonFactory(name="Aa")
    member(person, organisation, Role.COACH)
    member(person, organisation, Role.ASSESSOR)

    with django_assert_num_queries(1):
        listed = selectors.members_of(organisation)

    assert listed[0].person.name == "Aa"
    assert [held.role for held in listed[0].memberships] == ["coach", "assessor"]


# --- invitations ------------------------------------------------------------------------------------------------------


def test_an_invitation_makes_an_account_with_the_invited_roles(organisation):
    invitation, token = invited(
        organisation, email="Nieuw@Example.org", name="Şeyma 🦺", chosen=[Role.COACH, Role.CANDIDATE]
    )

    person = people.accept_invitation(token, by=None, password=PASSWORD)

    assert (person.name, person.email) == ("Şeyma 🦺", "nieuw@example.org")
    assert selectors.confirmed_addresses(person) == ["nieuw@example.org"]
    assert person.holds(Role.COACH, organisation)
    assert person.holds(Role.CANDIDATE, organisation)
    assert person.check_password(PASSWORD)
    invitation.refresh_from_db()
    assert invitation.accepted_by == person
    assert all(finding.is_whole for finding in check_all())


def test_only_the_hash_of_the_link_is_kept(organisation):
    invitation, token = invited(organisation)

    assert token not in str(Invitation.objects.values().get())
    assert people.find_invitation(token) == invitation
    assert people.find_invitation(invitation.token_hash) is None


@pytest.mark.parametrize("token", ["", "x", "é" * 50, "\ud800", "a" * 10_000, "'; drop table--"])
def test_a_link_that_is_nothing_finds_nothing(organisation, token):
    invited(organisation)

    assert people.find_invitation(token) is None
    with pytest.raises(InvitationGone):
        people.accept_invitation(token, by=None, password=PASSWORD)


def test_inviting_the_same_open_address_again_renews_it(organisation, administrator):
    first, old_token = invited(organisation, email="Nieuw@example.org")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))

    again, new_token = invited(organisation, email="nieuw@EXAMPLE.org", chosen=[Role.ASSESSOR])

    assert again.pk == first.pk
    assert people.find_invitation(old_token) is None
    assert people.find_invitation(new_token).roles == ["assessor"]
    assert OutgoingMail.objects.count() == 2
    assert list(selectors.open_invitations(organisation)) == [again]


def test_an_invitation_that_is_over_or_withdrawn_lets_nobody_in(organisation, administrator):
    expired, expired_token = invited(organisation, email="a@example.org")
    withdrawn, withdrawn_token = invited(organisation, email="b@example.org")
    Invitation.objects.filter(pk=expired.pk).update(expires_at=timezone.now())
    people.withdraw_invitation(withdrawn.pk, by=administrator)
    people.withdraw_invitation(withdrawn.pk, by=administrator)

    for token in (expired_token, withdrawn_token):
        assert people.find_invitation(token) is None
        with pytest.raises(NotFound):
            people.accept_invitation(token, by=None, password=PASSWORD)
    assert not Person.objects.filter(email__in=["a@example.org", "b@example.org"]).exists()


def test_the_owner_of_the_address_signs_in_before_accepting(organisation):
    owner, other = PersonFactory(email="werk@example.org"), PersonFactory()
    _invitation, token = invited(organisation, email="werk@example.org")

    with pytest.raises(SignInFirst):
        people.accept_invitation(token, by=None, password=PASSWORD)
    with pytest.raises(SomebodyElsesInvitation):
        people.accept_invitation(token, by=other)
    assert people.accept_invitation(token, by=owner) == owner
    assert owner.holds(Role.COACH, organisation)


def test_somebody_signed_in_adds_a_new_address_by_accepting(organisation):
    person = PersonFactory(email="prive@example.org")
    _invitation, token = invited(organisation, email="werk@example.org")

    people.accept_invitation(token, by=person)

    assert selectors.confirmed_addresses(person) == ["prive@example.org", "werk@example.org"]


def test_accepting_twice_is_accepting_once_and_a_used_link_lets_nobody_else_in(organisation):
    _invitation, token = invited(organisation)
    person = people.accept_invitation(token, by=None, password=PASSWORD)

    assert people.accept_invitation(token, by=person) == person
    assert person.memberships.count() == 1
    with pytest.raises(InvitationGone):
        people.accept_invitation(token, by=PersonFactory())
    with pytest.raises(InvitationGone):
        people.accept_invitation(token, by=None, name="Dief", password=PASSWORD)


def test_an_accepted_invitation_cannot_be_withdrawn(organisation, administrator):
    invitation, token = invited(organisation)
    people.accept_invitation(token, by=None, password=PASSWORD)

    with pytest.raises(WrongState):
        people.withdraw_invitation(invitation.pk, by=administrator)


def test_a_refused_password_leaves_the_invitation_open(organisation):
    _invitation, token = invited(organisation)

    with pytest.raises(WeakPassword):
        people.accept_invitation(token, by=None, password="kort")

    assert people.find_invitation(token) is not None


# --- tokens for the API -----------------------------------------------------------------------------------------------


def test_a_token_works_until_it_ends_is_withdrawn_or_its_person_is_closed(db):
    person = PersonFactory()
    token, secret = people.create_api_token(person, name="koppeling", scopes=["write", "read"], days=30, by=person)

    assert token.scopes == ["read", "write"]
    assert secret not in str(type(token).objects.values().get())
    assert people.use_api_token(secret) == token
    assert people.use_api_token(token.token_hash) is None
    assert people.use_api_token("") is None
    Person.objects.update(is_active=False)
    assert people.use_api_token(secret) is None
    Person.objects.update(is_active=True)
    type(token).objects.update(expires_at=timezone.now())
    assert people.use_api_token(secret) is None
    type(token).objects.update(expires_at=timezone.now() + timedelta(days=1))
    people.revoke_api_token(token.pk, by=person)
    assert people.use_api_token(secret) is None


def test_using_a_token_often_is_noted_now_and_then(db, django_assert_num_queries):
    person = PersonFactory()
    _token, secret = people.create_api_token(person, name="koppeling", scopes=["read"], days=30, by=person)
    people.use_api_token(secret)

    with django_assert_num_queries(1):
        people.use_api_token(secret)


@pytest.mark.parametrize(
    "wrong", [{"scopes": []}, {"scopes": ["admin"]}, {"days": 0}, {"days": 366}, {"name": " "}, {"name": "x" * 101}]
)
def test_a_token_has_a_name_known_scopes_and_a_term(db, wrong):
    person = PersonFactory()
    with pytest.raises(InvalidInput):
        people.create_api_token(person, **({"name": "n", "scopes": ["read"], "days": 1} | wrong), by=person)


def test_a_token_is_ones_own(db):
    person, other = PersonFactory(), PersonFactory()
    token, _secret = people.create_api_token(person, name="n", scopes=["read"], days=1, by=person)

    with pytest.raises(NotAllowed):
        people.create_api_token(person, name="n", scopes=["read"], days=1, by=other)
    with pytest.raises(NotFound):
        people.revoke_api_token(token.pk, by=other)


def test_every_registered_role_says_what_it_may_do():
    assert {ADMINISTRATOR, *Role} <= set(roles.all_roles())
    assert all(str(words.may).endswith(".") for words in roles.all_roles().values())
