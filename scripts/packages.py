"""Debian's packages: installed when we are root, named in one line when we are not."""

import os
import shutil

from console import fail, run, say


def install(packages: list[str], why: str) -> None:
    """Install Debian packages or stop with the line that names them."""
    names = " ".join(packages)
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        fail(f"{why} Installez : {names} (par exemple « sudo apt-get install {names} »).")
    say(f"{why} Installation par apt-get : {names}")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    # An old list may name files that the mirror no longer has.
    run(["apt-get", "update", "-qq"], "apt-update", quiet)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    done, said = run(command, "apt-install", quiet)
    if not done:
        errors = [line for line in said.splitlines() if line.startswith("E:")]
        reason = errors[0] if errors else "voir var/log/apt-install.log"
        fail(f"apt-get n’a pas pu installer {names} ({reason}).")
