"""Erasing a person: proven by looking for them everywhere afterwards."""

from __future__ import annotations

import json
import logging
from io import BytesIO

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from credentials import services as credentials
from credentials.models import Badge
from evc.trajectories import services as trajectories
from evc.trajectories.models import State
from foundation.audit.chain import check_chain
from foundation.audit.models import AuditChain
from foundation.errors import InvalidInput, NotAllowed, WrongState
from foundation.jobs.models import OutgoingMail
from foundation.jobs.services import run_due
from foundation.people.models import Person
from foundation.privacy.services import erase_person, plan_erasure
from portfolio import services as portfolio
from portfolio import taking_along
from portfolio.models import EvidenceItem
from portfolio.services import links
from tests.factories.outcomes import issued
from tests.factories.people import PersonFactory
from tests.factories.portfolio import document, make_item
from tests.factories.standards import make_standard
from tests.factories.trajectories import TrajectoryFactory, walk_on
from tests.unit.portfolio.taking_along.travelling import exported, full_portfolio

NAME, ADDRESS, SECOND = "Quirijn d'Ánjou-Zwart", "quirijn@erasure.example", "q.zwart@thuis.example"
SECRETS = ("Kraanvogel bij de sluis", "Omdat ik wil groeien als een eik", "Verhaal van de paarse fiets")


