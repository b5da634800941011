"""The interview and the observation: what to ask, what was seen, and what was recorded."""

from django.urls import URLPattern, path

from frontend.views.professional import guide

urlpatterns: list[URLPattern] = [
    path("trajectories/<uuid:pk>/interview-guide", guide.guide, name="interview-guide"),
]
