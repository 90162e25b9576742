"""The browser of the tests: Debian's Chromium, or the one that CHROMIUM names."""

import os
import shutil
from ctypes.util import find_library

import packages
from console import fail

NAMES = ("chromium", "chromium-browser", "google-chrome")


def find() -> str | None:
    """Return the path of a Chromium, None when there is none."""
    chosen = os.environ.get("CHROMIUM")
    if chosen:
        return shutil.which(chosen) or fail(f"CHROMIUM désigne « {chosen} », absent.")
    return next(filter(None, map(shutil.which, NAMES)), None)


def ensure() -> None:
    """Have a Chromium, with letters to draw, or stop with the line that names it."""
    if find() is None:
        why = "Chromium manque pour les tests dans un navigateur."
        packages.install(["chromium", "fonts-dejavu-core"], why)
    if find_library("atomic") is None:
        # What drives the browser is a Node of Playwright's own, and needs it.
        why = "La bibliothèque libatomic manque pour piloter le navigateur."
        packages.install(["libatomic1"], why)
