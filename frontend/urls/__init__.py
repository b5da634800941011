"""The pages' addresses (stable: badges and mailed links outlive releases). One file per kind of visitor."""

from django.urls import URLPattern, URLResolver

from frontend.urls import account, candidate, desk, guiding, look, organisation, professional, public

urlpatterns: list[URLPattern | URLResolver] = [
    *public.urlpatterns,
    *account.urlpatterns,
    *candidate.urlpatterns,
    *guiding.urlpatterns,
    *professional.urlpatterns,
    *desk.urlpatterns,
    *organisation.urlpatterns,
    *look.urlpatterns,
]
