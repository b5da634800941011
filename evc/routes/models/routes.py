"""Routes are data: what a trajectory costs, which instruments it uses, who scores what, what it yields.

Full and compact ship as rows (data migration 0002).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from evc.routes.querysets import RouteQuerySet
from evc.routes.wording import Described, Named
from foundation.people.models import Organisation
from foundation.records import Record


class Rubric(Named, Record):
    """Beoordelingsschaal: an ordered scale on which criteria are scored."""

    key = models.SlugField(max_length=60, unique=True)
    name_nl = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)


class RubricLevel(Named, Record):
    rubric = models.ForeignKey(Rubric, on_delete=models.CASCADE, related_name="levels")
    key = models.SlugField(max_length=40)  # onvoldoende, voldoende, goed
    name_nl = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField()  # low to high
    meets_bar = models.BooleanField()  # counts towards recognition

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["rubric", "key"], name="rubric_level_key_once"),
            models.UniqueConstraint(fields=["rubric", "position"], name="rubric_level_place_once"),
        ]


class Scope(models.TextChoices):
    WHOLE = "whole"  # all units that are not elective, plus chosen electives
    CHOSEN = "chosen"  # chosen units


class Route(Described, Record):
    """A shipped route belongs to nobody and stays as it is; an organisation's own began as a copy of another.

    A route that a trajectory goes along never changes: what is changed in it becomes the next version of it.
    """

    # null: shipped with the system
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="routes"
    )
    number = models.PositiveSmallIntegerField(default=1)  # of the version
    follows = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="next_version")
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    retired_at = models.DateTimeField(null=True, blank=True)  # no new trajectory goes along it
    key = models.SlugField(max_length=40, unique=True)  # full, compact
    label = models.CharField(max_length=40)  # on the badge: "EVC", "EVC Compact"
    name_nl = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    description_nl = models.TextField()
    description_en = models.TextField()
    hours_min = models.DecimalField(max_digits=5, decimal_places=1)  # of the candidate
    hours_max = models.DecimalField(max_digits=5, decimal_places=1)
    lead_time_weeks = models.PositiveSmallIntegerField()
    scope = models.CharField(max_length=10, choices=Scope.choices)
    rubric = models.ForeignKey(Rubric, on_delete=models.PROTECT, related_name="routes")
    max_items = models.PositiveSmallIntegerField(null=True, blank=True)  # null: no limit
    max_supplements = models.PositiveSmallIntegerField(default=1)
    evidence_flagged_after_years = models.PositiveSmallIntegerField(default=5)
    min_items_per_work_process = models.PositiveSmallIntegerField(default=2)  # below it the item count is flagged
    still_after_days = models.PositiveSmallIntegerField(default=14)  # without a change in shared work: *ligt stil*
    silence_term_days = models.PositiveSmallIntegerField(default=10)  # working days after the second unanswered mail
    yields_certificate = models.BooleanField(default=False)  # may yield an ervaringscertificaat (design.md, Outcome)
    # How long what it yields is trusted; null: it does not end (domain fact 37).
    shelf_life_months = models.PositiveSmallIntegerField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = RouteQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(hours_min__lte=models.F("hours_max")), name="route_hours_order"),
            models.CheckConstraint(
                condition=Q(yields_certificate=False) | Q(scope="whole"), name="certificate_asks_the_whole_standard"
            ),
            models.CheckConstraint(
                condition=~Q(label__iexact="EVC") | Q(scope="whole"), name="evc_by_name_asks_the_whole_standard"
            ),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(retired_at=None, follows=None, copied_from=None),
                name="shipped_route_stays",
            ),
        ]

    @property
    def audit_chain(self) -> str:
        return f"organisation:{self.organisation_id}"

    def __str__(self) -> str:
        return self.label


class Phase(Named, Record):
    """A part of the route with the hours it is expected to take; European names (domain fact 23) in ``european``."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="phases")
    key = models.SlugField(max_length=40)
    name_nl = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    european = models.CharField(max_length=40, blank=True)  # identification, documentation, assessment, certification
    candidate_hours = models.DecimalField(max_digits=5, decimal_places=1)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["route", "key"], name="phase_once")]


class Instrument(Described, Record):
    """How competence is looked at: portfolio, interview, observation, in the order in which they are used."""

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="instruments")
    key = models.SlugField(max_length=40)
    name_nl = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    description_nl = models.TextField()
    description_en = models.TextField()
    needs_record = (
        models.BooleanField()
    )  # facts are written down first (interview, observation); the portfolio has none
    scores_every_criterion = models.BooleanField()  # the portfolio does; a later instrument corrects what it showed
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["route", "key"], name="instrument_once")]


class AssessorSeat(Named, Record):
    """One of the assessors that a route asks for and the instruments that this one scores.

    Full: two seats that score everything. Compact: seat 1 scores everything, seat 2 checks the portfolio blind.
    """

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="seats")
    number = models.PositiveSmallIntegerField()
    name_nl = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    instruments = models.ManyToManyField(Instrument, related_name="seats")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["route", "number"], name="assessor_seat_once")]
