"""Proposing trajectories to many at once, from the rows of a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.roles import Role
from evc.routes.models import Route
from evc.standards.models import CoreTask, StandardVersion
from evc.trajectories.models import BulkRun, Trajectory
from evc.trajectories.proposals import ProposedRow
from evc.trajectories.services.bulk import run_once
from evc.trajectories.services.request import request_trajectory
from foundation.errors import ErkendError, InvalidInput, NotAllowed
from foundation.people.models import Organisation, Person
from foundation.people.selectors import person_with_address


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row, and why nothing can come of it; an empty ``problem``: it can be proposed."""

    row: ProposedRow
    problem: str = ""


class _Undone(Exception):
    """Takes back what a check made."""


def check_rows(rows: Sequence[ProposedRow], *, provider: Organisation, by: Person) -> list[CheckedRow]:
    """Whether each row could be proposed now, in the order of the file; nothing is kept."""
    checked: list[CheckedRow] = []
    try:
        with (
            transaction.atomic()
        ):  # what comes first counts for what follows: the same twice is a problem of the second
            for row in rows:
                checked.append(CheckedRow(row, _problem_of(row, provider, by)))
            raise _Undone
    except _Undone:
        return checked


def propose_many(key: UUID, rows: Sequence[ProposedRow], *, provider: Organisation, by: Person) -> BulkRun:
    """Propose every row that can be; each candidate gets a mail and decides. The run says of each row what came of it."""
    by_number = {row.number: row for row in rows}

    def work(place: int) -> Trajectory:
        return _propose(by_number[place], provider, by)

    return run_once(
        key,
        act=BulkRun.Act.PROPOSE,
        places=sorted(by_number),
        chosen=sorted(by_number),
        work=work,
        about=lambda place: None,
        by=by,
    )


def _problem_of(row: ProposedRow, provider: Organisation, by: Person) -> str:
    try:
        with transaction.atomic():
            _propose(row, provider, by)
    except ErkendError as error:
        return str(error.message)
    return ""


def _propose(row: ProposedRow, provider: Organisation, by: Person) -> Trajectory:
    if not by.holds(Role.COORDINATOR, provider):
        raise NotAllowed(_("Only an EVC coordinator of the provider can do this."))
    candidate = person_with_address(row.email)
    if candidate is None:
        raise _wrong(
            _("Nobody with the address %(address)s has an account. Invite this person first."), address=row.email
        )
    version = _version(row.standard)
    return request_trajectory(
        candidate=candidate,
        client=_client(row.client, provider),
        provider=provider,
        standard_version=version,
        route=_route(row.route, provider),
        units=_units(row.units, version),
        by=by,
    )


def _version(code: str) -> StandardVersion:
    """The newest version that holds today, by the code of the standard or by its key."""
    named = Q(standard__code__iexact=code) | Q(standard__key__iexact=code)
    holds = Q(valid_from=None) | Q(valid_from__lte=timezone.localdate())
    found = StandardVersion.objects.filter(named, holds).select_related("standard")
    newest = found.order_by(F("valid_from").desc(nulls_last=True), "-label").first() if code else None
    if newest is None:
        raise _wrong(_("There is no standard with the code %(code)s."), code=code)
    return newest


def _route(name: str, provider: Organisation) -> Route:
    fits = Q(key__iexact=name) | Q(name_nl__iexact=name) | Q(name_en__iexact=name) | Q(label__iexact=name)
    found = Route.objects.offered_by(provider).filter(fits).order_by("position").first()
    if found is None:
        raise _wrong(_("There is no route that is called %(name)s."), name=name)
    return found


def _client(name: str, provider: Organisation) -> Organisation:
    if not name:
        return provider
    found = Organisation.objects.filter(Q(slug__iexact=name) | Q(name__iexact=name)).first()
    if found is None:
        raise _wrong(_("There is no organisation that is called %(name)s."), name=name)
    return found


def _units(text: str, version: StandardVersion) -> list[CoreTask]:
    wanted = text.replace(",", " ").split()
    known = {task.code.casefold(): task for task in version.core_tasks.all()}
    missing = [code for code in wanted if code.casefold() not in known]
    if missing:
        raise _wrong(_("This standard has no part %(codes)s."), codes=", ".join(missing))
    return [known[code.casefold()] for code in dict.fromkeys(wanted)]


def _wrong(message: str, **names: Any) -> InvalidInput:
    return InvalidInput(message % names, code="row-wrong")
