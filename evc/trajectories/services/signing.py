"""Putting a declaration of independence on paper: the words as they stood, and when."""

from __future__ import annotations

from django.utils.translation import get_language

from evc.trajectories.independence import statement_text
from evc.trajectories.models import IndependenceStatement, Participant


def sign_statement(participant: Participant) -> IndependenceStatement:
    """The participant declares to have no ties, in the language they read; the caller holds the lock and writes the log."""
    text = statement_text(participant, language=get_language() or "")
    statement, _made = IndependenceStatement.objects.get_or_create(participant=participant, defaults={"text": text})
    return statement
