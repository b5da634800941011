"""The OpenAPI document is complete, and its page loads nothing from elsewhere and runs nothing inline."""

from __future__ import annotations

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import get_resolver

pytestmark = pytest.mark.django_db


def test_every_operation_describes_itself_without_a_warning():
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=StringIO(), stderr=StringIO())


def test_every_address_of_the_api_is_in_the_document(client):
    document = client.get("/api/schema/", {"format": "json"}).json()

    described = {re.sub(r"{\w+}", "*", path) for path in document["paths"]}
    known = {
        re.sub(r"%\(\w+\)s", "*", f"/{pattern}")
        for name, [([(pattern, _names)], *_rest), *_others] in get_resolver().reverse_dict.lists()
        if isinstance(name, str) and pattern.startswith("api/v1/") and name != "api-unknown"
    }
    assert known
    assert known <= described


def test_every_operation_says_how_it_fails(client):
    document = client.get("/api/schema/", {"format": "json"}).json()

    operations = [operation for path in document["paths"].values() for operation in path.values()]
    assert all("application/problem+json" in operation["responses"]["default"]["content"] for operation in operations)
    assert document["components"]["securitySchemes"].keys() == {"token", "session"}


def test_every_address_that_the_guide_names_is_in_the_document(client):
    document = client.get("/api/schema/", {"format": "json"}).json()
    known = {
        (method.upper(), re.sub(r"{\w+}", "*", path))
        for path, operations in document["paths"].items()
        for method in operations
    }
    guide = (Path(__file__).resolve().parents[3] / "docs" / "api.md").read_text(encoding="utf-8")

    named = re.findall(r"`(GET|POST|PUT|PATCH|DELETE) ([^`]+)`", guide)

    assert named
    assert {(method, re.sub(r"{\w+}", "*", f"/api/v1/{path}")) for method, path in named} - known == set()


@pytest.mark.parametrize("path", ["/api/docs/", "/api/docs/?script="])
def test_the_documentation_holds_no_inline_code_and_no_address_of_elsewhere(client, path):
    answer = client.get(path)
    text = answer.content.decode()

    assert answer.status_code == 200
    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert not re.search(r"https?://|//cdn", text)
    if path.endswith("docs/"):
        assert not re.search(r"<style|<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=", text)
