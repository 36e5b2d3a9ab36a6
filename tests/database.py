"""The test database. To run all migrations takes longer than any test, so it is done once for the migrations as they
are: what came of it is kept (SQLite: a file in pytest's cache; PostgreSQL: a database of the server), and each process
of a run has a copy of its own. pytest-django's --reuse-db and --no-migrations have no say here.
"""

import fcntl
import hashlib
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import django
import pytest


@pytest.fixture(scope="session")
def shared(tmp_path_factory, worker_id):
    """A folder of this run's processes."""
    folder = tmp_path_factory.getbasetemp()
    return folder if worker_id == "master" else folder.parent


@pytest.fixture(scope="session")
def migrated_here(request, shared):
    """A folder that outlives the run, until pytest's cache is cleared."""
    cache = getattr(request.config, "cache", None)
    return cache.mkdir("migrated") if cache else shared


@pytest.fixture(scope="session")
def django_db_setup(migrated_here, shared, worker_id, django_test_environment, django_db_blocker):
    """This process's own test database, migrated and empty; gone when the process ends."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    with django_db_blocker.unblock(), alone(migrated_here / "lock"):
        use(sqlite_copy(migrated_here, shared, worker_id) if connection.vendor == "sqlite" else postgres_copy())
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(name, verbosity=0)


def sqlite_copy(kept, shared, worker_id):
    """The path of a copy of the migrated file. A file: the live server's threads can't share a database in memory."""
    migrated = kept / f"{fingerprint()}.sqlite3"
    if not migrated.exists():
        for old in kept.glob("*.sqlite3*"):
            old.unlink()
        migrate(kept / "making.sqlite3").rename(migrated)
    return shutil.copy(migrated, shared / f"test-{worker_id}.sqlite3")


def postgres_copy():
    """The name of a copy of the migrated database, on the same server."""
    from django.db import connection

    migrated, mine = f"migrated_{fingerprint()}", f"test_{os.getpid()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(r"SELECT datname FROM pg_database WHERE datname ~ '^(migrated_|making$)'")
        there = [name for (name,) in cursor.fetchall()]
        if migrated not in there:
            for old in there:
                cursor.execute(f'DROP DATABASE "{old}"')
            cursor.execute(f'ALTER DATABASE "{migrate("making")}" RENAME TO "{migrated}"')
        cursor.execute(f'DROP DATABASE IF EXISTS "{mine}"')
        cursor.execute(f'CREATE DATABASE "{mine}" TEMPLATE "{migrated}"')
    return mine


def migrate(name):
    """Make a database of that name, by the migrations; returns the name, and leaves nobody connected."""
    from django.db import connection

    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = str(name)
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    use(before)
    return name


def fingerprint():
    """Tells one state of all migrations from another."""
    from django.apps import apps

    read = hashlib.sha256(django.__version__.encode())
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            read.update(app.label.encode() + file.name.encode() + file.read_bytes())
    return read.hexdigest()[:16]


# What migrating leaves in the tables, and no test changes.
FROM_MIGRATIONS = {"django_migrations", "django_content_type", "auth_permission"}


@pytest.fixture(scope="session", autouse=True)
def emptied_by_rows():
    """After a test that commits, its rows are deleted. Django would instead truncate every table there is, most of them
    empty, and make all permissions anew, which takes longer than many a journey.
    """
    from django.test import TransactionTestCase

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: empty())
        yield


def empty():
    """Delete all rows in one transaction: what refers to what is checked at its end."""
    from django.db import connection, transaction

    tables = set(connection.introspection.django_table_names(only_existing=True)) - FROM_MIGRATIONS
    asked = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in sorted(tables))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(asked)
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {table}")


@contextmanager
def alone(path):
    """One process at a time."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def use(name):
    """Have every connection of this process, also those of other threads, go to the database of that name."""
    from django.conf import settings
    from django.db import connection

    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
