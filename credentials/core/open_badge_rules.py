"""What the text of Open Badges 3.0 asks beside its JSON schema, for a document that somebody wants to have signed.

The sections are those of the specification's data model (appendix B): AchievementSubject, Result, ResultDescription,
RubricCriterionLevel, IdentityObject, Image.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from credentials.core.errors import MalformedCredential
from credentials.core.lenient import id_of, items_of, objects_of, text_of
from credentials.core.primitives.json_pointers import pointer_step

_HASHES = re.compile(r"sha256\$[0-9a-f]{64}|md5\$[0-9a-f]{32}", re.IGNORECASE)
_IMAGE = re.compile(r"https?://|data:image/", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,15})?", re.ASCII)
_STATUS = "Status"


def check_open_badge(document: Mapping[str, Any]) -> None:
    """Raise MalformedCredential for the first rule that an OpenBadgeCredential breaks; ``field`` is a JSON pointer.

    What the data model and the schema hold (``verify.check_schema``) is taken for granted: a member of an odd shape is
    passed over here. A document of ``build_credential`` follows these rules when its claim is bound to somebody.
    """
    _check_nothing_empty(document)
    for subject, path in _listed(document, "credentialSubject", ""):
        if not id_of(subject) and not any(objects_of(subject.get("identifier"))):
            raise _broken(path, "must say whom it is about: an id or an identifier")
        for identity, place in _listed(subject, "identifier", path):
            _check_identity(identity, place)
        for achievement, place in _listed(subject, "achievement", path):
            descriptions = _descriptions(achievement, place)
            _check_image(achievement, place)
            for result, result_place in _listed(subject, "result", path):
                _check_result(result, result_place, descriptions)
    _check_image(document, "")


def _check_nothing_empty(document: Mapping[str, Any]) -> None:
    """No ``null`` and no empty list anywhere: both would be signed by nobody, as JSON-LD drops them."""
    pending: list[tuple[Any, str]] = [(document, "")]
    while pending:
        value, path = pending.pop()
        if value is None or value == []:
            raise _broken(path, "must hold something, or be left out")
        if isinstance(value, Mapping):
            pending += [(item, path + pointer_step(key)) for key, item in value.items() if key != "@context"]
        elif isinstance(value, list):
            pending += [(item, f"{path}/{number}") for number, item in enumerate(value)]


def _check_identity(identity: Mapping[str, Any], path: str) -> None:
    if identity.get("hashed") is True and not _HASHES.fullmatch(text_of(identity.get("identityHash"))):
        raise _broken(f"{path}/identityHash", "must be sha256$ and 64 hexadecimal digits, as it says to be hashed")


def _check_image(holder: Mapping[str, Any], path: str) -> None:
    if "image" in holder and not _IMAGE.match(id_of(holder["image"])):
        raise _broken(f"{path}/image/id", "must be a web address or a data: URL of a picture")


def _descriptions(achievement: Mapping[str, Any], path: str) -> dict[str, Mapping[str, Any]]:
    """The result descriptions by id, each checked by itself."""
    descriptions: dict[str, Mapping[str, Any]] = {}
    for description, place in _listed(achievement, "resultDescription", path):
        if id_of(description) in descriptions:
            raise _broken(f"{place}/id", "must be another than that of an earlier description")
        descriptions[id_of(description)] = description
        levels = _levels(description, place)
        if (required := text_of(description.get("requiredLevel"))) and required not in levels:
            raise _broken(f"{place}/requiredLevel", "must be the id of one of the levels")
        allowed = _texts(description.get("allowedValue"))
        if (value := text_of(description.get("requiredValue"))) and allowed and value not in allowed:
            raise _broken(f"{place}/requiredValue", "must be one of the allowed values")
        low, high = (_number(description.get(bound)) for bound in ("valueMin", "valueMax"))
        if low is not None and high is not None and high < low:
            raise _broken(f"{place}/valueMax", "must not be below the lowest value")
    return descriptions


def _levels(description: Mapping[str, Any], path: str) -> set[str]:
    levels: set[str] = set()
    for level, place in _listed(description, "rubricCriterionLevel", path):
        if id_of(level) in levels:
            raise _broken(f"{place}/id", "must be another than that of an earlier level")
        levels.add(id_of(level))
    return levels


def _check_result(result: Mapping[str, Any], path: str, descriptions: Mapping[str, Mapping[str, Any]]) -> None:
    described = text_of(result.get("resultDescription"))
    if described and described not in descriptions:
        raise _broken(f"{path}/resultDescription", "must be the id of a description of this achievement")
    description = descriptions.get(described, {})
    levels = {id_of(level) for level in objects_of(description.get("rubricCriterionLevel"))}
    if (achieved := text_of(result.get("achievedLevel"))) and achieved not in levels:
        raise _broken(f"{path}/achievedLevel", "must be the id of a level of its description")
    if description.get("resultType") == _STATUS and not text_of(result.get("status")):
        raise _broken(f"{path}/status", "must be there, as its description says that the result is a status")
    if "value" in result:
        _check_value(text_of(result["value"]), description, f"{path}/value")


def _check_value(value: str, description: Mapping[str, Any], path: str) -> None:
    allowed = _texts(description.get("allowedValue"))
    if allowed and value not in allowed:
        raise _broken(path, "must be one of the allowed values of its description")
    low, high = (_number(description.get(bound)) for bound in ("valueMin", "valueMax"))
    number = _number(value)
    if number is None:
        return  # bounds without a number to hold against them: a letter on a scale of marks
    if (low is not None and number < low) or (high is not None and number > high):
        raise _broken(path, "must lie between the lowest and the highest value of its description")


def _number(value: Any) -> float | None:
    text = text_of(value)
    return float(text) if _NUMBER.fullmatch(text) else None


def _texts(value: Any) -> Sequence[str]:
    return [text_of(item) for item in items_of(value)]


def _listed(holder: Mapping[str, Any], member: str, path: str) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Each object of a member, with its JSON pointer: the member may hold one object or a list."""
    value = holder.get(member)
    if isinstance(value, Mapping):
        yield value, f"{path}/{member}"
    elif isinstance(value, list):
        for number, item in enumerate(value):
            if isinstance(item, Mapping):
                yield item, f"{path}/{member}/{number}"


def _broken(field: str, rule: str) -> MalformedCredential:
    return MalformedCredential(f"{field or '/'} {rule}.", field=field or "/", detail=rule)
