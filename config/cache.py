"""The cache in the database, which counts attempts at passwords: it forgets none of them early."""

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, connections


class CountingCache(DatabaseCache):
    """Django's own, closed where that is open.

    Django's throws away whatever comes first in the alphabet once it is full: who guesses from many addresses fills it,
    and each count starts anew. Here only what has expired goes. And what can't be written is no silent matter: an
    attempt that isn't counted isn't made.
    """

    def _cull(self, db, cursor, now, num):
        connection = connections[db]
        table = connection.ops.quote_name(self._table)  # type: ignore[attr-defined]
        sql = f"DELETE FROM {table} WHERE expires < %s"  # noqa: S608 the table's name is a setting
        cursor.execute(sql, [connection.ops.adapt_datetimefield_value(now)])

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        key = self.make_and_validate_key(key, version=version)
        if not self._base_set("set", key, value, timeout):  # type: ignore[attr-defined]
            raise DatabaseError("The cache took nothing.")
