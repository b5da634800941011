"""Checking any badge, open to anybody. Nothing that is sent is kept."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint, TooLarge
from api.fields import Answer, Body, Text, Upload
from api.parsers import StrictJSONParser
from api.permissions import Anybody
from api.throttling import VerifyThrottle
from credentials import services as credentials
from credentials.core.report import CheckName, Finding, ReportVerdict
from credentials.services import Verification
from foundation.errors import InvalidInput, NotFound

_FILE_BYTES = 10 * 1024 * 1024  # a medal of ours is a hundredth of that
_FORM_BYTES = 64 * 1024
VERDICTS = [str(verdict) for verdict in ReportVerdict]


class VerifyBody(Body):
    """One of the three; with a report (PDF) also the badge that should name it. ``email``: whether the badge is bound to this
    address, which is compared and not kept."""

    file = Upload(required=False)
    credential = serializers.JSONField(required=False, help_text="The badge itself: an object, or a token (JWT).")
    address = Text(required=False, max_length=2000, help_text="Of a badge's page here, or the code under its medal.")
    email = Text(required=False, max_length=254)


class CheckSerializer(Answer):
    name = serializers.ChoiceField(choices=[str(name) for name in CheckName])
    finding = serializers.ChoiceField(choices=[str(finding) for finding in Finding])
    code = serializers.CharField()
    facts = serializers.DictField(child=serializers.CharField())


class RevocationSerializer(Answer):
    revoked_at = serializers.DateTimeField()
    because = serializers.CharField()


class SuspensionSerializer(Answer):
    suspended_at = serializers.DateTimeField()
    because = serializers.CharField()


class SealedReportSerializer(Answer):
    title = serializers.CharField()
    sealed_by = serializers.CharField()
    sealed_at = serializers.DateTimeField()
    replaced_at = serializers.DateTimeField(allow_null=True)


class BadgeReportSerializer(Answer):
    """One badge: the checks in a fixed order and what it states; ``credential`` is empty where nothing could be read.

    ``inner``: the badges inside a learner record or a presentation, which count in the verdict. ``endorsements``: what
    others say in it about it, which doesn't count.
    """

    verdict = serializers.ChoiceField(choices=VERDICTS)
    checks = CheckSerializer(many=True)
    issuer = serializers.DictField()
    credential = serializers.DictField()

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        """A report holds reports, which a class can't say of itself while it is being made."""
        return {
            **super().get_fields(),
            "inner": BadgeReportSerializer(many=True),
            "endorsements": BadgeReportSerializer(many=True),
        }


class VerificationReportSerializer(BadgeReportSerializer):
    """The report, and where the badge was found.

    ``looked_up``: found at the issuer by its address or code, not read from a file. ``revocation`` and ``suspension``:
    since when and why it doesn't count, where it is one of ours. ``replaced``: whether another badge came in its place.
    ``sealed_report``: a report (PDF) of ours.
    """

    looked_up = serializers.BooleanField()
    revocation = RevocationSerializer(allow_null=True)
    suspension = SuspensionSerializer(allow_null=True)
    replaced = serializers.BooleanField()
    sealed_report = SealedReportSerializer(allow_null=True)


class Verify(Endpoint):
    """Check a badge: a PNG, an SVG, a JSON or a JWT file, the credential itself, or an address or code of ours; or a report.

    A report is a sealed PDF, sent as the file. Send the badge with it (credential or address) to know whether they belong
    together.

    Learner records and presentations are taken as well, with every badge in them. Where fetching is allowed, the address
    may be that of an Open Badge 2.0 of somebody else.

    Whatever could be judged is answered with 200 and a verdict, also when there is no badge in it.
    """

    authentication_classes: list[Any] = []
    permission_classes = [Anybody]
    throttle_classes = [VerifyThrottle]
    parser_classes = [MultiPartParser, StrictJSONParser]
    body_limit = _FILE_BYTES + _FORM_BYTES

    @extend_schema(
        request={"multipart/form-data": VerifyBody, "application/json": VerifyBody},
        responses=VerificationReportSerializer,
        auth=[],
    )
    def post(self, request: Request) -> Response:
        # A badge as it is, posted as JSON, is its own body; only a badge has a context.
        is_badge = isinstance(request.data, dict) and "@context" in request.data
        given: dict[str, Any] = {"credential": request.data} if is_badge else self.read(VerifyBody)
        return Response(_as_json(_verify(given, expected=given.get("email", "").strip() or None)))


def _verify(given: dict[str, Any], *, expected: str | None) -> Verification:
    named = [name for name in ("file", "credential", "address") if given.get(name) not in (None, "")]
    if named[:1] == ["file"] and len(named) == 2:
        return _verify_report(given, named[1])
    if len(named) != 1:
        raise InvalidInput(
            _("Send one badge: a file, a credential, or an address or code of ours."), code="nothing-to-verify"
        )
    if named == ["file"]:
        if given["file"].size > _FILE_BYTES:
            raise TooLarge(_("This file is too large to hold a badge. Ask for the original file."))
        return credentials.verify_bytes(given["file"].read(), expected_address=expected)
    return _verify_badge(given, named[0], expected=expected)


def _verify_report(given: dict[str, Any], badge: str) -> Verification:
    """A report together with the badge that should name it."""
    if given["file"].size > _FILE_BYTES:
        raise TooLarge(_("This file is too large to be a report. Ask for the original file."))
    data = given["file"].read()
    if not credentials.is_pdf(data):
        raise InvalidInput(
            _("Send one badge: a file, a credential, or an address or code of ours."), code="nothing-to-verify"
        )
    return credentials.verify_report(data, badge=_verify_badge(given, badge, expected=None))


def _verify_badge(given: dict[str, Any], named: str, *, expected: str | None) -> Verification:
    """One that was sent as a credential, or by its address or code."""
    if named == "credential":
        credential = given["credential"]
        text = credential if isinstance(credential, str) else json.dumps(credential, ensure_ascii=False)
        return credentials.verify_bytes(text.encode(), expected_address=expected)
    found = credentials.verify_address(given["address"], expected_address=expected)
    if found is None:
        raise NotFound(
            _("We issued no badge with this address or code. Check it, or send the badge's file."), code="badge-unknown"
        )
    return found


def _as_json(found: Verification) -> dict[str, Any]:
    badge, revocation, suspension, document = found.badge, None, None, found.document
    if badge is not None and badge.revoked_at is not None:
        revocation = {"revoked_at": badge.revoked_at.isoformat(), "because": badge.revoked_because}
    if badge is not None and badge.suspended_at is not None:
        suspension = {"suspended_at": badge.suspended_at.isoformat(), "because": badge.suspended_because}
    return {
        **found.report.as_json(),
        "looked_up": found.was_looked_up,
        "revocation": revocation,
        "suspension": suspension,
        "replaced": badge is not None and badge.replaced_by_id is not None,
        "sealed_report": None
        if document is None
        else {
            "title": document.title,
            "sealed_by": document.issuer.organisation.name,
            "sealed_at": document.sealed_at.isoformat(),
            "replaced_at": document.replaced_at.isoformat() if document.replaced_at else None,
        },
    }
