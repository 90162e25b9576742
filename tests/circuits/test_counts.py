"""Counts that are kept: as long as nothing happens, and of what everybody reads only."""

from __future__ import annotations

import re

import pytest
import time_machine

from circuits import actions, counts
from tests.factories import World, paris
from tests.strict import StrictClient, signed_in

START = paris(2026, 4, 2)
NOON = paris(2026, 4, 3, 12)


def total(client: StrictClient, query: str = "") -> int:
    """What the list says of itself."""
    with time_machine.travel(NOON):
        page = client.get(f"/demandes/{query}")
    return int(page.context["page_obj"].paginator.count)


def test_an_act_is_counted_at_once(world: World) -> None:
    client = StrictClient()
    first = world.deposit(START)
    assert total(client) == 1
    world.deposit(START)
    assert total(client) == 2
    assert total(client, "?etat=close") == 0
    actions.withdraw(first.pk, by=world.referent, at=NOON, reason="Réglé.")
    assert total(client, "?etat=close") == 1


def test_p24_what_members_count_is_shown_to_nobody_else(world: World) -> None:
    world.deposit(START)
    world.deposit(START, visibility="members")
    public, member = StrictClient(), signed_in(world.member)
    for _ in range(2):
        assert (total(public), total(member)) == (1, 2)
        facets = public.get("/demandes/").content.decode()
        assert re.search(rf"{world.council}\u00a0\(1\)", facets)


def test_nothing_is_counted_twice_while_nothing_happens(world: World) -> None:
    asked: list[str] = []

    def count(word: str) -> str:
        return counts.of_everybody("mots", word, count=lambda: asked.append(word) or word)

    # A base in which nothing ever happened has nothing to go by.
    assert [count("a"), count("a")] == asked == ["a", "a"]
    world.deposit(START)
    assert [count("a"), count("b"), count("a")] == ["a", "b", "a"]
    assert asked == ["a", "a", "a", "b"]
    world.deposit(START)
    assert count("a") == "a"
    assert asked[-1] == "a"


@pytest.mark.parametrize("query", ["?conseil=%00&annee=" + "9" * 3000, "?theme=" + "é" * 3000])
def test_whatever_is_asked_makes_a_short_key(world: World, query: str) -> None:
    world.deposit(START)
    assert total(StrictClient(), query) == 1
