"""The arithmetic of sampling: what share of dossiers is read, and whether this one is. Pure; anybody can replay it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

_RANGE = 1 << 64


def is_drawn(seed: str, dossier: UUID, share: int) -> bool:
    """Whether a dossier is read, when ``share`` percent of them are.

    The first eight bytes of SHA-256 over the seed (hex, as it was logged), a colon and the dossier's id (its usual text form
    with hyphens, lower case), read as a number, stand evenly between 0 and 2^64; the dossier is drawn below the share of
    that. A larger share draws at least what a smaller one draws.
    """
    return _place(seed, dossier) * 100 < share * _RANGE


def sample(seed: str, dossiers: Iterable[UUID], size: int) -> list[UUID]:
    """``size`` of the dossiers, or all when there are fewer: those with the lowest place, lowest first."""
    return sorted(set(dossiers), key=lambda each: (_place(seed, each), each))[:size]


def population_digest(dossiers: Iterable[UUID]) -> str:
    """SHA-256 (hex) over the ids in order, a line each: which dossiers a sample was drawn from."""
    return hashlib.sha256("\n".join(sorted(str(each) for each in dossiers)).encode()).hexdigest()


def _place(seed: str, dossier: UUID) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}:{dossier}".encode()).digest()[:8], "big")


@dataclass(frozen=True, slots=True)
class Shares:
    """A plan as numbers: percents. ``raises``: by rule the threshold and the least share."""

    share: int
    by_standard: Mapping[UUID, int] = field(default_factory=dict)
    by_assessor: Mapping[UUID, int] = field(default_factory=dict)
    raises: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules ask of one dossier. ``done_before``: finished dossiers by assessor in a seat."""

    standard: UUID
    done_before: Mapping[UUID, int]
    version_before: int  # finished dossiers against this version
    kappa: float | None = None
    days_since_return: int | None = None  # since something of these assessors was sent back; None: never
    days_since_appeal: int | None = None  # since an appeal was upheld against something of these assessors


def share_for(plan: Shares, facts: Facts) -> tuple[int, list[str]]:
    """The percents for this dossier, and which rules raised it above what the plan gives by itself.

    A share of the standard or of an assessor takes the place of the plan's own, the highest of them counts; a rule never
    lowers.
    """
    own = [plan.by_assessor[who] for who in facts.done_before if who in plan.by_assessor]
    if facts.standard in plan.by_standard:
        own.append(plan.by_standard[facts.standard])
    share = max(own, default=plan.share)
    held = {rule: least for rule, (threshold, least) in plan.raises.items() if _holds(rule, threshold, facts)}
    reasons = [rule for rule, least in held.items() if least > share]
    return max([share, *held.values()]), reasons


def _holds(rule: str, threshold: int, facts: Facts) -> bool:
    match rule:
        case "new_assessor":
            return any(count < threshold for count in facts.done_before.values())
        case "new_version":
            return facts.version_before < threshold
        case "low_kappa":
            return facts.kappa is not None and facts.kappa * 100 < threshold
        case "sent_back":
            return _within(facts.days_since_return, threshold)
        case "upheld_appeal":
            return _within(facts.days_since_appeal, threshold)
    raise ValueError(f"no such rule: {rule}")


def _within(days: int | None, threshold: int) -> bool:
    return days is not None and days <= threshold
