"""A mail server for tests: it takes e-mails, refuses some, goes away in the middle, or is not there."""

import os
import signal
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

from django.core.mail.backends.base import BaseEmailBackend


class Server:
    """What it took, in order; `step` is called before and after it takes one, and may raise."""

    def __init__(self):
        self.taken = []
        self.refuses = set()
        self.is_down = False
        self.breaks_before = self.breaks_after = 0
        self.step = lambda: None

    def take(self, letter):
        [to] = letter.to
        self.step()
        if to in self.refuses:
            raise SMTPRecipientsRefused({to: (550, b"no such person")})
        if self.breaks_before:
            self.breaks_before -= 1
            raise SMTPServerDisconnected("gone before")
        self.taken.append(letter)
        self.step()
        if self.breaks_after:
            self.breaks_after -= 1
            raise SMTPServerDisconnected("gone after")

    def delivered(self, since=0):
        """What people find, but for what they had `since` (so many were taken): of the same Message-ID, one."""
        found = {letter.extra_headers["Message-ID"]: None for letter in self.taken[:since]}
        for letter in self.taken[since:]:
            found.setdefault(letter.extra_headers["Message-ID"], letter)
        return [letter for letter in found.values() if letter]


class Backend(BaseEmailBackend):
    """Django's way to the server of the test that runs."""

    server: Server

    def open(self):
        if self.server.is_down:
            raise ConnectionRefusedError

    def send_messages(self, letters):
        for letter in letters:
            self.server.take(letter)
        return len(letters)


class FileBackend(BaseEmailBackend):
    """Writes who gets which e-mail into the file `MAIL_FILE`, a line each; where that has `KILL_AT` lines, the process
    that wrote the last is killed as by a failing machine."""

    def send_messages(self, letters):
        path = Path(os.environ["MAIL_FILE"])
        for letter in letters:
            with path.open("a") as file:
                file.write(f"{letter.extra_headers['Message-ID']} {letter.to[0]}\n")
            if len(path.read_text().splitlines()) == int(os.environ.get("KILL_AT", 0)):
                os.kill(os.getpid(), signal.SIGKILL)
        return len(letters)
