"""The medal of a badge: drawn from the signed data, the credential baked in, stored once."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any, Literal

from django.conf import settings
from django.utils import timezone

from credentials import picture
from credentials.core.claim import COURSE
from credentials.core.primitives.baking import bake_png, bake_svg
from credentials.core.summary import Summary, summarise
from credentials.models import Badge, BadgePicture
from foundation.addresses import public_address
from foundation.files import FileStore

Form = Literal["png", "svg"]
WIDTH = 600  # pixels


def badge_picture(badge: Badge, form: Form) -> bytes:
    """The picture that holds the badge. Drawn on the first request; two at once draw the same bytes."""
    store, owner = FileStore(settings.ERKEND_FILES_DIR), badge.issuer.organisation_id
    if (known := BadgePicture.objects.filter(badge=badge, form=form).first()) and store.exists(owner, known.sha256):
        with store.open(owner, known.sha256) as stream:
            return stream.read()
    medal = medal_of(summarise(document_of(badge)), public_url=public_address(f"/badges/{badge.pk}"), code=badge.code)
    if form == "png":
        data = bake_png(picture.draw_png(medal, size=WIDTH), badge.document)
    else:
        data = bake_svg(picture.draw_svg(medal), badge.document)
    stored = store.put(owner, BytesIO(data))
    BadgePicture.objects.update_or_create(badge=badge, form=form, defaults={"sha256": stored.sha256})
    return data


def medal_of(summary: Summary, *, public_url: str | None = None, code: str | None = None) -> picture.Medal:
    """The medal that a credential's own words make: also for somebody else's badge, then without our code."""
    groups = list(dict.fromkeys(unit.group_code for unit in summary.units))
    level = next((level for level in summary.levels if level.framework == "NLQF"), None)
    day = summary.assessed_on or (summary.valid_from.date() if summary.valid_from else timezone.localdate())
    return picture.Medal(
        title=summary.title,
        organisation=summary.issuer_name,
        route_label=summary.route_label or _label_without_route(summary),
        is_full=summary.route_key != "compact",
        segments=tuple(
            picture.Segment(result=picture.Result(unit.verdict), group=groups.index(unit.group_code))
            for unit in summary.units
        ),
        level=f"{level.framework} {level.level}" if level else None,
        month=day,
        language="en" if summary.language.startswith("en") else "nl",
        achievement_id=summary.achievement_id,
        public_url=public_url,
        code=code,
        is_example=summary.is_example,
    )


def _label_without_route(summary: Summary) -> str:
    if summary.kind != COURSE:
        return "Badge"
    return "Course" if summary.language.startswith("en") else "Cursus"


def document_of(badge: Badge) -> dict[str, Any]:
    """The signed credential as JSON."""
    document: dict[str, Any] = json.loads(badge.document)
    return document
