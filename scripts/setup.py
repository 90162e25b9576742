"""The virtual environment: made when missing, renewed when its list changes.

Runs with the machine's own Python: standard library only, nothing else is there yet.
"""

import argparse
import hashlib
import importlib.util
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import chromium
import packages
from console import ROOT, fail, run, say

REQUIREMENTS = ROOT / "requirements-dev.txt"
NEXT_WAGTAIL = "wagtail==8.0.*"
PIP_ENVIRONMENT = {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_NO_INPUT": "1",
    "PIP_ROOT_USER_ACTION": "ignore",
}
# What pip says when something can't be had, and what we say instead.
REASONS = (
    (r"DO NOT MATCH THE HASHES", "un paquet ne correspond pas à son empreinte"),
    (r"No space left on device", "le disque est plein"),
    (
        r"NewConnectionError|failure in name resolution|timed out|Max retries",
        "le dépôt de paquets Python est injoignable : vérifiez le réseau",
    ),
    (r"No matching distribution found for (\S+)", "le paquet {} est introuvable"),
)


def main() -> None:
    """Prepare what the other scripts need."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--browser", action="store_true", help="Chromium aussi")
    parser.add_argument("--next", action="store_true", help="le Wagtail suivant")
    options = parser.parse_args()
    if sys.version_info < (3, 11):  # noqa: UP036 (an older machine must be told)
        fail("il faut Python 3.11 ou plus (make PYTHON=python3.11 …).")
    if options.browser:
        chromium.ensure()
    if options.next:
        prepare(ROOT / ".venv-next", next_requirements(), ())
    else:
        prepare(ROOT / ".venv", REQUIREMENTS.read_text(), ("--require-hashes",))


def prepare(folder: Path, requirements: str, options: tuple[str, ...]) -> None:
    """Bring a virtual environment to exactly this list of packages."""
    python = folder / "bin" / "python"
    version = ".".join(map(str, sys.version_info[:2]))
    wanted = hashlib.sha256(f"{version} {folder}\n{requirements}".encode()).hexdigest()
    stamp = folder / "installed.sha256"
    usable = works(python, version)
    if usable and stamp.exists() and stamp.read_text() == wanted:
        return
    if not usable:
        create(folder)
    install(python, requirements, options)
    stamp.write_text(wanted)


def works(python: Path, version: str) -> bool:
    """Tell whether this interpreter runs, has pip and is of the version that we are."""
    code = "import pip, sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([python, "-c", code], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return done.stdout.strip() == version


def create(folder: Path) -> None:
    """Make the virtual environment; Debian ships the module for that apart."""
    if importlib.util.find_spec("ensurepip") is None:
        minor = f"python3.{sys.version_info.minor}-venv"
        packages.install([minor], "Le module venv de Python manque.")
    say(f"Environnement Python : création de {folder.name}")
    done, _ = run([sys.executable, "-m", "venv", "--clear", folder], "venv")
    if not done:
        fail(f"impossible de créer {folder.name} (voir var/log/venv.log).")


def install(python: Path, requirements: str, options: tuple[str, ...]) -> None:
    """Install the packages, or stop with one line that says why pip could not."""
    # A line of the list is one package; what is indented below it are its hashes.
    count = len(re.findall(r"^[a-z]", requirements, re.MULTILINE | re.IGNORECASE))
    say(f"Paquets Python : installation de {count} paquets (une à trois minutes)")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write(requirements)
        file.flush()
        command = [python, "-m", "pip", "install", "--quiet", "--progress-bar", "off"]
        done, said = run([*command, *options, "-r", file.name], "pip", PIP_ENVIRONMENT)
    if not done:
        fail(f"{explained(said)} (détails : var/log/pip.log).")
    say("Paquets Python : prêts")


def explained(said: str) -> str:
    """Return pip's reason in our words."""
    for pattern, reason in REASONS:
        found = re.search(pattern, said)
        if found:
            return reason.format(*found.groups())
    return "pip n’a pas pu installer les paquets"


def next_requirements() -> str:
    """Return our own lists without pins, with the Wagtail that comes next."""
    lists = (ROOT / "requirements.in", ROOT / "requirements-dev.in")
    lines = [line for file in lists for line in file.read_text().splitlines()]
    ours = [line for line in lines if not re.match(r"(wagtail[<>=~]|-[cr] )", line)]
    return "\n".join([NEXT_WAGTAIL, *ours, ""])


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        fail("préparation interrompue.")
