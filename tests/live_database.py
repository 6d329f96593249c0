"""For tests with threads: SQLite in a file, locked as in production. In memory, threads share one table lock."""

import sqlite3
from contextlib import contextmanager

from django.db import connection


@contextmanager
def live_database(folder):
    """Within it, every thread talks to a copy of the test database in that folder; a server is one already.

    Needs a test with django_db(transaction=True); each thread has to close its connections itself.
    """
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    file = folder / "live.sqlite3"
    with sqlite3.connect(file) as target:
        memory.backup(target)
    target.close()
    connection.connection, connection.settings_dict["NAME"] = None, str(file)
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = memory, name
