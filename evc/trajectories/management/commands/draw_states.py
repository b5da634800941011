"""Draw the states of a trajectory, from the code, into docs/states.md."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from evc.trajectories.drawing import states_document


class Command(BaseCommand):
    help = "Draw the states of a trajectory and the functions that make each step into docs/states.md."

    def handle(self, *args: Any, **options: Any) -> None:
        path = settings.BASE_DIR / "docs" / "states.md"
        path.write_text(states_document(), encoding="utf-8")
        self.stdout.write(f"docs/{path.name}")
