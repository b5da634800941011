"""An organisation's own routes, and its figures."""

from django.urls import path

from api.v1 import figures, routes

urlpatterns = [
    path("routes/<uuid:pk>", routes.OneRoute.as_view(), name="api-route"),
    path("routes/<uuid:pk>/copy", routes.CopyRoute.as_view(), name="api-route-copy"),
    path("routes/<uuid:pk>/retire", routes.RetireRoute.as_view(), name="api-route-retire"),
    path("organisations/<uuid:pk>/figures", figures.Figures.as_view(), name="api-figures"),
]
