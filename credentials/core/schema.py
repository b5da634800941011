"""The Open Badges 3.0 JSON schema, as 1EdTech publishes it (shipped; nothing is fetched)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import referencing
from jsonschema import Draft201909Validator, FormatChecker
from jsonschema.exceptions import best_match

from credentials.core.contexts import ACHIEVEMENT_SCHEMA, CREDENTIALS_V2, OPEN_BADGES_PREFIX, load_schema
from credentials.core.data_model import items_of
from credentials.core.errors import MalformedCredential

_BADGE_TYPES = frozenset({"OpenBadgeCredential", "AchievementCredential"})
_MAX_DETAIL = 300


def is_open_badge(document: Mapping[str, Any]) -> bool:
    """Say whether the shipped schema is meant for this document: an Open Badge 3.0 on data model 2.0."""
    contexts = [item for item in items_of(document.get("@context")) if isinstance(item, str)]
    types = {kind for kind in items_of(document.get("type")) if isinstance(kind, str)}
    return (
        contexts[:1] == [CREDENTIALS_V2]
        and any(url.startswith(OPEN_BADGES_PREFIX) for url in contexts)
        and bool(types & _BADGE_TYPES)
    )


def check_open_badge_schema(document: Mapping[str, Any]) -> None:
    """Raise MalformedCredential for the most telling error of the achievement credential's schema."""
    error = best_match(_validator().iter_errors(document))
    if error is not None:
        field = "/" + "/".join(str(step) for step in error.absolute_path)
        raise MalformedCredential(
            f"{field}: {error.message[:_MAX_DETAIL]}", field=field, detail=error.message[:_MAX_DETAIL]
        )


@cache
def _validator() -> Draft201909Validator:
    schema = load_schema(ACHIEVEMENT_SCHEMA)
    # An empty registry: a reference to anything outside the schema fails, it is not fetched.
    return Draft201909Validator(schema, registry=referencing.Registry(), format_checker=FormatChecker())
