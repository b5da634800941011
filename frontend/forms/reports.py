"""Forms about the report: a name that is put right, and the certificate that an organisation seals with."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from evc.outcomes.models import Correction
from evc.standards.models import WorkProcess

_MOST_SEAL_BYTES = 200_000  # a certificate with its chain is a hundredth of that


class CorrectionForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=Correction.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    name = forms.CharField(
        label=_("Your name as it should stand"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Fill in a name.")},
    )
    because = forms.CharField(
        label=_("Why?"),
        help_text=_(
            "A quality officer reads this. Say how they can see that it is right, for example on which document."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why. Without it nobody can decide on it.")},
    )


class GrantForm(forms.Form):
    answer = forms.CharField(
        label=_("Remark"),
        help_text=_("The holder reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )


class RefuseForm(forms.Form):
    answer = forms.CharField(
        label=_("Why not?"),
        help_text=_("The holder reads this. Say what you need to be able to grant it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why. The holder reads it.")},
    )


class SealForm(forms.Form):
    file = forms.FileField(
        label=_("Certificate with its key"),
        help_text=_("A PKCS #12 file (.p12 or .pfx), or a PEM file with certificate and key."),
        widget=forms.FileInput(attrs={"accept": ".p12,.pfx,.pem,.crt,.key"}),
        error_messages={"required": _("Choose the file with the certificate.")},
    )
    password = forms.CharField(
        label=_("Password of the file"),
        help_text=_("It is used once, to open the file, and not kept."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        required=False,
        strip=False,
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > _MOST_SEAL_BYTES:
            raise forms.ValidationError(_("This file is too large to be a certificate. Choose another one."))
        return file


class TakingOverForm(forms.Form):
    """``work_processes``: those that are assessed; ``items``: the dossier, as choices."""

    work_process = forms.ModelChoiceField(
        queryset=WorkProcess.objects.none(),
        label=_("Which work process?"),
        error_messages={"required": _("Choose a work process.")},
    )
    item = forms.ChoiceField(
        label=_("Which certificate in the dossier?"), error_messages={"required": _("Choose the certificate.")}
    )
    certificate = forms.CharField(
        label=_("What is the certificate called?"),
        max_length=200,
        error_messages={"required": _("Fill in what it is called.")},
    )
    source = forms.CharField(
        label=_("Who found it then?"),
        help_text=_("The organisation that assessed it."),
        max_length=200,
        error_messages={"required": _("Fill in the organisation.")},
    )
    found_on = forms.DateField(
        label=_("Date on the certificate"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day.")},
    )
    because = forms.CharField(
        label=_("Why does it still count, and for this work process?"),
        help_text=_("The candidate reads this in the report."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why. The report has to tell it.")},
    )

    def __init__(
        self, *args: Any, work_processes: QuerySet[WorkProcess], items: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[WorkProcess]", self.fields["work_process"]).queryset = work_processes
        cast(forms.ChoiceField, self.fields["item"]).choices = items

    def clean_item(self) -> UUID:
        return UUID(self.cleaned_data["item"])
