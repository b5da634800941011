"""What is filled in for courses: what one is, which certificate shows it, and that it was followed."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evc.programmes.models import ModuleVersion
from evc.programmes.services import Content
from evc.standards.models import StandardVersion, WorkProcess
from frontend.forms.dates import DayField
from portfolio.models import EvidenceItem

_LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]


class ModuleForm(forms.Form):
    """A course, with the work processes of one standard to tick; those of other standards stay as they are."""

    use_required_attribute = False
    title = forms.CharField(label=_("What is the course called?"), max_length=200)
    teaches = forms.CharField(
        label=_("What does somebody learn?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )
    criteria = forms.CharField(
        label=_("When has somebody followed it?"),
        help_text=_("For example: both days, and the test at the end."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    work_processes = forms.MultipleChoiceField(
        label=_("Which work does it help to learn?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one part of the standard.")},
    )
    practised = forms.ChoiceField(
        label=_("Under which work is the practice noted?"), error_messages={"required": _("Choose one.")}
    )
    task = forms.CharField(
        label=_("What is practised?"), help_text=_("For example: closing off a street."), max_length=300
    )
    required = forms.IntegerField(
        label=_("How often must a witness have confirmed it?"),
        help_text=_("Your organisation chooses the number."),
        min_value=1,
    )
    independent_only = forms.BooleanField(label=_("Only what was done without help counts"), required=False)
    least_witnesses = forms.IntegerField(label=_("At least how many different witnesses?"), min_value=1)
    expire_after_years = forms.IntegerField(
        label=_("After how many years does practice no longer count?"),
        help_text=_("Leave it empty when old practice counts as well."),
        min_value=1,
        max_value=50,
        required=False,
    )
    active_from = DayField(label=_("From which day can people begin?"))
    active_until = DayField(label=_("Until which day?"), help_text=_("Leave it empty for no end."), required=False)
    badge_title = forms.CharField(
        label=_("What stands on the badge?"),
        help_text=_("Leave it empty for the name of the course."),
        max_length=120,
        required=False,
    )
    language = forms.ChoiceField(label=_("In which language is the badge?"), choices=_LANGUAGES)

    def __init__(self, data: Any = None, *, version: StandardVersion, **options: Any) -> None:
        super().__init__(data, **options)
        self.version = version
        rows = list(version.work_processes.select_related("core_task").order_by("position"))
        self._rows = {str(row.pk): row for row in rows}
        groups = [
            (heading, [(str(row.pk), row.title) for row in group])
            for heading, group in groupby(rows, key=lambda row: row.core_task.title)
        ]
        for name in ("work_processes", "practised"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField | forms.MultipleChoiceField)
            field.choices = groups

    @staticmethod
    def values_of(version: ModuleVersion) -> dict[str, Any]:
        """What the form begins with when a course is changed."""
        names = [name for name in ModuleForm.base_fields if name not in {"work_processes", "practised"}]
        chosen = [str(pk) for pk in version.work_processes.values_list("pk", flat=True)]
        return {name: getattr(version, name) for name in names} | {
            "work_processes": chosen,
            "practised": str(version.practised_id),
        }

    def content(self, *, besides: Iterable[WorkProcess] = ()) -> Content:
        """What was filled in; ``besides``: the work processes of other standards, which stay."""
        data = dict(self.cleaned_data)
        chosen = [self._rows[pk] for pk in data.pop("work_processes")]
        return Content(work_processes=[*besides, *chosen], practised=self._rows[data.pop("practised")], **data)


class CertificateForm(forms.Form):
    """Which of one's own certificates shows that the course was followed."""

    item = forms.ChoiceField(
        label=_("Which certificate?"), widget=forms.RadioSelect, error_messages={"required": _("Choose one.")}
    )

    def __init__(self, data: Any = None, *, items: Iterable[EvidenceItem], **options: Any) -> None:
        super().__init__(data, **options)
        field = self.fields["item"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(item.pk), item.title) for item in items]


class FollowedForm(forms.Form):
    on = DayField(label=_("On which day was the course over?"))


class TurnedDownForm(forms.Form):
    because = forms.CharField(
        label=_("Why can't you use this certificate?"),
        help_text=_("The person reads this."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
    )
