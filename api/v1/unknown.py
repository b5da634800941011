"""An address under /api/v1/ that leads nowhere: said as a problem, not as a page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from api.endpoints import Endpoint
from api.permissions import Anybody
from foundation.errors import NotFound


@extend_schema(exclude=True)
class UnknownAddress(Endpoint):
    authentication_classes: list[Any] = []
    permission_classes = [Anybody]

    def nowhere(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        raise NotFound(_("There is nothing at this address. The documentation at /api/docs/ lists all of them."))

    get = post = put = patch = delete = nowhere
