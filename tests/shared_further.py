"""Shares beyond a trajectory in the scene: a link for a vacancy, somebody by name, and a copy to take along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portfolio import taking_along
from portfolio.models import EvidenceItem
from portfolio.services import links, named_readers

if TYPE_CHECKING:
    from tests.scene import Scene


def share_further(scene: Scene) -> None:
    """Fatima applies for a job with a link, shows an item to Karin, and asks for her copy."""
    fatima, karin = scene.people["fatima"], scene.people["karin"]
    items = list(EvidenceItem.objects.owned_by(fatima).present().order_by("created_at"))
    link, scene.secrets["shared"] = links.make_link(
        fatima,
        title="Coördinator toezicht bij een waterschap",
        introduction="Ik werk elf jaar op straat. Hieronder staat per eis wat ik kan laten zien.",
        demands=["U heeft ervaring met toezicht in de openbare ruimte", "U werkt goed samen met partners"],
        days=30,
        by=fatima,
    )
    first, second = link.demands.all()
    for item in items[:2]:
        links.put_on_link(link.pk, item_id=item.pk, demand_id=first.pk, by=fatima)
    links.put_on_link(link.pk, item_id=items[-1].pk, demand_id=second.pk, by=fatima)
    named_readers.share_with_person(items[0].pk, email=karin.email, by=fatima)
    links.read_link(link, by=None)
    taking_along.ask_export(fatima, by=fatima)