def everything_stored():
    """Every column of every table as text, and the name and bytes of every file in the data directory."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, " ".join(str(value) for value in row)
    for path in settings.ERKEND_FILES_DIR.rglob("*"):
        if path.is_file():
            yield str(path), path.read_bytes().decode("latin-1")


def found_of(*words):
    """Where any of the words stands, however JSON or HTML writes it."""
    forms = {form for word in words for form in (word, json.dumps(word)[1:-1], word.replace("'", "&#x27;"))}
    forms |= {form.casefold() for form in forms}
    return sorted(
        {place for place, text in everything_stored() for form in forms if form in text or form in text.casefold()}
    )


@pytest.fixture
def candidate(db):
    return PersonFactory(name=NAME, email=ADDRESS, also=(SECOND,), language="nl")


@pytest.fixture
def outcome(candidate):
    """An issued badge that says the name, after a trajectory with words of everybody in it."""
    trajectory = TrajectoryFactory(building=True, candidate=candidate)
    trajectories.choose_badge_contents(trajectory.pk, shows_name=True, addresses=[SECOND], by=candidate)
    item = make_item(
        candidate,
        title=SECRETS[0],
        what_it_shows=SECRETS[2],
        file="diploma-toezicht-op-straat.pdf",
        work_processes=trajectory.standard_version.work_processes.all(),
    )
    trajectories.share_item(trajectory.pk, item.pk, by=candidate)
    trajectory.intake.motivation = SECRETS[1]
    trajectory.intake.save()
    return issued(walk_on(trajectory, until="assessing"))


@pytest.fixture
def erased(candidate, outcome, caplog):
    """Erased after a session, an export and mail; with what was logged meanwhile."""
    other = full_portfolio(make_standard(), name=NAME)  # a namesake, who keeps everything
    taking_along.import_portfolio(exported(other), to=candidate, by=candidate)
    taking_along.ask_export(candidate, by=candidate)
    links.make_link(candidate, title=f"Van {NAME}", days=7, by=candidate)
    run_due()
    Client().force_login(candidate)
    seen = {place for place in found_of(NAME, ADDRESS, SECOND, *SECRETS) if "/" not in place}
    assert {"people_person", "account_emailaddress", "jobs_outgoingmail", "portfolio_manifest"} <= seen  # it does find
    assert {"portfolio_evidenceitem", "trajectories_intake", "credentials_badge", "portfolio_sharelink"} <= seen
    with caplog.at_level(logging.DEBUG):
        erase_person(candidate.pk, by=candidate, address=SECOND)
        run_due()
    other.evidence.all().delete()
    Person.objects.filter(pk=other.pk).update(name="Iemand anders")
    return candidate


def test_nothing_of_the_person_is_found_anywhere(erased, caplog):
    assert found_of(NAME, ADDRESS, SECOND, *SECRETS) == []
    assert not (settings.ERKEND_FILES_DIR / str(erased.pk)).exists()
    assert not any(word in caplog.text for word in (NAME, ADDRESS, SECOND, *SECRETS))
    assert not OutgoingMail.objects.filter(to__in=[ADDRESS, SECOND]).exists()


def test_the_account_is_closed_and_every_session_ended(erased):
    erased = Person.objects.get(pk=erased.pk)
    assert not erased.is_active
    assert not erased.has_usable_password()
    assert not erased.memberships.current().exists()
    assert [row for row in Session.objects.all() if row.get_decoded().get("_auth_user_id") == str(erased.pk)] == []


def test_the_audit_chains_stay_whole(erased):
    assert [name for name in AuditChain.objects.values_list("name", flat=True) if not check_chain(name).is_whole] == []


def test_a_badge_that_the_holder_kept_can_still_be_checked(candidate, outcome):
    badge = Badge.objects.get(claim_key=outcome.badge_claim_key)
    kept = badge.document.encode()
    assert credentials.verify_bytes(kept).report.as_json()["verdict"] == "valid"

    erase_person(candidate.pk, by=candidate, address=ADDRESS)

    assert credentials.verify_bytes(kept).report.as_json()["verdict"] == "valid"
    badge.refresh_from_db()
    assert (badge.recipient, badge.page_is_public) == (None, False)
    assert NAME not in badge.document


def test_the_outcome_stays_without_the_words(erased, outcome):
    outcome.refresh_from_db()
    assert outcome.results.exists()
    manifest = erased.manifests.get()
    assert portfolio.manifest_contents(manifest).items[0].title != SECRETS[0]


def test_erasing_waits_until_a_running_trajectory_is_stopped(db):
    trajectory = TrajectoryFactory(building=True)
    candidate = trajectory.candidate

    with pytest.raises(WrongState) as caught:
        erase_person(candidate.pk, by=candidate, address=candidate.email)

    assert trajectory.standard_version.standard.title in str(caught.value.message)
    assert Person.objects.get(pk=candidate.pk).is_active
    trajectories.withdraw(trajectory.pk, by=candidate)
    assert plan_erasure(candidate).obstacles == []
    erase_person(candidate.pk, by=candidate, address=candidate.email)
    assert not Person.objects.get(pk=candidate.pk).is_active
    trajectory.refresh_from_db()
    assert trajectory.state == State.WITHDRAWN


def test_erasing_asks_for_ones_own_address(candidate):
    make_item(candidate, title="Blijft")

    for wrong in ("", "iemand@anders.example"):
        with pytest.raises(InvalidInput) as caught:
            erase_person(candidate.pk, by=candidate, address=wrong)
        assert caught.value.field == "address"

    assert EvidenceItem.objects.filter(owner=candidate).exists()


def test_nobody_erases_another(candidate):
    with pytest.raises(NotAllowed):
        erase_person(candidate.pk, by=PersonFactory(), address=candidate.email)


def test_a_failure_in_the_middle_erases_nothing(candidate, monkeypatch):
    """Another app that can't let go takes everything back, files included."""
    item = make_item(candidate, file="foto-certificaat-op-tafel.jpg")
    person = Person.objects.get(pk=candidate.pk)
    monkeypatch.setattr(Person, "set_unusable_password", lambda self: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        erase_person(candidate.pk, by=candidate, address=candidate.email)
    run_due()

    assert Person.objects.get(pk=candidate.pk).name == person.name == NAME
    with portfolio.open_file(item.files.get().pk, by=candidate, form="original").stream as stream:
        assert BytesIO(stream.read()).getvalue() == document("foto-certificaat-op-tafel.jpg")
