"""Forms for sharing with somebody by name, or by a link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

DAYS = [("7", _("one week")), ("30", _("one month")), ("90", _("three months")), ("365", _("one year"))]


class NamedReaderForm(forms.Form):
    email = forms.CharField(
        label=_("E-mail address"),
        help_text=_("Of somebody who signs in here. They get a mail, and read it as it is and as you change it."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Type the address of whoever may read it.")},
    )


class LinkForm(forms.Form):
    use_required_attribute = False
    title = forms.CharField(
        label=_("Who is it for, or which vacancy?"),
        help_text=_("It stands at the top of the page, for example: coordinator at a water board."),
        max_length=200,
        error_messages={"required": _("Say who it is for, or which vacancy.")},
    )
    introduction = forms.CharField(
        label=_("What do you want to say first?"),
        help_text=_("You may leave it empty."),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    demands = forms.CharField(
        label=_("What does the vacancy ask?"),
        help_text=_(
            "One on a line, in the words of the employer. Below each you then put what shows it. Leave it empty when it is "
            "no vacancy."
        ),
        required=False,
        max_length=12_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    days = forms.TypedChoiceField(label=_("How long does the link work?"), choices=DAYS, coerce=int, initial="30")
    gives_originals = forms.BooleanField(
        label=_("Whoever has the link may download the files themselves"),
        help_text=_(
            "Without this they see a picture of each file. Of a photo nobody else ever gets the place where it was taken."
        ),
        required=False,
    )


class NewAddressForm(forms.Form):
    days = forms.TypedChoiceField(label=_("How long does the link work?"), choices=DAYS, coerce=int, initial="30")


class PutForm(forms.Form):
    """One item to put on the page, under one demand."""

    item = forms.ChoiceField(label=_("Add"), error_messages={"required": _("Choose an item first.")})
    demand = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, items: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["item"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Choose an item")), *items]
