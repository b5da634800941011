"""Import, export, import: of no standard is anything lost, whatever it is made of."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from evc.standards.case.exporting import exported_package
from evc.standards.form import form_sha256
from evc.standards.importing.keeping import keep_standard, text_digest
from evc.standards.importing.reading import read_standard
from evc.standards.loading import load_standard
from evc.standards.models import QualificationStandard, StandardVersion
from evc.standards.selectors import tree
from tests.unit.evc.standards.sheets import uuid

pytestmark = pytest.mark.django_db

_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs",), exclude_characters="\x00")
_TEXT = st.text(_LETTERS, min_size=1, max_size=30).filter(lambda text: text.strip())
_MAYBE_TEXT = st.one_of(st.just(""), _TEXT)
_ORIGIN = st.sampled_from(["letterlijk", "parafrase", "voorbeeld"])
_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**6), 10**6), st.text(max_size=10)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=6,
)


@st.composite
def forms(draw: st.DrawFn) -> dict[str, Any]:
    """A form with everything that it can say."""
    units = []
    for u in range(draw(st.integers(1, 3))):
        work_processes = []
        for w in range(draw(st.integers(1, 2))):
            criteria = [
                {"code": f"U{u}W{w}C{c}", "title": draw(_TEXT), "origin": draw(_ORIGIN), "decisive": True}
                for c in range(draw(st.integers(1, 3)))
            ]
            repetitions = draw(st.one_of(st.none(), st.integers(2, 20)))
            work_processes.append(
                {
                    "code": f"U{u}W{w}",
                    "title": draw(_TEXT),
                    "description": draw(_MAYBE_TEXT),
                    "result": draw(_MAYBE_TEXT),
                    "origin": draw(_ORIGIN),
                    "code_origin": draw(_ORIGIN),
                    "required_repetitions": repetitions
                    and {"count": repetitions, "origin": draw(_ORIGIN), "witnesses": draw(st.integers(1, 2))},
                    "criteria": criteria,
                }
            )
        units.append(
            {
                "code": f"U{u}",
                "title": draw(_TEXT),
                "kind": draw(st.sampled_from(["kerntaak", "niveau", "keuzedeel", "examenonderdeel"])),
                "complexity": draw(_MAYBE_TEXT),
                "responsibility": draw(_MAYBE_TEXT),
                "level": draw(st.one_of(st.none(), st.integers(1, 8))),
                "elective": draw(st.booleans()),
                "origin": draw(_ORIGIN),
                "work_processes": work_processes,
            }
        )
    return {
        "schema": "erkend-standard/1",
        "standard": {
            "key": "reist",
            "title": draw(_TEXT),
            "kind": "sector",
            "code": "7",
            "owner": draw(_MAYBE_TEXT),
            "level_nlqf": draw(st.one_of(st.none(), st.integers(1, 8))),
        },
        "version": {
            "label": "2026",
            "valid_from": "2026-01-01",
            "status": draw(st.sampled_from(["vastgesteld", "voorbeeld", ""])),
            "source": draw(_MAYBE_TEXT),
            "threshold": {"rule": draw(st.sampled_from(["share", "named"])), "percent": draw(st.integers(1, 100))},
            "substantiation_depth": draw(st.sampled_from(["work_process", "criterion"])),
            "practice": {
                "expire_after_years": draw(st.one_of(st.none(), st.integers(1, 9))),
                "witnesses": draw(st.integers(1, 3)),
            },
        },
        "provenance": {"letterlijk": draw(_MAYBE_TEXT)},
        "units": units,
    }


@st.composite
def packages(draw: st.DrawFn) -> dict[str, Any]:
    """A package of any shape, with things in it that nobody knows."""
    count = draw(st.integers(1, 8))
    items: list[dict[str, Any]] = []
    associations: list[dict[str, Any]] = []
    for number in range(count):
        parent = draw(st.integers(-1, number - 1))
        item = {"identifier": uuid(f"i{number}"), "uri": f"urn:i{number}", "fullStatement": draw(_TEXT)}
        if draw(st.booleans()):
            item["humanCodingScheme"] = f"C{number}"
        item |= {
            f"x-{name}": value for name, value in draw(st.dictionaries(st.text(max_size=5), _JSON, max_size=2)).items()
        }
        items.append(item)
        target = uuid("doc") if parent < 0 else uuid(f"i{parent}")
        associations.append(
            {
                "identifier": uuid(f"a{number}"),
                "associationType": "isChildOf",
                "sequenceNumber": draw(st.integers(0, 5)),
                "originNodeURI": {"identifier": uuid(f"i{number}"), "uri": "urn:x", "title": ""},
                "destinationNodeURI": {"identifier": target, "uri": "urn:y", "title": draw(st.text(max_size=4))},
            }
        )
    associations += [
        {
            "identifier": uuid(f"o{number}"),
            "associationType": draw(st.sampled_from(["precedes", "exactMatchOf", "eigen"])),
            "originNodeURI": {"identifier": uuid(draw(st.sampled_from(["i0", "elders"]))), "uri": "urn:x"},
            "destinationNodeURI": {"identifier": "buiten", "uri": "urn:z"},
        }
        for number in range(draw(st.integers(0, 2)))
    ]
    document = {"identifier": uuid("doc"), "title": draw(_TEXT), "extra": draw(_JSON)}
    return {
        "CFDocument": document,
        "CFItems": items,
        "CFAssociations": draw(st.permutations(associations)),
        "more": draw(_JSON),
    }


def as_bytes(value: object) -> bytes:
    return json.dumps(value).encode()


class Travelling(TestCase):
    """Hypothesis rolls the database back after each example."""

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(forms())
    def test_a_standard_of_our_own_form(self, form: dict[str, Any]) -> None:
        version = load_standard(form, by=None)
        before = text_digest(tree(version))
        package = exported_package(version)
        again = keep_standard(read_standard(as_bytes(package)), by=None)
        assert (again.version, again.is_new) == (version, False)

        StandardVersion.objects.all().delete()
        QualificationStandard.objects.all().delete()
        elsewhere = keep_standard(read_standard(as_bytes(package)), by=None).version

        assert text_digest(tree(elsewhere)) == before
        for name in (
            "label",
            "status",
            "source",
            "threshold_rule",
            "threshold_percent",
            "substantiation_depth",
            "provenance",
        ):
            assert getattr(elsewhere, name) == getattr(version, name), name
        for name in ("key", "title", "kind", "code", "owner", "level_nlqf"):
            assert getattr(elsewhere.standard, name) == getattr(version.standard, name), name
        assert exported_package(elsewhere) == package

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(packages())
    def test_a_package_of_somebody_else(self, value: dict[str, Any]) -> None:
        expected = copy.deepcopy(value)
        expected["CFDocument"]["caseVersion"] = "1.1"

        first = keep_standard(read_standard(as_bytes(value)), by=None)
        out = exported_package(first.version)

        assert form_sha256(out) == form_sha256(expected)
        assert not keep_standard(read_standard(as_bytes(out)), by=None).is_new
