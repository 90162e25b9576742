"""`make lint`: every check of the house, all of them run even when one fails."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import surroundings
from console import ROOT, fail, say
from surroundings import embedded

PROGRAMS = Path(sys.executable).parent
TEMPLATE_FOLDERS = ("templates", "home", "participation", "circuits", "search")
TEST_SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
# A town's environment, invented: the checks reach nothing of it but the database.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "verification-des-reglages-" + "0123456789" * 5,
    "ALLOWED_HOSTS": "exemple.fr",
    "SITE_URL": "https://exemple.fr",
    "EMAIL_URL": "smtp://localhost:25",
    "DEFAULT_FROM_EMAIL": "ne-pas-repondre@exemple.fr",
}


@dataclass(frozen=True)
class Check:
    """One tool, and what a failure of it means."""

    title: str
    command: list[str]
    env: dict[str, str] = field(default_factory=dict)

    def passes(self) -> bool:
        """Run the tool; its own words are printed only when it finds something."""
        done = subprocess.run(
            self.command,
            cwd=ROOT,
            env={**os.environ, **self.env},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        say(f"{'ok   ' if done.returncode == 0 else 'ÉCHEC'} {self.title}")
        if done.returncode:
            print(done.stdout, flush=True)
        return done.returncode == 0


def main() -> None:
    """Run all the checks and sum up."""
    with surroundings.database():
        checks = [*code(), *templates(), *django()]
        failed = [check.title for check in checks if not check.passes()]
    if failed:
        fail(f"{len(failed)} vérifications sur {len(checks)} : {', '.join(failed)}.")
    say(f"Les {len(checks)} vérifications passent")


def program(name: str, *arguments: str) -> list[str]:
    """Return the command of a program of the virtual environment."""
    return [str(PROGRAMS / name), *arguments]


def code() -> Iterator[Check]:
    """The Python code, and the directions of its imports."""
    yield Check("ruff : règles", program("ruff", "check", "."))
    yield Check("ruff : mise en forme", program("ruff", "format", "--check", "."))
    packages = ("site/config", "home", "participation", "circuits", "search")
    yield Check("mypy : types", program("mypy", *packages), TEST_SETTINGS)
    path = {"PYTHONPATH": str(ROOT / "site")}
    yield Check("import-linter : sens des imports", program("lint-imports"), path)


def templates() -> Iterator[Check]:
    """The templates."""
    folders = [ROOT / name for name in TEMPLATE_FOLDERS]
    files = [str(file) for folder in folders for file in sorted(folder.rglob("*.html"))]
    yield Check("djlint : gabarits", program("djlint", "--lint", "--quiet", *files))
    yield Check("djade : gabarits", program("djade", "--check", *files))


def django() -> Iterator[Check]:
    """Migrations and settings."""
    manage = program("python", "manage.py")
    missing = [*manage, "makemigrations", "--check", "--dry-run"]
    yield Check("migrations : aucune ne manque", missing, TEST_SETTINGS)
    linter = program("python", "scripts/lint_migrations.py")
    yield Check("migrations : sans danger", linter, TEST_SETTINGS)
    database = os.environ.get("DATABASE_URL") or embedded.url()
    deploy = [*manage, "check", "--deploy", "--fail-level", "WARNING"]
    production = {**PRODUCTION, "DATABASE_URL": database}
    yield Check("réglages de production", deploy, production)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        fail("vérifications interrompues.")
