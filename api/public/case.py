"""CASE 1.1 at ``/ims/case/v1p1``: every standard that is here, for whoever wants to read it (1EdTech, REST binding)."""

from __future__ import annotations

import json
from typing import Any, ClassVar
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from api.public.documents import PublicDocument, public_document
from evc.standards.case import publishing
from foundation.addresses import public_address
from foundation.errors import NotFound

_SECONDS = 3600  # a version in use never changes, and one that isn't yet seldom does
_MOST = 500
_JSON = "application/json"


class _CaseDocument(PublicDocument):
    """One thing by its identifier. ``gives`` makes it."""

    gives: ClassVar[Any]

    def get(self, request: Request, identifier: str) -> HttpResponse:
        try:
            found = type(self).gives(UUID(identifier))
        except ValueError:
            return _status(400, "invalid_uuid", "The identifier has to be a UUID.")
        except NotFound as error:
            return _status(404, "unknownobject", str(error.message))
        return _answer(request, found)


@extend_schema(exclude=True)
class CFDocuments(PublicDocument):
    """Every version, the newest first, with ``limit`` and ``offset``."""

    def get(self, request: Request) -> HttpResponse:
        try:
            limit, offset = (
                int(request.query_params.get(name, usual)) for name, usual in (("limit", 100), ("offset", 0))
            )
        except ValueError:
            return _status(400, "invalid_selection_field", "limit and offset are whole numbers.")
        if not (1 <= limit <= _MOST and 0 <= offset <= 10**6):
            return _status(400, "invalid_selection_field", f"limit is 1 to {_MOST}, offset 0 or more.")
        versions = publishing.documents()
        total = versions.count()
        found = [publishing.document(version) for version in versions[offset : offset + limit]]
        response = _answer(request, {"CFDocuments": found})
        response.headers["X-Total-Count"] = str(total)
        response.headers["Access-Control-Expose-Headers"] = "X-Total-Count, Link"
        if offset + limit < total:
            following = public_address(f"/ims/case/v1p1/CFDocuments?limit={limit}&offset={offset + limit}")
            response.headers["Link"] = f'<{following}>; rel="next"'
        return response


@extend_schema(exclude=True)
class CFDocument(_CaseDocument):
    @staticmethod
    def gives(identifier: UUID) -> dict[str, Any]:
        return publishing.document(publishing.find_document(identifier))


@extend_schema(exclude=True)
class CFPackage(_CaseDocument):
    gives = staticmethod(publishing.package)


@extend_schema(exclude=True)
class CFItem(_CaseDocument):
    """What the alignments of our badges point at."""

    gives = staticmethod(publishing.item)


@extend_schema(exclude=True)
class CFItemAssociations(_CaseDocument):
    gives = staticmethod(publishing.item_associations)


@extend_schema(exclude=True)
class CFAssociation(_CaseDocument):
    gives = staticmethod(publishing.association)


@extend_schema(exclude=True)
class CFItemTypes(_CaseDocument):
    gives = staticmethod(publishing.item_types)


@extend_schema(exclude=True)
class CFRubric(_CaseDocument):
    gives = staticmethod(publishing.rubric)


def _answer(request: Request, found: dict[str, Any]) -> HttpResponse:
    body = json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()
    return public_document(request, body, media_type=_JSON, seconds=_SECONDS)


def _status(status: int, minor: str, description: str) -> HttpResponse:
    """An imsx_StatusInfo: how the services of 1EdTech say no."""
    told = {
        "imsx_codeMajor": "failure",
        "imsx_severity": "error",
        "imsx_description": description,
        "imsx_codeMinor": {
            "imsx_codeMinorField": [{"imsx_codeMinorFieldName": "Erkend", "imsx_codeMinorFieldValue": minor}]
        },
    }
    response = HttpResponse(json.dumps(told), content_type=_JSON, status=status)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
