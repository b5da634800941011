"""Forms for evidence: which fields a kind of evidence has, files, stories, and the work processes it is claimed for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from evc.standards.models import StandardVersion, WorkProcess
from frontend.forms.dates import DayField
from frontend.forms.later import LaterMultipleChoice, LaterText
from portfolio.models import STARR_PARTS, EvidenceItem, EvidenceKind

Kind = EvidenceKind
_MB = 1024 * 1024
# Kinds that somebody adds by filling in a form. A practice log and a story have pages of their own.
FORM_KINDS = (
    Kind.WORK_PRODUCT,
    Kind.DIPLOMA,
    Kind.CERTIFICATE,
    Kind.TESTIMONY,
    Kind.POSITION,
    Kind.PLACEMENT,
    Kind.PRIVATE_SKILL,
)
_PAPER = (
    "title",
    "organisation",
    "holder",
    "issued_on",
    "valid_until",
    "level",
    "code_system",
    "code",
    "what_it_shows",
)
_WORK = ("title", "what_it_shows", "organisation", "period_from", "period_until")
FIELDS: Mapping[str, Sequence[str]] = {
    Kind.WORK_PRODUCT: (*_WORK, "holds_case_data"),
    Kind.DIPLOMA: _PAPER,
    Kind.CERTIFICATE: _PAPER,
    Kind.TESTIMONY: ("title", "organisation", "issued_on", "what_it_shows"),
    Kind.POSITION: ("title", "organisation", "period_from", "period_until", "what_it_shows"),
    Kind.PLACEMENT: ("title", "organisation", "period_from", "period_until", "what_it_shows"),
    Kind.PRIVATE_SKILL: ("title", "organisation", "period_from", "period_until", "what_it_shows"),
    Kind.PRACTICE_LOG: ("title", "what_it_shows"),
    Kind.REFLECTION: (*_WORK,),
    Kind.BADGE: ("title", "what_it_shows"),
}
_TITLES = {
    Kind.TESTIMONY: _("Who tells what?"),
    Kind.POSITION: _("What was your position?"),
    Kind.PLACEMENT: _("What did you do there?"),
    Kind.PRIVATE_SKILL: _("What can you do?"),
}
_TITLE_HELP = {
    Kind.TESTIMONY: _("For example: my team leader about my work at the market."),
    Kind.POSITION: _("For example: enforcement officer, 24 hours a week."),
    Kind.PLACEMENT: _("For example: three months at the neighbourhood team."),
    Kind.PRIVATE_SKILL: _("For example: I am treasurer of a football club."),
}
_SHOWS_HELP = {
    Kind.POSITION: _("What did you do yourself? A description of the position alone says little about you."),
    Kind.PLACEMENT: _("What did you do there yourself, and what did you learn?"),
    Kind.PRIVATE_SKILL: _("What do you do, how often, and what can somebody see of it?"),
}
_ORGANISATIONS = {
    Kind.PRIVATE_SKILL: _("Where? For example a club, your family, your neighbourhood"),
    Kind.DIPLOMA: _("School or institution"),
    Kind.CERTIFICATE: _("Who gave it?"),
    Kind.TESTIMONY: _("Where does this person work?"),
}


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not answered yet: True, False or None."""

    widget = forms.RadioSelect

    def __init__(self, **options: Any) -> None:
        choices = [("yes", _("Yes")), ("no", _("No"))]
        super().__init__(choices=choices, coerce="yes".__eq__, empty_value=None, required=False, **options)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value)


def case_data_field() -> YesNoField:
    """Asked of work that may hold data of an investigation (domain fact 62)."""
    return YesNoField(
        label=_("Is there data of a criminal investigation in it?"),
        help_text=_(
            "For example from a police report. If so, you can share it only after that data is covered or left out."
        ),
    )


