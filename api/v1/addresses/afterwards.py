"""The report as a file; appeals, corrections and complaints."""

from django.urls import path

from api.v1 import appeal_people, appeals, complaints, corrections, report_files

_O, _A, _C, _K = "outcomes/<uuid:pk>", "appeals/<uuid:pk>", "corrections/<uuid:pk>", "complaints/<uuid:pk>"

urlpatterns = [
    path(f"{_O}/report/file", report_files.ReportFile.as_view(), name="api-report-file"),
    path(f"{_O}/contestable", appeals.Contestable.as_view(), name="api-contestable"),
    path(f"{_O}/appeals", appeals.LodgeAppeal.as_view(), name="api-appeal-lodge"),
    path("appeals", appeals.Appeals.as_view(), name="api-appeals"),
    path(_A, appeals.AppealDetail.as_view(), name="api-appeal"),
    path(f"{_A}/withdraw", appeals.WithdrawAppeal.as_view(), name="api-appeal-withdraw"),
    path(f"{_A}/admit", appeals.AdmitAppeal.as_view(), name="api-appeal-admit"),
    path(f"{_A}/refuse-admission", appeals.RefuseAdmission.as_view(), name="api-appeal-refuse-admission"),
    path(f"{_A}/decide", appeals.DecideAppeal.as_view(), name="api-appeal-decide"),
    path(f"{_A}/assignable", appeal_people.AppealAssignable.as_view(), name="api-appeal-assignable"),
    path(f"{_A}/officer", appeal_people.AssignAppealOfficer.as_view(), name="api-appeal-officer"),
    path(f"{_A}/assessors", appeal_people.AssignAppealAssessor.as_view(), name="api-appeal-assessors"),
    path(f"{_A}/seat", appeal_people.AppealSeat.as_view(), name="api-appeal-seat"),
    path(f"{_A}/declare-no-ties", appeal_people.DeclareNoTiesInAppeal.as_view(), name="api-appeal-no-ties"),
    path(f"{_A}/assessment", appeal_people.StartLookingAgain.as_view(), name="api-appeal-assessment"),
    path(f"{_A}/give-back", appeal_people.GiveBackInAppeal.as_view(), name="api-appeal-give-back"),
    path(f"{_O}/corrections", corrections.AskCorrection.as_view(), name="api-correction-ask"),
    path("corrections", corrections.Corrections.as_view(), name="api-corrections"),
    path(_C, corrections.CorrectionDetail.as_view(), name="api-correction"),
    path(f"{_C}/grant", corrections.GrantCorrection.as_view(), name="api-correction-grant"),
    path(f"{_C}/refuse", corrections.RefuseCorrection.as_view(), name="api-correction-refuse"),
    path("trajectories/<uuid:pk>/complaints", complaints.LodgeComplaint.as_view(), name="api-complaint-lodge"),
    path("complaints", complaints.Complaints.as_view(), name="api-complaints"),
    path(_K, complaints.ComplaintDetail.as_view(), name="api-complaint"),
    path(f"{_K}/answer", complaints.AnswerComplaint.as_view(), name="api-complaint-answer"),
    path(f"{_K}/hand-on", complaints.HandOnComplaint.as_view(), name="api-complaint-hand-on"),
    path(f"{_K}/withdraw", complaints.WithdrawComplaint.as_view(), name="api-complaint-withdraw"),
    path(f"{_K}/second-handler", complaints.SecondHandler.as_view(), name="api-complaint-again"),
    path(f"{_K}/handler", complaints.HandlerOfComplaint.as_view(), name="api-complaint-handler"),
]
