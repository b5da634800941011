"""Sentences that stand somewhere in the world of the matrix, and who may ever read each of them, wherever it is."""

from __future__ import annotations

from dataclasses import dataclass

from tests.permissions.moments import Moments
from tests.permissions.rows import Arguments, nowhere, of, on

JUDGES = frozenset({"first", "second", "officer"})
AROUND = frozenset({"candidate", "coach", "first", "second", "officer", "coordinator"})  # everybody but the manager


@dataclass(frozen=True, slots=True)
class Confidential:
    """``shown``: an address where a reader finds it, so that the sentence is known to be there at all."""

    text: str
    readers: frozenset[str]
    shown: str
    at: Arguments = nowhere


CONFIDENTIAL: tuple[Confidential, ...] = (
    # A portfolio: what isn't shared is its owner's alone
    Confidential("Verhaal van een avond", frozenset({"candidate"}), "portfolio"),
    Confidential("Het begon op een marktdag", frozenset({"candidate"}), "api-item", of(lambda m: m.story)),
    Confidential("Leg dit nog uit", frozenset({"candidate", "coach"}), "item", of(lambda m: m.paper)),
    # The intake: adapted conditions are for whoever arranges them
    Confidential("Graag een rustige kamer", frozenset({"candidate", "coordinator"}), "api-intake", on("intake")),
    Confidential("Omdat ik wil groeien", frozenset({"candidate", "coach", "coordinator"}), "api-intake", on("intake")),
    # Blind: of an assessment that is not final only its own assessor reads anything
    Confidential("Alleen de eerste zag dit", frozenset({"first"}), "api-desk", of(lambda m: m.assessment("assessing"))),
    Confidential(
        "Graag een foto van het plein", frozenset({"candidate", "coach", "first"}), "supplement", on("supplement")
    ),
    # What was said is for those who score and check it
    Confidential("Feiten uit het gesprek", JUDGES, "api-records", on("assessing")),
    # Scores before the outcome is released
    Confidential("Seat 1 on M", JUDGES, "moderation", of(Moments.moderation)),
    Confidential("Seat 2 on M", JUDGES, "moderation", of(Moments.moderation)),
    Confidential("Seat 1 on Q", JUDGES, "api-desk", of(lambda m: m.assessment("checking"))),
    Confidential("Seat 2 on Q", JUDGES, "api-desk", of(lambda m: m.assessment("checking", "second"))),
    # Who assesses and coaches: not for the manager; an auditor reads who did so of what was drawn for them, and in the pack
    # with whom a quality officer talked about it
    Confidential("Yvette Brouwhuis", AROUND | {"administrator", "auditor"}, "trajectory-people", on("building")),
    Confidential("Xander Oudkerk", AROUND | {"administrator", "auditor"}, "trajectory-people", on("building")),
    # Who is a candidate: nobody outside the trajectory reads it, an auditor only of what was drawn for them
    Confidential("Quirine Zandwijk", AROUND | {"manager", "auditor"}, "trajectory", on("assessing")),
)
