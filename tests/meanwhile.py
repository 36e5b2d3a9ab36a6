"""Two people at the same moment, without chance: one holds a lock, the other is let run until it waits for that.

For PostgreSQL: SQLite has one writer at a time.
"""

import threading
import time

from django.db import connection

PATIENCE = 20
WAITING = "SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"


def meanwhile(act):
    """Begin `act` on a connection of its own, and come back once it waits for what this transaction has locked.

    Returns a function to call after the transaction: what came of `act`, or of the error that it met, as its `repr`.
    """
    ended = []

    def run():
        try:
            ended.append(repr(act()))
        except Exception as error:
            ended.append(repr(error))
        finally:
            connection.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    until = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        while not cursor.rowcount:
            assert thread.is_alive(), f"nobody waited: {ended}"
            assert time.monotonic() < until, "nobody waited"
            cursor.execute(WAITING)

    def came_of_it():
        thread.join(PATIENCE)
        return ended[0]

    return came_of_it
