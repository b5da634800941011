"""A badge as people read it: what it states, how that was found, what it does not prove, and what is behind it."""

from frontend.badges.recognition import Recognition, recognition_of
from frontend.badges.statement import Statement, statement_of
from frontend.badges.technical import Identity, identities_of, technical_facts

__all__ = [
    "Identity",
    "Recognition",
    "Statement",
    "identities_of",
    "recognition_of",
    "statement_of",
    "technical_facts",
]
