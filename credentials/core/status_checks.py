"""The check ``status``: every entry is looked at, in a list that is itself signed by the same issuer and still valid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from credentials.core.data_model import MAX_STATUS_ENTRIES, check_data_model, issuer_id_of, validity_members
from credentials.core.errors import CredentialError, MalformedStatusList, Unreachable
from credentials.core.lenient import items_of, objects_of
from credentials.core.primitives.canonical import is_absolute_iri
from credentials.core.primitives.timestamps import parse_timestamp
from credentials.core.proof_checks import ResolveDid, check_proofs
from credentials.core.report import Check, CheckName, Finding, worst
from credentials.core.revocation_list import REVOCATION_LIST, RevocationList, open_revocation_list
from credentials.core.status_list import (
    REVOCATION,
    SUSPENSION,
    CheckedList,
    Content,
    OpenedList,
    StatusAnswer,
    kind_of,
    look_up,
    open_status_list,
)

if TYPE_CHECKING:
    from credentials.core.status_cache import StatusListCache

LoadStatusList = Callable[[str], Mapping[str, Any]]
_CheckList: TypeAlias = Callable[[Mapping[str, Any]], CheckedList[Content] | Check]

_FATAL = {REVOCATION: "status.revoked", SUSPENSION: "status.suspended"}
_HARMLESS = frozenset({"refresh", "message"})
# A list beyond our cap is not known to be wrong; it was not read.
_NOT_READ = frozenset({"status.list-too-large"})


def check_statuses(
    document: Mapping[str, Any],
    *,
    issuer_id: str,
    now: datetime,
    resolve_did: ResolveDid,
    load_status_list: LoadStatusList,
    status_cache: StatusListCache | None = None,
) -> Check:
    """Look up every status entry of the document. Never raises for anything that it or a list holds.

    ``status_cache``: where findings about lists are kept for the next document; without one every list is checked anew.
    """
    entries = items_of(document.get("credentialStatus"))
    if not entries:
        return Check(CheckName.STATUS, Finding.ABSENT, "status.none")
    if len(entries) > MAX_STATUS_ENTRIES:
        return _status(Finding.FAILED, "status.too-many", cap="entries", limit=str(MAX_STATUS_ENTRIES))
    lists = _Lists(issuer_id, now, resolve_did, load_status_list, status_cache)
    return worst([_check_entry(entry, document.get("id"), lists) for entry in entries])


def _check_entry(entry: Any, credential_id: Any, lists: _Lists) -> Check:
    if not isinstance(entry, Mapping):
        return _status(Finding.FAILED, "status.malformed")
    if REVOCATION_LIST in items_of(entry.get("type")):
        return _check_revocation(entry, credential_id, lists)
    kind = kind_of(entry)
    if kind is None:
        return _status(Finding.NOT_CHECKED, "status.kind-not-supported", kind=str(entry.get("type")))
    return _check_bits(entry, kind, lists)


def _check_bits(entry: Mapping[str, Any], kind: str, lists: _Lists) -> Check:
    url = entry.get("statusListCredential")
    if not isinstance(url, str) or not is_absolute_iri(url):
        return _status(Finding.FAILED, "status.malformed")
    opened = lists.status_list(url, kind)
    if isinstance(opened, Check):
        return opened
    try:
        answer = look_up(entry, opened)
    except MalformedStatusList as error:
        return _status(Finding.FAILED, error.code, list=url)
    return _judged(answer, url, entry["statusListIndex"])


def _check_revocation(entry: Mapping[str, Any], credential_id: Any, lists: _Lists) -> Check:
    """The list names what was revoked by its id, so a credential without one can't be looked up."""
    url = entry.get("id")
    if not isinstance(url, str) or not is_absolute_iri(url) or not isinstance(credential_id, str):
        return _status(Finding.FAILED, "status.malformed")
    revoked = lists.revocation_list(url)
    if isinstance(revoked, Check):
        return revoked
    if credential_id in revoked.reasons:
        reason = revoked.reasons[credential_id]
        return _status(Finding.FAILED, "status.revoked", list=url, **({"reason": reason} if reason else {}))
    if (revoked.id or url) != url:
        return _status(Finding.NOT_CHECKED, "status.other-list", list=url)
    return _status(Finding.PASSED, "status.ok", list=url, remark="list-unsigned")


