"""What every test shares: the strict client, the world, databases with real commits."""

from __future__ import annotations

import fcntl
import logging
import os
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections
from django.test.utils import setup_databases, teardown_databases
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings

from config.garbage import keep_what_is_loaded
from tests.factories import World
from tests.strict import StrictClient

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

COMMON = {
    "deadline": None,
    "suppress_health_check": [
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
}
hypothesis_settings.register_profile("ci", max_examples=200, **COMMON)
hypothesis_settings.register_profile("deep", max_examples=10_000, **COMMON)
# A rule that was broken on purpose needs no smallest example: finding it takes minutes.
BROKEN = [Phase.explicit, Phase.reuse, Phase.generate]
hypothesis_settings.register_profile("mutations", max_examples=200, phases=BROKEN, **COMMON)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


# The files and folders that take minutes, the longest first. A file is one process's.
LONGEST = (
    "test_life.py",
    "test_consumer.py",
    "test_demo.py",
    "browser",
    "test_addresses.py",
    "test_offer_private_words.py",
    "test_offer_pages.py",
    "properties",
    "test_kills.py",
    "test_reminders.py",
    "test_demo_calendar.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest tests first: at the end no process works while the others wait."""
    items.sort(key=_rank)


def _rank(item: pytest.Item) -> int:
    parts = item.path.parts
    return next((i for i, name in enumerate(LONGEST) if name in parts), len(LONGEST))


def pytest_collection_finish(session: pytest.Session) -> None:
    """All the tests are imported."""
    keep_what_is_loaded()


def pytest_runtest_setup(item: pytest.Item) -> None:
    """No test reaches anything but this machine."""
    from pytest_socket import socket_allow_hosts

    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


class _LeftAside(logging.Handler):
    """Keeps what passes of the engine left aside since the last test."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(self.format(record))


@pytest.fixture(scope="session", autouse=True)
def left_aside() -> Iterator[list[str]]:
    """What the engine could not do, with its traceback; it went on without it."""
    handler = _LeftAside()
    logging.getLogger("circuits.sweep").addHandler(handler)
    yield handler.told
    logging.getLogger("circuits.sweep").removeHandler(handler)


@pytest.fixture(autouse=True)
def nothing_is_left_aside(
    request: pytest.FixtureRequest, left_aside: list[str]
) -> Iterator[None]:
    """A defect that a pass got over in a test, or in what was laid out for it, fails it."""
    yield
    told = left_aside[:]
    left_aside.clear()
    assert not told or request.node.get_closest_marker("leaves_aside"), told[0]


@pytest.fixture
def client() -> StrictClient:
    """A client that fails on inline code, leaked variables and broken HTML."""
    return StrictClient()


@pytest.fixture
def world(db: None) -> World:
    """A small town, inside the test's transaction."""
    return World()


def server_dsn(name: str) -> dict[str, Any]:
    """psycopg's parameters for one database of the test server."""
    config = settings.DATABASES["default"]
    keys = {"user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    found = {key: config.get(value) for key, value in keys.items()}
    return {"dbname": name, **{k: v for k, v in found.items() if v}}


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    django_db_createdb: bool,
) -> Iterator[None]:
    """The migrated test database, whatever tests were chosen.

    pytest-django's own makes it for its marks only: a run of nothing but tests that
    clone it would clone the real one. Of several processes the first one migrates, and
    the others copy what it made.
    """
    keep = django_db_keepdb and not django_db_createdb
    with one_process_at_a_time():
        drop_what_dead_runs_left()
        copied = copy_of_the_first()
        with django_db_blocker.unblock():
            made = setup_databases(
                verbosity=0, interactive=False, aliases={"default"}, keepdb=keep or copied
            )
            if SEVERAL and not copied:
                connections.close_all()
                copy_database(connection.settings_dict["NAME"], MIGRATED)
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


# The processes of one run, and what the first of them leaves to the others.
SEVERAL = "PYTEST_XDIST_WORKER" in os.environ
MIGRATED = f"test_aux_actes_{os.getppid()}_migrated"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """What the processes copied goes away with the one that started them."""
    if session.config.getoption("dist", "no") != "no" and not SEVERAL:
        drop(f"test_aux_actes_{os.getpid()}_migrated")


@contextmanager
def one_process_at_a_time() -> Iterator[None]:
    """Hold the door of the databases; a process that dies lets it go."""
    Path(settings.VAR_DIR).mkdir(exist_ok=True)
    with (Path(settings.VAR_DIR) / "test_databases.lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield


def copy_of_the_first() -> bool:
    """Whether another process has migrated: then this one's database is a copy of its own."""
    if not SEVERAL:
        return False
    try:
        copy_database(MIGRATED, connection.creation._get_test_db_name())  # type: ignore[attr-defined]
    except psycopg.errors.InvalidCatalogName:
        return False
    return True


def copy_database(template: str, name: str) -> None:
    """Make a database like another one, to which nobody is connected."""
    with psycopg.connect(**server_dsn("postgres"), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def drop_what_dead_runs_left() -> None:
    """A run that was killed leaves its databases, named after its process."""
    with psycopg.connect(**server_dsn("postgres"), autocommit=True) as server:
        rows = server.execute("SELECT datname FROM pg_database").fetchall()
        for (name,) in rows:
            owner = re.match(r"(?:test_)*aux_actes_(\d+)(_|$)", name)
            if owner and not Path(f"/proc/{owner[1]}").exists():
                server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def cloned_database(template: str, blocker: Any) -> Iterator[str]:
    """Work in a database of one's own, cloned from `template`: commits are real.

    Django's flush would TRUNCATE the record, which refuses it.
    """
    before = connection.settings_dict["NAME"]
    name = f"{template}_{uuid.uuid4().hex[:8]}"
    connections.close_all()
    copy_database(template, name)
    connection.settings_dict["NAME"] = name
    try:
        with blocker.unblock():
            yield name
            connections.close_all()
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = before
        drop(name)


def drop(name: str) -> None:
    """Drop a database; PostgreSQL's own cleaner, which is let go by itself, may be in it."""
    with psycopg.connect(**server_dsn("postgres"), autocommit=True) as server:
        for left in range(9, -1, -1):
            try:
                server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            except psycopg.errors.InsufficientPrivilege:
                if not left:
                    raise
                time.sleep(0.5)
            else:
                return


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A clone of the migrated database for one test."""
    with cloned_database(connection.settings_dict["NAME"], django_db_blocker) as name:
        yield name
