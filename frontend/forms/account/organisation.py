"""Inviting people and giving roles. Which roles there are is asked when the form is drawn: the apps register them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.people import roles
from foundation.people.cleaning import ADDRESS_LENGTH, NAME_LENGTH
from frontend.forms.dates import DayField


def role_choices(without: Collection[str] = ()) -> list[tuple[str, str]]:
    """Every role with one sentence on what it may do."""
    return [
        (code, _("%(role)s: %(may)s") % {"role": words.name, "may": words.may})
        for code, words in roles.all_roles().items()
        if code not in without
    ]


class InviteForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.CharField(
        label=_("E-mail address"), max_length=ADDRESS_LENGTH, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"), help_text=_("Somebody may have several."), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = role_choices()  # type: ignore[attr-defined]


class RevokeKeyForm(forms.Form):
    since = DayField(
        label=_("From which day does it no longer count?"),
        help_text=_(
            "The day on which others may have got hold of it. Badges that it signed on that day or later fall."
        ),
        initial=timezone.localdate,
    )


class GiveRoleForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, held: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = role_choices(without=held)  # type: ignore[attr-defined]


class TeamForm(forms.Form):
    """``teams``: names that are in use here, to keep one spelling."""

    team = forms.CharField(label=_("Team"), required=False, max_length=100)

    def __init__(self, *args: Any, teams: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known := ", ".join(teams):
            self.fields["team"].help_text = _("In use here: %(teams)s.") % {"teams": known}
