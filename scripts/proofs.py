"""docs/proofs.md: where each property is tested, and which broken rule its tests noticed.

Reads the tests by their names and the sentences of docs/circuits.md; runs nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from console import ROOT

if TYPE_CHECKING:
    from mutations import Mutation

PAGE = ROOT / "docs" / "proofs.md"
LAST = 40
HEAD = """\
# Les preuves

Chaque propriété de [circuits.md](circuits.md), section 13, a des tests qui portent son
numéro. Un test qui ne peut pas échouer ne prouve rien : `make mutations` casse une règle à
la fois dans une copie du projet, lance les tests qui doivent le voir, et écrit cette page.
Elle ne se modifie pas à la main : les règles cassées sont dans `scripts/mutations.toml`.

`.venv/bin/python scripts/mutations.py --only P11 P12` n’en joue que quelques-unes.
Interrompu, le script reprend où il en était. Une mutation que personne ne voit le fait
échouer.
"""


def tests_by_property() -> dict[int, dict[str, int]]:
    """For each property, the files that test it and how many tests carry its number."""
    found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for path in sorted((ROOT / "tests").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        # The laws of the state machines are methods that begin with their number.
        for name in re.findall(r"^ *def (?:test_)?(p\d+_\w+)\(", text, re.MULTILINE):
            if "_to_p" in name:
                continue
            numbers = re.match(r"(?:p\d+_)+", name)
            assert numbers
            for number in {int(n) for n in re.findall(r"\d+", numbers[0])}:
                found[number][str(path.relative_to(ROOT / "tests"))] += 1
    return found


def sentences() -> dict[int, str]:
    """What each property says, from the table of docs/circuits.md."""
    text = (ROOT / "docs" / "circuits.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| P(\d+) \| (.*?) \|", text, re.MULTILINE)
    found: dict[int, str] = {}
    for number, words in rows:
        found.setdefault(int(number), words)
    return found


def write(rows: Sequence[tuple[Mutation, str | None]]) -> None:
    """Write the page; a mutation without result says that it was not played."""
    tested, said = tests_by_property(), sentences()
    lines = [HEAD, "## Où chaque propriété est éprouvée", ""]
    lines += ["| N° | Propriété | Tests (depuis `tests/`) |", "|---|---|---|"]
    for number in range(1, LAST + 1):
        files = tested.get(number, {})
        where = ", ".join(f"`{name}` ({count})" for name, count in sorted(files.items()))
        lines.append(f"| P{number} | {said.get(number, '–')} | {where or '**aucun**'} |")
    played = [found for _, found in rows if found is not None]
    seen = sum(1 for found in played if found)
    lines += ["", "## Règles cassées, et le test qui l’a vu", ""]
    lines += [
        f"{len(rows)} mutations ; {len(played)} jouées, {seen} vues, "
        f"{len(played) - seen} passées inaperçues.",
        "",
        "| N° | Règle cassée | Dans | Vue par |",
        "|---|---|---|---|",
    ]
    for one, found in rows:
        lines.append(f"| {one.id} | {one.rule} | `{one.file}` | {_seen_by(found)} |")
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _seen_by(found: str | None) -> str:
    if found is None:
        return "*pas encore jouée*"
    if not found:
        return "**personne : elle a survécu**"
    path, _, name = found.partition("::")
    return f"`{path.removeprefix('tests/')}` `{name}`"
