"""The mails of this room."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from credentials.models import Badge
from evc.programmes.models import Enrolment
from foundation.addresses import public_address
from foundation.jobs.mail import queue_mail


def tell_badge(enrolment: Enrolment, badge: Badge) -> None:
    _mail("course_badge", enrolment, key=str(enrolment.pk), link=public_address(f"/badges/{badge.pk}"))


def tell_certificate_turned_down(enrolment: Enrolment) -> None:
    """Why is read on the page; a second certificate that is turned down is told as well."""
    _mail(
        "course_certificate",
        enrolment,
        key=f"{enrolment.pk}:{timezone.now().isoformat()}",
        link=public_address(f"/courses/{enrolment.module_id}"),
    )


def _mail(template: str, enrolment: Enrolment, *, key: str, **context: Any) -> None:
    organisation, person = enrolment.module.organisation, enrolment.person
    queue_mail(
        template,
        to=person.email,
        language=person.language,
        key=f"{template}:{key}",
        sender_name=organisation.name,
        name=person.name,
        organisation=organisation.name,
        course=enrolment.version.title,
        **context,
    )
