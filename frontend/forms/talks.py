"""Forms of the coach's talks: what came up, and which of it the manager reads."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from evc.trajectories.models import CoachTalk
from evc.trajectories.services.coach_talks import MOST_POINTS, POINT_LENGTH
from frontend.forms.dates import DayField
from frontend.templatetags.erkend import long_date


class TalkForm(forms.Form):
    held_on = DayField(label=_("Day of the talk"))
    points = forms.CharField(
        label=_("What came up?"),
        help_text=_("One point a line: what goes well, a wish, something to work on. The candidate reads it at once."),
        max_length=MOST_POINTS * (POINT_LENGTH + 2),
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write down at least one thing that came up.")},
    )

    @property
    def lines(self) -> list[str]:
        points: str = self.cleaned_data["points"]
        return points.splitlines()


class ChoosePointsForm(forms.Form):
    """A tick a point, by the day of its talk."""

    chosen = forms.MultipleChoiceField(
        label=_("What may your manager read?"),
        help_text=_("Only what you tick stands on the page of the development talk. You can change it until then."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("One of these points is not there any more. Look at the list again.")},
    )

    def __init__(self, data: QueryDict | None, *, talks: Sequence[CoachTalk]) -> None:
        ticked = [str(point.pk) for talk in talks for point in talk.points.all() if point.chosen_at]
        super().__init__(data, initial={"chosen": ticked})
        field = self.fields["chosen"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (long_date(talk.held_on), [(str(point.pk), point.text) for point in talk.points.all()]) for talk in talks
        ]

    @property
    def points(self) -> list[UUID]:
        return [UUID(chosen) for chosen in self.cleaned_data["chosen"]]
