"""The embedded set-up: everything in one folder, nothing else of the system needed. Not for the open internet."""

from __future__ import annotations

from foundation.settings import env
from foundation.settings.base import *  # noqa: F403
from foundation.settings.base import DATA_DIR

SECRET_KEY = env.kept_secret("SECRET_KEY", DATA_DIR / "keys")
ERKEND_KEY_SECRET = env.kept_secret("KEY_SECRET", DATA_DIR / "keys")
ERKEND_MAILBOX = True
ERKEND_EMBEDDED = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *env.names("ALLOWED_HOSTS")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
