#!/usr/bin/env python
"""Django's command line, with the package `config` of `site/` on the path."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    from django.core.management import execute_from_command_line

    import config  # noqa: F401  (its first lines put the root on sys.path)

    execute_from_command_line(sys.argv)
