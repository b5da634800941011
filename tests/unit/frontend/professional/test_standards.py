"""The pages of standards: a file becomes a version only after somebody looked at it, and a version in use stays as it is."""

from __future__ import annotations

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from evc.standards.importing import steps
from evc.standards.importing.keeping import keep_standard, text_digest
from evc.standards.importing.reading import read_standard
from evc.standards.models import QualificationStandard, StandardImport, StandardVersion
from evc.standards.selectors import tree
from evc.standards.usage import note_use
from foundation.jobs import services as jobs
from foundation.people.models import Person
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.trajectories import coordinator_at
from tests.unit.evc.standards.sheets import as_csv, as_json, package, rows

pytestmark = pytest.mark.django_db
State = StandardImport.State
DEEP = {"A": {"A.1": {"A.1.1": {"A.1.1.a": {}}}}, "B": {}}


@pytest.fixture
def coordinator(client) -> Person:
    person = coordinator_at(OrganisationFactory(provider=True))
    client.force_login(person)
    return person


@pytest.fixture
def version(db) -> StandardVersion:
    return keep_standard(read_standard(as_csv(rows())), by=None).version


def send(client, data: bytes, name: str = "tuin.csv") -> StandardImport:
    response = client.post(reverse("standard-import"), {"file": SimpleUploadedFile(name, data)})
    assert response.status_code == 302, response.content.decode()
    return StandardImport.objects.latest("created_at")


def page_of(client, found: StandardImport) -> str:
    return client.get(reverse("standard-imported", args=[found.pk])).content.decode()


def test_a_file_is_read_looked_at_confirmed_and_kept(client, coordinator):
    found = send(client, as_csv(rows()), name="geen-csv.pdf")
    assert 'data-refresh="2"' in page_of(client, found)

    jobs.run_due()
    text = page_of(client, found)
    assert "Beheert een stadstuin" in text
    assert 'data-refresh=""' in text
    assert not QualificationStandard.objects.exists()

    client.post(reverse("standard-import-confirm", args=[found.pk]))
    jobs.run_due()
    found.refresh_from_db()
    assert found.version is not None
    assert reverse("standard", args=[found.version.pk]) in page_of(client, found)
    assert found.version.standard.key == "tuinbeheer"


def test_what_is_wrong_stands_on_the_page_by_row_and_nothing_is_kept(client, coordinator):
    found = send(client, as_csv(rows(row_5="werkproces,T1-W1,T1-W9,Maakt een plan,,,,tien,,1,letterlijk,")))
    jobs.run_due()

    text = page_of(client, found)

    assert "T1-W9" in text
    assert "“tien”" in text
    assert client.post(reverse("standard-import-confirm", args=[found.pk])).status_code == 409
    assert not QualificationStandard.objects.exists()


def test_the_depths_of_a_package_are_chosen_on_the_page(client, coordinator):
    found = send(client, as_json(package(DEEP)))
    jobs.run_due()

    client.post(reverse("standard-import-levels", args=[found.pk]), {"unit": 1, "work_process": 2, "criterion": 3})
    jobs.run_due()

    found.refresh_from_db()
    assert (found.state, found.preview["levels"]) == (State.READY, {"unit": 1, "work_process": 2, "criterion": 3})


def test_depths_in_the_wrong_order_are_refused_with_what_was_chosen(client, coordinator):
    found = send(client, as_json(package(DEEP)))
    jobs.run_due()

    response = client.post(
        reverse("standard-import-levels", args=[found.pk]), {"unit": 3, "work_process": 2, "criterion": 1}
    )

    assert response.status_code == 422
    found.refresh_from_db()
    assert found.state == State.READY


def test_an_address_inside_our_own_network_is_refused_on_the_page(client, coordinator):
    client.post(reverse("standard-import"), {"address": "https://10.0.0.1/package.json"})
    found = StandardImport.objects.get()
    jobs.run_due()

    found.refresh_from_db()
    assert found.state == State.REFUSED
    assert "10.0.0.1" in page_of(client, found)


def test_neither_file_nor_address_is_said_at_the_field(client, coordinator):
    response = client.post(reverse("standard-import"), {})

    assert response.status_code == 422
    assert not StandardImport.objects.exists()


def test_an_import_is_seen_by_who_began_it(client, coordinator):
    found = send(client, as_csv(rows()))
    client.force_login(coordinator_at(OrganisationFactory(provider=True)))

    assert client.get(reverse("standard-imported", args=[found.pk])).status_code == 404


def test_a_coach_or_candidate_finds_no_standards_here(client):
    client.force_login(PersonFactory())

    assert client.get(reverse("standards")).status_code == 404


