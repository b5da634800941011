"""Reads over the queue and the outbox."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet

from foundation.jobs.models import Job, OutgoingMail


def mailbox(*, to: str = "") -> QuerySet[OutgoingMail]:
    """Every mail, newest first, or those to one address. Empty where the mailbox is not open to whoever runs this."""
    if not settings.ERKEND_MAILBOX:
        return OutgoingMail.objects.none()
    mails = OutgoingMail.objects.all()
    return mails.filter(to=to.strip().lower()) if to.strip() else mails


def oldest_due(now: datetime) -> datetime | None:
    """Since when the oldest job that nobody picked up has been due; None: no job waits."""
    due = Job.objects.filter(state=Job.State.WAITING, run_after__lte=now).order_by("run_after")
    return due.values_list("run_after", flat=True).first()
