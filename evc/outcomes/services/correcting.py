"""A holder has the name on badge and report put right. What was found stays what it is: no result changes this way."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from credentials import services as credentials
from credentials.models import Badge
from evc.assessments.errors import ReasonMissing
from evc.outcomes.claim import badge_language, build_claim
from evc.outcomes.errors import CorrectionDecided, CorrectionUnderWay, NotReleased, ReportMissing, WordsErased
from evc.outcomes.mails import (
    tell_candidate_of_correction,
    tell_candidate_of_refused_correction,
    tell_officers_of_correction,
)
from evc.outcomes.models import Correction, Outcome
from evc.outcomes.printing import PrintedReport, print_report
from evc.outcomes.rules import require_may_correct
from evc.outcomes.services.issuing import claim_key
from evc.outcomes.services.locking import locked_outcome
from evc.outcomes.services.reporting import report_key, report_of, seal
from evc.trajectories import rules
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import Kept
from foundation.audit import services as audit
from foundation.errors import NotFound, WrongState
from foundation.jobs import services as jobs
from foundation.people.cleaning import clean_name
from foundation.people.models import Person
from foundation.people.services import rename_person


@transaction.atomic
def ask_correction(outcome_id: UUID, *, kind: str, name: str, because: str, by: Person) -> Correction:
    """Ask for the name to be put right on report and badge, with the reason. By the candidate.

    Raises InvalidInput for an empty name or reason, NotReleased, ReportMissing as long as badge and report are being made,
    CorrectionUnderWay when another request waits, WordsErased after the term of keeping, NotAllowed.
    """
    outcome = locked_outcome(outcome_id)
    rules.require_candidate(outcome.trajectory, by)
    if outcome.state != Outcome.State.RELEASED:
        raise NotReleased
    name = clean_name(name)
    because = clean_text(because, field="because", required=True)
    if report_of(outcome) is None or (outcome.trajectory.expects_badge and not outcome.badge_claim_key):
        raise ReportMissing
    if outcome.trajectory.erased_parts.filter(kept__in=[Kept.DOSSIER, Kept.WORDS]).exists():
        raise WordsErased
    if outcome.corrections.filter(state__in=[Correction.State.ASKED, Correction.State.GRANTED]).exists():
        raise CorrectionUnderWay
    correction = Correction.objects.create(
        outcome=outcome, kind=Correction.Kind(kind), name=name, because=because, asked_by=by
    )
    audit.record("correction.asked", on=correction, by=by, kind=correction.kind)
    tell_officers_of_correction(correction)
    return correction


@transaction.atomic
def grant_correction(correction_id: UUID, *, answer: str = "", by: Person) -> Correction:
    """The name is right from now on, also of the account; a job makes the new report and badge. By a quality officer.

    Raises CorrectionDecided, NotAllowed, and WrongState while the badge is suspended or when the outcome was replaced.
    """
    correction = _locked_for_decision(correction_id, by=by)
    outcome = correction.outcome
    if outcome.state != Outcome.State.RELEASED:
        raise WrongState(
            _(
                "After an appeal another outcome came in the place of this one. Refuse this; the holder can ask it there."
            ),
            code="correction-outcome-replaced",
        )
    old = _badge_of(outcome)
    if old is not None and old.revoked_at is None and old.suspended_at is not None:
        raise WrongState(
            _("The badge is suspended. Lift that or withdraw the badge first, then decide on the correction."),
            code="correction-badge-suspended",
        )
    _decide(correction, Correction.State.GRANTED, answer=clean_text(answer, field="answer"), by=by)
    audit.record("correction.granted", on=correction, by=by)
    # The holder asked for it: what is shown under their name from here, by their account, is the new one.
    rename_person(correction.asked_by_id, name=correction.name, by=correction.asked_by)
    jobs.enqueue("outcomes.make_correction", key=correction.pk, correction=correction.pk)
    return correction


@transaction.atomic
def refuse_correction(correction_id: UUID, *, answer: str, by: Person) -> Correction:
    """With the reason, which the holder reads. Raises ReasonMissing, CorrectionDecided, NotAllowed."""
    correction = _locked_for_decision(correction_id, by=by)
    answer = clean_text(answer, field="answer")
    if not answer:
        raise ReasonMissing
    _decide(correction, Correction.State.REFUSED, answer=answer, by=by)
    audit.record("correction.refused", on=correction, by=by)
    tell_candidate_of_refused_correction(correction)
    return correction


def make_correction(correction_id: UUID) -> Correction:
    """The corrected report and badge, exactly once, in the place of the old ones. By the job "outcomes.make_correction".

    The report is set before anything is locked; then one transaction seals it, issues the badge under a key of its own, and
    notes of the old ones that they were replaced: all of it is there or nothing. Raises CorrectionDecided when it was refused.
    """
    correction = Correction.objects.select_related("outcome").filter(pk=correction_id).first()
    if correction is None:
        raise NotFound(_("There is no such request."))
    if correction.state == Correction.State.MADE:
        return correction
    if correction.state != Correction.State.GRANTED:
        raise CorrectionDecided
    printed = print_report(correction.outcome, name=correction.name)
    return _make(correction_id, correction.outcome_id, printed)


@transaction.atomic
def _make(correction_id: UUID, outcome_id: UUID, printed: PrintedReport) -> Correction:
    outcome = locked_outcome(outcome_id)
    correction = Correction.objects.select_for_update().get(pk=correction_id)
    if correction.state == Correction.State.MADE:
        return correction
    correction.outcome = outcome
    by, badge = correction.decided_by, None
    if outcome.state == Outcome.State.RELEASED:  # else an appeal came in between: what it makes bears the new name
        _replace_report(correction, printed, by=by)
        badge = _replace_badge(correction, by=by)
    correction.state, correction.made_at = Correction.State.MADE, timezone.now()
    correction.save(update_fields=["state", "made_at"])
    audit.record("correction.made", on=correction, by=by, badge=badge.pk if badge else None)
    tell_candidate_of_correction(correction)
    return correction


def _replace_report(correction: Correction, printed: PrintedReport, *, by: Person | None) -> None:
    outcome = correction.outcome
    old = report_of(outcome)
    new = seal(printed, outcome, key=f"{report_key(outcome)}:{correction.pk}", by=by)
    outcome.report_claim_key = new.claim_key
    outcome.save(update_fields=["report_claim_key"])
    if old is not None:
        credentials.replace_document(old, new=new, by=by)


def _replace_badge(correction: Correction, *, by: Person | None) -> Badge | None:
    """A badge that was withdrawn for another reason stays withdrawn: then there is nothing to put right."""
    outcome = correction.outcome
    old = _badge_of(outcome)
    if old is None or old.revoked_at is not None:
        return None
    claim = build_claim(outcome)
    if claim.holder_name is not None:
        claim = claim._replace(holder_name=correction.name)
    key = f"{claim_key(outcome)}:{correction.pk}"
    new = credentials.issue(claim, key=key, issuer=old.issuer, recipient=old.recipient, by=by)
    new.page_is_public, new.page_shows_results, new.page_shows_name = (
        old.page_is_public,
        old.page_shows_results,
        old.page_shows_name,
    )
    new.save(update_fields=["page_is_public", "page_shows_results", "page_shows_name"])
    with translation.override(badge_language(outcome.trajectory.standard_version)):
        because = _("A detail of the holder was corrected. The results are the same.")
    credentials.replace(old.pk, new=new, because=because, by=by)
    outcome.badge_claim_key = key
    outcome.save(update_fields=["badge_claim_key"])
    return new


def _badge_of(outcome: Outcome) -> Badge | None:
    if not outcome.badge_claim_key:
        return None
    return Badge.objects.select_related("issuer", "recipient").filter(claim_key=outcome.badge_claim_key).first()


def _locked_for_decision(correction_id: UUID, *, by: Person) -> Correction:
    known = Correction.objects.filter(pk=correction_id).values_list("outcome", flat=True).first()
    if known is None:
        raise NotFound(_("There is no such request."))
    outcome = locked_outcome(known)
    correction = Correction.objects.select_for_update().get(pk=correction_id)
    correction.outcome = outcome
    require_may_correct(outcome, by)
    if correction.state != Correction.State.ASKED:
        raise CorrectionDecided
    return correction


def _decide(correction: Correction, state: Correction.State, *, answer: str, by: Person) -> None:
    correction.state, correction.answer = state, answer
    correction.decided_by, correction.decided_at = by, timezone.now()
    correction.save(update_fields=["state", "answer", "decided_by", "decided_at"])
