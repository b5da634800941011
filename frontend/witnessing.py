"""What a witness sees and answers, the same by the mailed link and from their own account."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from foundation.errors import ErkendError, InvalidInput, WrongState
from foundation.people.models import Person
from frontend.errors import errors_on, status_of
from frontend.forms.public.witness import WitnessForm
from portfolio import services as portfolio
from portfolio.models import ConfirmationRequest, Repetition, Witness


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry as a card, with what went wrong with the answer to it and what was typed."""

    entry: Repetition
    problem: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class WitnessTask:
    """A line of the work list (``components/work_list.html``)."""

    title: str
    why: str
    href: str
    until: date


@dataclass(frozen=True, slots=True)
class WitnessPage:
    """``form`` is there when the witness still has to say who they are, or wants to change it."""

    asked: ConfirmationRequest
    witness: Witness | None
    form: WitnessForm | None
    lines: tuple[EntryLine, ...]
    open_count: int
    status: int = 200

    @property
    def heading(self) -> str:
        if self.form is not None:
            return _("Who are you?")
        return _("Were you there?") if self.open_count else _("Thank you")


def page_of(
    asked: ConfirmationRequest,
    *,
    wrong: EntryLine | None = None,
    form: WitnessForm | None = None,
    change: bool = False,
    status: int = 200,
) -> WitnessPage:
    witness = portfolio.witness_of(asked)
    entries = list(asked.repetitions.order_by("day", "pk"))
    waiting = sum(entry.state == Repetition.State.ASKED for entry in entries)
    if form is None and (change or (witness is None and waiting)):
        form = WitnessForm.of(witness, _typed_name(asked))
    return WitnessPage(
        asked=asked,
        witness=witness,
        form=form,
        lines=tuple(wrong if wrong and wrong.entry == entry else EntryLine(entry) for entry in entries),
        open_count=waiting,
        status=status,
    )


def answer(
    request: HttpRequest, asked: ConfirmationRequest, door: portfolio.Door, *, on_device_of: Collection[UUID] = ()
) -> WitnessPage | str:
    """Do what was pressed. Gives the page with what is wrong, or where to go on: "" or "#entry-…"."""
    pressed = request.POST.get("answer")
    if pressed == "about":
        return _describe(request, asked, door, on_device_of)
    if portfolio.witness_of(asked) is None:
        return page_of(asked, status=409)  # first who they are: the page asks it
    if pressed == "all":
        portfolio.confirm_repetitions(door, _listed(request), on_device_of=on_device_of)
        return ""
    entry = asked.repetitions.filter(pk__in=_listed(request)).first() if pressed in {"right", "wrong"} else None
    if entry is None:
        return page_of(asked, status=422)
    because = request.POST.get("because", "")
    try:
        if pressed == "right":
            portfolio.confirm_repetition(door, entry.pk, on_device_of=on_device_of)
        else:
            portfolio.refuse_repetition(door, entry.pk, because=because, on_device_of=on_device_of)
    except (InvalidInput, WrongState) as error:
        return _refused(asked, entry, error, because)
    following = asked.repetitions.filter(state=Repetition.State.ASKED).order_by("day", "pk").first()
    return f"#entry-{following.pk}" if following is not None else ""


def _describe(
    request: HttpRequest, asked: ConfirmationRequest, door: portfolio.Door, on_device_of: Collection[UUID]
) -> WitnessPage | str:
    form = WitnessForm.of(portfolio.witness_of(asked), _typed_name(asked), request.POST)
    if form.is_valid():
        with errors_on(form):
            portfolio.describe_witness(door, language=get_language() or "", on_device_of=on_device_of, **form.said)
            return ""
    return page_of(asked, form=form, status=422)


def _refused(asked: ConfirmationRequest, entry: Repetition, error: ErkendError, because: str) -> WitnessPage:
    entry.refresh_from_db()
    wrong = EntryLine(entry, problem=str(error.message), because=because)
    return page_of(asked, wrong=wrong, status=status_of(error))


def _listed(request: HttpRequest) -> list[UUID]:
    """The entries that the form names; what is no identifier is none."""
    found = []
    for text in request.POST.getlist("entry"):
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _typed_name(asked: ConfirmationRequest) -> str:
    return "" if asked.witness_name == asked.witness_email else asked.witness_name


def tasks_of(person: Person) -> list[WitnessTask]:
    """What waits for this person as a witness, the oldest first; one query beside that of their addresses."""
    waiting = Count("repetitions", filter=Q(repetitions__state=Repetition.State.ASKED))
    found = ConfirmationRequest.objects.open().for_witness(person).select_related("owner").annotate(waiting=waiting)
    return [_task(asked, getattr(asked, "waiting", 0)) for asked in found.filter(waiting__gt=0).order_by("asked_at")]


def _task(asked: ConfirmationRequest, waiting: int) -> WitnessTask:
    return WitnessTask(
        title=_("Confirm what %(candidate)s did") % {"candidate": asked.owner.name},
        why=ngettext("%(count)s entry waits for you.", "%(count)s entries wait for you.", waiting) % {"count": waiting},
        href=reverse("confirmation", args=[asked.pk]),
        until=timezone.localdate(asked.expires_at),
    )
