"""The database is what the models say."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_every_change_of_a_model_has_its_migration():
    said = StringIO()

    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, verbosity=1)
    except SystemExit:
        pytest.fail(f"run manage.py makemigrations:\n{said.getvalue()}")


def test_the_database_holds_every_constraint_of_the_models():
    said = StringIO()

    call_command("check", fail_level="WARNING", databases=["default"], stderr=said)

    assert said.getvalue() == ""
