"""Badges that were issued to the person: the signed document, and its picture when one was drawn."""

from __future__ import annotations

from credentials.models import Badge
from foundation.people.models import Person
from portfolio.services.files import store
from portfolio.taking_along.parcel import Blob, Packing, Part, Row, Taking
from portfolio.taking_along.plain import moment

NAME = "badges"


def pack(packing: Packing) -> list[Row]:
    badges = (
        Badge.objects.filter(recipient=packing.owner)
        .select_related("issuer__organisation", "achievement")
        .prefetch_related("pictures")
    )
    rows = [*(_packed(badge, packing) for badge in badges), *packing.keys.only_kept(NAME)]
    for row in packing.keys.only_kept(NAME):
        for file in row["files"]:
            packing.blobs[file["name"]] = Blob(packing.owner.pk, file["sha256"], file["size"])
    return sorted(rows, key=lambda row: str(row["key"]))


def _packed(badge: Badge, packing: Packing) -> Row:
    document = badge.document.encode()
    blobs = {f"badges/{badge.pk}.json": Blob.of(document)}
    issuer = badge.issuer.organisation_id
    for picture in badge.pictures.all():
        if picture.form == "png" and store().exists(issuer, picture.sha256):
            size = store().path(issuer, picture.sha256).stat().st_size
            blobs[f"badges/{badge.pk}.png"] = Blob(issuer, picture.sha256, size)
    packing.blobs |= blobs
    return {
        "key": str(badge.pk),
        "name": badge.achievement.document.get("name", ""),
        "issuer": badge.issuer.organisation.name,
        "issued_at": moment(badge.issued_at),
        "files": [{"name": name, "sha256": blob.sha256, "size": blob.size} for name, blob in sorted(blobs.items())],
    }


def take(rows: list[Row], taking: Taking) -> None:
    for row in rows:
        taking.note(NAME, row["key"], None, row)


def here(owner: Person) -> frozenset[str]:
    return frozenset(str(pk) for pk in Badge.objects.filter(recipient=owner).values_list("pk", flat=True))


PART = Part(NAME, pack, take, here)
