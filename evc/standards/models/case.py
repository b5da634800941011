"""What of a CASE package our own models don't hold: kept as it came, so that it can be published and exported again."""

from __future__ import annotations

from django.db import models

from evc.standards.models.standards import StandardVersion
from foundation.records import Record


class CasePackage(Record):
    """The CFPackage that a version came from. Its items stand in ``items``; ``rest`` is everything else.

    ``rest`` is JSON text (keys sorted): the package without its items and without the associations that start at one of
    them. ``levels`` says at which depth (1 is the top) the units, work processes and criteria were taken from, as
    {"unit": 1, "work_process": 2, "criterion": 3}; {} where the types of the items said so.
    """

    version = models.OneToOneField(StandardVersion, on_delete=models.CASCADE, related_name="case_package")
    identifier = models.UUIDField(db_index=True)  # of the CFDocument; a later edition may bear the same one
    rest = models.TextField()
    levels = models.JSONField(default=dict, blank=True)
    sha256 = models.CharField(max_length=64)  # of all its texts: the same package twice is one version


class CaseItem(Record):
    """One CFItem as it came, with the associations that start at it.

    ``text``: the CFItem as JSON text. ``associations``: JSON text of a list of [place in the package, CFAssociation].
    """

    package = models.ForeignKey(CasePackage, on_delete=models.CASCADE, related_name="items")
    identifier = models.UUIDField(db_index=True)
    position = models.PositiveIntegerField()
    text = models.TextField()
    associations = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["package", "identifier"], name="case_item_once")]
