"""Every environment variable of Erkend, once. ``docs/operations.md`` lists them for operators.

A variable that is set but can't be used stops the start with a sentence that names it, so that a typing error never
becomes an unsafe default.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "ERKEND_"


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its name without the prefix, what it is for, and what holds when it is not set."""

    name: str
    purpose: str
    default: str


VARIABLES = (
    Variable(
        "SETTINGS", "Settings module: development, production or test.", "development (manage.py), production (wsgi)"
    ),
    Variable(
        "PUBLIC_URL",
        "Where the outside world reaches Erkend; every public address starts with it.",
        "http://localhost:8000",
    ),
    Variable(
        "DATABASE_URL", "postgresql://user:password@host:port/name, or sqlite:///path.", "SQLite in the data directory"
    ),
    Variable("DATA_DIR", "Folder for what is made while running: database, files, keys.", "var/ beside manage.py"),
    Variable("SECRET_KEY", "Signs sessions and links. Required in production.", "made once in the data directory"),
    Variable(
        "KEY_SECRET",
        "Encrypts the organisations' signing keys. Required in production.",
        "made once in the data directory",
    ),
    Variable("PKCS11_MODULE", "Library of a security module; new signing keys are made in it.", "none"),
    Variable("PKCS11_TOKEN", "Label of the token in that module.", "none"),
    Variable("PKCS11_PIN", "PIN of the token's user.", "none"),
    Variable("SUSPENSION", "1 issues badges that can be suspended, with two status entries.", "0"),
    Variable("STATUS_LIST_ENTRIES", "Places in a new status list, a multiple of 8.", "131072"),
    Variable("ALLOWED_HOSTS", "Host names that are answered, separated by commas.", "the host of ERKEND_PUBLIC_URL"),
    Variable("TRUSTED_PROXY", "1 when a proxy in front sets X-Forwarded-Proto and X-Forwarded-For.", "0"),
    Variable(
        "EMAIL_URL", "smtp://user:password@host:port (smtps:// for TLS from the start).", "mail is kept in /mailbox"
    ),
    Variable("MAIL_FROM", "Sender of mail.", "Erkend <noreply@host>"),
    Variable("ISSUERS", "File with the issuers elsewhere that the verifier accepts, as JSON.", "none"),
    Variable(
        "FETCH", "1 lets the verifier look up issuers, status lists and older badges elsewhere (https only).", "0"
    ),
    Variable("VERIFY_BYTES", "Largest badge that is checked, in bytes of its text.", "1000000"),
    Variable("VERIFY_LEVELS", "Deepest nesting in a badge that is checked, at most 100.", "64"),
    Variable("VERIFY_STATEMENTS", "Most statements (RDF) in a badge that is checked.", "10000"),
    Variable("VERIFY_STEPS", "Most steps of work on a badge that is checked; 500000 are about two seconds.", "500000"),
    Variable("MAX_DOCUMENT_MB", "Largest document that may be uploaded, in MB.", "25"),
    Variable("MAX_MEDIA_MB", "Largest film or sound recording that may be uploaded, in MB.", "500"),
    Variable("MAX_ITEM_FILES", "Most files of one item; versions of a file count as one.", "20"),
    Variable("UPLOAD_DAYS", "Days that an unfinished upload is kept, to go on with.", "7"),
    Variable("MAX_PERSON_MB", "Room for all files of one person, in MB.", "2048"),
    Variable("MAX_IMPORT_MB", "Largest portfolio (ZIP) that a person may send to be taken in, in MB.", "512"),
    Variable(
        "SIGNATURE_ROOTS",
        "Certificates (PEM files, or folders of them, separated by commas) whose signatures on PDF files are trusted.",
        "none",
    ),
    Variable("WEB_THREADS", "Threads of the web process that `manage.py serve` starts.", "8"),
    Variable("LOG_LEVEL", "Level of the logs.", "INFO"),
    Variable("SHARED", "Tests: folder with the real input.", "../shared"),
    Variable("REQUIRE", "Tests: parts that must be there (browser,hsm,interop,postgres).", "none"),
    Variable("CHROMIUM", "Tests: the browser's program.", "/usr/bin/chromium"),
)


class SecurityModule(NamedTuple):
    """Where signing keys are made and used over PKCS#11; all "" where they lie in the database."""

    library: str
    token: str
    pin: str


