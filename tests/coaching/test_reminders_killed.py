"""A worker that is killed for real, in a process of its own, in the middle of its e-mails."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection

from coaching.actions.reminding import LEASE
from coaching.models import Digest
from coaching.sending import send_reminders
from schools.models import User
from tests.factories import NOW, MentorshipFactory, SchoolFactory, TermFactory

ROOT = Path(__file__).resolve().parent.parent.parent
WEDNESDAY = NOW - timedelta(days=1)
RUN = """
import sys, time_machine
from django.core.management import execute_from_command_line
with time_machine.travel(float(sys.argv[1]), tick=False):
    execute_from_command_line(["manage.py", "send_reminders"])
"""


@pytest.fixture
def mails(tmp_path, settings, monkeypatch):
    settings.EMAIL_BACKEND = "tests.mailserver.FileBackend"
    settings.SITE_ADDRESS = "https://so-that.example"
    monkeypatch.setenv("MAIL_FILE", str(tmp_path / "mails"))
    return tmp_path / "mails"


def environment():
    """For another process to reach the database of this test."""
    stored = connection.settings_dict
    if connection.vendor == "sqlite":
        return {"DATABASE_URL": "", "SQLITE_PATH": str(stored["NAME"])}
    who = f"{stored['USER']}:{stored['PASSWORD']}" if stored["PASSWORD"] else stored["USER"]
    return {"DATABASE_URL": f"postgres://{who}@{stored['HOST']}:{stored['PORT']}/{stored['NAME']}"}


def test_a_killed_worker_leaves_none_twice_and_none_out(transactional_db, mails):
    school = SchoolFactory()
    TermFactory(school=school)
    for _ in range(4):
        MentorshipFactory(school=school)
    User.objects.update(last_login=WEDNESDAY)
    everybody = sorted(User.objects.values_list("email", flat=True))

    worker = subprocess.run(
        [sys.executable, "-c", RUN, str(WEDNESDAY.timestamp())],
        cwd=ROOT,
        env={
            **os.environ,
            **environment(),
            "DEBUG": "True",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "EMAIL_BACKEND": "tests.mailserver.FileBackend",
            "SITE_ADDRESS": "https://so-that.example",
            "KILL_AT": "5",
        },
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert (worker.returncode, worker.stderr.decode()[-300:]) == (-signal.SIGKILL, "")
    killed = mails.read_text().split()
    unfinished = Digest.objects.filter(sent_at=None).count()
    with time_machine.travel(WEDNESDAY + LEASE, tick=False):
        send_reminders()

    assert (len(killed), unfinished) == (10, 1)
    lines = mails.read_text().splitlines()
    # The one that the mail server had taken as the worker died came again, as the same message, which mail programs
    # show once: the last inch of decision 27.
    assert len(lines) == len(everybody) + 1
    assert sorted({line.split()[1] for line in lines}) == everybody
    assert len(set(lines)) == len(everybody)
