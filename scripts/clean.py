"""`make clean`: back to a fresh clone. Standard library only: .venv may be gone."""

import shutil

from console import ROOT, say
from surroundings import embedded

FOLDERS = (".venv", ".venv-next", "var")
CACHES = (".mypy_cache", ".ruff_cache", ".pytest_cache", ".import_linter_cache")


def main() -> None:
    """Stop the embedded server and remove what the other commands made."""
    say("Suppression de l’environnement, des données et de la base de ce dossier")
    embedded.remove()
    for name in (*FOLDERS, *CACHES, ".hypothesis"):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    say("C’est fait")


if __name__ == "__main__":
    main()
