"""The assessor's desk and moderation."""

from django.urls import URLPattern, path

from frontend.views.professional import desk, moderation

urlpatterns: list[URLPattern] = [
    path("trajectories/<uuid:pk>/assess", desk.start, name="desk-start"),
    path("assessments/<uuid:pk>", desk.desk, name="desk"),
    path("assessments/<uuid:pk>/field", desk.autosave, name="desk-autosave"),
    path("assessments/<uuid:pk>/final", desk.finalise, name="desk-finalise"),
    path("assessments/<uuid:pk>/request", desk.request_supplement, name="desk-request"),
    path("assessments/<uuid:pk>/supplement", desk.ask_supplement, name="desk-supplement"),
    path("assessments/<uuid:pk>/files/<uuid:file_pk>", desk.file, name="desk-file"),
    path("assessments/<uuid:pk>/files/<uuid:file_pk>/pages/<int:number>", desk.page, name="desk-page"),
    path(
        "assessments/<uuid:pk>/files/<uuid:file_pk>/pages/<int:number>.png", desk.page_picture, name="desk-page-picture"
    ),
    path("moderations/<uuid:pk>", moderation.moderation, name="moderation"),
]
