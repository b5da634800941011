"""What was ticked and typed of whose work an item is becomes an answer about the versions that were there."""

import hashlib
import json

from django.db import migrations


def parts_of(item, files):
    """As portfolio.authorship.parts_of was when this was written."""
    latest = {}
    for file in files:
        if file.line not in latest or latest[file.line].version < file.version:
            latest[file.line] = file
    digests = {file.sha256 for file in latest.values()}
    if told := {part: text for part, text in item.starr.items() if text}:
        text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        digests.add(hashlib.sha256(text.encode()).hexdigest())
    return sorted(digests)


def carry(apps, schema_editor):
    Item, File, Authorship = (
        apps.get_model("portfolio", name) for name in ("EvidenceItem", "EvidenceFile", "Authorship")
    )
    asked = Item.objects.filter(kind__in=["work_product", "reflection"])
    for item in (asked.filter(is_own_work=True) | asked.exclude(co_authors="")).iterator():
        Authorship.objects.create(
            item=item,
            owner_id=item.owner_id,
            made_by="together" if item.co_authors else "alone",
            with_whom=item.co_authors,
            about=parts_of(item, File.objects.filter(item=item)),
            said_at=item.changed_at,
        )


def carry_back(apps, schema_editor):
    Item, Authorship = (apps.get_model("portfolio", name) for name in ("EvidenceItem", "Authorship"))
    for said in Authorship.objects.order_by("said_at"):
        Item.objects.filter(pk=said.item_id).update(is_own_work=True, co_authors=said.with_whom)
    Authorship.objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0012_uploads")]
    operations = [migrations.RunPython(carry, carry_back)]
