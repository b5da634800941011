"""Who may do what in a trajectory. ``standing`` asks the database once; every rule below it is pure.

Independence (design.md, Always true 1; domain facts 17 and 18): whoever coached here, even if that ended, never assesses
or releases here; the candidate has no other part; two seats are two persons.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from evc.roles import Role
from evc.trajectories.models import Participant, State, Trajectory
from foundation.errors import NotAllowed

if TYPE_CHECKING:
    from foundation.people.models import Person

Part = Participant.Part

# The role that a membership gives before somebody can have a part: a manager's in the client, others' in the provider.
ROLE_FOR_PART = {
    Part.COACH: Role.COACH,
    Part.ASSESSOR: Role.ASSESSOR,
    Part.QUALITY_OFFICER: Role.QUALITY_OFFICER,
    Part.MANAGER: Role.MANAGER,
}


_ASSESSES = frozenset({Part.ASSESSOR, Part.THIRD_ASSESSOR})
_DECLARES = _ASSESSES | {Part.APPEAL_ASSESSOR}
# Whoever had one of these once doesn't get it a second time in the same trajectory.
_ONCE = _DECLARES | {Part.APPEAL_OFFICER}


class Obstacle(StrEnum):
    """Why a person can't have a part in this trajectory."""

    IS_CANDIDATE = "is-candidate"
    COACHED = "coached"
    ASSESSED = "assessed"
    CHECKS_QUALITY = "checks-quality"
    IS_MANAGER = "is-manager"
    LOOKED_AGAIN = "looked-again"
    HAS_SEAT = "has-seat"
    HAS_PART = "has-part"
    MANAGES_CANDIDATE = "manages-candidate"
    NO_EXPERTISE = "no-expertise"

    @property
    def sentence(self) -> Promise:
        return _SENTENCES[self]


_SENTENCES = {
    Obstacle.IS_CANDIDATE: _("This person is the candidate. Choose somebody else."),
    Obstacle.COACHED: _(
        "This person coached the candidate in this trajectory and is not independent. Choose somebody else."
    ),
    Obstacle.ASSESSED: _("This person is or was an assessor in this trajectory. Choose somebody else."),
    Obstacle.CHECKS_QUALITY: _("This person is or was the quality officer in this trajectory. Choose somebody else."),
    Obstacle.IS_MANAGER: _("This person takes part as the candidate's manager. Choose somebody else."),
    Obstacle.LOOKED_AGAIN: _("This person takes or took part in an appeal here. Choose somebody else."),
    Obstacle.HAS_SEAT: _("This person has the other seat already. Two assessors are two people: choose somebody else."),
    Obstacle.HAS_PART: _("This person has this part already."),
    Obstacle.MANAGES_CANDIDATE: _("This person is or was the candidate's manager. Choose somebody else."),
    Obstacle.NO_EXPERTISE: _(
        "Nothing says today that this person is expert in this standard. Record the expertise first, or choose somebody else."
    ),
}


class Caution(StrEnum):
    """What does not forbid a part, but has to be weighed: the coordinator says why it is done all the same."""

    SAME_TEAM = "same-team"
    COACHED_BEFORE = "coached-before"
    ASSESSED_BEFORE = "assessed-before"
    MANAGER_THERE = "manager-there"
    EXPERTISE_ENDS = "expertise-ends"

    @property
    def sentence(self) -> Promise:
        return _CAUTIONS[self]


