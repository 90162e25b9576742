"""What everybody and a member ask alike: each is answered with what he or she may read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from circuits.readers import ANONYMOUS, viewer
from circuits.written import AsRead
from participation.clock import local_day
from tests.factories import World, paris

START = paris(2026, 4, 2, 10)


def test_p07_each_reader_finds_what_he_or_she_may_read(world: World) -> None:
    draft, sent = world.draft(START, by=world.member), world.deposit(START)
    keys = [draft.pk, sent.pk]
    asked: list[Any] = []

    def chosen(readable: Any, keys: Sequence[int]) -> Any:
        asked.append(keys)
        return readable.filter(pk__any_of=keys).order_by("pk")

    objects = AsRead(chosen)
    rows = AsRead(lambda readable, keys: chosen(readable, keys).values_list("pk"))
    of_the_council = viewer(world.member, local_day(START))
    for _ in range(2):
        # One after the other: nothing is left of the reader before.
        assert [one.pk for one in objects.objects(of_the_council, keys)] == keys
        assert [one.pk for one in objects.objects(ANONYMOUS, keys)] == [sent.pk]
        assert objects.objects(ANONYMOUS, keys[:1]) == []
        assert rows.rows(of_the_council, keys) == [(draft.pk,), (sent.pk,)]
        assert rows.rows(ANONYMOUS, keys) == [(sent.pk,)]
    # Everybody's was written once, a member's each time.
    assert len(asked) == 2 * (1 + 2)
