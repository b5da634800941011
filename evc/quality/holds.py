"""What a person still has to do before an outcome can be released."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evc.outcomes import holds
from evc.outcomes.holds import Hold
from evc.outcomes.models import Outcome
from evc.quality.check_list import unanswered
from evc.quality.models import Draw, SecondOpinion


def quality_holds(outcome: Outcome) -> Iterator[Hold]:
    """The list not answered whole, a drawn dossier not read, a second opinion that the release waits for."""
    if left := len(unanswered(outcome)):
        message = ngettext(
            "%(count)s point of the check list is not answered yet.",
            "%(count)s points of the check list are not answered yet.",
            left,
        )
        yield Hold("check-list-open", message % {"count": left})
    draw = Draw.objects.filter(outcome=outcome).first()
    if draw is not None and draw.is_drawn and draw.read_at is None:
        yield Hold(
            "drawn-not-read", _("This dossier was drawn. Read it in full and say that you did, then you can release.")
        )
    if draw is None and outcome.trajectory.provider.sampling_plans.exists():
        yield Hold("not-drawn-yet", _("The draw for the sample is being made. Try again in a minute."))
    waits = SecondOpinion.objects.open().filter(outcome=outcome, release_waits=True).select_related("asked_of")
    for opinion in waits:
        message = _("You wait for the second opinion of %(name)s. Withdraw the question if you go on without it.")
        yield Hold("second-opinion-open", message % {"name": opinion.asked_of.name})


holds.register("quality", quality_holds)
