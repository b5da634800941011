"""The whole street over REST: from a request to a badge that an employer checks, with nothing but the API."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from evc.roles import Role
from evc.trajectories.models import Trajectory
from foundation.jobs.models import OutgoingMail
from foundation.jobs.services import run_due
from tests.factories.people import OrganisationFactory, PersonFactory, administrator_of, member
from tests.factories.portfolio import document
from tests.factories.standards import make_standard
from tests.factories.trajectories import make_expert
from tests.unit.api.callers import Caller

pytestmark = pytest.mark.django_db

ROLES = {
    "coordinator": Role.COORDINATOR,
    "coach": Role.COACH,
    "first": Role.ASSESSOR,
    "second": Role.ASSESSOR,
    "officer": Role.QUALITY_OFFICER,
}


@pytest.fixture
def cast() -> SimpleNamespace:
    """A client with a manager and a candidate, a provider with everybody else, and a standard."""
    client, provider = OrganisationFactory(name="Gemeente Waterrijk"), OrganisationFactory(provider=True)
    people = {name: PersonFactory() for name in ("candidate", "manager", *ROLES)}
    member(people["candidate"], client, Role.CANDIDATE)
    member(people["manager"], client, Role.MANAGER)
    for name, role in ROLES.items():
        member(people[name], provider, role)
    callers = {name: Caller(person) for name, person in people.items()}
    callers["administrator"] = Caller(administrator_of(provider))
    return SimpleNamespace(client=client, provider=provider, people=people, version=make_standard(), **callers)


@pytest.mark.parametrize("route", ["full", "compact"])
def test_the_street_can_be_walked_with_nothing_but_the_api(cast, route):
    trajectory = _agreed_on(cast, route)
    _built_and_handed_in(cast, trajectory)
    _assessed(cast, trajectory, route)
    badge = _released_and_issued(cast, trajectory)
    _checked_and_withdrawn(cast, badge)


def _agreed_on(cast: SimpleNamespace, route: str) -> str:
    """From the manager's proposal to the candidate's agreement."""
    tree = cast.candidate.get(f"standards/{cast.version.pk}")
    asked = {
        "candidate": str(cast.people["candidate"].pk),
        "client": str(cast.client.pk),
        "provider": str(cast.provider.pk),
        "standard_version": tree["id"],
        "route": route,
    }
    if route == "compact":
        asked["units"] = [tree["units"][0]["id"]]
    made = cast.manager.post("trajectories", asked)
    assert set(made["my_parts"]) == {"manager"}
    assert "participants" not in made  # dates and status, nothing else
    path = f"trajectories/{made['id']}"
    assert [task["code"] for task in cast.candidate.get("me/work")["mine"]] == ["accept-proposal"]

    cast.candidate.post(f"{path}/start-intake", expect=200)
    intake = {"reasons": ["promotion"], "goal": "Teamleider worden", "needs": "Grote letters"}
    assert cast.candidate.put(f"{path}/intake", intake)["goal"] == "Teamleider worden"
    answers = [{"work_process": node["id"], "answer": 2} for unit in tree["units"] for node in unit["work_processes"]]
    cast.candidate.put(f"{path}/self-scan", {"answers": answers}, expect=204)
    test = {"subject": "dutch", "score": 7.5, "norm": "6", "taken_on": str(timezone.localdate())}
    cast.coordinator.post(f"{path}/start-tests", test)
    assert cast.coordinator.get(f"{path}/intake")["needs"] == "Grote letters"
    cast.coordinator.post(f"{path}/advice", {"advice": route, "because": "Je werkt zelfstandig."}, expect=200)
    terms = {"hours_in_work_time": "8", "price": "650", "payer": "client"}
    drawn_up = cast.coordinator.post(f"{path}/agreement/terms", terms)
    if drawn_up["client_accepted_at"] is None:
        cast.manager.post(f"{path}/agreement/client", {"number": drawn_up["number"]}, expect=200)
    assert "EVC" in cast.candidate.get(f"{path}/agreement")["text"]
    assert cast.candidate.post(f"{path}/agreement", {"no_ties": True}, expect=200)["state"] == "building"
    return path


def _built_and_handed_in(cast: SimpleNamespace, path: str) -> None:
    """Evidence with a file that was read, a repetition that a witness confirmed, and a coach who reads along."""
    cast.coordinator.post(f"{path}/participants", {"person": str(cast.people["coach"].pk), "part": "coach"})
    pdf = SimpleUploadedFile(
        "plan-fietsparkeren-stationsplein.pdf", document("plan-fietsparkeren-stationsplein.pdf"), "application/pdf"
    )
    item = cast.candidate.upload("portfolio/items/from-file", {"file": pdf, "kind": "work_product"})
    item_path = f"portfolio/items/{item['id']}"
    cast.candidate.post(f"{item_path}/confirm-reading", {"title": "Plan van aanpak"}, expect=200)
    scope = [row["work_process"]["id"] for row in cast.candidate.get(f"{path}/coverage")]
    linked = cast.candidate.put(f"{item_path}/links", {"work_processes": scope})
    assert len(linked["work_processes"]) == len(scope)
    refused = cast.candidate.post(f"{path}/submit", expect=409)
    assert refused["code"] == "unsupported-claims"
    cast.candidate.put(f"{path}/shared-items/{item['id']}", expect=204)

    assert [row["id"] for row in cast.coach.get(f"{path}/shared-items")] == [item["id"]]
    cast.coach.get(item_path)
    cast.coach.post(f"{item_path}/comments", {"text": "Mooi stuk."})
    assert cast.candidate.get("portfolio/reading-log")["results"][0]["reader"]["name"] == cast.people["coach"].name
    _witnessed(cast, scope[0])

    phases = next(row for row in cast.candidate.get("routes") if row["key"] == _route_of(cast, path))["phases"]
    hours = {"phase": phases[1]["id"], "day": str(timezone.localdate()), "hours": "2.5"}
    cast.candidate.post(f"{path}/hours", hours)
    assert cast.coordinator.get(f"{path}/hours")["spent"] == "2.50"
    assert cast.candidate.post(f"{path}/submit", expect=200)["state"] == "submitted"


def _route_of(cast: SimpleNamespace, path: str) -> str:
    return str(cast.candidate.get(path)["route"]["key"])


def _witnessed(cast: SimpleNamespace, work_process: str) -> None:
    """A repetition, asked of a witness by mail, confirmed without an account."""
    noted = cast.candidate.post(
        "practice/repetitions",
        {
            "work_process": work_process,
            "day": str(timezone.localdate() - timedelta(days=3)),
            "task": "Gesprek op straat",
            "count": 4,
            "role": "independent",
            "witness_name": "Joke",
            "witness_email": "joke@example.org",
        },
    )
    cast.candidate.post("practice/ask-confirmation", {"repetitions": [noted["id"]]}, expect=200)
    link = next(line for line in OutgoingMail.objects.get(to="joke@example.org").text.split() if "/confirm/" in line)
    witness, secret = Caller(), link.rpartition("/")[2].strip("<>.")
    assert witness.get(f"confirm/{secret}")["entries"][0]["count"] == 4
    answer = {"repetition": noted["id"], "answer": "confirm"}
    assert witness.post(f"confirm/{secret}", answer, expect=409)["code"] == "portfolio.witness-unknown"
    answer["about"] = {
        "name": "Joke",
        "function": "Marktmeester",
        "knows_how": "Ik stond erbij.",
        "tie": "Wij zijn buren.",
    }
    assert witness.post(f"confirm/{secret}", answer, expect=200)["state"] == "confirmed"


def _assessed(cast: SimpleNamespace, path: str, route: str) -> None:
    """Two assessors score alone, differ on one criterion, agree and sign."""
    for seat, name in enumerate(("first", "second"), start=1):
        person = str(cast.people[name].pk)
        make_expert(Trajectory.objects.get(), cast.people[name])
        cast.coordinator.post(f"{path}/participants", {"person": person, "part": "assessor", "seat": seat})
        assert getattr(cast, name).get(f"{path}/dossier", expect=404)["code"] == "not-found"
        getattr(cast, name).post(f"{path}/declare-no-ties", expect=200)
    officer = {"person": str(cast.people["officer"].pk), "part": "quality_officer"}
    cast.coordinator.post(f"{path}/participants", officer)
    assert cast.first.get(path)["state"] == "assessing"

    dossier = cast.first.get(f"{path}/dossier")
    assert cast.first.download(f"{path}/dossier/files/{dossier['items'][0]['files'][0]['id']}").startswith(b"\xff\xd8")
    seen = {"document": "passport", "seen_on": str(timezone.localdate())}
    cast.first.post(f"{path}/identity-seen", seen)
    started = {name: getattr(cast, name).post(f"{path}/assessment", expect=200) for name in ("first", "second")}
    for name, level in (("first", "goed"), ("second", "voldoende")):
        _scored(getattr(cast, name), path, started[name]["id"], level=level)
    # blind: the other's assessment is not there before all are final
    assert cast.second.get(f"assessments/{started['first']['id']}", expect=404)["status"] == 404
    for name in ("first", "second"):
        assert getattr(cast, name).get(f"assessments/{started[name]['id']}/left") == []
        getattr(cast, name).post(f"assessments/{started[name]['id']}/finalise", expect=200)

    assert cast.first.get(path)["state"] == "moderating"
    moderation = cast.first.get("moderations")["results"][0]["id"]
    page = cast.second.get(f"moderations/{moderation}")
    assert len(page["differences"]) == 1
    criterion = page["differences"][0]["criterion"]["id"]
    agreed = {"level": "voldoende", "because": "Samen gekeken."}
    cast.second.put(f"moderations/{moderation}/levels/{criterion}", agreed)
    for caller in (cast.first, cast.second):
        caller.post(f"moderations/{moderation}/sign", expect=200)
    assert cast.first.get(path)["state"] == "quality_check"
    run_due()


def _scored(assessor: Caller, trajectory: str, assessment: str, *, level: str) -> None:
    """Everything filled in; ``level`` for the first criterion, voldoende for the others."""
    path = f"assessments/{assessment}"
    desk = assessor.get(f"{path}/desk")
    _recorded(assessor, trajectory, desk)
    levels, first_score = iter([level]), {}
    for row in desk["progress"]:
        work_process = row["work_process"]
        here = assessor.get(f"{path}/desk", work_process=work_process["id"])["current"]
        item = here["items"][0]["item"]["id"]
        assessor.put(f"{path}/items/{item}", {"authentic": "yes", "current": "yes"})
        assessor.put(f"{path}/items/{item}/relevance/{work_process['id']}", {"relevant": "yes"}, expect=204)
        assessor.put(f"{path}/work-processes/{work_process['id']}", {"varied": "partly", "enough": "yes"})
        legs = {
            "part_of_standard": work_process["code"],
            "evidence_or_instrument": "Plan van aanpak",
            "seen_or_heard": "In het plan staat stap voor stap wat zij deed, en waarom zij het zo deed.",
        }
        assessor.put(f"{path}/substantiations/{work_process['id']}", legs)
        for criterion in here["criteria"]:
            given = {"level": next(levels, "voldoende"), "support": [{"item": item, "page": 1}], "remark": "Gezien."}
            portfolio = criterion["scores"][0]["instrument"]["id"]
            assessor.put(f"{path}/scores/{criterion['criterion']['id']}/{portfolio}", given)
            first_score = first_score or {"criterion": criterion["criterion"]["id"], "level": given["level"]}
    for instrument in desk["instruments"][1:]:
        again = {"level": first_score["level"]}
        assessor.put(f"{path}/scores/{first_score['criterion']}/{instrument['id']}", again)


def _recorded(assessor: Caller, trajectory: str, desk: Mapping[str, Any]) -> None:
    written = {row["instrument"]["id"] for row in assessor.get(f"{trajectory}/records")}
    for instrument in desk["instruments"]:
        if instrument["key"] != "portfolio" and instrument["id"] not in written:
            record = {
                "instrument": instrument["id"],
                "held_on": str(timezone.localdate()),
                "from_time": "09:00",
                "until_time": "10:30",
                "facts": "De kandidaat beschreef drie situaties van de afgelopen maand.",
            }
            assessor.post(f"{trajectory}/records", record)


def _released_and_issued(cast: SimpleNamespace, path: str) -> str:
    outcome = cast.officer.get("outcomes", state="proposed")["results"][0]["id"]
    assert cast.candidate.get(f"outcomes/{outcome}", expect=404)["status"] == 404
    assert {finding["severity"] for finding in cast.officer.get(f"outcomes/{outcome}/findings")} <= {"look"}
    cast.candidate.put(f"{path}/badge-contents", {"shows_name": True, "addresses": []})
    for point in cast.officer.get(f"outcomes/{outcome}/check-list"):
        cast.officer.put(f"outcomes/{outcome}/check-list/{point['key']}", {"answer": "yes"})
    cast.officer.post(f"outcomes/{outcome}/release", {"remark": "In orde."}, expect=200)
    run_due()
    found = cast.candidate.get(f"outcomes/{outcome}")
    assert {row["verdict"] for row in found["results"]} == {"recognised"}
    report = cast.candidate.get(f"outcomes/{outcome}/report")
    assert report["goal"] == "Teamleider worden"
    assert cast.manager.get(path)["state"] == "issued"
    closing = {"closing_talk_on": str(timezone.localdate())}
    assert cast.coach.post(f"{path}/close", closing, expect=200)["state"] == "closed"
    return str(found["badge"])


def _checked_and_withdrawn(cast: SimpleNamespace, badge: str) -> None:
    """The employer has nothing but the picture; afterwards the quality officer withdraws the badge."""
    picture = Caller().ask("get", f"/badges/{badge}.png").content
    employer = Caller()
    sent = {"file": SimpleUploadedFile("badge.png", picture), "email": cast.people["candidate"].email}
    report = employer.upload("verify", sent, expect=200)
    assert report["verdict"] == "valid", report
    assert report["credential"]["holder_name"] == cast.people["candidate"].name

    assert cast.candidate.get("badges")["results"][0]["is_mine"] is True
    cast.candidate.post(f"badges/{badge}/revoke", {"because": "Ik wil hem niet."}, expect=403)
    cast.officer.post(f"badges/{badge}/revoke", {"because": "Verkeerde standaard."}, expect=200)
    report = employer.post("verify", {"address": f"/badges/{badge}"}, expect=200)
    assert (report["verdict"], report["revocation"]["because"]) == ("invalid", "Verkeerde standaard.")
    assert cast.administrator.get(f"organisations/{cast.provider.pk}/audit-check")["is_whole"] is True
    assert cast.candidate.get("me/audit-check")["is_whole"] is True
