"""P40: « comment cette date est calculée », read as a person would, gives the date shown.

The reader knows French and the calendar of the oracle; it asks nothing of the code.
"""

from __future__ import annotations

import html
import re
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from hypothesis import Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from circuits import actions, explanations
from circuits.errors import ActRefused
from circuits.models import Dossier, Obligation
from participation.clock import PARIS
from participation.models import ClosureDay
from participation.working_days import WorkingCalendar
from tests.factories import World, paris
from tests.properties import oracle
from tests.strict import StrictClient

DEEP = hypothesis_settings.default.max_examples > 1000
DAYS = st.dates(date(2024, 1, 1), date(2039, 12, 31))
NEAR = st.frozensets(st.integers(1, 60), max_size=5)
MONTHS = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août",
    "septembre", "octobre", "novembre", "décembre",
]  # fmt: skip
COUNTS = {"Un": 1, "Deux": 2, "Trois": 3, "Quatre": 4, "Six": 6, "Douze": 12}
DATE = rf"(\d+)(?:er)? ({'|'.join(MONTHS)}) (\d{{4}})"
ONE = timedelta(days=1)
# How a line begins that says what an act gave to a step.
GAINED = ("La prolongation donne", "Le délai a été suspendu, et", "a changé de mains")


def dates_in(words: str) -> list[date]:
    """The dates of a sentence, in order."""
    found = re.findall(DATE, words.replace("\u00a0", " "))
    return [date(int(y), MONTHS.index(m) + 1, int(d)) for d, m, y in found]


def number_in(words: str) -> int:
    found = re.search(r"(\d+) jour", words.replace("\u00a0", " "))
    assert found, words
    return int(found[1])


def read_working_days(words: str) -> date:
    """Count as the text says to: from the next day, but Saturdays, Sundays and those named."""
    zero, *off, last = dates_in(words)
    left, day = number_in(words), zero
    while left:
        day += ONE
        left -= day.weekday() < 5 and day not in off
    assert day == last, words
    return day


def read_months(words: str, closures: set[date]) -> date:
    """Turn the pages of the calendar, then move to a worked day when the text says so."""
    start, raw, *moved = dates_in(words)
    count = re.search(r"(\w+) mois après", words)
    assert count, words
    months = COUNTS.get(count[1]) or int(count[1])
    page = start.replace(day=1)
    for _ in range(months):
        page = (page + 31 * ONE).replace(day=1)
    end = (page + 31 * ONE).replace(day=1) - ONE
    assert raw == min(page + (start.day - 1) * ONE, end), words
    last = oracle.next_worked(raw, closures)
    assert moved in ([], [last]), words
    assert ("n’est pas travaillé" in words) == (last != raw), words
    return last


@given(start=DAYS, delay=st.integers(1, 40), near=NEAR)
def test_p40_worked_days_are_explained_so_that_they_can_be_counted_again(
    start: date, delay: int, near: frozenset[int]
) -> None:
    calendar = WorkingCalendar(closures=frozenset(start + n * ONE for n in near))
    zero = calendar.next_working(start)
    due = calendar.add_working_days(zero, delay)
    assert read_working_days(explanations.of_working_days(zero, delay, due, calendar)) == due


@given(start=DAYS, months=st.integers(1, 12), near=NEAR)
def test_p40_months_are_explained_so_that_they_can_be_counted_again(
    start: date, months: int, near: frozenset[int]
) -> None:
    # Closures around where the months lead.
    closures = {start + (30 * months + n - 30) * ONE for n in near}
    calendar = WorkingCalendar(closures=frozenset(closures))
    due = calendar.add_months(start, months)
    assert read_months(explanations.of_months(start, months, due, calendar), closures) == due


@given(start=DAYS, count=st.integers(1, 30), months=st.booleans(), near=NEAR)
@hypothesis_settings(max_examples=500 if DEEP else 25)
def test_p40_the_command_explains_the_date_that_it_prints(
    db: None, start: date, count: int, months: bool, near: frozenset[int]
) -> None:
    count = min(count, 12) if months else count
    closures = {start + n * ONE for n in near}
    with transaction.atomic():
        ClosureDay.objects.bulk_create(ClosureDay(day=day, label="pont") for day in closures)
        said = StringIO()
        unit = "--months" if months else "--working-days"
        call_command("due", "--from", str(start), unit, str(count), "--explain", stdout=said)
        transaction.set_rollback(True)
    printed, words = said.getvalue().splitlines()
    counted = words.partition("Le délai est de")
    read = read_months(words, closures) if months else read_working_days("".join(counted[1:]))
    assert read == date.fromisoformat(printed)


# --- The page of a dossier, after extensions, pauses, closures, reassignments ---


def read_page(lines: list[str], closures: set[date]) -> tuple[date | None, date | None]:
    """The date of the step and the promise, as the lines lead to them; None: stands still."""
    step: date | None = None
    promise: date | None = None
    for line in lines:
        found = dates_in(line)
        if line.startswith("Le délai est de"):
            step = read_working_days(line)
        elif line.startswith("La Ville promet"):
            promise = read_promise(line, closures)
        elif any(why in line for why in GAINED):
            if step is not None and "de plus" in line:
                # The count comes last: « au moins cinq jours ouvrés : 2 jours ouvrés de plus ».
                more = number_in(line.rpartition(" :")[2])
                assert found == [oracle.working_days_after(step, more, closures)], line
            (step,) = found
        elif line.startswith("Une étape ne peut pas dépasser"):
            assert step is not None
            step = min(step, *found)
        elif (
            "jour de fermeture" in line or "reprend avec la date" in line or "elle-même" in line
        ):
            (step,) = found
    return step, promise