_CAUTIONS = {
    Caution.SAME_TEAM: _("Works in the same team as the candidate."),
    Caution.COACHED_BEFORE: _("Coached this candidate in another trajectory."),
    Caution.ASSESSED_BEFORE: _("Assessed this candidate in another trajectory."),
    Caution.MANAGER_THERE: _("Is a manager in the candidate's organisation."),
    Caution.EXPERTISE_ENDS: _("The recorded expertise ends before this trajectory is due."),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is in one trajectory: parts now, parts ever, and whether they coordinate for its provider."""

    now: frozenset[str]
    ever: frozenset[str]
    coordinates: bool = False
    asked: bool = False  # it was this person who asked for the trajectory
    declared_no_ties: bool = False  # as an assessor, now


def standing(trajectory: Trajectory, person: Person) -> Standing:
    """Two queries, whatever is asked of it afterwards."""
    rows = list(trajectory.participants.filter(person=person).values_list("part", "ended_at", "no_ties_declared_at"))
    return Standing(
        now=frozenset(part for part, ended_at, _declared in rows if ended_at is None),
        ever=frozenset(part for part, _ended, _declared in rows),
        coordinates=person.holds(Role.COORDINATOR, trajectory.provider),
        asked=trajectory.requested_by_id == person.pk,
        declared_no_ties=any(part in _DECLARES and ended is None and at for part, ended, at in rows),
    )


def obstacle_to(part: str, *, now: frozenset[str], ever: frozenset[str]) -> Obstacle | None:
    """Why somebody with these parts (now, and ever) can't become ``part`` as well; None when nothing stands in the way."""
    if Part.CANDIDATE in ever:
        return Obstacle.IS_CANDIDATE
    if part in now:
        return Obstacle.HAS_SEAT if part == Part.ASSESSOR else Obstacle.HAS_PART
    # A seat that was given up stays given up: the reason may have been a tie, and nobody has to tell it.
    order = (
        (Part.COACH, Obstacle.COACHED),
        (Part.ASSESSOR, Obstacle.ASSESSED),
        (Part.THIRD_ASSESSOR, Obstacle.ASSESSED),
        (Part.QUALITY_OFFICER, Obstacle.CHECKS_QUALITY),
        (Part.MANAGER, Obstacle.IS_MANAGER),
        (Part.APPEAL_ASSESSOR, Obstacle.LOOKED_AGAIN),
        (Part.APPEAL_OFFICER, Obstacle.LOOKED_AGAIN),
    )
    for other, obstacle in order:
        if other in ever and (other != part or part in _ONCE):
            return obstacle
    return None


def is_independent(who: Standing) -> bool:
    """Whether this person never was candidate, coach or manager here, and so may assess or release."""
    return not who.ever & {Part.CANDIDATE, Part.COACH, Part.MANAGER}


def may_coordinate(who: Standing) -> bool:
    """A coordinator of the provider; nobody coordinates their own trajectory."""
    return who.coordinates and Part.CANDIDATE not in who.ever


def is_candidate(who: Standing) -> bool:
    return Part.CANDIDATE in who.now


def may_start_intake(who: Standing, *, candidate_asked: bool) -> bool:
    """What somebody else proposed only the candidate can accept; what the candidate asked a coordinator starts."""
    return may_coordinate(who) if candidate_asked else is_candidate(who)


def may_fill_in_intake(who: Standing) -> bool:
    return is_candidate(who) or may_coordinate(who)


def may_withdraw(who: Standing, state: str) -> bool:
    """The candidate, without a reason; and whoever asked, as long as nobody accepted it."""
    return is_candidate(who) or (who.asked and state == State.REQUESTED)


def may_assess(who: Standing) -> bool:
    """An assessor who declared to have no ties, and never had another part here."""
    return (
        Part.ASSESSOR in who.now
        and who.declared_no_ties
        and is_independent(who)
        and Part.QUALITY_OFFICER not in who.ever
    )


def may_release(who: Standing) -> bool:
    """The quality officer of this trajectory, who never coached or assessed in it."""
    return Part.QUALITY_OFFICER in who.now and is_independent(who) and not who.ever & _ASSESSES


def may_score_again(who: Standing) -> bool:
    """An assessor in the appeal who declared to have no ties, and never was anything else here."""
    return Part.APPEAL_ASSESSOR in who.now and who.declared_no_ties and who.ever == {Part.APPEAL_ASSESSOR}


def may_decide_appeal(who: Standing) -> bool:
    """The quality officer in the appeal, who never was anything else here; so another than whoever released before."""
    return Part.APPEAL_OFFICER in who.now and who.ever == {Part.APPEAL_OFFICER}


def may_note_hours(who: Standing) -> bool:
    return is_candidate(who) or Part.COACH in who.now or may_coordinate(who)


def may_close(who: Standing) -> bool:
    """Whoever held the closing talk, or plans it."""
    return Part.COACH in who.now or may_coordinate(who)


def may_end(who: Standing, part: str, *, is_self: bool) -> bool:
    """Who may end somebody's part: the coordinator any but the candidate's; the candidate a coach or manager; oneself."""
    if part == Part.CANDIDATE:
        return False
    return may_coordinate(who) or is_self or (is_candidate(who) and part in {Part.COACH, Part.MANAGER})


def sees_more_than_status(who: Standing) -> bool:
    """Whoever takes part or coordinates; somebody who is only the manager reads dates and status (design.md).

    So does an assessor in an appeal: who scored before and what came of it would colour the second look.
    """
    return who.coordinates or bool(who.now - {Part.MANAGER, Part.APPEAL_ASSESSOR})


def may_read_intake(who: Standing) -> bool:
    """Why somebody wants this. The adapted conditions (``needs``) are for ``may_fill_in_intake`` alone."""
    return may_fill_in_intake(who) or Part.COACH in who.now


def may_read_coverage(who: Standing) -> bool:
    """The living portfolio: the candidate, and the coach for what is shared."""
    return is_candidate(who) or Part.COACH in who.now


def may_read_records(who: Standing) -> bool:
    """What was said or seen: those who score it and who checks that."""
    return may_assess(who) or may_release(who)


def require(allowed: bool, sentence: str) -> None:
    """Raises NotAllowed with the sentence."""
    if not allowed:
        raise NotAllowed(sentence)


def require_candidate(trajectory: Trajectory, person: Person) -> None:
    require(is_candidate(standing(trajectory, person)), _g("Only the candidate can do this."))


def require_coordinator(trajectory: Trajectory, person: Person) -> None:
    require(may_coordinate(standing(trajectory, person)), _g("Only an EVC coordinator of the provider can do this."))


def require_assessor(trajectory: Trajectory, person: Person) -> None:
    """An assessor who may open the dossier. Raises NotAllowed."""
    who = standing(trajectory, person)
    if Part.ASSESSOR in who.now and not who.declared_no_ties:
        raise _ties_unsaid()
    require(may_assess(who), _g("Only the assessors of this trajectory can do this."))


def require_appeal_assessor(trajectory: Trajectory, person: Person) -> None:
    """An assessor in the appeal who may open the dossier. Raises NotAllowed."""
    who = standing(trajectory, person)
    if Part.APPEAL_ASSESSOR in who.now and not who.declared_no_ties:
        raise _ties_unsaid()
    require(may_score_again(who), _g("Only the assessors in this appeal can do this."))


def require_appeal_officer(trajectory: Trajectory, person: Person) -> None:
    require(
        may_decide_appeal(standing(trajectory, person)),
        _g("Only the quality officer in this appeal, who took no part before, can do this."),
    )


def require_no_ties(seat: Participant) -> None:
    """Raises NotAllowed until it was declared in this seat."""
    if seat.no_ties_declared_at is None:
        raise _ties_unsaid()


def _ties_unsaid() -> NotAllowed:
    return NotAllowed(
        _g("Declare first that you have no ties with the candidate. Then the dossier opens."), code="no-ties-missing"
    )


def require_quality_officer(trajectory: Trajectory, person: Person) -> None:
    require(
        may_release(standing(trajectory, person)),
        _g("Only the quality officer of this trajectory, who neither coached nor assessed, can do this."),
    )
