"""`make assets`: compiles the style sheet again; the only thing that needs Node."""

import shutil
import subprocess

from console import ROOT, fail, say


def main() -> None:
    """Install the locked packages of assets/ and build."""
    if not shutil.which("npm"):
        fail("npm manque : installez Node 20 ou plus (la feuille compilée est fournie).")
    for title, command in (
        ("Feuille de style : paquets", ["npm", "ci", "--no-audit", "--no-fund"]),
        ("Feuille de style : compilation", ["npm", "run", "build", "--silent"]),
    ):
        say(title)
        if subprocess.run(command, cwd=ROOT / "assets", check=False).returncode:
            fail(f"« {' '.join(command)} » a échoué.")


if __name__ == "__main__":
    main()
