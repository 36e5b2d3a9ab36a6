"""A database for measuring the bank in: a new SQLite file, or the one that BENCH_DATABASE_URL names."""

import os
import tempfile
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory(prefix="so-that-bench-")


def set_up():
    """Django with DEBUG off on that database, migrated."""
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings",
        DEBUG="False",
        SECRET_KEY="for-measuring-only",
        DATABASE_URL=os.environ.get("BENCH_DATABASE_URL", ""),
        SQLITE_PATH=str(Path(FOLDER.name) / "bench.sqlite3"),
    )
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
