"""Every page, how to reach it in the scene, and as whom. A page that isn't here fails a test, so none goes unseen.

Screenshots, the checks on every page and the walk along every link are made from this one list.
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.pages.afterwards import AFTERWARDS, NO_PAGE_AFTERWARDS
from tests.pages.agreeing import AGREEING, NO_PAGE_OF_AGREEING
from tests.pages.calibration import CALIBRATION, NO_PAGE_OF_CALIBRATION
from tests.pages.candidate import HOMES, PORTFOLIO, PRACTICE, TRAJECTORY
from tests.pages.courses import COURSES
from tests.pages.guiding import GUIDING
from tests.pages.interviews import INTERVIEWS, NO_PAGE_OF_INTERVIEWS
from tests.pages.keeping import KEEPING, NO_PAGE_OF_KEEPING
from tests.pages.look import Look
from tests.pages.organisation import ORGANISATION
from tests.pages.planning import NO_PAGE_OF_PLANNING, PLANNING
from tests.pages.professional import DESK, PROFESSIONAL
from tests.pages.public import ACCOUNT, PUBLIC, SIGNING
from tests.pages.quality import NO_PAGE_OF_QUALITY, QUALITY
from tests.pages.reports import NO_PAGE_OF_REPORTS, REPORTS
from tests.pages.standards import NO_PAGE_OF_STANDARDS, STANDARDS

__all__ = ["LOOKS", "NO_PAGE", "Look"]

LOOKS: tuple[Look, ...] = (
    *PUBLIC, *SIGNING, *ACCOUNT, *HOMES, *PORTFOLIO, *PRACTICE, *TRAJECTORY, *COURSES, *GUIDING, *AFTERWARDS, *AGREEING,
    *PROFESSIONAL, *PLANNING, *DESK, *INTERVIEWS, *ORGANISATION, *STANDARDS, *KEEPING, *REPORTS, *QUALITY, *CALIBRATION,
)  # fmt: skip

# Named addresses that are no page to look at, each with the reason.
NO_PAGE: Mapping[str, str] = {
    **NO_PAGE_AFTERWARDS,
    **NO_PAGE_OF_AGREEING,
    "language": "takes a POST and leads back",
    "styleguide": "the catalogue of components, with tests of its own",
    "desk-start": "takes a POST and leads to the desk",
    "desk-autosave": "takes a POST of a script",
    "desk-request": "takes a POST and leads to the desk",
    "desk-file": "answers a file",
    "figures-xlsx": "answers a file",
    "figures-csv": "answers a file",
    "trajectory-start": "takes a POST and leads to the trajectory",
    "trajectory-take-back": "takes a POST and leads home",
    "desk-page-picture": "answers a picture",
    **NO_PAGE_OF_INTERVIEWS,
    **NO_PAGE_OF_PLANNING,
    **NO_PAGE_OF_STANDARDS,
    **NO_PAGE_OF_REPORTS,
    **NO_PAGE_OF_QUALITY,
    **NO_PAGE_OF_CALIBRATION,
    **NO_PAGE_OF_KEEPING,
    "account_login": "another name of sign-in",
    "account_logout": "another name of sign-out",
    "address-mail-again": "takes a POST and leads to the addresses",
    "address-primary": "takes a POST and leads to the addresses",
    "take-along-ask": "takes a POST and leads to the copies",
    "take-along-file": "answers a file",
    "take-in": "takes a POST and leads to the copies",
    "item-reader-end": "takes a POST and leads to who reads along",
    "link-put": "takes a POST and leads to the link",
    "link-address": "takes a POST and answers the page of the link",
    "link-revoke": "takes a POST and leads to who reads along",
    "link-move": "takes a POST and leads to the link",
    "shared-file": "answers a file",
    "token-revoke": "takes a POST and leads to the tokens",
    "invitation-withdraw": "takes a POST and leads to the people",
    "file": "answers a file",
    "item-add-draft": "takes a POST and leads to the item's fields",
    "item-edit-save": "takes a POST of a script",
    "item-add-shared": "takes a POST of a phone's share sheet and leads to what was added",
    "uploads": "answers a script",
    "upload": "answers a script",
    "upload-keep": "takes a POST of a script",
    "upload-known": "answers a script",
    "item-add-story": "takes a POST and leads to the empty story",
    "item-story-save": "takes a POST of a script",
    "item-authorship-confirm": "takes a POST and leads to the item",
    "file-uncover": "takes a POST and leads to the item",
    "file-page-picture": "answers a picture",
    "recording-text": "takes a POST and leads to the part of the story",
    "recording-remove": "takes a POST and leads to the part of the story",
    "place-confirm": "takes a POST and leads to the item",
    "place-remove": "takes a POST and leads to the item",
    "item-badge-check": "takes a POST and leads to the item",
    "item-confirm": "takes a POST and leads to the item",
    "item-comment": "takes a POST and leads to the item",
    "item-remove": "takes a POST and leads to the portfolio",
    "item-restore": "takes a POST and leads to the item",
    "item-share": "takes a POST and leads to the item",
    "item-share-end": "takes a POST and leads to the item",
    "practice-plus-one": "takes a POST and leads to the log",
    "practice-import-correct": "takes a POST and leads to the log",
    "course-begin": "takes a POST and leads to the course",
    "course-stop": "takes a POST and leads to the courses",
    "course-plus-one": "takes a POST and leads to the log",
    "module-offer": "takes a POST and leads to the course",
    "practice-evidence": "takes a POST and leads to the item",
    "testimony-save": "takes a POST of a script",
    "testimony-decline": "takes a POST and leads to the testimony",
    "testimony-revoke": "takes a POST and leads to the testimonies",
    "confirmation-revoke": "takes a POST and leads to the witnesses",
    "practice-entry-remove": "takes a POST and leads to the log",
    "practice-state": "answers a script",
    "practice-sync": "takes a POST of a script",
    "practice-entry-photo": "takes a POST of a script",
    "web-manifest": "answers a browser that installs the practice log",
    "service-worker": "answers a browser that keeps the practice log",
    "trajectory-accept": "takes a POST and leads to the intake",
    "intake-save": "takes a POST of a script",
    "self-scan-save": "takes a POST of a script",
    "plan-accept": "takes a POST and leads to the plan",
    "request-done": "takes a POST and leads home",
    "request-withdraw": "takes a POST and leads to the trajectory",
    "hours-remove": "takes a POST and leads to the hours",
}
