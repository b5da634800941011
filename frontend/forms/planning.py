"""Forms of planning: a pause, an appointment, a free day, expertise, and what is done with many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from evc.routes.models import Instrument
from evc.standards.models import QualificationStandard
from evc.trajectories.models import Appointment, FreeDay, Participant
from foundation.people.models import Organisation, Person
from frontend.forms.dates import DayField

_CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
_LINES = forms.Textarea(attrs={"rows": 3})


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField))
    field.choices = choices


class PauseForm(forms.Form):
    first_day = DayField(label=_("First day"))
    until = DayField(label=_("Last day"), help_text=_("You can go on earlier at any moment."))
    reason = forms.CharField(
        label=_("Why?"), help_text=_("You need not say it."), widget=_LINES, required=False, max_length=1000
    )


class DueForm(forms.Form):
    due_on = DayField(label=_("New day"), help_text=_("A free day becomes the next working day."))
    because = forms.CharField(label=_("Why?"), widget=_LINES, max_length=1000)


class WhenForm(forms.Form):
    """An appointment. ``assessors``: who sit in a seat now."""

    assessors = forms.MultipleChoiceField(
        label=_("With which assessors?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one or more of the assessors who do this part.")},
    )
    day = DayField(label=_("Day"))
    from_time = forms.TimeField(label=_("From what time?"), widget=_CLOCK)
    until_time = forms.TimeField(label=_("Until what time?"), widget=_CLOCK)
    place = forms.CharField(label=_("Where"), required=False, max_length=200)
    video_link = forms.CharField(
        label=_("Link for the video call"), help_text=_("Begins with https://."), required=False, max_length=500
    )

    def __init__(self, *args: Any, assessors: Iterable[Participant], **options: Any) -> None:
        super().__init__(*args, **options)
        _choices(self, "assessors", [(str(row.pk), row.person.name) for row in assessors])

    @property
    def chosen(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "assessors": [UUID(key) for key in data["assessors"]],
            "starts_at": timezone.make_aware(datetime.combine(data["day"], data["from_time"])),
            "ends_at": timezone.make_aware(datetime.combine(data["day"], data["until_time"])),
            "place": data["place"],
            "video_link": data["video_link"],
        }


class MoveForm(WhenForm):
    """``seen``: the change of the appointment that the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    @property
    def chosen(self) -> dict[str, Any]:
        return {**super().chosen, "seen": self.cleaned_data["seen"]}

    def has_seen(self, appointment: Appointment) -> None:
        """After a refusal the page says what it is now: whoever sends it again has seen that."""
        appointment.refresh_from_db(fields=["sequence"])
        shown = MultiValueDict(self.data)  # of several values under one name all stay
        shown["seen"] = str(appointment.sequence)
        self.data = shown


class AppointmentForm(WhenForm):
    instrument = forms.ChoiceField(
        label=_("What?"), widget=forms.RadioSelect, error_messages={"required": _("Choose what is planned.")}
    )
    field_order = ("instrument",)

    def __init__(self, *args: Any, instruments: Iterable[Instrument], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(row.pk): row for row in instruments}
        _choices(self, "instrument", [(pk, row.name) for pk, row in self.known.items()])

    @property
    def chosen(self) -> dict[str, Any]:
        return {**super().chosen, "instrument": self.known[self.cleaned_data["instrument"]]}


class CancelForm(forms.Form):
    because = forms.CharField(
        label=_("Why?"), help_text=_("Everybody who would come reads this."), widget=_LINES, max_length=1000
    )


class FreeDayForm(forms.Form):
    day = DayField(label=_("Day"))
    part = forms.ChoiceField(
        label=_("Which part of the day?"), choices=FreeDay.Part.choices, widget=forms.RadioSelect, initial="day"
    )


class PeriodForm(forms.Form):
    """Sent as an address, so that it can be kept."""

    first = DayField(label=_("From"))
    last = DayField(label=_("Until and including"))

    def period(self, default: tuple[date, date]) -> tuple[date, date]:
        """What of the address can be read; else the default."""
        if not self.is_valid() or self.cleaned_data["last"] < self.cleaned_data["first"]:
            return default
        return self.cleaned_data["first"], self.cleaned_data["last"]


class ExpertiseForm(forms.Form):
    person = forms.ChoiceField(label=_("Assessor"))
    standard = forms.ChoiceField(label=_("Standard"))
    since = DayField(label=_("From"))
    until = DayField(label=_("Until and including"))
    proof = forms.CharField(
        label=_("What shows it?"),
        help_text=_("For example a diploma in the field, years of work, or a training for assessors, with its date."),
        widget=_LINES,
        max_length=2000,
    )

    def __init__(
        self, *args: Any, people: Iterable[Person], standards: Iterable[QualificationStandard], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.people = {str(row.pk): row for row in people}
        self.standards = {str(row.pk): row for row in standards}
        _choices(self, "person", [("", _("Choose a person")), *((pk, row.name) for pk, row in self.people.items())])
        rows = [(pk, row.title) for pk, row in self.standards.items()]
        _choices(self, "standard", [("", _("Choose a standard")), *rows])

    @property
    def chosen(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "person": self.people[data["person"]],
            "standard": self.standards[data["standard"]],
            "since": data["since"],
            "until": data["until"],
            "proof": data["proof"],
        }


class OnceForm(forms.Form):
    """A page that does something once, however often it is sent: ``key`` stays the same."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    @property
    def arguments(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "key"}


class RemindManyForm(OnceForm):
    pass


class MoveManyForm(DueForm, OnceForm):
    pass


class PauseManyForm(PauseForm, OnceForm):
    pass


class AssignManyForm(OnceForm):
    person = forms.ChoiceField(label=_("Who?"), error_messages={"required": _("Choose a person.")})
    because = forms.CharField(
        label=_("Why, where there is something to weigh?"),
        help_text=_("Only needed when the program says so. It is kept with the assignment."),
        widget=_LINES,
        required=False,
        max_length=1000,
    )

    def __init__(self, *args: Any, people: Iterable[tuple[Person, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        rows = list(people)
        self.people = {str(person.pk): person for person, _label in rows}
        _choices(self, "person", [("", _("Choose a person")), *((str(person.pk), label) for person, label in rows)])

    @property
    def arguments(self) -> dict[str, Any]:
        return {**super().arguments, "person": self.people[self.cleaned_data["person"]]}


class AssignAssessorsForm(AssignManyForm):
    seat = forms.TypedChoiceField(label=_("Which seat?"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, seats: Iterable[int], **options: Any) -> None:
        super().__init__(*args, **options)
        _choices(self, "seat", [(str(seat), _("Assessor %(seat)s") % {"seat": seat}) for seat in seats])


class SpreadsheetForm(forms.Form):
    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_("CSV or XLSX; the first row names the columns."),
        error_messages={"required": _("Choose a file.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )
    provider = forms.ChoiceField(label=_("Which EVC provider?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, providers: Iterable[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.providers = {str(row.pk): row for row in providers}
        _choices(self, "provider", [(pk, row.name) for pk, row in self.providers.items()])
        if len(self.providers) == 1:
            self.fields["provider"].initial = next(iter(self.providers))
            self.fields["provider"].widget = forms.HiddenInput()


class RowsForm(OnceForm):
    """The rows that were read, to go along with the yes; they are checked anew."""

    provider = forms.UUIDField(widget=forms.HiddenInput)
    rows = forms.JSONField(widget=forms.HiddenInput)
