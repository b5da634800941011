"""From the pages of a document to what they say: its fields and its kind, within a time, inside the bounded process."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from portfolio.reading import kinds
from portfolio.reading.fields import ReadField, propose
from portfolio.reading.layout import Page

SECONDS = 6.0


class _OutOfTime(BaseException):
    """Text takes too long; no Exception, so that no parser swallows it."""


@dataclass(frozen=True, slots=True)
class Understood:
    """``kind``: see ``kinds``. Nothing of either was understood where ``was_read`` is False."""

    fields: dict[str, ReadField] = field(default_factory=dict)
    kind: str | None = None
    was_read: bool = True

    def as_answer(self) -> dict[str, Any]:
        """As it stands in the answer of the bounded process."""
        return {"fields": {name: asdict(each) for name, each in self.fields.items()}, "kind": self.kind}


def understand(pages: Callable[[], Sequence[Page]], *, page_count: int = 1, seconds: float = SECONDS) -> Understood:
    """What the pages say. ``pages`` is called within the time too, because reading them may be what takes it.

    The text is a help: when it can't be read, or not in time, nothing was understood and the file is still good.
    """
    try:
        with _time_limit(seconds):
            found = pages()
            fields = propose(found)
            return Understood(fields, kinds.kind_of_text(found, fields, page_count=page_count))
    except _OutOfTime:
        return Understood(was_read=False)
    except Exception:  # parsers of text fail in many ways on odd but good files
        return Understood(was_read=False)


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    def over(_signal: int, _frame: object) -> None:
        raise _OutOfTime

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
