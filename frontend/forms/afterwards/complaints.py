"""Forms of a complaint."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.people.models import Person
from frontend.forms.dates import DayField


class ComplaintForm(forms.Form):
    happened_on = DayField(label=_("When did it happen?"), initial=timezone.localdate)
    about = forms.CharField(
        label=_("What happened?"),
        help_text=_("Say what was done or said, and by whom. Only whoever handles it reads this."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Say what happened. Without it nobody can look at it.")},
    )
    wish = forms.CharField(
        label=_("What would put it right?"), widget=forms.Textarea(attrs={"rows": 3}), required=False
    )


class ComplaintAnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Your answer"),
        help_text=_("Say what you did, what you found, and what happens now. This closes the complaint."),
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": _("Write the answer. Whoever complained waits for it.")},
    )


class HandlerForm(forms.Form):
    """Among those who took no part."""

    handler = forms.ChoiceField(
        label=_("Who?"), widget=forms.RadioSelect, error_messages={"required": _("Choose a person.")}
    )

    def __init__(self, *args: Any, people: Iterable[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(person.pk): person for person in people}
        field = self.fields["handler"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(pk, person.name) for pk, person in self.known.items()]

    @property
    def chosen(self) -> Person:
        return self.known[self.cleaned_data["handler"]]
