"""The audit pack as a page: for people, where its files are for machines."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from evc.standards.recognition import recognise_provider
from tests.factories.outcomes import quality_officer, released
from tests.factories.quality import plan_with
from tests.factories.trajectories import TrajectoryFactory

pytestmark = pytest.mark.django_db


def test_days_are_written_out_and_a_seed_may_break_at_the_edge_of_the_page():
    trajectory = TrajectoryFactory(assessing=True)
    plan_with(trajectory.provider)
    outcome = released(trajectory)
    recognition = recognise_provider(
        trajectory.provider,
        standard=trajectory.standard_version.standard,
        since=timezone.localdate() - timedelta(days=30),
        register="Voorbeeldregister",
        by=None,
    )
    client = Client()
    client.force_login(quality_officer(outcome))

    shown = client.get(reverse("audit-pack", args=[trajectory.provider.slug, recognition.pk])).content.decode()

    assert outcome.decided_at is not None
    today = timezone.localdate(outcome.decided_at)
    assert date_format(today, "j F Y") in shown
    assert today.isoformat() not in shown
    assert '<code class="code code--long">' in shown
