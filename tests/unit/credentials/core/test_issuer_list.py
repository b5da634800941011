"""The list of issuers that a verifier accepts is read strictly: a mistake in it is a badge that is believed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from credentials.core.errors import CredentialError
from credentials.core.issuer_list import read_issuer_list
from credentials.core.report import KnownIssuer

ENTRY = {"id": "did:web:voorbeeld.example", "name": " Voorbeeld "}


def listed(*entries: Any) -> str:
    return json.dumps({"issuers": list(entries)})


def test_issuers_are_found_by_their_id():
    found = read_issuer_list(listed(ENTRY, {"id": "https://a.example/issuer", "name": "A", "domainProven": True}))
    assert found == {
        "did:web:voorbeeld.example": KnownIssuer("did:web:voorbeeld.example", "Voorbeeld"),
        "https://a.example/issuer": KnownIssuer("https://a.example/issuer", "A", is_domain_proven=True),
    }


def test_an_empty_list_knows_nobody():
    assert read_issuer_list(listed()) == {}


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ("{}", "/issuers"),
        ('{"issuers": {}}', "/issuers"),
        (listed("did:web:a.example"), "/issuers/0"),
        (listed({**ENTRY, "trusted": True}), "/issuers/0"),
        (listed({"name": "A"}), "/issuers/0/id"),
        (listed({**ENTRY, "id": "voorbeeld.example"}), "/issuers/0/id"),
        (listed({"id": ENTRY["id"]}), "/issuers/0/name"),
        (listed({**ENTRY, "name": " "}), "/issuers/0/name"),
        (listed({**ENTRY, "domainProven": "yes"}), "/issuers/0/domainProven"),
        (listed(ENTRY, ENTRY), "/issuers/1/id"),
    ],
)
def test_a_list_that_can_be_misread_is_refused_with_the_place(content, field):
    with pytest.raises(CredentialError) as caught:
        read_issuer_list(content)
    assert (caught.value.code, caught.value.field) == ("issuers.malformed", field)


@pytest.mark.parametrize("content", ["", "[]", '{"issuers": [], "issuers": []}'])
def test_what_is_no_json_object_is_no_list(content):
    with pytest.raises(CredentialError):
        read_issuer_list(content)
