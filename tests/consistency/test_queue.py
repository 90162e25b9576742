"""The tables that our migration makes for Huey are those that this Huey expects."""

from __future__ import annotations

import importlib

from huey.storage import PostgresStorage


def words(statement: str) -> str:
    return "".join(statement.lower().split())


def test_the_migration_makes_the_tables_of_the_installed_huey() -> None:
    migration = importlib.import_module("participation.migrations.0003_huey")
    expected = PostgresStorage("essai", create_tables=False).ddl
    assert [words(made) for made in migration.MAKE] == [words(ddl) for ddl in expected]
