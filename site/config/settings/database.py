"""Where the database is: `DATABASE_URL`, else the embedded PostgreSQL."""

import sys
from typing import Any

import dj_database_url

from config.settings.base import env, setting


def database_url() -> str:
    """The URL of the database; starts the embedded server when none is given."""
    url = setting(env.str, "DATABASE_URL", "")
    if url:
        return str(url)
    from config import embedded

    try:
        return embedded.ensure_running()
    except embedded.DatabaseUnavailable as error:
        sys.exit(str(error))


def databases(url: str) -> dict[str, Any]:
    """Django's DATABASES for this URL; anything but PostgreSQL stops the start."""
    try:
        config = dict(dj_database_url.parse(url, conn_max_age=600))
    except (ValueError, KeyError) as error:
        sys.exit(f"Réglage manquant ou incorrect : DATABASE_URL ({error}).")
    if config.get("ENGINE") != "django.db.backends.postgresql":
        sys.exit("Réglage manquant ou incorrect : DATABASE_URL (PostgreSQL attendu).")
    config["CONN_HEALTH_CHECKS"] = True
    # A query of eight joins takes longer to plan than to run: each is planned once a
    # connection, from its second time on.
    config["OPTIONS"] = {
        **config.get("OPTIONS", {}),
        "server_side_binding": True,
        "prepare_threshold": 1 if setting(env.bool, "DATABASE_PREPARES", True) else None,
    }
    return {"default": config}
