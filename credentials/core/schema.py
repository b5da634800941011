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
from credentials.core.errors import CanonicalisationLimit, MalformedCredential
from credentials.core.lenient import items_of
from credentials.core.limits import allowance

_BADGE_TYPES = frozenset({"OpenBadgeCredential", "AchievementCredential"})
_MAX_DETAIL = 300
# What jsonschema does for one keyword of the schema at one place of the document, in steps of ``limits``.
_STEPS_OF_A_KEYWORD = 5


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

    try:
        error = best_match(_validator().iter_errors(document))
    except CanonicalisationLimit as limit:
        detail = "is not as it should be, in too many places to tell which matters most"
        raise MalformedCredential(f"/ {detail}.", field="/", detail=detail, **limit.data) from limit
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
    from jsonschema.validators import extend  # noqa: PLC0415

    # It gathers all errors, of which a megabyte can hold a hundred thousand.
    keywords = {name: _counted(check) for name, check in Draft201909Validator.VALIDATORS.items()}
    # An empty registry: a reference to anything outside the schema fails, it is not fetched.
    return extend(Draft201909Validator, keywords)(
        _schema(), registry=referencing.Registry(), format_checker=FormatChecker()
    )


def _counted(check: Any) -> Any:
    def counted(*given: Any) -> Iterator[Any]:
        allowance().spend(_STEPS_OF_A_KEYWORD)
        return check(*given) or iter(())

    return counted


def _schema() -> dict[str, Any]:
    schema = load_schema(ACHIEVEMENT_SCHEMA)
    assert schema is not None
    return schema
