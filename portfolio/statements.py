"""What somebody states by handing in. The words go into the manifest, so a change here changes no dossier of before."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

WHOLE = _(
    "What I hand in is true. It is my own work, or I said at each item who made it with me, which part is mine and which tools "
    "I used, AI named. I may show it to the assessors."
)
