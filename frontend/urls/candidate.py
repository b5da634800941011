"""Home, portfolio, practice log, and the candidate's side of a trajectory."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
