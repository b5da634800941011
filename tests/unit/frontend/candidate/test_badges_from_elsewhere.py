"""A badge from elsewhere through the pages: checked at once, refused in words, checked again."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from credentials import services as credentials
from evc.trajectories.models import Trajectory
from portfolio.models import EvidenceItem
from tests.factories.credentials import issued_badge
from tests.factories.portfolio import make_item

pytestmark = pytest.mark.django_db
ADD = "/portfolio/add/badge"


def sent(text: str) -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile("badge.json", text.encode())}


def test_a_badge_is_added_and_shown_in_the_words_of_the_verifier(candidate: Client) -> None:
    page = candidate.post(ADD, sent(issued_badge().document), follow=True).content.decode()

    assert "This badge is real, valid and not withdrawn." in page
    assert "Houdt toezicht in de openbare ruimte" in page
    assert "not a confirmed address of the owner" in page


def test_a_changed_badge_is_refused_with_the_reason_and_nothing_is_added(candidate: Client) -> None:
    changed = issued_badge().document.replace("Handhaver", "Burgemeester", 1)

    answer = candidate.post(ADD, sent(changed))

    assert answer.status_code == 422
    assert "This badge was changed after it was issued" in answer.content.decode()
    assert not EvidenceItem.objects.exists()


@pytest.mark.parametrize("data", [{}, {"address": "geen adres"}, {"address": "http://127.0.0.1/x"}])
def test_what_gives_no_badge_is_said_and_stays_typed(candidate: Client, data: dict[str, str]) -> None:
    answer = candidate.post(ADD, data)

    assert answer.status_code == 422
    assert data.get("address", "") in answer.content.decode()


def test_checking_again_finds_that_it_was_withdrawn(candidate: Client) -> None:
    badge = issued_badge()
    candidate.post(ADD, sent(badge.document))
    credentials.revoke(badge.pk, because="Mistake.", by=None)

    page = candidate.post(reverse("item-badge-check", args=[EvidenceItem.objects.get().pk]), follow=True)

    assert "was withdrawn" in page.content.decode()


def test_an_item_without_a_badge_has_nothing_to_check(candidate: Client, building: Trajectory) -> None:
    item = make_item(building.candidate)

    assert candidate.post(reverse("item-badge-check", args=[item.pk])).status_code == 404
