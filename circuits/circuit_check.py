"""What would break in a circuit, in French, next to what causes it (circuits.md 11, P6).

Pure: reads the JSON of a version, whoever wrote it. `circuits.versions` adds what only
the other versions in use can say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from circuits import circuit_words as words
from circuits import deadlines
from circuits.acts import ACTS
from circuits.catalogue_offers import SHORTEST_ANSWER
from circuits.definition import END, Definition, DefinitionError
from participation.french import plural, working_days

Data = dict[str, Any]
# An end that the platform makes by itself is announced so many days before (P37).
NOTICE = 7
# The rungs at which it ends something; at others it only lets a clock run again.
ENDS = ("lapse", "silence")


@dataclass(frozen=True)
class Problem:
    """One thing that keeps a version from being activated.

    `where` names what causes it, as the fields of the editor are named: « delay-A3 »,
    « rung-service-r4 », « reasons-refusal_reasons »; "" is the circuit as a whole.
    """

    where: str
    text: str


@dataclass(frozen=True, order=True)
class Edge:
    """From a step, an act leads to another step or to the end, absent steps passed."""

    source: str
    act: str
    target: str


def problems(data: Data, *, subdivision: str, year: int) -> list[Problem]:
    """Everything that would break, in the order of the editor; empty when all is well.

    `subdivision` and `year` say which holidays the promise meets (five years from then).
    """
    found = [*_owners(data), *_delays(data)]
    try:
        rules = Definition(data)
    except DefinitionError as error:
        found.append(Problem("", str(error)))
    else:
        found += [*_room(rules, subdivision, year), *_ways(rules)]
    return [*found, *_ladders(data), *_reasons(data)]


def edges(rules: Definition) -> list[Edge]:
    """The graph of a circuit: each act of each step, with where it may really lead.

    A condition holds through the absent steps that an act passes: « commitment » is
    said of the signature, and of whichever act signs when nobody else does.
    """
    conditions = {row.when for row in rules.transitions} | {""}
    return sorted(
        {
            Edge(row.source, row.act, rules.next_step(row.source, row.act, when))
            for row in rules.transitions
            if row.source in rules.steps
            for when in conditions
            if row.when in ("", when)
        }
    )


def can_do(owner: str, act: str) -> bool:
    """Whether whoever owes a step may do this act; « service » is whoever holds it."""
    roles = ACTS[act].roles if act in ACTS else ()
    return ("holder" if owner == "service" else owner) in roles


def reachable(rules: Definition) -> set[str]:
    """The steps to which a deposit, or the sending to a council, may lead."""
    starts = [rules.first, *rules.of_scope("thread")[:1]]
    return _closure(
        {step.code for step in starts}, [(e.source, e.target) for e in edges(rules)]
    )


def with_a_way_out(rules: Definition, graph: Sequence[Edge] | None = None) -> set[str]:
    """The steps from which acts that somebody may do lead to the end.

    `graph` limits the acts that count; every one with a role by default.
    """
    usable = edges(rules) if graph is None else graph
    back = [(e.target, e.source) for e in usable if e.act in ACTS and ACTS[e.act].roles]
    return _closure({END}, back)


def _closure(start: set[str], pairs: Sequence[tuple[str, str]]) -> set[str]:
    seen, size = set(start), 0
    while size != len(seen):
        size = len(seen)
        seen |= {after for before, after in pairs if before in seen}
    return seen


def _title(row: Data) -> str:
    return f"{row['code']} {row['name']}"


def _owners(data: Data) -> Iterator[Problem]:
    """Whoever owes a step must be able to do what it waits for, its act forward."""
    acts = {code: [act] for code, act in data.get("forward", {}).items()}
    for row in data.get("transitions", []):
        if row["source"] not in data.get("forward", {}):
            acts.setdefault(row["source"], []).append(row["act"])
    for row in data.get("steps", []):
        owner = row.get("owner", "")
        if owner not in words.PARTIES:
            text = f"L’étape « {_title(row)} » n’a pas de redevable."
        elif row.get("duty") and not any(
            can_do(owner, act) for act in acts.get(row["code"], [])
        ):
            text = (
                f"À l’étape « {_title(row)} », {words.party(owner)} ne peut rien faire : "
                "personne n’y tiendrait la date."
            )
        else:
            continue
        yield Problem(f"owner-{row['code']}", text)


def _delays(data: Data) -> Iterator[Problem]:
    for row in data.get("steps", []):
        where, delay = f"delay-{row['code']}", row.get("delay", 0)
        if row.get("duty") and row.get("unit") != "date" and delay < 1:
            yield Problem(where, f"L’étape « {_title(row)} » n’a pas de délai.")
        # Ten days more than two working weeks hold no more worked days than this.
        if row.get("scope") == "thread" and row.get("unit") == "wd" and delay > _in_answer():
            yield Problem(
                where,
                f"Un conseil a parfois {SHORTEST_ANSWER} jours pour répondre : "
                f"{working_days(delay)} pour « {row['name']} » finiraient après.",
            )


def _in_answer() -> int:
    """The worked days that the shortest time of a council surely holds."""
    return SHORTEST_ANSWER * 5 // 7 - 3


def _room(rules: Definition, subdivision: str, year: int) -> Iterator[Problem]:
    if not rules.has_promise():
        return
    room = deadlines.shortest_promise(rules.promise_months, subdivision, year)
    if rules.working_delay() > room:
        months = plural(rules.promise_months, "mois", "mois")
        yield Problem(
            "delays",
            f"Les délais font {working_days(rules.working_delay())} : {months} n’en "
            f"comptent parfois que {room}.",
        )


def _ways(rules: Definition) -> Iterator[Problem]:
    reached, out = reachable(rules), with_a_way_out(rules)
    for step in rules.steps.values():
        name, where = f"{step.code} {step.name}", f"step-{step.code}"
        if step.code not in reached:
            yield Problem(where, f"Aucun acte ne mène à l’étape « {name} ».")
        if step.code not in out:
            yield Problem(
                where, f"Depuis l’étape « {name} », aucun acte ne mène à la fin du dossier."
            )


def _ladders(data: Data) -> Iterator[Problem]:
    for name, rows in data.get("ladders", {}).items():
        dated = [row for row in rows if row["unit"] != "start"]
        for earlier, later in pairwise(dated):
            if _days(later) <= _days(earlier):
                yield Problem(
                    f"rung-{name}-{later['code']}",
                    f"Relances « {words.ladder_name(name)} » : "
                    f"{words.rung_code(later['code'])} "
                    f"({words.offset(later['offset'], later['unit'])}) doit venir après "
                    f"{words.rung_code(earlier['code'])} "
                    f"({words.offset(earlier['offset'], earlier['unit'])}).",
                )
        yield from _announced(name, dated)


def _announced(name: str, dated: list[Data]) -> Iterator[Problem]:
    """P37: the end that the platform makes comes a week after somebody was told."""
    for position, row in enumerate(dated):
        if row["code"] not in ENDS:
            continue
        told = [_days(before) for before in dated[:position]]
        if not told or _days(row) - max(told) < NOTICE:
            yield Problem(
                f"rung-{name}-{row['code']}",
                f"La {words.rung_code(row['code'])} automatique doit être annoncée au moins "
                f"{NOTICE} jours avant."
                if row["code"] == "lapse"
                else "« Sans réponse » doit être annoncé au moins "
                f"{NOTICE} jours avant d’être constaté.",
            )


def _days(row: Data) -> int:
    """The least calendar days that an offset stands for: five worked days are a week."""
    offset = int(row["offset"])
    if row["unit"] == "days":
        return offset
    weeks = abs(offset) // 5
    return (abs(offset) + 2 * weeks) * (1 if offset >= 0 else -1)


def reason_lists(data: Data) -> dict[str, list[Data]]:
    """The lists of coded reasons that this circuit holds, by key, whichever they are."""
    keys = [key for key in data if key.endswith("_reasons")]
    known = [key for key in words.REASON_LISTS if key in keys]
    # The database gives the keys back in an order of its own.
    return {key: data[key] for key in (*known, *sorted(set(keys) - set(known)))}


def _reasons(data: Data) -> Iterator[Problem]:
    kind = "" if data.get("promise_months") else "offre"
    for key, rows in reason_lists(data).items():
        name = words.reason_list(key, kind)
        if not rows:
            yield Problem(
                f"reasons-{key}",
                f"La liste « {name} » est vide : l’acte qui en demande un serait impossible.",
            )
        labels = [row["label"].strip().casefold() for row in rows]
        for row in rows:
            if labels.count(row["label"].strip().casefold()) > 1:
                yield Problem(
                    f"reason-{key}-{row['code']}",
                    f"« {row['label']} » figure deux fois dans la liste « {name} ».",
                )
