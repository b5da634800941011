"""Tests' settings for a command of ours that is no test: its database, files and keys in a folder that goes when it ends."""

from __future__ import annotations

import os

import django
from django.core.management import call_command


def set_up() -> None:
    """Choose the settings and load the apps; before anything of ours is imported."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "foundation.settings.test"
    # Playwright's loop runs in this thread, which makes Django refuse its database without this.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    os.environ.setdefault("ERKEND_LOG_LEVEL", "ERROR")
    django.setup()


def prepare_database() -> None:
    """An empty database with every table and what ships in it."""
    call_command("translate", "compile", verbosity=0)
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
