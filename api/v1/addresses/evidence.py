"""What is covered in one's own files, parts of a story that were told, and what is asked for and taken out."""

from django.urls import path

from api.v1 import covering, evidence_requests, spoken

urlpatterns = [
    path("portfolio/files/<uuid:pk>/cover", covering.CoverOfFile.as_view(), name="api-file-cover"),
    path("portfolio/items/<uuid:pk>/spoken", spoken.SpokenParts.as_view(), name="api-item-spoken"),
    path("portfolio/spoken/<uuid:pk>", spoken.SpokenPart.as_view(), name="api-spoken"),
    path("trajectories/<uuid:pk>/requests", evidence_requests.EvidenceRequests.as_view(), name="api-evidence-requests"),
    path("requests/<uuid:pk>/done", evidence_requests.FinishEvidenceRequest.as_view(), name="api-request-done"),
    path(
        "requests/<uuid:pk>/withdraw", evidence_requests.WithdrawEvidenceRequest.as_view(), name="api-request-withdraw"
    ),
    path(
        "trajectories/<uuid:pk>/dossier/items/<uuid:item>/take-out",
        evidence_requests.TakeOut.as_view(),
        name="api-take-out",
    ),
]
