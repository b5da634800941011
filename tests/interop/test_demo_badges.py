"""The badges of ``manage.py demo`` in the other implementation: whole, changed, and withdrawn."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from credentials import services as credentials
from credentials.models import Badge
from evc.demo.playing import play
from evc.demo.story import example_story

pytestmark = [pytest.mark.interop, pytest.mark.django_db]

KEYS = ("full", "compact", "level")


@pytest.fixture(scope="module")
def badges(django_db_setup, django_db_blocker) -> Iterator[dict[str, Badge]]:
    """Played once through the services, and rolled back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        _stage, played = play(example_story(), progress=lambda text: None)
        yield {one.key: one.badge for one in played if one.badge}
        transaction.set_rollback(True)


def documents(badge: Badge) -> list[dict[str, Any]]:
    """What a stranger fetches to check it: who issued it, and whether it was withdrawn."""
    badge.status_list.refresh_from_db()
    return [credentials.did_document(badge.issuer), credentials.status_list_document(badge.status_list)]


@pytest.mark.parametrize("key", KEYS)
def test_every_badge_of_the_demo_verifies_there(node_verify, badges, key):
    answer = node_verify(json.loads(badges[key].document), documents(badges[key]))

    assert answer == {"verified": True, "statuses": [{"purpose": "revocation", "isSet": False}], "error": None}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize(
    "place",
    [
        ("credentialSubject", "result", 0, "value"),
        ("credentialSubject", "achievement", "achievementType"),
        ("credentialSubject", "achievement", "alignment", 0, "targetCode"),
        ("credentialSubject", "identifier", 0, "identityHash"),
        ("credentialStatus", "statusListIndex"),
    ],
    ids=lambda place: ".".join(map(str, place)),
)
def test_a_changed_copy_fails_there(node_verify, badges, key, place):
    changed = copy.deepcopy(json.loads(badges[key].document))
    holder = changed
    for step in place[:-1]:
        holder = holder[step]
    holder[place[-1]] = f"{holder.get(place[-1], '')}7"

    answer = node_verify(changed, documents(badges[key]))

    assert answer["verified"] is False
    assert "Invalid signature" in answer["error"]


def test_a_badge_that_lost_a_result_fails_there(node_verify, badges):
    changed = json.loads(badges["full"].document)
    del changed["credentialSubject"]["result"][-1]

    assert node_verify(changed, documents(badges["full"]))["verified"] is False


def test_a_badge_of_the_demo_that_was_withdrawn_says_so_there(node_verify, badges):
    badge = badges["compact"]
    credentials.revoke(badge.pk, because="Bezwaar gegrond", by=None)

    answer = node_verify(json.loads(badge.document), documents(badge))

    assert answer["statuses"] == [{"purpose": "revocation", "isSet": True}]
