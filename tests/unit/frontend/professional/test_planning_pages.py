"""The pages of planning: what is typed is kept, files are what they say, and a page sent twice does it once."""

from __future__ import annotations

import csv
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from evc.trajectories import services as trajectories
from evc.trajectories.models import BulkRun, HoursSpent, Participant, Pause, Trajectory
from foundation.people import services as people
from foundation.people.models import Person
from foundation.working_days import add_working_days
from tests.factories.people import PersonFactory, administrator_of
from tests.factories.trajectories import TrajectoryFactory, appoint, coordinator_of, fill_seats, newcomer, who_is
from tests.planned import plan_interview

pytestmark = pytest.mark.django_db
Part = Participant.Part


@pytest.fixture
def case() -> Trajectory:
    return TrajectoryFactory(building=True)


@pytest.fixture
def client_of(client: Any) -> Any:
    def sign_in(person: Person) -> Any:
        person.language = "en"
        person.save(update_fields=["language"])
        client.force_login(person)
        return client

    return sign_in


def test_a_pause_with_reversed_days_comes_back_with_what_was_typed(case, client_of):
    today = timezone.localdate()
    sent = {"first_day": today.isoformat(), "until": (today - timedelta(days=2)).isoformat(), "reason": "Verhuizing"}

    answer = client_of(case.candidate).post(reverse("pause", args=[case.pk]), sent)

    assert answer.status_code == 422
    assert "Verhuizing" in answer.content.decode()
    assert not Pause.objects.exists()


def test_a_coordinator_confirms_on_the_same_page_what_was_asked(case, client_of):
    today = timezone.localdate()
    days = {"first_day": today, "until": today + timedelta(days=13)}
    trajectories.ask_pause(case.pk, reason="Zomer", by=case.candidate, **days)
    client = client_of(coordinator_of(case))
    assert "Zomer" in client.get(reverse("pause", args=[case.pk])).content.decode()

    client.post(reverse("pause", args=[case.pk]), {key: day.isoformat() for key, day in days.items()})

    assert Pause.objects.get().confirmed_at is not None
    assert "Zomer" not in client_of(who_is(case, Part.COACH)).get(reverse("pause", args=[case.pk])).content.decode()


def test_a_caution_stands_at_the_person_and_its_reason_is_asked(case, client_of):
    assessor = newcomer(case, Part.ASSESSOR)
    for person in (assessor, case.candidate):
        people.set_team(case.provider.pk, person=person, team="Toezicht", by=administrator_of(case.provider))
    client, address = client_of(coordinator_of(case)), reverse("trajectory-people", args=[case.pk])
    assert "Works in the same team as the candidate." in client.get(address).content.decode()
    sent = {"place": "assessor-1", "assessor-1-person": str(assessor.pk), "assessor-1-because": ""}

    refused = client.post(address, sent)
    assert refused.status_code == 422
    client.post(address, sent | {"assessor-1-because": "Niemand anders kan het."})

    held = case.participants.current().get(part=Part.ASSESSOR)
    assert (held.person, held.despite_because) == (assessor, "Niemand anders kan het.")
    assert "Niemand anders kan het." in client.get(address).content.decode()


def test_hours_are_confirmed_with_one_tap_and_a_second_changes_nothing(case, client_of):
    client, address = client_of(case.candidate), reverse("hours", args=[case.pk])
    page = client.get(address).content.decode()
    assert "That&#x27;s right, about 4 hours" in page
    phase = case.route.phases.get(key="intake")

    for _tap in range(2):
        client.post(reverse("hours-confirm", args=[case.pk]), {"phase": phase.pk, "hours": "4"})

    assert HoursSpent.objects.get().hours == 4
    assert "about 4 hours" not in client.get(address).content.decode()


@pytest.mark.parametrize(
    "sent", [{"phase": "x"}, {}, {"phase": str(uuid4()), "hours": "3"}], ids=["bad", "none", "other"]
)
def test_hours_for_no_part_of_the_route_are_refused(case, client_of, sent):
    assert client_of(case.candidate).post(reverse("hours-confirm", args=[case.pk]), sent).status_code == 422
    assert not HoursSpent.objects.exists()


