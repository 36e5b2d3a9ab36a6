"""A mail server for tests: it takes e-mails, refuses some, goes away in the middle, or is not there."""

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
        # As it goes over the wire: whatever is wrong with a header is found here.
        letter.message().as_bytes()
        self.taken.append(letter)
        self.step()
        if self.breaks_after:
            self.breaks_after -= 1
            raise SMTPServerDisconnected("gone after")

    def delivered(self):
        """What people find: of the same Message-ID, one."""
        found = {}
        for letter in self.taken:
            found.setdefault(letter.extra_headers["Message-ID"], letter)
        return list(found.values())


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
