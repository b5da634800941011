"""Forms of the quality care: the check list, second opinions, the plan, findings and auditors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from evc.quality.check_list import Point
from evc.quality.models import CheckAnswer, CodePart, SamplingPlan, SamplingRaise, SecondOpinion
from evc.quality.services.plans import LARGEST_THRESHOLD, SUGGESTED, SUGGESTED_HALF_WAY, SUGGESTED_SHARE
from evc.standards.models import QualificationStandard
from foundation.people.models import Person


def _day(**attrs: Any) -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date", **attrs}, format="%Y-%m-%d")


class CheckListForm(forms.Form):
    """An answer and a remark for each point; answering some of them is enough to save."""

    def __init__(self, points: Sequence[Point], answers: Mapping[str, CheckAnswer], data: Any = None) -> None:
        super().__init__(data)
        self.points = points
        for point in points:
            said = answers.get(point.key)
            self.fields[f"answer-{point.key}"] = forms.ChoiceField(
                label=str(point.text),
                choices=CheckAnswer.Answer.choices,
                widget=forms.RadioSelect(attrs={"class": "choices--row"}),
                required=False,
                initial=said.answer if said else None,
            )
            self.fields[f"remark-{point.key}"] = forms.CharField(
                label=_("Remark"),
                widget=forms.Textarea(attrs={"rows": 2}),
                required=False,
                initial=said.remark if said else "",
            )

    def groups(self) -> Iterator[tuple[str, list[tuple[forms.BoundField, forms.BoundField]]]]:
        """The fields by the part of the code, in the order of the list."""
        for part in CodePart:
            rows = [
                (self[f"answer-{point.key}"], self[f"remark-{point.key}"])
                for point in self.points
                if point.part == part
            ]
            if rows:
                yield str(part.label), rows

    def answers(self) -> dict[str, tuple[str, str]]:
        cleaned = self.cleaned_data
        return {
            point.key: (cleaned.get(f"answer-{point.key}", ""), cleaned.get(f"remark-{point.key}", ""))
            for point in self.points
        }


class ReadInFullForm(forms.Form):
    remark = forms.CharField(
        label=_("What stood out"),
        help_text=_("For the file. What somebody has to do about it becomes a finding."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )


class AskOpinionForm(forms.Form):
    of = forms.ModelChoiceField(
        label=_("Whom do you ask?"),
        help_text=_("Quality officers of your organisation who had no part in this trajectory."),
        queryset=Person.objects.none(),
        error_messages={"required": _("Choose whom you ask.")},
    )
    question = forms.CharField(
        label=_("What do you want to know?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you want to know.")},
    )
    release_waits = forms.BooleanField(
        label=_("Wait with the release until there is an answer"), required=False, initial=True
    )

    def __init__(self, officers: Any, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["of"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = officers


class GiveOpinionForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("What would you do?"),
        choices=SecondOpinion.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you would do.")},
    )
    text = forms.CharField(
        label=_("Why?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Say why. Your answer stays beside the outcome.")},
    )


class PlanForm(forms.Form):
    """The whole plan on one page: its own shares, one a standard, one an assessor, and the rules."""

    share = forms.IntegerField(label=_("Read in full before release (percent)"), min_value=0, max_value=100)
    half_way_share = forms.IntegerField(label=_("Guidance looked at half-way (percent)"), min_value=0, max_value=100)

    def __init__(
        self,
        plan: SamplingPlan | None,
        standards: Sequence[QualificationStandard],
        assessors: Sequence[Person],
        data: Any = None,
    ) -> None:
        super().__init__(data)
        self.standards, self.assessors = standards, assessors
        shares = list(plan.shares.all()) if plan else []
        own = {row.standard_id or row.assessor_id: row.share for row in shares}
        raises = {row.rule: (row.threshold, row.share) for row in plan.raises.all()} if plan else dict(SUGGESTED)
        self.fields["share"].initial = plan.share if plan else SUGGESTED_SHARE
        self.fields["half_way_share"].initial = plan.half_way_share if plan else SUGGESTED_HALF_WAY
        for rule, label, threshold_label in self.rules():
            threshold, share = raises.get(rule, (None, None))
            self._number(f"threshold-{rule}", f"{label}: {threshold_label}", threshold, LARGEST_THRESHOLD)
            self._number(f"share-{rule}", gettext("%(rule)s: at least this percentage") % {"rule": label}, share, 100)
        for standard in standards:
            self._number(f"standard-{standard.pk}", standard.title, own.get(standard.pk), 100)
        for person in assessors:
            self._number(f"assessor-{person.pk}", person.name, own.get(person.pk), 100)

    def _number(self, name: str, label: str, initial: int | None, most: int) -> None:
        self.fields[name] = forms.IntegerField(
            label=label, min_value=0, max_value=most, required=False, initial=initial
        )

    @staticmethod
    def rules() -> list[tuple[str, str, str]]:
        """Rule, its name, and what its number means."""
        rule = SamplingRaise.Rule
        dossiers, days = gettext("fewer dossiers before than"), gettext("within this many days")
        return [
            (rule.NEW_ASSESSOR, str(rule.NEW_ASSESSOR.label).capitalize(), dossiers),
            (rule.NEW_VERSION, str(rule.NEW_VERSION.label).capitalize(), dossiers),
            (rule.LOW_KAPPA, str(rule.LOW_KAPPA.label).capitalize(), gettext("kappa below this, in hundredths")),
            (rule.SENT_BACK, str(rule.SENT_BACK.label).capitalize(), days),
            (rule.UPHELD_APPEAL, str(rule.UPHELD_APPEAL.label).capitalize(), days),
        ]

    def groups(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """Title, a sentence, and the fields."""
        return [
            (
                gettext("The plan"),
                gettext("Nobody knows before whether a dossier is drawn: the draw is made when it reaches you."),
                [self["share"], self["half_way_share"]],
            ),
            (
                gettext("Raised by rule"),
                gettext("Leave both fields empty to switch a rule off. A rule never lowers a share."),
                [self[f"{kind}-{rule}"] for rule, _label, _words in self.rules() for kind in ("threshold", "share")],
            ),
            (
                gettext("Another share for a standard"),
                gettext("Empty: the share of the plan."),
                [self[f"standard-{row.pk}"] for row in self.standards],
            ),
            (
                gettext("Another share for an assessor"),
                gettext("Empty: the share of the plan. The highest share that holds for a dossier counts."),
                [self[f"assessor-{row.pk}"] for row in self.assessors],
            ),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for rule, label, _words in self.rules():
            given = [cleaned.get(f"{kind}-{rule}") is not None for kind in ("threshold", "share")]
            if any(given) and not all(given):
                missing = "share" if given[0] else "threshold"
                self.add_error(
                    f"{missing}-{rule}", gettext("Fill in both numbers of “%(rule)s”, or none.") % {"rule": label}
                )
        return cleaned

    def plan(self) -> dict[str, Any]:
        """The arguments of ``change_plan``."""
        cleaned = self.cleaned_data

        def given(prefix: str, rows: Sequence[Any]) -> dict[UUID, int]:
            found = {row.pk: cleaned.get(f"{prefix}-{row.pk}") for row in rows}
            return {pk: share for pk, share in found.items() if share is not None}

        return {
            "share": cleaned["share"],
            "half_way_share": cleaned["half_way_share"],
            "by_standard": given("standard", self.standards),
            "by_assessor": given("assessor", self.assessors),
            "raises": {
                str(rule): (cleaned[f"threshold-{rule}"], cleaned[f"share-{rule}"])
                for rule, _label, _words in self.rules()
                if cleaned.get(f"share-{rule}") is not None
            },
        }


class PointsForm(forms.Form):
    """The check list as text: a field a part, a point a line."""

    def __init__(self, points: Sequence[Point], data: Any = None) -> None:
        super().__init__(data)
        self.points = points
        for part in CodePart:
            lines = [str(point.text) for point in points if point.part == part]
            self.fields[part.value] = forms.CharField(
                label=part.label,
                help_text=_("One question a line."),
                widget=forms.Textarea(attrs={"rows": max(3, 2 * len(lines))}),
                required=False,
                initial="\n".join(lines),
            )

    def changed_points(self) -> list[dict[str, str]]:
        """The arguments of ``change_check_list``; a question that stays as it was keeps its key."""
        keys = {(point.part.value, str(point.text)): point.key for point in self.points}
        return [
            {"key": keys.get((part.value, line.strip()), ""), "part": part.value, "text": line.strip()}
            for part in CodePart
            for line in self.cleaned_data[part.value].splitlines()
            if line.strip()
        ]


class FindingForm(forms.Form):
    text = forms.CharField(
        label=_("What did you find, and what has to be done?"),
        help_text=_("The owner reads this. Write no name of a candidate."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what has to be done.")},
    )
    owner = forms.ModelChoiceField(
        label=_("Who does it?"),
        queryset=Person.objects.none(),
        error_messages={"required": _("Choose who does it.")},
    )
    due_on = forms.DateField(
        label=_("Before which day?"), widget=_day(), error_messages={"required": _("Fill in a day.")}
    )

    def __init__(self, owners: Any, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["owner"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = owners


class AnswerFindingForm(forms.Form):
    answer = forms.CharField(
        label=_("What did you do?"),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write what you did.")},
    )


class CloseFindingForm(forms.Form):
    conclusion = forms.CharField(label=_("Your conclusion"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


class AuditForm(forms.Form):
    name = forms.CharField(label=_("Name of the auditor"), max_length=200)
    email = forms.EmailField(label=_("E-mail address"))
    on_behalf_of = forms.CharField(
        label=_("On behalf of"), help_text=_("The body that supervises you. Only such a body may."), max_length=200
    )
    from_day = forms.DateField(label=_("First day"), widget=_day())
    until_day = forms.DateField(label=_("Last day"), widget=_day())
    period_from = forms.DateField(label=_("Dossiers released from"), widget=_day())
    period_until = forms.DateField(label=_("Dossiers released until"), widget=_day())
    standard = forms.ModelChoiceField(
        label=_("Standard"),
        queryset=QualificationStandard.objects.none(),
        required=False,
        empty_label=_("All standards"),
    )
    size = forms.IntegerField(
        label=_("How many dossiers?"),
        help_text=_("We draw them; you can't choose which."),
        min_value=1,
        max_value=200,
        initial=5,
    )

    def __init__(self, standards: Any, data: Any = None) -> None:
        super().__init__(data)
        field = self.fields["standard"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = standards
        today = timezone.localdate()
        self.fields["from_day"].initial = today
        self.fields["period_from"].initial = today.replace(month=1, day=1)
        self.fields["period_until"].initial = today
