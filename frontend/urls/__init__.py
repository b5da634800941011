"""The pages' addresses (stable: badges and mailed links outlive releases). One file per kind of visitor."""

from django.urls import URLPattern, URLResolver

from frontend.urls import (
    account,
    afterwards,
    agreeing,
    calibration,
    candidate,
    courses,
    desk,
    guiding,
    interview,
    keeping,
    look,
    organisation,
    planning,
    professional,
    public,
    quality,
    reports,
    standards,
    talks,
)

urlpatterns: list[URLPattern | URLResolver] = [
    *public.urlpatterns,
    *account.urlpatterns,
    *agreeing.urlpatterns,
    *candidate.urlpatterns,
    *courses.urlpatterns,
    *guiding.urlpatterns,
    *keeping.urlpatterns,
    *talks.urlpatterns,
    *afterwards.urlpatterns,
    *planning.urlpatterns,
    *professional.urlpatterns,
    *quality.urlpatterns,
    *calibration.urlpatterns,
    *desk.urlpatterns,
    *interview.urlpatterns,
    *organisation.urlpatterns,
    *reports.urlpatterns,
    *standards.urlpatterns,
    *look.urlpatterns,
]
