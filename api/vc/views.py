"""Issuing and verifying, one address each. Clients go by the status code: 400 whenever anything is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.authentication import TokenAuthentication
from api.endpoints import Endpoint
from api.parsers import StrictJSONParser
from api.permissions import Anybody
from api.vc import problems
from api.vc.backing import Backing, OrganisationsBacking
from api.vc.bodies import VerifyBody, read_issue, read_verify
from credentials.core.errors import CredentialError, MalformedCredential
from credentials.core.lenient import items_of, objects_of
from credentials.core.presentation_model import ENVELOPED_CREDENTIAL
from credentials.core.presentations import verify_presentation_in
from credentials.core.primitives.proof_members import require_meant_for
from credentials.core.report import KnownIssuer, Report
from credentials.core.verify import Surroundings, verify_in
from foundation.errors import NotFound
from foundation.people.models import ApiToken
from foundation.people.services.tokens import ISSUE, VERIFY

_CREDENTIALS = ("VerifiableCredential", ENVELOPED_CREDENTIAL)


class WithScope(BasePermission):
    """A token with the scope that the view names. A session is not looked at here."""

    message = ""

    def has_permission(self, request: Request, view: APIView) -> bool:
        scope: str = view.scope  # type: ignore[attr-defined]
        self.message = _("This token may not do this. Make one with the scope “%(scope)s”.") % {"scope": scope}
        return isinstance(request.auth, ApiToken) and scope in request.auth.scopes


class VcEndpoint(Endpoint):
    """``backing`` may be another where these views are served (``as_view(backing=…)``)."""

    authentication_classes: list[Any] = [TokenAuthentication]
    permission_classes = [WithScope]
    parser_classes = [StrictJSONParser]
    backing: Backing = OrganisationsBacking()
    scope: ClassVar[str] = VERIFY
    says_verified: ClassVar[bool] = False
    """Whether an answer, a refusal too, says ``verified``."""

    def get_exception_handler(self) -> Callable[..., Response | None]:
        return problems.handle


@extend_schema(exclude=True)
class IssueCredential(VcEndpoint):
    """``POST /credentials/issue``: the credential as it was sent, with a proof or in an envelope; 201."""

    scope = ISSUE

    def post(self, request: Request) -> Response:
        body = read_issue(request.data)
        issued = self.backing.issue(body.credential, cryptosuite=body.cryptosuite, as_jwt=body.as_jwt, request=request)
        return Response({"verifiableCredential": issued}, status=201)


@extend_schema(exclude=True)
class VerifyCredential(VcEndpoint):
    """``POST /credentials/verify``: 200 when everything holds, 400 when anything does not."""

    says_verified = True
    member = "verifiableCredential"

    def post(self, request: Request) -> Response:
        body = read_verify(request.data, self.member)
        report = self.check(body)
        found = [*problems.problems_in(report, status_wanted=body.status_wanted), *self.unmet(body)]
        answer = {"verified": not found, "problemDetails": found, "report": report.as_json()}
        return Response(answer, status=400 if found else 200)

    def check(self, body: VerifyBody) -> Report:
        """Raises MalformedCredential for what else could be verified: a presentation, an Open Badge 2.0."""
        kinds = items_of(body.document.get("type"))
        if not any(kind in kinds for kind in _CREDENTIALS):
            field, rule = f"/{self.member}/type", "must include VerifiableCredential"
            raise MalformedCredential(f"{field} {rule}.", field=field, detail=rule)
        return verify_in(self.surroundings(), body.document)

    def unmet(self, body: VerifyBody) -> Iterator[dict[str, Any]]:
        """Problems of a proof that was made for another domain or challenge than is asked here."""
        for proof in objects_of(body.document.get("proof")):
            try:
                require_meant_for(proof, domain=body.domain, challenge=body.challenge)
            except CredentialError as error:
                yield problems.problem_of(error)

    def surroundings(self) -> Surroundings:
        """Every issuer counts as known: whom to trust is for the caller to say, who gets the issuer with the report."""
        return self.backing.surroundings()._replace(is_known_issuer=lambda did: KnownIssuer(did=did, name=""))


@extend_schema(exclude=True)
class VerifyPresentation(VerifyCredential):
    """``POST /presentations/verify``: its own proof, the challenge and domain asked for, and every credential in it."""

    member = "verifiablePresentation"

    def unmet(self, body: VerifyBody) -> Iterator[dict[str, Any]]:
        """Nothing more: what is asked of a presentation is looked at with its proof."""
        yield from ()

    def check(self, body: VerifyBody) -> Report:
        return verify_presentation_in(self.surroundings(), body.document, domain=body.domain, challenge=body.challenge)


@extend_schema(exclude=True)
class IssuerDid(VcEndpoint):
    """``GET /did``: in whose name this token issues."""

    scope = ISSUE

    def get(self, request: Request) -> Response:
        return Response({"did": self.backing.did(request)})


@extend_schema(exclude=True)
class UnknownAddress(VcEndpoint):
    """Anything else below /vc-api/: 404, and in JSON."""

    authentication_classes: list[Any] = []
    permission_classes = [Anybody]

    def nowhere(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        raise NotFound(_("There is nothing at this address."))

    get = post = put = patch = delete = nowhere
