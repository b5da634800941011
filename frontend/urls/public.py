"""Pages that need no account: start, check a badge, a badge's page, a witness's link."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
