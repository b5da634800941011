"""Mail: written first, sent by a job. The row is the outbox, which ``/mailbox`` shows in the embedded set-up."""

from __future__ import annotations

from email.utils import formataddr, parseaddr
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.backends.django import Template
from django.template.context import make_context
from django.template.loader import get_template, select_template
from django.utils import timezone, translation

from foundation.jobs.models import OutgoingMail
from foundation.jobs.services import enqueue

_SUBJECT_LENGTH = 300


@transaction.atomic
def queue_mail(
    template: str, *, to: str, language: str, key: str, sender_name: str = "", calendar: str = "", **context: Any
) -> OutgoingMail:
    """Write a mail in its reader's language and ask for its sending, once per key.

    ``mail/<template>.txt`` holds the subject on its first line and the text below it. Its HTML has the same words: they are
    set in ``mail/base.html``, unless a ``mail/<template>.html`` says more. Links come as absolute addresses.
    ``language`` may be empty (a person who chose none). ``calendar``: an iCalendar object that a mail program offers to take
    over (RFC 6047); it goes along as a file.
    """
    if mail := OutgoingMail.objects.filter(key=key).first():
        return mail
    known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(known):
        subject, text = _text(template, context)
        html = select_template([f"mail/{template}.html", "mail/base.html"]).render(
            context | {"subject": subject, "text": text, "language": known, "sender_name": sender_name}
        )
    mail, _made = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "sender_name": _one_line(sender_name)[:200],
            "subject": subject,
            "text": text,
            "html": html,
            "language": known,
            "calendar": calendar,
        },
    )
    enqueue("jobs.send_mail", key=mail.pk, mail=mail.pk)
    return mail


def send(mail_id: UUID | str) -> None:
    """Hand a mail to the mail server, once. The fixed Message-ID lets a receiver drop the copy of a cut-off attempt.

    Where no mailbox is shown the text is let go after sending: it holds links that open something.
    """
    mail = OutgoingMail.objects.get(pk=mail_id)
    if mail.sent_at is not None:
        return
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    message = EmailMultiAlternatives(
        subject=mail.subject,
        body=mail.text,
        from_email=formataddr((mail.sender_name or name, address)),
        to=[mail.to],
        headers={
            "Message-ID": f"<{mail.pk}@{address.rpartition('@')[2]}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": mail.language,
        },
    )
    message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        message.attach("afspraak.ics", mail.calendar.encode(), f'text/calendar; method="{_method_of(mail.calendar)}"')
    message.send()
    mail.sent_at = timezone.now()
    if not settings.ERKEND_MAILBOX:
        mail.text = mail.html = mail.calendar = ""
    mail.save(update_fields=["sent_at", "text", "html", "calendar"])


def _method_of(calendar: str) -> str:
    """What the receiver is asked: "REQUEST" or "CANCEL"; the mail's own header repeats it (RFC 6047, 2.4)."""
    return next((line[7:] for line in calendar.splitlines() if line.startswith("METHOD:")), "PUBLISH")


def _text(template: str, context: dict[str, Any]) -> tuple[str, str]:
    """Subject and text. Plain text is not HTML: nothing is escaped in it."""
    found = get_template(f"mail/{template}.txt")
    assert isinstance(found, Template)
    plain = make_context(context, autoescape=False)
    subject, _break, text = found.template.render(plain).strip().partition("\n")
    return _one_line(subject)[:_SUBJECT_LENGTH], text.strip() + "\n"


def _one_line(text: str) -> str:
    """Without line breaks, which would begin another header, or other characters that can't be seen."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
