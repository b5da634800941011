"""What every address of the API has in common: a bound on what is read, and bodies that become plain values."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException
from rest_framework.generics import GenericAPIView
from rest_framework.pagination import CursorPagination as Cursor
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from api.pagination import CursorPagination
from foundation.people.models import Person

_FORM_OVERHEAD_BYTES = 64 * 1024  # of a multipart form, around its file


class TooLarge(APIException):
    status_code = 413
    default_code = "too-large"


class Endpoint(APIView):
    """A view of the API. ``body_limit`` in bytes is looked at before anything of the body is read."""

    body_limit: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0  # the server hands on no body either
        if length > self.body_limit:
            message = _("This is too large: %(limit)s KB is the most. Send less at a time.")
            raise TooLarge(message % {"limit": self.body_limit // 1024})
        super().initial(request, *args, **kwargs)

    @property
    def person(self) -> Person:
        """Whoever asks; the permission has seen to it that somebody is signed in."""
        return cast(Person, self.request.user)

    def read(self, shape: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """The body as plain values. Raises rest_framework's ValidationError, which names every field."""
        return self._values(shape, self.request.data)

    def asked(self, shape: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """The query of the address as plain values."""
        return self._values(shape, self.request.query_params)

    def _values(self, shape: type[BaseSerializer[Any]], data: Any) -> dict[str, Any]:
        serializer = shape(data=data, context={"request": self.request})
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)


class ListEndpoint(Endpoint, GenericAPIView[Any]):
    """A list by pages. A subclass names ``serializer_class``, ``pagination_class`` and ``get_queryset``."""

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        assert self.paginator is not None
        rows = self.paginator.paginate_queryset(self.get_queryset(), request, view=self)
        return self.paginator.get_paginated_response(self.get_serializer(rows, many=True).data)


def ordered_by(*fields: str) -> type[Cursor]:
    """Pages in this order. The first field may not be empty anywhere; the identifier breaks ties."""
    return type("OrderedPagination", (CursorPagination,), {"ordering": (*fields, "-pk")})


def upload_limit() -> int:
    """The largest body that may hold one document."""
    return settings.ERKEND_MAX_DOCUMENT_BYTES + _FORM_OVERHEAD_BYTES
