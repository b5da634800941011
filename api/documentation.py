"""The OpenAPI document and the page that shows it, loading nothing from elsewhere and running no inline code."""

from __future__ import annotations

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.negotiation import DefaultContentNegotiation

from api.permissions import Anybody


class Schema(SpectacularAPIView):
    """The OpenAPI document, as YAML or as JSON (``?format=json``)."""

    permission_classes = [Anybody]
    content_negotiation_class = DefaultContentNegotiation


class Documentation(SpectacularSwaggerSplitView):
    """Swagger UI. Its template is ours: the package's holds a style element, which the policy forbids."""

    permission_classes = [Anybody]
    template_name = "api/documentation.html"
    url_name = "api-schema"
