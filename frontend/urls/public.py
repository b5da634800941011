"""Pages that need no account: start, check a badge, a badge's page, a witness's link."""

from django.urls import URLPattern, path

from frontend.views.public import badges, start, verify, witness

urlpatterns: list[URLPattern] = [
    path("", start.start, name="start"),
    path("verify", verify.verify, name="verify"),
    path("badges/<uuid:pk>", badges.badge, name="badge"),
    path("achievements/<uuid:pk>", badges.achievement, name="achievement"),
    path("confirm/<str:token>", witness.confirm, name="confirm"),
    path("toegankelijkheid", start.accessibility, name="accessibility"),
]
