"""The quality care of the story: a sampling plan for each provider, and what is done before a release."""

from __future__ import annotations

from evc.demo.playing.stage import Stage
from evc.demo.story.trajectory import Story
from evc.outcomes.models import Outcome
from evc.quality.check_list import points_for
from evc.quality.models import Draw
from evc.quality.services import check_lists, drawing, plans, reading
from evc.roles import Role
from foundation.people.models import Person


def plan_sampling(story: Story, stage: Stage) -> None:
    """The suggested plan, by the first quality officer of a provider; where there is a plan it stays."""
    for key, cast in story.cast.organisations.items():
        organisation = stage.organisations[key]
        officer = next(
            (
                stage.people[one.key]
                for one in story.cast.people.values()
                if Role.QUALITY_OFFICER in one.roles.get(key, ())
            ),
            None,
        )
        if not cast.provider or officer is None or plans.plan_of(organisation) is not None:
            continue
        plans.change_plan(
            organisation,
            share=plans.SUGGESTED_SHARE,
            half_way_share=plans.SUGGESTED_HALF_WAY,
            by_standard={},
            by_assessor={},
            raises=plans.SUGGESTED,
            by=officer,
        )


def check(outcome: Outcome, officer: Person) -> None:
    """Read in full what was drawn, and answer the list."""
    draw = Draw.objects.filter(outcome=outcome, is_drawn=True).first()
    if draw is not None:
        reading.read_dossier(outcome.pk, by=officer)
        drawing.mark_read(draw.pk, by=officer)
    answers = {point.key: ("yes", "") for point in points_for(outcome)}
    check_lists.answer_check_list(outcome.pk, answers=answers, by=officer)
