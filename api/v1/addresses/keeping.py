"""The coach's talks, hours of coach and assessors, and what is kept how long."""

from django.urls import path

from api.v1 import keeping

_T = "trajectories/<uuid:pk>"

urlpatterns = [
    path("me/kept", keeping.MyKept.as_view(), name="api-my-kept"),
    path(f"{_T}/talks", keeping.Talks.as_view(), name="api-talks"),
    path(f"{_T}/talks/chosen", keeping.ChosenPoints.as_view(), name="api-talks-chosen"),
    path(f"{_T}/talks/<uuid:talk>", keeping.Talk.as_view(), name="api-talk"),
    path(f"{_T}/work-hours", keeping.WorkHours.as_view(), name="api-work-hours"),
]
