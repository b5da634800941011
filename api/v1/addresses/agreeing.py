"""Entry requirements, statements of independence, consents, the shared result, and agreement texts."""

from django.urls import path

from api.v1 import agreement_texts, consents, independence, requirements

_T = "trajectories/<uuid:pk>"

urlpatterns = [
    path(f"{_T}/requirements", requirements.Requirements.as_view(), name="api-requirements"),
    path(f"{_T}/requirements/<uuid:requirement>", requirements.Requirement.as_view(), name="api-requirement"),
    path(f"{_T}/statements", independence.Statements.as_view(), name="api-statements"),
    path(
        f"{_T}/assessors/<uuid:participant>/object",
        independence.ObjectToAssessor.as_view(),
        name="api-assessor-object",
    ),
    path(f"{_T}/consents", consents.Consents.as_view(), name="api-consents"),
    path(f"{_T}/consents/<slug:receiver>", consents.Consent.as_view(), name="api-consent"),
    path(f"{_T}/shared-result", consents.SharedResult.as_view(), name="api-shared-result"),
    path(
        "organisations/<uuid:pk>/agreement-texts",
        agreement_texts.AgreementTexts.as_view(),
        name="api-agreement-texts",
    ),
]
