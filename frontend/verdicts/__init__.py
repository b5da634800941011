"""What a check of a badge found, in words: one sentence on top, what to do, and a line for each check."""

from frontend.verdicts.answer import Answer, Part, answer_on
from frontend.verdicts.lines import CheckLine

__all__ = ["Answer", "CheckLine", "Part", "answer_on"]
