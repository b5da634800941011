"""Testimonies: a named referee is asked by mail, answers without an account, and signs by the link and the time."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from evc.standards.models import WorkProcess
from foundation.addresses import public_address
from foundation.audit.services import record
from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.jobs.mail import queue_mail
from foundation.people.cleaning import clean_address, clean_name
from foundation.people.links import new_secret, secret_hash
from foundation.people.models import Person
from portfolio import rules
from portfolio.models import EvidenceItem, EvidenceKind, EvidenceLink, Testimony, TestimonyRequest
from portfolio.services.freezing import canonical_json
from portfolio.testimonies import ABOUT, ANSWERS

LINK_DAYS = 42
REMIND_AFTER_DAYS = 10
MOST_OPEN = 20  # requests of one person at a time: mail to strangers has a bound
DRAFT_PARTS = (*ANSWERS, *ABOUT, "has_tie", "tie")
_LONGEST = {"name": 200, "function": 200, "has_tie": 3, "tie": 500, "when": 500, "how_often": 500}
_TEXT = 5000  # characters of an answer


@transaction.atomic
def ask_testimony(
    owner: Person,
    *,
    name: str,
    email: str,
    function: str,
    question: str,
    work_processes: Iterable[WorkProcess] = (),
    language: str = "",
    by: Person,
) -> TestimonyRequest:
    """Mail a named referee a link to a page of questions. Raises InvalidInput, OwnAddress, or WrongState for too many."""
    rules.require_owner(owner.pk, by)
    name, email = clean_name(name), clean_address(email)
    rules.require_another_address(owner, email, field="email")
    _require_texts({"function": function, "question": question}, _ASKED)
    Person.objects.select_for_update().get(pk=owner.pk)  # two at once are counted one after another
    if TestimonyRequest.objects.visible_to(owner).open().count() >= MOST_OPEN:
        raise WrongState(
            gettext_lazy("You wait for %(most)s testimonies already. End one first, or wait for an answer.")
            % {"most": MOST_OPEN},
            code="portfolio.testimonies-full",
        )
    secret = new_secret()
    request = TestimonyRequest.objects.create(
        owner=owner,
        referee_name=name,
        referee_email=email,
        referee_function=function.strip(),
        question=question.strip(),
        language=language or settings.LANGUAGE_CODE,
        token_hash=secret_hash(secret),
        expires_at=timezone.now() + timedelta(days=LINK_DAYS),
    )
    request.work_processes.set(work_processes)
    record("testimony.asked", on=request, by=by)
    _mail(request, "testimony_asked", secret)
    return request


@transaction.atomic
def revoke_testimony(request_id: UUID, *, by: Person) -> TestimonyRequest:
    """End the link of a request that was not answered. What the referee typed so far goes."""
    request = TestimonyRequest.objects.select_for_update().get(pk=request_id)
    rules.require_owner(request.owner_id, by)
    if request.answered_at is not None:
        raise WrongState(gettext_lazy("This was answered already."), code="portfolio.testimony-signed")
    if request.revoked_at is None:
        request.revoked_at, request.draft = timezone.now(), {}
        request.save(update_fields=["revoked_at", "draft"])
        record("testimony.revoked", on=request, by=by)
    return request


def find_testimony_request(secret: str) -> TestimonyRequest | None:
    """The request of a mailed link: one that can be answered, or one that was signed or declined while the link lasts."""
    found = TestimonyRequest.objects.filter(revoked_at=None, expires_at__gt=timezone.now()).filter(_of(secret))
    return found.select_related("owner", "testimony").first()


@transaction.atomic
def save_testimony_draft(
    secret: str, parts: Mapping[str, str], *, on_device_of: Collection[UUID] = ()
) -> TestimonyRequest:
    """Keep what the referee typed so far; ``parts`` are those of DRAFT_PARTS, the others stay as they are."""
    request = _open(secret, on_device_of)
    if unknown := set(parts) - set(DRAFT_PARTS):
        raise InvalidInput(gettext_lazy("There is no such field."), code="field-unknown", fields=sorted(unknown))
    _require_short(parts)
    request.draft = request.draft | {key: text.replace("\0", "") for key, text in parts.items()}
    request.save(update_fields=["draft"])
    return request


@transaction.atomic
def sign_testimony(secret: str, *, tie: str, on_device_of: Collection[UUID] = (), **texts: str) -> Testimony:
    """Take the answer as it is, for good: text, hash, time and address are kept, and it is evidence of the candidate's.

    ``texts`` are those of ANSWERS and ABOUT, none empty; ``tie`` is "" for none. Signing twice gives the first.
    """
    request = _open(secret, on_device_of, signed=True)
    if request.answered_at is not None:
        return request.testimony
    texts = {key: text.replace("\r\n", "\n").strip() for key, text in texts.items()}
    _require_texts(texts, _SIGNED)
    _require_short(texts | {"tie": tie})
    now = timezone.now()
    item = _item(request, texts["name"], now.date())
    text = canonical_json(_document(request, texts, tie=tie.strip(), signed_at=now.isoformat(timespec="seconds")))
    testimony = Testimony.objects.create(
        request=request,
        item=item,
        document=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        referee_email=request.referee_email,
        signed_at=now,
    )
    request.answered_at, request.draft = now, {}
    request.save(update_fields=["answered_at", "draft"])
    record("testimony.signed", on=testimony, by=None, request=request.pk, sha256=testimony.sha256, has_tie=bool(tie))
    _tell_candidate(request, "testimony_signed", path=f"/portfolio/items/{item.pk}")
    return testimony


@transaction.atomic
def decline_testimony(secret: str, *, because: str = "", on_device_of: Collection[UUID] = ()) -> TestimonyRequest:
    """The referee does not write one; a reason may be given. Declining twice is declining once."""
    request = _open(secret, on_device_of, declined=True)
    if request.declined_at is None:
        _require_short({"because": because})
        request.declined_at, request.declined_because, request.draft = (
            timezone.now(),
            because.replace("\0", "").strip(),
            {},
        )
        request.save(update_fields=["declined_at", "declined_because", "draft"])
        record("testimony.declined", on=request, by=None)
        _tell_candidate(request, "testimony_declined", path="/portfolio/testimonies")
    return request


def remind_referees(day: date) -> int:
    """Remind each referee who did not answer, once; gives how many. The link in the first mail keeps working."""
    asked_before = timezone.now() - timedelta(days=REMIND_AFTER_DAYS)
    waiting = TestimonyRequest.objects.open().filter(reminded_at=None, asked_at__lte=asked_before)
    return sum(_remind(pk) for pk in waiting.values_list("pk", flat=True))


@transaction.atomic
def _remind(request_id: UUID) -> bool:
    found = TestimonyRequest.objects.open().select_for_update().select_related("owner")
    request = found.filter(pk=request_id, reminded_at=None).first()
    if request is None:  # answered or reminded meanwhile
        return False
    secret = new_secret()
    request.reminder_token_hash, request.reminded_at = secret_hash(secret), timezone.now()
    request.save(update_fields=["reminder_token_hash", "reminded_at"])
    record("testimony.reminded", on=request, by=None)
    _mail(request, "testimony_reminder", secret)
    return True


def _of(secret: str) -> Q:
    hashed = secret_hash(secret)
    return Q(token_hash=hashed) | Q(reminder_token_hash=hashed)


def _open(
    secret: str, on_device_of: Collection[UUID], *, signed: bool = False, declined: bool = False
) -> TestimonyRequest:
    """The request, locked, when it can be answered; also one that was ``signed`` or ``declined`` where that is no harm."""
    request = (
        TestimonyRequest.objects.select_for_update(of=("self",)).select_related("owner").filter(_of(secret)).first()
    )
    if request is None or request.revoked_at is not None or request.expires_at <= timezone.now():
        raise NotFound(
            gettext_lazy("This link is unknown or has ended. Ask the person who sent it for a new one."),
            code="portfolio.link-ended",
        )
    rules.require_another_device(request.owner, on_device_of)
    if request.answered_at is not None and not signed:
        raise WrongState(gettext_lazy("You signed this already."), code="portfolio.testimony-signed")
    if request.declined_at is not None and not declined:
        raise WrongState(
            gettext_lazy("You declined this before. Ask for a new link if you want to write after all."),
            code="portfolio.testimony-declined",
        )
    return request


_ASKED = {
    "function": gettext_lazy("Say what this person's work is."),
    "question": gettext_lazy("Say what you want them to write about."),
}
_SIGNED = {
    "what": gettext_lazy("Write what you saw."),
    "when": gettext_lazy("Write when it was. A month or a period is enough."),
    "how_often": gettext_lazy("Write how often you saw it."),
    "how_well": gettext_lazy("Write how well it went, and what you saw that by."),
    "name": gettext_lazy("Write your name."),
    "function": gettext_lazy("Write what your work is."),
    "knows_how": gettext_lazy("Say how you know this person."),
}


def _require_texts(texts: dict[str, str], sentences: dict[str, Any]) -> None:
    if set(texts) != set(sentences):
        raise TypeError(f"needs the texts {', '.join(sentences)}")
    for key, sentence in sentences.items():
        if not texts[key].strip():
            raise InvalidInput(sentence, code="portfolio.testimony-incomplete", field=key)
    _require_short(texts)


def _require_short(texts: Mapping[str, str]) -> None:
    for key, text in texts.items():
        limit = _LONGEST.get(key, _TEXT)
        if len(text) > limit:
            raise InvalidInput(
                gettext_lazy("This is too long. Use at most %(limit)s characters.") % {"limit": limit},
                code="portfolio.too-long",
                field=key,
                limit=limit,
            )


def _document(request: TestimonyRequest, texts: dict[str, str], *, tie: str, signed_at: str) -> dict[str, Any]:
    return {
        "candidate": {"id": str(request.owner_id), "name": request.owner.name},
        "question": request.question,
        "work_processes": sorted(request.work_processes.values_list("code", flat=True)),
        "answers": {key: texts[key] for key in ANSWERS},
        "referee": {key: texts[key] for key in ABOUT} | {"email": request.referee_email, "tie": tie},
        "asked_at": request.asked_at.isoformat(timespec="seconds"),
        "signed_at": signed_at,
    }


def _item(request: TestimonyRequest, name: str, day: date) -> EvidenceItem:
    """The evidence that an answer becomes: private, until the candidate shares it."""
    with override(request.owner.language or settings.LANGUAGE_CODE):
        title = _("Testimony of %(name)s") % {"name": name}
    item = EvidenceItem.objects.create(
        owner=request.owner,
        kind=EvidenceKind.TESTIMONY,
        title=title[:300],
        what_it_shows=request.question,
        issued_on=day,
    )
    EvidenceLink.objects.bulk_create(
        EvidenceLink(item=item, work_process=work_process) for work_process in request.work_processes.all()
    )
    record("evidence.added", on=item, by=None, kind=item.kind)
    return item


def _mail(request: TestimonyRequest, template: str, secret: str) -> None:
    asked_in = f"?lang={request.language}" if request.language != settings.LANGUAGE_CODE else ""
    queue_mail(
        template,
        to=request.referee_email,
        language=request.language,
        key=f"{template}:{request.pk}",
        referee=request.referee_name,
        candidate=request.owner.name,
        question=request.question,
        link=public_address(f"/testimony/{secret}{asked_in}"),
        until=request.expires_at,
    )


def _tell_candidate(request: TestimonyRequest, template: str, *, path: str) -> None:
    queue_mail(
        template,
        to=request.owner.email,
        language=request.owner.language,
        key=f"{template}:{request.pk}",
        name=request.owner.name,
        referee=request.referee_name,
        link=public_address(path),
    )
