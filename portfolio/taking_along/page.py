"""The page that a person opens: everything that goes along, readable without a network, a script or an account."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from portfolio.models import STARR_PARTS, Authorship, EvidenceKind, Repetition, StarrPart
from portfolio.taking_along.parcel import Row
from portfolio.taking_along.plain import read_day, read_moment

_PICTURES = frozenset({"image/jpeg", "image/png"})


def page_of(document: Mapping[str, Any], *, name: str, language: str) -> bytes:
    """index.html, made of the document alone: the same document gives the same page."""
    known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(known):
        testimonies: dict[str, list[Row]] = defaultdict(list)
        for row in document["testimonies"]:
            testimonies[row["item"]].append(row | {"day": read_moment(row["signed_at"])})
        titles = {item["key"]: item["title"] for item in document["items"]}
        context = {
            "language": known,
            "name": name,
            "items": [_item(row, testimonies[row["key"]]) for row in document["items"] if not row["removed_at"]],
            "removed": [row["title"] for row in document["items"] if row["removed_at"]],
            "entries": [_entry(row) for row in document["practice"]],
            "shares": [_share(row, titles) for row in document["sharing"]],
            "manifests": [row | {"day": read_moment(row["frozen_at"])} for row in document["manifests"]],
            "badges": [row | {"day": read_moment(row["issued_at"])} for row in document["badges"]],
        }
        return render_to_string("taking_along/index.html", context).encode()


def _item(row: Row, testimonies: list[Row]) -> dict[str, Any]:
    words = dict(StarrPart.choices)
    return {
        "key": row["key"],
        "title": row["title"],
        "kind": dict(EvidenceKind.choices).get(row["kind"], row["kind"]),
        "shows": row["what_it_shows"],
        "from": read_day(row["period_from"]),
        "until": read_day(row["period_until"]),
        "issued_on": read_day(row["issued_on"]),
        "valid_until": read_day(row["valid_until"]),
        **{name: row[name] for name in ("organisation", "level", "holder", "code", "code_system")},
        "story": [(words[part], row["starr"][part]) for part in STARR_PARTS if row["starr"].get(part)],
        "said": [_said(said) for said in row["authorships"]],
        "links": row["links"],
        "files": [file | {"is_picture": file["media_type"] in _PICTURES} for file in row["files"]],
        "comments": [comment | {"day": read_moment(comment["at"])} for comment in row["comments"]],
        "testimonies": testimonies,
    }


def _said(said: Row) -> dict[str, Any]:
    return {
        "made_by": dict(Authorship.MadeBy.choices)[said["made_by"]],
        "with_whom": said["with_whom"],
        "own_part": said["own_part"],
        "tools": [str(tool.get("name", "")) for tool in said["tools"]],
        "day": read_moment(said["at"]),
    }


def _entry(row: Row) -> dict[str, Any]:
    states = dict(Repetition.State.choices)
    return {
        "day": read_day(row["day"]),
        "task": row["task"],
        "count": row["count"],
        "role": dict(Repetition.PracticeRole.choices)[row["role"]],
        "place": row["place"],
        "witness": row["witness_name"],
        "work_process": row["for"]["work_process"]["title"],
        "note": row["note"],
        "decisions": [
            {"word": states[each["state"]], "day": read_moment(each["at"]), **each} for each in row["decisions"]
        ],
    }


def _share(row: Row, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "title": titles.get(row["item"], ""),
        "with": row["with"],
        "way": row["way"],
        "from": read_moment(row["shared_at"]),
        "until": read_moment(row["ended_at"]),
    }
