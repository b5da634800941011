"""Addresses for machines: public documents, our REST and its documentation, the VC-API, and whether this process is well."""

from django.urls import include, path

from api.documentation import Documentation, Schema
from foundation.health import healthz, readyz

urlpatterns = [
    path("", include("api.public.urls")),
    path("ims/case/v1p1/", include("api.public.case_urls")),
    path("api/v1/", include("api.v1.urls")),
    path("vc-api/", include("api.vc.urls")),
    path("api/schema/", Schema.as_view(), name="api-schema"),
    path("api/docs/", Documentation.as_view(), name="api-docs"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
