"""What a phone needs to install the practice log and open it without a connection: the manifest, and the shell that is kept."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

_CSS = (
    "tokens",
    "base",
    "layout",
    "site",
    "buttons",
    "forms",
    "content",
    "navigation",
    "tables",
    "journey",
    "verdict",
    "utilities",
    "print",
)
_MODULES = ("page", "once", "practice-outbox", "practice-status", "practice-offline")
_WORKER = "erkend/js/service-worker.js"
SHELL = (
    *(f"erkend/css/{name}.css" for name in _CSS),
    *(f"erkend/js/{name}.js" for name in _MODULES),
    "erkend/mark.svg",
    "fonts/SourceSansPro-Regular.otf",
    "fonts/SourceSansPro-Semibold.otf",
)
INK, PAPER = "#12355B", "#FBFAF7"
# What another app on the phone may share with the portfolio.
SHARED_TYPES = (
    "image/*",
    "video/*",
    "audio/*",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)


def manifest() -> dict[str, Any]:
    """The web app manifest (W3C Web Application Manifest, with `share_target` of Web Share Target)."""
    return {
        "id": "/practice",
        "name": _("Erkend: practice log and portfolio"),
        "short_name": "Erkend",
        "description": _("Count what you do at work, also without a connection."),
        "lang": get_language(),
        "start_url": reverse("practice"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": INK,
        "icons": [
            _icon("icon-192.png", 192, "any"),
            _icon("icon-512.png", 512, "any"),
            _icon("icon-maskable-512.png", 512, "maskable"),
        ],
        "share_target": {
            "action": "/portfolio/add/shared",
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {
                "title": "title",
                "text": "text",
                "url": "url",
                "files": [{"name": "file", "accept": list(SHARED_TYPES)}],
            },
        },
    }


def worker_script() -> str:
    """The service worker, with the addresses of the shell put above it. It changes when anything in the shell does."""
    # A module asks for the one beside it by its plain name, a page by the name with a hash in it: both are kept.
    plain = {static(name) for name in SHELL} | {f"{_static_root()}{name}" for name in SHELL if name.endswith(".js")}
    shell = {"version": _shell_version(), "files": sorted(plain), "page": reverse("practice-offline")}
    outbox = f"{_static_root()}erkend/js/practice-outbox.js"
    lines = (f"import {{ sync }} from {json.dumps(outbox)};", f"const SHELL = {json.dumps(shell)};")
    return "\n".join((*lines, _source(_WORKER).decode()))


def _icon(name: str, size: int, purpose: str) -> dict[str, str]:
    return {"src": static(f"erkend/{name}"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


def _static_root() -> str:
    """Where the static files are served: "/static/"."""
    name = "erkend/mark.svg"
    return static(name).rpartition("erkend/")[0]


@cache
def _shell_version() -> str:
    """The sha256 of everything that the phone keeps, 16 hex digits of it."""
    digest = hashlib.sha256()
    for name in (*SHELL, _WORKER):
        digest.update(hashlib.sha256(_source(name)).digest())
    return digest.hexdigest()[:16]


def _source(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str), name
    return Path(found).read_bytes()
