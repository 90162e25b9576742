"""What changes from one version of a circuit to another, in French (circuits.md 11).

Pure: reads the JSON of both. The Agence reads it before it activates a version.
"""

from __future__ import annotations

from typing import Any

from circuits import circuit_words as words
from circuits.circuit_check import reason_lists
from circuits.circuit_edit import used_ladders

Data = dict[str, Any]


def differences(old: Data, new: Data, *, kind: str = "") -> list[str]:
    """What changes from a version to another, one French sentence each."""
    return [
        *_promise(old, new),
        *_steps_between(old, new),
        *_acts_between(old, new),
        *_rungs_between(old, new),
        *_reasons_between(old, new, kind),
    ]


def _promise(old: Data, new: Data) -> list[str]:
    before, after = old.get("promise_months", 0), new.get("promise_months", 0)
    if before == after:
        return []
    was, now = words.delay(before, "months"), words.delay(after, "months")
    return [f"La promesse passe de {was} à {now}."]


def _steps_between(old: Data, new: Data) -> list[str]:
    before = {row["code"]: row for row in old["steps"]}
    after = {row["code"]: row for row in new["steps"]}
    lines = [
        f"L’étape « {row['code']} {row['name']} » disparaît."
        for code, row in before.items()
        if code not in after
    ]
    for code, row in after.items():
        name = f"« {code} {row['name']} »"
        if code not in before:
            lines.append(
                f"L’étape {name} est ajoutée : {words.party(row['owner'])}, "
                f"{words.delay(row['delay'], row['unit'])}."
            )
            continue
        was = before[code]
        if was["name"] != row["name"]:
            lines.append(f"L’étape « {code} {was['name']} » s’appelle {name}.")
        if (was["delay"], was["unit"]) != (row["delay"], row["unit"]):
            lines.append(
                f"Étape {name} : {words.delay(row['delay'], row['unit'])} au lieu de "
                f"{words.delay(was['delay'], was['unit'])}."
            )
        if was["owner"] != row["owner"]:
            lines.append(
                f"Étape {name} : le redevable est {words.party(row['owner'])} ; c’était "
                f"{words.party(was['owner'])}."
            )
    return lines


def _acts_between(old: Data, new: Data) -> list[str]:
    """Acts that a later version of the platform added or took away."""
    before, after = ({row["act"] for row in data["transitions"]} for data in (old, new))
    return [
        *(f"Acte ajouté : « {words.act(act)} »." for act in sorted(after - before)),
        *(f"Acte retiré : « {words.act(act)} »." for act in sorted(before - after)),
    ]


def _rungs_between(old: Data, new: Data) -> list[str]:
    lines = []
    for name in used_ladders(new):
        before = {rung["code"]: rung for rung in old["ladders"].get(name, [])}
        for rung in new["ladders"].get(name, []):
            was = before.get(rung["code"])
            title = f"Relances « {words.ladder_name(name)} », {words.rung_code(rung['code'])}"
            when = words.offset(rung["offset"], rung["unit"])
            if was is None:
                lines.append(f"{title} : nouveau, {when}.")
            elif (was["offset"], was["unit"]) != (rung["offset"], rung["unit"]):
                earlier = words.offset(was["offset"], was["unit"])
                lines.append(f"{title} : {when} au lieu de {earlier}.")
            if was is not None and list(was["to"]) != list(rung["to"]):
                people = ", ".join(words.party(role) for role in rung["to"])
                lines.append(f"{title} : envoyé à {people}.")
    return lines


def _reasons_between(old: Data, new: Data, kind: str) -> list[str]:
    lines = []
    before, after = reason_lists(old), reason_lists(new)
    for key in {**before, **after}:
        name = words.reason_list(key, kind)
        was = {row["code"]: row["label"] for row in before.get(key, [])}
        now = {row["code"]: row["label"] for row in after.get(key, [])}
        lines += [f"{name} : « {now[code]} » est ajouté." for code in now if code not in was]
        lines += [f"{name} : « {was[code]} » est retiré." for code in was if code not in now]
        lines += [
            f"{name} : « {was[code]} » devient « {now[code]} »."
            for code in was
            if code in now and was[code] != now[code]
        ]
    return lines
