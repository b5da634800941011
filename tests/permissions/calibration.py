"""Who may do what in calibration. Both assessors of the matrix had a part in the trajectory: for them there is no round."""

from __future__ import annotations

from evc.quality.selectors.calibration import criteria_of
from portfolio.dossier import FrozenItem
from portfolio.services.covered_dossiers import covered_contents
from tests.permissions.moments import Moments
from tests.permissions.quality import MEMBERS, at_provider, laid
from tests.permissions.rows import Row, rows


def _paper(moments: Moments) -> FrozenItem:
    """An item of the round that has a PDF."""
    items = covered_contents(moments.more["calibration"].consent.document).items
    return next(item for item in items if item.files)


_ROUND = laid("calibration")
_FILE = laid("calibration", file_pk=lambda moments: _paper(moments).files[0].id)
_PAGE = laid("calibration", file_pk=lambda moments: _paper(moments).files[0].id, number=lambda _moments: 1)
_CRITERION = laid("calibration", criterion=lambda moments: criteria_of(moments.more["calibration"])[0].pk)

CALIBRATION: list[Row] = [
    *rows("calibrations", "get", at_provider(), "officer", MEMBERS),
    *rows("calibration-new", "get post", at_provider(), "officer", MEMBERS),
    *rows("calibration", "get", _ROUND, "officer"),
    *rows("calibration", "post", _ROUND, "", "officer"),
    *rows("calibration-final", "get post", _ROUND, ""),  # for those who score in it
    *rows("calibration-open calibration-close calibration-stop", "get post", _ROUND, "officer"),
    *rows("criterion-reading", "get post", _CRITERION, "officer"),
    *rows("calibration-item", "get", laid("calibration", item=lambda moments: _paper(moments).id), "officer"),
    *rows("calibration-file", "get", _FILE, ""),  # a PDF goes to nobody as a file
    *rows("calibration-page-picture", "get", _PAGE, "officer"),
    *rows("calibration-consent calibration-refuse calibration-withdraw", "get post", _ROUND, "candidate"),
    *rows("quality-talks", "get", at_provider(), "officer", MEMBERS),
    *rows("quality-talk-new", "get post", at_provider(), "officer", MEMBERS),
    *rows("quality-talk", "get", laid("talk with officer"), "coach officer"),
    *rows("quality-talk", "post", laid("talk with officer"), "coach", "officer"),
    *rows("quality-talk-change", "get post", laid("talk with officer"), "officer", "coach"),
]
