"""The interview and the observation: what to ask, what was seen, and what was recorded."""

from django.urls import URLPattern, path

from frontend.views.professional import guide, observing, recording

urlpatterns: list[URLPattern] = [
    path("observe", observing.observe, name="observe"),
    path("observe/state", observing.observe_state, name="observe-state"),
    path("observe/sync", observing.observe_sync, name="observe-sync"),
    path("trajectories/<uuid:pk>/recordings/<slug:instrument>", recording.recording, name="recording"),
    path(
        "trajectories/<uuid:pk>/recordings/<slug:instrument>/begin", recording.recording_begin, name="recording-begin"
    ),
    path("recordings/<uuid:pk>/pieces", recording.recording_piece, name="recording-piece"),
    path("recordings/<uuid:pk>/mark", recording.recording_mark, name="recording-mark"),
    path("recordings/<uuid:pk>/keep", recording.recording_keep, name="recording-keep"),
    path("recordings/<uuid:pk>/sound", recording.recording_listen, name="recording-listen"),
    path("trajectories/<uuid:pk>/interview-guide", guide.guide, name="interview-guide"),
]
