"""What the Agence may change of a circuit, applied to its JSON (circuits.md 11).

Pure. Delays, owners, optional steps, offsets of reminders and lists of reasons change;
acts and transitions never do: they belong to the engine. Whatever list of reasons or act
a definition holds, known here or not, is kept.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from circuits import circuit_words as words
from circuits.catalogue import OPTIONAL, STEPS
from circuits.circuit_check import can_do, reason_lists
from participation.french import plural

Data = dict[str, Any]
Row = dict[str, Any]
OFF = "off_steps"
MOST = {"wd": 60, "days": 180, "months": 24}
LABEL = 120
CODE = 40
NEXT_DAY = ("lapse", "term")
CANDIDATES = ("agency", "head", "service", "elected", "referent")


class EditError(ValueError):
    """A change that cannot be kept; `where` is the field, the message says why."""

    def __init__(self, where: str, message: str) -> None:
        """`where` as in `circuit_check.Problem`."""
        super().__init__(message)
        self.where = where


@dataclass(frozen=True)
class Changes:
    """What the form asks; whatever is absent stays.

    `kept` are the optional steps that are on (None: as before). `delays` are in the
    step's own unit, `offsets` are counts of days by (ladder, rung), before or after the
    date as the rung is. `reasons` are (code, label) in order, by list; an empty code is
    a new reason.
    """

    kept: Collection[str] | None = None
    delays: Mapping[str, int] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    offsets: Mapping[tuple[str, str], int] = field(default_factory=dict)
    reasons: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)


def optional_steps(data: Data) -> list[str]:
    """The codes of the steps that this circuit may do without."""
    return [code for code in OPTIONAL if code in data["forward"]]


def all_steps(data: Data) -> list[Row]:
    """The rows of the steps, those that are off in their place.

    A step that was turned off keeps what was typed for it.
    """
    rows = list(data["steps"])
    present = {row["code"] for row in rows}
    known = {row["code"]: row for row in (*STEPS, *data.get(OFF, []))}
    for code in optional_steps(data):
        if code not in present:
            place = next((i for i, row in enumerate(rows) if row["code"] > code), len(rows))
            rows.insert(place, known[code])
    return rows


def has_delay(row: Row) -> bool:
    """Whether the step's delay is a number that the Agence may choose."""
    return bool(row["duty"]) and row["unit"] in MOST


def owners_for(data: Data, row: Row) -> list[str]:
    """Who could owe this step: those who may do its act and have their own ladder.

    One choice is no choice: most acts belong to one role.
    """
    if row["ladder"] != row["owner"]:
        return [row["owner"]]
    act = _main_act(data, row)
    others = [
        owner
        for owner in CANDIDATES
        if owner != row["owner"] and owner in data["ladders"] and can_do(owner, act)
    ]
    return [row["owner"], *others]


def _main_act(data: Data, row: Row) -> str:
    """What the step waits for: its act forward, or the first one of whoever owes it."""
    here = [line["act"] for line in data["transitions"] if line["source"] == row["code"]]
    forward = data["forward"].get(row["code"], "")
    acts = [forward, *here]
    return next((act for act in acts if can_do(row["owner"], act)), "")


def is_movable(rung: Row) -> bool:
    """Whether a rung has an offset to choose.

    Not the assignment, not the date itself, not what the platform does the day after.
    """
    return rung["unit"] != "start" and rung["offset"] != 0 and rung["code"] not in NEXT_DAY


def used_ladders(data: Data) -> list[str]:
    """The ladders that obligations of this circuit follow, in the order of the steps."""
    named = [row["ladder"] for row in all_steps(data) if row["ladder"]]
    # The others are of obligations beside the steps, unless they are an owner's spare one.
    beside = [name for name in data["ladders"] if name not in CANDIDATES]
    order = list(words.LADDERS)
    beside.sort(key=lambda name: order.index(name) if name in order else len(order))
    return list(dict.fromkeys([*named, *beside]))


def edited(
    data: Data, changes: Changes, *, used: Mapping[str, Mapping[str, int]] | None = None
) -> Data:
    """The definition with its changes; `data` is left as it is.

    `used` counts, by list and code, the dossiers that a reason was given to.

    Raises:
        EditError: a number out of range, an owner who could do nothing, an unknown step
            or rung, a reason without words, or one that dossiers were given.

    """
    _refuse_unknown(data, changes)
    rows = [_step(data, row, changes) for row in all_steps(data)]
    off = _off(data, changes)
    lists = {
        key: _reasons(key, data, asked, used_codes(used or {}, key))
        for key, asked in changes.reasons.items()
    }
    return {
        **data,
        "steps": [row for row in rows if row["code"] not in off],
        OFF: [row for row in rows if row["code"] in off],
        "ladders": {
            name: [_rung(name, rung, changes) for rung in rungs]
            for name, rungs in data["ladders"].items()
        },
        **lists,
    }


