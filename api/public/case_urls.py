"""Addresses that stand in badges and in other people's frameworks: they outlive releases."""

from django.urls import path

from api.public import case

urlpatterns = [
    path("CFDocuments", case.CFDocuments.as_view(), name="case-documents"),
    path("CFDocuments/<str:identifier>", case.CFDocument.as_view(), name="case-document"),
    path("CFPackages/<str:identifier>", case.CFPackage.as_view(), name="case-package"),
    path("CFItems/<str:identifier>", case.CFItem.as_view(), name="case-item"),
    path("CFItemAssociations/<str:identifier>", case.CFItemAssociations.as_view(), name="case-item-associations"),
    path("CFAssociations/<str:identifier>", case.CFAssociation.as_view(), name="case-association"),
    path("CFItemTypes/<str:identifier>", case.CFItemTypes.as_view(), name="case-item-types"),
    path("CFRubrics/<str:identifier>", case.CFRubric.as_view(), name="case-rubric"),
]
