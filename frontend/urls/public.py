"""Pages that need no account: start, check a badge, a badge's page, a witness's link."""

from django.urls import URLPattern, path

from frontend.views.public import badges, installing, shared, start, testimony, verify, witness

urlpatterns: list[URLPattern] = [
    path("", start.start, name="start"),
    path("verify", verify.verify, name="verify"),
    path("badges/<uuid:pk>", badges.badge, name="badge"),
    path("achievements/<uuid:pk>", badges.achievement, name="achievement"),
    path("confirm/<str:token>", witness.confirm, name="confirm"),
    path("confirm/code/<str:token>", witness.code, name="confirm-code"),
    path("confirmed/<str:token>", witness.not_me, name="confirmed"),
    path("testimony/<str:token>", testimony.write, name="testimony"),
    path("testimony/<str:token>/save", testimony.save, name="testimony-save"),
    path("testimony/<str:token>/decline", testimony.decline, name="testimony-decline"),
    path("shared/<str:token>", shared.shared, name="shared"),
    path("shared/<str:token>/files/<uuid:pk>", shared.file, name="shared-file"),
    path("toegankelijkheid", start.accessibility, name="accessibility"),
    path("manifest.webmanifest", installing.manifest, name="web-manifest"),
    path("service-worker.js", installing.service_worker, name="service-worker"),
    path("practice/offline", installing.practice_offline, name="practice-offline"),
]
