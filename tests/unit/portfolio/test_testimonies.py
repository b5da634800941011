"""A referee is asked by mail, answers without an account, and nobody changes what was signed."""

from __future__ import annotations

import hashlib
import json
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from foundation.errors import InvalidInput, NotAllowed, NotFound, WrongState
from foundation.jobs.models import OutgoingMail
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import EvidenceItem, Testimony, TestimonyRequest
from tests.factories.people import PersonFactory
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db
ASKED = {
    "name": "Trees Vonk",
    "email": "trees@markt.example",
    "function": "Marktmeester",
    "question": "De stroomstoring?",
}
SIGNED = {
    "what": "Hij leidde de mensen om.",
    "when": "3 oktober 2026",
    "how_often": "Elke week",
    "how_well": "Goed, na tien minuten was er ruimte.",
    "name": "Trees Vonk",
    "function": "Marktmeester",
    "knows_how": "Hij heeft dienst op mijn markt.",
    "tie": "Wij zijn zwagers.",
}


@pytest.fixture
def owner() -> Person:
    return PersonFactory(name="Noor Bos", email="noor@brug.example")


def secret_in(mail: OutgoingMail) -> str:
    return mail.text.split("/testimony/")[1].split()[0].partition("?")[0]


def ask(owner: Person, **changes: Any) -> str:
    """The secret that was mailed."""
    made = portfolio.ask_testimony(owner, by=owner, **(ASKED | changes))
    return secret_in(OutgoingMail.objects.get(key=f"testimony_asked:{made.pk}"))


def age(days: int) -> None:
    TestimonyRequest.objects.update(asked_at=timezone.now() - timedelta(days=days))


def test_what_is_signed_becomes_private_evidence_for_the_work_it_was_asked_about(owner: Person) -> None:
    work_process = make_standard().work_processes.first()
    secret = ask(owner, work_processes=[work_process])

    testimony = portfolio.sign_testimony(secret, **SIGNED)

    item = EvidenceItem.objects.owned_by(owner).get()
    assert (item.kind, item.pk) == ("testimony", testimony.item_id)
    assert [link.work_process for link in item.links.all()] == [work_process]
    assert not item.shares.exists()
    assert OutgoingMail.objects.filter(to=owner.email, subject__contains="Trees Vonk").exists()


def test_text_hash_time_and_address_are_kept_together(owner: Person) -> None:
    testimony = portfolio.sign_testimony(ask(owner), **SIGNED)

    said = json.loads(testimony.document)
    assert testimony.sha256 == hashlib.sha256(testimony.document.encode()).hexdigest()
    assert said["answers"]["what"] == SIGNED["what"]
    assert said["referee"] == {
        "name": "Trees Vonk",
        "function": "Marktmeester",
        "knows_how": SIGNED["knows_how"],
        "email": "trees@markt.example",
        "tie": "Wij zijn zwagers.",
    }
    assert said["question"] == ASKED["question"]
    assert said["signed_at"] == testimony.signed_at.isoformat(timespec="seconds")


def test_the_database_refuses_to_change_what_was_signed(owner: Person) -> None:
    testimony = portfolio.sign_testimony(ask(owner), **SIGNED)

    with pytest.raises(DatabaseError), transaction.atomic():
        Testimony.objects.filter(pk=testimony.pk).update(document="{}")


def test_the_candidate_changes_neither_the_words_nor_the_kind(owner: Person) -> None:
    item = portfolio.sign_testimony(ask(owner), **SIGNED).item

    portfolio.change_item(item.pk, title="Mijn titel", by=owner)
    with pytest.raises(WrongState):
        portfolio.change_item(item.pk, kind="work_product", by=owner)

    assert Testimony.objects.get().document == item.testimony.document


