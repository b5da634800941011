"""Whom the candidate lets see the result."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from evc.trajectories.models import ResultConsent
from frontend.forms.dates import DayField

Scope = ResultConsent.Scope


class ClientConsentForm(forms.Form):
    """Outcome or report for the client's manager."""

    scope = forms.ChoiceField(
        label=_("What may your manager see?"),
        choices=[
            (Scope.OUTCOME, _("The outcome in words: what is recognised, for each part")),
            (Scope.REPORT, _("The outcome and the report")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what may be seen.")},
    )
    until = DayField(label=_("Until and including"))


class RegisterConsentForm(forms.Form):
    """An entry in a public register: a choice of its own."""

    until = DayField(label=_("Until and including"))
