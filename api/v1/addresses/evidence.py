"""What is covered in one's own files, and parts of a story that were told."""

from django.urls import path

from api.v1 import covering, spoken

urlpatterns = [
    path("portfolio/files/<uuid:pk>/cover", covering.CoverOfFile.as_view(), name="api-file-cover"),
    path("portfolio/items/<uuid:pk>/spoken", spoken.SpokenParts.as_view(), name="api-item-spoken"),
    path("portfolio/spoken/<uuid:pk>", spoken.SpokenPart.as_view(), name="api-spoken"),
]
