"""`make mutations`: each proved property is seen to fail when its rule is broken.

Copies the working tree elsewhere, breaks one rule of `mutations.toml` at a time there,
runs the tests that must notice, and writes docs/proofs.md. What was already played on the
same files is not played again; `--only P11 P12` plays some, `--again` all anew.
"""

import argparse
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import proofs
from console import ROOT, VAR, fail, say

TABLE = ROOT / "scripts" / "mutations.toml"
KEPT = VAR / "mutations.json"
# Nothing of one's own machine, of Git or of earlier runs is copied.
LEFT_OUT = (
    ".git",
    ".venv*",
    "var",
    "node_modules",
    ".*_cache",
    ".hypothesis",
    "__pycache__",
)
# One test database for all the runs: migrated once, and made anew when a rule of SQL
# is broken.
SETTINGS = """\
from config.settings.test import *

DATABASES["default"]["TEST"] = {"NAME": "test_aux_actes_mutations"}
"""
TOO_LONG = 300
HOLDER = """\
import sys
sys.path.insert(0, "scripts")
import surroundings
with surroundings.database():
    print("prête", flush=True)
    sys.stdin.read()
"""


@dataclass(frozen=True)
class Mutation:
    """One rule of one property, broken by one change of one file."""

    id: str
    rule: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.id}, « {self.rule} »"

    def broken(self, text: str) -> str:
        """The file with the rule broken; the text to change must be there once."""
        count = text.count(self.old)
        if count != 1:
            fail(f"{self} : le texte à changer est {count} fois dans {self.file}.")
        return text.replace(self.old, self.new)

    def key(self) -> str:
        """What its result depends on that is near: the change, the file, the tests."""
        files = [self.file, *sorted({test.partition("::")[0] for test in self.tests})]
        parts = [self.old, self.new, *self.tests]
        parts += [(ROOT / name).read_text(encoding="utf-8") for name in files]
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def read_table() -> list[Mutation]:
    """The mutations in the order of the properties; each one applies, or the script stops."""
    rows = tomllib.loads(TABLE.read_text(encoding="utf-8"))["mutation"]
    found = [Mutation(**{**row, "tests": tuple(row["tests"])}) for row in rows]
    for one in found:
        one.broken((ROOT / one.file).read_text(encoding="utf-8"))
        for test in one.tests:
            path, _, name = test.partition("::")
            if f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8"):
                fail(f"{one} : {test} n’existe pas.")
    return sorted(found, key=lambda one: int(one.id[1:]))


class Copy:
    """The working tree as it is now, elsewhere, with its own database."""

    def __init__(self, root: Path) -> None:
        """Copy it into `root`."""
        self.root = root
        shutil.copytree(ROOT, root, ignore=shutil.ignore_patterns(*LEFT_OUT))
        (root / "site/config/settings/mutations.py").write_text(SETTINGS)
        self.stale = True
        self.running: subprocess.Popen[str] | None = None

    @contextmanager
    def database(self) -> Iterator[None]:
        """Its server, up until the block ends, then deleted."""
        held = subprocess.Popen(
            [sys.executable, "-c", HOLDER],
            cwd=self.root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert held.stdin and held.stdout
        try:
            while (line := held.stdout.readline()) and line.strip() != "prête":
                pass
            yield
        finally:
            held.stdin.close()
            held.wait()
            subprocess.run(
                [sys.executable, "scripts/clean.py"],
                cwd=self.root,
                check=False,
                stdout=subprocess.DEVNULL,
            )

    def run(self, tests: Sequence[str], *, first_only: bool = True) -> tuple[int, str]:
        """Run some tests; pytest's code and words."""
        command = [sys.executable, "-m", "pytest", *tests, "-q", "--tb=line", "--reuse-db"]
        command += ["-p", "no:cacheprovider", "-p", "no:randomly", f"--timeout={TOO_LONG}"]
        command += ["-x"] if first_only else []
        command += ["--create-db"] if self.stale else []
        self.stale = False
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.mutations",
            "HYPOTHESIS_PROFILE": "mutations",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        self.running = subprocess.Popen(
            [*command, "--ds=config.settings.mutations"],
            cwd=self.root,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said, _ = self.running.communicate()
        return self.running.returncode, said

    def play(self, mutation: Mutation) -> str:
        """Break the rule, run the tests, mend it; the test that failed, "" for none."""
        path = self.root / mutation.file
        whole = path.read_text(encoding="utf-8")
        in_sql = "/migrations/" in mutation.file
        path.write_text(mutation.broken(whole), encoding="utf-8")
        self.stale = self.stale or in_sql
        try:
            code, said = self.run(mutation.tests)
        finally:
            path.write_text(whole, encoding="utf-8")
            self.stale = self.stale or in_sql
        failed = re.search(r"^FAILED (\S+?)(\[.*?\])?( - .*)?$", said, re.MULTILINE)
        if code == 1 and failed:
            return failed[1]
        if code != 0:
            fail(f"{mutation} : les tests n’ont pas pu tourner.\n{said[-3000:]}")
        return ""


def known() -> dict[str, str]:
    """What earlier runs found, by key."""
    return json.loads(KEPT.read_text()) if KEPT.exists() else {}


def play_all(wanted: list[Mutation], results: dict[str, str]) -> None:
    """Play what has no result yet; each result is kept at once."""
    # Asked now: the files may change while the copy is being played.
    keys = {one: one.key() for one in wanted}
    todo = [one for one in wanted if keys[one] not in results]
    if not todo:
        return
    folder = Path(tempfile.mkdtemp(prefix="aux-actes-mutations-"))
    try:
        copy = Copy(folder / "copie")
        with copy.database():
            _refuse_unhealthy(copy, todo)
            for number, one in enumerate(todo, 1):
                failed = copy.play(one)
                results[keys[one]] = failed
                KEPT.parent.mkdir(exist_ok=True)
                KEPT.write_text(json.dumps(results, indent=1))
                seen = failed or "A SURVÉCU"
                say(f"{number}/{len(todo)} {one.id} {one.rule} → {seen}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _refuse_unhealthy(copy: Copy, todo: list[Mutation]) -> None:
    """A test that fails anyway would catch everything."""
    tests = sorted({test for one in todo for test in one.tests})
    say(f"{len(todo)} mutations ; d’abord leurs {len(tests)} tests, sans rien casser")
    code, said = copy.run(tests)
    if code:
        fail(f"les tests échouent sans mutation :\n{said[-3000:]}")


def main() -> int:
    """Play what is asked; 1 when a mutation survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="P11", default=[])
    parser.add_argument("--again", action="store_true", help="rejouer aussi ce qui est connu")
    asked = parser.parse_args()

    def stop(signum: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    table = read_table()
    wanted = [one for one in table if not asked.only or one.id in asked.only]
    results = known()
    if asked.again:
        for one in wanted:
            results.pop(one.key(), None)
    try:
        play_all(wanted, results)
    finally:
        rows = [(one, results.get(one.key())) for one in table]
        # Some results only would hide the others that the page tells.
        if all(found is not None for _, found in rows) or not asked.only:
            proofs.write(rows)
    survivors = [one for one in wanted if results.get(one.key()) == ""]
    for one in survivors:
        say(f"{one.id} a survécu : {one.rule}")
    say(f"{len(wanted)} mutations, {len(survivors)} survivantes")
    return 1 if survivors else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        fail("mutations interrompues ; la suite reprendra où elles en sont.")
