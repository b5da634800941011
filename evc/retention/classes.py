"""The classes of data: what is in each, how long it is kept where an organisation said nothing, and why.

No source names a term for EVC (domain fact 50, unconfirmed), so the numbers are ours and an organisation sets its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from evc.trajectories.models import Kept

LONGEST = 600  # months


@dataclass(frozen=True, slots=True)
class DataClass:
    """``holds``: what it is, in a sentence; ``months``: the default; ``because``: the reason beside it."""

    kept: Kept
    holds: Promise
    months: int
    because: Promise


CLASSES: dict[Kept, DataClass] = {
    row.kept: row
    for row in (
        DataClass(
            Kept.DOSSIER,
            _(
                "The portfolio as it was handed in, what was shared for it, prints of it, the evidence plan and requests."
            ),
            12,
            _("An auditor may ask for a sample of finished dossiers in the year after."),
        ),
        DataClass(
            Kept.WORDS,
            _("Intake, records of talks, interview and observation, the reasons beside scores, remarks and advice."),
            36,
            _("A recognition is for 36 months, and in that time it must be possible to account for a judgement."),
        ),
        DataClass(
            Kept.CONTESTED,
            _("What was written in an appeal, a complaint or a request for correction, and in the answers."),
            24,
            _("So that the answer can be looked up as long as somebody may come back to it."),
        ),
        DataClass(
            Kept.DECISION,
            _("The sealed report that lies here, and the names in agreement and statements."),
            84,
            _("Decisions are kept longer than what they rest on: whoever lost their report can get it here."),
        ),
    )
}
assert set(CLASSES) == set(Kept)
