"""The circuit editor's form laid out: sections, and what would break beside its cause.

What is written is `forms.circuit`'s; nothing here is saved (circuits.md 11).
"""

from __future__ import annotations

from typing import Any

from circuits import circuit_edit
from circuits import circuit_words as words
from circuits.circuit_check import Problem, reason_lists
from circuits.definition import DefinitionError
from circuits.forms.circuit import NEW, CircuitForm
from participation.french import plural


class CircuitPage:
    """The form laid out: sections, with what would break beside what causes it."""

    def __init__(self, form: CircuitForm, problems: list[Problem]) -> None:
        """`problems` are those of the draft as it is saved."""
        self.form = form
        self.notes: dict[str, list[str]] = {}
        for problem in problems:
            self.notes.setdefault(problem.where, []).append(problem.text)

    def _field(self, name: str) -> Any:
        return self.form[name] if name in self.form.fields else None

    def _notes(self, *names: str) -> list[str]:
        return [text for name in names for text in self.notes.get(name, [])]

    def identity(self) -> list[dict[str, Any]]:
        """The name, the themes, whose place it takes."""
        names = ("name", "replaces", "themes")
        return [{"field": self.form[name], "notes": self._notes(name)} for name in names]

    def steps(self) -> list[dict[str, Any]]:
        """One row for each step, those that are off included."""
        return [self._step(row) for row in self.form.rows]

    def _step(self, row: dict[str, Any]) -> dict[str, Any]:
        code = row["code"]
        return {
            "code": code,
            "name": f"{code} {row['name']}",
            "duty": row["duty"],
            "owner": words.party(row["owner"]),
            "unit": words.UNITS.get(row["unit"], ""),
            "fixed": words.delay(row["delay"], row["unit"]) if row["duty"] else "",
            "on": self._field(f"step-{code}"),
            "owners": self._field(f"owner-{code}"),
            "delay": self._field(f"delay-{code}"),
            "notes": self._notes(f"step-{code}", f"owner-{code}", f"delay-{code}"),
        }

    def total(self) -> str:
        """The worked days up to the answer, where the circuit has a promise."""
        try:
            rules = self.form.version.rules
        except DefinitionError:
            return ""
        if not rules.has_promise():
            return ""
        return (
            f"Les délais en jours ouvrés font {rules.working_delay()} en tout, pour une "
            f"promesse de {words.delay(rules.promise_months, 'months')}."
        )

    def too_long(self) -> list[str]:
        """What the delays break together."""
        return self._notes("delays")

    def ladders(self) -> list[dict[str, Any]]:
        """The reminders of each ladder that may be moved."""
        definition = self.form.definition
        found = [self._ladder(name) for name in circuit_edit.used_ladders(definition)]
        return [ladder for ladder in found if ladder["rungs"]]

    def _ladder(self, name: str) -> dict[str, Any]:
        rungs = [
            {
                "title": words.rung_title(rung["code"], rung["kind"]),
                "to": ", ".join(words.party(role) for role in rung["to"]),
                "unit": words.side_of_date(rung["offset"], rung["unit"]),
                "field": self._field(f"rung-{name}-{rung['code']}"),
                "notes": self._notes(f"rung-{name}-{rung['code']}"),
            }
            for rung in self.form.definition["ladders"][name]
            if circuit_edit.is_movable(rung)
        ]
        return {"name": words.ladder_name(name), "rungs": rungs}

    def lists(self) -> list[dict[str, Any]]:
        """The lists of reasons, whichever the circuit has."""
        return [
            {
                "key": key,
                "name": words.reason_list(key, self.form.version.kind),
                "notes": self._notes(f"reasons-{key}"),
                "rows": [self._reason(key, row) for row in rows],
                "new": [self.form[f"new-{key}-{rank}"] for rank in range(1, NEW + 1)],
            }
            for key, rows in reason_lists(self.form.definition).items()
        ]

    def _reason(self, key: str, row: dict[str, Any]) -> dict[str, Any]:
        count = circuit_edit.used_codes(self.form.used, key).get(row["code"], 0)
        why = ""
        if count:
            why = (
                f"Ce motif est celui de {plural(count, 'dossier')} : il se reformule, mais "
                "ne se retire pas, pour que l’on puisse encore les compter."
            )
        return {
            "field": self.form[f"reason-{key}-{row['code']}"],
            "remove": self._field(f"remove-{key}-{row['code']}"),
            "why": why,
            "notes": self._notes(f"reason-{key}-{row['code']}"),
        }
