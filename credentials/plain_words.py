"""What each code of a report means, in English, for the command line. The pages have words of their own.

A name in braces stands for a fact of the check.
"""

from __future__ import annotations

from collections import defaultdict

from credentials.core.report import Check

_KIND = "this kind of badge can't be checked by this version"

MEANINGS = {
    "readable.ok": "the badge was found and can be read",
    "readable.no-file": "there is no such file, or it may not be read",
    "readable.not-a-badge": "there is no badge in this file",
    "readable.truncated": "the file is cut off; ask for the original",
    "readable.damaged": "a part doesn't match its checksum: the picture was changed or damaged after it was made",
    "readable.malformed": "the file is damaged; ask for the original",
    "readable.unknown-kind": "this is not a PNG, an SVG or a JSON file",
    "readable.too-large": "the file, or what is in it, is larger than a badge can be",
    "readable.baked-twice": "there is more than one badge in this picture, so it is unclear which one counts",
    "readable.unsafe-svg": "this SVG defines entities or a document type of its own, which a badge doesn't need",
    "readable.not-json": "what is in the file is not JSON",
    "readable.not-an-object": "what is in the file is JSON, but not a badge",
    "readable.not-a-credential": "what is in the file is JSON, but not a badge",
    "readable.duplicate-key": "it says something twice, so two readers could take it for different badges",
    "readable.number": "it holds a number that not every reader can represent",
    "readable.lone-surrogate": "it holds half of a character",
    "readable.too-deep": "it is nested deeper than a badge can be",
    "schema.ok": "it has all that an Open Badge 3.0 must have",
    "schema.data-model": "it is a sound credential, though not an Open Badge 3.0 of a version known here",
    "schema.malformed": "{field}: {detail}",
    "schema.digest": "something it refers to has other bytes than it says: {detail}",
    "schema.kind-not-supported": _KIND,
    "context.ok": "everything in it has a meaning that the signature covers",
    "context.undefined-term": "it holds something that a signature can't cover: {detail}",
    "context.relative-iri": "it holds an address that leads nowhere: {detail}",
    "context.protected-term": "it gives a standard term another meaning: {detail}",
    "context.alias": "it gives a standard term another name: {detail}",
    "context.language-tag": "it holds a language that doesn't exist: {detail}",
    "context.empty-object": "it holds an object that says nothing: {detail}",
    "context.invalid": "its vocabulary can't be used: {detail}",
    "context.too-complex": "it is built so that checking it would take too long",
    "context.unknown": "it uses a vocabulary that this version doesn't have: {url}",
    "context.kind-not-supported": _KIND,
    "proof.ok": "not a character has changed since it was signed",
    "proof.absent": "it is not signed: anybody can have made it",
    "proof.changed": "it was changed after it was signed, or signed with another key",
    "proof.malformed": "its signature is not made as it should be",
    "proof.other-purpose": "its signature was made for something else",
    "proof.expired": "its signature has expired",
    "proof.chain-broken": "its signature builds on another one that isn't there",
    "proof.kind-not-supported": "this kind of signature can't be checked by this version",
    "proof.key-unavailable": "the issuer's key was not available, so the signature could not be checked",
    "proof.context": "it uses a vocabulary that this version doesn't have",
    "issuer.known": "the issuer is known: {did}",
    "issuer.unknown": "it was signed by {did}; if you know this issuer, name it with --accept-issuer",
    "issuer.unreachable": "the issuer's document could not be fetched",
    "issuer.kind-not-supported": "this kind of issuer can't be looked up by this version",
    "issuer.no-proof": "without a signature that could be checked, the issuer is only a name",
    "issuer.key-not-listed": "the issuer does not say that this key is its own",
    "issuer.other-controller": "it was signed by somebody else than the issuer it names",
    "issuer.key-expired": "it was signed after the key had expired",
    "issuer.key-revoked": "it was signed after the key was withdrawn",
    "issuer.malformed": "the name of the issuer, or its document, is not made as it should be",
    "issuer.other-document": "where the issuer's document should be stands another's",
    "issuer.key-malformed": "the issuer's key can't be read",
    "issuer.key-kind": "the issuer's key is of a kind that can't be used",
    "dates.ok": "it is valid today",
    "dates.none": "it says nothing about dates",
    "dates.not-yet": "it is not valid before {valid-from}",
    "dates.expired": "it expired on {valid-until}",
    "dates.malformed": "its dates can't be read",
    "dates.kind-not-supported": _KIND,
    "status.ok": "it has not been withdrawn",
    "status.none": "it can't be withdrawn: it names no status list",
    "status.revoked": "the issuer has withdrawn it {reason}",
    "status.suspended": "the issuer has suspended it {reason}",
    "status.malformed": "it does not say properly where its status is",
    "status.list-malformed": "the issuer's status list can't be read",
    "status.list-changed": "the issuer's status list was changed after it was signed",
    "status.list-other-issuer": "the status list is another issuer's",
    "status.other-list": "what stands at the address of the status list is another list",
    "status.purpose-differs": "the status list is for another purpose than the badge says",
    "status.out-of-range": "the status list has no place for this badge",
    "status.unreachable": "the issuer's status list could not be fetched",
    "status.kind-not-supported": "this kind of status can't be checked by this version",
    "status.purpose-not-supported": "its status is of a kind that is not understood: {purpose}",
    "status.list-expired": "the issuer's status list is out of date",
    "status.list-too-large": "the issuer's status list is larger than {max-bytes} bytes, so it was not read",
    "status.list-not-checked": "the status list itself could not be checked",
    "holder.matches": "it is bound to the address you gave",
    "holder.not-asked": "you gave no address to compare (--address)",
    "holder.other": "it is not bound to the address you gave",
    "holder.not-bound": "it is bound to no address, so it can't be compared with yours",
    "holder.kind-not-supported": _KIND,
}


def meaning_of(check: Check) -> str:
    """The check in words; its code where there are none."""
    words = MEANINGS.get(check.code, check.code)
    return " ".join(words.format_map(defaultdict(str, check.facts)).split())
