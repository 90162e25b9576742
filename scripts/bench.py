"""`make bench`: measures pages and passes of the engine, beside the site of `make run`."""

import os
import subprocess
import sys

import surroundings
from console import ROOT
from serve import MANAGE, prepare, wanted_port


def main() -> int:
    """Run the command and return its exit code; its last line is the JSON."""
    env = surroundings.local(wanted_port())
    with surroundings.database():
        prepare(env)
        command = [*MANAGE, "bench", "--scale", os.environ.get("SCALE") or "1"]
        if os.environ.get("REPORT"):
            command += ["--report", str(ROOT / "docs" / "performance.md")]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, check=False)
        return done.returncode


if __name__ == "__main__":
    sys.exit(main())
