"""The story, played through the services: on the example standards, and on the real input where that is there.

Playing takes seconds, so it is done once for each story; every test then works in a transaction inside that one.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone, translation
from PIL import Image

from credentials import services as credentials
from credentials.core.report import ReportVerdict
from credentials.core.wording import EXAMPLE_TAG
from evc.demo.playing import Played, play
from evc.demo.playing.stage import Stage
from evc.demo.real_input import real_story
from evc.demo.story import Story, example_story
from evc.outcomes import wording
from evc.outcomes.models import Outcome
from evc.trajectories.models import State, Yield
from foundation.audit.models import AuditEntry
from portfolio import reading
from portfolio import services as portfolio
from portfolio.models import EvidenceFile, Repetition
from tests.require import shared

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parents[4]
ISSUED = ("full", "compact", "level")
YIELDS = {
    "example": {"full": Yield.CERTIFICATE, "compact": Yield.REPORT, "level": Yield.PROFILE},
    "real": {"full": Yield.PROFILE, "compact": Yield.REPORT, "level": Yield.PROFILE},
}
ACHIEVEMENT_TYPES = {
    Yield.CERTIFICATE: "ext:Ervaringscertificaat",
    Yield.PROFILE: "ext:Ervaringsprofiel",
    Yield.REPORT: "ext:Competentierapport",
}


@dataclass(frozen=True)
class Street:
    """What was played, and with which options the command finds it again."""

    name: str  # example, real
    story: Story
    stage: Stage
    played: dict[str, Played]
    options: dict[str, Path]

    def document(self, key: str) -> dict[str, Any]:
        return json.loads(self.played[key].badge.document)

    def outcome(self, key: str) -> Outcome:
        return Outcome.objects.get(trajectory=self.played[key].trajectory)

    def narrative(self, key: str) -> str:
        return self.document(key)["credentialSubject"]["achievement"]["criteria"]["narrative"]


@pytest.fixture(scope="module", params=["example", pytest.param("real", marks=pytest.mark.shared)])
def street(request, django_db_setup, django_db_blocker) -> Iterator[Street]:
    """Played once, and rolled back after the last test that looks at it."""
    is_real = request.param == "real"
    story = real_story(shared("input")) if is_real else example_story()
    with django_db_blocker.unblock(), transaction.atomic():
        stage, played = play(story, progress=lambda text: None)
        options = {"input": shared("input")} if is_real else {}
        yield Street(request.param, story, stage, {one.key: one for one in played}, options)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def written(street, tmp_path_factory) -> tuple[Path, list[str]]:
    """The folder that ``manage.py demo --out`` wrote, and the lines that it said."""
    folder, said = tmp_path_factory.mktemp("out"), StringIO()
    call_command("demo", out=folder, stdout=said, **street.options)
    return folder, said.getvalue().splitlines()


def counts() -> dict[str, int]:
    return {model._meta.label: model.objects.count() for model in apps.get_models()}


def verify(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "credentials", "verify", *map(str, arguments)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


# --- what is found and issued -----------------------------------------------------------------------------------------


def test_three_trajectories_are_issued_and_one_waits_at_the_assessors(street):
    assert {key: one.trajectory.state for key, one in street.played.items()} == {
        **dict.fromkeys(ISSUED, State.ISSUED),
        "underway": State.ASSESSING,
    }
    assert street.played["underway"].badge is None


@pytest.mark.parametrize("key", ISSUED)
def test_the_outcome_is_what_the_story_tells_of_every_work_process(street, key):
    told = street.story.trajectory(key)
    found = {
        result.work_process.code: result.verdict
        for result in street.outcome(key).results.select_related("work_process")
    }

    assert found == {row.code: told.verdict_on(row.code) for row in told.work_processes}


@pytest.mark.parametrize("key", ISSUED)
def test_what_is_not_recognised_whole_has_advice_and_the_rest_has_none(street, key):
    outcome = street.outcome(key)
    missing = set(outcome.results.exclude(verdict="recognised").values_list("work_process__code", flat=True))

    assert {gap.work_process.code for gap in outcome.gaps.all() if gap.advice and gap.missing} == missing


@pytest.mark.parametrize("key", ISSUED)
@pytest.mark.parametrize("form", ["png", "svg"])
def test_every_badge_is_valid_read_from_its_picture_alone(street, key, form):
    found = credentials.verify_bytes(credentials.badge_picture(street.played[key].badge, form))

    assert found.report.verdict == ReportVerdict.VALID
    assert found.badge == street.played[key].badge


def test_playing_again_repeats_nothing(street):
    before = counts()

    _stage, again = play(street.story, progress=lambda text: None)

    assert counts() == before
    assert {one.key: one.badge for one in again} == {key: one.badge for key, one in street.played.items()}


# --- what it may be called --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ISSUED)
def test_what_it_yields_follows_from_who_is_recognised_for_what_and_is_said_in_the_badge(street, key):
    outcome = street.outcome(key)

    assert outcome.yields == YIELDS[street.name][key]
    achievement = street.document(key)["credentialSubject"]["achievement"]
    assert achievement["achievementType"] == ACHIEVEMENT_TYPES[Yield(outcome.yields)]
    with translation.override("nl"):
        assert wording.what_it_is(outcome) in street.narrative(key)
        assert wording.what_it_is_not() in street.narrative(key)


def test_a_badge_for_a_level_is_an_ervaringsprofiel_that_gives_nobody_the_level(street):
    document = street.document("level")
    achievement = document["credentialSubject"]["achievement"]
    level = next(row for row in achievement["alignment"] if row["targetType"] == "ext:NLQF")

    assert achievement["achievementType"] == "ext:Ervaringsprofiel"
    assert level["targetDescription"] == "Getoetst aan niveau 6 van NLQF. Het niveau hoort bij de standaard."
    assert not re.search(
        r"(heeft|bezit|has|holds|at) (the )?(NLQF[ -])?(level|niveau)", json.dumps(document), re.IGNORECASE
    )


@pytest.mark.parametrize("key", ["full", "compact"])
def test_a_badge_names_a_level_only_where_its_standard_has_one(street, key):
    standard = street.played[key].trajectory.standard_version.standard
    alignments = street.document(key)["credentialSubject"]["achievement"]["alignment"]

    levels = {row["targetCode"] for row in alignments if row["targetType"] in {"ext:NLQF", "ext:EQF"}}
    assert levels == ({str(standard.level_nlqf)} if standard.level_nlqf else set())


@pytest.mark.parametrize("key", ISSUED)
def test_what_the_standard_marks_as_an_example_says_so_in_the_badge(street, key):
    achievement = street.document(key)["credentialSubject"]["achievement"]
    version = street.played[key].trajectory.standard_version

    assert version.provenance["voorbeeld"].rstrip(".") in street.narrative(key)
    if street.name == "example":
        assert EXAMPLE_TAG in achievement["tag"]
        assert "voorbeeld" in achievement["name"]
        for result in achievement["resultDescription"]:
            assert result["alignment"][0]["targetDescription"].startswith("De tekst is een voorbeeld")


@pytest.mark.parametrize("key", ISSUED)
def test_a_code_that_was_made_up_is_no_place_in_the_official_text(street, key):
    made_up = street.played[key].trajectory.standard_version.work_processes.filter(code_origin="voorbeeld")
    codes = set(made_up.values_list("code", flat=True))
    descriptions = street.document(key)["credentialSubject"]["achievement"]["resultDescription"]
    addresses = {row["alignment"][0]["targetCode"]: row["alignment"][0]["targetUrl"] for row in descriptions}

    assert not [address for code, address in addresses.items() if code in codes and "#" in address]


@pytest.mark.parametrize("key", ISSUED)
def test_a_version_that_is_no_longer_in_force_says_until_when_it_was(street, key):
    version = street.played[key].trajectory.standard_version
    is_over = version.valid_until is not None and version.valid_until < timezone.localdate()

    assert ("30 juni 2015" in street.narrative(key)) is is_over


# --- log, papers and audit --------------------------------------------------------------------------------------------


def test_the_wrong_rows_of_the_log_are_named_and_the_good_ones_are_in(street):
    log = street.story.trajectory("full").log
    trajectory = street.played["full"].trajectory
    codes = set(trajectory.standard_version.work_processes.values_list("code", flat=True))
    read = reading.read_practice_log(log.content, known_codes=codes, today=timezone.localdate())
    imported = AuditEntry.objects.get(event="practice-log.imported", object_id=trajectory.candidate_id)

    assert imported.data == {"imported": 22, "refused": 3, "known": 0}
    assert {row.line for row in read.bad} == {row.line for row in log.wrong}
    assert all(row.problems for row in read.bad)
    entries = Repetition.objects.filter(
        owner=trajectory.candidate, log__work_process__version=trajectory.standard_version
    )
    assert entries.count() == 22 + sum(bool(row.corrected) for row in log.wrong)


def test_the_witnesses_refuse_three_entries_and_say_why(street):
    trajectory = street.played["full"].trajectory
    refused = Repetition.objects.filter(owner=trajectory.candidate, state=Repetition.State.REFUSED)

    assert sorted(refused.values_list("refused_because", flat=True)) == sorted(
        row.reason for row in street.story.trajectory("full").log.refused
    )
    assert not Repetition.objects.filter(owner=trajectory.candidate, state=Repetition.State.NOTED).exists()


def test_the_photo_that_lies_on_its_side_stands_upright_in_its_preview(street):
    candidate = street.played["full"].trajectory.candidate
    photo = EvidenceFile.objects.filter(item__owner=candidate, media_type="image/jpeg").first()

    with portfolio.open_file(photo.pk, by=candidate, form="original").stream as stream:
        original = Image.open(BytesIO(stream.read()))
    with portfolio.open_file(photo.pk, by=candidate, form="preview").stream as stream:
        preview = Image.open(BytesIO(stream.read()))

    assert original.getexif().get(0x0112) in {6, 8}
    assert (original.width > original.height) is (preview.height > preview.width)
    assert not preview.getexif().get_ifd(0x8825)


def test_the_audit_chains_are_whole_after_it(street):
    said = StringIO()
    call_command("audit", "verify", stdout=said)

    assert "BROKEN" not in said.getvalue()
    assert AuditEntry.objects.filter(event="badge.issued").count() == 3


# --- the command ------------------------------------------------------------------------------------------------------


def test_the_command_writes_every_badge_in_three_forms_its_report_and_what_a_check_needs(street, written):
    folder, _lines = written

    assert {path.name for path in folder.iterdir()} == {
        *(f"{key}.{form}" for key in ISSUED for form in ("png", "svg", "json", "pdf")),
        "evidence",
    }
    for key in ISSUED:
        assert json.loads((folder / f"{key}.json").read_text()) == street.document(key)
    issuers = {street.document(key)["issuer"]["id"] for key in ISSUED}
    found = [json.loads(path.read_text()) for path in (folder / "evidence").iterdir()]
    assert issuers <= {document["id"] for document in found}


def test_the_command_ends_with_a_verdict_for_each_badge(street, written):
    _folder, lines = written

    assert [line.split()[:2] for line in lines[-3:]] == [[f"{key}:", "valid"] for key in ISSUED]
    for line, key in zip(lines[-3:], ISSUED, strict=True):
        assert line.endswith(f"/badges/{street.played[key].badge.pk}")


@pytest.mark.parametrize("key", ISSUED)
def test_what_it_wrote_is_checked_on_the_command_line_without_any_network(street, written, key):
    folder, _lines = written
    given = (folder / f"{key}.png", "--evidence", folder / "evidence")

    undecided = verify(*given)
    assert (undecided.returncode, undecided.stderr) == (3, "")
    accepted = verify(*given, "--accept-issuer", street.document(key)["issuer"]["id"])
    assert (accepted.returncode, accepted.stderr) == (0, "")


def test_a_changed_copy_of_what_it_wrote_is_not_valid(street, written, tmp_path):
    folder, _lines = written
    changed = tmp_path / "changed.json"
    changed.write_text((folder / "full.json").read_text().replace("Nog niet erkend", "Erkend", 1))

    answer = verify(
        changed, "--evidence", folder / "evidence", "--accept-issuer", street.document("full")["issuer"]["id"]
    )

    assert answer.returncode == 1


def test_outside_the_embedded_set_up_it_makes_no_accounts(settings):
    settings.ERKEND_EMBEDDED = False

    with pytest.raises(CommandError, match="embedded"):
        call_command("demo", stdout=StringIO())


def test_a_folder_without_the_real_input_is_refused_with_what_it_misses(tmp_path):
    with pytest.raises(CommandError, match=r"nlqf-4-6\.json"):
        call_command("demo", input=tmp_path, stdout=StringIO())
