"""Whatever is sent: an answer in the 400s with a sentence, never an error of the server, and nothing half-written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from foundation.audit.models import AuditEntry
from portfolio.models import EvidenceFile, EvidenceItem
from tests.factories.outcomes import issued, proposed, quality_officer
from tests.factories.people import PersonFactory
from tests.factories.trajectories import TrajectoryFactory, coordinator_of
from tests.require import shared
from tests.unit.api.callers import Caller
from tests.unit.api.world import World, make_world

pytestmark = pytest.mark.django_db

NOBODY = "00000000-0000-4000-8000-000000000000"
WRONG = (
    None,
    "",
    "x" * 30_000,
    "\u202e\U0001f600 \u0130",
    7,
    -1,
    10**30,
    1.5,
    True,
    [],
    [[]],
    {},
    {"a": {"b": []}},
    NOBODY,
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "25:61",
    "NaN",
    "1e400",
)


@pytest.fixture
def world() -> World:
    return make_world()


def good(world: World) -> list[tuple[str, str, str, dict[str, Any]]]:
    """Who, method, path and a body that is taken (or refused only by a rule): every address that reads one."""
    today = str(timezone.localdate())
    version, provider = world.trajectory.standard_version, world.provider
    work_process, criterion, item = world.work_process.pk, world.criterion.pk, world.frozen_item.pk
    interview, portfolio = world.instrument("interview").pk, world.instrument("portfolio").pk
    request = {"client": str(provider.pk), "provider": str(provider.pk), "standard_version": str(version.pk)}
    unit = str(version.core_tasks.first().pk)
    desk, path, own = world.desk, world.path, f"portfolio/items/{world.item.pk}"
    entry = {"work_process": str(work_process), "day": today, "task": "Gesprek", "count": 2, "role": "independent"}
    entry |= {"hours": "1.5", "place": "Markt", "witness_name": "Joke", "witness_email": "j@example.org", "note": "n"}
    typed = {"what_it_shows": "w", "organisation": "o", "period_from": today, "period_until": today, "starr": {}}
    typed |= {
        "title": "Plan",
        "level": "3",
        "holder": "h",
        "issued_on": today,
        "valid_until": today,
    }
    person = str(world.callers["coach"].person.pk)
    return [
        ("candidate", "patch", "me", {"name": "Fatima", "language": "nl"}),
        ("coordinator", "post", "trajectories", request | {"candidate": person, "route": "full", "units": [unit]}),
        ("coordinator", "put", f"{path}/units", {"units": [unit]}),
        ("candidate", "put", f"{path}/intake", {"reasons": ["promotion"], "goal": "g", "motivation": "m", "needs": ""}),
        ("coordinator", "post", f"{path}/start-tests", {"subject": "dutch", "score": 7, "norm": 6, "taken_on": today}),
        ("candidate", "put", f"{path}/self-scan", {"answers": [{"work_process": str(work_process), "answer": 1}]}),
        ("coordinator", "post", f"{path}/advice", {"advice": "full", "because": "Past"}),
        ("candidate", "post", f"{path}/agreement", {"no_ties": True}),
        ("coordinator", "post", f"{path}/participants", {"person": person, "part": "assessor", "seat": 1}),
        ("candidate", "post", f"{path}/hours", {"phase": phase(world), "day": today, "hours": "2", "note": ""}),
        ("first", "post", f"{path}/records", record(interview, today)),
        ("first", "post", f"{path}/identity-seen", {"document": "passport", "seen_on": today}),
        ("candidate", "put", f"{path}/badge-contents", {"shows_name": True, "addresses": []}),
        ("coach", "post", f"{path}/close", {"closing_talk_on": today, "declined": False}),
        ("candidate", "post", "portfolio/items", {"kind": "work_product", **typed}),
        ("candidate", "patch", own, {"kind": "certificate", **typed}),
        ("candidate", "post", f"{own}/confirm-reading", typed),
        ("candidate", "put", f"{own}/links", {"work_processes": [str(work_process)], "versions": [str(version.pk)]}),
        ("candidate", "post", f"{own}/comments", {"text": "t"}),
        ("candidate", "post", "practice/repetitions", entry),
        ("candidate", "patch", f"practice/repetitions/{world.repetition.pk}", without(entry, "work_process")),
        ("candidate", "post", "practice/repeat", {"work_process": str(work_process), "last": str(world.repetition.pk)}),
        ("candidate", "post", "practice/item", {"standard_version": str(version.pk), "title": "Logboek"}),
        ("candidate", "post", "practice/ask-confirmation", {"repetitions": [str(world.repetition.pk)]}),
        (
            "first",
            "put",
            f"{desk}/scores/{criterion}/{portfolio}",
            {"level": "goed", "remark": "r", "support": [{"item": str(item), "page": 1}]},
        ),
        ("first", "put", f"{desk}/items/{item}", {"authentic": "yes", "current": "no", "remark": "r"}),
        ("first", "put", f"{desk}/items/{item}/relevance/{work_process}", {"relevant": "yes"}),
        ("first", "put", f"{desk}/work-processes/{work_process}", {"varied": "yes", "enough": "no", "remark": "r"}),
        ("first", "put", f"{desk}/substantiations/{work_process}", legs()),
        ("first", "put", f"{desk}/supplement-requests/{work_process}", {"text": "t"}),
        ("administrator", "post", f"organisations/{provider.pk}/invitations", invitation()),
        ("administrator", "post", f"organisations/{provider.pk}/roles", {"person": person, "role": "coach"}),
    ]


def record(instrument: object, today: str) -> dict[str, Any]:
    times = {"from_time": "09:00", "until_time": "10:00"}
    return {"instrument": str(instrument), "held_on": today, "place": "p", "facts": "f", **times}


def legs() -> dict[str, Any]:
    return {"part_of_standard": "a", "evidence_or_instrument": "b", "seen_or_heard": "c"}


def invitation() -> dict[str, Any]:
    return {"email": "nieuw@example.org", "name": "Nieuw", "roles": ["coach"]}


def phase(world: World) -> str:
    return str(world.trajectory.route.phases.first().pk)


def without(body: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in body.items() if key != name}


def undone(call: Callable[[], Any]) -> Any:
    """What the call gives, with all that it wrote taken back."""
    with transaction.atomic():
        answer = call()
        transaction.set_rollback(True)
    return answer


def assert_a_sentence(answer: Any, *, sent: Any = None) -> None:
    assert 400 <= answer.status_code < 500, (answer.status_code, sent)
    assert answer["Content-Type"] == "application/problem+json", sent
    problem = answer.json()
    assert problem["detail"].endswith((".", "!", "?", "”")), (problem, sent)
    assert problem["code"] == problem["type"].rpartition(":")[2]


def test_no_value_in_no_field_breaks_an_address(world):
    for name, method, path, body in good(world):
        caller = world.callers[name]
        for field in body:
            for wrong in WRONG:
                answer = undone(lambda: caller.ask(method, path, body | {field: wrong}))  # noqa: B023
                if answer.status_code >= 300:
                    assert_a_sentence(answer, sent=(method, path, field, wrong))


def test_a_body_that_is_no_object_of_known_names_is_refused(world):
    for name, method, path, body in good(world):
        for sent in ([], [body], "tekst", 7, body | {"onbekend": 1}):
            answer = undone(lambda: world.callers[name].ask(method, path, sent))  # noqa: B023
            assert_a_sentence(answer, sent=(path, sent))
            assert answer.status_code == 400


@pytest.mark.parametrize(
    ("sent", "content_type", "status"),
    [
        (b"{", "application/json", 400),
        (b'{"title": "a", "title": "b"}', "application/json", 400),
        (b'{"title": NaN}', "application/json", 400),
        (b'{"title": "\\ud800"}', "application/json", 400),
        (b'{"title": "\\u0000"}', "application/json", 400),
        (b'{"title": "\xff"}', "application/json", 400),
        (b"[" * 5000 + b"]" * 5000, "application/json", 400),
        (b"9" * 5000, "application/json", 400),
        (b"title=x", "application/x-www-form-urlencoded", 415),
        (b"title: x", "application/yaml", 415),
        (b"x" * (3 * 1024 * 1024), "application/json", 413),
    ],
)
def test_a_body_that_can_not_be_read_says_what_is_wrong(sent, content_type, status):
    caller = Caller(PersonFactory())

    answer = caller.client.post("/api/v1/portfolio/items", sent, content_type=content_type, headers=caller.headers)

    assert_a_sentence(answer)
    assert answer.status_code == status


def test_what_is_not_there_is_not_found_whoever_asks_and_however(world):
    for name, method, path, body in good(world):
        for known in {str(world.trajectory.pk), str(world.assessment.pk), str(world.item.pk), str(world.provider.pk)}:
            if known in path:
                answer = world.callers[name].ask(method, path.replace(known, NOBODY), body)
                assert_a_sentence(answer, sent=path)
                assert answer.status_code == 404


@pytest.mark.parametrize("path", ["", "bestaat-niet", "trajectories/geen-uuid", "trajectories/1/intake", "me/"])
@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_an_unknown_address_is_a_problem_and_not_a_page(path, method):
    answer = Caller(PersonFactory()).ask(method, path)

    assert_a_sentence(answer)
    assert answer.status_code == 404


def test_a_method_that_an_address_does_not_take_says_which_it_does():
    answer = Caller(PersonFactory()).ask("delete", "portfolio/items")

    assert_a_sentence(answer)
    assert (answer.status_code, answer["Allow"]) == (405, "GET, POST, HEAD, OPTIONS")


@pytest.mark.parametrize(
    "path",
    [
        "trajectories?state=onzin",
        "trajectories?cursor=onzin",
        "portfolio/items?kind=7",
        "portfolio/coverage",
        f"portfolio/coverage?standard_version={NOBODY}",
        "practice/repetitions?standard_version=geen-uuid",
        "outcomes?state=onzin",
    ],
)
def test_a_query_that_means_nothing_is_refused(path):
    assert_a_sentence(Caller(PersonFactory()).ask("get", path))


# Each step by the person whose step it is, at a moment when it is not its turn.
TOO_EARLY = {
    "requested": [
        ("candidate", "put", "intake", {"goal": "g"}),
        ("candidate", "put", "self-scan", {"answers": []}),
        ("coordinator", "post", "advice", {"advice": "full", "because": "Past"}),
        ("candidate", "post", "agreement", {"no_ties": True}),
        ("candidate", "post", "submit", None),
        ("candidate", "post", "submit-supplement", None),
        ("coordinator", "post", "close", {"declined": True}),
    ],
    "building": [
        ("coordinator", "post", "start-intake", None),
        ("coordinator", "put", "units", {"units": []}),
        ("candidate", "post", "agreement", {"no_ties": True}),
        ("candidate", "post", "submit", None),  # nothing is shared
        ("coach", "post", "close", {"declined": True}),
    ],
    "assessing": [
        ("candidate", "post", "submit", None),
        ("candidate", "post", "submit-supplement", None),
        ("first", "post", "declare-no-ties", None),
        ("first", "post", "ask-supplement", None),  # nobody asked for anything
        ("coordinator", "post", "close", {"declined": True}),
    ],
}


@pytest.mark.parametrize("state", TOO_EARLY)
def test_a_step_out_of_order_is_a_conflict_that_changes_nothing(state):
    trajectory = TrajectoryFactory(**{state: True})
    people = {"candidate": trajectory.candidate, "coordinator": coordinator_of(trajectory)}
    people |= {row.part: row.person for row in trajectory.participants.filter(part__in=["coach"])}
    if first := trajectory.participants.filter(part="assessor", seat=1).first():
        people["first"] = first.person
    callers = {name: Caller(person) for name, person in people.items()}
    logged = AuditEntry.objects.count()

    for name, method, step, body in TOO_EARLY[state]:
        answer = callers[name].ask(method, f"trajectories/{trajectory.pk}/{step}", body)

        assert_a_sentence(answer, sent=step)
        assert answer.status_code == 409, (step, answer.json())
    trajectory.refresh_from_db()
    assert trajectory.state == state
    assert AuditEntry.objects.count() == logged


def test_a_score_that_is_not_complete_is_not_final(world):
    problem = world.callers["first"].post(f"{world.desk}/finalise", expect=409)

    assert problem["code"] == "assessment-not-complete"
    assert problem["data"]["left"]["score"] > 0


def test_an_outcome_is_decided_once():
    outcome = proposed()
    officer = Caller(quality_officer(outcome))
    path = f"outcomes/{outcome.pk}"

    assert officer.post(f"{path}/send-back", {"because": " "}, expect=422)["code"] == "reason-missing"
    officer.post(f"{path}/release", expect=200)
    for step, body in (("release", {}), ("send-back", {"because": "Toch niet."})):
        assert officer.post(f"{path}/{step}", body, expect=409)["code"] == "outcome-not-proposed"


def test_an_outcome_without_identity_is_not_released_and_says_what_blocks():
    outcome = proposed(identity=False)

    problem = Caller(quality_officer(outcome)).post(f"outcomes/{outcome.pk}/release", expect=409)

    assert problem["data"]["blocks"] == ["identity-not-seen"]


def test_a_badge_is_withdrawn_once_and_with_a_reason():
    outcome = issued()
    officer = Caller(quality_officer(outcome))
    badge = officer.get("badges")["results"][0]["id"]

    assert officer.post(f"badges/{badge}/revoke", {"because": " "}, expect=422)["code"] == "badge.no-reason"
    officer.post(f"badges/{badge}/revoke", {"because": "Fout."}, expect=200)
    assert officer.post(f"badges/{badge}/revoke", {"because": "Fout."}, expect=409)["code"] == "badge.already-revoked"
    page = {"is_public": False, "shows_results": True, "shows_name": True}
    assert officer.put(f"badges/{badge}/page", page, expect=403)["code"] == "badge.not-yours"


def test_a_badge_is_suspended_once_with_a_reason_and_lifted_once(settings):
    settings.ERKEND_SUSPENSION = True
    outcome = issued()
    officer = Caller(quality_officer(outcome))
    badge = officer.get("badges")["results"][0]["id"]

    assert officer.post(f"badges/{badge}/lift-suspension", expect=409)["code"] == "badge.not-suspended"
    assert officer.post(f"badges/{badge}/suspend", {"because": " "}, expect=422)["code"] == "badge.no-reason"
    shown = officer.post(f"badges/{badge}/suspend", {"because": "Bezwaar."}, expect=200)
    assert (shown["can_be_suspended"], shown["suspended_because"]) == (True, "Bezwaar.")
    assert officer.post(f"badges/{badge}/suspend", {"because": "Nog eens."}, expect=409)["code"] == (
        "badge.already-suspended"
    )
    assert officer.post(f"badges/{badge}/lift-suspension", expect=200)["suspended_at"] is None


def test_a_badge_with_one_status_entry_is_not_suspended_and_the_answer_says_what_can_be_done():
    outcome = issued()
    officer = Caller(quality_officer(outcome))
    badge = officer.get("badges")["results"][0]

    problem = officer.post(f"badges/{badge['id']}/suspend", {"because": "Bezwaar."}, expect=409)

    assert (badge["can_be_suspended"], problem["code"]) == (False, "badge.no-suspension")


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("leeg.pdf", b"", 422),
        ("plan.pdf", b"MZ\x90\x00geen pdf", 415),
        ("plan.docx", b"PK\x03\x04", 422),
        ("afgekapt.pdf", b"%PDF-1.7\n1 0 obj\n<<", 422),
        ("foto.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", 422),
    ],
)
def test_a_file_that_can_not_be_taken_leaves_nothing_behind(settings, tmp_path, name, content, status):
    settings.ERKEND_FILES_DIR = tmp_path
    caller = Caller(PersonFactory())

    problem = caller.upload("portfolio/items/from-file", {"file": SimpleUploadedFile(name, content)}, expect=status)

    assert problem["detail"].endswith(".")
    assert not EvidenceItem.objects.exists()
    assert not EvidenceFile.objects.exists()
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_upload_says_when_there_is_no_file_or_another_kind_of_body():
    caller = Caller(PersonFactory())

    missing = caller.upload("portfolio/items/from-file", {"kind": "diploma"}, expect=400)
    assert missing["errors"][0]["field"] == "file"
    caller.post("portfolio/items/from-file", {"file": "x"}, expect=415)


def test_a_document_over_the_limit_is_refused_before_it_is_read(settings):
    caller = Caller(PersonFactory())

    answer = caller.client.post(
        "/api/v1/portfolio/items/from-file",
        b"",
        content_type="multipart/form-data; boundary=x",
        headers=caller.headers,
        CONTENT_LENGTH=str(settings.ERKEND_MAX_DOCUMENT_BYTES * 2),
    )

    assert_a_sentence(answer)
    assert answer.status_code == 413


def test_a_practice_log_gives_its_wrong_rows_back():
    trajectory = TrajectoryFactory(building=True)
    text = (
        "datum;werkproces;taak;aantal;uren;plaats;rol;getuige;getuige_email;toelichting\n"
        "06-01-2025;W1;Gesprek;2;1,5;Markt;zelfstandig;Joke;joke@example.org;\n"
        "31-02-2025;W9;Gesprek;veel;;;baas;;;\n"
    )
    fields = {
        "file": SimpleUploadedFile("log.csv", text.encode()),
        "standard_version": str(trajectory.standard_version_id),
    }

    done = Caller(trajectory.candidate).upload("practice/import", fields, expect=200)

    assert [row["count"] for row in done["imported"]] == [2]
    assert done["bad"][0]["cells"]["aantal"] == "veel"
    assert all(problem["detail"].endswith(".") for problem in done["bad"][0]["problems"])


def test_a_link_of_a_witness_that_is_unknown_says_so():
    problem = Caller().get("confirm/nooit-gemaild", expect=404)

    assert problem["code"] == "portfolio.link-ended"
    Caller().post("confirm/nooit-gemaild", {"repetition": NOBODY, "answer": "misschien"}, expect=400)
    Caller().post("confirm/nooit-gemaild", {"repetition": NOBODY, "answer": "confirm"}, expect=404)


@pytest.mark.shared
def test_the_real_documents_are_taken_or_refused_with_a_sentence():
    folder = shared("input/documents")
    caller = Caller(PersonFactory())
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        sent = {"file": SimpleUploadedFile(path.name, path.read_bytes())}
        answer = caller.client.post("/api/v1/portfolio/items/from-file", sent, headers=caller.headers)
        if answer.status_code != 201:
            assert_a_sentence(answer, sent=path.name)
