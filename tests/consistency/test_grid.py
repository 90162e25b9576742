"""`docs/accessibilite/grille.csv`: a line for each criterion of RGAA, and proofs that exist."""

from __future__ import annotations

import ast
import csv
import re
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
GRID = ROOT / "docs" / "accessibilite" / "grille.csv"
# How many criteria each of the thirteen themes of RGAA 4.1.2 has.
CRITERIA = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
# What only the keyboard brings on: the link to the content.
SKIP = re.compile(r"skip-link|visually-hidden-focusable")
PROVEN = {"conforme", "non applicable"}
BY_HAND = {"non conforme", "à vérifier à la main"}


def grid() -> list[dict[str, str]]:
    with GRID.open(newline="") as file:
        return list(csv.DictReader(file))


@cache
def defined_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text())
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_the_grid_has_every_criterion_once_in_order() -> None:
    expected = [
        f"{theme}.{number}"
        for theme, count in enumerate(CRITERIA, start=1)
        for number in range(1, count + 1)
    ]
    assert len(expected) == 106
    assert [row["critère"] for row in grid()] == expected


def test_what_the_grid_claims_is_proven_by_a_test_or_a_look_that_exists() -> None:
    for row in grid():
        assert row["statut"] in PROVEN | BY_HAND, row
        assert row["sujet"], row
        assert row["comment"], row
        proofs = row["tests"].split()
        assert proofs or row["statut"] in BY_HAND, row
        assert row["par"] == (
            "suite de tests" if row["statut"] in PROVEN else "personne à désigner"
        )
        for proof in proofs:
            path, name = proof.split("::")
            assert name in defined_in(path), proof


def test_the_sheet_hides_nothing_until_hovered() -> None:
    """RGAA 10.13, 10.14, 12.11, 13.9: the skip link apart, nothing appears by itself."""
    shown = re.compile(r"(?:^|;)(?:display|visibility|opacity|clip|clip-path|content)\s*:")
    for file in (ROOT / "static" / "css").glob("*.css"):
        sheet = file.read_text()
        assert "orientation" not in sheet, file.name
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
            if re.search(r":(?:hover|focus)", selector) and not SKIP.search(selector):
                assert not shown.search(body), selector


def test_scripts_listen_to_no_gesture() -> None:
    """RGAA 7.3, 7.4, 12.10, 13.10 to 13.12: a click, a focus, what is typed in a field."""
    for file in (ROOT / "static" / "js").glob("*.js"):
        script = file.read_text()
        events = set(re.findall(r"addEventListener\(\s*['\"](\w+)", script))
        assert events <= {"click", "focus", "input", "submit"}, file.name
        assert not re.search(r"\bon(?:key|touch|pointer|mouse|device|change)\w*\s*=", script)
