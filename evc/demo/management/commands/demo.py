"""`manage.py demo`: plays the main street with the demo organisations, and writes the badges."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from credentials import services as credentials
from evc.demo.export import export_badge, export_evidence, export_report
from evc.demo.playing import Played, play
from evc.demo.playing.stage import PASSWORD
from evc.demo.real_input import real_story
from evc.demo.story import Story, example_story
from foundation.addresses import public_address
from foundation.errors import InvalidInput
from foundation.people import roles
from foundation.running.preparing import prepare


class Command(BaseCommand):
    help = "Play the street from request to badge for every route, through the services. Asking again repeats nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, help="folder for the badges, the reports and evidence/")
        parser.add_argument("--input", type=Path, help="folder with real standards/ and documents/")
        parser.add_argument("--accounts", action="store_true", help="end with the demo accounts and their roles")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.ERKEND_EMBEDDED:
            raise CommandError("The demo makes accounts with a known password, so it runs in the embedded set-up only.")
        started = time.monotonic()
        prepare()
        try:
            story = real_story(options["input"]) if options["input"] else example_story()
        except InvalidInput as error:
            raise CommandError(str(error.message)) from error
        _stage, played = play(story, progress=lambda text: self._say(f"  {time.monotonic() - started:5.1f} s  {text}"))
        if options["out"]:
            self._export(played, options["out"])
        if options["accounts"]:
            self._accounts(story)
        for one in sorted(played, key=lambda one: one.badge is not None):  # the badges' verdicts come last
            self.stdout.write(self._verdict(one))

    def _export(self, played: list[Played], folder: Path) -> None:
        badges = [one.badge for one in played if one.badge]
        for one in played:
            if one.badge:
                export_badge(one.badge, folder, name=one.key)
            outcome = one.trajectory.outcomes.released().last()
            if outcome is not None and outcome.report_claim_key:
                export_report(outcome, folder, name=one.key)
        export_evidence(badges, folder / "evidence")
        self._say(f"  badges, reports and evidence written to {folder}")

    def _accounts(self, story: Story) -> None:
        words = roles.all_roles()
        self.stdout.write(f"Demo accounts, all with the password {PASSWORD}:")
        for person in story.cast.people.values():
            if person.has_account:
                held = dict.fromkeys(role for of_one in person.roles.values() for role in of_one)
                names = ", ".join(str(words[role].name) for role in held)
                self.stdout.write(f"  {person.email:34} {person.name:20} {names}")

    def _verdict(self, one: Played) -> str:
        if one.badge is None:
            return f"{one.key}: no badge yet, the trajectory is {one.trajectory.state}"
        report = credentials.verify_bytes(credentials.badge_picture(one.badge, "png")).report
        title = report.summary.title if report.summary else ""
        return f"{one.key}: {report.verdict}  {title}  {public_address(f'/badges/{one.badge.pk}')}"

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()
