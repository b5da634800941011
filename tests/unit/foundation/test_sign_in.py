"""Signing in: any confirmed address, nothing else; nobody learns who has an account; the mail goes through our outbox."""

import copy
import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone

from foundation.audit.models import AuditEntry
from foundation.jobs.models import OutgoingMail
from foundation.people.models import Person
from tests.factories.people import PASSWORD, PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.unit.foundation.account_urls")]


@pytest.fixture(autouse=True)
def _flows_without_our_pages(settings):
    settings.LOGIN_REDIRECT_URL = settings.ACCOUNT_LOGOUT_REDIRECT_URL = "/healthz"
    settings.LOGIN_URL = "account_login"
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["context_processors"].remove("frontend.context.page")
    settings.TEMPLATES = templates


def sign_in(client, address, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": address, "password": password}, **extra)


def is_in(client) -> bool:
    return client.get(reverse("account_email")).status_code == 200


@pytest.mark.parametrize(
    "address", ["werk@example.org", "prive@example.org", "WERK@Example.Org", " prive@example.org "]
)
def test_any_confirmed_address_signs_in(client, address):
    PersonFactory(email="werk@example.org", also=["prive@example.org"])

    answer = sign_in(client, address)

    assert (answer.status_code, answer["Location"]) == (302, "/healthz")
    assert is_in(client)


def test_an_address_that_is_not_confirmed_does_not_sign_in_and_is_asked_to_confirm(client):
    person = PersonFactory(email="werk@example.org", language="en")
    EmailAddress.objects.create(user=person, email="nieuw@example.org", verified=False)

    answer = sign_in(client, "nieuw@example.org")

    assert answer["Location"] == reverse("account_email_verification_sent")
    assert not is_in(client)
    mail = OutgoingMail.objects.get()
    assert mail.to == "nieuw@example.org"
    assert "three days" in mail.subject
    link = re.search(r"http://localhost:8000(/\S+)", mail.text)[1]
    client.get(link)  # opening it changes nothing: mail programs open links too
    assert not EmailAddress.objects.get(email="nieuw@example.org").verified
    client.post(link)
    assert EmailAddress.objects.get(email="nieuw@example.org").verified
    assert AuditEntry.objects.filter(event="person.address_confirmed", object_id=person.pk).count() == 1
    sign_in(client, "nieuw@example.org")
    assert is_in(client)


def test_an_account_whose_only_address_is_not_confirmed_does_not_sign_in(client):
    PersonFactory(email="werk@example.org", email_confirmed=False)

    sign_in(client, "werk@example.org")

    assert not is_in(client)


def test_a_wrong_password_and_an_unknown_address_are_refused_in_the_same_words(client):
    PersonFactory(email="werk@example.org")

    wrong = sign_in(client, "werk@example.org", "een heel ander wachtwoord")
    unknown = sign_in(client, "niemand@example.org", "een heel ander wachtwoord")

    assert wrong.status_code == unknown.status_code == 200
    assert wrong.context["form"].errors == unknown.context["form"].errors != {}
    assert not is_in(client)


@pytest.mark.parametrize("address", ["", "\x00", "Ş@ß.example", "a" * 5000, "' OR 1=1 --", "\u212aelvin@example.org"])
def test_a_hostile_address_is_refused_like_any_other(client, address):
    assert sign_in(client, address).status_code == 200
    assert not is_in(client)


def test_a_closed_account_does_not_sign_in(client):
    person = PersonFactory(email="werk@example.org")
    Person.objects.filter(pk=person.pk).update(is_active=False)

    sign_in(client, "werk@example.org")

    assert not is_in(client)


def test_guessing_is_stopped_also_when_the_last_guess_is_right(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {}  # allauth's own: five wrong ones for an address in five minutes
    PersonFactory(email="werk@example.org")
    for _attempt in range(5):
        sign_in(client, "werk@example.org", "een heel ander wachtwoord")

    sign_in(client, "werk@example.org")

    assert not is_in(client)


def test_nobody_signs_up_by_themselves(client):
    client.post(reverse("account_signup"), {"email": "nieuw@example.org", "password1": PASSWORD, "password2": PASSWORD})

    assert not Person.objects.exists()
    assert not OutgoingMail.objects.exists()


# --- a new password ---------------------------------------------------------------------------------------------------


def test_a_new_password_is_chosen_from_a_mailed_link(client):
    person = PersonFactory(email="werk@example.org", also=["prive@example.org"], language="nl")
    sign_in(client, "werk@example.org")
    elsewhere = client.cookies
    client.cookies = type(elsewhere)()

    client.post(reverse("account_reset_password"), {"email": "PRIVE@example.org"}, headers={"Host": "127.0.0.1"})

    mail = OutgoingMail.objects.get()
    assert mail.to == "prive@example.org"
    link = re.search(r"http://localhost:8000(/\S+)", mail.text)[1]
    form_page = client.get(link, follow=True).redirect_chain[-1][0]
    new = "een ander lang wachtwoord"
    client.post(form_page, {"password1": new, "password2": new})
    person.refresh_from_db()
    assert person.check_password(new)
    assert AuditEntry.objects.filter(event="person.password_set", chain=person.audit_chain).count() == 1
    client.cookies = elsewhere
    assert not is_in(client)  # whoever was signed in with the old one is out
    assert client.post(
        client.get(link, follow=True).request["PATH_INFO"], {"password1": "x" * 20, "password2": "x" * 20}
    )
    person.refresh_from_db()
    assert person.check_password(new)  # the link works once


def test_asking_for_a_new_password_does_not_say_who_has_an_account(client):
    PersonFactory(email="werk@example.org")

    known = client.post(reverse("account_reset_password"), {"email": "werk@example.org"})
    unknown = client.post(reverse("account_reset_password"), {"email": "niemand@example.org"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert list(OutgoingMail.objects.values_list("to", flat=True)) == ["werk@example.org"]


def test_a_new_password_is_as_strong_as_a_first_one(client):
    person = PersonFactory(email="werk@example.org")
    client.post(reverse("account_reset_password"), {"email": "werk@example.org"})
    link = re.search(r"http://localhost:8000(/\S+)", OutgoingMail.objects.get().text)[1]
    form_page = client.get(link, follow=True).redirect_chain[-1][0]

    answer = client.post(form_page, {"password1": "kort", "password2": "kort"})

    assert answer.context["form"].errors
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


# --- the session ------------------------------------------------------------------------------------------------------


def test_a_session_lasts_twelve_hours_of_rest(client):
    PersonFactory(email="werk@example.org")
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        sign_in(client, "werk@example.org")
        for _day_part in range(3):
            clock.shift(timedelta(hours=11, minutes=30))
            assert is_in(client)
        clock.shift(timedelta(hours=12, minutes=1))
        assert not is_in(client)


def test_a_session_is_not_written_for_every_page(client):
    PersonFactory(email="werk@example.org")
    sign_in(client, "werk@example.org")
    is_in(client)
    before = dict(client.session.items())

    is_in(client)

    assert dict(client.session.items()) == before
    assert "seen" in before


def test_a_page_that_asks_no_session_stays_cacheable(client, settings):
    settings.ROOT_URLCONF = __name__
    PersonFactory(email="werk@example.org")

    answer = client.get("/still")

    assert "erkend_session" not in answer.cookies
    assert answer.status_code == 200


urlpatterns = [path("still", lambda request: HttpResponse("x"))]
