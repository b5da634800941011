"""The story fits its standards: every code exists, every work process is carried, and differences are talked about."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from evc.demo.documents import make_documents
from evc.demo.real_input import real_story
from evc.demo.story import Story, example_story
from evc.demo.story.scoring import MEETS_BAR
from evc.demo.story.wording import advice_for, substantiation_for
from evc.routes.shipped import ROUTES
from foundation.errors import InvalidInput
from portfolio.reading import LogRow, check_row, examine, read_practice_log
from tests.require import shared

DAY = date(2026, 11, 24)
KEYS = ["full", "compact", "level", "underway"]
KINDS = {
    "diploma", "certificate", "work_product", "practice_log", "position", "placement", "testimony", "private_skill", "reflection",
}  # fmt: skip


@pytest.fixture(scope="module", params=["example", pytest.param("real", marks=pytest.mark.shared)])
def story(request) -> Story:
    return example_story() if request.param == "example" else real_story(shared("input"))


@pytest.fixture(params=KEYS)
def trajectory(request, story):
    return story.trajectory(request.param)


def test_every_code_in_a_trajectory_exists_in_its_standard(trajectory):
    codes = {row.code for row in trajectory.work_processes}
    criteria = {criterion.code for row in trajectory.work_processes for criterion in row.criteria}
    named = {
        *trajectory.intake.self_scan, *trajectory.own_legs, *trajectory.work_process_marks, *trajectory.gaps,
        *(code for claimed in trajectory.items for code in claimed.work_processes),
        *(code for by_process in trajectory.relevance.values() for code in by_process),
        *(code for done in trajectory.scored_so_far.values() for code in done),
        *(row.work_process for row in (trajectory.interview.questions if trajectory.interview else ())),
        *(row.work_process for row in (trajectory.observation.seen if trajectory.observation else ())),
    }  # fmt: skip
    assert named <= codes
    assert set(trajectory.agreed) <= criteria
    plan = trajectory.scoring
    exceptions = [plan.both, *plan.own.values(), *plan.portfolio.values()]
    assert {code for row in exceptions for code in row} <= codes | criteria
    if trajectory.units:
        assert {row.unit for row in trajectory.work_processes} == set(trajectory.units)


def test_every_work_process_is_claimed_scored_and_has_three_legs_of_each_assessor(trajectory):
    for row in trajectory.work_processes:
        assert row.criteria
        assert trajectory.items_for(row.code), f"{row.code} has no evidence"
        for assessor in trajectory.assessors:
            legs = trajectory.legs_for(assessor, row.code)
            assert row.code in legs.part_of_standard
            assert legs.items
            assert legs.evidence_or_instrument
            assert legs.seen_or_heard.count(".") >= 2, row.code
            for index in range(len(row.criteria)):
                assert trajectory.levels_for(assessor, row.code, index) in {"onvoldoende", "voldoende", "goed"}


def test_no_two_third_legs_of_a_finished_trajectory_are_the_same(story):
    for key in ("full", "compact", "level"):
        trajectory = story.trajectory(key)
        texts = [
            trajectory.legs_for(assessor, row.code).seen_or_heard
            for row in trajectory.work_processes
            for assessor in trajectory.assessors
        ]
        assert len(set(texts)) == len(texts)


def test_moderation_settles_exactly_the_differences(story):
    for key in ("full", "compact", "level"):
        trajectory = story.trajectory(key)
        differences = trajectory.scoring.differences(*trajectory.assessors)
        assert 2 <= len(differences) <= 5
        assert set(differences) == set(trajectory.agreed)
        assert all(len(row.reason) > 60 for row in trajectory.agreed.values())


def test_most_is_recognised_and_what_is_not_gets_advice(story):
    verdicts = {
        key: [(row.code, story.trajectory(key).verdict_on(row.code)) for row in story.trajectory(key).work_processes]
        for key in KEYS
    }
    full = [verdict for _, verdict in verdicts["full"]]
    assert full.count("partly") == 1
    assert full.count("not-yet") == 1
    assert [verdict for _, verdict in verdicts["compact"]].count("partly") == 1
    for key in ("full", "compact", "level"):
        trajectory = story.trajectory(key)
        missing = {code for code, verdict in verdicts[key] if verdict != "recognised"}
        assert missing == set(trajectory.gaps)
        assert len(missing) < len(verdicts[key]) / 2
        assert all(trajectory.gap_for(code) for code in missing)


def test_only_an_instrument_that_was_used_changes_a_score(trajectory):
    for row in trajectory.work_processes:
        for assessor in trajectory.assessors:
            if trajectory.scoring.changed_later(assessor, row.code):
                assert trajectory.legs_for(assessor, row.code).instrument in {"interview", "observation"}


def test_the_checking_assessor_of_the_compact_route_scores_the_portfolio_only(story):
    trajectory = story.trajectory("compact")
    second = trajectory.assessors[1]
    assert not any(trajectory.scoring.changed_later(second, row.code) for row in trajectory.work_processes)


def test_items_are_of_known_kinds_and_have_their_document(trajectory, story):
    for claimed in trajectory.items:
        item = claimed.item
        assert item.kind in KINDS
        assert item.title
        assert item.what_it_shows
        assert item.file is None or item.file in story.documents
        if item.kind == "reflection":
            assert list(item.starr) == ["situation", "task", "action", "result", "reflection"]
        if item.kind == "work_product":
            assert item.authorship["made_by"] in {"alone", "together"}
    keys = {claimed.item.key for claimed in trajectory.items}
    assert {row.item for row in trajectory.comments} <= keys
    assert set(trajectory.relevance) <= keys
    assert {key for legs in trajectory.own_legs.values() for key in legs.items} <= keys
    if trajectory.route_key == "compact":
        assert len(trajectory.items) <= 8


def test_the_same_item_of_a_person_is_the_same_in_every_trajectory(story):
    seen = {}
    for trajectory in story.trajectories:
        for claimed in trajectory.items:
            assert seen.setdefault((trajectory.candidate, claimed.item.key), claimed.item) == claimed.item


def test_people_hold_the_roles_that_they_play_and_never_two_of_them(trajectory, story):
    people = story.cast.people
    provider = trajectory.provider
    for key, role in (
        (trajectory.coach, "coach"), (trajectory.coordinator, "coordinator"), (trajectory.quality_officer, "quality_officer"),
        *((assessor, "assessor") for assessor in trajectory.assessors),
    ):  # fmt: skip
        assert role in people[key].roles[provider]
    assert "candidate" in people[trajectory.candidate].roles[trajectory.client]
    assert "manager" in people[trajectory.manager].roles[trajectory.client]
    assert story.cast.organisations[provider].provider
    players = [trajectory.candidate, trajectory.coach, *trajectory.assessors, trajectory.quality_officer]
    assert len(set(players)) == len(players)
    if trajectory.badge:
        candidate = people[trajectory.candidate]
        assert trajectory.badge.recipient in {candidate.email, *candidate.other_emails}


def test_every_address_is_under_the_reserved_name(story):
    for person in story.cast.people.values():
        for address in (person.email, *person.other_emails):
            assert address.endswith(".example")


def test_the_log_has_25_lines_of_which_3_are_wrong_and_3_of_the_rest_are_refused(story):
    trajectory = story.trajectory("full")
    log = trajectory.log
    codes = {row.code for row in trajectory.work_processes}
    reading = read_practice_log(log.content, known_codes=codes, today=DAY)
    good = {row.line: row for row in reading.rows}
    people = story.cast.people

    assert len(good) == 22
    assert {row.line for row in reading.bad} == {row.line for row in log.wrong}
    assert len(log.wrong) == len(log.refused) == 3
    for refused in log.refused:
        assert good[refused.line].witness_email == people[refused.witness].email
    for line in log.wrong:
        if line.corrected:
            cells = {**_cells(log.content)[line.line], **line.corrected}
            assert isinstance(check_row(cells, line=line.line, known_codes=codes, today=DAY), LogRow)


def test_the_small_log_of_the_compact_route_is_good_throughout(story):
    trajectory = story.trajectory("compact")
    codes = {row.code for row in trajectory.work_processes}
    reading = read_practice_log(trajectory.log.content, known_codes=codes, today=DAY)
    assert len(reading.rows) == 6
    assert not reading.bad


def test_every_witness_of_a_log_is_known_to_the_cast(story):
    known = {person.email for person in story.cast.people.values()}
    for key in ("full", "compact"):
        for cells in _cells(story.trajectory(key).log.content).values():
            assert cells["getuige_email"] in known


def _cells(content: bytes) -> dict[int, dict[str, str]]:
    return dict(enumerate(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"), start=2))


def test_hours_stand_under_the_phases_of_the_route(trajectory):
    route = next(route for route in ROUTES if route.fields["key"] == trajectory.route_key)
    assert set(trajectory.candidate_hours) <= {phase[0] for phase in route.phases}


def test_hours_of_the_finished_routes_stay_within_their_budget(story):
    assert 40 <= sum(story.trajectory("full").candidate_hours.values()) <= 48
    assert 40 <= sum(story.trajectory("level").candidate_hours.values()) <= 48
    assert sum(story.trajectory("compact").candidate_hours.values()) <= 16


def test_the_level_trajectory_says_that_it_is_no_certificate(story):
    assert "ervaringsprofiel en geen ervaringscertificaat" in story.trajectory("level").intake.advice_because


def test_the_one_under_way_has_one_assessor_done_and_one_half_way(story):
    trajectory = story.trajectory("underway")
    first, second = (trajectory.scored_so_far[assessor] for assessor in trajectory.assessors)
    assert trajectory.until == "assessing"
    assert len(first) == len(trajectory.work_processes)
    assert 0 < len(second) < len(first)


def test_generic_words_work_for_any_work_process_and_never_contradict_the_score():
    met = substantiation_for("Doet iets", ["Doet A.", "Doet B."], "Een verslag")
    not_met = substantiation_for("Doet iets", ["Doet A."], "Een verslag", met=False)
    assert met == substantiation_for("Doet iets", ["Doet A.", "Doet B."], "Een verslag")
    assert "Een verslag" in met
    assert "Doet A" in not_met
    assert met != not_met
    assert "Doet A; Doet B" in advice_for("Doet iets", ["Doet A.", "Doet B."])


def test_a_verdict_follows_from_the_levels_both_agree_on(story):
    trajectory = story.trajectory("full")
    partly = next(row for row in trajectory.work_processes if trajectory.verdict_on(row.code) == "partly")
    levels = {trajectory.agreed_level(criterion.code) in MEETS_BAR for criterion in partly.criteria}
    assert levels == {True, False}


def test_the_example_story_uses_every_document_it_makes():
    story = example_story()
    used = {claimed.item.file for trajectory in story.trajectories for claimed in trajectory.items}
    assert used - {None} == set(make_documents())


def test_the_machine_reads_from_the_papers_what_the_candidate_confirms(tmp_path):
    story = example_story()
    items = {claimed.item.file: claimed.item for trajectory in story.trajectories for claimed in trajectory.items}
    for name, item in items.items():
        if not (name or "").endswith(".pdf"):
            continue
        path = tmp_path / name
        path.write_bytes(story.documents[name])
        read = {key: field.value for key, field in examine(path, name=name).fields.items()}
        assert read["holder"] == item.holder
        assert read["date"] == item.issued_on.isoformat()
        assert read.get("valid_until", "") == (item.valid_until.isoformat() if item.valid_until else "")
        assert read["title"] in item.title
        assert "crebo" not in read


def test_a_folder_that_misses_a_file_is_refused_with_its_name(tmp_path):
    with pytest.raises(InvalidInput) as caught:
        real_story(tmp_path)
    assert "standards/nlqf-4-6.json" in caught.value.data["files"]
    assert "documents/01-diploma-mbo.pdf" in str(caught.value)
