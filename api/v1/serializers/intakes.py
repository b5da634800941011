"""The intake and the agreement that ends it."""

from __future__ import annotations

from rest_framework import serializers

from api.fields import MOST_AT_ONCE, Answer, Body, Choice, Day, Number, Text, YesOrNo
from api.v1.serializers.common import CodedSerializer
from evc.trajectories.models import AgreementVersion, Intake, SelfScan, StartTest, Yield


class StartTestSerializer(Answer):
    subject = serializers.ChoiceField(choices=StartTest.Subject.choices)
    score = serializers.DecimalField(max_digits=5, decimal_places=1)
    norm = serializers.DecimalField(max_digits=5, decimal_places=1)
    taken_on = serializers.DateField()


class SelfScanAnswerSerializer(Answer):
    work_process = CodedSerializer()
    answer = serializers.IntegerField(help_text="0 never, 1 with help, 2 alone, 3 could teach it")


class IntakeSerializer(Answer):
    reasons = serializers.ListField(child=serializers.CharField())
    goal = serializers.CharField()
    motivation = serializers.CharField()
    entry_requirements = serializers.CharField()
    needs = serializers.CharField(required=False, help_text="Adapted conditions: for candidate and coordinator alone.")
    tests = StartTestSerializer(many=True)
    self_scan = SelfScanAnswerSerializer(many=True)
    advice = serializers.ChoiceField(choices=Intake.Advice.choices, allow_blank=True)
    advice_because = serializers.CharField()
    advice_next = serializers.CharField(help_text="What to do now, where it does not go on here.")
    advised_at = serializers.DateTimeField(allow_null=True)


class IntakeBody(Body):
    """What is left out stays as it was."""

    reasons = serializers.ListField(child=Choice(choices=Intake.Reason.choices), required=False, max_length=20)
    goal = Text(required=False)
    motivation = Text(required=False)
    entry_requirements = Text(required=False)
    needs = Text(required=False)


class StartTestBody(Body):
    subject = Choice(choices=StartTest.Subject.choices)
    score = serializers.DecimalField(max_digits=8, decimal_places=4)
    norm = serializers.DecimalField(max_digits=8, decimal_places=4)
    taken_on = Day()


class SelfScanAnswerBody(Body):
    work_process = serializers.UUIDField()
    answer = Number(max_value=max(SelfScan.Answer.values))


class SelfScanBody(Body):
    answers = SelfScanAnswerBody(many=True, max_length=MOST_AT_ONCE)  # type: ignore[call-arg]


class AdviceBody(Body):
    advice = Choice(choices=Intake.Advice.choices)
    because = Text(required=False)
    next_steps = Text(required=False)


class TermsSerializer(Answer):
    hours_in_work_time = serializers.DecimalField(max_digits=5, decimal_places=1)
    price = serializers.DecimalField(max_digits=8, decimal_places=2, help_text="Euro.")
    payer = serializers.ChoiceField(choices=AgreementVersion.Payer.choices)
    pay_effect = serializers.ChoiceField(choices=AgreementVersion.PayEffect.choices)
    pay_described = serializers.CharField()
    subsidy = serializers.CharField()


class AgreementSerializer(Answer):
    """The text that lies before the parties, or the one that was agreed to, word for word."""

    number = serializers.IntegerField(allow_null=True)
    text_version = serializers.CharField()
    text = serializers.CharField()
    client_accepted_at = serializers.DateTimeField(allow_null=True)
    accepted_at = serializers.DateTimeField(allow_null=True)
    yields = serializers.ChoiceField(choices=Yield.choices, allow_blank=True)
    terms = TermsSerializer(allow_null=True)


class TermsBody(Body):
    """``signs_for_client``: who takes part as the client's manager from now on, where nobody does yet."""

    hours_in_work_time = serializers.DecimalField(max_digits=6, decimal_places=2)
    price = serializers.DecimalField(max_digits=10, decimal_places=3)
    payer = Choice(choices=AgreementVersion.Payer.choices)
    pay_effect = Choice(choices=AgreementVersion.PayEffect.choices, required=False)
    pay_described = Text(required=False)
    subsidy = Text(required=False)
    signs_for_client = serializers.UUIDField(required=False)


class ClientAcceptanceBody(Body):
    number = Number(max_value=32_767, help_text="Of the version that was read.")


class AgreementBody(Body):
    number = Number(max_value=32_767, required=False, help_text="Of the version that was read.")
    no_ties = YesOrNo(help_text="I have no ties with those who assess.")
