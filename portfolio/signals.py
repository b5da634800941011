"""What a set of evidence still lacks, after VRAAK: pure, over plain data.

A letter of VRAAK that an item carries by itself (authentic, relevant) is judged by people; these are the ones that a set
shows: varied, current, direct, enough. Each signal says that something is *missing*, so that taking evidence away can
never make one go away.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portfolio.models import DIRECT_KINDS, EvidenceKind


class Signal(StrEnum):
    """In the order in which they matter: the first that holds is said first."""

    NOTHING_YET = "nothing-yet"
    ONLY_INDIRECT = "only-indirect"
    REPETITIONS_MISSING = "repetitions-missing"
    TOO_LITTLE = "too-little"
    ONE_SIDED = "one-sided"
    TOO_OLD = "too-old"


COVERED = "covered"  # none of them

# Evidence of one family says the same thing in the same way; two papers are no second angle.
FAMILIES: Mapping[str, str] = {
    EvidenceKind.WORK_PRODUCT: "made",
    EvidenceKind.PRACTICE_LOG: "done",
    EvidenceKind.DIPLOMA: "learned",
    EvidenceKind.CERTIFICATE: "learned",
    EvidenceKind.BADGE: "learned",
    EvidenceKind.TESTIMONY: "said",
    EvidenceKind.REFLECTION: "told",
    EvidenceKind.POSITION: "experience",
    EvidenceKind.PLACEMENT: "experience",
    EvidenceKind.PRIVATE_SKILL: "experience",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """One item: its kind, and the newest day that it is about (None: not known, which is not held against it)."""

    kind: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Practice:
    """Repetitions that count, how many of those are recent, and whether the standard's rules are met."""

    confirmed: int = 0
    recent: int = 0
    is_enough: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """What a route asks: pieces of evidence a work process, and from which day on something is recent."""

    pieces: int
    recent_from: date


def signals(pieces: Collection[Piece], practice: Practice, bar: Bar) -> tuple[Signal, ...]:
    """Every signal that holds, the most important first. Without any item all of them do, and the first says enough."""
    return tuple(signal for signal, holds in _RULES.items() if holds(pieces, practice, bar))


def _nothing_yet(pieces: Collection[Piece], practice: Practice, bar: Bar) -> bool:
    return not pieces


def _only_indirect(pieces: Collection[Piece], practice: Practice, bar: Bar) -> bool:
    return not practice.confirmed and not any(piece.kind in DIRECT_KINDS for piece in pieces)


def _repetitions_missing(pieces: Collection[Piece], practice: Practice, bar: Bar) -> bool:
    return not practice.is_enough


def _too_little(pieces: Collection[Piece], practice: Practice, bar: Bar) -> bool:
    return len(pieces) < bar.pieces


def _one_sided(pieces: Collection[Piece], practice: Practice, bar: Bar) -> bool:
    """One angle only. Confirmed practice is an angle of its own, also where the log itself is not linked."""
    families = {FAMILIES[piece.kind] for piece in pieces}
    if practice.confirmed:
        families.add(FAMILIES[EvidenceKind.PRACTICE_LOG])
    return len(families) < 2


def _too_old(pieces: Collection[Piece], practice: Practice, bar: Bar) -> bool:
    """Nothing of it is recent."""
    return not practice.recent and not any(piece.day is None or piece.day >= bar.recent_from for piece in pieces)


_RULES: Mapping[Signal, Callable[[Collection[Piece], Practice, Bar], bool]] = {
    Signal.NOTHING_YET: _nothing_yet,
    Signal.ONLY_INDIRECT: _only_indirect,
    Signal.REPETITIONS_MISSING: _repetitions_missing,
    Signal.TOO_LITTLE: _too_little,
    Signal.ONE_SIDED: _one_sided,
    Signal.TOO_OLD: _too_old,
}
