"""Everything between an empty database and a site to show, in one Django process.

One process for all the commands: loading Wagtail takes longer than most of them.
"""

import hashlib
import sys

import django
import surroundings  # noqa: F401 (puts `config` on the path)
from console import ROOT, VAR, fail, say
from django.conf import settings
from django.core.management import CommandError, call_command


def main() -> None:
    """Bring the database, the static files and the demonstration up to date."""
    django.setup()
    say("Base de données : migrations")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if not settings.DEBUG:
        collect_static_files()
    say("Démonstration : vérification, ou création la première fois (une minute)")
    call_command("seed_demo")


def collect_static_files() -> None:
    """Collect the static files when they, or the packages that ship some, changed."""
    sources = [ROOT / "requirements.txt", *sorted((ROOT / "static").rglob("*"))]
    digest = hashlib.sha256()
    for source in filter(lambda path: path.is_file(), sources):
        digest.update(str(source).encode() + source.read_bytes())
    stamp = VAR / "static.sha256"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    say("Fichiers statiques : assemblage et compression")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest.hexdigest())


if __name__ == "__main__":
    try:
        main()
    except CommandError as error:
        fail(str(error))
    except KeyboardInterrupt:
        sys.exit(1)
