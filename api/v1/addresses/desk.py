"""Around the desk: the third assessor, the interview with its recordings, and observations."""

from django.urls import path

from api.v1 import interview_recordings, interviews, third_assessor

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
]
