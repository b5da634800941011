"""The addresses of ``python -m api.vc``: those of the VC-API, without a token. No other settings name this module."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, URLResolver, include, path, re_path

from api.permissions import Anybody
from api.vc import views
from api.vc.backing import Backing
from api.vc.open_backing import OpenBacking
from foundation.fetch import Fetcher


def open_addresses(backing: Backing) -> list[URLPattern | URLResolver]:
    """The views of the product, open to anybody and with another backing."""
    shared: dict[str, Any] = {"backing": backing, "authentication_classes": [], "permission_classes": [Anybody]}
    addresses = [
        path("credentials/issue", views.IssueCredential.as_view(**shared)),
        path("credentials/verify", views.VerifyCredential.as_view(**shared)),
        path("presentations/verify", views.VerifyPresentation.as_view(**shared)),
        path("did", views.IssuerDid.as_view(**shared)),
    ]
    return [path("vc-api/", include(addresses)), re_path(r"^.*$", views.UnknownAddress.as_view())]


backing = OpenBacking(Fetcher())
urlpatterns = open_addresses(backing)
