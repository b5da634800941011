"""What a witness fills in: who they are, where a code asks for their address, and what was not confirmed by them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portfolio.models import NoticeLine, Witness

TIES = [("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes"))]


class TieForm(forms.Form):
    """Any tie with the candidate: a yes or a no, and which one in one's own words. ``tie`` is "" for none."""

    has_tie = forms.ChoiceField(
        label=gettext_lazy("Is there any other tie between you?"),
        help_text=gettext_lazy(
            "For example: family, friends, a business together, or one of you is the other's manager. A tie is no problem, "
            "as long as everybody who reads this can see it."
        ),
        choices=TIES,
        widget=forms.RadioSelect(attrs={"class": "choices--row"}),
        error_messages={"required": gettext_lazy("Choose no or yes.")},
    )
    tie = forms.CharField(label=gettext_lazy("If yes: which one?"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("has_tie") == "yes" and not cleaned.get("tie"):
            self.add_error("tie", _("Say which tie there is."))
        if cleaned.get("has_tie") == "no":
            cleaned["tie"] = ""
        return cleaned


class WitnessForm(TieForm):
    """Who a witness is, for one candidate."""

    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    function = forms.CharField(
        label=gettext_lazy("Your work"),
        help_text=gettext_lazy("For example: team leader enforcement at a municipality."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )
    knows_how = forms.CharField(
        label=gettext_lazy("How do you know this work?"),
        help_text=gettext_lazy(
            "One sentence: do you do it yourself, supervise it, or were you there for another reason?"
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    field_order = ["name", "function", "knows_how", "has_tie", "tie"]

    @classmethod
    def of(cls, witness: Witness | None, name: str, data: Any = None) -> WitnessForm:
        """With what was said before; the first time only the name as the candidate wrote it."""
        if witness is None:
            return cls(data, initial={"name": name})
        said = {key: getattr(witness, key) for key in ("name", "function", "knows_how", "tie")}
        return cls(data, initial=said | {"has_tie": "yes" if witness.tie else "no"})

    @property
    def said(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in ("name", "function", "knows_how", "tie")}


class OwnAddressForm(forms.Form):
    """The page behind a candidate's QR: who are you, and at which address of your own may we mail you?"""

    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.CharField(
        label=gettext_lazy("Your own e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class NotMeForm(forms.Form):
    """Which confirmed entries were not confirmed by this witness; all are ticked, since one rarely sees only a part."""

    entries = forms.MultipleChoiceField(
        label=gettext_lazy("What did you not confirm?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Tick what was not confirmed by you.")},
    )

    def __init__(self, data: Any = None, *, lines: Iterable[NoticeLine]) -> None:
        open_lines = [line for line in lines if line.disputed_at is None]
        super().__init__(data, initial={"entries": [str(line.repetition_id) for line in open_lines]})
        field = self.fields["entries"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(line.repetition_id), _label(line)) for line in open_lines]


def _label(line: NoticeLine) -> str:
    entry = line.repetition
    return _("%(candidate)s, %(day)s: %(count)s× %(task)s") % {
        "candidate": entry.owner.name,
        "day": date_format(entry.day, "j F Y"),
        "count": entry.count,
        "task": entry.task,
    }
