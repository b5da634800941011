"""The web server and the worker start together and end together, however one of them ends."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from django.utils import timezone

from foundation import health
from foundation.errors import Unavailable
from foundation.jobs import services as jobs
from foundation.jobs.models import Job
from foundation.running.serving import HOST, require_free

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


@pytest.fixture
def serve(port, tmp_path):
    """`manage.py serve` on a fresh data folder, once it says that it runs."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("ERKEND_", "DJANGO_"))}
    environment |= {"ERKEND_DATA_DIR": str(tmp_path / "data"), "ERKEND_PUBLIC_URL": f"http://localhost:{port}"}
    with subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "serve"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        said = ""
        while "Erkend runs at" not in said and process.poll() is None:
            said += process.stdout.readline()
        assert f"http://localhost:{port}" in said, said
        yield process
        if process.poll() is None:
            process.terminate()


def children_of(process) -> dict[str, int]:
    """The processes that were started, by what they are."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (folder / "cmdline").read_bytes().decode().split("\0")
            if int((folder / "stat").read_text().rpartition(")")[2].split()[1]) == process.pid:
                found["worker" if "work" in command else "web"] = int(folder.name)
    return found


def is_there(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    return False


def all_end(pids) -> bool:
    end = time.monotonic() + 20
    while any(is_there(pid) for pid in pids) and time.monotonic() < end:
        time.sleep(0.1)
    return not any(is_there(pid) for pid in pids)


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads processes from /proc")


@needs_proc
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_both_run_and_both_end_when_asked(serve, port, number):
    started = children_of(serve)
    assert set(started) == {"web", "worker"}
    with urllib.request.urlopen(f"http://{HOST}:{port}/healthz", timeout=10) as answer:
        assert answer.status == 200

    serve.send_signal(number)

    assert serve.wait(20) == 0
    assert all_end(started.values())


@needs_proc
@pytest.mark.parametrize("victim", ["web", "worker"])
def test_when_one_is_killed_the_other_ends_and_the_command_fails(serve, victim):
    started = children_of(serve)

    os.kill(started[victim], signal.SIGKILL)

    assert serve.wait(20) == 1
    assert "stopped by itself" in serve.stdout.read()
    assert all_end(started.values())


@needs_proc
def test_when_the_command_itself_is_killed_nothing_stays_behind(serve):
    started = children_of(serve)

    serve.kill()
    serve.wait(10)

    assert all_end(started.values())


def test_a_port_that_is_taken_is_said_with_what_to_do(port):
    with socket.socket() as other:
        other.bind((HOST, port))
        other.listen()
        with pytest.raises(Unavailable, match=f"PORT={port + 1}"):
            require_free(port)
    require_free(port)


# --- health -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_ready_means_that_every_part_works(rf):
    answer = health.readyz(rf.get("/readyz"))

    assert answer.status_code == 200
    assert set(health.readiness()) == {"database", "migrations", "storage", "jobs"}
    assert health.healthz(rf.get("/healthz")).status_code == 200
    assert health.healthz(rf.post("/healthz")).status_code == 405


@pytest.mark.django_db
def test_a_job_that_nobody_picks_up_makes_it_not_ready(rf):
    found = jobs.enqueue("tests.nobody", key="a")
    Job.objects.filter(pk=found.pk).update(run_after=timezone.now() - 2 * health.LONGEST_WAIT)

    answer = health.readyz(rf.get("/readyz"))

    assert answer.status_code == 503
    assert not health.readiness()["jobs"].works


@pytest.mark.django_db
def test_storage_that_cannot_be_written_makes_it_not_ready(rf, settings, tmp_path):
    (tmp_path / "file").write_text("in the way")
    settings.ERKEND_FILES_DIR = tmp_path / "file" / "files"

    assert health.readyz(rf.get("/readyz")).status_code == 503
