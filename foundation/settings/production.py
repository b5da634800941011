"""Production: nothing is guessed. What is missing stops the start with a sentence that names it."""

from __future__ import annotations

from foundation.settings import env
from foundation.settings.base import *  # noqa: F403
from foundation.settings.base import ERKEND_PUBLIC_URL

SECRET_KEY = env.required("SECRET_KEY")
ERKEND_KEY_SECRET = env.required("KEY_SECRET")
ERKEND_EMBEDDED = False
_is_https = ERKEND_PUBLIC_URL.startswith("https://")

SESSION_COOKIE_SECURE = _is_https
CSRF_COOKIE_SECURE = _is_https
LANGUAGE_COOKIE_SECURE = _is_https
SECURE_SSL_REDIRECT = _is_https
SECURE_HSTS_SECONDS = 31_536_000 if _is_https else 0
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
CSRF_TRUSTED_ORIGINS = [ERKEND_PUBLIC_URL]
if env.flag("TRUSTED_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # whose requests are counted: the address before the proxy
