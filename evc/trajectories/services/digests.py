"""News by mail: what happened since the last one, at most one mail a day a person, or one a week, or none."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.trajectories.models import Digest, Participant, Trajectory
from evc.trajectories.selectors.happenings import Happening, HappeningCode, happenings
from evc.trajectories.selectors.resting import awake
from evc.trajectories.states import ENDED
from foundation.addresses import public_address
from foundation.audit import services as audit
from foundation.errors import InvalidInput
from foundation.jobs.mail import queue_mail
from foundation.people.models import Person

_BY_RHYTHM = {Digest.Rhythm.DAILY: timedelta(days=1), Digest.Rhythm.WEEKLY: timedelta(days=7)}
_GUIDED = (Participant.Part.CANDIDATE, Participant.Part.COACH)


@transaction.atomic
def set_digest(person: Person, *, rhythm: str, by: Person) -> Digest:
    """How often somebody wants the news; their own choice only."""
    if rhythm not in Digest.Rhythm.values or person.pk != by.pk:
        raise InvalidInput(_("Choose how often you want mail."), code="rhythm-unknown", field="rhythm")
    digest, _is_new = Digest.objects.get_or_create(person=person)
    if digest.rhythm != rhythm:
        digest.rhythm = rhythm
        digest.save(update_fields=["rhythm"])
        audit.record("digest.chosen", on=person, by=by, rhythm=rhythm)
    return digest


def readers() -> list[UUID]:
    """Whom news may be mailed: candidates and coaches of what is under way."""
    rows = Participant.objects.current().filter(part__in=_GUIDED, person__is_active=True)
    rows = rows.exclude(person__digest__rhythm=Digest.Rhythm.NEVER)
    rows = rows.filter(trajectory__in=_of_which_is_told(Trajectory.objects.all()).values("pk"))
    return list(rows.order_by().values_list("person", flat=True).distinct())


@transaction.atomic
def send_digest(person_id: UUID, *, day: date, now: datetime | None = None) -> bool:
    """Mail what happened since the last mail, if anything did; whether a mail was written.

    Safe to do twice and at the same time: the row is locked, and knows the day of its last mail.
    """
    now = now or timezone.now()
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        return False
    Digest.objects.get_or_create(person=person, defaults={"told_until": now - timedelta(days=1)})
    digest = Digest.objects.select_for_update().get(person=person)
    if not _is_due(digest, day):
        return False
    cases = list(_cases(person))
    news = happenings(cases, since=dict.fromkeys((row.pk for row in cases), digest.told_until), viewer=person)
    if not news:
        return False
    digest.told_until, digest.mailed_on = now, day
    digest.save(update_fields=["told_until", "mailed_on"])
    queue_mail(
        "digest",
        to=person.email,
        language=person.language,
        key=f"digest:{person.pk}:{day.isoformat()}",
        sender_name=cases[0].provider.name,
        name=person.name,
        sections=_sections(news, person),
        total=len(news),
        link=public_address("/news"),
        choice=public_address("/account/mail"),
    )
    return True


def _is_due(digest: Digest, day: date) -> bool:
    pause = _BY_RHYTHM.get(Digest.Rhythm(digest.rhythm))
    return pause is not None and (digest.mailed_on is None or day - digest.mailed_on >= pause)


def _of_which_is_told(rows: QuerySet[Trajectory]) -> QuerySet[Trajectory]:
    """Under way, and neither paused nor ended for silence: then nobody is mailed."""
    return awake(rows.exclude(state__in=ENDED), timezone.localdate())


def _cases(person: Person) -> Any:
    return (
        _of_which_is_told(Trajectory.objects.as_part(person, *_GUIDED))
        .select_related("candidate", "standard_version__standard", "provider")
        .order_by("pk")
    )


def _sections(news: list[Happening], person: Person) -> list[dict[str, Any]]:
    """Counts by trajectory: a mail says nothing of what is in a dossier."""
    counts: dict[UUID, Counter[str]] = {}
    cases: dict[UUID, Trajectory] = {}
    for each in news:
        cases[each.trajectory.pk] = each.trajectory
        counts.setdefault(each.trajectory.pk, Counter())[each.code.name.lower()] += 1
    return [
        {
            "who": "" if cases[pk].candidate_id == person.pk else cases[pk].candidate.name,
            "standard": cases[pk].standard_version.standard.title,
            **{code.name.lower(): counted[code.name.lower()] for code in HappeningCode},
        }
        for pk, counted in counts.items()
    ]
