"""Calibration: rounds, the candidate's consent, scoring, readings of criteria, and the talks about it."""

from django.urls import URLPattern, path

from frontend.views.quality import calibrating, calibration, calibration_consent, talks

urlpatterns: list[URLPattern] = [
    path("organisations/<slug:slug>/calibration", calibrating.rounds, name="calibrations"),
    path("organisations/<slug:slug>/calibration/new", calibrating.new, name="calibration-new"),
    path("calibrations/<uuid:pk>", calibration.one, name="calibration"),
    path("calibrations/<uuid:pk>/final", calibration.final, name="calibration-final"),
    path("calibrations/<uuid:pk>/open", calibrating.open_one, name="calibration-open"),
    path("calibrations/<uuid:pk>/close", calibrating.close_one, name="calibration-close"),
    path("calibrations/<uuid:pk>/stop", calibrating.stop_one, name="calibration-stop"),
    path("calibrations/<uuid:pk>/criteria/<uuid:criterion>", calibrating.record_reading, name="criterion-reading"),
    path("calibrations/<uuid:pk>/items/<uuid:item>", calibration.item, name="calibration-item"),
    path("calibrations/<uuid:pk>/files/<uuid:file_pk>", calibration.file, name="calibration-file"),
    path(
        "calibrations/<uuid:pk>/files/<uuid:file_pk>/pages/<int:number>.png",
        calibration.page_picture,
        name="calibration-page-picture",
    ),
    path("calibrations/<uuid:pk>/consent", calibration_consent.consent, name="calibration-consent"),
    path("calibrations/<uuid:pk>/consent/refuse", calibration_consent.refuse, name="calibration-refuse"),
    path("calibrations/<uuid:pk>/consent/withdraw", calibration_consent.withdraw, name="calibration-withdraw"),
    path("organisations/<slug:slug>/talks", talks.talks, name="quality-talks"),
    path("organisations/<slug:slug>/talks/new", talks.new, name="quality-talk-new"),
    path("talks/<uuid:pk>", talks.one, name="quality-talk"),
    path("talks/<uuid:pk>/change", talks.change, name="quality-talk-change"),
]
