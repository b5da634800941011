"""Courses in the scene: one that is followed with a certificate that waits, one that is offered, one that is retired."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from evc.programmes import services as programmes
from evc.programmes.models import Enrolment, Module
from portfolio import services as portfolio
from tests.factories.programmes import begun, confirmed, keeper_of, make_module, practised

if TYPE_CHECKING:
    from tests.scene import Scene

FOLLOWED, OFFERED, RETIRED = "Veilig een straat afzetten", "Rustig blijven bij ruzie", "Vroeger: fietsen tellen"


def follow_courses(scene: Scene) -> None:
    provider, person = scene.organisations["de-brug"], scene.people["building"]
    work = scene.cases["building"].standard_version.work_processes.earliest("position")
    version = make_module(provider, title=FOLLOWED, practised=work, task="Een straat afzetten", required=5)
    make_module(provider, title=OFFERED, practised=work, task="Een ruzie sussen", least_witnesses=2, required=3)
    retired = make_module(provider, title=RETIRED, practised=work)
    programmes.retire_module(retired.module_id, by=keeper_of(provider))
    enrolment = begun(version, person)
    confirmed(enrolment, 2, witness="uitvoerder@waterrijk.example")
    practised(enrolment, 1, witness="uitvoerder@waterrijk.example")
    item = portfolio.add_item(
        person, kind="certificate", title="Certificaat veilig afzetten", issued_on=date(2026, 1, 20), by=person
    )
    programmes.show_certificate(enrolment.pk, item=item.pk, by=person)


def module_called(title: str) -> Module:
    return Module.objects.get(versions__title=title)


def followed_by(scene: Scene, who: str) -> Enrolment:
    return Enrolment.objects.get(person=scene.people[who])
