"""The report as a file, a correction of a name, what is taken over, and the certificate that an organisation seals with."""

from django.urls import URLPattern, path

from frontend.views.reports import corrections, files, seals, taking_over

urlpatterns: list[URLPattern] = [
    path("trajectories/<uuid:pk>/report.pdf", files.sealed, name="report-file"),
    path("quality/<uuid:pk>/report.pdf", files.for_officer, name="report-draft"),
    path("trajectories/<uuid:pk>/correction", corrections.ask, name="correction-ask"),
    path("corrections/<uuid:pk>", corrections.show, name="correction"),
    path("corrections/<uuid:pk>/grant", corrections.grant, name="correction-grant"),
    path("corrections/<uuid:pk>/refuse", corrections.refuse, name="correction-refuse"),
    path("trajectories/<uuid:pk>/taken-over", taking_over.show, name="taken-over"),
    path("taken-over/<uuid:pk>/agree", taking_over.agree, name="taken-over-agree"),
    path("taken-over/<uuid:pk>/take-back", taking_over.take_back, name="taken-over-take-back"),
    path("organisations/<slug:slug>/seal", seals.show, name="organisation-seal"),
    path("organisations/<slug:slug>/seal/new", seals.make, name="organisation-seal-new"),
]
