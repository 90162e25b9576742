"""A query whose SQL is written once answers each person and each day as the queryset would."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from participation.models import Mandate
from participation.written_once import WrittenOnce
from tests.factories import World

DAY = date(2026, 4, 2)


def test_p07_each_asks_with_its_own_values(world: World) -> None:
    mandate = Mandate.objects.get(user=world.member)
    mandate.ends_on = DAY
    mandate.save()
    written: list[Any] = []

    def roles(user: int, on: date) -> QuerySet[Any]:
        written.append(user)
        return Mandate.objects.active_on(on).of(user).values_list("role", "user_id")

    query = WrittenOnce(roles)
    after = DAY + timedelta(days=1)
    for user in (world.referent, world.member, world.agency):
        for day in (DAY, after):
            assert query.rows(user.pk, day) == list(
                Mandate.objects.active_on(day).of(user).values_list("role", "user_id")
            )
    assert query.rows(world.member.pk, DAY)
    assert not query.rows(world.member.pk, after)
    assert len(written) == 1