class ItemForm(forms.Form):
    """What a person types of an item; only the fields that fit its kind. ``choose_kind``: the kind may be corrected."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=[(kind.value, kind.label) for kind in FORM_KINDS])
    title = forms.CharField(label=_("Title"), max_length=300)
    what_it_shows = forms.CharField(
        label=_("What does this show?"),
        help_text=_("One or two sentences: what did you do, and what can somebody see of it?"),
        widget=forms.Textarea,
        required=False,
    )
    organisation = forms.CharField(label=_("Where was it?"), max_length=200, required=False)
    holder = forms.CharField(label=_("Name on the paper"), max_length=200, required=False)
    period_from = DayField(label=_("From"), required=False)
    period_until = DayField(label=_("Until"), required=False)
    issued_on = DayField(label=_("Date on it"), required=False)
    valid_until = DayField(label=_("Valid until"), help_text=_("Only when it says so."), required=False)
    level = forms.CharField(label=_("Level"), help_text=_("For example: mbo 3."), max_length=60, required=False)
    code_system = forms.ChoiceField(
        label=_("Kind of code"), choices=[("", _("No code")), ("CREBO", "CREBO"), ("CROHO", "CROHO")], required=False
    )
    code = forms.CharField(label=_("Code"), max_length=40, required=False)
    holds_case_data = case_data_field()

    def __init__(self, *args: Any, kind: str, choose_kind: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        kept = (("kind",) if choose_kind else ()) + tuple(FIELDS[kind])
        self.fields = {name: self.fields[name] for name in kept}
        if kind in _TITLES:
            self.fields["title"].label, self.fields["title"].help_text = _TITLES[Kind(kind)], _TITLE_HELP[Kind(kind)]
        if kind in _SHOWS_HELP:
            self.fields["what_it_shows"].help_text = _SHOWS_HELP[Kind(kind)]
            self.fields["period_until"].help_text = _("Leave it empty when it goes on still.")
        if kind in _ORGANISATIONS:
            self.fields["organisation"].label = _ORGANISATIONS[Kind(kind)]

    @classmethod
    def of(cls, item: EvidenceItem, data: Any = None, *, choose_kind: bool = False) -> ItemForm:
        """For an item that exists, filled with what was typed before."""
        initial = {name: getattr(item, name) for name in ("kind", *FIELDS[item.kind])}
        return cls(data, kind=item.kind, choose_kind=choose_kind, initial=initial)

    @property
    def typed(self) -> dict[str, Any]:
        """The cleaned fields, for the services."""
        return dict(self.cleaned_data)


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or more files; cleaned to a list."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        sent = data if isinstance(data, (list, tuple)) else [data] if data else []
        if not sent:
            super().clean(None, initial)
            return []
        return [file for file in sent if file]  # an empty one is refused by the service, which says what to do


def limits_in_words() -> str:
    """Which files are taken and how large they may be: said before anything is chosen."""
    sentence = _(
        "PDF, Word, JPEG, PNG or HEIC: at most %(document)s MB a file. Film and sound (MP4, MOV, MP3, M4A): at most %(media)s MB."
    )
    return str(sentence) % {
        "document": settings.ERKEND_MAX_DOCUMENT_BYTES // _MB,
        "media": settings.ERKEND_MAX_MEDIA_BYTES // _MB,
    }


class FilesForm(forms.Form):
    """Files, one or several at once; ``accept`` tells the browser what to offer."""

    file = FilesField(label=_("Choose files"), error_messages={"required": _("Choose a file first.")})
    case_data = case_data_field()

    def __init__(self, *args: Any, accept: str, camera: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["file"]
        field.widget.attrs |= {"accept": accept, "multiple": True}
        field.help_text = " ".join((limits_in_words(), str(_("You can choose several at once."))))
        if camera:
            field.label = _("Take or choose a photo")
            field.help_text = _(
                "JPEG, PNG or HEIC, at most %(limit)s MB. Lay a paper flat, in good light. Others don't see where you took it."
            ) % {"limit": settings.ERKEND_MAX_DOCUMENT_BYTES // _MB}


class OneFileForm(forms.Form):
    """A file for an item that exists."""

    file = forms.FileField(
        label=_("Choose a file"),
        error_messages={"required": _("Choose a file first.")},
        allow_empty_file=True,  # the service says what to do with an empty one
    )

    def __init__(self, *args: Any, accept: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].widget.attrs |= {"accept": accept}
        self.fields["file"].help_text = limits_in_words()


class OptionalFileForm(OneFileForm):
    """A file beside a form that is sent at once."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].required = False


class StoryForm(forms.Form):
    """A story in STARR form. Every part may wait; the title may not."""

    use_required_attribute = False
    title = forms.CharField(label=_("Title"), max_length=300)
    situation = LaterText(
        label=_("Situation"),
        help_text=_("When and where was it? Who were there? Tell about one moment."),
        widget=forms.Textarea,
    )
    task = LaterText(label=_("Task"), help_text=_("What was expected of you?"), widget=forms.Textarea)
    action = LaterText(
        label=_("Action"),
        help_text=_("What did you do, step by step? Write “I”, not “we”."),
        widget=forms.Textarea,
    )
    result = LaterText(label=_("Result"), help_text=_("What came of it?"), widget=forms.Textarea)
    reflection = LaterText(
        label=_("Reflection"),
        help_text=_("What did you learn? What do you do differently now?"),
        widget=forms.Textarea,
    )

    @classmethod
    def of(cls, item: EvidenceItem, data: Any = None) -> StoryForm:
        return cls(data, initial={"title": item.title} | {part: item.starr.get(part, "") for part in STARR_PARTS})


class LinksForm(forms.Form):
    """The work processes of one standard, as sentences to tick. ``is_example``: they are made up, and the page says so."""

    use_required_attribute = False
    work_processes = LaterMultipleChoice(label=_("What does this show?"), widget=forms.CheckboxSelectMultiple)

    def __init__(
        self,
        data: Any = None,
        *,
        version: StandardVersion,
        work_processes: Iterable[WorkProcess],
        is_example: bool,
        **options: Any,
    ) -> None:
        super().__init__(data, prefix=f"standard-{version.pk}", **options)
        self.version, self.is_example = version, is_example
        self.known = {str(work_process.pk): work_process for work_process in work_processes}
        field = self.fields["work_processes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (heading, [(str(row.pk), row.title) for row in rows])
            for heading, rows in groupby(self.known.values(), key=lambda row: row.core_task.title)
        ]

    @property
    def chosen(self) -> list[WorkProcess]:
        return [self.known[pk] for pk in self.cleaned_data["work_processes"]]


class CommentForm(forms.Form):
    """A comment on an item, or on a place in one of its files: then the page or the second goes along."""

    text = forms.CharField(label=_("Your comment"), widget=forms.Textarea(attrs={"rows": 3}))
    file_id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    page = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    second = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