class _Lists:
    """The lists that the entries of one document point to, each loaded once for each kind of list it is named as."""

    def __init__(
        self,
        issuer_id: str,
        now: datetime,
        resolve_did: ResolveDid,
        load: LoadStatusList,
        cache: StatusListCache | None,
    ) -> None:
        self._issuer_id = issuer_id
        self._now = now
        self._resolve_did = resolve_did
        self._load = load
        self._cache = cache
        self._answers: dict[tuple[str, str], CheckedList[Any] | Check] = {}

    def status_list(self, url: str, kind: str) -> OpenedList | Check:
        """The unpacked list when its form, issuer, proof and dates are in order, else the check that says why not."""
        found = self._found(url, kind, lambda document: self._check_status_list(url, document, kind))
        if isinstance(found, Check):
            return found
        if (found.valid_from is not None and self._now < found.valid_from) or (
            found.valid_until is not None and self._now > found.valid_until
        ):
            return _status(Finding.NOT_CHECKED, "status.list-expired", list=url)
        return found.content

    def revocation_list(self, url: str) -> RevocationList | Check:
        """The list of revoked credentials when it is this issuer's, else the check that says why not."""
        found = self._found(url, REVOCATION_LIST, lambda document: self._check_revocation_list(url, document))
        return found if isinstance(found, Check) else found.content

    def _found(self, url: str, kind: str, check: _CheckList[Content]) -> CheckedList[Content] | Check:
        """What is found of a list of this kind, which ``check`` checks for."""
        if (url, kind) not in self._answers:
            document = self._fetch(url)
            self._answers[url, kind] = (
                document if isinstance(document, Check) else self._checked(url, kind, document, check)
            )
        return self._answers[url, kind]

    def _checked(
        self, url: str, kind: str, document: Mapping[str, Any], check: _CheckList[Content]
    ) -> CheckedList[Content] | Check:
        """What the cache knows of this list, or what checking it finds."""
        if self._cache is None:
            return check(document)
        known = self._cache.find(url, self._issuer_id, kind, document, self._now)
        if known is not None:
            return known
        found = check(document)
        # What could not be done may be possible in a moment.
        if isinstance(found, CheckedList) or found.finding is Finding.FAILED:
            self._cache.keep(url, self._issuer_id, kind, document, self._now, found)
        return found

    def _fetch(self, url: str) -> Mapping[str, Any] | Check:
        try:
            return self._load(url)
        except Unreachable:
            return _status(Finding.NOT_CHECKED, "status.unreachable", list=url)
        except CredentialError:
            return _status(Finding.FAILED, "status.list-malformed", list=url)

    def _check_status_list(
        self, url: str, status_list: Mapping[str, Any], kind: str
    ) -> CheckedList[OpenedList] | Check:
        """The issuer and the proof of a list come before any of its bits count (Bitstring Status List, section 3.2)."""
        try:
            check_data_model(status_list)
        except CredentialError:
            return _status(Finding.FAILED, "status.list-malformed", list=url)
        if issuer_id_of(status_list) != self._issuer_id:
            return _status(Finding.FAILED, "status.list-other-issuer", list=url)
        proofs = check_proofs(status_list, issuer_id=self._issuer_id, now=self._now, resolve_did=self._resolve_did)
        proved = worst([proofs.proof, proofs.issuer])
        if proved.finding is Finding.FAILED:
            return _status(Finding.FAILED, "status.list-changed", list=url, cause=proved.code)
        if proved.finding is Finding.NOT_CHECKED:
            return _status(Finding.NOT_CHECKED, "status.list-not-checked", list=url, cause=proved.code)
        try:
            opened = open_status_list(status_list, kind=kind)
        except MalformedStatusList as error:
            finding = Finding.NOT_CHECKED if error.code in _NOT_READ else Finding.FAILED
            facts = {"max-bytes": str(error.data["max_bytes"])} if "max_bytes" in error.data else {}
            return _status(finding, error.code, list=url, **facts)
        start, end = (parse_timestamp(status_list.get(member)) for member in validity_members(status_list))
        return CheckedList(opened, start, end, _first_end(status_list))

    def _check_revocation_list(self, url: str, document: Mapping[str, Any]) -> CheckedList[RevocationList] | Check:
        try:
            revoked = open_revocation_list(document)
        except MalformedStatusList as error:
            return _status(Finding.FAILED, error.code, list=url)
        if revoked.issuer_id not in (None, self._issuer_id):
            return _status(Finding.FAILED, "status.list-other-issuer", list=url)
        return CheckedList(revoked)


def _first_end(document: Mapping[str, Any]) -> datetime | None:
    """When the first of the proofs ends; None when all of them stay."""
    ends = [parse_timestamp(proof.get("expires")) for proof in objects_of(document.get("proof"))]
    return min((end for end in ends if end is not None), default=None)


def _judged(answer: StatusAnswer, url: str, index: str) -> Check:
    facts = {"list": url, "index": index}
    if answer.message:
        facts["reason"] = answer.message
    if answer.purpose in _FATAL:
        if answer.value:
            return _status(Finding.FAILED, _FATAL[answer.purpose], **facts)
    elif answer.purpose not in _HARMLESS:
        return _status(Finding.NOT_CHECKED, "status.purpose-not-supported", purpose=answer.purpose, **facts)
    elif answer.value and answer.purpose == "refresh":
        facts["remark"] = "refresh"
    if answer.is_other_list:
        return _status(Finding.NOT_CHECKED, "status.other-list", **facts)
    if answer.is_short:
        facts["remark"] = "list-short"
    return _status(Finding.PASSED, "status.ok", **facts)


def _status(finding: Finding, code: str, **facts: str) -> Check:
    return Check(CheckName.STATUS, finding, code, facts)
