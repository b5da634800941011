"""Settings of ``python -m api.vc``: the VC-API for anybody on this machine. Nothing is stored, nothing is signed for others.

Only that program names them. Production has no switch that leads here: its URL conf knows the addresses that ask for a
token, and no others.
"""

from __future__ import annotations

import secrets

from foundation.settings.base import *  # noqa: F403

SECRET_KEY = secrets.token_urlsafe(48)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
ROOT_URLCONF = "api.vc.open_urls"
MIDDLEWARE = [
    "django.middleware.common.CommonMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # its app doesn't start without; it does nothing here
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
LANGUAGE_CODE = "en"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "level": "ERROR"}},
    "root": {"handlers": ["console"]},  # a refused request is an answer here, no news
}
