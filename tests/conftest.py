"""The harness: what every test runs on. The people are in people.py, the rows in factories.py, the database in
database.py, what pages may cost in costs.py.
"""

import gc
import os
import sys
from pathlib import Path

import pytest
from django.template.base import FilterExpression
from hypothesis import settings as hypothesis_settings
from hypothesis.internal.conjecture import providers as hypothesis_providers

pytest_plugins = ["tests.people", "tests.database", "tests.signing_in", "tests.costs"]

TEMPLATES = str(Path(__file__).resolve().parent.parent / "templates")
LOADERS = ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"]

# After every 700 new objects Python looks for those that only refer to each other. To import and to collect makes a
# million that all stay: a third of that time went into looking.
gc.set_threshold(50_000, 20, 50)

# A browser driven by playwright's plain functions keeps an event loop in the process, and Django then takes every
# query of that process, also in tests that have no browser, for one made from asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# The same examples in every run: a failure seen by one is seen by all. So none are made of what our modules say, which
# would hang on what this process happened to import before; to read them all takes each process a second as well.
hypothesis_providers._get_local_constants = lambda: hypothesis_providers._local_constants
hypothesis_settings.register_profile("suite", derandomize=True, deadline=None, database=None)
hypothesis_settings.load_profile("suite")


class Undefined(str):
    """Stands in for a variable that a template names and nobody gave: in this project's templates, a failure.

    Installed as `string_if_invalid`. It is true only to the line of Django that asks whether there is such a text, and
    only in our own templates: `{% if %}` on a missing one-to-one row still says no, and the admin's templates, which
    lean on undefined variables, get "" as ever.
    """

    def __bool__(self):
        asker = sys._getframe(1)
        return asker.f_code is FilterExpression.resolve.__code__ and _origin(asker).startswith(TEMPLATES)

    def __contains__(self, text):
        return text == "%s"

    def __mod__(self, variable):
        raise AssertionError(f"{_origin(sys._getframe(1))}: nobody gave the template {str(variable)!r}.")


def _origin(frame):
    context = frame.f_locals["context"]
    template = context.render_context.template or context.template
    return str(getattr(template, "origin", None))


LONG = {"table", "once", "long"}


def pytest_collection_modifyitems(items):
    """Mark `pure` what asks no database: it says the same on both. What takes long begins first: at the end of a run no
    process is left alone with it.
    """
    for item in items:
        if not {"db", "transactional_db", "on_postgres"} & set(item.fixturenames) and not item.get_closest_marker(
            "django_db"
        ):
            item.add_marker("pure")
    items.sort(key=lambda item: LONG.isdisjoint(mark.name for mark in item.iter_markers()))


def pytest_collection_finish():
    """What is there before the first test stays to the end: it is looked through no more."""
    gc.freeze()


def pytest_configure():
    """Fit the settings to tests, before anything reads them."""
    from django.conf import settings

    options = settings.TEMPLATES[0]["OPTIONS"]
    options["string_if_invalid"] = Undefined()
    # Compiled once a process, as in production.
    options["loaders"] = [
        ("template_partials.loader.Loader", [("django.template.loaders.cached.Loader", LOADERS)]),
    ]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
        "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    settings.DATABASES["default"]["CONN_MAX_AGE"] = 0
    # Argon2id takes 22 ms by design; who tests the hasher asks for it.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture
def on_postgres():
    """Skip what only PostgreSQL can show (true concurrency); ./do test runs the suite on both."""
    from django.db import connection

    if connection.vendor != "postgresql":
        pytest.skip("shown on PostgreSQL; SQLite has one writer at a time")
