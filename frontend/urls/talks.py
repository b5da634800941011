"""The talks of coach and candidate, and the hours of coach and assessors."""

from django.urls import URLPattern, path

from frontend.views.guiding import talks, work_hours

urlpatterns: list[URLPattern] = [
    path("trajectories/<uuid:pk>/talks", talks.show, name="talks"),
    path("trajectories/<uuid:pk>/talks/<uuid:talk>/take-back", talks.take_back, name="talk-take-back"),
    path("trajectories/<uuid:pk>/work-hours", work_hours.show, name="work-hours"),
]
