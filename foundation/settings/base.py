"""Settings that hold everywhere. development, test and production say what differs."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from foundation.settings import env

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / "var")))

ERKEND_PUBLIC_URL = env.public_url()
ERKEND_ISSUERS = env.text("ISSUERS")
ERKEND_FETCH = env.flag("FETCH")
ERKEND_VERIFY_BYTES = env.number("VERIFY_BYTES", 1_000_000)
ERKEND_VERIFY_LEVELS = env.number("VERIFY_LEVELS", 64, at_most=100)  # deeper, Python's own limit on calls comes near
ERKEND_VERIFY_STATEMENTS = env.number("VERIFY_STATEMENTS", 10_000)
ERKEND_VERIFY_STEPS = env.number("VERIFY_STEPS", 500_000)
ERKEND_FETCH_LOOPBACK = False  # True in the settings of the tests alone; no variable of the environment can set it
ERKEND_FILES_DIR = DATA_DIR / "files"
# On the same disk: a file that is whole moves to the others without being copied.
ERKEND_UPLOADS_DIR = DATA_DIR / "uploads"
ERKEND_UPLOAD_DAYS = env.number("UPLOAD_DAYS", 7)
ERKEND_MAX_ITEM_FILES = env.number("MAX_ITEM_FILES", 20)
ERKEND_MAX_DOCUMENT_BYTES = env.number("MAX_DOCUMENT_MB", 25) * 1024 * 1024
ERKEND_MAX_MEDIA_BYTES = env.number("MAX_MEDIA_MB", 500) * 1024 * 1024
ERKEND_SIGNATURE_ROOTS = env.certificates("SIGNATURE_ROOTS")  # texts in PEM form
ERKEND_MAX_PERSON_BYTES = env.number("MAX_PERSON_MB", 2048) * 1024 * 1024
ERKEND_MAX_IMPORT_BYTES = env.number("MAX_IMPORT_MB", 512) * 1024 * 1024
ERKEND_SUSPENSION = env.flag("SUSPENSION")
ERKEND_STATUS_LIST_ENTRIES = env.status_list_entries()
ERKEND_PKCS11 = env.pkcs11()
ERKEND_WEB_THREADS = env.number("WEB_THREADS", 8)
ERKEND_MAILBOX = False  # True only where every mail may be seen by whoever runs it: the embedded set-up

_host = urlsplit(ERKEND_PUBLIC_URL).hostname or "localhost"
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS") or [_host]

DEBUG = False
INSTALLED_APPS = [
    "foundation.audit",
    "foundation.people",
    "foundation.jobs",
    "foundation.privacy",
    "foundation.running",
    "evc.standards",
    "evc.routes",
    "credentials",
    "portfolio",
    "evc.programmes",
    "evc.trajectories",
    "evc.assessments",
    "evc.outcomes",
    "evc.quality",
    "evc.retention",
    "evc.demo",
    "api",
    "frontend",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "api.middleware.SameForEverybodyMiddleware",
    "frontend.middleware.SecurityHeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "foundation.people.middleware.SessionRestMiddleware",
    "frontend.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "frontend.middleware.DomainErrorMiddleware",
]
ROOT_URLCONF = "foundation.urls"
WSGI_APPLICATION = "foundation.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "frontend.context.page",
            ],
        },
    }
]
FORM_RENDERER = "frontend.forms.renderer.ErkendRenderer"

DATABASES = {"default": env.database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "foundation.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "start"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ACCOUNT_MAX_EMAIL_ADDRESSES = 5

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "erkend_session"
CSRF_COOKIE_NAME = "erkend_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "frontend.errors.csrf_failure"
LANGUAGE_COOKIE_NAME = "erkend_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "frontend" / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [("fonts", str(files("font_source_sans_pro").joinpath("files")))]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "api.authentication.TokenAuthentication",
        "api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["api.permissions.SignedInWithScope"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.parsers.StrictJSONParser"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "api.negotiation.FirstRenderer",
    "DEFAULT_PAGINATION_CLASS": "api.pagination.CursorPagination",
    "PAGE_SIZE": 50,
    "DEFAULT_THROTTLE_CLASSES": [],
    "DEFAULT_THROTTLE_RATES": {"verify": "60/min", "confirm": "60/min", "ask": "10/min"},
    # Whose requests are counted: without a proxy that we trust, what a caller says of its own address counts for nothing.
    "NUM_PROXIES": 1 if env.flag("TRUSTED_PROXY") else 0,
    "DEFAULT_SCHEMA_CLASS": "api.schema.ApiSchema",
    "EXCEPTION_HANDLER": "api.problems.handle",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Erkend",
    "DESCRIPTION": (
        "The street of an EVC trajectory, from request to badge, and the check of any badge. Every error is a problem "
        "(RFC 9457) with a stable code and a sentence that says what to do."
    ),
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    # The groups folded: with hundreds of addresses the page takes many seconds to write them all out.
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "docExpansion": "none"},
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "POSTPROCESSING_HOOKS": ["drf_spectacular.hooks.postprocess_schema_enums", "api.schema.add_problems"],
    "ENUM_NAME_OVERRIDES": {
        "TrajectoryState": "evc.trajectories.models.State",
        "Yield": "evc.trajectories.models.Yield",
        "Part": "evc.trajectories.models.Participant.Part",
        "WorkPart": "evc.routes.models.RouteWork.Part",
        "EuropeanStage": "evc.trajectories.selectors.work_hours.STAGES",
        "PartOfDay": "evc.trajectories.models.FreeDay.Part",
        "Advice": "evc.trajectories.models.Intake.Advice",
        "EvidenceKind": "portfolio.models.EvidenceKind",
        "RepetitionState": "portfolio.models.Repetition.State",
        "PracticeRole": "portfolio.models.Repetition.PracticeRole",
        "Mark": "evc.assessments.models.Mark",
        "OutcomeState": "evc.outcomes.models.Outcome.State",
        "Verdict": "evc.assessments.scoring.Verdict",
        "BadgeVerdict": "api.v1.verify.VERDICTS",
        "StarrPart": "portfolio.models.StarrPart",
        "ConsentScope": "evc.trajectories.models.ResultConsent.Scope",
        "AppealState": "evc.outcomes.models.Appeal.State",
        "CorrectionState": "evc.outcomes.models.Correction.State",
        "CorrectionKind": "evc.outcomes.models.Correction.Kind",
        "ComplaintState": "evc.outcomes.models.Complaint.State",
        "OpinionVerdict": "evc.quality.models.SecondOpinion.Verdict",
        "RequirementFinding": "evc.trajectories.models.EntryRequirement.Finding",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {"pikepdf": {"level": "WARNING"}},  # it says at every start that it started
}
for _name, _value in env.email(_host).items():
    globals()[_name] = _value
