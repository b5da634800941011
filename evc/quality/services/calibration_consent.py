"""The candidate decides whether a dossier of theirs may be used to calibrate, and what of it."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from evc.quality import calibration_mails as mails
from evc.quality.models import CalibrationConsent, CalibrationRound
from evc.quality.models.calibration import DAYS_AFTER, RoundState
from evc.quality.services.calibrating import forget_dossier, locked_round
from foundation.audit import services as audit
from foundation.errors import InvalidInput, WrongState
from foundation.people.models import Person
from portfolio.services.covered_dossiers import OfferedItem, covered_document, offered_items

Answer = CalibrationConsent.Answer


def consent_sentences(found: CalibrationRound) -> list[str]:
    """What the candidate says yes to, in the language of the moment; ``agree_calibration`` keeps it as it was read."""
    readers = [row.assessor.name for row in found.participants.select_related("assessor").order_by("assessor__name")]
    facts = {
        "organisation": found.organisation.name,
        "officer": found.asked_by.name,
        "readers": ", ".join(readers),
        "until": date_format(found.due_on, "j F Y"),
        "days": DAYS_AFTER,
    }
    return [
        _("%(organisation)s uses the items that you choose to practise: assessors score them alone and compare.")
        % facts,
        _("These people read them, without your name: %(readers)s. They had no part in your trajectory.") % facts,
        _("Your result does not change by it, whatever they find.") % facts,
        _(
            "It is planned until %(until)s. The dossier can be read until %(days)s days after %(officer)s closes the round."
        )
        % facts,
        _("You can take this back at any moment. From then on nobody can read the dossier any more.") % facts,
    ]


@transaction.atomic
def agree_calibration(
    round_id: UUID, *, items: Collection[UUID], nobody_in: Collection[UUID] = (), by: Person
) -> CalibrationRound:
    """Choose what may be read. ``nobody_in``: files of which the candidate says that nobody can be known from them.

    A file in which nothing is covered and of which that was not said can't go along. Raises NotFound, WrongState,
    InvalidInput.
    """
    found = _asked(round_id, by)
    offered = [row for row in offered_items(found.manifest) if row.item.id in set(items)]
    _require_covered(offered, nobody_in)
    document = covered_document(found.manifest, [row.item.id for row in offered], name=by.name)
    consent = found.consent
    consent.answer, consent.answered_at = Answer.YES, timezone.now()
    consent.text = "\n".join(consent_sentences(found))
    consent.document, consent.sha256 = document, hashlib.sha256(document.encode()).hexdigest()
    consent.save()
    audit.record("calibration.agreed", on=found, by=by, items=len(offered), sha256=consent.sha256)
    mails.tell_answer(found)
    return found


@transaction.atomic
def refuse_calibration(round_id: UUID, *, by: Person) -> CalibrationRound:
    """No reason is asked, and this candidate is not asked again for this trajectory. Raises NotFound, WrongState."""
    found = _asked(round_id, by)
    found.consent.answer, found.consent.answered_at = Answer.NO, timezone.now()
    found.consent.save(update_fields=["answer", "answered_at"])
    found.stopped_at = timezone.now()
    found.save(update_fields=["stopped_at"])
    audit.record("calibration.refused", on=found, by=by)
    mails.tell_answer(found)
    return found


@transaction.atomic
def withdraw_calibration(round_id: UUID, *, by: Person) -> CalibrationRound:
    """At any moment. Nobody can read the dossier any more; scores that were given stay. Twice is once.

    A round that was not opened yet is stopped by it. Raises NotFound, WrongState.
    """
    found = locked_round(CalibrationRound.objects.about(by), round_id)
    if found.consent.answer != Answer.YES:
        raise WrongState(_("You did not agree to this, so there is nothing to take back."), code="nothing-agreed")
    if found.consent.withdrawn_at is None:
        let_go_of_dossier(found)
        audit.record("calibration.consent-withdrawn", on=found, by=by)
        mails.tell_answer(found)
    return found


def let_go_of_dossier(found: CalibrationRound) -> None:
    """What a withdrawal does, for whoever takes it back and for an erasure."""
    forget_dossier(found)
    found.consent.withdrawn_at = timezone.now()
    found.consent.save(update_fields=["withdrawn_at"])
    if found.opened_at is None and found.stopped_at is None:
        found.stopped_at = timezone.now()
        found.save(update_fields=["stopped_at"])


def forget_old_dossiers(day: date) -> int:
    """Empty what was shown of rounds that were closed long enough before this day; gives how many."""
    old = CalibrationConsent.objects.exclude(document="").filter(
        round__closed_at__date__lt=day - timedelta(days=DAYS_AFTER)
    )
    return old.update(document="")


def _asked(round_id: UUID, by: Person) -> CalibrationRound:
    found = locked_round(CalibrationRound.objects.about(by), round_id)
    if found.state != RoundState.ASKED:
        raise WrongState(
            _("You answered this before, or it is not needed any more. Load the page again."), code="answered-already"
        )
    return found


def _require_covered(offered: Sequence[OfferedItem], nobody_in: Collection[UUID]) -> None:
    if not offered:
        raise InvalidInput(
            _("Choose at least one item, or say that you would rather not."), code="nothing-chosen", field="items"
        )
    said = set(nobody_in)
    open_ones = [row.item.title for row in offered if any(file.id not in said for file in row.uncovered)]
    if open_ones:
        message = _("Cover names and faces in %(items)s first, or say that nobody can be known from it.")
        raise InvalidInput(message % {"items": ", ".join(open_ones)}, code="not-covered", field="items")
