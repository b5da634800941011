"""The audit log in words: what happened, by whom, on what. An event that has no words here shows its code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from credentials.models import Badge
from evc.roles import Role
from evc.trajectories.models import Trajectory
from foundation.audit.chain import ChainFinding
from foundation.audit.models import AuditEntry
from foundation.people.models import Membership, Organisation, Person

EVENTS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "organisation.made": gettext_lazy("The organisation was added"),
        "invitation.sent": gettext_lazy("Somebody was invited"),
        "invitation.renewed": gettext_lazy("An invitation was sent anew"),
        "invitation.accepted": gettext_lazy("An invitation was accepted"),
        "invitation.withdrawn": gettext_lazy("An invitation was withdrawn"),
        "membership.given": gettext_lazy("Somebody got a role"),
        "membership.ended": gettext_lazy("A role ended"),
        "provider.recognised": gettext_lazy("A recognition as EVC provider was recorded"),
        "issuer.made": gettext_lazy("The organisation can issue badges"),
        "issuer.key-rotated": gettext_lazy("A new signing key was made"),
        "issuer.key-revoked": gettext_lazy("A signing key was revoked"),
        "seal.changed": gettext_lazy("The certificate that documents are sealed with was changed"),
        "document.sealed": gettext_lazy("A report was sealed"),
        "document.replaced": gettext_lazy("A report was replaced by another one"),
        "badge.replaced": gettext_lazy("A badge was replaced by another one"),
        "credential.signed": gettext_lazy("A credential of another system was signed"),
        "badge.issued": gettext_lazy("A badge was issued"),
        "badge.revoked": gettext_lazy("A badge was withdrawn"),
        "badge.suspended": gettext_lazy("A badge was suspended"),
        "badge.suspension-lifted": gettext_lazy("A suspended badge counts again"),
        "badge.page-chosen": gettext_lazy("The holder chose what a badge's page shows"),
        "badge.contents-chosen": gettext_lazy("The candidate chose what the badge holds"),
        "proposal.waits": gettext_lazy("A trajectory was proposed to somebody who was invited"),
        "proposal.not-made": gettext_lazy("A proposal to somebody who was invited could not be made"),
        "trajectory.requested": gettext_lazy("A trajectory was requested"),
        "trajectory.intake": gettext_lazy("An intake began"),
        "trajectory.declined": gettext_lazy("The advice was: not now"),
        "trajectory.building": gettext_lazy("The agreement was accepted"),
        "trajectory.submitted": gettext_lazy("A dossier was handed in"),
        "trajectory.assessing": gettext_lazy("The assessors can begin"),
        "trajectory.supplement": gettext_lazy("A supplement was asked for"),
        "trajectory.moderating": gettext_lazy("The scores differ: moderation began"),
        "trajectory.quality_check": gettext_lazy("The quality check began"),
        "trajectory.decided": gettext_lazy("The outcome was released"),
        "trajectory.issued": gettext_lazy("The trajectory has its badge"),
        "trajectory.closed": gettext_lazy("A trajectory was closed"),
        "trajectory.withdrawn": gettext_lazy("The trajectory was stopped"),
        "trajectory.due-moved": gettext_lazy("The day on which it is due was moved"),
        "trajectory.reminded": gettext_lazy("A reminder was mailed"),
        "pause.asked": gettext_lazy("A pause was asked for"),
        "pause.started": gettext_lazy("A pause was agreed"),
        "pause.refused": gettext_lazy("A pause that was asked for does not happen"),
        "pause.ended": gettext_lazy("A pause ended earlier"),
        "stall.asked-again": gettext_lazy("The candidate was asked once more how it is going"),
        "silence.ended": gettext_lazy("The trajectory was ended because nothing was heard"),
        "silence.undone": gettext_lazy("The candidate took it up again"),
        "appointment.planned": gettext_lazy("An appointment was planned"),
        "appointment.moved": gettext_lazy("An appointment was changed"),
        "appointment.cancelled": gettext_lazy("An appointment was cancelled"),
        "appointment.reported": gettext_lazy("An appointment was noted as reported to the auditor"),
        "expertise.established": gettext_lazy("Expertise of an assessor was recorded"),
        "expertise.ended": gettext_lazy("Expertise of an assessor was taken back"),
        "free-day.given": gettext_lazy("An assessor noted a day on which they can come"),
        "free-day.taken-back": gettext_lazy("An assessor took back a day"),
        "membership.team-set": gettext_lazy("Somebody's team was noted"),
        "trajectory.units-chosen": gettext_lazy("The parts to be assessed were chosen"),
        "intake.saved": gettext_lazy("The intake was filled in"),
        "intake.self-scan-saved": gettext_lazy("The self-scan was filled in"),
        "intake.test-recorded": gettext_lazy("A start test was recorded"),
        "intake.advised": gettext_lazy("An advice was given"),
        "intake.requirement-noted": gettext_lazy("An entry requirement was looked at"),
        "intake.requirement-removed": gettext_lazy("An entry requirement was taken away"),
        "agreement.text-written": gettext_lazy("A text for agreements was written"),
        "agreement.drawn-up": gettext_lazy("The provider drew up the agreement and accepted it"),
        "agreement.accepted-by-client": gettext_lazy("The client accepted the agreement"),
        "consent.given": gettext_lazy("The candidate chose who may see the result"),
        "consent.revoked": gettext_lazy("The candidate took back who may see the result"),
        "outcome.read-by-client": gettext_lazy("The client read the result, with the candidate's consent"),
        "route.copied": gettext_lazy("A route of the organisation was made"),
        "route.changed": gettext_lazy("A route of the organisation was changed"),
        "route.retired": gettext_lazy("A route of the organisation is not in use any more"),
        "participant.assigned": gettext_lazy("Somebody was assigned to a trajectory"),
        "participant.ended": gettext_lazy("Somebody left a trajectory"),
        "participant.no-ties-declared": gettext_lazy("Somebody declared to have no ties with the candidate"),
        "stall.noticed": gettext_lazy("The work stood still and the candidate was asked how it is going"),
        "stall.answered": gettext_lazy("The candidate said how it is going"),
        "hours.noted": gettext_lazy("Hours were noted"),
        "hours.removed": gettext_lazy("Hours were removed"),
        "identity.seen": gettext_lazy("The candidate's identity was seen"),
        "record.written": gettext_lazy("A record of an interview or observation was written"),
        "assessment.started": gettext_lazy("An assessment was begun"),
        "assessment.final": gettext_lazy("An assessment was made final"),
        "assessment.reopened": gettext_lazy("An assessment was opened again"),
        "moderation.agreed": gettext_lazy("The assessors agreed on a score"),
        "moderation.third-asked": gettext_lazy("A third assessor was asked for"),
        "moderation.third-decided": gettext_lazy("A third assessor decided"),
        "recording.consented": gettext_lazy("Somebody answered whether an interview may be recorded"),
        "recording.begun": gettext_lazy("The recording of an interview began"),
        "recording.kept": gettext_lazy("The recording of an interview was kept"),
        "recording.heard": gettext_lazy("The recording of an interview was listened to"),
        "recording.erased": gettext_lazy("The recording of an interview was erased"),
        "moderation.signed": gettext_lazy("A moderation was signed"),
        "outcome.proposed": gettext_lazy("An outcome was proposed"),
        "outcome.advice-written": gettext_lazy("An advice on what is missing was written"),
        "outcome.released": gettext_lazy("An outcome was released"),
        "outcome.sent-back": gettext_lazy("An outcome was sent back to the assessors"),
        "outcome.checked": gettext_lazy("The quality officer answered the check list"),
        "outcome.opinion-asked": gettext_lazy("A second opinion was asked for"),
        "outcome.opinion-given": gettext_lazy("A second opinion was given"),
        "outcome.opinion-withdrawn": gettext_lazy("The question for a second opinion was withdrawn"),
        "check-list.changed": gettext_lazy("The check list of the quality officers changed"),
        "sampling.plan-changed": gettext_lazy("The sampling plan changed"),
        "sampling.drawn": gettext_lazy("It was drawn whether a dossier is read in full"),
        "sampling.read": gettext_lazy("A drawn dossier was read in full"),
        "finding.raised": gettext_lazy("A finding was raised"),
        "finding.answered": gettext_lazy("The owner of a finding said what was done"),
        "finding.closed": gettext_lazy("A finding was closed"),
        "dossier.read": gettext_lazy("A whole dossier was read"),
        "dossier.print-asked": gettext_lazy("A dossier was asked for on paper"),
        "dossier.printed": gettext_lazy("A dossier was fetched to print"),
        "calibration.asked": gettext_lazy("A candidate was asked whether a dossier may be used to calibrate"),
        "calibration.agreed": gettext_lazy("The candidate agreed that a dossier is used to calibrate"),
        "calibration.refused": gettext_lazy("The candidate would rather not have a dossier used to calibrate"),
        "calibration.consent-withdrawn": gettext_lazy("The candidate took back that a dossier is used to calibrate"),
        "calibration.opened": gettext_lazy("A calibration round was opened"),
        "calibration.final": gettext_lazy("An assessor was done in a calibration round"),
        "calibration.closed": gettext_lazy("A calibration round was closed"),
        "calibration.stopped": gettext_lazy("A calibration round was stopped"),
        "criterion.reading-recorded": gettext_lazy("How a criterion is read was noted"),
        "quality-talk.noted": gettext_lazy("A talk was noted and signed by the quality officer"),
        "quality-talk.changed": gettext_lazy("What was agreed in a talk was changed"),
        "quality-talk.signed": gettext_lazy("A talk was signed by the other"),
        "quality-talk.objected": gettext_lazy("Somebody said what is not right in the note of a talk"),
        "guidance.read": gettext_lazy("The guidance of a candidate was looked at"),
        "audit.access-given": gettext_lazy("An auditor was let in"),
        "audit.access-ended": gettext_lazy("The access of an auditor ended"),
        "audit-pack.made": gettext_lazy("An audit pack was made"),
        "outcome.report-sealed": gettext_lazy("The report of an outcome was sealed"),
        "outcome.report-read": gettext_lazy("The report of an outcome was opened"),
        "taken-over.proposed": gettext_lazy("It was proposed to take over a finding of an earlier certificate"),
        "taken-over.agreed": gettext_lazy("An assessor agreed to take over a finding"),
        "taken-over.taken-back": gettext_lazy("Taking over a finding was taken back"),
        "correction.asked": gettext_lazy("The holder asked for a correction"),
        "correction.granted": gettext_lazy("A correction was granted"),
        "correction.refused": gettext_lazy("A correction was refused"),
        "correction.made": gettext_lazy("The corrected report and badge were made"),
        "outcome.badge-issued": gettext_lazy("A badge was issued for an outcome"),
        "appeal.lodged": gettext_lazy("The candidate appealed against an outcome"),
        "appeal.withdrawn": gettext_lazy("The candidate took an appeal back"),
        "appeal.admitted": gettext_lazy("An appeal was taken up"),
        "appeal.not-admitted": gettext_lazy("An appeal was not taken up"),
        "appeal.reassessed": gettext_lazy("What an appeal contests was looked at again"),
        "appeal.granted": gettext_lazy("An appeal was granted"),
        "appeal.refused": gettext_lazy("An appeal was refused"),
        "reassessment.opened": gettext_lazy("A second look was asked for in an appeal"),
        "reassessment.moderating": gettext_lazy("Those who looked again differ: moderation began"),
        "reassessment.closed": gettext_lazy("The second look in an appeal is settled"),
        "reassessment.stopped": gettext_lazy("The second look in an appeal was stopped"),
        "complaint.lodged": gettext_lazy("A complaint was lodged"),
        "complaint.in-hand": gettext_lazy("A complaint was given to somebody to handle"),
        "complaint.answered": gettext_lazy("A complaint was answered"),
        "complaint.asked-again": gettext_lazy("Somebody else was asked to look at a complaint"),
        "complaint.withdrawn": gettext_lazy("A complaint was taken back"),
        "development.written": gettext_lazy("A coach wrote what the talks brought up"),
        "development.shared": gettext_lazy("The candidate shared it with the manager"),
        "development.taken-back": gettext_lazy("The candidate shares it with the manager no more"),
        "development.held": gettext_lazy("The day of a development talk was noted"),
        "development.step-proposed": gettext_lazy("A step was proposed in a development talk"),
        "development.step-agreed": gettext_lazy("A step of a development talk was agreed by both"),
        "development.step-dropped": gettext_lazy("A step of a development talk was taken away"),
        "development.step-done": gettext_lazy("A step of a development talk was done"),
        "evaluation.invited": gettext_lazy("A candidate was asked how it was"),
        "evaluation.answered": gettext_lazy("A candidate told how it was"),
        "evaluation.questions-set": gettext_lazy("The questions to candidates were changed"),
        "talk.noted": gettext_lazy("A coach wrote down a talk with the candidate"),
        "talk.taken-back": gettext_lazy("A coach took back what was written of a talk"),
        "talk.points-chosen": gettext_lazy("The candidate chose what of the talks the manager reads"),
        "work.confirmed": gettext_lazy("Somebody said how long a part of the work took"),
        "retention.term-set": gettext_lazy("A term of keeping was changed"),
        "retention.told": gettext_lazy("The candidate was told what goes, and when"),
        "retention.erased": gettext_lazy("Data was erased because its term was over"),
        "terms.set": gettext_lazy("The terms for appeals and complaints were changed"),
        "module.made": gettext_lazy("A course was added"),
        "module.changed": gettext_lazy("A course was changed"),
        "module.retired": gettext_lazy("A course is no longer offered"),
        "module.offered-again": gettext_lazy("A course is offered again"),
    }
)
_REASONS: Mapping[str, str | Promise] = MappingProxyType(
    {
        "an entry is missing": gettext_lazy("An entry is missing."),
        "it does not follow the entry before it": gettext_lazy("It does not follow the entry before it."),
        "its content was changed": gettext_lazy("Its content was changed."),
        "its head is gone": gettext_lazy("The end of the log is gone."),
        "entries at the end are missing": gettext_lazy("Entries at the end are missing."),
    }
)


@dataclass(frozen=True, slots=True)
class AuditLine:
    number: int
    at: datetime
    event: str
    words: str
    actor: str
    about: str  # the object's identifier


def in_words(entries: Iterable[AuditEntry], *, organisation: Organisation) -> list[AuditLine]:
    """The entries of an organisation's log, in a fixed number of queries.

    Whoever works or worked there is named. A candidate is not: that somebody has a trajectory is for those who take part
    in it and the coordinators, not for an administrator.
    """
    rows = list(entries)
    staff = Membership.objects.filter(organisation=organisation).exclude(role=Role.CANDIDATE)
    known = Person.objects.annotate(works_here=Exists(staff.filter(person=OuterRef("pk"))))
    actors = {person.pk: person for person in known.filter(pk__in={row.actor_id for row in rows if row.actor_id})}
    about = {row.object_id for row in rows if row.object_id}
    trajectories = Trajectory.objects.filter(pk__in=about).order_by().values_list("pk", "candidate")
    badges = Badge.objects.filter(pk__in=about).order_by().values_list("pk", "recipient")
    own = set(trajectories.union(badges))
    return [
        AuditLine(
            number=row.sequence,
            at=row.at,
            event=row.event,
            words=str(EVENTS.get(row.event, row.event)),
            actor=_actor(row, actors, is_own=(row.object_id, row.actor_id) in own),
            about=str(row.object_id or ""),
        )
        for row in rows
    ]


def why_broken(finding: ChainFinding) -> str:
    """What is wrong with a chain, as a sentence."""
    return str(_REASONS.get(finding.reason, finding.reason))


def _actor(row: AuditEntry, actors: Mapping[UUID, Any], *, is_own: bool) -> str:
    """``actors`` know whether they work or worked here (``works_here``); ``is_own``: it is about their own trajectory."""
    if row.actor_id is None:
        return _("The system, or somebody with a mailed link")
    person = actors.get(row.actor_id)
    if person is None:
        return _("Somebody whose account is gone")
    is_named = person.works_here and not is_own
    return str(person.name) if is_named else _("A candidate, or somebody of another organisation")
