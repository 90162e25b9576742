"""The two weekly mails in words: what is late (Dg2), what happened (Dg3).

Pure wording, from rows that `lateness` and `followers` have read (circuits.md 10).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from circuits import sentences
from circuits.followers import Following, News
from circuits.lateness import TableReader
from circuits.letters import Entry, Group, Message, absolute, because_of, render, title_line
from circuits.models import Delivery, Obligation
from participation.clock import local_day
from participation.french import (
    listing,
    long_date,
    plural,
    sentence_case,
    short_date,
    sort_key,
    working_days,
)
from participation.models import TownSettings
from participation.outbox import Letter
from participation.working_days import WorkingCalendar

# Both parts together. Mail programs cut what is above 102 KB, accents counted three times.
MOST_BYTES = 60_000
MOST_ENTRIES = 80
# Of one dossier in one week.
MOST_LINES = 12


@dataclass
class Table:
    """What one reader's table says, before its words."""

    reader: TableReader
    week: date
    late: list[Obligation]
    solved: list[Delivery] = field(default_factory=list)
    # What the table before showed; None when there was none.
    before: frozenset[int] | None = None

    @property
    def dossiers(self) -> int:
        """How many dossiers are late, each counted once."""
        return len({obligation.dossier_id for obligation in self.late})


def news(told: Sequence[News], following: Following, week: date, town: TownSettings) -> Message:
    """Dg3: what happened, by council and by dossier, one line an event."""
    events = sum(len(one.events) for one in told)
    dossiers = len({one.dossier.pk for one in told})
    count = plural(events, "nouvelle")
    groups: dict[str, list[Entry]] = {}
    for one in told:
        groups.setdefault(one.heading, []).append(_entry_of(one))
    return Message(
        code="Dg3",
        subject=f"Cette semaine {_where(following)}",
        lead=f"Semaine du {short_date(week)} : {count} dans {plural(dossiers, 'dossier')}.",
        groups=[Group(title, entries) for title, entries in groups.items()],
        because=_why_followed(following, town),
    )


def _where(following: Following) -> str:
    if len(following.sits_in) == 1:
        return "dans votre conseil"
    return "dans vos conseils" if following.sits_in else "dans les conseils"


def _why_followed(following: Following, town: TownSettings) -> str:
    if not following.sits_in:
        return f"Vous recevez ce message parce que vous l’avez choisi – {town.name}."
    names = listing(following.sits_in)
    return f"Vous recevez ce message parce que vous suivez {names} – {town.name}."


def _entry_of(one: News) -> Entry:
    """What everybody may read of a dossier: never its title before it was proofread."""
    lines = [
        f"{short_date(local_day(event.at))} : {sentences.event_sentence(event)}"
        for event in one.events
    ]
    left = len(lines) - MOST_LINES
    if left > 0:
        lines = [*lines[:MOST_LINES], f"et {plural(left, 'autre')}"]
    label = f"{one.dossier.label} : {one.dossier.public_title}"
    return Entry(label, absolute(one.dossier.get_absolute_url()), lines)


def table(told: Table, today: date, calendar: WorkingCalendar, town: TownSettings) -> Message:
    """Dg2: what is late by service and by step, what changed, what is solved."""
    groups = _late_groups(told, today, calendar)
    if told.solved:
        groups.append(Group("Résolu depuis", _solved_entries(told.solved, calendar)))
    count = told.dossiers
    late = plural(count, "dossier")
    said = f"{late} en retard" if count else plural(len(told.solved), "retard") + " résolu"
    if not count and len(told.solved) > 1:
        said += "s"
    return Message(
        code="Dg2",
        subject=f"Semaine du {short_date(told.week)} : {said}",
        lead=f"{late} en retard." if count else "Aucun dossier en retard.",
        paragraphs=[words for words in (_by_step(told.late), _changes(told)) if words],
        groups=groups,
        buttons=[("Ouvrir la liste « À faire »", absolute("/espace/"))],
        because=because_of(told.reader.role, town),
    )


