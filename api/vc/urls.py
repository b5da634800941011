"""The addresses of the VC-API. None ends in a slash, and none is answered with a redirect."""

from django.urls import path, re_path

from api.vc import views

urlpatterns = [
    path("credentials/issue", views.IssueCredential.as_view(), name="api-vc-issue"),
    path("credentials/verify", views.VerifyCredential.as_view(), name="api-vc-verify"),
    path("presentations/verify", views.VerifyPresentation.as_view(), name="api-vc-verify-presentation"),
    path("did", views.IssuerDid.as_view(), name="api-vc-did"),
    re_path(r"^.*$", views.UnknownAddress.as_view(), name="api-vc-unknown"),
]
