"""Loading a standard: everything that is wrong in one go, nothing half, and a version that never changes."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from evc.standards.form import parse_form
from evc.standards.loading import load_standard
from evc.standards.models import Criterion, QualificationStandard, StandardVersion
from evc.standards.selectors import examples_in, is_example, standards_list, tree
from foundation.audit.models import AuditEntry
from foundation.errors import InvalidInput, NotAllowed
from foundation.people.models import Person
from tests.unit.evc.standards.forms import small_form

DEMO = Path(__file__).parents[4] / "evc" / "demo" / "standards"


def problems_of(form: object) -> dict[str, str]:
    with pytest.raises(InvalidInput) as caught:
        parse_form(form)
    return {row["where"]: row["problem"] for row in caught.value.data["problems"]}


def test_a_good_form_becomes_the_tree_in_its_own_order():
    parsed = parse_form(small_form())

    assert [unit.code for unit in parsed.units] == ["B1", "B2"]
    assert [process.code for process in parsed.units[0].work_processes] == ["B1-W1", "B1-W2"]
    assert parsed.units[0].work_processes[0].required_repetitions == 5
    assert parsed.units[0].work_processes[0].required_repetitions_origin == "voorbeeld"
    assert parsed.units[1].level == 3
    assert parsed.standard["level_eqf"] is None


def test_every_problem_is_told_in_one_go():
    form = small_form(valid_from="2026-01-01", valid_until="2025-01-01")
    form["standard"]["level_nlqf"] = "drie"
    form["standard"]["kind"] = "boek"
    form["units"][0]["title"] = "  "
    form["units"][0]["elective"] = "nee"
    form["units"][0]["work_processes"][0]["required_repetitions"] = {"count": "tien", "origin": "voorbeeld"}
    form["units"][0]["work_processes"][1]["criteria"][0]["code"] = "B1-W1-C01"
    form["units"][1]["work_processes"][0]["criteria"] = []
    form["units"][1]["work_processes"][0]["origin"] = None

    problems = problems_of(form)

    assert set(problems) == {
        "version.valid_until",
        "standard.level_nlqf",
        "standard.kind",
        "units[0].title",
        "units[0].elective",
        "units[0].work_processes[0].required_repetitions.count",
        "units[0].work_processes[1].criteria[0].code",
        "units[1].work_processes[0].criteria",
        "units[1].work_processes[0].origin",
    }
    assert "kwalificatiedossier" in problems["standard.kind"]
    assert "tien" in problems["units[0].work_processes[0].required_repetitions.count"]


@pytest.mark.parametrize(
    ("spoil", "where"),
    [
        (lambda form: form.update(schema="erkend-standard/9"), "schema"),
        (lambda form: form.pop("schema"), "schema"),
        (lambda form: form.pop("units"), "units"),
        (lambda form: form.update(units=[]), "units"),
        (lambda form: form.update(units=["B1"]), "units[0]"),
        (lambda form: form.update(standard=[]), "standard"),
        (lambda form: form.update(provenance="alles"), "provenance"),
        (lambda form: form["standard"].update(key="Bruggen Bedienen"), "standard.key"),
        (lambda form: form["standard"].update(level_mbo=True), "standard.level_mbo"),
        (lambda form: form["standard"].update(level_mbo=5), "standard.level_mbo"),
        (lambda form: form["version"].update(label=""), "version.label"),
        (lambda form: form["version"].update(valid_from="1-1-2026"), "version.valid_from"),
        (lambda form: form["units"][0].update(title=7), "units[0].title"),
        (lambda form: form["units"][0].update(title="x" * 501), "units[0].title"),
        (lambda form: form["units"][0].update(code="B2"), "units[1].code"),
        (
            lambda form: form["units"][0]["work_processes"][0].update(required_repetitions={"origin": "voorbeeld"}),
            "units[0].work_processes[0].required_repetitions.count",
        ),
        (
            lambda form: form["units"][0]["work_processes"][0]["required_repetitions"].update(witnesses=6),
            "units[0].work_processes[0].required_repetitions.witnesses",
        ),
        (
            lambda form: form["version"].update(practice={"expire_after_years": 0}),
            "version.practice.expire_after_years",
        ),
        (lambda form: form["version"].update(practice={"independent_only": "ja"}), "version.practice.independent_only"),
    ],
)
def test_a_spoilt_form_names_the_place(spoil, where):
    form = small_form()
    spoil(form)

    assert list(problems_of(form)) == [where]


@pytest.mark.parametrize("form", [None, [], "tekst", 3])
def test_what_is_no_object_is_refused(form):
    assert problems_of(form)


def test_fields_that_are_not_known_are_named_and_skipped():
    form = small_form()
    form["standard"]["profession_requirements"] = "V&J"
    form["units"][1]["colour"] = "blue"

    assert parse_form(form).skipped == ("standard.profession_requirements", "units.colour")


@pytest.mark.django_db
def test_a_form_that_says_nothing_of_practice_asks_one_witness_and_work_done_alone():
    version = load_standard(small_form(), by=None)

    assert (version.repetitions_expire_after_years, version.repetitions_independent_only) == (None, True)
    assert version.repetitions_least_witnesses == 1


@pytest.mark.django_db
def test_what_counts_of_practice_is_loaded_with_the_standard():
    form = small_form(practice={"expire_after_years": 3, "independent_only": False, "witnesses": 2})
    form["units"][0]["work_processes"][0]["required_repetitions"]["witnesses"] = 4

    version = load_standard(form, by=None)

    assert (version.repetitions_expire_after_years, version.repetitions_independent_only) == (3, False)
    assert version.repetitions_least_witnesses == 2
    assert version.work_processes.get(code="B1-W1").required_witnesses == 4


@pytest.mark.django_db
def test_loading_keeps_texts_levels_and_origins():
    version = load_standard(small_form(), by=None)

    units = tree(version)
    assert [(node.core_task.code, node.core_task.level, node.core_task.elective) for node in units] == [
        ("B1", None, False),
        ("B2", 3, True),
    ]
    first = units[0].work_processes[0]
    assert first.work_process.required_repetitions_origin == "voorbeeld"
    assert [criterion.code for criterion in first.criteria] == ["B1-W1-C01", "B1-W1-C02"]
    assert AuditEntry.objects.get(event="standard.loaded", object_id=version.pk).chain == "standards"


@pytest.mark.django_db
def test_the_tree_takes_three_queries(django_assert_num_queries):
    version = load_standard(small_form(), by=None)

    with django_assert_num_queries(3):
        tree(version)
    with django_assert_num_queries(1):
        assert [row.criterion_count for row in standards_list()] == [4]


@pytest.mark.django_db
def test_the_same_form_twice_is_one_version():
    first = load_standard(small_form(), by=None)
    shuffled = dict(reversed(small_form().items()))

    assert load_standard(shuffled, by=None) == first
    assert StandardVersion.objects.count() == 1


@pytest.mark.django_db
def test_a_version_never_changes():
    load_standard(small_form(), by=None)
    other = small_form()
    other["units"][0]["work_processes"][0]["criteria"][0]["title"] = "Kijkt alleen naar links"

    with pytest.raises(InvalidInput) as caught:
        load_standard(other, by=None)

    assert caught.value.code == "version-exists"
    assert "2026" in str(caught.value)
    assert Criterion.objects.get(code="B1-W1-C01").title == "Kijkt naar beide kanten"


@pytest.mark.django_db
def test_a_new_label_is_a_new_version_of_the_same_standard():
    first = load_standard(small_form(), by=None)
    second = load_standard(small_form(label="2027"), by=None)

    assert second.standard == first.standard
    assert second != first


@pytest.mark.django_db
def test_another_level_is_another_standard():
    load_standard(small_form(), by=None)
    other = small_form(label="2027")
    other["standard"]["level_nlqf"] = 3

    with pytest.raises(InvalidInput) as caught:
        load_standard(other, by=None)

    assert caught.value.code == "standard-differs"
    assert caught.value.data["fields"] == ["level_nlqf"]
    assert QualificationStandard.objects.get().level_nlqf == 2


@pytest.mark.django_db
def test_a_form_with_errors_leaves_nothing_behind():
    form = small_form()
    form["units"][1]["title"] = ""

    with pytest.raises(InvalidInput):
        load_standard(form, by=None)

    assert not QualificationStandard.objects.exists()


@pytest.mark.django_db
def test_somebody_without_a_provider_loads_nothing():
    stranger = Person.objects.create_user("iemand@voorbeeld.example", name="Iemand")

    with pytest.raises(NotAllowed):
        load_standard(small_form(), by=stranger)

    assert not QualificationStandard.objects.exists()


@pytest.mark.django_db
def test_what_is_made_up_says_so():
    real = load_standard(small_form(), by=None)
    assert not is_example(real)
    assert examples_in(real).repetitions
    assert not examples_in(real).codes

    with_example = small_form(label="2027")
    with_example["units"][0]["work_processes"][0]["criteria"][1]["origin"] = "voorbeeld"
    assert is_example(load_standard(with_example, by=None))
    assert is_example(load_standard(small_form(label="2028", status="voorbeeld"), by=None))


@pytest.mark.django_db
@pytest.mark.parametrize("path", sorted(DEMO.glob("*.json")), ids=lambda path: path.stem)
def test_the_projects_own_standards_load_and_are_examples(path):
    version = load_standard(json.loads(path.read_text(encoding="utf-8")), by=None)

    assert is_example(version)
    assert version.core_tasks.exists()


@pytest.mark.django_db
def test_the_command_loads_a_file_with_a_byte_order_mark(tmp_path):
    path = tmp_path / "standaard.json"
    path.write_bytes("\ufeff".encode() + json.dumps(small_form()).encode())
    out = io.StringIO()

    call_command("load_standard", str(path), stdout=out)

    assert "2 units, 3 work processes, 4 criteria" in out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b'{"schema": "anders"}'])
def test_the_command_refuses_a_bad_file_with_a_sentence(tmp_path, content):
    path = tmp_path / "fout.json"
    path.write_bytes(content)

    with pytest.raises(CommandError, match=r"fout\.json"):
        call_command("load_standard", str(path))

    assert not QualificationStandard.objects.exists()
