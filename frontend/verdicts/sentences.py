"""The one sentence on top of an answer, and what to do, by the code of the check that decides.

One entry for each code that fails, can't be checked or makes a file unreadable. Placeholders: ``day`` (withdrawn, expired or
valid from), ``reason``, ``kind`` and ``place`` (where the issuer says that it lives).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Sentence:
    sentence: str | Promise
    advice: str | Promise = ""


VALID = Sentence(_("This badge is real, valid and not withdrawn."))
VALID_WITHOUT_STATUS = Sentence(
    _("This badge is real and valid."), _("Its issuer can't withdraw it: it names no list for that.")
)
SUSPENDED_ON = Sentence(
    _("This badge is real, but has been suspended since %(day)s. It doesn't count for the time being."),
    _("Reason: %(reason)s"),
)
REVOKED_ON = Sentence(_("This badge is real, but was withdrawn on %(day)s."), _("Reason: %(reason)s"))
REPLACED_ON = Sentence(
    _("This badge is real, but was replaced on %(day)s by a newer one. It doesn't count any more."),
    _("Ask the owner for the new badge. Reason: %(reason)s"),
)
UNKNOWN_PLACE = Sentence(
    _("The signature is right, but we do not know this issuer."),
    _("The issuer names no website. Ask the sender who issued the badge, and ask that organisation."),
)

_ORIGINAL = _("Ask the owner for the original file, or for the address of the badge's page.")
_CODE = _(
    "Ask the owner for the original file. Is there a code under the medal? Then type that code below: it is looked up at "
    "the issuer."
)
_NO_BADGE = Sentence(_("This is a picture without a badge in it."), _CODE)
_NO_BADGE_TEXT = Sentence(_("There is no badge in this file."), _ORIGINAL)
_BROKEN_FILE = Sentence(_("This file is damaged, so it can't be checked."), _ORIGINAL)
_TWO_WAYS = Sentence(_("This file can be read in two ways, so it does not count as a badge."), _ORIGINAL)
_CHANGED = Sentence(
    _("This badge was changed after it was issued. Do not trust what it says."),
    _("Ask the owner for the original file, or ask the issuer."),
)
_NOT_WELL_MADE = Sentence(
    _("This badge is not made as a badge should be. Do not trust what it says."),
    _("Ask the issuer for a new one. Something that is not made well can be read in more than one way."),
)
_NOT_PROVEN = Sentence(
    _("It is not proven who made this badge. Do not trust what it says."),
    _("Ask the organisation that the badge names whether it issued it."),
)
_OTHER_SIGNER = Sentence(
    _("This badge was signed by somebody else than the organisation that it names. Do not trust what it says."),
    _("Ask the organisation that the badge names whether it issued it."),
)
_NOT_FOR_YOU = Sentence(
    _("This was signed for somebody else, so it proves nothing here."),
    _("Ask the owner to share the badges with you again."),
)
_LATE_KEY = Sentence(
    _("This badge was signed with a key that no longer counted. Do not trust what it says."),
    _("Ask the organisation that the badge names for a new one."),
)
_STATUS_BROKEN = Sentence(
    _("The badge was not changed, but the list that says whether it was withdrawn is not right."),
    _("Do not use it before you asked the issuer."),
)
_STATUS_UNKNOWN = Sentence(
    _("The badge was not changed, but we can't see whether it was withdrawn."),
    _("Try again later, or ask the issuer."),
)
_OTHER_KIND = Sentence(
    _("This is a badge of another kind (%(kind)s), which we can't check yet."),
    _("Check it with the issuer. You find other checkers with the words “Open Badge verifier”."),
)
_UNKNOWN_WORDS = Sentence(
    _("This badge uses a vocabulary that we don't have, so we can't check it."),
    _("Check it with the issuer."),
)
_ISSUER_AWAY = Sentence(
    _("We could not reach the issuer, so we can't say whether this badge is real."),
    _("Try again later, or ask the issuer."),
)

_NOT_FETCHED = Sentence(
    _("We could not fetch all that belongs to this badge, so we can't say whether it is real."),
    _("Try again later, or ask the issuer."),
)

_UNREADABLE = {
    "readable.not-a-badge": _NO_BADGE,
    "readable.truncated": Sentence(_("This file is cut off: the end is missing."), _ORIGINAL),
    "readable.damaged": Sentence(
        _("This picture was changed or damaged after it was made. Do not trust what it says."), _ORIGINAL
    ),
    "readable.malformed": _BROKEN_FILE,
    "readable.unknown-kind": Sentence(
        _("This is not a file that can hold a badge."),
        _(
            "A badge is a PNG or SVG picture, or a JSON file. A photo does not hold one. Is there a code under the "
            "medal? Then type that code below."
        ),
    ),
    "readable.too-large": Sentence(_("This file is too large to be a badge."), _ORIGINAL),
    "readable.baked-twice": Sentence(
        _("There is more than one badge in this picture, so it is unclear which one counts."), _ORIGINAL
    ),
    "readable.unreachable": Sentence(
        _("We could not fetch the badge from the address that it should stand at."),
        _("Try again later, or ask the owner for another file."),
    ),
    "readable.unsafe-svg": Sentence(
        _("This drawing holds instructions that a badge doesn't need. We did not open it."), _ORIGINAL
    ),
    "readable.not-bakeable": _BROKEN_FILE,
    "readable.not-json": _BROKEN_FILE,
    "readable.not-an-object": _NO_BADGE_TEXT,
    "readable.not-a-credential": _NO_BADGE_TEXT,
    "readable.not-a-token": _BROKEN_FILE,
    "readable.duplicate-key": _TWO_WAYS,
    "readable.number": _TWO_WAYS,
    "readable.lone-surrogate": _BROKEN_FILE,
    "readable.too-deep": _BROKEN_FILE,
}

_FAILED = {
    "proof.absent": Sentence(_("This badge is not signed: anybody can have made it."), _ORIGINAL),
    "proof.changed": _CHANGED,
    "proof.malformed": _NOT_PROVEN,
    "proof.other-purpose": _NOT_PROVEN,
    "proof.expired": Sentence(
        _("The signature under this badge has expired."), _("Ask the issuer for a badge that is signed anew.")
    ),
    "proof.not-yet": Sentence(
        _("The signature under this badge does not count yet."), _("Check it again later, or ask the issuer.")
    ),
    "proof.other-domain": _NOT_FOR_YOU,
    "proof.other-challenge": _NOT_FOR_YOU,
    "proof.base-shown": Sentence(
        _("This is the owner's own copy of the badge. It is not meant to be shown, so it proves nothing yet."),
        _("Ask the owner for a copy to show. With this one anybody can choose which part of the badge to show."),
    ),
    "proof.too-many": _NOT_PROVEN,
    "proof.chain-broken": _NOT_PROVEN,
    "proof.hosted-differs": Sentence(
        _("This badge differs from the one that its issuer has. Do not trust what it says."),
        _("Ask the owner for the original file, or ask the issuer."),
    ),
    "issuer.other-origin": _NOT_PROVEN,
    "issuer.key-not-listed": _OTHER_SIGNER,
    "issuer.other-controller": _OTHER_SIGNER,
    "issuer.key-expired": _LATE_KEY,
    "issuer.key-revoked": _LATE_KEY,
    "issuer.malformed": _NOT_PROVEN,
    "issuer.other-document": _NOT_PROVEN,
    "issuer.key-malformed": _NOT_PROVEN,
    "issuer.key-kind": _NOT_PROVEN,
    "context.undefined-term": _NOT_WELL_MADE,
    "context.relative-iri": _NOT_WELL_MADE,
    "context.protected-term": _NOT_WELL_MADE,
    "context.alias": _NOT_WELL_MADE,
    "context.language-tag": _NOT_WELL_MADE,
    "context.empty-object": _NOT_WELL_MADE,
    "context.invalid": _NOT_WELL_MADE,
    "context.too-complex": _NOT_WELL_MADE,
    "schema.malformed": _NOT_WELL_MADE,
    "schema.digest": Sentence(
        _("Something that this badge refers to was changed after it was issued."),
        _("Do not use it before you asked the issuer."),
    ),
    "status.revoked": Sentence(_("This badge is real, but the issuer has withdrawn it."), _("%(reason)s")),
    "status.suspended": Sentence(
        _("This badge is real, but the issuer has stopped it for the time being."),
        _("Ask the issuer why, and until when. %(reason)s"),
    ),
    "status.malformed": _STATUS_BROKEN,
    "status.list-malformed": _STATUS_BROKEN,
    "status.list-changed": _STATUS_BROKEN,
    "status.list-other-issuer": _STATUS_BROKEN,
    "status.purpose-differs": _STATUS_BROKEN,
    "status.out-of-range": _STATUS_BROKEN,
    "status.too-many": _STATUS_BROKEN,
    "dates.not-yet": Sentence(
        _("This badge is real, but only valid from %(day)s."), _("Check it again on or after that day.")
    ),
    "dates.expired": Sentence(
        _("This badge is real, but expired on %(day)s."),
        _("It says what was so until that day. Ask the owner whether there is a newer one."),
    ),
    "dates.malformed": _NOT_WELL_MADE,
    "holder.other": Sentence(
        _("This badge is real, but was not issued to the e-mail address that you typed."),
        _("People have several addresses. Ask the owner to which address it was issued."),
    ),
}

_NOT_CHECKED = {
    "issuer.unknown": Sentence(
        _(
            "The signature is right, but we do not know this issuer. Check for yourself whether %(place)s is the organisation "
            "that you expect."
        ),
        _("The badge was not changed after it was issued. Who issued it is what you have to judge."),
    ),
    "issuer.unreachable": _ISSUER_AWAY,
    "issuer.kind-not-supported": Sentence(
        _("We can't look up this kind of issuer, so we can't say whether the badge is real."),
        _("Check it with the issuer."),
    ),
    "issuer.no-proof": _NOT_PROVEN,
    "issuer.key-embedded": Sentence(
        _("This badge was not changed, but it is not proven who made it."),
        _("Ask the organisation that the badge names whether it issued it."),
    ),
    "proof.kind-not-supported": Sentence(
        _("This badge has a signature of a kind that we can't check yet (%(kind)s)."), _("Check it with the issuer.")
    ),
    "proof.key-unavailable": _ISSUER_AWAY,
    "proof.context": _UNKNOWN_WORDS,
    "proof.hosted-unreachable": _NOT_FETCHED,
    "proof.too-many-fetches": Sentence(
        _("This badge points at more documents than we fetch for one badge, so we can't check it."),
        _("Check it with the issuer."),
    ),
    "schema.unreachable": _NOT_FETCHED,
    "context.unknown": _UNKNOWN_WORDS,
    "context.kind-not-supported": _OTHER_KIND,
    "schema.kind-not-supported": _OTHER_KIND,
    "dates.kind-not-supported": _OTHER_KIND,
    "status.unreachable": _STATUS_UNKNOWN,
    "status.kind-not-supported": _STATUS_UNKNOWN,
    "status.purpose-not-supported": _STATUS_UNKNOWN,
    "status.list-expired": _STATUS_UNKNOWN,
    "status.list-too-large": _STATUS_UNKNOWN,
    "status.list-not-checked": _STATUS_UNKNOWN,
    "status.other-list": _STATUS_UNKNOWN,
    "holder.not-bound": Sentence(
        _("This badge is real, but it names no e-mail address to compare with."),
        _("Ask the owner to show in another way that it is theirs."),
    ),
    "holder.kind-not-supported": _OTHER_KIND,
}

_ORIGINAL_REPORT = _("Ask the owner for the original file, or ask the organisation that it names.")
_OF_A_REPORT = {
    "readable.not-sealed": Sentence(
        _("This PDF has no seal, so we can't say who made it."),
        _(
            "A report of Erkend has a seal. A print that was scanned, or a PDF that was saved again, has lost it. Ask the owner "
            "for the original file. Is there a code under the medal? Then type that code below."
        ),
    ),
    "readable.not-a-report": Sentence(_("This PDF is damaged, so it can't be checked."), _ORIGINAL_REPORT),
    "readable.too-heavy": Sentence(
        _("Opening this PDF took too long, so we stopped."),
        _("A report of Erkend opens within a second. Try once more, or ask the owner for the original file."),
    ),
    "proof.seal-broken": Sentence(
        _("This report was changed after it was sealed. Do not trust what it says."), _ORIGINAL_REPORT
    ),
    "proof.seal-added-to": Sentence(
        _("Something was added to this report after it was sealed. Do not trust what it says."), _ORIGINAL_REPORT
    ),
    "schema.other-report": Sentence(
        _("This report and this badge do not belong together: the badge names another file."),
        _("Ask the owner for the report that goes with the badge."),
    ),
    "status.report-replaced": Sentence(
        _("This report is real, but was replaced on %(day)s by a newer one. It doesn't count any more."),
        _("Ask the owner for the new report."),
    ),
    "status.badge-withdrawn": Sentence(
        _("This report is real, but the badge that goes with it was withdrawn on %(day)s."), _("Reason: %(reason)s")
    ),
    "status.report-unknown": Sentence(
        _("This file is unchanged since it was sealed, but we don't find it among the reports that were issued here."),
        _(
            "Ask the owner for the badge that goes with it, and check both together. Or ask the organisation that it names."
        ),
    ),
    "issuer.seal-unknown": Sentence(
        _("This file is unchanged since it was sealed, but we do not know who sealed it."),
        _(
            "Whoever sealed it calls itself “%(signer)s”. Anybody can take a name. Check the badge that goes with it too."
        ),
    ),
}

SENTENCES: Mapping[str, Sentence] = MappingProxyType(_UNREADABLE | _FAILED | _NOT_CHECKED | _OF_A_REPORT)

# "Real" says too much where the issuer is not known or was not reached.
ISSUER_NOT_KNOWN: Mapping[str, Sentence] = MappingProxyType(
    {
        "status.revoked": Sentence(
            _("The issuer has withdrawn this badge. We do not know this issuer."), _("%(reason)s")
        ),
        "status.suspended": Sentence(
            _("The issuer has stopped this badge for the time being. We do not know this issuer."), _("%(reason)s")
        ),
        "dates.not-yet": Sentence(_("This badge is only valid from %(day)s. We do not know its issuer.")),
        "dates.expired": Sentence(_("This badge expired on %(day)s. We do not know its issuer.")),
        "holder.other": Sentence(
            _("This badge was not issued to the e-mail address that you typed. We do not know its issuer.")
        ),
        "holder.not-bound": Sentence(
            _("This badge names no e-mail address to compare with. We do not know its issuer."),
        ),
    }
)
