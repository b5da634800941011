"""What keeps a case from being erased though a term is over: somebody still needs it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evc.outcomes.models import Appeal, Complaint, Correction, Outcome
from evc.outcomes.rules import appeal_until
from evc.quality.models import AuditSample, Finding
from evc.trajectories.models import Trajectory
from evc.trajectories.states import ENDED


class Hold(StrEnum):
    RUNNING = "running"
    APPEAL_TERM = "appeal-term"
    APPEAL = "appeal"
    OWN_COMPLAINT = "own-complaint"  # of the candidate
    COMPLAINT = "complaint"
    CORRECTION = "correction"
    REPORT_MISSING = "report-missing"
    AUDIT = "audit"
    FINDING = "finding"

    @property
    def sentence(self) -> Promise:
        """For the candidate, who need not know of a finding, nor of somebody else's complaint."""
        return _SENTENCES.get(self, _SOMETHING)


_SENTENCES = {
    Hold.RUNNING: _("The trajectory is not closed yet."),
    Hold.APPEAL_TERM: _("You can still appeal."),
    Hold.APPEAL: _("An appeal is being dealt with."),
    Hold.OWN_COMPLAINT: _("A complaint is being dealt with."),
    Hold.CORRECTION: _("A correction of your name is being dealt with."),
    Hold.REPORT_MISSING: _("The report is still being made."),
    Hold.AUDIT: _("An auditor reads this dossier in a sample."),
}
_SOMETHING = _("The organisation is not finished with it yet.")


def holds_of(trajectory: Trajectory, today: date) -> list[Hold]:
    """Every reason there is on this day; none: it may go."""
    if trajectory.state not in ENDED:
        return [Hold.RUNNING]
    released = Outcome.objects.filter(trajectory=trajectory, state=Outcome.State.RELEASED)
    outcome = released.select_related("trajectory__provider").first()
    audited = AuditSample.objects.filter(
        outcome__trajectory=trajectory, audit__ended_at=None, audit__until_day__gte=today
    )
    waiting = Correction.objects.filter(
        outcome__trajectory=trajectory, state__in=[Correction.State.ASKED, Correction.State.GRANTED]
    )
    complaints = Complaint.objects.under_way().filter(trajectory=trajectory)
    found = {
        Hold.APPEAL_TERM: outcome is not None and today <= appeal_until(outcome),
        Hold.APPEAL: Appeal.objects.under_way().filter(trajectory=trajectory).exists(),
        Hold.OWN_COMPLAINT: complaints.filter(lodger=trajectory.candidate_id).exists(),
        Hold.COMPLAINT: complaints.exclude(lodger=trajectory.candidate_id).exists(),
        Hold.CORRECTION: waiting.exists(),
        Hold.REPORT_MISSING: outcome is not None and not outcome.report_claim_key,
        Hold.AUDIT: audited.exists(),
        Hold.FINDING: Finding.objects.open().filter(draw__trajectory=trajectory).exists(),
    }
    return [hold for hold, holds in found.items() if holds]
