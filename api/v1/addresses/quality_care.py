"""The sample, second opinions, findings, and dossiers for whoever checks them."""

from django.urls import path

from api.v1 import checked_dossiers, opinions, quality_findings, sampling

_O, _D, _F = "outcomes/<uuid:pk>", "dossiers/<uuid:pk>", "quality-findings/<uuid:pk>"

urlpatterns = [
    path(f"{_O}/draw", sampling.DrawOfOutcome.as_view(), name="api-outcome-draw"),
    path(f"{_O}/opinions", opinions.OpinionsOnOutcome.as_view(), name="api-outcome-opinions"),
    path(f"{_O}/opinions/askable", opinions.WhoCanBeAsked.as_view(), name="api-opinion-askable"),
    path(f"{_O}/opinions/<uuid:opinion>/withdraw", opinions.WithdrawOpinion.as_view(), name="api-opinion-withdraw"),
    path("opinions", opinions.Opinions.as_view(), name="api-opinions"),
    path("opinions/<uuid:pk>", opinions.OpinionDetail.as_view(), name="api-opinion"),
    path("opinions/<uuid:pk>/answer", opinions.GiveOpinion.as_view(), name="api-opinion-answer"),
    path(_D, checked_dossiers.CheckedDossier.as_view(), name="api-checked-dossier"),
    path(f"{_D}/files/<uuid:file>", checked_dossiers.CheckedDossierFile.as_view(), name="api-checked-dossier-file"),
    path(
        f"{_D}/files/<uuid:file>/pages/<int:page>",
        checked_dossiers.CheckedDossierPage.as_view(),
        name="api-checked-dossier-page",
    ),
    path("quality-findings", quality_findings.QualityFindings.as_view(), name="api-quality-findings"),
    path(_F, quality_findings.QualityFindingDetail.as_view(), name="api-quality-finding"),
    path(f"{_F}/answer", quality_findings.AnswerQualityFinding.as_view(), name="api-quality-finding-answer"),
    path(f"{_F}/close", quality_findings.CloseQualityFinding.as_view(), name="api-quality-finding-close"),
    path(
        "organisations/<uuid:pk>/quality-findings",
        quality_findings.RaiseQualityFinding.as_view(),
        name="api-quality-finding-raise",
    ),
    path("organisations/<uuid:pk>/sampling", sampling.Sampling.as_view(), name="api-sampling"),
]
