"""Addresses that stand in badges: they outlive releases."""

from django.urls import path, re_path

from api.public import views

_UUID = r"(?P<pk>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"

urlpatterns = [
    path("organisations/<slug:slug>/did.json", views.DidDocument.as_view(), name="did-document"),
    path("status/<uuid:pk>", views.StatusListDocument.as_view(), name="status-list"),
    path("achievements/<uuid:pk>.json", views.AchievementDocument.as_view(), name="achievement-document"),
    re_path(rf"^badges/{_UUID}\.(?P<form>json|png|svg)$", views.BadgeFile.as_view(), name="badge-file"),
]
