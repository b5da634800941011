"""Every address of Erkend, and allauth's own pages, so that the flows can be tested without ours."""

from django.urls import include, path

from foundation.urls import urlpatterns as _ours

urlpatterns = [*_ours, path("accounts/", include("allauth.account.urls"))]
