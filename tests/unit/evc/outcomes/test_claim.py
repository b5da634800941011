"""What a badge states: true to what was found, and clear about what it is not."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext

from credentials.core.claim import AchievementKind, Verdict
from evc.outcomes.claim import build_claim
from evc.standards.recognition import recognise_for_evc, recognise_provider
from evc.trajectories import services as trajectories
from evc.trajectories.models import Yield
from tests.factories.outcomes import proposed, released
from tests.factories.people import OrganisationFactory, PersonFactory
from tests.factories.routes import compact_route
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory

pytestmark = pytest.mark.django_db
BELOW = {"W1-C02": "onvoldoende", "W2-C01": "onvoldoende"}
SINCE = datetime.date(2020, 1, 1)


def test_each_work_process_in_scope_is_stated_with_its_verdict_and_address():
    version = make_standard()
    claim = build_claim(released(standard_version=version, levels={1: BELOW, 2: BELOW}))

    assert [(unit.code, unit.verdict, unit.group_code) for unit in claim.units] == [
        ("W1", Verdict.PARTLY, "K1"),
        ("W2", Verdict.NOT_YET, "K1"),
        ("W3", Verdict.RECOGNISED, "K2"),
    ]
    assert claim.units[0].target_url == f"{version.standard.uri}#W1"
    assert claim.title == version.standard.title


def test_a_code_of_our_own_is_no_place_in_the_standard():
    version = make_standard()
    version.work_processes.filter(code="W1").update(code_origin="voorbeeld")
    claim = build_claim(released(standard_version=version))

    assert [unit.target_url for unit in claim.units[:2]] == [version.standard.uri, f"{version.standard.uri}#W2"]


def test_the_units_of_a_standard_without_an_address_stand_at_our_own(client):
    claim = build_claim(released(standard_version=make_standard(uri="")))

    assert claim.standard_uri == ""
    for unit in claim.units:
        answer = client.get(urlsplit(unit.target_url).path).json()
        assert (answer["humanCodingScheme"], answer["fullStatement"]) == (unit.code, unit.title)


def test_the_title_names_the_unit_when_one_of_several_was_assessed():
    version = make_standard()
    unit = version.core_tasks.all()[0]
    claim = build_claim(released(route=compact_route(), standard_version=version, units=[unit]))

    assert claim.title == f"{version.standard.title}: {unit.title}"
    assert claim.route.label == "EVC Compact"
    assert [unit.code for unit in claim.units] == ["W1", "W2"]
    assert [instrument.key for instrument in claim.instruments] == ["portfolio", "interview"]


def test_the_level_is_the_standards():
    claim = build_claim(released(standard_version=make_standard(level_nlqf=4, level_eqf=4)))

    assert [(level.framework, level.level) for level in claim.levels] == [("NLQF", "4"), ("EQF", "4")]


def test_of_a_level_description_the_level_is_the_units_and_stated_as_assessed_against():
    version = make_standard(electives=("K1", "K2"), level_nlqf=None, kind="niveaubeschrijving", language="en")
    version.core_tasks.filter(code="K1").update(level=6)
    version.core_tasks.filter(code="K2").update(level=5)
    claim = build_claim(released(standard_version=version, units=[version.core_tasks.get(code="K1")]))

    assert [(level.framework, level.level) for level in claim.levels] == [("NLQF", "6")]
    assert "Assessed against the description of NLQF 6." in claim.criteria_narrative
    assert "has level" not in claim.criteria_narrative


def test_no_level_is_stated_where_the_standard_has_none():
    assert build_claim(released(standard_version=make_standard(level_nlqf=None))).levels == ()


def test_what_it_yields_follows_from_the_agreement_and_is_said_in_the_badge():
    assert build_claim(released()).kind == AchievementKind.COMPETENCE_REPORT

    provider, other = OrganisationFactory(provider=True), make_standard()
    recognise_provider(provider, standard=other.standard, since=SINCE, register="Register", by=None)
    assert build_claim(released(provider=provider)).kind == AchievementKind.EXPERIENCE_PROFILE

    recognise_for_evc(other.standard.pk, since=SINCE, by=None)
    other.standard.refresh_from_db()
    certificate = build_claim(released(provider=provider, standard_version=other))
    assert certificate.kind == AchievementKind.EXPERIENCE_CERTIFICATE


def test_the_badge_says_what_it_is_not_and_how_it_was_assessed():
    claim = build_claim(released(standard_version=make_standard(language="en")))

    for words in ("not a diploma", "exam board", "not recognised for EVC", "each alone", "Assessed against"):
        assert words in claim.criteria_narrative
    assert claim.language == "en"


def test_nothing_that_can_be_yielded_is_called_a_diploma():
    called = [*(kind.value for kind in AchievementKind), *Yield.values, *(str(label) for label in Yield.labels)]

    assert [words for words in called if "diploma" in words.lower()] == []


def test_the_narrative_counts_and_names_nobody():
    outcome = released(standard_version=make_standard(language="en"), candidate=PersonFactory(name="Fatima el Amrani"))
    claim = build_claim(outcome)

    assert "Of 3 work processes assessed, 3 were recognised, 0 partly and 0 not yet." in claim.narrative
    assert "one piece of evidence" in claim.narrative
    assert "Amrani" not in claim.narrative + claim.criteria_narrative + claim.description


def test_the_holders_name_and_addresses_are_their_choice():
    candidate = PersonFactory(name="Fatima el Amrani", also=("fatima@prive.example",))
    trajectory = TrajectoryFactory(assessing=True, candidate=candidate)
    by_default = build_claim(proposed(trajectory))
    assert (by_default.holder_name, by_default.addresses) == (None, (candidate.email,))

    trajectories.choose_badge_contents(trajectory.pk, shows_name=True, addresses=["fatima@prive.example"], by=candidate)
    chosen = build_claim(type(trajectory).objects.get(pk=trajectory.pk).outcomes.get())
    assert (chosen.holder_name, chosen.addresses) == ("Fatima el Amrani", ("fatima@prive.example",))


def test_an_example_says_so():
    assert build_claim(released(standard_version=make_standard(origin="voorbeeld"))).is_example
    assert not build_claim(released()).is_example


def test_what_the_standard_says_of_its_own_origin_stands_in_the_criteria():
    version = make_standard(repetitions={"W1": 3})
    version.provenance = {"voorbeeld": "de codes en de aantallen.", "parafrase": "de beschrijvingen"}
    version.valid_until = datetime.date(2015, 6, 30)
    version.save()

    said = build_claim(released(standard_version=version)).criteria_narrative

    with translation.override("nl"):
        assert (
            gettext("Made up as an example (voorbeeld), not from the official source: %(parts)s.")
            % {"parts": "de codes en de aantallen"}
            in said
        )
        assert (
            gettext("In other words than the official source (parafrase): %(parts)s.") % {"parts": "de beschrijvingen"}
            in said
        )
    assert "30 juni 2015" in said
    assert "voorbeeld" not in build_claim(released()).criteria_narrative


def test_the_frozen_dossiers_are_named_and_the_day_of_the_assessment():
    outcome = released()
    claim = build_claim(outcome)

    assert claim.manifest_sha256s == (outcome.trajectory.manifest.sha256,)
    assert claim.assessed_on == timezone.localdate()
    assert (claim.route.hours_min, claim.route.hours_max) == (40, 48)
