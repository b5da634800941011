"""The format of an export, version 1: the schema of portfolio.json, and checking against it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

from foundation.errors import InvalidInput

FORMAT = "erkend-portfolio"
FORMAT_VERSION = 1
_SCHEMA = Path(__file__).with_name("portfolio.schema.json")


@cache
def schema_bytes() -> bytes:
    """As it lies in every export and in the documentation."""
    return _SCHEMA.read_bytes()


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_bytes()))


def require_document(document: Any) -> None:
    """Raises InvalidInput, naming the place that is not as the schema says."""
    if isinstance(document, dict) and document.get("format") == FORMAT and document.get("version") != FORMAT_VERSION:
        raise InvalidInput(
            _("This export has another version than we can read. Ask for one of version %(version)s.")
            % {"version": FORMAT_VERSION},
            code="taking-along.version",
        )
    error = best_match(_validator().iter_errors(document))
    if error is not None:
        place = "/".join(str(step) for step in error.absolute_path)[:200]
        raise InvalidInput(
            _("This export is not as it should be, at “%(place)s” in portfolio.json. Ask for a new export.")
            % {"place": place or "/"},
            code="taking-along.schema",
            place=place,
        )
