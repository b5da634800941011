"""The quality care of the scene: a drawn dossier with its list and a second opinion, a finding, half-way, and an auditor."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from evc.outcomes.models import Outcome
from evc.quality.services import auditing, drawing, findings, opinions, plans, printing, reading
from evc.roles import Role
from foundation.people import services as people
from tests.factories.outcomes import check
from tests.factories.people import PersonFactory

if TYPE_CHECKING:
    from tests.scene import Scene


def read_everything(scene: Scene) -> None:
    """Before the open cases are laid out: every dossier of theirs is drawn."""
    provider, hans = scene.organisations["de-brug"], scene.people["hans"]
    plans.change_plan(
        provider, share=100, half_way_share=100, by_standard={}, by_assessor={}, raises=plans.SUGGESTED, by=hans
    )


def care_for_quality(scene: Scene) -> None:
    """After the jobs were run, so that the outcome of "checking" is proposed and drawn."""
    provider, hans, today = scene.organisations["de-brug"], scene.people["hans"], timezone.localdate()
    gerda = scene.people["gerda"] = PersonFactory(name="Gerda Vos", language="nl", email="gerda@debrug.example")
    people.give_role(provider.pk, person=gerda, role=Role.QUALITY_OFFICER, by=scene.people["karin"])
    outcome = Outcome.objects.get(trajectory=scene.cases["checking"])
    opinions.ask_opinion(
        outcome.pk, of=gerda, question="Vind jij het bewijs bij S1-W2 ook dun?", release_waits=False, by=hans
    )
    reading.read_dossier(outcome.pk, by=hans)
    drawing.mark_read(outcome.draw.pk, remark="Alles gelezen.", by=hans)
    check(outcome)
    printing.make_print(printing.ask_print(outcome.pk, by=hans).pk)
    drawing.draw_half_way(today + timedelta(days=400))
    findings.raise_finding(
        provider,
        text="Schrijf bij elk werkproces op wat je zag of hoorde.",
        owner=scene.people["marga"],
        due_on=today,
        draw=outcome.draw,
        by=hans,
    )
    auditor = scene.people["auditor"] = PersonFactory(name="Otto Kramer", language="nl", email="otto@keurmerk.example")
    auditing.let_auditor_in(
        provider,
        name=auditor.name,
        email=auditor.email,
        on_behalf_of="Keurmerk Voorbeeld",
        from_day=today,
        until_day=today + timedelta(days=14),
        period_from=today - timedelta(days=400),
        period_until=today,
        size=3,
        by=scene.people["karin"],
    )
