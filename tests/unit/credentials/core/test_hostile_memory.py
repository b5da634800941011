"""However many documents strangers send, the process that checks them does not grow."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.unit.credentials.core.hostile_memory import DOCUMENTS
from tests.unit.credentials.core.hostile_process import ROOT

# What is remembered may take some tens of megabytes; of half a megabyte in each of 150 documents nothing stays.
MOST_MEGABYTES = 40


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_strangers_documents_leave_nothing_behind(kind):
    done = subprocess.run(
        [sys.executable, "-m", "tests.unit.credentials.core.hostile_memory", kind],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=600,
        check=True,
    )

    assert int(done.stdout) < MOST_MEGABYTES
