"""What is kept how long: of oneself, and by an organisation."""

from django.urls import URLPattern, path

from frontend.views.keeping import organisation, own

urlpatterns: list[URLPattern] = [
    path("account/kept", own.kept, name="kept"),
    path("organisations/<slug:slug>/retention", organisation.show, name="organisation-retention"),
    path("organisations/<slug:slug>/retention/<slug:kept>", organisation.term, name="retention-term"),
]
