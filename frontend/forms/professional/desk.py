"""The form of the assessor's desk: everything that is scored and judged of one work process, under stable field names.

The same names serve the whole form and the saving of one field while somebody types. Only what differs from what is
stored becomes a call of a service.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from evc.assessments import services as assessments
from evc.assessments.cautions import is_short
from evc.assessments.models import Mark
from evc.assessments.selectors import CriterionRow, Desk, InstrumentScore, ItemRow
from evc.assessments.support import Support
from evc.routes.models import Instrument
from evc.trajectories.models import InstrumentRecord
from foundation.errors import InvalidInput, WrongState
from foundation.people.models import Person
from frontend.desk_facts import desk_facts
from frontend.forms.professional.desk_fields import (
    ITEM_MARKS,
    LEGS,
    TOGETHER_MARKS,
    Carrier,
    Cell,
    CriterionFields,
    Field,
    ItemFields,
)
from frontend.forms.professional.seen_values import Sent, compare, marks_of, plain
from portfolio.dossier import FrozenItem

Call = Callable[[], object]
MOST_CARRIERS = 8  # shown beside each score; with more of them, those that are ticked


class ChangedElsewhere(WrongState):
    """Another tab saved something else meanwhile: both are shown, and whoever sends it again has seen both."""

    def __init__(self, count: int) -> None:
        super().__init__(
            ngettext(
                "Something was saved here in another window meanwhile. Nothing of yours is stored yet: look at both below, "
                "and save again to keep what you see in the field.",
                "%(count)s fields were saved in another window meanwhile. Nothing of yours is stored yet: look at both below, "
                "and save again to keep what you see in the fields.",
                count,
            )
            % {"count": count},
            code="desk.changed-elsewhere",
        )


def _some(field: Field | None) -> tuple[Field, ...]:
    return () if field is None else (field,)


class DeskForm:
    """Built from a desk; with ``data`` it shows what was typed and knows what has to change."""

    def __init__(self, desk: Desk, data: QueryDict | None = None) -> None:
        self.desk = desk
        self.words = tuple((str(value), str(word)) for value, word in Mark.choices)
        self.data = data if data is not None else QueryDict()
        self._stored = {} if data is None else DeskForm(desk)._values()
        self.sent = Sent(frozenset(), frozenset())
        self.work_process = desk.current.work_process
        self.criteria = tuple(self._criterion(row) for row in desk.current.criteria)
        per_criterion = any(fields.legs for fields in self.criteria)
        self.legs = () if per_criterion else tuple(self._legs(desk.current.legs, f"leg:{self.work_process.pk}"))
        self.items = tuple(self._item(row) for row in desk.current.items)
        judgement = desk.current.judgement
        self.together = tuple(
            self._field(f"together:{name}", label, getattr(judgement, name, ""), letter=letter)
            for name, letter, label in TOGETHER_MARKS
        )
        self.together_remark = self._field("together:remark", _("Remark"), getattr(judgement, "remark", ""))
        if data is not None:
            self.sent = compare(self.data, stored=self._stored, posted=self._values())

    @property
    def was(self) -> str:
        """What the page shows as stored, for ``seen_values``; after a conflict that is what was stored meanwhile."""
        return marks_of(self._stored or self._values())

    @property
    def elsewhere(self) -> list[tuple[object, str]]:
        """Label and stored text of each field that was changed in another tab meanwhile."""
        labels = {field.name: field.label for field in self._texts()}
        labels |= {cell.field.name: cell.field.label for fields in self.criteria for cell in fields.cells}
        names = {str(level.pk): level.name for level in self.desk.levels} | dict(self.words)
        return [
            (labels[name], str(names.get(self._stored[name], self._stored[name])))
            for name in self._stored
            if name in self.sent.conflicts and name in labels
        ]

    @property
    def unwritten(self) -> tuple[Instrument, ...]:
        """The instruments that can't be scored yet: nothing was written down of them."""
        written = {record.instrument_id for record in self.desk.records}
        return tuple(one for one in self.desk.instruments if one.needs_record and one.pk not in written)

    def calls(self, *, by: Person) -> list[Call]:
        """What has to be called to store what was typed; raises InvalidInput for a field that isn't of this page, and
        ChangedElsewhere where another tab saved something else meanwhile: then nothing is stored, and both are shown."""
        if self.sent.conflicts:
            raise ChangedElsewhere(len(self.sent.conflicts))
        calls: list[Call] = []
        for fields in self.criteria:
            for cell in fields.cells:
                calls += self._calls_of_cell(fields.row, cell, by=by)
            calls += self._calls_of_texts((*fields.legs, *_some(fields.question)), by=by)
        calls += self._calls_of_texts((*self.legs, *self.together, self.together_remark), by=by)
        for item in self.items:
            calls += self._calls_of_texts((*item.marks, item.remark), by=by)
        return calls

    def call_for(self, name: str, value: str, *, by: Person) -> Call | None:
        """The call that stores one field, as it is saved while somebody works; None when it is stored so already."""
        for fields in self.criteria:
            for cell in fields.cells:
                if cell.field.name == name:
                    return self._score(fields.row, cell, value, support=None, by=by) if value else None
        known = {field.name: field for field in self._texts()}
        if name not in known:
            raise InvalidInput(_("This field is not of this page. Load the page again."), code="desk.unknown-field")
        return None if known[name].value == value else self._store(name, value, by=by)

    def stored_meanwhile(self, name: str, value: str, base: str | None) -> str | None:
        """What another tab stored in this field since it was ``base``; None where nothing did, or the same."""
        stored = self._values().get(name)
        if base is None or stored is None or stored in {plain(base), plain(value)}:
            return None
        return stored

    def _values(self) -> dict[str, str]:
        """Every field with its value, in a fixed order: levels and what carries them, then the texts and marks."""
        cells = [cell for fields in self.criteria for cell in fields.cells]
        scored = {cell.field.name: cell.field.value for cell in cells} | {c.support_name: c.support for c in cells}
        return scored | {field.name: field.value for field in self._texts()}

    def _texts(self) -> Iterator[Field]:
        yield from (*self.legs, *self.together, self.together_remark)
        for fields in self.criteria:
            yield from (*fields.legs, *_some(fields.question))
        for item in self.items:
            yield from (*item.marks, item.remark)

    def _calls_of_texts(self, fields: tuple[Field, ...], *, by: Person) -> list[Call]:
        return [self._store(field.name, field.value, by=by) for field in fields if field.name in self.sent.changed]

    def _calls_of_cell(self, row: CriterionRow, cell: Cell, *, by: Person) -> list[Call]:
        level = self.data.get(cell.field.name, "")
        if not {cell.field.name, cell.support_name} & self.sent.changed:
            return []
        if not level:
            if any(carrier.is_ticked and carrier.value.startswith("item:") for carrier in cell.carriers):
                raise InvalidInput(
                    _("%(criterion)s: choose a level as well. What you ticked carries a score.")
                    % {"criterion": row.criterion.code},
                    code="desk.level-missing",
                    field=cell.field.name,
                )
            return []
        return [self._score(row, cell, level, support=tuple(self._ticked(cell)), by=by)]

    def _score(
        self, row: CriterionRow, cell: Cell, level: str, *, support: tuple[Support, ...] | None, by: Person
    ) -> Call:
        chosen = next((one for one in self.desk.levels if str(one.pk) == level), None)
        if chosen is None:
            raise InvalidInput(_("Choose a level of the scale."), code="desk.unknown-level", field=cell.field.name)
        return partial(
            assessments.score,
            self.desk.assessment.pk,
            criterion=row.criterion,
            instrument=cell.instrument,
            level=chosen,
            support=support,
            by=by,
        )

    def _store(self, name: str, value: str, *, by: Person) -> Call:
        kind, *rest = name.split(":")
        assessment = self.desk.assessment.pk
        if kind == "leg":
            subject, part = rest
            criterion = next(
                (row.criterion for row in self.desk.current.criteria if str(row.criterion.pk) == subject), None
            )
            return partial(
                assessments.substantiate,
                assessment,
                work_process=self.work_process,
                criterion=criterion,
                by=by,
                **{part: value},
            )
        if kind == "question":
            criterion = next(row.criterion for row in self.desk.current.criteria if str(row.criterion.pk) == rest[0])
            return partial(assessments.ask_in_interview, assessment, criterion=criterion, text=value, by=by)
        if kind == "together":
            return partial(
                assessments.judge_work_process, assessment, work_process=self.work_process, by=by, **{rest[0]: value}
            )
        if kind == "relevant":
            return partial(
                assessments.judge_relevance,
                assessment,
                item=UUID(rest[0]),
                work_process=self.work_process,
                relevant=value,
                by=by,
            )
        return partial(assessments.judge_item, assessment, item=UUID(rest[0]), by=by, **{rest[1]: value})

    def _ticked(self, cell: Cell) -> Iterator[Support]:
        for carrier in cell.carriers:
            if not carrier.is_ticked:
                continue
            kind, _colon, subject = carrier.value.partition(":")
            if kind == "record":
                yield Support(record=UUID(subject))
            elif carrier.page and not carrier.page.isdigit():
                raise InvalidInput(
                    _("Write the page as a number."), code="desk.page-no-number", field=carrier.page_name
                )
            else:
                yield Support(item=UUID(subject), page=int(carrier.page) if carrier.page else None)

    def _criterion(self, row: CriterionRow) -> CriterionFields:
        legs: tuple[Field, ...] = ()
        if self.desk.assessment.trajectory.standard_version.substantiation_depth == "criterion":
            legs = tuple(self._legs(row.legs, f"leg:{row.criterion.pk}"))
        question = None
        if self.desk.can_ask:
            stored = row.question.text if row.question else ""
            question = self._field(f"question:{row.criterion.pk}", _("Ask in the interview"), stored)
        return CriterionFields(row, tuple(self._cell(row, score) for score in row.scores), legs, question)

    def _cell(self, row: CriterionRow, given: InstrumentScore) -> Cell:
        name = f"score:{row.criterion.pk}:{given.instrument.pk}"
        records = [record for record in self.desk.records if record.instrument_id == given.instrument.pk]
        stored = str(given.score.level_id) if given.score else ""
        support_name = f"support:{row.criterion.pk}:{given.instrument.pk}"
        is_many = len(records) + len(self.desk.current.items) > MOST_CARRIERS
        folded = is_many and self.desk.chosen_cell != (row.criterion.pk, given.instrument.pk)
        carriers = tuple(self._carriers(given, records, support_name, only_ticked=folded))
        ticked = [one for one in carriers if one.is_ticked]
        return Cell(
            field=self._field(name, given.instrument.name, stored),
            instrument=given.instrument,
            support_name=support_name,
            carriers=carriers,
            can_be_scored=bool(records) or not given.instrument.needs_record,
            support=" ".join(sorted(f"{one.value}:{one.page}" for one in ticked)),
            folded=folded,
        )

    def _carriers(
        self, given: InstrumentScore, records: list[InstrumentRecord], name: str, *, only_ticked: bool
    ) -> Iterator[Carrier]:
        """The records of this instrument, then the items claimed here, then the rest of the dossier that is ticked."""
        ticked_items = {one.item_id: one.page for one in given.support if one.item_id}
        ticked_records = {one.record_id for one in given.support if one.record_id}
        posted = set(self.data.getlist(name)) if self._was_sent(name) else None
        for record in records:
            value = f"record:{record.pk}"
            # What was written down of an interview carries what is scored on it, unless somebody says otherwise.
            ticked = (value in posted) if posted is not None else (record.pk in ticked_records or given.score is None)
            yield Carrier(value, str(_("What was written down")), ticked, "", "", None)
        for item in self._items_to_show(ticked_items, posted, only_ticked=only_ticked):
            value, page_name = f"item:{item.id}", f"page:{name}:{item.id}"
            pages = max((file.page_count or 0 for file in item.files), default=0)
            page = str(ticked_items.get(item.id) or "")
            if posted is not None:
                page = self.data.get(page_name, "").strip()
            ticked = (value in posted) if posted is not None else item.id in ticked_items
            yield Carrier(value, item.title, ticked, page_name if pages > 1 else "", page, pages or None)

    def _items_to_show(
        self, ticked: Mapping[UUID, object], posted: set[str] | None, *, only_ticked: bool
    ) -> Iterator[FrozenItem]:
        if only_ticked and not ticked and not posted:
            return
        for row in self.desk.current.items:
            if not only_ticked or row.item.id in ticked or f"item:{row.item.id}" in (posted or ()):
                yield row.item
        if ticked or posted:
            for item in self.desk.other_items:
                if item.id in ticked or f"item:{item.id}" in (posted or ()):
                    yield item

    def _was_sent(self, name: str) -> bool:
        """Unticked boxes aren't sent: a marker beside them says that the form held them."""
        return f"has:{name}" in self.data

    def _legs(self, stored: object, prefix: str) -> Iterator[Field]:
        for name, label, help_text in LEGS:
            field = self._field(f"{prefix}:{name}", label, getattr(stored, name, ""), help=help_text)
            yield replace(field, is_short=name == "seen_or_heard" and is_short(field.value))

    def _item(self, row: ItemRow) -> ItemFields:
        marks = [
            self._field(f"item:{row.item.id}:{name}", label, getattr(row.judgement, name, ""), letter=letter)
            for name, letter, label in ITEM_MARKS
        ]
        marks.append(
            self._field(f"relevant:{row.item.id}", _("Relevant for this work process"), row.relevant, letter="R")
        )
        remark = self._field(f"item:{row.item.id}:remark", _("Remark"), getattr(row.judgement, "remark", ""))
        facts = desk_facts(
            row.item,
            assessment=self.desk.assessment.pk,
            work_process=self.work_process.pk,
            code=self.work_process.code,
        )
        return ItemFields(row, tuple(marks), remark, facts)

    def _field(self, name: str, label: object, stored: str, *, letter: str = "", help: object = "") -> Field:
        value = str(self.data.get(name, stored))
        return Field(name, label, value, letter, help)
