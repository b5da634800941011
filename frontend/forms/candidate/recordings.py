"""A part of a story as a recording, and what was said in it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class RecordingForm(forms.Form):
    """Works without script: on a phone the field opens the recorder."""

    file = forms.FileField(
        label=_("Record, or choose a recording"),
        help_text=_("Sound or film. Two or three minutes say enough."),
        error_messages={"required": _("Record something first.")},
        allow_empty_file=True,  # the service says what to do with an empty one
        widget=forms.FileInput(attrs={"accept": "audio/*,video/*", "capture": "user"}),
    )


class SpokenTextForm(forms.Form):
    use_required_attribute = False
    text = forms.CharField(
        label=_("What did you say? (text version)"),
        help_text=_("For whoever reads instead of listens. It need not be word for word."),
        required=False,
        max_length=20_000,
        widget=forms.Textarea,
    )
