"""Each class of a case's data is kept for its term: told a month before, erased after it, held back while it is needed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from credentials import services as credentials
from credentials.models import Badge, SealedDocument
from evc.outcomes import services as outcomes
from evc.outcomes.errors import WordsErased
from evc.quality.services import auditing
from evc.retention import jobs
from evc.retention.holds import Hold
from evc.retention.models import RetentionNotice
from evc.retention.selectors import kept_of
from evc.retention.services import erase, set_term, tell
from evc.roles import Role
from evc.trajectories import services as trajectories
from evc.trajectories.models import ErasedPart, Kept, Participant, Trajectory
from foundation.audit.chain import check_chain
from foundation.audit.models import AuditChain, AuditEntry
from foundation.errors import InvalidInput, NotAllowed
from foundation.jobs.models import OutgoingMail
from foundation.jobs.services import run_due
from foundation.people.roles import ADMINISTRATOR
from portfolio import services as portfolio
from portfolio.models import EvidenceFile, EvidenceItem
from tests.factories.appeals import lodged, partly_recognised
from tests.factories.people import PersonFactory, member
from tests.factories.portfolio import make_item
from tests.factories.trajectories import TrajectoryFactory, walk_on, who_is
from tests.unit.evc.outcomes.racing import at_once
from tests.unit.evc.retention.cases import ENDED, GONE, TOLD, closed, ended_at

pytestmark = [pytest.mark.django_db(transaction=True)]
Part = Participant.Part
DAY = timedelta(days=1)
MAILS = OutgoingMail.objects.filter(key__startswith="retention_told:")


@pytest.fixture
def case() -> Trajectory:
    return closed()


def administrator(trajectory):
    person = PersonFactory()
    member(person, trajectory.provider, ADMINISTRATOR)
    return person


def whole_chains() -> bool:
    return all(check_chain(name).is_whole for name in AuditChain.objects.values_list("name", flat=True))


def test_it_is_told_thirty_days_before_and_goes_on_the_day_after_its_term_by_the_dutch_calendar(case):
    """It ended on 1 April in the Netherlands, and on 31 March in UTC."""
    assert tell(case.pk, today=TOLD - DAY) == []
    [notice] = tell(case.pk, today=TOLD)
    assert (notice.kept, notice.erase_on) == (Kept.DOSSIER, GONE)

    assert erase(case.pk, kept=Kept.DOSSIER, today=GONE - DAY) is None
    assert erase(case.pk, kept=Kept.DOSSIER, today=GONE) is not None


def test_what_was_not_told_is_not_erased(case):
    assert erase(case.pk, kept=Kept.DOSSIER, today=GONE + 100 * DAY) is None


def test_whoever_is_told_late_still_has_the_whole_month(case):
    [notice] = tell(case.pk, today=GONE + 10 * DAY)

    assert notice.erase_on == GONE + 40 * DAY
    assert erase(case.pk, kept=Kept.DOSSIER, today=GONE + 39 * DAY) is None


def test_two_workers_tell_it_once(case):
    found = at_once(2, lambda: tell(case.pk, today=TOLD))

    assert sorted(len(made) for made in found) == [0, 1]
    assert MAILS.count() == 1
    assert AuditEntry.objects.filter(event="retention.told").count() == 1


def test_two_workers_erase_it_once(case):
    tell(case.pk, today=TOLD)

    found = at_once(2, lambda: erase(case.pk, kept=Kept.DOSSIER, today=GONE))

    assert sorted(part is None for part in found) == [False, True]
    assert ErasedPart.objects.count() == 1


def test_the_daily_jobs_tell_and_erase(case):
    for day in (TOLD - DAY, TOLD, TOLD + DAY, GONE - DAY):
        jobs.find_to_tell(day.isoformat())
        jobs.find_to_erase(day.isoformat())
        run_due()
    assert MAILS.count() == 1
    assert not ErasedPart.objects.exists()

    jobs.find_to_erase(GONE.isoformat())
    run_due()
    jobs.find_to_erase((GONE + DAY).isoformat())

    assert list(ErasedPart.objects.values_list("kept", flat=True)) == [Kept.DOSSIER]


def test_the_mail_names_the_day_and_its_link_survives_signing_in(case, client):
    tell(case.pk, today=TOLD)
    mail = MAILS.get()
    assert mail.to == case.candidate.email
    assert "2 april 2026" in mail.text
    [link] = [word for word in mail.text.split() if word.startswith("http")]
    path = link.removeprefix(settings.ERKEND_PUBLIC_URL)

    asked = client.get(path)
    assert asked.url == f"/sign-in?next={path}"
    case.candidate.set_password("een lang wachtwoord 12")
    case.candidate.save()
    signed = client.post(asked.url, {"login": case.candidate.email, "password": "een lang wachtwoord 12"})

    assert signed.url == path
    assert reverse("take-along") in client.get(path).content.decode()


def test_a_term_that_is_made_longer_is_told_anew_and_never_goes_on_the_old_day(case):
    tell(case.pk, today=TOLD)
    set_term(case.provider, kept=Kept.DOSSIER, months=24, because="", by=administrator(case))

    assert erase(case.pk, kept=Kept.DOSSIER, today=GONE) is None
    assert tell(case.pk, today=GONE) == []
    later = date(2027, 4, 2)
    [notice] = tell(case.pk, today=later - 30 * DAY)
    assert notice.erase_on == later
    assert MAILS.count() == 2


def test_without_a_term_nothing_is_told_or_erased(case):
    set_term(case.provider, kept=Kept.DOSSIER, months=None, because="Selectielijst", by=administrator(case))

    assert tell(case.pk, today=GONE) == []
    assert jobs.find_to_tell(GONE.isoformat()) is None
    assert not RetentionNotice.objects.exists()


def test_what_an_appeal_is_about_stays_and_the_term_begins_anew_after_it():
    outcome = partly_recognised()
    run_due()
    appeal = lodged(outcome)
    case = outcome.trajectory
    trajectories.close(case.pk, declined=True, by=who_is(case, Part.COACH))
    ended_at(case, ENDED)

    assert tell(case.pk, today=TOLD) == []
    RetentionNotice.objects.create(trajectory=case, kept=Kept.DOSSIER, erase_on=GONE, told_on=TOLD)
    assert erase(case.pk, kept=Kept.DOSSIER, today=GONE) is None
    outcomes.withdraw_appeal(appeal.pk, by=case.candidate)
    assert erase(case.pk, kept=Kept.DOSSIER, today=GONE) is None


def test_a_complaint_holds_it_back_and_the_organisation_reads_no_why(case, client):
    complaint = outcomes.lodge_complaint(
        case.pk, happened_on=date.today(), about="Er werd gelachen.", by=case.candidate
    )
    assert tell(case.pk, today=TOLD) == []

    boss = administrator(case)
    client.force_login(boss)
    page = client.get(reverse("organisation-retention", args=[case.provider.slug])).content.decode()
    assert case.candidate.name not in page
    outcomes.withdraw_complaint(complaint.pk, by=case.candidate)


def test_a_complaint_of_somebody_else_goes_in_silence_and_the_candidate_never_reads_of_it(case, client):
    coach = who_is(case, Part.COACH)
    complaint = outcomes.lodge_complaint(case.pk, happened_on=date.today(), about="Ik werd niet gehoord.", by=coach)
    client.force_login(case.candidate)
    assert "A complaint is being dealt with" not in client.get("/account/kept").content.decode()
    outcomes.withdraw_complaint(complaint.pk, by=coach)
    type(complaint).objects.update(ended_at=ENDED)
    [notice] = tell(case.pk, today=TOLD)
    assert notice.kept == Kept.DOSSIER

    for day in (date(2027, 4, 1), date(2027, 4, 2)):
        complaint.refresh_from_db()
        assert complaint.about
        jobs.find_to_erase(day.isoformat())
        run_due()

    complaint.refresh_from_db()
    assert complaint.about == ""
    assert AuditEntry.objects.get(event="retention.erased", object_id=complaint.pk).chain == coach.audit_chain
    assert not ErasedPart.objects.filter(kept=Kept.CONTESTED).exists()


def test_a_running_trajectory_keeps_everything():
    trajectory = TrajectoryFactory(building=True)
    Trajectory.objects.filter(pk=trajectory.pk).update(state_since=ENDED)

    jobs.find_to_tell(GONE.isoformat())
    run_due()

    assert tell(trajectory.pk, today=GONE) == []
    assert not RetentionNotice.objects.exists()


def test_what_an_auditor_reads_stays_until_the_audit_is_over(case):
    tell(case.pk, today=TOLD)
    today = timezone.localdate()
    auditing.let_auditor_in(
        case.provider,
        name="Otto Kramer",
        email="otto@keurmerk.example",
        on_behalf_of="Keurmerk Voorbeeld",
        from_day=today,
        until_day=today + 5 * DAY,
        period_from=date(2025, 1, 1),
        period_until=date(2025, 12, 31),
        size=1,
        by=administrator(case),
    )

    assert erase(case.pk, kept=Kept.DOSSIER, today=today + 5 * DAY) is None
    [held] = kept_of(case.candidate, today)
    assert held.holds == (Hold.AUDIT,)
    assert held.coming == []
    assert erase(case.pk, kept=Kept.DOSSIER, today=today + 6 * DAY) is not None


def erased(case, kept) -> None:
    """As if its term had run out."""
    RetentionNotice.objects.update_or_create(trajectory=case, kept=kept, defaults={"erase_on": GONE, "told_on": TOLD})
    assert erase(case.pk, kept=kept, today=date(2060, 1, 1)) is not None


@pytest.mark.parametrize("kept", list(Kept))
def test_after_each_class_the_badge_is_valid_the_chains_are_whole_and_the_pages_open(kept, client):
    case = closed()
    badge = Badge.objects.get(recipient=case.candidate)
    if kept == Kept.CONTESTED:
        complaint = outcomes.lodge_complaint(
            case.pk, happened_on=date.today(), about="Er werd gelachen.", by=case.candidate
        )
        outcomes.withdraw_complaint(complaint.pk, by=case.candidate)

    erased(case, kept)

    assert credentials.verify_bytes(badge.document.encode()).report.as_json()["verdict"] == "valid"
    assert whole_chains()
    client.force_login(case.candidate)
    for name in ("trajectory", "result", "report", "hours", "intake", "handed-in", "case-file", "development", "talks"):
        assert client.get(reverse(name, args=[case.pk])).status_code == 200, name
    for path in ("/home", "/account/kept", "/portfolio"):
        assert client.get(path).status_code == 200, path
    events = AuditEntry.objects.filter(event="retention.erased")
    assert set(events.values_list("chain", flat=True)) == {case.audit_chain, case.candidate.audit_chain}


def test_the_dossier_goes_for_whoever_assessed_and_stays_in_the_portfolio():
    trajectory = TrajectoryFactory(building=True)
    item = make_item(
        trajectory.candidate,
        title="Handhavingsplan",
        file="diploma-toezicht-op-straat.pdf",
        work_processes=trajectory.standard_version.work_processes.all(),
    )
    trajectories.share_item(trajectory.pk, item.pk, by=trajectory.candidate)
    case = closed(walk_on(trajectory, until="assessing"))
    file = item.files.get()

    erased(case, Kept.DOSSIER)

    case.refresh_from_db()
    frozen = portfolio.manifest_contents(case.manifest)
    assert "Handhavingsplan" not in case.manifest.document
    assert [row.files for row in frozen.items if row.id == item.pk] == [()]
    with pytest.raises(EvidenceFile.DoesNotExist):
        portfolio.open_frozen_file(case.manifest, file.pk, by=who_is(case, Part.ASSESSOR, 1))
    with pytest.raises(EvidenceFile.DoesNotExist):
        portfolio.open_file(file.pk, by=who_is(case, Part.COACH))
    with portfolio.open_file(file.pk, by=case.candidate, form="original").stream as stream:
        assert stream.read()
    item.refresh_from_db()
    assert item.title == "Handhavingsplan"


def test_what_its_owner_had_taken_out_goes_with_its_files_unless_another_dossier_holds_it():
    first = TrajectoryFactory(building=True)
    owner = first.candidate
    second = TrajectoryFactory(building=True, candidate=owner)
    work_processes = [*first.standard_version.work_processes.all(), *second.standard_version.work_processes.all()]
    item = make_item(owner, title="Plan", file="diploma-toezicht-op-straat.pdf", work_processes=work_processes)
    for trajectory in (first, second):
        trajectories.share_item(trajectory.pk, item.pk, by=owner)
    cases = [closed(walk_on(trajectory, until="assessing")) for trajectory in (first, second)]
    path = settings.ERKEND_FILES_DIR / str(owner.pk) / item.files.get().sha256
    portfolio.remove_item(item.pk, by=owner)

    erased(cases[0], Kept.DOSSIER)
    assert path.exists()
    assert EvidenceItem.objects.get(pk=item.pk).title == "Plan"

    erased(cases[1], Kept.DOSSIER)
    assert not path.exists()
    assert not EvidenceItem.objects.filter(pk=item.pk, title="Plan").exists()


def test_the_words_go_and_the_levels_stay(case):
    goal = case.intake.goal
    assert goal

    erased(case, Kept.WORDS)

    case.intake.refresh_from_db()
    assert case.intake.goal == ""
    assert case.outcomes.get().results.exists()
    with pytest.raises(WordsErased):
        outcomes.ask_correction(
            case.outcomes.get().pk, kind="spelling", name="Anders", because="Met een y.", by=case.candidate
        )


def test_the_report_goes_from_here_and_the_kept_file_can_still_be_checked(case, client):
    document = SealedDocument.objects.get()
    kept = credentials.sealed_bytes(document)

    erased(case, Kept.DECISION)

    assert not (settings.ERKEND_FILES_DIR / str(document.pk)).exists()
    document.refresh_from_db()
    assert document.recipient is None
    assert credentials.verify_report(kept).document == document
    case.agreement.refresh_from_db()
    assert case.candidate.name not in case.agreement.text
    client.force_login(case.candidate)
    assert reverse("report-file", args=[case.pk]) not in client.get(reverse("result", args=[case.pk])).content.decode()
    assert client.get(reverse("report-file", args=[case.pk])).status_code == 404


def test_the_candidate_reads_what_goes_when_and_why(case, client):
    tell(case.pk, today=date.today())
    client.force_login(case.candidate)

    page = client.get("/account/kept").content.decode()

    assert "card--next" in page
    assert case.provider.name in page
    assert reverse("take-along") in page


def test_only_an_administrator_sets_a_term_and_no_end_needs_its_reason(case):
    boss = administrator(case)
    coordinator = PersonFactory()
    member(coordinator, case.provider, Role.COORDINATOR)
    with pytest.raises(NotAllowed):
        set_term(case.provider, kept=Kept.WORDS, months=6, because="", by=coordinator)
    with pytest.raises(InvalidInput):
        set_term(case.provider, kept=Kept.WORDS, months=None, because=" ", by=boss)
    for months in (0, 601):
        with pytest.raises(InvalidInput):
            set_term(case.provider, kept=Kept.WORDS, months=months, because="", by=boss)
    with pytest.raises(InvalidInput):
        set_term(case.provider, kept="alles", months=6, because="", by=boss)

    client = Client()
    client.force_login(boss)
    address = reverse("retention-term", args=[case.provider.slug, "words"])
    refused = client.post(address, {"months": "", "because": ""})
    assert refused.status_code == 422
    assert client.post(address, {"months": "60", "because": "Selectielijst 2020, 12.4"}).status_code == 302
    page = client.get(reverse("organisation-retention", args=[case.provider.slug])).content.decode()
    assert "Selectielijst 2020, 12.4" in page
    assert AuditEntry.objects.filter(event="retention.term-set", actor_id=boss.pk).exists()
