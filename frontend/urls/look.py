"""The choice of language, and the catalogue of components where somebody builds on it."""

from django.conf import settings
from django.urls import URLPattern, path

from frontend.views.language import choose_language
from frontend.views.styleguide import styleguide

urlpatterns: list[URLPattern] = [path("language", choose_language, name="language")]
if getattr(settings, "ERKEND_EMBEDDED", False):
    urlpatterns += [path("styleguide", styleguide, name="styleguide")]
