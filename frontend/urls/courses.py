"""Courses: following one, and keeping those of one's organisation."""

from django.urls import URLPattern, path

from frontend.views.courses import following, keeping

urlpatterns: list[URLPattern] = [
    path("courses", following.show_all, name="courses"),
    path("courses/<uuid:pk>", following.show, name="course"),
    path("courses/<uuid:pk>/begin", following.begin, name="course-begin"),
    path("courses/<uuid:pk>/stop", following.stop, name="course-stop"),
    path("courses/<uuid:pk>/plus-one", following.plus_one, name="course-plus-one"),
    path("courses/<uuid:pk>/certificate", following.certificate, name="course-certificate"),
    path("modules", keeping.show_all, name="modules"),
    path("modules/new", keeping.new, name="module-new"),
    path("modules/<uuid:pk>", keeping.show, name="module"),
    path("modules/<uuid:pk>/edit", keeping.edit, name="module-edit"),
    path("modules/<uuid:pk>/retire", keeping.retire, name="module-retire"),
    path("modules/<uuid:pk>/offer", keeping.offer, name="module-offer"),
    path("modules/followers/<uuid:pk>", keeping.follower, name="module-follower"),
]
