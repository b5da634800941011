"""The Open Badges 3.0 JSON schema, as 1EdTech publishes it (shipped; nothing is fetched).

Nearly every badge fits, which ``compiled_schema`` sees at once; ``jsonschema`` decides on the others, and says what is
wrong with them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from credentials.core.compiled_schema import Checker, compile_schema
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
    """Raise MalformedCredential for the most telling error of the achievement credential's schema.

    Of several status entries each is held to it. The schema allows one; the data model that Open Badges build on allows
    more (section 4.10), and revocation beside suspension can't be said in one.
    """
    for variant in _with_one_status_each(document):
        if not _fits()(variant):
            _require_fit(variant)


def _require_fit(document: Mapping[str, Any]) -> None:
    from jsonschema.exceptions import best_match  # noqa: PLC0415  # the slow path

    error = best_match(_validator().iter_errors(document))
    if error is not None:
        field = "/" + "/".join(str(step) for step in error.absolute_path)
        raise MalformedCredential(
            f"{field}: {error.message[:_MAX_DETAIL]}", field=field, detail=error.message[:_MAX_DETAIL]
        )


def _with_one_status_each(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    entries = document.get("credentialStatus")
    if not isinstance(entries, list) or not entries:
        yield document
        return
    for entry in entries:
        yield {**document, "credentialStatus": entry}


@cache
def _fits() -> Checker:
    return compile_schema(_schema())


@cache
def _validator() -> Any:
    import referencing  # noqa: PLC0415  # the slow path
    from jsonschema import Draft201909Validator, FormatChecker  # noqa: PLC0415

    # An empty registry: a reference to anything outside the schema fails, it is not fetched.
    return Draft201909Validator(_schema(), registry=referencing.Registry(), format_checker=FormatChecker())


def _schema() -> dict[str, Any]:
    schema = load_schema(ACHIEVEMENT_SCHEMA)
    assert schema is not None
    return schema
