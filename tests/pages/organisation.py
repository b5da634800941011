"""What an organisation keeps and counts, as those who may open it see it."""

from __future__ import annotations

from tests.pages.look import Look
from tests.pages.public import at_provider

ORGANISATION = (
    Look("organisation", "organisation", who="karin", at=at_provider),
    Look("organisation-figures", "organisation-figures", who="hans", at=at_provider),
)
