"""The browser: a real Chromium, at the size and in the scheme a journey asks for.

    def test_something(open_page, sign_in, axe, mentor):
        page = open_page(width=390, scheme="dark")
        sign_in(page, mentor)
        page.goto("/")
        assert axe(page) == []

A journey waits on what the page shows (`expect`), never on the clock.
"""

import os
import shutil
import threading
from pathlib import Path
from time import monotonic, sleep

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import connections

from tests.people import client_of

PLACE = Path(__file__).parent
WAIT = 60_000  # milliseconds: several browsers share two cores, and these may be shared with others

FLAGS = [
    "--no-sandbox",  # root, as in most containers, may not make one
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    for item in items:
        if PLACE in item.path.parents:
            item.add_marker("journey")
            # Looked at in each size and scheme, a page is the same on both databases.
            if "look" in item.fixturenames:
                item.add_marker("look")
            # Here only: a browser, a server and a database are three programs on a machine shared with others, and a
            # starved one is no fault of the product. A rerun is named in the run's summary, never hidden; what fails
            # three times is red.
            item.add_marker(pytest.mark.flaky(reruns=2))


class Traffic:
    """How many requests the live server is answering at this moment."""

    def __init__(self):
        self.lock = threading.Lock()
        self.open = 0
        request_started.connect(self.started)
        request_finished.connect(self.finished)

    def started(self, **kwargs):
        with self.lock:
            self.open += 1

    def finished(self, **kwargs):
        with self.lock:
            self.open = max(0, self.open - 1)

    def forget(self):
        with self.lock:
            self.open = 0

    def settle(self, quiet=0.15, limit=15):
        """Wait until nothing has been in hand for a moment: a page that closes may still save, and the database is
        emptied next."""
        end = monotonic() + limit
        since = monotonic()
        while monotonic() < end:
            if self.open:
                since = monotonic()
            elif monotonic() - since >= quiet:
                return
            sleep(0.01)


def leave(page):
    """Go to an empty page. Chromium can lose the closing of a page that is just then on its way to another, and the
    driver would wait for it for ever."""
    from playwright.sync_api import Error

    for _ in range(3):
        try:
            page.goto("about:blank", timeout=5_000)
        except Error:  # the other one arrived first, or the page asks before it lets itself be left
            continue
        return


@pytest.fixture(scope="session")
def traffic():
    return Traffic()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    assert found, "The journeys need Chromium: ./do test says how to get it."
    return {**browser_type_launch_args, "executable_path": found, "args": FLAGS}


@pytest.fixture(scope="session")
def no_connection_left(playwright, django_db_setup):
    """Close what the journeys opened, before playwright ends and before the test database is dropped.

    While playwright's event loop runs in this thread, Django keeps connections apart from those of the tests without a
    browser; afterwards nobody finds them, and PostgreSQL drops no database that somebody is connected to.
    """
    yield
    connections.close_all()


@pytest.fixture
def open_page(browser, live_server, no_connection_left, transactional_db, traffic):
    """open_page(width=1280, scheme="light", javascript=True): a page of a new browser, with nobody signed in.

    The page's own errors and breaches of the Content-Security-Policy fail the test at its end.
    """
    from playwright.sync_api import expect

    expect.set_options(timeout=WAIT)
    contexts, wrong = [], []
    traffic.forget()

    def heard(message):
        if "Content Security Policy" in message.text or "Content-Security-Policy" in message.text:
            wrong.append(message.text)

    def open_page(width=1280, scheme="light", javascript=True, height=900):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            has_touch=width < 600,
            reduced_motion="reduce",
            locale="en-GB",
            timezone_id="Europe/London",
        )
        context.set_default_timeout(WAIT)
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        context.on("console", heard)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.set_offline(False)
        for page in context.pages:
            leave(page)
            page.close()
        context.close()
    traffic.settle()
    assert wrong == []


@pytest.fixture
def sign_in(live_server):
    """sign_in(page, user): the browser of this page is signed in, without the sign-in page being drawn."""

    def sign_in(page, user):
        client = client_of(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url, "httpOnly": True}]
        )

    return sign_in


@pytest.fixture
def axe():
    """axe(page): what axe finds against WCAG 2.2 AA and good practice, one line for each element; [] when clean."""
    from axe_playwright_python.sync_playwright import Axe

    script = Axe().axe_script

    def axe(page, **options):
        if not page.evaluate("'axe' in window"):
            page.evaluate(script)
        # To name every element that is as it should be takes axe longer than to find the others; style sheets it would
        # fetch for rules that are not asked.
        options = {"resultTypes": ["violations"], "preload": False, **options}
        found = page.evaluate("options => axe.run(document, options)", options)["violations"]
        return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]

    return axe


# What axe is asked at each size and in each scheme. Structure is the same in either scheme: there, colours alone.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
LOOKS = ((390, "light", {}), (390, "dark", COLOURS), (1280, "dark", {}), (1280, "light", COLOURS))


@pytest.fixture
def look(axe):
    """look(page): what is wrong with a page on a phone and on a desktop, light and dark: what axe finds, and being too
    wide."""

    def look(page):
        wrong = []
        for width, scheme, options in LOOKS:
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            wide = page.evaluate("document.documentElement.scrollWidth")
            wrong += [f"{wide} px wide at {width}"] if wide > width else []
            wrong += [f"{width} {scheme}: {found}" for found in axe(page, **options)]
        return wrong

    return look
