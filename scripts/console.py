"""What the scripts print, and how they run long commands. Standard library only."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[1]
VAR = ROOT / "var"
HEARTBEAT_SECONDS = 20

_start = time.monotonic()


def say(message: str) -> None:
    """Print one line with the seconds since the script began."""
    seconds = time.monotonic() - _start
    print(f"[{seconds:4.0f} s] {message}", flush=True)


def fail(message: str) -> NoReturn:
    """Stop with one line that says what is missing or wrong."""
    sys.exit(f"Arrêt : {message}")


def run(
    command: Sequence[str | Path], log: str, env: Mapping[str, str] | None = None
) -> tuple[bool, str]:
    """Run a long command in silence; return whether it succeeded and what it said.

    Its words stay in var/log/; a line from time to time shows that it is still going.
    """
    path = VAR / "log" / f"{log}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as output:
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=ROOT,
            env={**os.environ, **(env or {})},
        )
        while True:
            try:
                process.wait(HEARTBEAT_SECONDS)
                break
            except subprocess.TimeoutExpired:
                say("  … toujours en cours")
    return process.returncode == 0, path.read_text(errors="replace")