def _late_groups(told: Table, today: date, calendar: WorkingCalendar) -> list[Group]:
    groups: dict[str, list[Entry]] = {}
    for obligation in told.late:
        lines = [_lateness(obligation, today, calendar)]
        if told.before is not None and obligation.pk not in told.before:
            lines.append("Nouveau depuis le tableau précédent")
        dossier = obligation.dossier
        entry = Entry(title_line(dossier), absolute(dossier.private_url), lines)
        groups.setdefault(_service_of(obligation), []).append(entry)
    return [Group(name, groups[name]) for name in sorted(groups, key=sort_key)]


def _service_of(obligation: Obligation) -> str:
    service = obligation.dossier.service
    return str(service) if service else "Sans service, à l’Agence"


def _lateness(obligation: Any, today: date, calendar: WorkingCalendar) -> str:
    due = sentences.due_words(obligation.due_on, today, calendar)
    words = f"{step_name(obligation)} : {due}, chez {sentences.owner_label(obligation)}"
    if obligation.relances:
        words += f", {plural(obligation.relances, 'relance')}"
    return words


def step_name(obligation: Obligation) -> str:
    """« A3 Instruction », or what is owed beside the steps."""
    circuit = obligation.dossier.circuit
    if obligation.kind == Obligation.Kind.STEP and circuit is not None:
        return f"{obligation.step} {circuit.rules.steps[obligation.step].name}"
    label = str(Obligation.Kind(obligation.kind).label)
    return sentence_case(label)


def _by_step(late: Sequence[Obligation]) -> str:
    """« Par étape : A3 Instruction, 2 ; A4 Validation du service, 1. », or nothing."""
    counts = Counter(step_name(obligation) for obligation in late)
    told = " ; ".join(f"{name}, {counts[name]}" for name in sorted(counts))
    return f"Par étape : {told}." if told else ""


def _changes(told: Table) -> str:
    """What entered and what left since the table before."""
    if told.before is None:
        return ""
    now = {obligation.pk for obligation in told.late}
    new, gone = len(now - told.before), len(told.before - now)
    if not new and not gone:
        return "Depuis le tableau précédent : rien n’a changé."
    parts = [plural(new, "nouveau retard", "nouveaux retards")] if new else []
    if gone:
        parts.append(plural(gone, "retard terminé", "retards terminés"))
    return f"Depuis le tableau précédent : {listing(parts)}."


def _solved_entries(solved: Sequence[Delivery], calendar: WorkingCalendar) -> list[Entry]:
    entries = []
    for delivery in solved:
        obligation = delivery.rung.obligation
        dossier = obligation.dossier
        assert obligation.closed_at is not None
        day = local_day(obligation.closed_at)
        end = "fait" if obligation.closing == Obligation.Closing.DONE else "sans objet depuis"
        late = calendar.count(obligation.due_on, day)
        line = f"{step_name(obligation)} : {end} le {long_date(day)}"
        if late:
            line += f", avec {working_days(late)} de retard"
        entries.append(Entry(title_line(dossier), absolute(dossier.private_url), [line]))
    return entries


def fitted(message: Message, town: TownSettings) -> Letter:
    """Both parts, short enough for a mail program to show them whole (P32).

    What does not fit is counted: « et 12 autres dossiers ».
    """
    letter, most = render(message, town), MOST_ENTRIES
    while _weight(letter) > MOST_BYTES and most:
        letter = render(_cut(message, most), town)
        most = most * 3 // 4
    return letter


def _weight(letter: Letter) -> int:
    return len(letter.text.encode()) + len(letter.html.encode())


def _cut(message: Message, most: int) -> Message:
    """The same message with its first entries only."""
    kept: list[Group] = []
    left = sum(len(group.entries) for group in message.groups)
    for group in message.groups:
        entries = group.entries[:most]
        most -= len(entries)
        left -= len(entries)
        if entries:
            kept.append(replace(group, entries=entries))
    kept[-1] = replace(kept[-1], more=f"et {plural(left, 'autre dossier', 'autres dossiers')}")
    return replace(message, groups=kept)
