"""What a phone needs to install the practice log and open it without a connection: the manifest, and the shell that is kept."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

_MODULES = ("erkend/js/practice-offline.js", "erkend/js/observe.js")  # beside those of every page
_FONTS = ("fonts/SourceSansPro-Regular.otf", "fonts/SourceSansPro-Semibold.otf")
_WORKER = "erkend/js/service-worker.js"
_STATIC = re.compile(r"\{% static '([^']+)' %\}")
_IMPORT = re.compile(r"""(?:from|import|import\()\s*["']\./([\w-]+\.js)["']""")
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
    names = shell_names()
    kept = {static(name) for name in names} | {f"{_static_root()}{name}" for name in names if name.endswith(".js")}
    shell = {"version": _shell_version(), "files": sorted(kept), "pages": _stand_ins()}
    modules = f"{_static_root()}erkend/js/"
    lines = (
        f"import {{ sync }} from {json.dumps(modules + 'practice-outbox.js')};",
        f"import {{ sync as syncObservations }} from {json.dumps(modules + 'observe-outbox.js')};",
        f"const SHELL = {json.dumps(shell)};",
    )
    return "\n".join((*lines, _source(_WORKER).decode()))


def _stand_ins() -> dict[str, str]:
    """For each beginning of an address the page that stands in without a connection."""
    return {"/practice": reverse("practice-offline"), reverse("observe"): reverse("observe")}


@cache
def shell_names() -> tuple[str, ...]:
    """What the page without a connection is made of: all that the head of every page names, and each module that one imports."""
    head = get_template("components/head.html").template.source  # type: ignore[attr-defined]
    found: list[str] = []
    waiting = [*_STATIC.findall(head), *_MODULES, *_FONTS]
    while waiting:
        name = waiting.pop(0)
        if name in found:
            continue
        found.append(name)
        if name.endswith(".js"):
            waiting += [f"erkend/js/{module}" for module in _IMPORT.findall(_source(name).decode())]
    return tuple(found)


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
    for name in (*shell_names(), _WORKER):
        digest.update(hashlib.sha256(_source(name)).digest())
    return digest.hexdigest()[:16]


def _source(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str), name
    return Path(found).read_bytes()
