"""Drawing dossiers, and marking what was drawn as read."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.outcomes.models import Outcome
from evc.outcomes.services.locking import locked_outcome
from evc.quality.errors import NotDrawn, NotRead
from evc.quality.facts import facts_of, shares_of
from evc.quality.models import Draw, SamplingPlan
from evc.quality.sampling import is_drawn, share_for
from evc.quality.services.plans import plan_of
from evc.trajectories import rules as case_rules
from evc.trajectories import services as trajectories
from evc.trajectories.cleaning import clean_text
from evc.trajectories.models import State, Trajectory
from foundation.audit import services as audit
from foundation.audit.models import AuditEntry
from foundation.errors import NotFound
from foundation.people.models import Person

Moment = Draw.Moment
READING_EVENTS = ("dossier.read", "dossier.printed", "guidance.read")
_UNDER_WAY = (State.BUILDING, State.SUBMITTED, State.ASSESSING, State.SUPPLEMENT)


@transaction.atomic
def draw_before_release(outcome_id: UUID) -> Draw | None:
    """Whether this outcome's dossier is read in full, drawn once; None without a plan. By the job "quality.draw".

    The seed comes from the system's source of randomness at this moment: who scored it or plans it could not know it before.
    """
    outcome = locked_outcome(outcome_id)
    if existing := Draw.objects.filter(outcome=outcome).first():
        return existing
    plan = plan_of(outcome.trajectory.provider_id)
    if plan is None or outcome.state != Outcome.State.PROPOSED:
        return None
    share, reasons = share_for(shares_of(plan), facts_of(outcome))
    return _draw(outcome.trajectory, plan, moment=Moment.BEFORE_RELEASE, outcome=outcome, share=share, reasons=reasons)


def draw_half_way(today: date) -> list[Draw]:
    """Draw of what is half-way today whether its guidance is looked at. By the daily job "quality.draw_half_way".

    Half-way: between the agreement and the day on which it should be done, as long as nobody's assessment is known.
    """
    found = (
        Trajectory.objects.filter(
            state__in=_UNDER_WAY, due_on__isnull=False, agreement__isnull=False, provider__sampling_plans__isnull=False
        )
        .exclude(draws__moment=Moment.HALF_WAY)
        .select_related("agreement")
        .distinct()
    )
    return [
        drawn
        for trajectory in found
        if half_way(trajectory) <= today and (drawn := _draw_half_way(trajectory.pk)) is not None
    ]


def half_way(trajectory: Trajectory) -> date:
    """The day in the middle of what was agreed."""
    assert trajectory.due_on is not None
    start = timezone.localdate(trajectory.agreement.accepted_at)
    return start + timedelta(days=(trajectory.due_on - start).days // 2)


@transaction.atomic
def _draw_half_way(trajectory_id: UUID) -> Draw | None:
    trajectory = trajectories.locked(trajectory_id)
    plan = plan_of(trajectory.provider_id)
    if plan is None or trajectory.draws.filter(moment=Moment.HALF_WAY).exists():
        return None
    return _draw(trajectory, plan, moment=Moment.HALF_WAY, outcome=None, share=plan.half_way_share, reasons=[])


def _draw(
    trajectory: Trajectory, plan: SamplingPlan, *, moment: str, outcome: Outcome | None, share: int, reasons: list[str]
) -> Draw:
    seed = secrets.token_hex(32)
    dossier = outcome.pk if outcome else trajectory.pk
    draw = Draw.objects.create(
        trajectory=trajectory,
        moment=moment,
        outcome=outcome,
        plan=plan,
        seed=seed,
        share=share,
        reasons=reasons,
        is_drawn=is_drawn(seed, dossier, share),
    )
    audit.record(
        "sampling.drawn",
        on=draw,
        by=None,
        moment=moment,
        dossier=dossier,
        seed=seed,
        share=share,
        plan=plan.number,
        reasons=reasons,
        is_drawn=draw.is_drawn,
    )
    return draw


@transaction.atomic
def mark_read(draw_id: UUID, *, remark: str = "", by: Person) -> Draw:
    """The dossier (or, half-way, the guidance) was read in full. Twice is once.

    Before release by the quality officer of the trajectory, who opened or printed the dossier; half-way by any quality
    officer of the provider who never had another part in it. Raises NotFound, NotDrawn, NotRead, NotAllowed.
    """
    draw = (
        Draw.objects.select_for_update(of=("self",)).select_related("trajectory", "outcome").filter(pk=draw_id).first()
    )
    if draw is None or (draw.outcome_id is None and not Draw.objects.visible_to(by).filter(pk=draw_id).exists()):
        raise NotFound(_("There is no such draw."))
    if draw.outcome_id is not None:
        case_rules.require_quality_officer(draw.trajectory, by)
    if not draw.is_drawn:
        raise NotDrawn
    if draw.read_at is not None:
        return draw
    if not has_opened(draw, by):
        raise NotRead
    draw.read_at, draw.read_by = timezone.now(), by
    draw.remark = clean_text(remark, field="remark", longest=4000)
    draw.save(update_fields=["read_at", "read_by", "remark"])
    audit.record("sampling.read", on=draw, by=by, moment=draw.moment)
    return draw


def has_opened(draw: Draw, reader: Person) -> bool:
    """Whether the log says that this person opened or printed it."""
    about = draw.outcome_id or draw.trajectory_id
    return AuditEntry.objects.filter(object_id=about, actor_id=reader.pk, event__in=READING_EVENTS).exists()
