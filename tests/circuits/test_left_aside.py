"""A dossier that the engine cannot treat does not keep the town from its reminders."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection

from circuits import health
from circuits.models import Delivery, Dossier, Rung, SweepRun
from circuits.sweep import _alone, sweep
from participation.models import Mail
from tests.factories import World, paris

pytestmark = pytest.mark.leaves_aside

LATE = paris(2026, 5, 21, 10)
# A row that the database refuses, for one address.
POISON = """
CREATE FUNCTION pg_temp.refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'refused'; END $$;
CREATE TRIGGER refuse BEFORE INSERT ON participation_mail FOR EACH ROW
WHEN (NEW.address = '{address}') EXECUTE FUNCTION pg_temp.refuse()
"""


@pytest.fixture
def two(world: World) -> tuple[Dossier, Dossier]:
    """Two dossiers at A3 since 2 April, late on 21 May, in one batch."""
    return world.studied(), world.studied()


def armed(dossier: Dossier) -> list[int]:
    rungs = Rung.objects.filter(obligation__dossier=dossier, state="armed")
    return list(rungs.values_list("pk", flat=True))


def told(dossier: Dossier) -> bool:
    late = Delivery.objects.filter(rung__obligation__dossier=dossier, rung__kind="relance")
    return late.filter(state="written").exists()


def readiness() -> tuple[bool, str]:
    return next((ok, why) for name, ok, why in health.checks() if name == "sweep")


def test_p19_the_others_are_reminded_and_the_operator_is_told(
    two: tuple[Dossier, Dossier], caplog: pytest.LogCaptureFixture
) -> None:
    broken, sound = two
    codes = dict(Rung.objects.filter(pk__in=armed(broken)).values_list("pk", "code"))
    for pk in codes:
        # No circuit ever defined such a rung: its rule cannot be found.
        Rung.objects.filter(pk=pk).update(code=f"z{pk}")
    with caplog.at_level(logging.ERROR, logger="circuits.sweep"):
        run = sweep(LATE, register_only=True)
    assert told(sound)
    assert not told(broken)
    assert run.finished_at is not None
    assert run.left_aside >= 1
    assert str(broken.pk) in caplog.text
    well, why = readiness()
    assert not well
    assert "de côté : le journal du serveur dit pourquoi" in why.replace("\xa0", " ")

    # At night, or beside another pass, a pass reminds nobody: it proves nothing.
    assert sweep(LATE + timedelta(hours=12), register_only=True).left_aside == 0
    assert not readiness()[0]
    with _alone():
        assert sweep(LATE + timedelta(hours=1), register_only=True).left_aside == 0
    assert not readiness()[0]

    for pk, code in codes.items():
        Rung.objects.filter(pk=pk).update(code=code)
    again = sweep(LATE + timedelta(hours=1), register_only=True)
    assert again.left_aside == 0
    # Its own holder had the mail of the day: what is new is told by the next one.
    sweep(LATE + timedelta(days=1), register_only=True)
    assert told(broken)
    assert readiness()[0]


def test_p19_a_mail_that_cannot_be_written_keeps_nobody_else_from_theirs(
    two: tuple[Dossier, Dossier], world: World
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(POISON.format(address=world.holder.email))
    run = sweep(LATE, register_only=True)
    assert run.left_aside == 1
    written = set(Mail.objects.filter(kind="duty").values_list("address", flat=True))
    assert world.holder.email not in written
    assert world.deputy.email in written
    assert all(told(one) for one in two)


def gone(execute: Any, sql: str, *args: Any) -> Any:
    """The server, which ends the connection when a dossier is locked."""
    if "SKIP LOCKED" in sql:
        raise OperationalError("server closed the connection unexpectedly")
    return execute(sql, *args)


def test_p19_a_server_that_is_gone_stops_the_pass(
    two: tuple[Dossier, Dossier], left_aside: list[str]
) -> None:
    """It is no defect of one dossier: one after the other, all would be left aside."""
    with connection.execute_wrapper(gone), pytest.raises(OperationalError):
        sweep(LATE, register_only=True)
    cut_short = SweepRun.objects.get()
    assert (cut_short.finished_at, cut_short.left_aside) == (None, 0)
    assert not left_aside
    assert sweep(LATE, register_only=True).left_aside == 0
    assert all(told(one) for one in two)
