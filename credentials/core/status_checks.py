"""The check ``status``: every entry is looked at, in a list that is itself signed by the same issuer and still valid."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from credentials.core.data_model import BITSTRING_ENTRY, check_data_model, items_of, validity_members
from credentials.core.errors import CredentialError, MalformedStatusList, Unreachable
from credentials.core.primitives.canonical import is_absolute_iri
from credentials.core.primitives.timestamps import parse_timestamp
from credentials.core.proof_checks import ResolveDid, check_proofs
from credentials.core.report import Check, CheckName, Finding, worst
from credentials.core.status_list import REVOCATION, SUSPENSION, StatusAnswer, check_status
from credentials.core.summary import summarise

LoadStatusList = Callable[[str], Mapping[str, Any]]

_FATAL = {REVOCATION: "status.revoked", SUSPENSION: "status.suspended"}
_HARMLESS = frozenset({"refresh", "message"})


def check_statuses(
    document: Mapping[str, Any],
    *,
    issuer_id: str,
    now: datetime,
    resolve_did: ResolveDid,
    load_status_list: LoadStatusList,
) -> Check:
    """Look up every status entry of the document. Never raises for anything that it or a list holds."""
    entries = items_of(document.get("credentialStatus"))
    if not entries:
        return Check(CheckName.STATUS, Finding.ABSENT, "status.none")
    checker = _Checker(issuer_id, now, resolve_did, load_status_list)
    return worst([checker.check(entry) for entry in entries])


class _Checker:
    def __init__(
        self, issuer_id: str, now: datetime, resolve_did: ResolveDid, load_status_list: LoadStatusList
    ) -> None:
        self._issuer_id = issuer_id
        self._now = now
        self._resolve_did = resolve_did
        self._load = load_status_list
        self._lists: dict[str, Mapping[str, Any] | Check] = {}

    def check(self, entry: Any) -> Check:
        if not isinstance(entry, Mapping):
            return _status(Finding.FAILED, "status.malformed")
        if BITSTRING_ENTRY not in items_of(entry.get("type")):
            return _status(Finding.NOT_CHECKED, "status.kind-not-supported", kind=str(entry.get("type")))
        url = entry.get("statusListCredential")
        if not isinstance(url, str) or not is_absolute_iri(url):
            return _status(Finding.FAILED, "status.malformed")
        status_list = self._trusted_list(url)
        if isinstance(status_list, Check):
            return status_list
        try:
            answer = check_status(entry, status_list)
        except MalformedStatusList as error:
            return _status(Finding.FAILED, error.code, list=url)
        return _judged(answer, url, str(entry["statusListIndex"]))

    def _trusted_list(self, url: str) -> Mapping[str, Any] | Check:
        if url not in self._lists:
            self._lists[url] = self._fetch(url)
        return self._lists[url]

    def _fetch(self, url: str) -> Mapping[str, Any] | Check:
        """The list when its form, issuer, proof and dates are in order, else the check that says why not."""
        try:
            status_list = self._load(url)
            check_data_model(status_list)
        except Unreachable:
            return _status(Finding.NOT_CHECKED, "status.unreachable", list=url)
        except CredentialError:
            return _status(Finding.FAILED, "status.list-malformed", list=url)
        return self._found_wanting(url, status_list) or status_list

    def _found_wanting(self, url: str, status_list: Mapping[str, Any]) -> Check | None:
        """The issuer, the proof and the dates of a list, which come before any of its bits count."""
        if summarise(status_list).issuer_did != self._issuer_id:
            return _status(Finding.FAILED, "status.list-other-issuer", list=url)
        proofs = check_proofs(status_list, issuer_id=self._issuer_id, now=self._now, resolve_did=self._resolve_did)
        found = worst([proofs.proof, proofs.issuer])
        if found.finding is Finding.FAILED:
            return _status(Finding.FAILED, "status.list-changed", list=url, cause=found.code)
        if found.finding is Finding.NOT_CHECKED:
            return _status(Finding.NOT_CHECKED, "status.list-not-checked", list=url, cause=found.code)
        start, end = (parse_timestamp(status_list.get(member)) for member in validity_members(status_list))
        if (start is not None and self._now < start) or (end is not None and self._now > end):
            return _status(Finding.NOT_CHECKED, "status.list-expired", list=url)
        return None


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
