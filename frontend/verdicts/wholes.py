"""The sentence on top of what is no single badge: a learner record, badges that somebody shows, and an endorsement.

Of a record most sentences are those of a badge (``sentences``): it is signed, expires and is withdrawn like one. The others
are keyed by code, and else by what was checked.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from credentials.core.report import CheckName, Finding, ReportVerdict
from frontend.verdicts.sentences import Sentence


class Kind(StrEnum):
    """What an answer is about."""

    BADGE = "badge"
    RECORD = "record"
    PRESENTATION = "presentation"
    ENDORSEMENT = "endorsement"
    REPORT = "report"


_LOOK_BELOW = _(
    "Below you see for each badge what was found. Do not count a badge that is not valid. Ask the owner or the issuer about it."
)
_LOOK_BELOW_OPEN = _("Below you see for each badge what was found, and what you can do.")

NOTHING_SHOWN = Sentence(_("There is no badge in what is shown here."), _("Ask the owner to share the badges again."))

ENDORSEMENT_BY_FINDING: Mapping[Finding, Sentence] = MappingProxyType(
    {
        Finding.FAILED: Sentence(_("It is not proven who says this. Do not count it.")),
        Finding.NOT_CHECKED: Sentence(_("This endorsement could not be checked in full.")),
    }
)

# What is said when nothing is wrong with the whole itself: then the badges inside decide.
BY_WHAT_IS_INSIDE: Mapping[Kind, Mapping[ReportVerdict, Sentence]] = MappingProxyType(
    {
        Kind.RECORD: {
            ReportVerdict.VALID: Sentence(_("This record is real and valid, and so is each badge in it.")),
            ReportVerdict.INVALID: Sentence(_("A badge inside this record is not valid."), _LOOK_BELOW),
            ReportVerdict.UNDECIDED: Sentence(
                _("This record is real, but a badge inside it could not be checked in full."), _LOOK_BELOW_OPEN
            ),
        },
        Kind.PRESENTATION: {
            ReportVerdict.VALID: Sentence(_("The badges that are shown here are real and valid.")),
            ReportVerdict.INVALID: Sentence(_("A badge that is shown here is not valid."), _LOOK_BELOW),
            ReportVerdict.UNDECIDED: Sentence(
                _("A badge that is shown here could not be checked in full."), _LOOK_BELOW_OPEN
            ),
        },
        Kind.ENDORSEMENT: {
            ReportVerdict.VALID: Sentence(_("This endorsement is real and valid.")),
            ReportVerdict.INVALID: ENDORSEMENT_BY_FINDING[Finding.FAILED],
            ReportVerdict.UNDECIDED: ENDORSEMENT_BY_FINDING[Finding.NOT_CHECKED],
        },
    }
)

# A report (PDF) with which nothing is wrong; then the badge that goes with it decides, where there is one.
REPORT_ALONE = Sentence(
    _("This report is real and unchanged since it was sealed. It was not replaced."), _("Sealed by %(signer)s.")
)
REPORT_WITH_BADGE: Mapping[ReportVerdict, Sentence] = MappingProxyType(
    {
        ReportVerdict.VALID: Sentence(
            _("This report is real and unchanged since it was sealed, and the badge that goes with it is valid."),
            _("Sealed by %(signer)s."),
        ),
        ReportVerdict.INVALID: Sentence(
            _("This report is unchanged, but the badge that goes with it is not valid."),
            _("Below you see what was found of the badge. Ask the owner or the issuer about it."),
        ),
        ReportVerdict.UNDECIDED: Sentence(
            _("This report is unchanged, but the badge that goes with it could not be checked in full."),
            _("Below you see what was found of the badge, and what you can do."),
        ),
    }
)

_SHARE_AGAIN = _("Ask the owner to share the badges with you again.")

PRESENTATION: Mapping[str, Sentence] = MappingProxyType(
    {
        "proof.changed": Sentence(
            _("What is shown here was changed after it was signed, or somebody else signed it. Do not trust it."),
            _SHARE_AGAIN,
        ),
        "proof.expired": Sentence(_("The signature under what is shown here has expired."), _SHARE_AGAIN),
        "proof.not-yet": Sentence(_("The signature under what is shown here does not count yet."), _SHARE_AGAIN),
    }
)
PRESENTATION_BY_CHECK: Mapping[tuple[CheckName, Finding], Sentence] = MappingProxyType(
    {
        (name, finding): sentence
        for finding, sentence, names in (
            (
                Finding.FAILED,
                Sentence(_("It is not proven who shows you these badges. Do not trust it."), _SHARE_AGAIN),
                (CheckName.PROOF, CheckName.ISSUER),
            ),
            (
                Finding.FAILED,
                Sentence(_("What is shown here is not made as it should be. Do not trust it."), _SHARE_AGAIN),
                (CheckName.SCHEMA, CheckName.CONTEXT),
            ),
            (
                Finding.NOT_CHECKED,
                Sentence(
                    _("We can't check who shows you these badges."),
                    _(
                        "Below you see for each badge what was found. Ask the owner in another way whether it is theirs."
                    ),
                ),
                (CheckName.PROOF, CheckName.ISSUER, CheckName.SCHEMA, CheckName.CONTEXT),
            ),
        )
        for name in names
    }
)

ENDORSEMENT: Mapping[str, Sentence] = MappingProxyType(
    {
        "issuer.unknown": Sentence(_("This was not changed since it was said, but we do not know who says it.")),
        "proof.changed": Sentence(_("This was changed after it was said. Do not count it.")),
        "schema.malformed": Sentence(
            _("This is about something else, or not made as an endorsement should be. Do not count it.")
        ),
        "status.revoked": Sentence(_("Whoever said this has taken it back."), _("%(reason)s")),
        "status.suspended": Sentence(_("Whoever said this has stopped it for the time being."), _("%(reason)s")),
        "dates.not-yet": Sentence(_("This only counts from %(day)s.")),
        "dates.expired": Sentence(_("This counted until %(day)s.")),
    }
)