def test_keeping_twice_makes_one_version(client, coordinator):
    found = send(client, as_csv(rows()))
    jobs.run_due()
    client.post(reverse("standard-import-confirm", args=[found.pk]))

    steps.keep_import(found.pk)
    steps.keep_import(found.pk)

    assert StandardVersion.objects.count() == 1


def test_the_same_text_again_makes_nothing_new_and_says_so(client, coordinator, version):
    found = send(client, as_csv(rows()))
    jobs.run_due()
    client.post(reverse("standard-import-confirm", args=[found.pk]))
    jobs.run_due()

    found.refresh_from_db()
    assert (found.version, found.made_new) == (version, False)


def test_what_changed_between_two_versions_stands_side_by_side(client, coordinator, version):
    changed = rows(row_7="criterium,T1-W1-C2,T1-W1,Tekent ook het water in,,,,,,2,parafrase,")
    newer = keep_standard(read_standard(as_csv(changed)), by=None).version

    text = client.get(reverse("standard-changes", args=[newer.pk, version.pk])).content.decode()

    assert "Tekent de paden in" in text
    assert "Tekent ook het water in" in text


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_a_version_is_taken_along_as_a_file_that_can_be_read_again(client, coordinator, version, form):
    data = client.get(reverse("standard-file", args=[version.pk, form])).content

    assert text_digest(read_standard(data).form.units) == text_digest(tree(version))


def test_a_text_that_looks_like_a_formula_stays_text(client, coordinator):
    line = "criterium,T1-W1-C2,T1-W1,=1+1 rekent uit,,,,,,2,parafrase,"
    version = keep_standard(read_standard(as_csv(rows(row_7=line))), by=None).version

    sheet = load_workbook(io.BytesIO(client.get(reverse("standard-file", args=[version.pk, "xlsx"])).content)).active
    csv = client.get(reverse("standard-file", args=[version.pk, "csv"])).content

    assert sheet["D7"].data_type == "s"
    assert b";'=1+1 rekent uit;" in csv
    assert read_standard(csv).form.units[0].work_processes[0].criteria[1].title == "=1+1 rekent uit"


def test_the_empty_workbook_can_be_imported_when_it_is_filled_in(client, coordinator):
    assert read_standard(client.get(reverse("standard-template")).content).counts["criteria"] == 1


def settings_of(version: StandardVersion, **changed: object) -> dict[str, object]:
    return {
        "threshold": "all",
        "substantiation_depth": "work_process",
        "independent_only": "on",
        "least_witnesses": 1,
        **changed,
    }


def test_what_a_version_asks_is_set_until_it_is_used(client, coordinator, version):
    criterion = tree(version)[0].work_processes[0].criteria[0]
    elective = tree(version)[1].core_task
    sent = settings_of(version, threshold="named", named=[criterion.pk], electives=[elective.pk], expire_after_years=5)

    assert client.post(reverse("standard-settings", args=[version.pk]), sent).status_code == 302

    version.refresh_from_db()
    criterion.refresh_from_db()
    assert (version.threshold_rule, criterion.decisive, version.repetitions_expire_after_years) == ("named", True, 5)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"threshold": "named"}, "named"),
        ({"threshold": "share", "threshold_percent": 0}, "threshold_percent"),
        ({"least_witnesses": 0}, "least_witnesses"),
    ],
    ids=["none named", "no percentage", "no witness"],
)
def test_settings_that_can_not_be_are_told_at_their_field(client, coordinator, version, changed, field):
    response = client.post(reverse("standard-settings", args=[version.pk]), settings_of(version, **changed))

    assert response.status_code == 422
    assert response.context["form"].errors[field]


def test_of_a_version_in_use_nothing_is_set_any_more(client, coordinator, version):
    note_use(version)

    response = client.post(
        reverse("standard-settings", args=[version.pk]), settings_of(version, threshold="share", threshold_percent=80)
    )

    assert response.status_code == 422
    version.refresh_from_db()
    assert version.threshold_percent == 100


def test_a_statement_in_markdown_is_shown_as_the_text_that_it_is(client, coordinator):
    value = package({"K": {"W": {"C": {}}}})
    for item in value["CFItems"]:
        item["fullStatement"] = "Een _tabel_:\n\n| a | <script>alert(1)</script> |"
    version = keep_standard(read_standard(json.dumps(value).encode()), by=None).version

    text = client.get(reverse("standard", args=[version.pk])).content.decode()

    assert "<script>alert(1)" not in text
    assert "| a | &lt;script&gt;alert(1)&lt;/script&gt; |" in text
