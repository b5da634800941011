"""Outcomes, their report, and badges."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers

from api.fields import Answer, Body, Text, YesOrNo
from api.v1.serializers.common import CodedSerializer, KeyedSerializer, PersonSerializer
from api.v1.serializers.dossiers import FrozenItemSerializer, FrozenPracticeSerializer
from api.v1.serializers.standards import LevelSerializer
from evc.assessments.scoring import Verdict
from evc.outcomes.models import Outcome
from evc.trajectories.models import Yield
from foundation.addresses import public_address


class OutcomeRowSerializer(Answer):
    id = serializers.UUIDField()
    trajectory = serializers.UUIDField(source="trajectory_id")
    candidate = PersonSerializer(source="trajectory.candidate")
    standard = serializers.CharField(source="trajectory.standard_version.standard.title")
    number = serializers.IntegerField(help_text="The round.")
    state = serializers.ChoiceField(choices=Outcome.State.choices)
    yields = serializers.ChoiceField(choices=Yield.choices)
    proposed_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)
    recognised = serializers.SerializerMethodField()
    partly = serializers.SerializerMethodField()
    not_yet = serializers.SerializerMethodField()

    def get_recognised(self, outcome: Any) -> int:
        return _count(outcome, Verdict.RECOGNISED)

    def get_partly(self, outcome: Any) -> int:
        return _count(outcome, Verdict.PARTLY)

    def get_not_yet(self, outcome: Any) -> int:
        return _count(outcome, Verdict.NOT_YET)


def _count(outcome: Any, verdict: str) -> int:
    """Of prefetched results."""
    return sum(row.verdict == verdict for row in outcome.results.all())


class UnitResultSerializer(Answer):
    work_process = CodedSerializer()
    verdict = serializers.ChoiceField(choices=Verdict.choices)
    criteria_met = serializers.IntegerField()
    criteria_total = serializers.IntegerField()


class GapAdviceSerializer(Answer):
    work_process = CodedSerializer()
    missing = serializers.CharField()
    advice = serializers.CharField()


class OutcomeSerializer(OutcomeRowSerializer):
    remark = serializers.CharField()
    kappa = serializers.FloatField(allow_null=True)
    scores_compared = serializers.IntegerField()
    manifest_sha256s = serializers.ListField(child=serializers.CharField())
    results = UnitResultSerializer(many=True)
    gaps = GapAdviceSerializer(many=True)
    badge = serializers.SerializerMethodField()

    def get_badge(self, outcome: Any) -> UUID | None:
        return self.context["badge"]  # type: ignore[no-any-return]


class FindingSerializer(Answer):
    """What the software found; what a person must judge stays with that person."""

    code = serializers.CharField()
    severity = serializers.CharField(help_text="blocks or look")
    detail = serializers.CharField(source="sentence")
    facts = serializers.SerializerMethodField()

    def get_facts(self, finding: Any) -> dict[str, str]:
        return {name: str(value) for name, value in finding.facts.items()}


class GapAdviceBody(Body):
    advice = Text(allow_blank=True)


class ReleaseBody(Body):
    remark = Text(required=False)


class SendBackBody(Body):
    because = Text()


class CriterionResultSerializer(Answer):
    criterion = CodedSerializer()
    level = LevelSerializer(allow_null=True)
    meets_bar = serializers.BooleanField()
    moderated_because = serializers.CharField()


class ReportLegsSerializer(Answer):
    seat = serializers.IntegerField()
    criterion = CodedSerializer(allow_null=True)
    part_of_standard = serializers.CharField()
    evidence_or_instrument = serializers.CharField()
    seen_or_heard = serializers.CharField()


class WorkProcessReportSerializer(Answer):
    work_process = CodedSerializer()
    verdict = serializers.ChoiceField(choices=Verdict.choices)
    criteria_met = serializers.IntegerField()
    criteria_total = serializers.IntegerField()
    criteria = CriterionResultSerializer(many=True)
    substantiation = ReportLegsSerializer(many=True)
    evidence = FrozenItemSerializer(many=True)
    practice = FrozenPracticeSerializer(allow_null=True)
    gap = GapAdviceSerializer(allow_null=True)
    taken_over = serializers.CharField(help_text="Where it was taken over from; empty for what was assessed here.")


class CoreTaskReportSerializer(Answer):
    core_task = CodedSerializer()
    work_processes = WorkProcessReportSerializer(many=True)


class HeldInstrumentSerializer(Answer):
    instrument = KeyedSerializer()
    held_on = serializers.DateField()
    place = serializers.CharField()
    facts = serializers.CharField()


class ReportSerializer(Answer):
    """Assessors stand in it by their seat, not by name."""

    candidate = serializers.CharField(source="candidate_name")
    goal = serializers.CharField()
    reasons = serializers.ListField(child=serializers.CharField())
    motivation = serializers.CharField()
    assessed_on = serializers.DateField()
    levels = serializers.ListField(child=serializers.CharField(), help_text="Of the standard.")
    what_it_is = serializers.CharField()
    what_it_is_not = serializers.CharField()
    how = serializers.CharField()
    core_tasks = CoreTaskReportSerializer(many=True)
    instruments = HeldInstrumentSerializer(many=True)
    recommendations = GapAdviceSerializer(many=True)
    assessors = serializers.IntegerField()
    kappa = serializers.FloatField(allow_null=True)


class PageChoiceSerializer(Answer):
    is_public = serializers.BooleanField(source="page_is_public")
    shows_results = serializers.BooleanField(source="page_shows_results")
    shows_name = serializers.BooleanField(source="page_shows_name")


class BadgeSerializer(Answer):
    id = serializers.UUIDField()
    title = serializers.SerializerMethodField()
    issuer = serializers.CharField(source="issuer.organisation.name")
    issued_at = serializers.DateTimeField()
    sha256 = serializers.CharField(source="document_sha256")
    code = serializers.CharField(help_text="Under the medal; the verifier takes it too.")
    is_mine = serializers.SerializerMethodField()
    page = PageChoiceSerializer(source="*")
    address = serializers.SerializerMethodField(help_text="The public page; .json, .png and .svg stand beside it.")
    revoked_at = serializers.DateTimeField(allow_null=True)
    revoked_because = serializers.CharField()
    can_be_suspended = serializers.SerializerMethodField(help_text="Its status has an entry for that.")
    suspended_at = serializers.DateTimeField(allow_null=True)
    suspended_because = serializers.CharField()

    def get_title(self, badge: Any) -> str:
        return str(badge.achievement.document.get("name", ""))

    def get_is_mine(self, badge: Any) -> bool:
        return bool(badge.recipient_id == self.context["request"].user.pk)

    def get_address(self, badge: Any) -> str:
        return public_address(f"/badges/{badge.pk}")

    def get_can_be_suspended(self, badge: Any) -> bool:
        return badge.suspension_list_id is not None


class PageChoiceBody(Body):
    is_public = YesOrNo()
    shows_results = YesOrNo()
    shows_name = YesOrNo()


class RevokeBody(Body):
    because = Text()


class SuspendBody(Body):
    because = Text()
