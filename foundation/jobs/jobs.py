"""The jobs of this room."""

from __future__ import annotations

from foundation.jobs import mail as mails
from foundation.jobs.registry import job


@job("jobs.send_mail")
def send_mail(mail: str) -> None:
    mails.send(mail)
