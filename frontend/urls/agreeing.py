"""Intake further, the agreement between three, statements, consents about the result, and routes."""

from django.urls import URLPattern, path

from frontend.views.agreeing import agreement, consents, requirements, statements, texts
from frontend.views.professional import routes

urlpatterns: list[URLPattern] = [
    path("trajectories/<uuid:pk>/requirements", requirements.requirements, name="trajectory-requirements"),
    path(
        "trajectories/<uuid:pk>/requirements/<uuid:requirement>/remove", requirements.remove, name="requirement-remove"
    ),
    path("trajectories/<uuid:pk>/agreement", agreement.agreement, name="agreement"),
    path("trajectories/<uuid:pk>/agreement/terms", agreement.terms, name="agreement-terms"),
    path("trajectories/<uuid:pk>/agreement/text", agreement.text, name="agreement-text"),
    path("organisations/<slug:slug>/agreement", texts.texts, name="agreement-texts"),
    path("trajectories/<uuid:pk>/statements", statements.statements, name="statements"),
    path("trajectories/<uuid:pk>/assessors/<uuid:participant>/object", statements.object_to, name="assessor-object"),
    path("trajectories/<uuid:pk>/consent", consents.consents, name="result-consent"),
    path("trajectories/<uuid:pk>/consent/<slug:receiver>/end", consents.take_back, name="result-consent-end"),
    path("trajectories/<uuid:pk>/shared-result", consents.shared_result, name="shared-result"),
    path("routes", routes.show_all, name="routes"),
    path("routes/<uuid:pk>", routes.show, name="route"),
    path("routes/<uuid:pk>/copy", routes.copy, name="route-copy"),
    path("routes/<uuid:pk>/edit", routes.edit, name="route-edit"),
    path("routes/<uuid:pk>/retire", routes.retire, name="route-retire"),
]
