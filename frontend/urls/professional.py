"""The work of coach, assessor, quality officer, coordinator and manager."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
