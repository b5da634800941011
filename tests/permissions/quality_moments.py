"""Quality care laid into the world of the matrix: a drawn dossier, a second opinion, a finding, an audit, a print."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from evc.quality.models import Draw
from evc.quality.services import drawing, findings, opinions, printing, reading, talks
from evc.standards.recognition import recognise_provider
from tests.factories.calibration import agreed, asked, opened
from tests.factories.quality import audit_of, officer_of, plan_with

if TYPE_CHECKING:
    from tests.permissions.moments import Moments


def lay_quality(moments: Moments) -> None:
    officer, auditor, coach = moments.people["officer"], moments.people["auditor"], moments.people["coach"]
    assert officer is not None
    assert auditor is not None
    assert coach is not None
    outcome, provider, today = moments.outcome("checking"), moments.world.provider, timezone.localdate()
    plan_with(provider)
    draw = drawing.draw_before_release(outcome.pk)
    assert draw is not None
    reading.read_dossier(outcome.pk, by=officer)
    drawing.mark_read(draw.pk, by=officer)
    moments.more["opinion"] = opinions.ask_opinion(
        outcome.pk, of=officer_of(provider), question="Wat vind jij hiervan?", release_waits=False, by=officer
    )
    moments.more["print"] = printing.ask_print(outcome.pk, by=officer)
    printing.make_print(moments.more["print"].pk)
    drawing.draw_half_way(today + timedelta(days=400))
    moments.more["half-way"] = Draw.objects.get(trajectory=moments.at["building"], moment=Draw.Moment.HALF_WAY)
    moments.more["finding"] = findings.raise_finding(
        provider, text="Schrijf op wat je zag.", owner=coach, due_on=today, draw=draw, by=officer
    )
    standard = moments.world.trajectory.standard_version.standard
    moments.more["recognition"] = recognise_provider(
        provider, standard=standard, since=today - timedelta(days=30), register="Voorbeeldregister", by=None
    )
    moments.more["audit"] = audit_of(moments.outcome("issued"), auditor)
    moments.more["calibration"] = opened(agreed(asked(moments.outcome("closed"), by=officer)))
    moments.more["talk with officer"] = talks.note_talk(
        provider, colleague=coach, occasion="half_way", held_on=today, agreed="Vraag eerst door.", by=officer
    )
