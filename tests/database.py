"""The test database. To run all migrations takes longer than any test: of the processes of one run the first runs them,
and each then has a copy of its database. On a PostgreSQL server of one's own that first one, test_…, stays until the
next run. pytest-django's --reuse-db and --no-migrations have no say here.
"""

import fcntl
import shutil
from contextlib import contextmanager

import pytest


@pytest.fixture(scope="session")
def shared(tmp_path_factory, worker_id):
    """A folder of this run's processes."""
    folder = tmp_path_factory.getbasetemp()
    return folder if worker_id == "master" else folder.parent


@pytest.fixture(scope="session")
def django_db_modify_db_settings(shared):
    """SQLite tests run on a file, one for each process: the live server's threads can't share a database in memory."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(shared / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(shared, worker_id, django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """This process's own test database, migrated and empty; gone when the process ends."""
    from django.db import connection

    creation, name = connection.creation, connection.settings_dict["NAME"]
    with django_db_blocker.unblock(), alone(shared / "database.lock"):
        made = shared / "database.made"
        if made.exists():
            use(made.read_text())
        else:
            made.write_text(creation.create_test_db(verbosity=0, autoclobber=True, serialize=False))
        if worker_id != "master":
            use(copy_for(worker_id))
    yield
    with django_db_blocker.unblock():
        creation.destroy_test_db(name, verbosity=0)


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


def copy_for(worker_id):
    """A copy of the database in use, for one process; its name."""
    from django.db import connection

    connection.close()
    if connection.vendor == "sqlite":
        made = connection.settings_dict["NAME"]
        return shutil.copy(made, made.replace(".sqlite3", f"-{worker_id}.sqlite3"))
    connection.creation.clone_test_db(worker_id, autoclobber=True)
    return connection.creation.get_test_db_clone_settings(worker_id)["NAME"]
