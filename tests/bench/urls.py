"""Every address of Erkend, and the floor that the others are measured against: an empty page in the same frame."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

FLOOR = "/bench/floor"


@login_required
def floor(request: HttpRequest) -> HttpResponse:
    return render(request, "frame.html", {"title": "Empty"})


urlpatterns = [path(FLOOR.removeprefix("/"), floor, name="bench-floor"), path("", include("foundation.urls"))]
