"""What the tests of the circuits share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX
from django.test.utils import setup_databases, teardown_databases


@pytest.fixture(scope="session")
def migrated(
    django_db_setup: None, django_db_blocker: Any, django_db_keepdb: bool
) -> Iterator[None]:
    """The migrated database, also when no chosen test asks for `db` (`-m faults`)."""
    if connection.settings_dict["NAME"].startswith(TEST_DATABASE_PREFIX):
        yield
        return
    with django_db_blocker.unblock():
        before = setup_databases(verbosity=0, interactive=False, keepdb=django_db_keepdb)
        yield
        if not django_db_keepdb:
            teardown_databases(before, verbosity=0)


@pytest.fixture
def committed_db(migrated: None, committed_db: str) -> str:
    """A clone of the migrated database for one test."""
    return committed_db
