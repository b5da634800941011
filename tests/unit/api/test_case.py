"""CASE 1.1 at its addresses: what an answer holds, whom it lets read it, and that it has the shape of the specification."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from jsonschema import Draft201909Validator, FormatChecker
from referencing import Registry

from evc.standards.importing.keeping import keep_standard
from evc.standards.importing.reading import read_standard
from evc.standards.models import StandardVersion
from tests.factories.standards import make_standard
from tests.require import shared
from tests.unit.evc.standards.sheets import as_csv, as_json, package, relation, rows, uuid

pytestmark = pytest.mark.django_db
TYPES = {1: "Kerntaak", 2: "Werkproces", 3: "Criterium"}


def get(client, address: str, status: int = 200) -> Any:
    response = client.get(f"/ims/case/v1p1/{address}")
    assert response.status_code == status, response.content
    return response.json()


def made() -> StandardVersion:
    return keep_standard(read_standard(as_csv(rows())), by=None).version


def strange() -> StandardVersion:
    """Of a package with all that an older one has, and more."""
    value = package(
        {"K": {"W": {"C1": {}, "C2": {}}}}, types=TYPES, CFPackageURI="http://localhost:9/uri/x", niets=None
    )
    value["CFItems"][0] |= {
        "educationLevel": "06",
        "onbekend": {"a": 1},
        "notes": None,
        "CFDocumentURI": "http://localhost:9/d",
    }
    value["CFItems"][1]["lastChangeDateTime"] = "2017-05-25T18:05:33"
    value["CFAssociations"] += [relation("C1", "elders", "isFamilieVan"), relation("C2", "C1", "precedes")]
    value["CFAssociations"][0]["sequenceNumber"] = "1"
    value["CFRubrics"] = [
        {
            "identifier": uuid("rubric"),
            "uri": "http://localhost:9/r",
            "title": "Schaal",
            "CFRubricCriteria": [
                {
                    "identifier": uuid("row"),
                    "uri": "http://localhost:9/row",
                    "CFRubricCriterionLevels": [
                        {"identifier": uuid("level"), "uri": "http://localhost:9/l", "score": 1, "eigen": 2}
                    ],
                }
            ],
        }
    ]
    value["CFDefinitions"] = {
        "CFItemTypes": [{"identifier": uuid("t"), "uri": "http://localhost:9/t", "title": "Kerntaak"}]
    }
    return keep_standard(read_standard(as_json(value)), by=None).version


def schema_of(name: str) -> Draft201909Validator:
    path = shared(f"specs/schemas/case-v1p1/case_v1p1_{name}-jsonschema1.json")
    return Draft201909Validator(json.loads(path.read_bytes()), registry=Registry(), format_checker=FormatChecker())


@pytest.mark.parametrize("version_of", [made, strange], ids=["made", "imported"])
def test_every_answer_has_the_shape_of_the_specification(client, version_of):
    version = version_of()
    answers = {
        "cfpackage": get(client, f"CFPackages/{version.pk}"),
        "cfdocument": get(client, f"CFDocuments/{version.pk}"),
        "cfdocumentset": get(client, "CFDocuments"),
    }
    for number, item in enumerate(answers["cfpackage"]["CFItems"]):
        answers[f"cfitem {number}"] = get(client, f"CFItems/{item['identifier']}")
        answers[f"cfassociationset {number}"] = get(client, f"CFItemAssociations/{item['identifier']}")
    for number, found in enumerate(answers["cfpackage"].get("CFRubrics", ())):
        answers[f"cfrubric {number}"] = get(client, f"CFRubrics/{found['identifier']}")

    problems = [
        (name, list(error.path), error.message[:200])
        for name, answer in answers.items()
        for error in schema_of(name.split()[0]).iter_errors(answer)
    ]

    assert problems == []


def test_an_error_is_told_as_the_specification_tells_it(client):
    answer = get(client, f"CFItems/{uuid4()}", 404)

    assert list(schema_of("imsx_statusinfo").iter_errors(answer)) == []
    assert answer["imsx_codeMinor"]["imsx_codeMinorField"][0]["imsx_codeMinorFieldValue"] == "unknownobject"


def test_every_address_that_a_made_package_names_is_there(client):
    version = made()
    found = get(client, f"CFPackages/{version.pk}")
    addresses = {found["CFDocument"]["uri"]}
    for part in (*found["CFItems"], *found["CFAssociations"], *found["CFDefinitions"]["CFItemTypes"]):
        addresses.add(part["uri"])

    for address in addresses:
        assert client.get(urlsplit(address).path).status_code == 200, address


def test_an_item_knows_its_parent_and_its_children(client):
    version = made()
    unit = version.core_tasks.first()

    answer = get(client, f"CFItemAssociations/{unit.pk}")

    ends = [(each["originNodeURI"]["title"], each["destinationNodeURI"]["title"]) for each in answer["CFAssociations"]]
    assert ends == [("T1", str(version)), ("T1-W1", "T1"), ("T1-W2", "T1")]


def test_an_imported_item_is_found_under_its_own_identifier_and_keeps_what_nobody_knows(client):
    strange()

    answer = get(client, f"CFItems/{uuid('K')}")

    assert answer["uri"] == "http://localhost:9/K"
    assert answer["extensions"]["erkend"]["kept"] == {"onbekend": {"a": 1}}
    relations = get(client, f"CFItemAssociations/{uuid('C1')}")["CFAssociations"]
    assert [each["associationType"] for each in relations] == ["isChildOf", "ext:isFamilieVan", "precedes"]


def test_of_two_editions_the_newest_is_shown_and_a_badge_keeps_its_own(client):
    value = package({"K": {"W": {"C": {}}}}, types=TYPES, version="1")
    first = keep_standard(read_standard(as_json(value)), by=None).version
    value["CFItems"][1]["fullStatement"] = "Kan W anders"
    keep_standard(read_standard(as_json(value)), by=None)
    pinned = first.work_processes.get()

    assert get(client, f"CFItems/{uuid('W')}")["fullStatement"] == "Kan W anders"
    assert get(client, f"CFItems/{pinned.pk}")["fullStatement"] == "Kan W"


def test_it_is_public_cacheable_and_open_to_other_pages(client):
    version = made()
    address = f"/ims/case/v1p1/CFPackages/{version.pk}"

    response = client.get(address)

    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "public" in response["Cache-Control"]
    assert client.get(address, HTTP_IF_NONE_MATCH=response["ETag"]).status_code == 304


def test_a_long_list_comes_in_parts(client):
    for _number in range(3):
        make_standard()

    response = client.get("/ims/case/v1p1/CFDocuments?limit=2&offset=0")

    assert len(response.json()["CFDocuments"]) == 2
    assert response["X-Total-Count"] == "3"
    assert "offset=2" in response["Link"]
    assert get(client, "CFDocuments?limit=veel", 400)["imsx_codeMajor"] == "failure"


@pytest.mark.parametrize(
    "kind", ["CFDocuments", "CFPackages", "CFItems", "CFItemAssociations", "CFAssociations", "CFRubrics"]
)
def test_what_is_no_uuid_is_said(client, kind):
    field = get(client, f"{kind}/1", 400)["imsx_codeMinor"]["imsx_codeMinorField"][0]

    assert field["imsx_codeMinorFieldValue"] == "invalid_uuid"
