"""Qualification standards: what is here, what a version asks, and bringing one in."""

from django.urls import URLPattern, path

from frontend.views.professional import standards, standards_import

urlpatterns: list[URLPattern] = [
    path("standards", standards.overview, name="standards"),
    path("standards/template.xlsx", standards.template, name="standard-template"),
    path("standards/import", standards_import.upload, name="standard-import"),
    path("standards/imports/<uuid:pk>", standards_import.show, name="standard-imported"),
    path("standards/imports/<uuid:pk>/levels", standards_import.levels, name="standard-import-levels"),
    path("standards/imports/<uuid:pk>/confirm", standards_import.confirm, name="standard-import-confirm"),
    path("standards/<uuid:pk>", standards.show, name="standard"),
    path("standards/<uuid:pk>/settings", standards.change, name="standard-settings"),
    path("standards/<uuid:pk>/changes/<uuid:since>", standards.changes, name="standard-changes"),
    path("standards/<uuid:pk>/file.<slug:form>", standards.download, name="standard-file"),
]
