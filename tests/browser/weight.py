"""What a page weighs: sizes as gzip sends them, requests (architecture.md 6)."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders

from tests.browser.visits import Seen

MOST_BYTES = 60 * 1024
MOST_REQUESTS = 10
MOST_NODES = 600
# Of somebody who comes back: the page, and nothing that the browser has kept.
MOST_AGAIN = 20 * 1024
TEXTS = ("text/", "application/javascript", "application/json", "image/svg+xml")
# What web servers do when nobody says otherwise.
LEVEL = 6


@dataclass
class Part:
    """One answer of a visit."""

    path: str
    size: int
    photo: bool


def weigh(path: str, kind: str, body: bytes) -> Part:
    """One answer, packed if it is a text."""
    text = kind.startswith(TEXTS)
    size = len(gzip.compress(body, LEVEL)) if text else len(body)
    return Part(path, size, photo=path.startswith("/media/"))


@cache
def file_of_the_site(path: str) -> Part:
    """A file of static/, at its address."""
    found = Path(str(finders.find(path.removeprefix("/static/"))))
    text = found.suffix in (".css", ".js", ".svg", ".json")
    return weigh(path, "text/" if text else "image/png", found.read_bytes())


def parts_of(seen: Seen) -> list[Part]:
    """What a first visit to this page asks for, photographs and the icon included."""
    paths = {urlsplit(url).path for url in seen.loaded} | {"/static/img/favicon.svg"}
    page = weigh("la page", "text/html", seen.html.encode())
    photos = [Part(path, 0, photo=True) for path in paths if path.startswith("/media/")]
    files = [file_of_the_site(path) for path in sorted(paths) if path.startswith("/static/")]
    return [page, *files, *photos]
