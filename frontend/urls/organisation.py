"""What an organisation keeps and counts."""

from django.urls import URLPattern, path

from frontend.views.organisation import doors, figures

urlpatterns: list[URLPattern] = [
    path("organisations/<slug:slug>", doors.show, name="organisation"),
    path("organisations/<slug:slug>/figures", figures.show, name="organisation-figures"),
    path("organisations/<slug:slug>/figures/<int:year>.xlsx", figures.as_xlsx, name="figures-xlsx"),
    path("organisations/<slug:slug>/figures/<int:year>/<slug:key>.csv", figures.as_csv, name="figures-csv"),
]
