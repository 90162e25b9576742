"""`make test` and its variants: the suite on the embedded PostgreSQL.

Prints nothing after pytest: its closing line is the last one.
"""

import os
import shlex
import signal
import subprocess
import sys
from types import FrameType

import chromium
import surroundings
from console import ROOT, fail, say

# Three processes for two cores: many tests wait, for a server, a mail, a consumer. Each has
# its own database; a file’s tests stay together, in the order of the collection.
TOGETHER = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]
VARIANTS = {
    "all": ([], {}),
    "deep": (["tests/properties"], {"HYPOTHESIS_PROFILE": "deep"}),
    "faults": (["-m", "faults"], {"FAULT_SEEDS": "10"}),
}


def main() -> int:
    """Run one variant of the suite and return pytest's exit code."""
    arguments, extra = VARIANTS[sys.argv[1] if len(sys.argv) > 1 else "all"]
    env = {
        **os.environ,
        **extra,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "CHROMIUM": chromium.find() or "",
    }
    more = shlex.split(os.environ.get("PYTEST_ARGS", ""))
    if not (arguments or more):
        # The whole suite; chosen tests run in one process, where they are followed.
        arguments = TOGETHER
    with surroundings.database():
        say("Tests : pytest")
        command = [sys.executable, "-m", "pytest", *arguments, *more]
        pytest = subprocess.Popen(command, cwd=ROOT, env=env)

        def forward(signum: int, frame: FrameType | None) -> None:
            pytest.terminate()

        # Ctrl-C reaches pytest by the terminal: we wait for it to say its last words.
        signal.signal(signal.SIGINT, lambda signum, frame: None)
        signal.signal(signal.SIGTERM, forward)
        code = pytest.wait()
    # Killed by a signal: the code that a shell would give.
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        fail("tests interrompus.")
