"""Whoever sends a form a byte at a time does not keep the site for themselves (T57)."""

from __future__ import annotations

import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from django.urls import reverse

from config.embedded import url
from tests.flows.test_killed_workers import ROOT, running, wait_for

THREADS = 4
PATIENCE = 2.0
# The application as `config.wsgi` makes it, with less patience.
HURRIED = f"""
from django.core.wsgi import get_wsgi_application
from config.patience import Patience
application = Patience(get_wsgi_application(), seconds={PATIENCE})
"""


@pytest.fixture
def site(tmp_path: Path, committed_db: str) -> Iterator[str]:
    """The path of the socket of a gunicorn with four threads, as a town runs it."""
    (tmp_path / "hurried.py").write_text(HURRIED)
    path = str(tmp_path / "site.sock")
    command = [
        *(sys.executable, "-m", "gunicorn", "--config", str(ROOT / "gunicorn.conf.py")),
        *("--bind", f"unix:{path}", "--pythonpath", f"{tmp_path},{ROOT / 'site'}"),
        "hurried:application",
    ]
    env = {
        **os.environ,
        # A base with its tables, whatever this checkout's own one is.
        "DATABASE_URL": url(committed_db),
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "WEB_CONCURRENCY": "1",
        "SECRET_KEY": "x" * 60,
    }
    with running(command, env):
        wait_for(lambda: Path(path).exists())
        assert b" 200 " in asked(path)
        yield path


def connected(path: str) -> socket.socket:
    found = socket.socket(socket.AF_UNIX)
    found.settimeout(20)
    found.connect(path)
    return found


def asked(path: str) -> bytes:
    """The first line of what `/livez` answers."""
    with connected(path) as page:
        page.sendall(b"GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return page.recv(200).partition(b"\r\n")[0]


def form(length: int) -> bytes:
    """A form whose token makes Django read it, up to its text."""
    return (
        f"POST {reverse('account_login')} HTTP/1.1\r\nHost: localhost\r\n"
        f"Cookie: csrftoken={'a' * 32}\r\nContent-Length: {length}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    ).encode()


def dripping(page: socket.socket, ended: threading.Event) -> Callable[[], None]:
    def drip() -> None:
        with suppress(OSError):
            while not ended.wait(0.1):
                page.sendall(b"a")

    return drip


def test_t57_slow_forms_do_not_keep_the_threads(site: str) -> None:
    ended = threading.Event()
    with ExitStack() as opened:
        opened.callback(ended.set)
        slow = [opened.enter_context(connected(site)) for _ in range(THREADS)]
        for page in slow:
            page.sendall(form(100_000))
            threading.Thread(target=dripping(page, ended), daemon=True).start()
        time.sleep(0.5)
        start = time.monotonic()
        assert b" 200 " in asked(site)
        # They did hold every thread, and no longer than they may.
        assert 0.5 < time.monotonic() - start < PATIENCE + 6
        # Half a form is no form.
        assert all(b" 403 " in page.recv(200) for page in slow)


def test_a_form_that_comes_in_time_is_read_to_its_end(site: str) -> None:
    with connected(site) as page:
        page.sendall(form(30) + b"a" * 29)
        time.sleep(PATIENCE / 3)
        page.sendall(b"a")
        start = time.monotonic()
        assert b" 403 " in page.recv(200)
        assert time.monotonic() - start < PATIENCE / 2
