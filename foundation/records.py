"""What every stored thing has in common."""

from __future__ import annotations

import uuid

from django.db import models


class Record(models.Model):
    """A row under an identifier that can't be counted or guessed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True
