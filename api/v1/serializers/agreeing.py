"""Entry requirements, statements of independence, who may see the result, and a provider's agreement text."""

from __future__ import annotations

from rest_framework import serializers

from api.fields import Answer, Body, Choice, Day, Key, Text
from api.v1.serializers.common import OrganisationSerializer, PersonSerializer
from api.v1.serializers.outcomes import ReportSerializer, UnitResultSerializer
from api.v1.serializers.trajectories import ParticipantSerializer
from evc.trajectories.models import EntryRequirement, ResultConsent, Yield
from foundation.people.models import Organisation


class RequirementSerializer(Answer):
    id = serializers.UUIDField()
    title = serializers.CharField()
    finding = serializers.ChoiceField(choices=EntryRequirement.Finding.choices)
    proof = serializers.CharField()
    noted_at = serializers.DateTimeField()


class RequirementBody(Body):
    title = Text(max_length=300)
    finding = Choice(choices=EntryRequirement.Finding.choices)
    proof = Text(required=False, max_length=500, help_text="Needed where it is met.")


class StatementSerializer(Answer):
    """That somebody has no ties, word for word."""

    participant = ParticipantSerializer()
    text = serializers.CharField()
    made_at = serializers.DateTimeField()


class ConsentSerializer(Answer):
    receiver = serializers.ChoiceField(choices=ResultConsent.Receiver.choices)
    scope = serializers.ChoiceField(choices=ResultConsent.Scope.choices)
    text = serializers.CharField(help_text="Word for word what was consented to.")
    given_at = serializers.DateTimeField()
    until = serializers.DateField(help_text="The last day.")
    ended_at = serializers.DateTimeField(allow_null=True)


class ConsentBody(Body):
    """``outcome`` or ``report`` is for the client's manager, ``entry`` for a public register."""

    scope = Choice(choices=ResultConsent.Scope.choices)
    until = Day()


class SharedResultSerializer(Answer):
    """What the candidate lets the client's manager see; ``report`` only where the consent says so."""

    scope = serializers.ChoiceField(choices=ResultConsent.Scope.choices)
    until = serializers.DateField(help_text="The last day of the consent.")
    candidate = PersonSerializer()
    standard = serializers.CharField()
    yields = serializers.ChoiceField(choices=Yield.choices)
    decided_at = serializers.DateTimeField()
    results = UnitResultSerializer(many=True)
    report = ReportSerializer(allow_null=True)


class AgreementTextSerializer(Answer):
    id = serializers.UUIDField()
    number = serializers.IntegerField()
    client = OrganisationSerializer(allow_null=True, help_text="Empty: for every client that has none of its own.")
    text = serializers.CharField()
    written_by = PersonSerializer()
    written_at = serializers.DateTimeField()


class AgreementTextBody(Body):
    text = Text(max_length=40_000)
    client = Key(Organisation, required=False, allow_null=True)
