"""A ZIP that a person sends: looked into at once, taken in by a job, and what came of it told."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import PurePath
from typing import BinaryIO
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from foundation.addresses import public_address
from foundation.audit.services import record
from foundation.errors import InvalidInput, NotFound, WrongState
from foundation.jobs.mail import queue_mail
from foundation.jobs.services import enqueue
from foundation.people.models import Person
from portfolio import rules
from portfolio.models import PortfolioExport, PortfolioImport
from portfolio.services.files import store
from portfolio.taking_along.importing import import_portfolio
from portfolio.taking_along.opening import opened

GIVEN_UP_AFTER = timedelta(days=1)
KEPT_DAYS = 30  # what is told of an import


def ask_import(owner: Person, *, source: BinaryIO, name: str, by: Person) -> PortfolioImport:
    """Have a ZIP taken in. What can be seen to be wrong is refused at once, the rest by the job.

    ``source`` can be searched. Raises InvalidInput with a sentence, WrongState while another is being taken in.
    """
    rules.require_owner(owner.pk, by)
    _require_none_waiting(owner)
    with opened(source):
        pass  # its form is right
    source.seek(0)
    kept = store().put(owner.pk, source, limit_bytes=settings.ERKEND_MAX_IMPORT_BYTES)
    name = PurePath(name.replace("\\", "/")).name[:255] or "portfolio.zip"
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=owner.pk)
        _require_none_waiting(owner)
        asked = PortfolioImport.objects.create(owner=owner, name=name, sha256=kept.sha256, size=kept.size)
        record("portfolio.import-asked", on=asked, by=by, sha256=kept.sha256)
        enqueue("portfolio.take_in", key=asked.pk, asked=asked.pk)
    return asked


def take_in(import_id: UUID) -> None:
    """Take in what was sent, and tell. Safe to do twice: what came of it is written with what was taken in."""
    asked = PortfolioImport.objects.select_related("owner").filter(pk=import_id, state="waiting").first()
    if asked is None:
        return
    owner = asked.owner
    with translation.override(owner.language or settings.LANGUAGE_CODE):
        try:
            with store().open(owner.pk, asked.sha256) as source:
                import_portfolio(source, to=owner, by=owner, asked=asked)
        except (InvalidInput, NotFound) as error:
            _refuse(asked, str(error.message))
    _let_go(asked)
    _tell(asked)


def forget_imports(today: date) -> None:
    """What became of old ones is no longer told, and what was never taken in is given up."""
    PortfolioImport.objects.filter(finished_at__date__lt=today - timedelta(days=KEPT_DAYS)).delete()
    for asked in PortfolioImport.objects.filter(state="waiting", asked_at__lt=timezone.now() - GIVEN_UP_AFTER):
        asked.delete()  # the job tried as often as it may; the ZIP is in no row any more and is swept away


def _require_none_waiting(owner: Person) -> None:
    too_old = timezone.now() - GIVEN_UP_AFTER
    if PortfolioImport.objects.filter(owner=owner, state="waiting", asked_at__gte=too_old).exists():
        raise WrongState(
            _("Your last ZIP is still being taken in. Wait until that is done."), code="taking-along.under-way"
        )
    PortfolioImport.objects.filter(owner=owner, state="waiting").delete()


def _refuse(asked: PortfolioImport, sentence: str) -> None:
    asked.state, asked.finished_at, asked.problem = PortfolioImport.State.REFUSED, timezone.now(), sentence
    with transaction.atomic():
        asked.save(update_fields=["state", "finished_at", "problem"])
        record("portfolio.import-refused", on=asked, by=asked.owner)


def _let_go(asked: PortfolioImport) -> None:
    """The ZIP itself, unless the same bytes wait for something else."""
    owner, sha256 = asked.owner_id, asked.sha256
    used = PortfolioImport.objects.filter(owner=owner, sha256=sha256, state="waiting").exists()
    if used or PortfolioExport.objects.filter(owner=owner, sha256=sha256).exists():
        return
    if store().exists(owner, sha256):
        store().path(owner, sha256).unlink(missing_ok=True)


def _tell(asked: PortfolioImport) -> None:
    owner = asked.owner
    queue_mail(
        "import_ready",
        to=owner.email,
        language=owner.language,
        key=f"import_ready:{asked.pk}",
        name=owner.name,
        is_refused=asked.state == PortfolioImport.State.REFUSED,
        link=public_address("/account/portfolio"),
    )