def test_signing_twice_gives_the_first(owner: Person) -> None:
    secret = ask(owner)

    first = portfolio.sign_testimony(secret, **SIGNED)
    second = portfolio.sign_testimony(secret, **(SIGNED | {"what": "Iets anders"}))

    assert first == second
    assert EvidenceItem.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_sign_once(owner: Person) -> None:
    secret, ready, made = ask(owner), threading.Barrier(2), []

    def press() -> None:
        ready.wait()
        made.append(portfolio.sign_testimony(secret, **SIGNED).pk)
        connection.close()

    threads = [threading.Thread(target=press) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [Testimony.objects.get().pk] * 2
    assert EvidenceItem.objects.count() == 1


@pytest.mark.parametrize("missing", [key for key in SIGNED if key != "tie"])
def test_nothing_is_signed_with_a_question_left_open(owner: Person, missing: str) -> None:
    secret = ask(owner)

    with pytest.raises(InvalidInput) as caught:
        portfolio.sign_testimony(secret, **(SIGNED | {missing: " "}))

    assert caught.value.field == missing
    assert not Testimony.objects.exists()


def test_a_draft_is_kept_part_by_part_and_goes_when_it_is_signed(owner: Person) -> None:
    secret = ask(owner)
    portfolio.save_testimony_draft(secret, {"what": "Hij leid"})
    portfolio.save_testimony_draft(secret, {"when": "Oktober"})
    portfolio.save_testimony_draft(secret, {"what": "Hij leidde"})

    assert TestimonyRequest.objects.get().draft == {"what": "Hij leidde", "when": "Oktober"}
    portfolio.sign_testimony(secret, **SIGNED)
    assert TestimonyRequest.objects.get().draft == {}
    with pytest.raises(WrongState):
        portfolio.save_testimony_draft(secret, {"what": "Te laat"})


@pytest.mark.parametrize("parts", [{"secret": "x"}, {"what": "x" * 5001}], ids=["unknown", "too-long"])
def test_a_draft_takes_its_own_fields_within_bounds(owner: Person, parts: dict[str, str]) -> None:
    with pytest.raises(InvalidInput):
        portfolio.save_testimony_draft(ask(owner), parts)


@pytest.mark.parametrize("because", ["", "Geen tijd."])
def test_a_referee_may_decline_with_or_without_a_reason(owner: Person, because: str) -> None:
    secret = ask(owner)

    for _time in range(2):
        declined = portfolio.decline_testimony(secret, because=because)

    assert (declined.declined_at is not None, declined.declined_because) == (True, because)
    assert OutgoingMail.objects.filter(to=owner.email).count() == 1
    with pytest.raises(WrongState):
        portfolio.sign_testimony(secret, **SIGNED)


@pytest.mark.parametrize("how", ["revoked", "expired", "unknown"])
def test_a_link_that_ended_does_nothing(owner: Person, how: str) -> None:
    secret = ask(owner)
    if how == "revoked":
        portfolio.revoke_testimony(TestimonyRequest.objects.get().pk, by=owner)
    if how == "expired":
        TestimonyRequest.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    if how == "unknown":
        secret = "unknown"

    assert portfolio.find_testimony_request(secret) is None
    for act in (
        lambda: portfolio.sign_testimony(secret, **SIGNED),
        lambda: portfolio.decline_testimony(secret),
        lambda: portfolio.save_testimony_draft(secret, {"what": "x"}),
    ):
        with pytest.raises(NotFound):
            act()


def test_what_is_signed_can_not_be_ended_and_only_the_candidate_ends(owner: Person) -> None:
    secret, asked = ask(owner), TestimonyRequest.objects.get()
    with pytest.raises(NotAllowed):
        portfolio.revoke_testimony(asked.pk, by=PersonFactory())
    portfolio.sign_testimony(secret, **SIGNED)
    with pytest.raises(WrongState):
        portfolio.revoke_testimony(asked.pk, by=owner)


def test_a_referee_is_reminded_once_and_both_links_work(owner: Person) -> None:
    first = ask(owner)
    assert portfolio.remind_referees(timezone.localdate()) == 0
    age(11)
    portfolio.save_testimony_draft(first, {"what": "Al begonnen"})

    assert [portfolio.remind_referees(timezone.localdate()) for _time in range(2)] == [1, 0]

    second = secret_in(OutgoingMail.objects.get(key__startswith="testimony_reminder:"))
    assert second != first
    assert portfolio.find_testimony_request(first) == portfolio.find_testimony_request(second)
    portfolio.sign_testimony(second, **SIGNED)


@pytest.mark.parametrize("done", ["signed", "declined", "revoked"])
def test_who_answered_is_not_reminded(owner: Person, done: str) -> None:
    secret = ask(owner)
    age(11)
    if done == "signed":
        portfolio.sign_testimony(secret, **SIGNED)
    elif done == "declined":
        portfolio.decline_testimony(secret)
    else:
        portfolio.revoke_testimony(TestimonyRequest.objects.get().pk, by=owner)

    assert portfolio.remind_referees(timezone.localdate()) == 0


def test_nobody_is_their_own_referee(owner: Person) -> None:
    with pytest.raises(InvalidInput) as caught:
        ask(owner, email="Noor+2@brug.example")
    assert caught.value.field == "email"

    secret = ask(owner)
    with pytest.raises(NotAllowed):
        portfolio.sign_testimony(secret, on_device_of={owner.pk}, **SIGNED)


def test_mail_to_strangers_has_a_bound(owner: Person) -> None:
    for number in range(20):
        ask(owner, email=f"r{number}@markt.example")

    with pytest.raises(WrongState):
        ask(owner)
    assert OutgoingMail.objects.count() == 20


@pytest.mark.parametrize(("language", "word"), [("nl", "vraagt"), ("en", "asks")])
def test_the_mail_speaks_the_language_that_was_chosen(owner: Person, language: str, word: str) -> None:
    ask(owner, language=language)

    mail = OutgoingMail.objects.get()
    assert mail.language == language
    assert word in mail.subject
    assert ("?lang=en" in mail.text) == (language == "en")
