"""A course as its follower sees it: how far the practice is, and what is still missing for the badge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _

from credentials.models import Badge
from evc.programmes.models import Enrolment
from evc.programmes.selectors import enrolments_of, rules_of
from foundation.people.models import Person
from frontend import coverage
from frontend.practice import LAST, EntryLine, lines_of
from frontend.practice_words import note_of, rules_sentences
from portfolio.models import Repetition
from portfolio.selectors import CountedLog, counted_courses


@dataclass(frozen=True, slots=True)
class CourseCard:
    """``rules`` is what the course asks of the practice, a sentence each; ``missing`` what there still is to do."""

    enrolment: Enrolment
    done: int
    total: int
    words: str
    note: str
    rules: tuple[str, ...]
    last: UUID | None  # the newest entry, which +1 repeats
    entries: tuple[EntryLine, ...]
    badge: Badge | None

    @property
    def key(self) -> str:
        return str(self.enrolment.task_id)

    @property
    def title(self) -> str:
        return self.enrolment.version.title

    @property
    def is_practised(self) -> bool:
        return self.done >= self.total


def cards_of(person: Person, *, today: date) -> list[CourseCard]:
    """Every course that somebody follows or completed. Three queries, however many there are."""
    return cards_for(list(enrolments_of(person)), today=today)


def cards_for(enrolments: Sequence[Enrolment], *, today: date, most: int = LAST) -> list[CourseCard]:
    """``most`` entries each, the newest first."""
    counted = counted_courses({row.task_id: rules_of(row.version) for row in enrolments}, on=today)
    entries: dict[UUID | None, list[Repetition]] = defaultdict(list)
    for entry in _last_entries([row.task_id for row in enrolments], most):
        entries[entry.course_task_id].append(entry)
    keys = [row.badge_claim_key for row in enrolments if row.badge_claim_key]
    badges = {badge.claim_key: badge for badge in Badge.objects.filter(claim_key__in=keys)} if keys else {}
    return [
        _card(row, counted[row.task_id], entries[row.task_id], badges.get(row.badge_claim_key), most=most)
        for row in enrolments
    ]


def _last_entries(tasks: Sequence[UUID], most: int) -> Iterable[Repetition]:
    rank = Window(RowNumber(), partition_by=F("course_task"), order_by=[F("day").desc(), F("created_at").desc()])
    newest = Window(RowNumber(), partition_by=F("course_task"), order_by=[F("created_at").desc(), F("pk").desc()])
    ranked = Repetition.objects.filter(course_task__in=tasks).annotate(rank=rank, newest=newest)
    return ranked.filter(Q(rank__lte=most) | Q(newest=1)).order_by("-day", "-created_at")


def _card(
    enrolment: Enrolment, counted: CountedLog, entries: list[Repetition], badge: Badge | None, *, most: int
) -> CourseCard:
    count, own = counted.count, [entry for entry in entries if entry.corrects_id is None]
    newest = max(own, key=lambda entry: (entry.created_at, entry.pk), default=None)
    return CourseCard(
        enrolment=enrolment,
        done=count.confirmed,
        total=enrolment.version.required,
        words=coverage.practice_words(count),
        note=note_of(count),
        rules=rules_sentences(counted.rules),
        last=newest.pk if newest else None,
        entries=tuple(lines_of(entries[:most], counted.tally.verdicts)),
        badge=badge,
    )


def followed_words(enrolment: Enrolment) -> str:
    """Where the certificate stands."""
    if enrolment.followed_on:
        return _("%(organisation)s confirmed that you followed the course.") % {
            "organisation": enrolment.module.organisation.name
        }
    if enrolment.certificate is not None:
        return _("You showed “%(title)s”. %(organisation)s looks at it.") % {
            "title": enrolment.certificate.title,
            "organisation": enrolment.module.organisation.name,
        }
    return _("Show your certificate, or ask %(organisation)s to say that you followed the course.") % {
        "organisation": enrolment.module.organisation.name
    }
