"""CPU of each page as a ratio to the floor page, its queries and its bytes. `./do bench pages` prints the table.

Each page is called in this process, through WSGI and every middleware, in turn with the others; the best of 12 counts.
A machine that is busy with something else makes all of them slower, the floor page too: the ratio stays.
"""

import gzip
import io
from time import process_time

from bench._world import build, set_up

ROUNDS = 12


class Browser:
    """Calls the application in this process as one signed-in person."""

    def __init__(self, application, user):
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(user)
        self.application = application
        self.token = "a" * 32
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={self.token}"

    def call(self, path, data=None, **headers):
        """The status and the bytes of the answer."""
        body = data or b""
        environ = {
            "REQUEST_METHOD": "POST" if data is not None else "GET",
            "PATH_INFO": path.partition("?")[0],
            "QUERY_STRING": path.partition("?")[2],
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": self.cookies,
            "HTTP_X_CSRFTOKEN": self.token,
            "HTTP_ACCEPT": "text/html",
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
            "wsgi.version": (1, 0),
            **headers,
        }
        status = []
        response = self.application(environ, lambda line, _headers: status.append(line))
        content = b"".join(response)
        response.close()
        return int(status[0][:3]), content


class Page:
    """Something that is called over and over: by whom, where, with what."""

    def __init__(self, name, browser, path, post=None, aim=None, **headers):
        self.name, self.browser, self.path, self.post, self.aim, self.headers = name, browser, path, post, aim, headers
        self.best, self.number = float("inf"), 0

    def once(self):
        """One call: its seconds of CPU, its answer."""
        self.number += 1
        data = self.post(self.number) if self.post else None
        begun = process_time()
        status, content = self.browser.call(self.path, data, **self.headers)
        used = process_time() - begun
        if status >= 400:
            raise SystemExit(f"{self.name}: {status}\n{content[:2000].decode()}")
        self.best = min(self.best, used)
        return content

    def queries(self):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            self.once()
        return sum(1 for query in captured if not query["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")))


def pages_of(application, mentor, pair, one, three):
    """Every page that is measured, the floor first."""
    from urllib.parse import urlencode

    from django.urls import reverse

    from coaching.models import Cycle, Step

    theirs, own, led = (Browser(application, person) for person in (mentor, pair.ect, leader_of(pair.school)))
    live = Cycle.objects.to_review().get(ect=pair.ect)
    step = Step.objects.filter(focus__cycle=live).order_by("pk").last()
    digest = {"last": None}

    def typed(number):
        """The praise, one word longer each time, with the digest of what was saved before."""
        from actionsteps.wording import text_digest

        data = {"praise": f"You waited for silence, {number} times."}
        data["drawn-praise"] = digest["last"] or text_digest(one.praise)
        digest["last"] = text_digest(data["praise"])
        return urlencode(data).encode()

    def meeting(cycle):
        return reverse("coaching:meeting", args=[cycle.pk])

    bank = reverse("coaching:find_step", args=[one.pk, one.foci.get().pk])
    of_ect = [pair.school_id, pair.ect_id]

    return [
        Page("floor", theirs, "/floor/"),
        Page("middleware alone", theirs, "/bare/"),
        Page("meeting, 1 focus", theirs, meeting(one), aim=1.2),
        Page("meeting, 3 foci", theirs, meeting(three), aim=1.2),
        Page("live week, read", own, meeting(live), aim=1.0),
        Page("ECT’s home", own, "/", aim=1.0),
        Page("mentor’s home, 10 pairs", theirs, "/", aim=1.0),
        Page("leader’s home, 10 pairs", led, "/", aim=1.0),
        Page("overview, 10 pairs", led, reverse("insights:school_overview", args=[pair.school_id]), aim=1.0),
        Page("journey, 10 weeks", own, reverse("coaching:journey", args=of_ect), aim=1.0),
        Page("evidence log, 12 entries", theirs, reverse("evidence:log", args=of_ect), aim=1.0),
        Page("bank, 20 steps", theirs, reverse("actionsteps:bank"), aim=1.0),
        Page("bank beside a focus", theirs, bank, HTTP_X_REQUESTED_WITH="fetch"),
        Page("… searched", theirs, f"{bank}?q=they+call+out", HTTP_X_REQUESTED_WITH="fetch"),
        Page(
            "autosave",
            theirs,
            reverse("coaching:autosave", args=[one.pk]),
            post=typed,
            aim=0.25,
            HTTP_ACCEPT="application/json",
            HTTP_X_REQUESTED_WITH="so-that",
        ),
        Page(
            "tick",
            own,
            reverse("coaching:tick_step", args=[step.pk]),
            post=lambda number: f"done={number % 2}".encode(),
            HTTP_ACCEPT="application/json",
        ),
    ]


def leader_of(school):
    """Somebody who leads a school and does nothing else."""
    from schools.models import Role
    from tests.factories import MembershipFactory

    return MembershipFactory(school=school, role=Role.LEADER, user__name="Lena Leader").user


def main():
    set_up()
    import time_machine
    from django.core.handlers.wsgi import WSGIHandler

    from tests.factories import NOW

    with time_machine.travel(NOW, tick=False):
        pages = pages_of(WSGIHandler(), *build())
        for page in pages:
            page.once()  # a first page may note things in the session
        measured = [(page, page.queries(), page.once()) for page in pages]
        for page in pages:
            page.best = float("inf")
        for _ in range(ROUNDS):
            for page in pages:
                page.once()
    floor = pages[0].best
    print(f"{'page':<26}{'÷ floor':>9}{'aim':>7}{'ms':>8}{'queries':>9}{'bytes':>9}{'gzipped':>9}")
    for page, queries, content in measured:
        aim = f"≤ {page.aim}" if page.aim else ""
        print(
            f"{page.name:<26}{page.best / floor:>9.2f}{aim:>7}{page.best * 1000:>8.1f}{queries:>9}"
            f"{len(content):>9}{len(gzip.compress(content)):>9}"
        )


if __name__ == "__main__":
    main()