def used_codes(used: Mapping[str, Mapping[str, int]], key: str) -> Mapping[str, int]:
    """The dossiers by reason of a list; « "" » counts for the lists that are not named."""
    return used.get(key, used.get("", {}))


def _off(data: Data, changes: Changes) -> set[str]:
    present = {row["code"] for row in data["steps"]}
    optional = set(optional_steps(data))
    if changes.kept is None:
        return optional - present
    if set(changes.kept) - optional:
        raise EditError("steps", "Seules les étapes A2, A4 et A5 peuvent être absentes.")
    return optional - set(changes.kept)


def _step(data: Data, row: Row, changes: Changes) -> Row:
    code = row["code"]
    delay = changes.delays.get(code, row["delay"])
    if delay != row["delay"]:
        _refuse_number(f"delay-{code}", delay, row["unit"], allowed=has_delay(row))
    owner = changes.owners.get(code, row["owner"])
    if owner not in owners_for(data, row):
        raise EditError(f"owner-{code}", "Ce redevable ne pourrait pas faire l’acte attendu.")
    ladder = owner if row["ladder"] == row["owner"] else row["ladder"]
    return {**row, "delay": delay, "owner": owner, "ladder": ladder}


def _rung(name: str, rung: Row, changes: Changes) -> Row:
    count = changes.offsets.get((name, rung["code"]), abs(rung["offset"]))
    if count == abs(rung["offset"]):
        return rung
    where = f"rung-{name}-{rung['code']}"
    _refuse_number(where, count, rung["unit"], allowed=is_movable(rung))
    return {**rung, "offset": count if rung["offset"] > 0 else -count}


def _refuse_number(where: str, count: int, unit: str, *, allowed: bool) -> None:
    if not allowed:
        raise EditError(where, "Ce délai ne se choisit pas.")
    most = MOST[unit]
    if not 1 <= count <= most:
        raise EditError(where, f"Saisissez un nombre de 1 à {most}.")


def _refuse_unknown(data: Data, changes: Changes) -> None:
    """A form of another version of the circuit, or made by hand."""
    codes = {row["code"] for row in all_steps(data)}
    rungs = {(name, r["code"]) for name, rungs in data["ladders"].items() for r in rungs}
    if (
        {*changes.delays, *changes.owners} - codes
        or set(changes.offsets) - rungs
        or set(changes.reasons) - set(reason_lists(data))
    ):
        raise EditError("", "Ce formulaire n’est pas celui de ce circuit.")


def _reasons(
    key: str, data: Data, asked: Sequence[tuple[str, str]], used: Mapping[str, int]
) -> list[Row]:
    known = {row["code"]: row for row in data.get(key, [])}
    kept = {code for code, _ in asked if code}
    if kept - set(known) or len(kept) != sum(1 for code, _ in asked if code):
        raise EditError("", "Ce formulaire n’est pas celui de ce circuit.")
    for code, row in known.items():
        if code not in kept and used.get(code):
            raise EditError(f"reason-{key}-{code}", why_kept(row["label"], used[code]))
    rows: list[Row] = []
    taken = set(known)
    for code, label in asked:
        words_of_it = label.strip()
        where = f"reason-{key}-{code}" if code else f"reasons-{key}"
        if not words_of_it:
            raise EditError(where, "Écrivez ce motif, ou retirez-le.")
        if len(words_of_it) > LABEL:
            raise EditError(where, f"Un motif tient en {LABEL} caractères.")
        fresh = code or _new_code(words_of_it, taken)
        taken.add(fresh)
        rows.append({**known.get(code, {}), "code": fresh, "label": words_of_it})
    return rows


def why_kept(label: str, count: int) -> str:
    """Why a reason stays: dossiers were given it."""
    return (
        f"« {label} » est le motif de {plural(count, 'dossier')} : il reste dans la liste, "
        "pour que l’on puisse encore les compter et les comparer. Vous pouvez le reformuler."
    )


def _new_code(label: str, taken: Collection[str]) -> str:
    stem = slugify(label)[: CODE - 4].strip("-") or "motif"
    code, rank = stem, 2
    while code in taken:
        code, rank = f"{stem}-{rank}", rank + 1
    return code
