"""Witnesses: who they are, one door at a time, and links that end."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from foundation.errors import InvalidInput, NotAllowed, NotFound, WrongState
from foundation.jobs.models import OutgoingMail
from foundation.people.models import Person
from portfolio import services as portfolio
from portfolio.models import ConfirmationRequest, Repetition, Witness
from tests.factories.people import PersonFactory
from tests.factories.standards import make_standard

pytestmark = pytest.mark.django_db
WITNESS = "wim@brug.example"
SAID = {"name": "Wim Kok", "function": "Teamleider", "knows_how": "Ik doe dit werk zelf.", "tie": ""}


@pytest.fixture
def owner() -> Person:
    return PersonFactory(name="Noor Bos", email="noor@brug.example", also=("noor@thuis.example",))


@pytest.fixture
def work_process() -> Any:
    return make_standard().work_processes.first()


def note(owner: Person, work_process: Any, **changes: Any) -> Repetition:
    fields = {"day": date(2026, 3, 2), "task": "Ronde", "count": 1, "role": "independent", "witness_email": WITNESS}
    return portfolio.note_repetition(owner, work_process=work_process, by=owner, **(fields | changes))


def ask(owner: Person, *entries: Repetition) -> str:
    """The secret that was mailed to a witness who said who they are."""
    secret = ask_stranger(owner, *entries)
    portfolio.describe_witness(secret, **SAID)
    return secret


def ask_stranger(owner: Person, *entries: Repetition) -> str:
    """The secret that was mailed."""
    portfolio.ask_confirmation(owner, repetitions=entries, by=owner)
    newest = OutgoingMail.objects.filter(text__contains="/confirm/").latest("created_at")
    return newest.text.split("/confirm/")[1].split()[0]


def state(entry: Repetition) -> str:
    entry.refresh_from_db()
    return entry.state


def test_who_a_witness_is_is_remembered_for_this_candidate_and_that_address(owner: Person, work_process: Any) -> None:
    portfolio.describe_witness(ask(owner, note(owner, work_process)), **SAID)
    ask(owner, note(owner, work_process, witness_email=WITNESS.upper()))

    again = ConfirmationRequest.objects.latest("asked_at")
    witness = portfolio.witness_of(again)
    assert witness is not None
    assert witness.function == "Teamleider"
    other = PersonFactory()
    ask_stranger(other, note(other, work_process))
    assert portfolio.witness_of(ConfirmationRequest.objects.get(owner=other)) is None


def test_the_same_address_can_change_who_they_are_and_there_is_one_of_them(owner: Person, work_process: Any) -> None:
    secret = ask(owner, note(owner, work_process))
    portfolio.describe_witness(secret, **SAID)

    portfolio.describe_witness(secret, **(SAID | {"tie": "Wij zijn buren."}))

    assert Witness.objects.get().tie == "Wij zijn buren."


def test_nothing_is_confirmed_by_somebody_who_did_not_say_who_they_are(owner: Person, work_process: Any) -> None:
    entry = note(owner, work_process)
    secret = ask_stranger(owner, entry)

    for confirm in (
        lambda: portfolio.confirm_repetition(secret, entry.pk),
        lambda: portfolio.confirm_repetitions(secret, [entry.pk]),
    ):
        with pytest.raises(WrongState) as caught:
            confirm()
        assert caught.value.code == "portfolio.witness-unknown"
    assert state(entry) == "asked"

    portfolio.refuse_repetition(secret, entry.pk, because="Ik was er niet.")
    assert state(entry) == "refused"


@pytest.mark.parametrize("missing", ["name", "function", "knows_how"])
def test_a_witness_leaves_nothing_out(owner: Person, work_process: Any, missing: str) -> None:
    secret = ask(owner, note(owner, work_process))

    with pytest.raises(InvalidInput) as caught:
        portfolio.describe_witness(secret, **(SAID | {missing: " "}))

    assert caught.value.field == missing


def test_a_new_link_ends_the_old_one_for_the_same_entries_only(owner: Person, work_process: Any) -> None:
    first, second = note(owner, work_process), note(owner, work_process, task="Balie")
    old = ask(owner, first, second)
    new = ask(owner, first)

    with pytest.raises(NotFound):
        portfolio.confirm_repetition(old, first.pk)
    portfolio.confirm_repetition(old, second.pk)
    portfolio.confirm_repetition(new, first.pk)
    assert [state(first), state(second)] == ["confirmed", "confirmed"]


def test_an_old_link_with_nothing_left_ends(owner: Person, work_process: Any) -> None:
    entry = note(owner, work_process)
    old = ask(owner, entry)

    ask(owner, entry)

    assert portfolio.find_confirmation(old) is None


def test_who_was_asked_before_can_not_answer_for_who_is_asked_now(owner: Person, work_process: Any) -> None:
    entry = note(owner, work_process)
    old = ask(owner, entry)
    portfolio.change_repetition(entry.pk, by=owner, witness_email="else@brug.example")
    ask(owner, entry)

    with pytest.raises(NotFound):
        portfolio.confirm_repetition(old, entry.pk)
    assert state(entry) == "asked"


def test_an_ended_link_keeps_what_was_answered_and_lets_the_rest_go(owner: Person, work_process: Any) -> None:
    first, second = note(owner, work_process), note(owner, work_process, task="Balie")
    secret = ask(owner, first, second)
    portfolio.confirm_repetition(secret, first.pk)

    portfolio.revoke_confirmation(ConfirmationRequest.objects.get().pk, by=owner)

    assert [state(first), state(second)] == ["confirmed", "noted"]
    with pytest.raises(NotFound):
        portfolio.confirm_repetition(secret, second.pk)


def test_only_the_candidate_ends_a_link(owner: Person, work_process: Any) -> None:
    ask(owner, note(owner, work_process))

    with pytest.raises(NotAllowed):
        portfolio.revoke_confirmation(ConfirmationRequest.objects.get().pk, by=PersonFactory())


@pytest.mark.parametrize("address", ["noor@brug.example", "Noor@Thuis.example", "noor+werk@brug.example"])
def test_nobody_is_their_own_witness(owner: Person, work_process: Any, address: str) -> None:
    entry = note(owner, work_process, witness_email=address)

    with pytest.raises(InvalidInput) as caught:
        portfolio.ask_confirmation(owner, repetitions=[entry], by=owner)

    assert caught.value.code == "portfolio.own-address"
    assert state(entry) == "noted"
    assert not OutgoingMail.objects.exists()


def test_on_the_candidates_own_device_nothing_is_answered(owner: Person, work_process: Any) -> None:
    entry = note(owner, work_process)
    secret = ask(owner, entry)

    for answer in (portfolio.confirm_repetition, portfolio.refuse_repetition):
        more = {"because": "Nee"} if answer is portfolio.refuse_repetition else {}
        with pytest.raises(NotAllowed):
            answer(secret, entry.pk, on_device_of={owner.pk}, **more)
    with pytest.raises(NotAllowed):
        portfolio.confirm_repetitions(secret, [entry.pk], on_device_of={owner.pk})
    with pytest.raises(NotAllowed):
        portfolio.describe_witness(secret, on_device_of={owner.pk}, **SAID)
    assert state(entry) == "asked"


def test_a_witness_with_an_account_answers_with_a_confirmed_address_only(owner: Person, work_process: Any) -> None:
    entry = note(owner, work_process)
    ask(owner, entry)
    asked = ConfirmationRequest.objects.get()
    claims = PersonFactory(email=WITNESS, email_confirmed=False)

    with pytest.raises(NotFound):
        portfolio.confirm_repetition(portfolio.SignedIn(asked.pk, claims), entry.pk)

    witness = PersonFactory(also=("wim.werk@brug.example",))
    entry_at_work = note(owner, work_process, witness_email="wim.werk@brug.example")
    ask(owner, entry_at_work)
    asked = ConfirmationRequest.objects.latest("asked_at")
    portfolio.confirm_repetition(portfolio.SignedIn(asked.pk, witness), entry_at_work.pk)
    assert [state(entry), state(entry_at_work)] == ["asked", "confirmed"]


def test_a_list_is_confirmed_as_it_was_shown(owner: Person, work_process: Any) -> None:
    shown = [note(owner, work_process, task=f"Ronde {number}") for number in range(3)]
    unseen = note(owner, work_process, task="Later")
    secret = ask(owner, *shown, unseen)
    portfolio.refuse_repetition(secret, shown[0].pk, because="Ik was er niet.")

    done = portfolio.confirm_repetitions(secret, [entry.pk for entry in shown])

    assert {entry.pk for entry in done} == {entry.pk for entry in shown[1:]}
    assert [state(entry) for entry in (*shown, unseen)] == ["refused", "confirmed", "confirmed", "asked"]
