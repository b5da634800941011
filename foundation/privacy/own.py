"""What stands left of this room and can't know it: accounts, and mail."""

from __future__ import annotations

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.jobs.models import OutgoingMail
from foundation.people.models import ApiToken, Invitation, Person
from foundation.people.roles import ADMINISTRATOR
from foundation.privacy.registry import GONE, Erasure, Sentence, Steward, register


def _obstacles(person: Person) -> Iterator[Sentence]:
    for organisation in person.organisations_as(ADMINISTRATOR):
        others = organisation.memberships.current().with_role(ADMINISTRATOR).exclude(person=person)
        if not others.exists():
            yield _("You are the only administrator of %(organisation)s. Make somebody else administrator first.") % {
                "organisation": organisation.name
            }


def erase_mail(erasure: Erasure) -> None:
    """Mail to the person goes; in mail to others their name does, in what is still to be sent as well."""
    addressed = Q()
    for word in erasure.words:
        addressed |= Q(to__iexact=word)
    OutgoingMail.objects.filter(addressed).delete()
    for mail in OutgoingMail.objects.exclude(text="", html="", subject="").iterator(chunk_size=200):
        if any(erasure.is_named_in(text) for text in (mail.subject, mail.text, mail.html, mail.sender_name)):
            mail.subject, mail.text = erasure.without_name(mail.subject), erasure.without_name(mail.text)
            mail.html, mail.sender_name = erasure.without_name(mail.html), erasure.without_name(mail.sender_name)
            mail.save(update_fields=["subject", "text", "html", "sender_name"])


def erase_account(erasure: Erasure) -> None:
    """Roles, addresses, tokens, invitations and sessions end; the row stays, emptied."""
    person, now = erasure.person, timezone.now()
    person.memberships.current().update(ended_at=now)
    invited = Q(accepted_by=person)
    for word in erasure.words:
        invited |= Q(email__iexact=word)
    Invitation.objects.filter(invited).delete()
    ApiToken.objects.filter(person=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    for session in Session.objects.iterator(chunk_size=500):
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()
    person.name, person.email, person.language = GONE, f"{person.pk}@erased.invalid", ""
    person.is_active = person.is_staff = person.is_superuser = False
    person.last_login = None
    person.set_unusable_password()
    person.save()


register(
    Steward(
        app="jobs",
        rank=5,
        erase=erase_mail,
        goes=[_("The mail that we sent you, and your name in mail to others that we still have.")],
    )
)
register(
    Steward(
        app="people",
        rank=0,
        erase=erase_account,
        obstacles=_obstacles,
        goes=[_("Your account: name, e-mail addresses, roles, tokens. You can't sign in any more.")],
        stays=lambda person: [
            _("The log of what happened: it holds numbers instead of names, so that nobody can tamper with it.")
        ],
    )
)
