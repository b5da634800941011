"""The pages' addresses (stable: badges and mailed links outlive releases). One file per kind of visitor."""

from django.urls import URLPattern, URLResolver

from frontend.urls import (
    account,
    agreeing,
    candidate,
    courses,
    desk,
    guiding,
    interview,
    look,
    organisation,
    professional,
    public,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *public.urlpatterns,
    *account.urlpatterns,
    *agreeing.urlpatterns,
    *candidate.urlpatterns,
    *courses.urlpatterns,
    *guiding.urlpatterns,
    *professional.urlpatterns,
    *desk.urlpatterns,
    *interview.urlpatterns,
    *organisation.urlpatterns,
    *look.urlpatterns,
]
