"""Proposing trajectories to many at once, from the rows of a spreadsheet.

Who has an account and a place in the organisation gets the proposal. Somebody else is invited as a candidate of the provider
first; the proposal waits for that and is made when the invitation is accepted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.roles import Role
from evc.routes.models import Route
from evc.standards.models import CoreTask, StandardVersion
from evc.trajectories.models import BulkRun, InvitedProposal, Trajectory
from evc.trajectories.proposals import ProposedRow
from evc.trajectories.services.bulk import run_once
from evc.trajectories.services.request import request_trajectory
from foundation.audit import services as audit
from foundation.errors import ErkendError, InvalidInput, NotAllowed, WrongState
from foundation.people import services as people
from foundation.people.models import Organisation, Person
from foundation.people.selectors import person_with_address


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """A row, and why nothing can come of it; an empty ``problem``: it can be proposed, after an invitation or at once."""

    row: ProposedRow
    problem: str = ""
    invites: bool = False


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
                checked.append(_checked(row, provider, by))
            raise _Undone
    except _Undone:
        return checked


def propose_many(key: UUID, rows: Sequence[ProposedRow], *, provider: Organisation, by: Person) -> BulkRun:
    """Propose every row that can be, or invite who is not here yet; each candidate gets a mail and decides. The run says of
    each row what came of it; without a trajectory, somebody was invited."""
    by_number = {row.number: row for row in rows}

    def work(place: int) -> Trajectory | None:
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


@transaction.atomic
def propose_to_invited(invitation: UUID) -> None:
    """Their invitation was accepted: make what waited for it. By the job "trajectories.propose_to_invited".

    What can't be made any more keeps the sentence that says why, for the coordinator. A retry finds nothing that waits.
    """
    waiting = InvitedProposal.objects.select_for_update(of=("self",)).filter(invitation=invitation, settled_at=None)
    for proposal in waiting.select_related("invitation__organisation", "invitation__accepted_by", "asked_by"):
        accepted_by = proposal.invitation.accepted_by
        if accepted_by is None:
            return
        wanted = _Wanted(proposal.standard, proposal.route, proposal.client, proposal.units)
        try:
            with transaction.atomic():
                proposal.trajectory = _request(accepted_by, wanted, proposal.invitation.organisation, proposal.asked_by)
        except ErkendError as error:
            proposal.problem = str(error.message)
        proposal.settled_at = timezone.now()
        proposal.save(update_fields=["trajectory", "problem", "settled_at"])
        if proposal.problem:
            audit.record("proposal.not-made", on=proposal, by=None)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is proposed, as it was named."""

    standard: str
    route: str
    client: str
    units: str


def _checked(row: ProposedRow, provider: Organisation, by: Person) -> CheckedRow:
    try:
        with transaction.atomic():
            return CheckedRow(row, invites=_propose(row, provider, by) is None)
    except ErkendError as error:
        return CheckedRow(row, str(error.message))


def _propose(row: ProposedRow, provider: Organisation, by: Person) -> Trajectory | None:
    """None: this person was invited, and the proposal waits."""
    if not by.holds(Role.COORDINATOR, provider):
        raise NotAllowed(_("Only an EVC coordinator of the provider can do this."))
    wanted = _Wanted(row.standard, row.route, row.client, row.units)
    candidate = person_with_address(row.email)
    client = _client(row.client, provider)
    if candidate is None or not candidate.memberships.current().filter(organisation__in=[client, provider]).exists():
        _invite(row, wanted, provider, by)
        return None
    return _request(candidate, wanted, provider, by)


def _invite(row: ProposedRow, wanted: _Wanted, provider: Organisation, by: Person) -> None:
    """As a candidate of the provider; an invitation that is open already is not mailed again.

    Under the name of the file: whether the address has an account elsewhere, and under which name, is not told here.
    """
    if not row.name:
        raise _wrong(
            _("Nobody with the address %(address)s takes part here yet. Fill in a name to invite this person."),
            address=row.email,
        )
    _units(wanted.units, _version(wanted.standard))
    _route(wanted.route, provider)
    had_link = set(provider.invitations.open().values_list("pk", flat=True))
    invitation = people.invite_to_role(provider, email=row.email, name=row.name, role=Role.CANDIDATE, by=by)
    proposal, is_new = InvitedProposal.objects.get_or_create(
        invitation=invitation, settled_at=None, **asdict(wanted), defaults={"asked_by": by}
    )
    if is_new:
        audit.record("proposal.waits", on=proposal, by=by, invitation=invitation.pk)
    elif invitation.pk in had_link:
        raise WrongState(_("This person was invited for this before, and did not answer yet."), code="invited-before")


def _request(candidate: Person, wanted: _Wanted, provider: Organisation, by: Person) -> Trajectory:
    version = _version(wanted.standard)
    return request_trajectory(
        candidate=candidate,
        client=_client(wanted.client, provider),
        provider=provider,
        standard_version=version,
        route=_route(wanted.route, provider),
        units=_units(wanted.units, version),
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
