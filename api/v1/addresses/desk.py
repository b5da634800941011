"""Around the desk: the third assessor, the interview with its recordings, observations, and what is taken over."""

from django.urls import path

from api.v1 import interview_recordings, interviews, taken_over, third_assessor

_T, _M, _R = "trajectories/<uuid:pk>", "moderations/<uuid:pk>", "interview-recordings/<uuid:pk>"

urlpatterns = [
    path(f"{_M}/ask-third", third_assessor.AskThirdAssessor.as_view(), name="api-third-assessor-ask"),
    path(f"{_M}/third-assessor", third_assessor.ThirdAssessor.as_view(), name="api-third-assessor"),
    path(f"{_T}/interview-guide", interviews.InterviewGuide.as_view(), name="api-interview-guide"),
    path("assessments/<uuid:pk>/questions/<uuid:criterion>", interviews.Question.as_view(), name="api-question"),
    path("me/observables", interviews.MyObservables.as_view(), name="api-observables"),
    path(f"{_T}/observations", interviews.Observations.as_view(), name="api-observations"),
    path(f"{_T}/interview-recordings", interview_recordings.InterviewRecordings.as_view(), name="api-recordings"),
    path(
        f"{_T}/interview-recordings/<slug:instrument>/consent",
        interview_recordings.RecordingConsentOfInterview.as_view(),
        name="api-recording-consent",
    ),
    path(f"{_R}/sound", interview_recordings.RecordingSound.as_view(), name="api-recording-sound"),
    path(f"{_R}/marks", interview_recordings.RecordingMarks.as_view(), name="api-recording-marks"),
    path(f"{_T}/taken-over", taken_over.TakenOverResults.as_view(), name="api-taken-over"),
    path("taken-over/<uuid:pk>/agree", taken_over.AgreeTakenOver.as_view(), name="api-taken-over-agree"),
    path("taken-over/<uuid:pk>/take-back", taken_over.TakeBackTakenOver.as_view(), name="api-taken-over-take-back"),
]
