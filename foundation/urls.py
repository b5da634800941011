"""Every address. Pages are named in frontend/urls.py, machines' addresses in api/urls.py."""

from django.urls import include, path

urlpatterns = [
    path("", include("api.urls")),
    path("", include("frontend.urls")),
]
handler400 = "frontend.errors.bad_request"
handler403 = "frontend.errors.forbidden"
handler404 = "frontend.errors.not_found"
handler500 = "frontend.errors.server_error"
