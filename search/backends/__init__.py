"""One module for each database, with the same functions; they answer alike (tests/search/test_answers.py)."""

from django.db import connections, router


def backend(connection=None):
    """The module of the database that the index lies in."""
    from search.models import SearchEntry

    from . import postgres, sqlite

    connection = connection or connections[router.db_for_read(SearchEntry)]
    return postgres if connection.vendor == "postgresql" else sqlite
