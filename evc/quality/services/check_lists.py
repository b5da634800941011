"""The organisation's list, and what a quality officer answers in one round."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from evc.outcomes.errors import NotProposed
from evc.outcomes.models import Outcome
from evc.outcomes.services.locking import locked_outcome
from evc.quality import rules
from evc.quality.check_list import points_for
from evc.quality.models import CheckAnswer, CheckList, CodePart
from evc.trajectories import rules as case_rules
from evc.trajectories.cleaning import clean_text
from foundation.audit import services as audit
from foundation.errors import InvalidInput
from foundation.people.models import Organisation, Person

MOST_POINTS = 40
_POINT_LENGTH = 400
_KEY = re.compile(r"[a-z0-9-]{1,60}")


@transaction.atomic
def change_check_list(organisation: Organisation, *, points: Sequence[Mapping[str, str]], by: Person) -> CheckList:
    """A new version of the list. ``points`` in order: {"key" (empty for a new one), "part", "text"}.

    Raises InvalidInput without a point, with too many, or with an unknown part or key; NotAllowed.
    """
    rules.require_quality_officer_of(organisation, by)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    kept = [_clean_point(point) for point in points]
    if not 1 <= len(kept) <= MOST_POINTS:
        message = _("A list has at least one point and at most %(most)s.")
        raise InvalidInput(message % {"most": MOST_POINTS}, code="points-count", field="points")
    if len({point["key"] for point in kept}) != len(kept):
        raise InvalidInput(_("Each point stands in the list once."), code="points-twice", field="points")
    newest = organisation.check_lists.order_by("-number").first()
    made = CheckList.objects.create(
        organisation=organisation, number=newest.number + 1 if newest else 1, points=kept, made_by=by
    )
    audit.record("check-list.changed", on=made, by=by, number=made.number, points=len(kept))
    return made


def _clean_point(point: Mapping[str, str]) -> dict[str, str]:
    text = clean_text(point["text"], field="points", longest=_POINT_LENGTH, required=True)
    key = point.get("key") or uuid4().hex
    if point["part"] not in CodePart.values or not _KEY.fullmatch(key):
        raise InvalidInput(_("Choose one of the five parts of the code for each point."), field="points")
    return {"key": key, "part": point["part"], "text": " ".join(text.split())}


@transaction.atomic
def answer_check_list(outcome_id: UUID, *, answers: Mapping[str, tuple[str, str]], by: Person) -> list[CheckAnswer]:
    """What the quality officer of this trajectory judges: per key an answer and a remark. Others stay as they were.

    An empty answer takes an earlier one back. "No" needs a remark. Raises NotAllowed, NotProposed, InvalidInput.
    """
    outcome = locked_outcome(outcome_id)
    case_rules.require_quality_officer(outcome.trajectory, by)
    if outcome.state != Outcome.State.PROPOSED:
        raise NotProposed(outcome.state)
    points = {point.key: point for point in points_for(outcome)}
    for key, (answer, remark) in answers.items():
        if key not in points:
            raise InvalidInput(_("This point is not in the list. Open the page again."), code="unknown-point")
        said = clean_text(remark, field=f"remark-{key}", longest=2000)
        if not answer:
            CheckAnswer.objects.filter(outcome=outcome, key=key).delete()
            continue
        if answer not in CheckAnswer.Answer.values:
            raise InvalidInput(_("Choose yes, no or doesn't apply."), code="unknown-answer", field=f"answer-{key}")
        if answer == CheckAnswer.Answer.NO and not said:
            raise InvalidInput(
                _("Say what is not right. Whoever looks later reads only this."),
                code="remark-missing",
                field=f"remark-{key}",
            )
        fields = {"answer": answer, "remark": said, "by": by, "at": timezone.now()}
        asked = {"part": points[key].part, "question": str(points[key].text)}
        CheckAnswer.objects.update_or_create(outcome=outcome, key=key, defaults=fields, create_defaults=fields | asked)
    audit.record("outcome.checked", on=outcome, by=by, points=sorted(answers))
    return list(outcome.check_answers.all())