def test_the_files_for_the_auditor_hold_what_is_planned_and_no_candidate(case, client_of):
    fill_seats(case)
    plan_interview(case, by=coordinator_of(case))
    client = client_of(coordinator_of(case))

    table = client.get(reverse("planning-file")).content.decode("utf-8-sig")
    calendar = client.get(reverse("planning-file"), {"as": "ics"}).content

    rows = list(csv.reader(StringIO(table), delimiter=";"))
    assert len(rows) == 2
    assert rows[1][0] == add_working_days(timezone.localdate(), 6).isoformat()
    assert len(Calendar.from_ical(calendar).walk("VEVENT")) == 1
    for said in (table, calendar.decode()):
        assert case.candidate.name not in said


def test_a_period_that_makes_no_sense_shows_the_coming_weeks(case, client_of):
    client = client_of(coordinator_of(case))

    for query in ({"first": "x"}, {"first": "2027-02-01", "last": "2026-02-01"}):
        assert client.get(reverse("planning"), query).status_code == 200


def test_many_are_moved_at_once_and_a_second_post_leads_to_the_same_report(case, client_of):
    other = TrajectoryFactory(provider=case.provider, standard_version=case.standard_version)
    client = client_of(coordinator_of(case))
    address = reverse("board-selected") + f"?act=move_due&chosen={case.pk}&chosen={other.pk}&chosen=x"
    page = client.get(address).content.decode()
    assert "Do this for 2 trajectories" in page
    sent = {"key": str(uuid4()), "due_on": (timezone.localdate() + timedelta(days=9)).isoformat(), "because": "Zomer"}

    first, second = client.post(address, sent), client.post(address, sent)

    assert first.url == second.url
    report = client.get(first.url).content.decode()
    assert "Done for 1." in report
    assert "Not done for 1" in report
    assert case.due_moves.count() == 1
    assert client_of(PersonFactory()).get(first.url).status_code == 404


def test_nothing_ticked_says_what_to_do(case, client_of):
    answer = client_of(coordinator_of(case)).get(reverse("board-selected"), {"act": "remind"})

    assert "Tick at least one trajectory" in answer.content.decode()


def test_a_spreadsheet_is_looked_at_first_and_made_after_the_yes(case, client_of):
    version = case.standard_version
    fresh = PersonFactory(email="nieuw@voorbeeld.nl")
    people.give_role(case.provider.pk, person=fresh, role="candidate", by=administrator_of(case.provider))
    text = f"e-mail;standaard;route\nnieuw@voorbeeld.nl;{version.standard.key};full\nwie@voorbeeld.nl;1;full\n"
    client, address = client_of(coordinator_of(case)), reverse("propose-many")
    file = SimpleUploadedFile("lijst.csv", text.encode(), content_type="text/csv")

    asked = client.post(address, {"file": file, "provider": str(case.provider.pk)})

    assert "1 row can be proposed." in asked.content.decode()
    assert not Trajectory.objects.filter(candidate=fresh).exists()
    form = asked.context["form"]
    sent = {name: form[name].value() for name in ("key", "provider")} | {"rows": form["rows"].value()}
    for _twice in range(2):
        done = client.post(address, sent)
    assert Trajectory.objects.filter(candidate=fresh).count() == 1 == BulkRun.objects.count()
    assert "Done for 1." in client.get(done.url).content.decode()


@pytest.mark.parametrize(
    "rows", ["", "{}", "[1]", '[{"number": "x"}]', "[]"], ids=["none", "dict", "list", "row", "empty"]
)
def test_rows_that_were_spoilt_on_the_way_are_refused(case, client_of, rows):
    sent = {"key": str(uuid4()), "provider": str(case.provider.pk), "rows": rows}

    assert client_of(coordinator_of(case)).post(reverse("propose-many"), sent).status_code == 422


def test_free_days_are_noted_and_taken_back(case, client_of):
    assessor = appoint(case, Part.ASSESSOR, seat=1)
    client, day = client_of(assessor), add_working_days(timezone.localdate(), 4)

    client.post(reverse("free-days"), {"day": day.isoformat(), "part": "morning"})
    assert [row.part for row in assessor.free_days.all()] == ["morning"]
    client.post(reverse("free-days"), {"take_back": day.isoformat()})

    assert not assessor.free_days.exists()
    assert client.post(reverse("free-days"), {"take_back": "x"}).status_code == 422
