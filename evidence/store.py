"""Where attached files lie: a private storage that no address leads to, under names that say nothing."""

import secrets

from django.core.files import File
from django.core.files.storage import storages


def put(file):
    """Keep a file; returns its place."""
    name = secrets.token_hex(16)
    return _storage().save(f"{name[:2]}/{name}", File(file))


def opened(place):
    """The file at a place, to read; FileNotFoundError where there is none."""
    return _storage().open(place)


def remove(place):
    """Delete the file at a place; nothing happens where there is none."""
    _storage().delete(place)


def is_there(place):
    return _storage().exists(place)


def places():
    """Every place that holds a file, with when it was put there."""
    storage = _storage()
    folders, _ = storage.listdir("") if storage.exists("") else ([], [])
    for folder in sorted(folders):
        for name in sorted(storage.listdir(folder)[1]):
            place = f"{folder}/{name}"
            yield place, storage.get_modified_time(place)


def _storage():
    return storages["private"]
