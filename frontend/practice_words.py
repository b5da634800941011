"""The practice log in words: what an entry's state is, what does not count and why, and what the standard asks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evc.standards.models import Origin, WorkProcess
from portfolio.counting import PracticeRules, Verdict, Why
from portfolio.models import Repetition
from portfolio.selectors import PracticeCount, practice_rules


def state_word(entry: Repetition) -> str:
    witness = entry.witness_name or entry.witness_email
    if entry.state == Repetition.State.ASKED:
        return _("Waits for %(witness)s") % {"witness": witness}
    if entry.state == Repetition.State.CONFIRMED:
        return _("Confirmed by %(witness)s") % {"witness": witness} if witness else _("Confirmed")
    if entry.state == Repetition.State.REFUSED:
        return _("Refused")
    if entry.state == Repetition.State.COUNTER:
        return _("Correction")
    return _("Not asked yet")


def why_not(entry: Repetition, verdict: Verdict | None) -> str:
    """Why an entry, or a part of it, does not count; of a correction the reason. "" where there is nothing to say."""
    if entry.corrects_id:
        return entry.note
    if verdict is not None and verdict.counted and verdict.counted < entry.count:
        parts = [_("%(counted)s of these count.") % {"counted": verdict.counted}]
        if verdict.why is Why.FEW_WITNESSES:
            parts.append(_why(verdict.why, entry))
        return " ".join(parts)
    if verdict is not None and verdict.why in _SAID:
        return _why(verdict.why, entry)
    return "" if entry.role == Repetition.PracticeRole.INDEPENDENT else _why(Why.NOT_INDEPENDENT, entry)


_SAID = frozenset({Why.OLD, Why.CORRECTED, Why.FEW_WITNESSES, Why.NOT_INDEPENDENT})


def _why(why: Why, entry: Repetition) -> str:
    if why is Why.OLD:
        return _("Too long ago: this no longer counts.")
    if why is Why.CORRECTED:
        return _("Corrected: this no longer counts.")
    if why is Why.FEW_WITNESSES:
        return _("The rest counts once somebody else confirms something as well.")
    if entry.role == Repetition.PracticeRole.OBSERVED:
        return _("You watched: this does not count yet.")
    return _("You had help: this does not count yet.")


def note_words(work_process: WorkProcess, count: PracticeCount) -> str:
    """What else there is to know of the number: what waits, what does not count, and whether the number is made up."""
    if work_process.required_repetitions and work_process.required_repetitions_origin == Origin.EXAMPLE:
        return " ".join(filter(None, [note_of(count), _("The required number is an example.")]))
    return note_of(count)


def note_of(count: PracticeCount) -> str:
    """What waits and what does not count."""
    waits = ngettext("%(count)s waits for a witness.", "%(count)s wait for a witness.", count.waiting)
    noted = ngettext("%(count)s not asked yet.", "%(count)s not asked yet.", count.noted)
    refused = ngettext("%(count)s refused.", "%(count)s refused.", count.refused)
    old = ngettext("%(count)s is more than five years ago.", "%(count)s are more than five years ago.", count.old)
    numbers = ((count.waiting, waits), (count.noted, noted), (count.refused, refused), (count.old, old))
    sentences = [sentence % {"count": number} for number, sentence in numbers if number]
    if count.lacks_witnesses and count.confirmed:
        sentences.append(
            ngettext(
                "%(count)s more person has to confirm something.",
                "%(count)s more people have to confirm something.",
                count.lacks_witnesses,
            )
            % {"count": count.lacks_witnesses}
        )
    return " ".join(sentences)


def rules_words(work_process: WorkProcess) -> tuple[str, ...]:
    """What the standard asks of this log, a sentence each."""
    return rules_sentences(
        practice_rules(
            work_process.version,
            required=work_process.required_repetitions,
            witnesses=work_process.required_witnesses,
        )
    )


def rules_sentences(rules: PracticeRules) -> tuple[str, ...]:
    """What is asked of a log, a sentence each."""
    sentences = []
    if rules.required:
        sentences.append(
            ngettext("You show this %(count)s time.", "You show this %(count)s times.", rules.required)
            % {"count": rules.required}
        )
    if rules.independent_only:
        sentences.append(_("Only what you did on your own counts."))
    if rules.expire_after_years:
        sentences.append(
            ngettext(
                "What is more than %(count)s year ago no longer counts.",
                "What is more than %(count)s years ago no longer counts.",
                rules.expire_after_years,
            )
            % {"count": rules.expire_after_years}
        )
    if rules.least_witnesses > 1:
        sentences.append(
            _("At least %(count)s different people have to confirm it.") % {"count": rules.least_witnesses}
        )
    return tuple(sentences)


def table_of(rows: Iterable[tuple[WorkProcess, PracticeCount]]) -> dict[str, Any]:
    """The numbers of a standard as components/table.html shows them: what the rings say, and what does not count."""
    columns = [
        {"label": _("Work")},
        {"label": _("Counts"), "numeric": True},
        {"label": _("Asked"), "numeric": True},
        {"label": _("Different witnesses"), "numeric": True},
        {"label": _("Waits"), "numeric": True},
        {"label": _("Does not count"), "numeric": False},
    ]
    return {"columns": columns, "rows": [_row(work_process, count) for work_process, count in rows]}


def _row(work_process: WorkProcess, count: PracticeCount) -> list[str]:
    witnesses = str(count.witnesses)
    if count.least_witnesses > 1:
        witnesses = _("%(done)s of %(total)s") % {"done": count.witnesses, "total": count.least_witnesses}
    return [
        work_process.title,
        str(count.confirmed),
        str(count.required) if count.required else "–",
        witnesses,
        str(count.waiting + count.noted),
        _left_out(count) or "–",
    ]


def _left_out(count: PracticeCount) -> str:
    """“2 with help, 1 refused”: short, since it stands in a cell."""
    reasons = (
        (count.not_independent, _("%(count)s not on your own")),
        (count.expired, _("%(count)s too long ago")),
        (count.refused, _("%(count)s refused")),
        (count.corrected, _("%(count)s corrected")),
        (count.few_witnesses, _("%(count)s until somebody else confirms")),
    )
    return ", ".join(words % {"count": number} for number, words in reasons if number)
