"""A missing or wrong setting stops the start with one line that names it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "exemple.fr",
    "SITE_URL": "https://exemple.fr",
    "DATABASE_URL": "postgresql://u:p@localhost:5432/b",
    "EMAIL_URL": "smtp://localhost:25",
}


def start(**changes: str | None) -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'site'}"}
    env |= {k: v for k, v in {**GOOD, **changes}.items() if v is not None}
    return subprocess.run(
        [sys.executable, "-c", "import config.settings.production"],
        env=env,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )


def test_the_good_settings_start() -> None:
    done = start()
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, None) for name in GOOD if name != "DJANGO_SETTINGS_MODULE"),
        ("SECRET_KEY", "court"),
        ("SITE_URL", "http://exemple.fr"),
        ("DATABASE_URL", "sqlite:///base.db"),
        ("DATABASE_URL", "n’importe quoi"),
        ("EMAIL_URL", "pas-une-adresse"),
    ],
)
def test_a_wrong_setting_is_named_in_one_line(name: str, value: str | None) -> None:
    done = start(**{name: value})
    assert done.returncode != 0
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert name in lines[0]
    assert lines[0].startswith("Réglage manquant ou incorrect")
