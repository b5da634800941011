"""Documents that share their achievement have the lines that each has by itself."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from credentials.core.contexts import PUBLISHED
from credentials.core.errors import CredentialError
from credentials.core.primitives.canonical import canonical_form
from credentials.core.primitives.shared_form import SharedForm
from credentials.core.primitives.term_definitions import Uncompiled
from tests.property.test_compiled_form import BADGE, INNER, good_addresses, good_nodes, good_numbers, texts

ACHIEVEMENT = BADGE["credentialSubject"]["achievement"]
# Addresses that the achievement states something of, and parts like those in it.
ITS_ADDRESSES = [
    ACHIEVEMENT["id"],
    ACHIEVEMENT["image"]["id"],
    *(part["id"] for part in ACHIEVEMENT["resultDescription"]),
]
ITS_PARTS = [ACHIEVEMENT["criteria"], ACHIEVEMENT["resultDescription"][0]["alignment"][0]]
numbers = st.one_of(good_numbers, st.sampled_from([1, True, 1.0, 2.5]))


@st.composite
def achievements(draw: st.DrawFn) -> dict[str, Any]:
    achievement = copy.deepcopy(ACHIEVEMENT)
    if draw(st.booleans()):
        achievement["creditsAvailable"] = draw(numbers)
    if draw(st.integers(0, 3)) == 0:
        achievement[draw(st.sampled_from(["name", "description"]))] = draw(texts)
    if draw(st.integers(0, 3)) == 0:
        achievement[INNER[0]] = draw(st.lists(good_nodes(1), min_size=1, max_size=3))
    return achievement


@st.composite
def badges(draw: st.DrawFn, achievement: dict[str, Any]) -> dict[str, Any]:
    """A badge of this achievement, or of one that differs a little, with parts of its own."""
    badge = copy.deepcopy(BADGE)
    badge["id"] = draw(st.sampled_from(["https://erkend.example/badges/1", "https://erkend.example/badges/2"]))
    subject = badge["credentialSubject"]
    subject["achievement"] = copy.deepcopy(achievement)
    kind = draw(st.integers(0, 9))
    if kind == 0:
        subject["achievement"]["creditsAvailable"] = draw(numbers)
    elif kind == 1:
        badge["evidence"][0]["id"] = draw(st.sampled_from(ITS_ADDRESSES))
    elif kind == 2:
        badge[INNER[0]] = copy.deepcopy(draw(st.sampled_from(ITS_PARTS)))
    elif kind == 3:
        badge[INNER[0]] = {"id": draw(st.sampled_from(ITS_ADDRESSES))}
    elif kind == 4:
        subject["type"] = draw(st.sampled_from([[], "AchievementSubject", ["AchievementSubject", "Profile"]]))
    for number in range(draw(st.integers(0, 3))):
        badge["evidence"].append({"type": "Evidence", "name": f"{number}", "narrative": draw(texts)})
    if draw(st.booleans()):
        badge[INNER[1]] = draw(st.lists(good_nodes(1), max_size=2))
    if draw(st.booleans()):
        badge["issuer"] = draw(good_addresses)
    return badge


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(achievements(), st.data())
def test_documents_that_share_their_achievement_have_their_own_lines(achievement, data):
    shared = SharedForm(PUBLISHED)
    for _ in range(3):
        badge = data.draw(badges(achievement))
        before = repr(badge)
        try:
            content = shared.content(badge)
        except (Uncompiled, UnicodeEncodeError):
            event("left to the ordinary way")
            continue
        except CredentialError:
            event("refused")
            continue
        event("shared")
        assert content == canonical_form(badge).content
        assert repr(badge) == before, "reading changes nothing"
