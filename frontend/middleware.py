"""What surrounds every page: headers, the language, and errors of the domain. Each is named in the settings."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from foundation.errors import ErkendError
from frontend.errors import domain_error
from frontend.languages import LanguageMiddleware

__all__ = ["DomainErrorMiddleware", "LanguageMiddleware", "SecurityHeadersMiddleware"]

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# The camera of a phone is reached through a file field, which needs no permission.
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
# For the two pages that record, which set it themselves; the browser still asks the person.
WITH_MICROPHONE = PERMISSIONS_POLICY.replace("microphone=()", "microphone=(self)")

HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Permissions-Policy": PERMISSIONS_POLICY,
    # Same origin keeps the address of a mailed link from leaking, and still lets the check on forms see its origin.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


class SecurityHeadersMiddleware:
    """No inline code, nothing from elsewhere, no frames. A view that needs another policy sets the header itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


class DomainErrorMiddleware:
    """A domain error that no form took becomes a page that says what to do. The API answers its own errors."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return domain_error(request, exception) if isinstance(exception, ErkendError) else None
