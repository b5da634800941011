"""Forms of whoever plans or guides a trajectory: the advice, start tests, the end, and records of what was seen."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evc.routes.models import Route
from evc.trajectories.models import IdentitySeen, Intake, StartTest
from foundation.people.models import Person
from frontend.forms.candidate.trajectory import RequestForm
from frontend.forms.dates import DayField
from frontend.hours import budget_in_words

_CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class ClosingForm(forms.Form):
    closing_talk_on = DayField(label=_("Day of the closing talk"), required=False)
    declined = forms.BooleanField(label=_("The candidate did not want a closing talk"), required=False)


class AdviceForm(forms.Form):
    advice = forms.ChoiceField(
        label=_("What do you advise?"),
        choices=Intake.Advice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the advices.")},
    )
    because = forms.CharField(
        label=_("Why?"),
        help_text=_("The candidate reads this."),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,  # the service says that it is needed
    )
    route = forms.ChoiceField(
        label=_("Along which of your own routes?"),
        help_text=_("For full EVC and EVC Compact. It says what it costs in hours."),
        widget=forms.RadioSelect,
        required=False,
    )
    next_steps = forms.CharField(
        label=_("What can the candidate do now?"),
        help_text=_("For the other advices: which exemption to ask for and where, what to train, or what to do first."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    def __init__(self, *args: Any, routes: Iterable[Route], **options: Any) -> None:
        super().__init__(*args, **options)
        self.routes = {str(route.pk): route for route in routes}
        if not self.routes:
            del self.fields["route"]
            return
        field = self.fields["route"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("the usual one for this advice")),
            *((pk, f"{route.name}, {budget_in_words(route)}") for pk, route in self.routes.items()),
        ]

    @property
    def chosen(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {**data, "route": self.routes.get(data.get("route", ""))}


class StartTestForm(forms.Form):
    subject = forms.ChoiceField(label=_("Subject"), choices=StartTest.Subject.choices, widget=forms.RadioSelect)
    score = forms.CharField(label=_("Score"), max_length=8)
    norm = forms.CharField(label=_("Norm"), help_text=_("The score that is needed at least."), max_length=8)
    taken_on = DayField(label=_("Taken on"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("score", "norm"):
            self.fields[name].widget.attrs |= {"inputmode": "decimal", "class": "utrecht-textbox--short"}


class IdentityForm(forms.Form):
    document = forms.ChoiceField(
        label=_("Which document did you see?"),
        choices=IdentitySeen.Document.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose which kind of document you saw.")},
    )
    seen_on = DayField(label=_("When did you see it?"))


class RecordForm(forms.Form):
    """What was said or seen: facts, without a score."""

    held_on = DayField(label=_("Day"))
    from_time = forms.TimeField(label=_("From what time?"), required=False, widget=_CLOCK)
    until_time = forms.TimeField(label=_("Until what time?"), required=False, widget=_CLOCK)
    place = forms.CharField(label=_("Where"), max_length=200, required=False)
    facts = forms.CharField(
        label=_("What was said or seen?"),
        help_text=_("Write facts that the other assessor can use as well. Your score goes on your desk, not here."),
        widget=forms.Textarea(attrs={"rows": 12}),
    )


class ProposeForm(RequestForm):
    """A request for somebody else."""

    candidate = forms.ChoiceField(label=_("For whom?"))
    field_order = ("candidate", "route", "units", "client", "provider")

    def __init__(self, *args: Any, people: Iterable[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in people}
        field = self.fields["candidate"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose a person")), *((pk, person.name) for pk, person in self.people.items())]

    @property
    def chosen(self) -> dict[str, Any]:
        return {**super().chosen, "candidate": self.people[self.cleaned_data["candidate"]]}