def read_promise(line: str, closures: set[date]) -> date:
    months, _, rest = line.partition(" La date promise a été arrêtée")
    due = read_months(months.replace("Le délai a été prolongé une fois.", ""), closures)
    if rest:
        moved = oracle.next_worked(due + number_in(rest) * ONE, closures)
        assert dates_in(rest) == [moved], line
        due = moved
    return due


def explained(page: str) -> list[str]:
    """The lines of « comment cette date est calculée »."""
    block = re.search(r"Comment cette date est calculée.*?</details>", page, re.DOTALL)
    assert block, "the page explains its dates"
    lines = re.findall(r"<li>(.*?)</li>", block[0], re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]*>", "", line)).strip() for line in lines]


ACTS = st.tuples(
    st.sampled_from(["extend", "question", "meeting", "closure", "reassign", "answer", "wait"]),
    st.integers(1, 25),
)


def act(world: World, dossier: Dossier, what: str, count: int, at: datetime) -> None:
    """Do one of the acts that move dates; a refusal moves none."""
    day = at.date() + count * ONE
    if what == "closure":
        near = oracle.next_worked(day)
        ClosureDay.objects.get_or_create(day=near, defaults={"label": "pont"})
        return
    here = Dossier.objects.get(pk=dossier.pk).service
    other = world.service if here == world.other_service else world.other_service
    acts: dict[str, Any] = {
        "extend": lambda: actions.extend(
            dossier.pk, by=world.agency, at=at, months=1 + count % 2,
            reason_code="study", text="Un comptage.",
        ),
        "question": lambda: actions.ask_complement(
            dossier.pk, by=world.agency, at=at, questions="Où ?", until=day
        ),
        "meeting": lambda: actions.schedule_meeting(
            dossier.pk, by=world.holder, at=at, meeting_on=day
        ),
        "wait": lambda: actions.ask_wait(
            dossier.pk, by=world.agency, at=at, third_party="L’agglomération", check_on=day
        ),
        "answer": lambda: actions.answer_complement(
            dossier.pk, by=world.referent, at=at, reply="Ici."
        ),
        "reassign": lambda: actions.reassign(
            dossier.pk, by=world.agency, at=at, service=other, reason="C’est eux."
        ),
    }  # fmt: skip
    try:
        acts[what]()
    except ActRefused as refusal:
        assert str(refusal).endswith(".")


@given(
    turns=st.lists(st.tuples(st.integers(1, 20), ACTS), min_size=2, max_size=5),
)
@hypothesis_settings(
    max_examples=400 if DEEP else 12,
    derandomize=not DEEP,
    # Five acts are few enough to be read as they are: making them fewer takes minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
def test_p40_the_page_explains_the_dates_that_it_shows(
    db: None, turns: list[tuple[int, tuple[str, int]]]
) -> None:
    with transaction.atomic():
        world = World()
        dossier, at = world.studied(), paris(2026, 4, 16, 9)
        for days, (what, count) in turns:
            day = oracle.next_worked(at.date() + days * ONE, closed())
            at = datetime(day.year, day.month, day.day, 9, tzinfo=PARIS)
            world.sweep(at)
            act(world, dossier, what, count, at)
            world.sweep(at + timedelta(hours=1))
            check_page(dossier, at + timedelta(hours=1))
        transaction.set_rollback(True)


def closed() -> set[date]:
    return set(ClosureDay.objects.values_list("day", flat=True))


def check_page(dossier: Dossier, at: datetime) -> None:
    dossier.refresh_from_db()
    with time_machine.travel(at, tick=False):
        page = StrictClient().get(f"/dossiers/{dossier.reference}/").content.decode()
    lines = explained(page)
    step, promise = read_page(lines, closed())
    owed = Obligation.objects.get(dossier=dossier, principal=True, closed_at=None)
    assert step == (None if dossier.suspended else owed.due_on), lines
    assert promise == (None if dossier.stopped_on else dossier.promised_on), lines


@pytest.mark.parametrize("what", ["extend", "wait", "reassign"])
def test_p40_a_day_closed_after_the_act_is_explained_too(world: World, what: str) -> None:
    dossier, at = world.studied(), paris(2026, 5, 12, 9)
    act(world, dossier, what, 3, at)
    world.sweep(paris(2026, 5, 18, 9))
    owed = Obligation.objects.get(dossier=dossier, principal=True, closed_at=None)
    before = owed.due_on
    ClosureDay.objects.create(day=before, label="pont")
    world.sweep(paris(2026, 5, 18, 10))
    owed.refresh_from_db()
    assert owed.due_on > before
    check_page(dossier, paris(2026, 5, 18, 11))


@pytest.mark.parametrize("days", [1, 9, 16])
def test_p40_a_promise_that_stood_still_is_explained_with_its_days(
    world: World, days: int
) -> None:
    dossier, at = world.studied(), paris(2026, 4, 28, 9)
    act(world, dossier, "question", 25, at)
    check_page(dossier, at)
    answered = at + days * ONE
    act(world, dossier, "answer", 0, answered)
    check_page(dossier, answered)
    act(world, dossier, "extend", 1, answered)
    check_page(dossier, answered)
