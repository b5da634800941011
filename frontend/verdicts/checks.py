"""The line of each check: a few words, and a sentence for who wants to know more.

One entry for each code of ``credentials.core.report``, those of a file among them (``credentials.core.primitives.baking``).
Placeholders are the facts of the check, with ``_`` for ``-``; moments come as a date in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Words:
    title: str | Promise
    text: str | Promise = ""


_NOT_READABLE = _("Not readable")
_NOT_MADE_WELL = _("Not made as a badge should be")
_NO_MEANING = _("Holds something without a meaning")
_VOCABULARY = _(
    "A signature can only cover what has a fixed meaning. Something in this badge has none, so it can be read in two ways."
)
_OTHER_KIND = _("This kind of badge can't be checked here yet.")
_NOT_SIGNED_WELL = _("The signature is not made as it should be.")
_KEY = _("Not signed with a key of the issuer")
_STATUS_LIST = _("Status list not usable")
_STATUS_UNKNOWN = _("Withdrawn or not: unknown")

_OF_THE_FILE = {
    "readable.ok": Words(_("Readable"), _("There is a badge in it, and it can be read.")),
    "readable.not-a-badge": Words(_("No badge in it"), _("The file is whole, but no badge was put in it.")),
    "readable.truncated": Words(_("Cut off"), _("The end of the file is missing.")),
    "readable.damaged": Words(
        _("Changed or damaged"),
        _("A part of the picture doesn't match its checksum: it was changed or damaged after it was made."),
    ),
    "readable.malformed": Words(_NOT_READABLE, _("The file, or the text in it, is damaged.")),
    "readable.unknown-kind": Words(_NOT_READABLE, _("This is not a PNG or SVG picture and not a JSON file.")),
    "readable.too-large": Words(_("Too large"), _("A badge is much smaller than this.")),
    "readable.baked-twice": Words(_("More than one badge in it"), _("It is unclear which of them counts.")),
    "readable.unreachable": Words(_("Not fetched"), _("What stands at %(address)s could not be fetched.")),
    "readable.unsafe-svg": Words(
        _("Not safe to open"), _("This drawing holds instructions that a badge doesn't need.")
    ),
    "readable.not-bakeable": Words(_NOT_READABLE, _("What is in the file can't be a badge.")),
    "readable.not-json": Words(_NOT_READABLE, _("The text in the file is not JSON.")),
    "readable.not-an-object": Words(_("No badge in it"), _("The text in the file is JSON, but not a badge.")),
    "readable.not-a-credential": Words(_("No badge in it"), _("The text in the file is JSON, but not a badge.")),
    "readable.not-a-token": Words(_NOT_READABLE, _("The text in the file looks like a signed token, but is damaged.")),
    "readable.duplicate-key": Words(_NOT_MADE_WELL, _("It says something twice, so it can be read in two ways.")),
    "readable.number": Words(_NOT_MADE_WELL, _("It holds a number that not every program reads in the same way.")),
    "readable.lone-surrogate": Words(_NOT_MADE_WELL, _("It holds half of a character.")),
    "readable.too-deep": Words(_NOT_MADE_WELL, _("It is nested deeper than a badge can be.")),
    "schema.ok": Words(_("Made as it should be"), _("It has all that an Open Badge 3.0 must have.")),
    "schema.data-model": Words(
        _("Made as it should be"), _("It is a sound credential, but not an Open Badge 3.0 of a version that we know.")
    ),
    "schema.assertion": Words(_("Made as it should be"), _("It has all that an Open Badge 2.0 must have.")),
    "schema.clr": Words(_("Made as it should be"), _("It has all that a learner record (CLR 2.0) must have.")),
    "schema.endorsement": Words(_("Made as it should be"), _("It has all that an endorsement must have.")),
    "schema.unreachable": Words(_("Not complete"), _("A part of the badge could not be fetched: %(address)s")),
    "schema.malformed": Words(_NOT_MADE_WELL, _("This is wrong: %(field)s. %(detail)s")),
    "schema.digest": Words(_("Refers to something that was changed"), _("%(detail)s")),
    "schema.kind-not-supported": Words(_("Another kind of badge (%(kind)s)"), _OTHER_KIND),
    "context.ok": Words(_("Clear"), _("Everything in it has a meaning that the signature covers.")),
    "context.assertion": Words(_("Clear"), _("It uses the vocabulary of Open Badges 2.0.")),
    "context.undefined-term": Words(_NO_MEANING, _VOCABULARY),
    "context.relative-iri": Words(_NO_MEANING, _VOCABULARY),
    "context.protected-term": Words(_NO_MEANING, _VOCABULARY),
    "context.alias": Words(_NO_MEANING, _VOCABULARY),
    "context.language-tag": Words(_NO_MEANING, _VOCABULARY),
    "context.empty-object": Words(_NO_MEANING, _VOCABULARY),
    "context.invalid": Words(_NO_MEANING, _VOCABULARY),
    "context.too-complex": Words(_NO_MEANING, _("It is built so that checking it would take too long.")),
    "context.unknown": Words(_("Uses words that we don't know"), _("It uses a vocabulary that we don't have: %(url)s")),
    "context.kind-not-supported": Words(_("Meaning"), _OTHER_KIND),
}

_OF_THE_SIGNATURE = {
    "proof.ok": Words(_("Not changed"), _("Not a character changed since it was signed.")),
    "proof.self-asserted": Words(
        _("Stated by the holder"), _("The owner states this about themselves, and signed the whole.")
    ),
    "proof.none": Words(_("Not signed"), _("Anybody can have put these badges together.")),
    "proof.hosted": Words(_("Not changed"), _("The same badge stands at its own address: %(address)s")),
    "proof.hosted-differs": Words(
        _("Not what the issuer has"), _("At %(address)s stands another badge. Different in it: %(members)s.")
    ),
    "proof.hosted-unreachable": Words(
        _("Not compared"), _("The badge at its own address could not be fetched: %(address)s")
    ),
    "proof.too-many-fetches": Words(
        _("Signature not checked"), _("The badge points at more documents than we fetch for one badge.")
    ),
    "proof.absent": Words(_("Not signed"), _("Anybody can have made it.")),
    "proof.changed": Words(
        _("Changed after it was signed"), _("The signature does not belong to what it says now, or to another key.")
    ),
    "proof.malformed": Words(_("Signature not usable"), _NOT_SIGNED_WELL),
    "proof.other-purpose": Words(_("Signature not usable"), _("The signature was made for something else.")),
    "proof.expired": Words(_("Signature expired"), _("The signature counted until %(expires)s.")),
    "proof.not-yet": Words(_("Signature not usable yet"), _("The signature counts from %(valid_from)s.")),
    "proof.other-domain": Words(_("Signed for somebody else"), _("The signature was made for another reader.")),
    "proof.other-challenge": Words(
        _("Signed for another moment"), _("The signature answers another question than the one that was asked.")
    ),
    "proof.base-shown": Words(
        _("The owner's own copy"), _("It is signed so that copies to show can be made of it, and is not one itself.")
    ),
    "proof.too-many": Words(_("Signature not usable"), _("It has more signatures than we check.")),
    "proof.chain-broken": Words(_("Signature not usable"), _("It builds on another signature that isn't there.")),
    "proof.kind-not-supported": Words(
        _("Signature of another kind (%(kind)s)"), _("This kind of signature can't be checked here yet.")
    ),
    "proof.key-unavailable": Words(
        _("Signature not checked"), _("The issuer's key could not be fetched, so nothing could be compared.")
    ),
    "proof.context": Words(_("Signature not checked"), _("It uses a vocabulary that we don't have.")),
    "issuer.known": Words(_("Issuer known here"), _("%(did)s")),
    "issuer.holder": Words(_("Signed by the owner"), _("%(did)s")),
    "issuer.not-signed": Words(_("Not signed"), _("Who put these badges together is not proven.")),
    "issuer.unknown": Words(_("Issuer not known here"), _("Signed by %(did)s. We do not know who that is.")),
    "issuer.unreachable": Words(_("Issuer not reached"), _("The issuer's own data could not be fetched.")),
    "issuer.kind-not-supported": Words(
        _("Issuer not looked up"), _("This kind of issuer can't be looked up here yet.")
    ),
    "issuer.no-proof": Words(_("Issuer not proven"), _("Without a signature the issuer is only a name.")),
    "issuer.key-embedded": Words(
        _("Issuer not proven"), _("It was signed with a key that came along. Anybody can make such a key.")
    ),
    "issuer.key-not-listed": Words(_KEY, _("The issuer does not say that this key is its own.")),
    "issuer.other-origin": Words(
        _("Not at a place of the issuer"), _("It stands at %(address)s. The issuer that it names has no badges there.")
    ),
    "issuer.other-controller": Words(_KEY, _("It was signed by somebody else than the issuer that it names.")),
    "issuer.key-expired": Words(_KEY, _("It was signed after the key had ended on %(until)s.")),
    "issuer.key-revoked": Words(_KEY, _("It was signed after the key was withdrawn on %(until)s.")),
    "issuer.malformed": Words(_("Issuer not usable"), _("The issuer's name or data are not made as they should be.")),
    "issuer.other-document": Words(_("Issuer not usable"), _("At the issuer's address stands somebody else's data.")),
    "issuer.key-malformed": Words(_("Issuer not usable"), _("The issuer's key can't be read.")),
    "issuer.key-kind": Words(_("Issuer not usable"), _("The issuer's key is of a kind that can't be used.")),
}

_OF_NOW = {
    "dates.ok": Words(_("Valid today")),
    "dates.none": Words(_("Has no end date"), _("It says nothing about dates.")),
    "dates.not-yet": Words(_("Not valid yet"), _("It counts from %(valid_from)s.")),
    "dates.expired": Words(_("Expired"), _("It was valid until %(valid_until)s.")),
    "dates.malformed": Words(_("Dates not readable")),
    "dates.kind-not-supported": Words(_("Dates"), _OTHER_KIND),
    "status.ok": Words(_("Not withdrawn"), _("That was looked up at the issuer a moment ago.")),
    "status.none": Words(_("Can't be withdrawn"), _("The badge names no list on which that would stand.")),
    "status.revoked": Words(_("Withdrawn"), _("The issuer has withdrawn it. %(reason)s")),
    "status.suspended": Words(_("Suspended"), _("The issuer has stopped it for the time being. %(reason)s")),
    "status.malformed": Words(_STATUS_LIST, _("It does not say properly where its status stands.")),
    "status.list-malformed": Words(_STATUS_LIST, _("The issuer's list can't be read.")),
    "status.list-changed": Words(_STATUS_LIST, _("The issuer's list was changed after it was signed.")),
    "status.list-other-issuer": Words(_STATUS_LIST, _("The list is another issuer's.")),
    "status.purpose-differs": Words(_STATUS_LIST, _("The list is for something else than the badge says.")),
    "status.too-many": Words(_STATUS_LIST, _("It names more lists than we look up.")),
    "status.out-of-range": Words(_STATUS_LIST, _("The list has no place for this badge.")),
    "status.unreachable": Words(_STATUS_UNKNOWN, _("The issuer's list could not be fetched.")),
    "status.kind-not-supported": Words(_STATUS_UNKNOWN, _("This kind of status can't be checked here yet.")),
    "status.purpose-not-supported": Words(_STATUS_UNKNOWN, _("We don't know what this status means: %(purpose)s.")),
    "status.list-too-large": Words(
        _STATUS_UNKNOWN, _("The issuer's list is larger than %(max_bytes)s bytes, so it was not read.")
    ),
    "status.list-expired": Words(_STATUS_UNKNOWN, _("The issuer's list is out of date.")),
    "status.list-not-checked": Words(_STATUS_UNKNOWN, _("The issuer's list itself could not be checked.")),
    "status.other-list": Words(_STATUS_UNKNOWN, _("At the list's address stands another list.")),
    "holder.matches": Words(_("Issued to that address"), _("The badge is bound to the address that you typed.")),
    "holder.not-asked": Words(_("To whom"), _("Below you can compare it with an e-mail address.")),
    "holder.presented": Words(
        _("About the owner"), _("%(own)s of the %(credentials)s badges say that they are about the one who shows them.")
    ),
    "holder.other": Words(_("Not issued to that address"), _("The badge is bound to other addresses.")),
    "holder.not-bound": Words(_("Bound to nobody"), _("The badge names no address, so nothing could be compared.")),
    "holder.kind-not-supported": Words(_("To whom"), _OTHER_KIND),
}

_OF_A_REPORT = {
    "readable.report": Words(_("Readable"), _("It is a PDF with a seal.")),
    "readable.not-sealed": Words(_("No seal"), _("Nothing in this PDF says who made it.")),
    "readable.not-a-report": Words(_NOT_READABLE, _("This PDF is damaged.")),
    "readable.too-heavy": Words(_NOT_READABLE, _("It took more time or memory than a report needs.")),
    "schema.report": Words(_("A report"), _("No badge was sent with it to compare with.")),
    "schema.report-of-badge": Words(_("Belongs to this badge"), _("The badge names exactly this file, by its digest.")),
    "schema.other-report": Words(_("Not of this badge"), _("The badge names another file than this one.")),
    "context.none": Words(_("No vocabulary"), _("A PDF has none.")),
    "proof.sealed": Words(_("Unchanged"), _("Not a byte was changed since %(signer)s sealed it.")),
    "proof.seal-broken": Words(_("Changed"), _("What is in the file is not what %(signer)s sealed.")),
    "proof.seal-added-to": Words(_("Added to"), _("Behind what %(signer)s sealed something was added.")),
    "issuer.seal-known": Words(_("Issuer known here"), _("%(did)s")),
    "issuer.through-badge": Words(_("Named by the issuer's badge"), _("%(did)s")),
    "issuer.seal-unknown": Words(
        _("Issuer not known here"), _("Whoever sealed it calls itself “%(signer)s”. We do not know who that is.")
    ),
    "dates.report": Words(_("Has no end date"), _("Look in the report when it was assessed.")),
    "status.report-counts": Words(_("Not replaced"), _("That was looked up at the issuer a moment ago.")),
    "status.report-elsewhere": Words(_("Replaced or not: see the badge"), _("It was not looked up under this file.")),
    "status.report-replaced": Words(_("Replaced"), _("A newer report took its place on %(replaced_at)s.")),
    "status.badge-withdrawn": Words(_("Badge withdrawn"), _("On %(revoked_at)s. %(reason)s")),
    "status.report-unknown": Words(_("Not found"), _("It is not among the reports that were issued here.")),
}

CHECKS: Mapping[str, Words] = MappingProxyType(_OF_THE_FILE | _OF_THE_SIGNATURE | _OF_NOW | _OF_A_REPORT)
