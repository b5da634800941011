"""The terms, each party's acceptance, and a provider's own text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from evc.trajectories.models import AgreementVersion
from evc.trajectories.terms import Terms
from foundation.people.models import Organisation, Person


class TermsForm(forms.Form):
    """``managers``: who could accept for the client; empty where somebody takes part for it already."""

    hours_in_work_time = forms.CharField(
        label=_("How many hours in work time?"),
        help_text=_("The rest is the candidate's own time."),
        max_length=8,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "utrecht-textbox--short"}),
    )
    pay_effect = forms.ChoiceField(
        label=_("Effect on pay"), choices=AgreementVersion.PayEffect.choices, widget=forms.RadioSelect, initial="none"
    )
    pay_described = forms.CharField(
        label=_("How does pay change?"), help_text=_("Only when it does."), max_length=500, required=False
    )
    price = forms.CharField(
        label=_("Price in euro"),
        help_text=_("For example 1250 or 0."),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "utrecht-textbox--short"}),
    )
    payer = forms.ChoiceField(
        label=_("Who pays?"), choices=AgreementVersion.Payer.choices, widget=forms.RadioSelect, initial="client"
    )
    subsidy = forms.CharField(
        label=_("Subsidy"),
        help_text=_("Which one, and for whom. Leave empty when there is none."),
        max_length=500,
        required=False,
    )
    signs_for_client = forms.ChoiceField(
        label=_("Who accepts for the client?"),
        help_text=_("Somebody who is a manager there. This person takes part as the manager."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who accepts for the client.")},
    )

    def __init__(self, *args: Any, managers: Iterable[Person], asks_manager: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.managers = {str(person.pk): person for person in managers}
        if not asks_manager:
            del self.fields["signs_for_client"]
            return
        field = self.fields["signs_for_client"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(pk, person.name) for pk, person in self.managers.items()]

    @property
    def chosen(self) -> dict[str, Any]:
        """For the service: the terms, and who accepts for the client."""
        data = dict(self.cleaned_data)
        person = self.managers.get(data.pop("signs_for_client", ""))
        return {"terms": Terms(**data), "signs_for_client": person}


class AcceptForm(forms.Form):
    """Yes to the version that was read."""

    number = forms.IntegerField(widget=forms.HiddenInput)


class AgreementForm(AcceptForm):
    """The candidate's yes, with the declaration of independence."""

    no_ties = forms.BooleanField(
        label=_("I have no ties with an assessor: no family, no friends, nobody I work with"),
        required=False,  # the service says what to do when it isn't so
    )


class AgreementTextForm(forms.Form):
    client = forms.ChoiceField(label=_("For which client?"), required=False)
    text = forms.CharField(
        label=_("Text"),
        help_text=_("An empty line begins a new part; the first line of a part is its heading."),
        widget=forms.Textarea(attrs={"rows": 24}),
    )

    def __init__(self, *args: Any, clients: Iterable[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.clients = {str(row.pk): row for row in clients}
        field = self.fields["client"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("every client that has no text of its own")),
            *((pk, row.name) for pk, row in self.clients.items()),
        ]

    @property
    def chosen(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {"text": data["text"], "client": self.clients.get(data["client"])}
