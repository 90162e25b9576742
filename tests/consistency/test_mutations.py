"""`scripts/mutations.toml` follows the code: each rule it breaks is where it says."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "scripts" / "mutations.toml"
ROWS = tomllib.loads(TABLE.read_text(encoding="utf-8"))["mutation"]


def test_what_a_mutation_breaks_is_there_once() -> None:
    lost = [
        f"{row['id']} : {row['rule']}"
        for row in ROWS
        if (ROOT / row["file"]).read_text(encoding="utf-8").count(row["old"]) != 1
    ]
    assert not lost


def test_the_tests_that_must_notice_exist() -> None:
    for row in ROWS:
        for test in row["tests"]:
            path, *names = test.split("[")[0].split("::")
            text = (ROOT / path).read_text(encoding="utf-8")
            for name in names:
                assert re.search(rf"\b(def|class) {name}\b|^{name} =", text, re.MULTILINE), test


def test_every_property_has_a_rule_that_is_broken() -> None:
    assert {f"P{number}" for number in range(1, 41)} <= {row["id"] for row in ROWS}
