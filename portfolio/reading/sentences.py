"""The words for the codes of ``portfolio.reading``: refusals, remarks on a document, and what is wrong in a log's row.

Only for the side of the house that speaks with people. The bounded process never imports this.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.errors import InvalidInput

_REFUSALS = {
    "encrypted": _("This file is protected with a password. Save it without a password and add it again."),
    "damaged": _(
        "This file is damaged or not complete. Look whether you can open it, save it again, and add it again."
    ),
    "damaged-pdf": _(
        "This PDF file is damaged or not complete. Save it as PDF again, or download it again, and add it."
    ),
    "damaged-picture": _("This picture is damaged or not complete. Save it again as JPEG or PNG, and add it again."),
    "damaged-office": _("This office file is damaged or not complete. Open it, save it again, and add it again."),
    "damaged-media": _("This film or recording is damaged or not complete. Look whether it plays, and add it again."),
    "unpacks-too-far": _(
        "This office file unpacks to far more than it weighs, so we did not open it. Save it as PDF, and add the PDF."
    ),
    "too-many-pages": _(
        "This PDF has %(page_count)s pages; %(most)s is the most. Save the pages that show what you can, and add those."
    ),
    "image-too-large": _(
        "This picture has too many pixels (%(width)s by %(height)s). Make it smaller, for example 4000 by 3000, "
        "and add it again."
    ),
    "too-heavy": _(
        "We could not open this file: it takes too much time or memory. Print it to a new PDF or make it simpler, "
        "and add that."
    ),
    "too-many-pages-to-cover": _(
        "This PDF has %(page_count)s pages, and we can cover at most %(most)s. Add only the pages that others need to see."
    ),
    "page-not-found": _("This document has no page %(page)s: it has %(page_count)s."),
    # the practice log
    "empty": _("This file is empty. Look whether you can open it, and add it again."),
    "too-large": _("This file is too large for a practice log: %(limit_mb)s MB is the most. Split it into parts."),
    "not-a-csv": _(
        "This is no spreadsheet that we can read. Save your practice log as XLSX or as CSV UTF-8, and import it again."
    ),
    "not-utf8": _(
        "The letters in this file are stored in an old way, so names with accents would get lost. "
        "Open it in your spreadsheet, save it as CSV UTF-8, and import it again."
    ),
    "broken-csv": _(
        "From line %(line)s on this file can't be read: a quotation mark was opened and not closed. "
        "Correct it in your spreadsheet, save it as CSV UTF-8, and import it again."
    ),
    "missing-columns": _(
        "These columns are missing: %(columns)s. Give the first line of the table these names, and import it again."
    ),
    "no-rows": _(
        "There are no rows under the line with the names of the columns. Add your repetitions and import it again."
    ),
    "too-many-rows": _(
        "This practice log has more than %(limit)s rows. Split it into parts and import them one by one."
    ),
}

WARNINGS = {
    "no-text": _(
        "There is no readable text in this file, so we filled in nothing. Please fill in the fields yourself."
    ),
    "scan": _(
        "This file is a scan: a picture of paper, without text that we can read. So we filled in nothing. Please fill in "
        "the fields yourself."
    ),
    "read-from-scan": _(
        "We read the text from a picture of paper, and letters are easily taken for others there. Please look at each field."
    ),
    "text-not-read": _("We could not read the text of this file. Please fill in the fields yourself."),
    "active-content": _(
        "This file holds a script, an attachment or something else that can act by itself. We show it as a picture only; "
        "assessors see this remark."
    ),
    "personal-data": _(
        "In this file there seem to be phone numbers or citizen service numbers. Are they of other people? "
        "Cover them before you share the file."
    ),
    "media-has-location": _(
        "This film or recording tells where it was made. Who may see it can find that out. Take the place out on your phone "
        "first if you don't want that, and replace the file."
    ),
    "has-location": _(
        "This photo tells where it was taken. Others see a copy without that; only you can download the original."
    ),
}

SIGNATURES = {
    "verified": _("Digitally signed by %(signer)s. The file has not changed since, and we know who signed it."),
    "broken": _(
        "This file was changed after it was signed, so its digital signature (%(signer)s) proves nothing any more. Ask for the "
        "original file."
    ),
    "untrusted": _(
        "Digitally signed in the name of %(signer)s, but we can't tell whether that is really them. Read it as an ordinary copy."
    ),
    "not-signed": _("This file is not digitally signed."),
}
_NAMELESS = _("somebody without a name")

LOG_PROBLEMS = {
    "value-missing": _("Fill in %(column)s."),
    "date-unreadable": _("%(value)s is not a date. Write it as day-month-year, for example 06-01-2025."),
    "date-does-not-exist": _("The date %(value)s does not exist."),
    "date-in-future": _("The date %(value)s has not been yet."),
    "count-not-a-number": _("The number %(value)s is not a whole number. Write it in digits, for example 2."),
    "count-out-of-range": _("The number %(value)s is not possible. Give a number from 1 to %(most)s."),
    "hours-not-a-number": _("The hours %(value)s are not a number. Write them in digits, for example 1,5."),
    "hours-out-of-range": _("The hours %(value)s are not possible. Give at most %(most)s."),
    "unknown-work-process": _("The work process %(value)s is not in the standard. Use one of its codes."),
    "unknown-role": _("The role %(value)s is not known. Choose gezien, geholpen or zelfstandig."),
    "email-unreadable": _("%(value)s is not an e-mail address."),
    "too-many-cells": _(
        "This row has more cells than the table has columns. Put a text with a separator between quotation marks."
    ),
}


def refusal(code: str, facts: Mapping[str, Any]) -> InvalidInput:
    """The error for a code of the bounded process or of the practice log, in words."""
    sentence = _REFUSALS[_with_kind(code, facts)]
    return InvalidInput(sentence % facts if facts else sentence, code=code, **facts)


def log_problem(code: str, facts: Mapping[str, Any]) -> str:
    """What is wrong in a row of a practice log, as a sentence in the language of the moment."""
    return str(LOG_PROBLEMS[code]) % facts


def warning(code: str) -> str:
    """A remark on a document (``Examination.warnings``), as a sentence in the language of the moment."""
    return str(WARNINGS[code])


def signature_sentence(signature: Mapping[str, str]) -> str:
    """What is to be said of a file's signature (``{"state": …, "signer": …}``); nothing of what nobody looked at."""
    if (sentence := SIGNATURES.get(signature.get("state", ""))) is None:
        return ""
    return str(sentence) % {"signer": signature.get("signer") or str(_NAMELESS)}


def _with_kind(code: str, facts: Mapping[str, Any]) -> str:
    if code != "damaged":
        return code
    media_type = facts.get("media_type", "")
    if media_type == "application/pdf":
        return "damaged-pdf"
    for start, kind in (("image/", "picture"), ("office", "office"), ("video/", "media"), ("audio/", "media")):
        if str(media_type).startswith(start):
            return f"damaged-{kind}"
    return "damaged"
