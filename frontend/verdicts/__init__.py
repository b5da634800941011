"""What a check of a badge found, in words: one sentence on top, what to do, and a line for each check."""

from frontend.verdicts.answer import Answer, CheckLine, answer_on

__all__ = ["Answer", "CheckLine", "answer_on"]
