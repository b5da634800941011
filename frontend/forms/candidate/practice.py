"""Forms of the practice log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evc.standards.models import StandardVersion, WorkProcess
from frontend.forms.dates import DayField
from frontend.practice import WitnessGroup
from portfolio.models import Repetition
from portfolio.reading import BadRow
from portfolio.reading.sentences import log_problem

_SPREADSHEETS = ".csv,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPED = ("day", "task", "count", "role", "place", "hours", "witness_name", "witness_email", "note")


class RepetitionForm(forms.Form):
    """One entry: short on top, the rest may stay empty."""

    day = DayField(label=_("When?"))
    task = forms.CharField(label=_("What did you do?"), max_length=300)
    count = forms.IntegerField(label=_("How often?"), min_value=1)
    role = forms.ChoiceField(
        label=_("How?"),
        choices=Repetition.PracticeRole.choices,
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        help_text=_("Only what you did on your own counts, once somebody confirms it."),
    )
    witness_name = forms.CharField(label=_("Who saw it?"), max_length=200, required=False)
    witness_email = forms.EmailField(
        label=_("E-mail address of this person"),
        help_text=_("They get one link and need no account."),
        required=False,
    )
    place = forms.CharField(label=_("Where?"), max_length=200, required=False)
    hours = forms.DecimalField(label=_("Hours"), localize=True, max_digits=5, decimal_places=2, required=False)
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)

    @classmethod
    def of(cls, entry: Repetition, data: Any = None) -> RepetitionForm:
        return cls(data, initial={name: getattr(entry, name) for name in _TYPED})

    @classmethod
    def after(cls, last: Repetition | None, data: Any = None, *, today: Any) -> RepetitionForm:
        """A new entry: today, and the rest as in the last one."""
        initial: dict[str, Any] = {"day": today, "count": 1, "role": Repetition.PracticeRole.INDEPENDENT}
        if last is not None:
            kept = ("task", "role", "place", "witness_name", "witness_email")
            initial |= {name: getattr(last, name) for name in kept}
        return cls(data, initial=initial)


class PhoneEntryForm(forms.Form):
    """An entry as somebody notes it on a phone. The place is typed: a phone's position is never asked for."""

    task = forms.CharField(label=_("What did you do?"), max_length=300)
    day = DayField(label=_("When?"))
    count = forms.IntegerField(label=_("How often?"), min_value=1)
    role = forms.ChoiceField(
        label=_("How?"),
        choices=Repetition.PracticeRole.choices,
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        help_text=_("Only what you did on your own counts, once somebody confirms it."),
    )
    place = forms.CharField(label=_("Where?"), max_length=200, required=False)
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000, required=False)
    photo = forms.FileField(
        label=_("Photo"),
        help_text=_("Is somebody else in it? Ask first, or leave them out."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        required=False,
    )


class CorrectionForm(forms.Form):
    """How often a confirmed entry really was."""

    count = forms.IntegerField(label=_("How often was it really?"), min_value=0)
    because = forms.CharField(label=_("What was wrong?"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000)


class WorkProcessForm(forms.Form):
    """For which work something is noted."""

    work_process = forms.ChoiceField(
        label=_("Which work was it?"), widget=forms.RadioSelect, error_messages={"required": _("Choose one.")}
    )

    def __init__(self, *args: Any, work_processes: Iterable[WorkProcess], **options: Any) -> None:
        super().__init__(*args, **options)
        rows = list(work_processes)
        field = self.fields["work_process"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (heading, [(str(row.pk), row.title) for row in group])
            for heading, group in groupby(rows, key=lambda row: row.core_task.title)
        ]


class ImportForm(forms.Form):
    """A log as a spreadsheet, for one of the person's standards."""

    version = forms.ChoiceField(label=_("For which standard?"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=_("Choose your practice log"),
        help_text=_("An Excel file (XLSX) or a CSV file."),
        error_messages={"required": _("Choose a file first.")},
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": _SPREADSHEETS}),
    )

    def __init__(self, *args: Any, versions: Sequence[StandardVersion], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["version"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(version.pk), version.standard.title) for version in versions]
        if len(versions) == 1:
            field.initial, field.widget = str(versions[0].pk), forms.HiddenInput()


class LogRowForm(forms.Form):
    """A wrong row of an import, to correct on the spot. What is wrong comes from the service, never from here."""

    line = forms.IntegerField(widget=forms.HiddenInput)
    datum = forms.CharField(label=_("Date"), required=False)
    werkproces = forms.CharField(label=_("Work process"), widget=forms.Select, required=False)
    taak = forms.CharField(label=_("Task"), required=False)
    aantal = forms.CharField(label=_("How often"), required=False)
    uren = forms.CharField(label=_("Hours"), required=False)
    plaats = forms.CharField(label=_("Place"), required=False)
    rol = forms.CharField(
        label=_("How"),
        widget=forms.Select(
            choices=[
                ("", _("Choose one")),
                ("zelfstandig", _("on my own")),
                ("geholpen", _("with help")),
                ("gezien", _("observed")),
            ]
        ),
        required=False,
    )
    getuige = forms.CharField(label=_("Witness"), required=False)
    getuige_email = forms.CharField(label=_("E-mail address of the witness"), required=False)
    toelichting = forms.CharField(label=_("Note"), required=False)
    leave_out = forms.BooleanField(label=_("Leave this row out"), required=False)

    def __init__(self, *args: Any, codes: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["werkproces"].widget.choices = [("", _("Choose one")), *codes]

    @classmethod
    def of(cls, row: BadRow, *, prefix: str, codes: Sequence[tuple[str, str]]) -> LogRowForm:
        """The row as it was typed, each problem at its cell."""
        data = {f"{prefix}-line": str(row.line)} | {f"{prefix}-{name}": text for name, text in row.cells.items()}
        form = cls(data, prefix=prefix, codes=codes)
        for code, facts in row.problems:
            form.add_error(_FIELD_OF.get(code) or facts.get("column"), log_problem(code, facts))
        return form

    @property
    def cells(self) -> Mapping[str, str]:
        return {name: self.cleaned_data[name] for name in self.fields if name not in {"line", "leave_out"}}


_FIELD_OF = {
    "date-unreadable": "datum",
    "date-does-not-exist": "datum",
    "date-in-future": "datum",
    "count-not-a-number": "aantal",
    "count-out-of-range": "aantal",
    "hours-not-a-number": "uren",
    "hours-out-of-range": "uren",
    "unknown-work-process": "werkproces",
    "unknown-role": "rol",
    "email-unreadable": "getuige_email",
}


class AskForm(forms.Form):
    """Which entries the witnesses are asked about; those not asked before are ticked."""

    repetitions = forms.MultipleChoiceField(
        label=_("What do you want to have confirmed?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one entry.")},
    )
    language = forms.ChoiceField(
        label=_("In which language is the mail?"),
        help_text=_("Whoever has an account, or answered before, gets it in their own language."),
        choices=[("nl", _("Dutch")), ("en", _("English"))],
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        initial="nl",
        required=False,
    )

    def __init__(self, data: Any = None, *, groups: Sequence[WitnessGroup], label: Any) -> None:
        entries = [line.entry for group in groups for line in group.lines]
        fresh = [str(entry.pk) for entry in entries if entry.state == Repetition.State.NOTED]
        super().__init__(data, initial={"repetitions": fresh})
        self.known = {str(entry.pk): entry for entry in entries}
        field = self.fields["repetitions"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (f"{group.name} ({group.email})", [(str(line.entry.pk), label(line)) for line in group.lines])
            for group in groups
        ]

    @property
    def chosen(self) -> list[Repetition]:
        return [self.known[pk] for pk in self.cleaned_data["repetitions"]]
