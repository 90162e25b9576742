"""One town, one server, one Chromium for the whole package; it runs after the others.

The clock of the server stands at `town.NOW` and goes on from there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection, connections
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.server import serving
from tests.browser.site import PATIENCE, Site
from tests.browser.town import NOW, make_empty_town, make_town
from tests.browser.visits import Visits
from tests.conftest import cloned_database

HERE = Path(__file__).parent
NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "Chromium manque pour les tests dans un navigateur (variable CHROMIUM, ou le paquet)."
# Whatever a page asks for, nothing leaves the machine.
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep these tests together, after the others: their town is made once."""
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    items[:] = [item for item in items if HERE not in item.path.parents] + ours


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, or the one that CHROMIUM names; without it the tests fail."""
    chosen = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    path = shutil.which(chosen) if chosen else None
    if path is None:
        pytest.fail(MISSING, pytrace=False)
    expect.set_options(timeout=PATIENCE)
    # Playwright's event loop gives this thread other connections: close the usual ones.
    connections.close_all()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", OFFLINE]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def migrated(django_db_setup: None) -> str:
    """The name of the migrated database, which nobody writes in."""
    return str(connection.settings_dict["NAME"])


@pytest.fixture(scope="package")
def site(chromium: Browser, migrated: str, django_db_blocker: Any) -> Iterator[Site]:
    """The town with a demande in every state, served."""
    patch = pytest.MonkeyPatch()
    # pytest-django's would keep the one-time codes out of the register.
    patch.setattr("django.conf.settings.EMAIL_BACKEND", "participation.outbox.OutboxBackend")
    with (
        time_machine.travel(NOW, tick=True),
        cloned_database(migrated, django_db_blocker),
        serving() as address,
    ):
        patch.setattr("django.conf.settings.SITE_URL", address)
        cache.clear()
        site = Site(chromium, address, make_town())
        yield site
        site.close()
        cache.clear()
    patch.undo()


@pytest.fixture(scope="package")
def visits(site: Site) -> Visits:
    """What was seen on each page, visited once."""
    return Visits(site)


@pytest.fixture
def empty_site(site: Site, migrated: str, django_db_blocker: Any) -> Iterator[Site]:
    """The same server, in a town where nothing was ever asked."""
    with cloned_database(migrated, django_db_blocker):
        cache.clear()
        empty = Site(site.browser, site.address, make_empty_town())
        yield empty
        empty.close()
    cache.clear()


@pytest.fixture(autouse=True)
def _no_throttle(site: Site) -> None:
    """The doors count the codes that one address asks for; each test starts afresh."""
    cache.clear()
