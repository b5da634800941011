"""A portfolio of 300 items and 2,000 log entries: each page takes as many queries as with one of each (targets.md, 3)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from evc.trajectories.models import Participant, Trajectory
from evc.trajectories.selectors import work_processes_in_scope
from portfolio.models import (
    EvidenceComment,
    EvidenceFile,
    EvidenceItem,
    EvidenceLink,
    EvidenceRequest,
    PlannedItem,
    PracticeLog,
    Repetition,
    Share,
)
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, who_is

pytestmark = pytest.mark.django_db
ITEMS, ENTRIES, PROMISES = 300, 2_000, 30

# As the candidate: page, query, and the most that it may cost.
PAGES = {
    "home": ("home", "", 14),
    "portfolio": ("portfolio", "", 12),
    "portfolio-missing": ("portfolio", "?filter=missing", 12),
    "portfolio-unread": ("portfolio", "?filter=unread", 12),
    "portfolio-shared": ("portfolio", "?filter=shared", 12),
    "portfolio-last-page": ("portfolio", "?page=last", 12),
    "coverage": ("coverage", "", 12),
    "coverage-shared": ("coverage", "?only=shared", 12),
    "plan": ("plan", "", 12),
    "news": ("news", "", 12),
}
OF_A_TRAJECTORY = {"coverage", "plan"}


@pytest.fixture
def case() -> Trajectory:
    trajectory = TrajectoryFactory(building=True, standard_version=make_standard(repetitions={"W1": 25}))
    grow(trajectory, items=1, entries=1, promises=1)
    return trajectory


def grow(trajectory: Trajectory, *, items: int, entries: int, promises: int) -> None:
    """Add as much to the candidate's portfolio, everything shared, with a file that was read and a comment."""
    owner, scope, audience = trajectory.candidate, list(work_processes_in_scope(trajectory)), trajectory.audience
    coach, today = who_is(trajectory, Participant.Part.COACH), timezone.localdate()
    made = EvidenceItem.objects.bulk_create(
        EvidenceItem(owner=owner, kind="work_product", title=f"Werkproduct {number}") for number in range(items)
    )
    EvidenceFile.objects.bulk_create(
        EvidenceFile(
            item=item,
            owner=owner,
            line=item.pk,
            sha256="0" * 64,
            name="a.pdf",
            media_type="application/pdf",
            size=1,
            reading={"title": {"value": "Plan", "snippet": "Plan", "page": 1}},
        )
        for item in made
    )
    EvidenceLink.objects.bulk_create(
        EvidenceLink(item=item, work_process=scope[(number + step) % len(scope)])
        for number, item in enumerate(made)
        for step in (0, 1)
    )
    Share.objects.bulk_create(Share(item=item, audience=audience) for item in made)
    EvidenceComment.objects.bulk_create(EvidenceComment(item=item, by=coach, text="Mooi") for item in made)
    log, _is_new = PracticeLog.objects.get_or_create(owner=owner, work_process=scope[0])
    Repetition.objects.bulk_create(
        Repetition(log=log, owner=owner, day=date(2026, 1, 5), task="Ronde", count=1, role="independent")
        for _number in range(entries)
    )
    promised = PlannedItem.objects.bulk_create(
        PlannedItem(
            audience=audience,
            owner=owner,
            title=f"Belofte {number}",
            kind="work_product",
            due_on=today - timedelta(days=number % 3),
            accepted_at=timezone.now(),
            changed_by=coach,
        )
        for number in range(promises)
    )
    for each in promised:
        each.work_processes.add(scope[0])
    EvidenceRequest.objects.bulk_create(
        EvidenceRequest(audience=audience, owner=owner, text=f"Vraag {number}", due_on=today, asked_by=coach)
        for number in range(promises)
    )


def count(client: Client, address: str) -> int:
    client.get(address)  # the first page of a session also writes it
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_pages_cost_the_same_however_much_there_is(case: Trajectory, sign_in: Any) -> None:
    client = sign_in(case.candidate)
    addresses = {
        key: reverse(name, args=[case.pk] if name in OF_A_TRAJECTORY else []) + query
        for key, (name, query, _most) in PAGES.items()
    }
    little = {key: count(client, address) for key, address in addresses.items()}

    grow(case, items=ITEMS - 1, entries=ENTRIES - 1, promises=PROMISES)

    much = {key: count(client, address) for key, address in addresses.items()}
    assert much == little
    assert {key: number for key, number in much.items() if number > PAGES[key][2]} == {}


def test_the_coachs_pages_cost_the_same_however_much_there_is(case: Trajectory, sign_in: Any) -> None:
    client = sign_in(who_is(case, Participant.Part.COACH))
    addresses = [reverse("candidates"), reverse("trajectory", args=[case.pk])]
    little = [count(client, address) for address in addresses]

    grow(case, items=ITEMS - 1, entries=ENTRIES - 1, promises=PROMISES)

    assert [count(client, address) for address in addresses] == little


def test_a_page_of_the_portfolio_holds_a_page_of_cards(case: Trajectory, sign_in: Any) -> None:
    grow(case, items=60, entries=1, promises=1)

    page = sign_in(case.candidate).get(reverse("portfolio")).content.decode()

    assert page.count('class="evidence-card"') == 24
