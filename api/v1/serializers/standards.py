"""Qualification standards and routes, as they are read."""

from __future__ import annotations

from rest_framework import serializers

from api.fields import Answer
from api.v1.serializers.common import KeyedSerializer
from evc.routes.models import AssessorSeat


class StandardRowSerializer(Answer):
    """One version of a standard. Its identifier is what a trajectory is asked for with."""

    id = serializers.UUIDField()
    key = serializers.CharField(source="standard.key")
    title = serializers.CharField(source="standard.title")
    kind = serializers.CharField(source="standard.kind")
    code = serializers.CharField(source="standard.code")
    code_system = serializers.CharField(source="standard.code_system")
    owner = serializers.CharField(source="standard.owner")
    uri = serializers.CharField(source="standard.uri")
    language = serializers.CharField(source="standard.language")
    level_nlqf = serializers.IntegerField(source="standard.level_nlqf", allow_null=True)
    level_eqf = serializers.IntegerField(source="standard.level_eqf", allow_null=True)
    label = serializers.CharField()  # type: ignore[assignment]
    status = serializers.CharField()
    valid_from = serializers.DateField(allow_null=True)
    valid_until = serializers.DateField(allow_null=True)
    unit_count = serializers.IntegerField()
    work_process_count = serializers.IntegerField()
    criterion_count = serializers.IntegerField()


class CriterionSerializer(Answer):
    id = serializers.UUIDField()
    code = serializers.CharField()
    title = serializers.CharField()
    origin = serializers.CharField(help_text="letterlijk, parafrase or voorbeeld")
    decisive = serializers.BooleanField(help_text="It has to be met where the rule of the version is “named”.")


class WorkProcessNodeSerializer(Answer):
    id = serializers.UUIDField(source="work_process.id")
    code = serializers.CharField(source="work_process.code")
    title = serializers.CharField(source="work_process.title")
    description = serializers.CharField(source="work_process.description")
    result = serializers.CharField(source="work_process.result")
    required_repetitions = serializers.IntegerField(source="work_process.required_repetitions", allow_null=True)
    required_repetitions_origin = serializers.CharField(source="work_process.required_repetitions_origin")
    origin = serializers.CharField(source="work_process.origin")
    criteria = CriterionSerializer(many=True)


class UnitNodeSerializer(Answer):
    id = serializers.UUIDField(source="core_task.id")
    code = serializers.CharField(source="core_task.code")
    title = serializers.CharField(source="core_task.title")
    kind = serializers.CharField(source="core_task.kind")
    elective = serializers.BooleanField(source="core_task.elective")
    level = serializers.IntegerField(source="core_task.level", allow_null=True)
    origin = serializers.CharField(source="core_task.origin")
    work_processes = WorkProcessNodeSerializer(many=True)


class StandardSerializer(StandardRowSerializer):
    is_example = serializers.BooleanField(help_text="It is made up, wholly or in part.")
    source = serializers.CharField()  # type: ignore[assignment]
    threshold_rule = serializers.CharField(
        help_text="share: so many per cent of the criteria; named: the decisive ones"
    )
    threshold_percent = serializers.IntegerField(help_text="Share of the criteria that must be met for recognition.")
    substantiation_depth = serializers.CharField(help_text="work_process or criterion")
    used_since = serializers.DateTimeField(allow_null=True, help_text="From then on this version never changes.")
    units = UnitNodeSerializer(many=True)


class PhaseSerializer(KeyedSerializer):
    candidate_hours = serializers.DecimalField(max_digits=5, decimal_places=1)
    european = serializers.CharField()


class InstrumentSerializer(KeyedSerializer):
    description = serializers.CharField()
    needs_record = serializers.BooleanField()
    scores_every_criterion = serializers.BooleanField()


class SeatSerializer(Answer):
    number = serializers.IntegerField()
    name = serializers.CharField()
    instruments = serializers.SerializerMethodField(help_text="Keys of those that this seat scores.")

    def get_instruments(self, seat: AssessorSeat) -> list[str]:
        return [instrument.key for instrument in seat.instruments.all()]


class LevelSerializer(KeyedSerializer):
    meets_bar = serializers.BooleanField()


class RouteSerializer(KeyedSerializer):
    label = serializers.CharField()  # type: ignore[assignment]
    description = serializers.CharField()
    hours_min = serializers.DecimalField(max_digits=5, decimal_places=1)
    hours_max = serializers.DecimalField(max_digits=5, decimal_places=1)
    lead_time_weeks = serializers.IntegerField()
    scope = serializers.CharField(help_text="whole or chosen")
    max_items = serializers.IntegerField(allow_null=True)
    max_supplements = serializers.IntegerField()
    levels = LevelSerializer(source="rubric.levels", many=True)
    phases = PhaseSerializer(many=True)
    instruments = InstrumentSerializer(many=True)
    seats = SeatSerializer(many=True)
