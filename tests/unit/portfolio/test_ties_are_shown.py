"""A tie with the candidate is shown, never hidden: in what is frozen for the assessors, and to the coach."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from foundation.people.models import Person
from portfolio import services as portfolio
from tests.factories.people import PersonFactory
from tests.factories.standards import make_standard
from tests.unit.portfolio.test_testimonies import SIGNED
from tests.unit.portfolio.test_testimonies import ask as ask_testimony
from tests.unit.portfolio.test_witnesses import SAID, ask, note

pytestmark = pytest.mark.django_db
TIE = "Wij zijn zwagers."


@pytest.fixture
def owner() -> Person:
    return PersonFactory(name="Noor Bos")


@pytest.fixture
def version() -> Any:
    return make_standard(repetitions={"W1": 2})


@pytest.fixture
def audience(owner: Person) -> Any:
    return portfolio.make_audience(owner)


def confirmed(owner: Person, version: Any, *, tie: str = TIE, **changes: Any) -> None:
    entry = note(owner, version.work_processes.get(code="W1"), witness_name="Wim", **changes)
    secret = ask(owner, entry)
    portfolio.describe_witness(secret, **(SAID | {"tie": tie}))
    portfolio.confirm_repetition(secret, entry.pk)


def shared_log(owner: Person, version: Any, audience: Any) -> Any:
    item = portfolio.put_log_in_portfolio(owner, version=version, title="Logboek", by=owner)
    portfolio.share(item.pk, audience=audience, by=owner)
    return item


def test_the_assessors_read_who_confirmed_with_their_tie(owner: Person, version: Any, audience: Any) -> None:
    confirmed(owner, version)
    confirmed(owner, version, task="Balie", tie="", witness_email="else@brug.example")
    shared_log(owner, version, audience)

    frozen = portfolio.manifest_contents(portfolio.freeze(audience.pk, version=version, by=owner))

    about = {"name": "Wim Kok", "function": "Teamleider", "knows_how": SAID["knows_how"]}
    assert sorted(frozen.practice["W1"].witnesses, key=lambda witness: witness["tie"]) == [
        about | {"tie": ""},
        about | {"tie": TIE},
    ]


def test_the_coach_reads_it_at_the_log(owner: Person, version: Any, audience: Any) -> None:
    confirmed(owner, version)
    item, coach = shared_log(owner, version, audience), PersonFactory(language="en")
    portfolio.set_audience_member(audience, person=coach, reads_frozen_only=False)
    client = Client()
    client.force_login(coach)

    page = client.get(f"/portfolio/items/{item.pk}").content.decode()

    assert "Wim Kok</strong>, Teamleider" in page
    assert f"Tie with the candidate: {TIE}" in page


def test_what_a_referee_signed_is_frozen_without_their_address(owner: Person, version: Any, audience: Any) -> None:
    work_process = version.work_processes.get(code="W1")
    testimony = portfolio.sign_testimony(ask_testimony(owner, work_processes=[work_process]), **SIGNED)
    portfolio.share(testimony.item_id, audience=audience, by=owner)

    manifest = portfolio.freeze(audience.pk, version=version, by=owner)

    [item] = portfolio.manifest_contents(manifest).items
    assert item.testimony is not None
    assert (item.testimony.name, item.testimony.tie) == ("Trees Vonk", TIE)
    assert item.testimony.answers["what"] == SIGNED["what"]
    assert item.testimony.sha256 == testimony.sha256
    assert testimony.referee_email not in manifest.document


def test_what_is_not_shared_is_not_frozen(owner: Person, version: Any, audience: Any) -> None:
    confirmed(owner, version)
    testimony = portfolio.sign_testimony(ask_testimony(owner), **SIGNED)
    shared_log(owner, version, audience)

    manifest = portfolio.freeze(audience.pk, version=version, by=owner)

    assert str(testimony.item_id) not in manifest.document
    assert SIGNED["what"] not in manifest.document
