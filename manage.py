#!/usr/bin/env python
"""Erkend's commands. `make help` names the ones people use."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    settings = os.environ.get("ERKEND_SETTINGS", "development")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", f"foundation.settings.{settings}")
    execute_from_command_line(sys.argv)
