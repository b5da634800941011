"""Tests: a database of their own in a fresh folder, so that runs beside each other don't meet."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

from foundation.settings import env
from foundation.settings.base import *  # noqa: F403
from foundation.settings.base import DATABASES

SECRET_KEY = "only for tests, never a secret"  # noqa: S105
ERKEND_KEY_SECRET = "only for tests, never a secret either"  # noqa: S105
ERKEND_MAILBOX = True
ERKEND_EMBEDDED = True
ERKEND_FETCH_LOOPBACK = True

DATA_DIR = Path(tempfile.mkdtemp(prefix="erkend-test-"))
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
ERKEND_FILES_DIR = DATA_DIR / "files"
ERKEND_UPLOADS_DIR = DATA_DIR / "uploads"
if not env.text("DATABASE_URL"):
    DATABASES["default"] = env.sqlite(DATA_DIR / "erkend.sqlite3")
    # A file, not memory: WAL and IMMEDIATE are part of what is tested, and races need several connections.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; what is stored is not what is tested
ACCOUNT_RATE_LIMITS = False
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
