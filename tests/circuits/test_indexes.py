"""Long lists are read by an index in their very order: an expression that differs is not."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory

from circuits.models import Dossier, OfferThread
from circuits.readers import viewer
from circuits.registers.reminders import ReminderRegister
from participation.clock import local_day
from participation.models import Mail
from tests.factories import World, paris

TODAY = local_day(paris(2026, 4, 2))


def journal(world: World) -> Any:
    return ReminderRegister().get_queryset(RequestFactory().get("/"))[:50]


def dossiers_of_the_agency(world: World) -> Any:
    seen = viewer(world.agency, TODAY, world.town)
    return Dossier.objects.visible_to(seen).deposited()[:12]


def mails_in_trouble(world: World) -> Any:
    return Mail.objects.in_trouble().order_by()


def offers_to_a_council(world: World) -> Any:
    return OfferThread.objects.filter(council=world.council).order_by("-sent_at", "-pk")[:4]


@pytest.mark.parametrize(
    ("rows", "index"),
    [
        (journal, "rung_journal_idx"),
        (dossiers_of_the_agency, "dossier_order_idx"),
        (mails_in_trouble, "mail_to_settle_idx"),
        (offers_to_a_council, "thread_council_idx"),
    ],
)
def test_a_long_list_has_its_index(world: World, rows: Any, index: str) -> None:
    with connection.cursor() as cursor:
        # A few rows are read faster without any: what counts is what is possible.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    plan = rows(world).explain()
    assert f"using {index}" in plan
    assert "Sort" not in plan
