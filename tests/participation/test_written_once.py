"""A query whose SQL is written once answers each person and each day as the queryset would."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db.models import Count, QuerySet

from participation.models import Council, Mandate, Territory
from participation.written_once import WrittenOnce
from tests.factories import World, paris

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


def test_instances_come_with_what_is_joined_and_annotated(
    world: World, django_assert_num_queries: Any
) -> None:
    council = world.council
    query = WrittenOnce(
        lambda pk: (
            Council.objects.filter(pk=pk)
            .select_related("territory", "successor")
            .annotate(sitting=Count("mandates"))
        )
    )
    for _ in range(2):
        with django_assert_num_queries(1):
            (found,) = query.objects(council.pk)
            assert found == council
            assert found.territory == Territory(pk=council.territory_id)
            assert found.successor is None
        assert found.sitting == council.mandates.count()
        assert not found._state.adding
    assert query.objects(0) == []


@pytest.mark.parametrize("chosen", [[], [0], [1], [0, 2], [0, 1, 2]])
def test_one_of_a_list_of_any_length(world: World, chosen: list[int]) -> None:
    slugs = ["a", "b", "c"]
    territory = world.council.territory
    made = [
        Council.objects.create(
            name=f"Conseil {slug}", slug=slug, territory=territory, founded_on=DAY
        )
        for slug in slugs
    ]

    def by(name: str) -> WrittenOnce:
        def build(values: Sequence[Any]) -> QuerySet[Any]:
            return Council.objects.filter(**{f"{name}__any_of": values}).order_by("pk")

        return WrittenOnce(build)

    keys, words, places = by("pk"), by("slug"), by("territory_id")
    asked = [made[n] for n in chosen]
    # The first time of this choice, the second of another: written from either.
    for some in (asked, made, made[:1], []):
        assert keys.objects([one.pk for one in some]) == some
        assert words.objects([one.slug for one in some]) == some
        found = places.objects([territory.pk] if some else [])
        assert [one for one in found if one in made] == (made if some else [])
    assert words.objects(["c’est", 'un "mot"', "{a,b}", ""]) == []


def test_of_an_empty_list_nothing_is_asked(
    world: World, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert not Council.objects.filter(pk__any_of=[])
        assert Council.objects.filter(pk__any_of=[]).update(name="Personne") == 0
    assert Council.objects.exclude(pk__any_of=[]).count() == Council.objects.count()


def test_a_moment_is_not_its_day(world: World) -> None:
    def since(day: date, at: datetime) -> QuerySet[Any]:
        return Mandate.objects.filter(starts_on__lte=day, user__date_joined__lte=at)

    query = WrittenOnce(since)
    count = Mandate.objects.count()
    assert count
    assert len(query.objects(DAY, paris(2100, 1, 1))) == count
    assert query.objects(DAY, paris(2000, 1, 1)) == []
    assert query.objects(date(1900, 1, 1), paris(2100, 1, 1)) == []


def test_words_are_never_sql(world: World) -> None:
    query = WrittenOnce(lambda name: Council.objects.filter(name=name))
    council = world.council
    for name in ("'; DROP TABLE x; --", "%s", "100 %", "\\", council.name.upper()):
        assert query.objects(name) == []
    assert query.objects(council.name) == [council]
