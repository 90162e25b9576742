"""The real server on a free port of this machine, for as long as the benchmark lasts."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.conf import settings

SETTINGS = "config.settings.local"
START_SECONDS = 60
STOP_SECONDS = 20


class ServerDown(Exception):
    """The server does not start; the message is its last line."""


@contextmanager
def gunicorn(database_url: str) -> Iterator[int]:
    """Serve that database as `make run` does, with two workers; yields the port.

    Raises:
        ServerDown: it does not answer within a minute.

    """
    port = _free_port()
    env = _environment(database_url)
    _collect_static(env)
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"]
    command += ["--bind", f"127.0.0.1:{port}", "config.wsgi:application"]
    with log_file().open("w") as log:
        process = subprocess.Popen(  # noqa: S603 our own interpreter and module
            command, cwd=settings.BASE_DIR, env=env, stdout=log, stderr=log
        )
        try:
            _wait(process, port)
            yield port
        finally:
            _stop(process)


def log_file() -> Path:
    """What the server said during the last benchmark."""
    folder = Path(settings.VAR_DIR)
    folder.mkdir(exist_ok=True)
    return folder / "bench.log"


def _environment(database_url: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "DATABASE_URL": database_url,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "BENCH_YARDSTICK": "1",
        "WEB_CONCURRENCY": "2",
        "DJANGO_DEBUG": "0",
    }


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


def _collect_static(env: dict[str, str]) -> None:
    """Pages name their static files by content: the list of names must be up to date."""
    names = Path(settings.VAR_DIR) / "static" / "staticfiles.json"
    sources = (Path(settings.BASE_DIR) / "static").rglob("*")
    newest = max(source.stat().st_mtime for source in sources)
    if names.exists() and names.stat().st_mtime >= newest:
        return
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(command, cwd=settings.BASE_DIR, env=env, check=True)  # noqa: S603


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/livez")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.2)
        finally:
            connection.close()
    said = log_file().read_text(errors="replace").strip().splitlines()
    raise ServerDown(said[-1] if said else "le serveur ne répond pas")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
