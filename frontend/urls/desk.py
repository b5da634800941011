"""The assessor's desk and moderation."""

from django.urls import URLPattern, path

from frontend.views.professional import desk, desk_evidence, desk_supplement, moderation, third_assessor

urlpatterns: list[URLPattern] = [
    path("trajectories/<uuid:pk>/assess", desk.start, name="desk-start"),
    path("assessments/<uuid:pk>", desk.desk, name="desk"),
    path("assessments/<uuid:pk>/field", desk.autosave, name="desk-autosave"),
    path("assessments/<uuid:pk>/final", desk.finalise, name="desk-finalise"),
    path("assessments/<uuid:pk>/request", desk_supplement.request_supplement, name="desk-request"),
    path("assessments/<uuid:pk>/supplement", desk_supplement.ask_supplement, name="desk-supplement"),
    path("assessments/<uuid:pk>/files/<uuid:file_pk>", desk_evidence.file, name="desk-file"),
    path("assessments/<uuid:pk>/files/<uuid:file_pk>/pages/<int:number>", desk_evidence.page, name="desk-page"),
    path(
        "assessments/<uuid:pk>/files/<uuid:file_pk>/pages/<int:number>.png",
        desk_evidence.page_picture,
        name="desk-page-picture",
    ),
    path(
        "assessments/<uuid:pk>/files/<uuid:file_pk>/pages/<int:number>/text",
        desk_evidence.page_text,
        name="desk-page-text",
    ),
    path("assessments/<uuid:pk>/files/<uuid:file_pk>/look", desk_evidence.look, name="desk-look"),
    path("moderations/<uuid:pk>", moderation.moderation, name="moderation"),
    path("moderations/<uuid:pk>/third-assessor", third_assessor.third_assessor, name="third-assessor"),
    path("moderations/<uuid:pk>/ask-third", third_assessor.ask_third, name="third-assessor-ask"),
]