def text(name: str, default: str = "") -> str:
    """The variable's value without white space around it."""
    return os.environ.get(PREFIX + name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """1, true, yes or on; 0, false, no or off."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{PREFIX}{name} is '{value}'; write 1 or 0.")


def number(name: str, default: int, *, at_most: int | None = None) -> int:
    """A whole number above zero."""
    value = text(name, str(default))
    if not value.isdigit() or int(value) < 1:
        raise ImproperlyConfigured(f"{PREFIX}{name} is '{value}'; write a whole number above zero.")
    if at_most is not None and int(value) > at_most:
        raise ImproperlyConfigured(f"{PREFIX}{name} is {value}; write a whole number up to {at_most}.")
    return int(value)


def names(name: str) -> list[str]:
    """A list separated by commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def certificates(name: str) -> tuple[str, ...]:
    """The texts of the PEM files that are named, or that lie in the folders that are named."""
    found = []
    for place in map(Path, names(name)):
        files = sorted(place.glob("*.pem")) if place.is_dir() else [place]
        try:
            found += [file.read_text(encoding="ascii") for file in files]
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(f"{PREFIX}{name} names '{place}', which can't be read: {error}.") from None
        if not files or not all("BEGIN CERTIFICATE" in text for text in found):
            raise ImproperlyConfigured(f"{PREFIX}{name} names '{place}', which holds no certificates in PEM form.")
    return tuple(found)


def required(name: str) -> str:
    """For production: a value must be given."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(
            f"{PREFIX}{name} is not set. Set it to run in production; docs/operations.md says how."
        )
    return value


def kept_secret(name: str, folder: Path) -> str:
    """The variable, or for the embedded set-up a secret made once and kept in a file with mode 0600."""
    if value := text(name):
        return value
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / name.lower().replace("_", "-")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()


def public_url(default: str = "http://localhost:8000") -> str:
    """Scheme, host and port without a slash at the end. A did:web can't be an IP address, so a name is asked for."""
    value = text("PUBLIC_URL", default).rstrip("/")
    parts = urlsplit(value)
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or not host or parts.path or parts.query:
        raise ImproperlyConfigured(f"{PREFIX}PUBLIC_URL is '{value}'; write it as https://erkend.example.")
    if ":" in host or host.replace(".", "").isdigit():
        raise ImproperlyConfigured(
            f"{PREFIX}PUBLIC_URL is '{value}'; use a name: an issuer's DID can't be an IP address."
        )
    return value


def status_list_entries() -> int:
    """At least 131,072, as Bitstring Status List asks for privacy's sake; at most what a verifier of ours reads."""
    entries = number("STATUS_LIST_ENTRIES", 131_072)
    if entries % 8 or not 131_072 <= entries <= 33_554_432:
        raise ImproperlyConfigured(
            f"{PREFIX}STATUS_LIST_ENTRIES is '{entries}'; write a multiple of 8 from 131072 to 33554432."
        )
    return entries


def pkcs11() -> SecurityModule:
    """All three of them are set, or none."""
    module, token, pin = text("PKCS11_MODULE"), text("PKCS11_TOKEN"), text("PKCS11_PIN")
    given = {"PKCS11_MODULE": module, "PKCS11_TOKEN": token, "PKCS11_PIN": pin}
    missing = [PREFIX + name for name, value in given.items() if not value]
    if missing and len(missing) < len(given):
        raise ImproperlyConfigured(
            f"{' and '.join(missing)} not set. A security module needs its library, its token and its PIN."
        )
    return SecurityModule(module, token, pin)


def database(data_dir: Path) -> dict[str, Any]:
    """Django's settings for the database that ERKEND_DATABASE_URL names."""
    url = text("DATABASE_URL")
    if not url:
        return sqlite(data_dir / "erkend.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)[1:] if parts.path.startswith("//") else unquote(parts.path)))
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            f"{PREFIX}DATABASE_URL starts with '{parts.scheme}'; write postgresql:// or sqlite:///."
        )
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket's folder can't stand before the path of an address: postgresql:///name?host=/folder
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "CONN_HEALTH_CHECKS": True,
    }


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite in WAL mode. Writers begin IMMEDIATE, which is what select_for_update means on an engine without row locks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # secure_delete: what was erased is written over in the file as well.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
            "PRAGMA secure_delete=ON;",
        },
    }


def email(default_host: str) -> dict[str, Any]:
    """Django's mail settings; without ERKEND_EMAIL_URL the mail stays in the outbox, where /mailbox shows it."""
    settings: dict[str, Any] = {"DEFAULT_FROM_EMAIL": text("MAIL_FROM", f"Erkend <noreply@{default_host}>")}
    url = text("EMAIL_URL")
    if not url:
        return settings | {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"}:
        raise ImproperlyConfigured(f"{PREFIX}EMAIL_URL starts with '{parts.scheme}'; write smtp:// or smtps://.")
    return settings | {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }
