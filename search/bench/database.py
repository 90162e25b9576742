"""A database of the benchmark's own: created empty, migrated, dropped afterwards."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from django.core.management import call_command
from django.db import connection, connections

# The server runs with local settings, whatever the settings of the command are.
CACHE_TABLE = "django_cache"


@contextmanager
def scratch_database() -> Iterator[str]:
    """Work in a new database of the same server; yields its URL, then drops it.

    The site's own database is left as it is: only its server is used.
    """
    own = connection.settings_dict["NAME"]
    name = f"bench_{os.getpid()}_{secrets.token_hex(4)}"
    _execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        _work_in(name)
        yield url_of(name)
    finally:
        _work_in(own)
        _execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def migrate() -> None:
    """Make the tables, and the one of the cache that local settings use."""
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", CACHE_TABLE, verbosity=0)


def analyse() -> None:
    """Give the planner the figures that autovacuum would give it in time."""
    _execute("VACUUM ANALYZE")


def url_of(name: str) -> str:
    """The address of a database of the same server, for another process."""
    found = connection.settings_dict
    user = quote(found.get("USER") or "", safe="")
    password = found.get("PASSWORD")
    who = f"{user}:{quote(password, safe='')}" if password else user
    host = quote(found.get("HOST") or "", safe="")
    port = f":{found['PORT']}" if found.get("PORT") else ""
    return f"postgresql://{who}@{host}{port}/{quote(name)}"


def _work_in(name: str) -> None:
    connections.close_all()
    connection.settings_dict["NAME"] = name


def _execute(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
