"""P33 on what people read: each event once a person, whatever the rhythm of the engine.

The lines of the mails are read back as a person would, and compared with the record.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from circuits import actions, sentences
from circuits.models import Dossier, Event
from participation.clock import local_day
from participation.french import short_date
from participation.models import Mail
from tests.factories import World, paris

START = paris(2026, 4, 13, 9)
WEEKS = 4
LAST = paris(2026, 5, 15, 9)
Line = tuple[str, str]
# The lines of the mails that a référent gets one by one, by the mail's code.
ALONE = {"M1": "deposited", "M2": "qualified", "M9": "answer_published"}

hours = st.integers(0, WEEKS * 7 * 24)
acts = st.tuples(hours, st.sampled_from(["deposit", "proofread", "forward"]))
passes = st.lists(hours, max_size=12)


def play(world: World, lives: list[tuple[int, str]], sweeps: list[int]) -> None:
    """The acts and the passes in the order of time, then the last Friday."""
    turns = sorted([*lives, *((hour, "sweep") for hour in sweeps)])
    for hour, what in turns:
        at = START + timedelta(hours=hour)
        if what == "sweep":
            world.sweep(at)
        elif what == "deposit":
            world.deposit(at)
        else:
            forward(world, what, at)
    world.sweep(LAST)


def forward(world: World, what: str, at: datetime) -> None:
    """Move the first dossier that can be, by whom it concerns."""
    if what == "proofread":
        waiting = Dossier.objects.filter(text_published_at=None, reference__isnull=False)
        if (dossier := waiting.order_by("pk").first()) is not None:
            actions.proofread(dossier.pk, by=world.agency, at=at)
        return
    dossier = Dossier.objects.filter(step__in=["A1", "A2", "A3", "A4", "A5"]).first()
    if dossier is None:
        return
    moves: dict[str, Any] = {
        "A1": world.qualify,
        "A2": world.accept,
        "A3": world.transmit,
        "A4": world.approve_service,
        "A5": world.approve_elected,
    }
    moves[dossier.step](dossier, at)


def read_by(address: str) -> Counter[Line]:
    """Every (dossier, line) that a person's weekly mails show."""
    found: Counter[Line] = Counter()
    for mail in Mail.objects.filter(code="Dg3", address=address):
        label = ""
        for raw in mail.text.replace("\u00a0", " ").splitlines():
            if raw.startswith("- "):
                label = raw[2:].partition(" : ")[0]
            elif raw.startswith("  ") and not raw.strip().startswith("http"):
                found[label, raw.strip()] += 1
    return found


def lines_of_the_record(events: Any) -> Counter[Line]:
    return Counter(
        (
            event.dossier.label,
            f"{short_date(local_day(event.at))} : {sentences.event_sentence(event)}".replace(
                "\u00a0", " "
            ),
        )
        for event in events.told()
    )


@given(lives=st.lists(acts, min_size=1, max_size=14), often=passes, seldom=passes)
@hypothesis_settings(max_examples=12)
def test_p33_each_event_is_read_once_whatever_the_rhythm_of_the_engine(
    db: None, lives: list[tuple[int, str]], often: list[int], seldom: list[int]
) -> None:
    told = []
    for sweeps in (often, seldom):
        with transaction.atomic():
            world = World()
            world.sweep(START - timedelta(minutes=30))
            play(world, lives, [*sweeps, *range(24, WEEKS * 7 * 24, 24 * 7)])
            public = Event.objects.filter(audience="public").exclude(code="reminded")
            everything = lines_of_the_record(public)
            seen = +Counter(
                {
                    line: count
                    for line, count in read_by(world.member.email).items()
                    if "relance" not in line[1]
                }
            )
            once = public.filter(told__mail__code__in=ALONE, told__address=world.member.email)
            seen += lines_of_the_record(once)
            assert seen == everything, "a member reads each event once"
            alone = Counter[Line]()
            for code, event in ALONE.items():
                mails = Mail.objects.filter(code=code, address=world.referent.email)
                assert mails.count() == public.filter(code=event).count()
                alone += lines_of_the_record(public.filter(code=event))
            missed = public.filter(code="promise_missed")
            alone += lines_of_the_record(missed)
            both = read_by(world.referent.email)
            both = Counter({k: n for k, n in both.items() if "relance" not in k[1]})
            assert both == everything - alone, "and none that came as a mail of its own"
            told.append(Counter(line[1] for line in seen.elements()))
            transaction.set_rollback(True)
    assert told[0].total() == told[1].total()
