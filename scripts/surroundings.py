"""What surrounds the product on this machine: its database, its secrets, its variables.

Used by the scripts that run with the virtual environment's Python.
"""

import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from console import ROOT, VAR, fail, say

sys.path.insert(0, str(ROOT / "site"))

from config import embedded  # the line above makes it importable


@contextmanager
def database() -> Iterator[None]:
    """Keep a database available: the one of DATABASE_URL, else the embedded server."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    if not embedded.is_running():
        say("Base de données : démarrage de PostgreSQL")
    try:
        with embedded.held():
            yield
    except embedded.DatabaseUnavailable as error:
        fail(str(error))


def revive_database() -> None:
    """Start the embedded server again when somebody else stopped it."""
    if os.environ.get("DATABASE_URL") or embedded.is_running():
        return
    say("PostgreSQL s’est arrêté : nouveau démarrage")
    # We hold it already: leaving at once stops nothing.
    with embedded.held():
        pass


def local(port: int, *, debug: bool = False) -> Mapping[str, str]:
    """Return the variables of a local site: what is set already wins."""
    ours = {
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
        "SITE_URL": f"http://localhost:{port}",
        "SECRET_KEY": _kept("secret_key", secrets.token_urlsafe(50)),
        "DEMO_PASSWORD": _kept("demo_password", f"essai-{secrets.token_hex(4)}"),
        "DJANGO_DEBUG": "1" if debug else "0",
    }
    return {**ours, **{name: os.environ[name] for name in ours if os.environ.get(name)}}


def _kept(name: str, new: str) -> str:
    """Return a secret of this checkout, the same at each run."""
    path = VAR / name
    VAR.mkdir(exist_ok=True)
    path.touch(mode=0o600)
    if not path.read_text():
        path.write_text(new)
    return path.read_text()
