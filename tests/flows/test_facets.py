"""The facets of the lists: counts that are true, addresses that can be shared."""

from __future__ import annotations

import re
from html import unescape
from itertools import product
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
import time_machine
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from circuits import actions
from circuits.filters import DossierFilter, OfferFilter, RequestFilter
from circuits.models import Dossier
from circuits.readers import ANONYMOUS, viewer
from circuits.views.frame import Frame
from participation.models import ClosureDay
from tests.factories import ThemeFactory, World, paris
from tests.factories.offers import OfferWorld
from tests.strict import StrictClient

START = paris(2026, 4, 2)
NOW = paris(2026, 9, 10)


@pytest.fixture
def town(db: None) -> OfferWorld:
    """Demandes and offres of two councils, two themes, two years, late or not."""
    town = OfferWorld()
    other = ThemeFactory(name="L’école & la rue")
    for at in (paris(2025, 11, 3), START):
        town.deposit(at)
        town.answered(at, theme=other)
    paused = town.deposit(paris(2026, 8, 31))
    town.qualify(paused, paris(2026, 8, 31))
    town.accept(paused, paris(2026, 8, 31))
    actions.ask_complement(
        paused.pk,
        by=town.holder,
        at=paris(2026, 9, 1),
        questions="Où exactement ?",
        until=paris(2026, 9, 30).date(),
    )
    town.sent(START, councils=[town.council])
    town.sent(START, councils=[town.other_council, town.third_council], theme=other)
    town.deposit(START, visibility="members")
    # Of this year nothing is public.
    town.deposit(paris(2024, 11, 4), visibility="members")
    town.deposit(START, visibility="private")
    return town


def frame(town: World, who: Any = None) -> Frame:
    calendar = ClosureDay.objects.calendar()
    reader = viewer(who, NOW.date()) if who else ANONYMOUS
    return Frame(at=NOW, calendar=calendar, town=town.town, viewer=reader)


def filtered(
    kind: type[DossierFilter], town: World, who: Any = None, **query: str
) -> DossierFilter:
    name = "offre" if kind is OfferFilter else "demande"
    seen = frame(town, who)
    readable = Dossier.objects.visible_to(seen.viewer).deposited().filter(kind=name)
    return kind(QueryDict(urlencode(query)), queryset=readable, frame=seen)


@pytest.mark.parametrize("reader", ["", "other_referent", "agency"])
@pytest.mark.parametrize("kind", [RequestFilter, OfferFilter])
def test_each_count_is_what_the_choice_gives(town: OfferWorld, kind: Any, reader: str) -> None:
    """Every choice of every facet, alone and beside each choice of another one."""
    who = getattr(town, reader, None)
    plain = filtered(kind, town, who)
    assert plain.total == plain.qs.count() > 1
    choices = [(n, v) for n, names in plain.names.items() for v in names]
    if kind is RequestFilter:
        assert all(plain.counts.values()), "the town has something of everything"
    for (name, value), (beside, kept) in product(choices, choices):
        found = filtered(kind, town, who, **{beside: kept})
        assert found.total == found.qs.count()
        if name != beside:
            both = filtered(kind, town, who, **{beside: kept, name: value})
            expected = both.qs.count()
            assert both.total == expected
            assert found.counts[name].get(value, 0) == expected, (name, value, beside, kept)


def chips(page: str) -> list[tuple[str, str]]:
    block = re.search(r'<ul class="chips".*?</ul>', page, re.DOTALL)
    if block is None:
        return []
    found = re.findall(r'class="chip" href="([^"]*)">(.*?)</a>', block[0], re.DOTALL)
    return [(unescape(url), re.sub(r"<[^>]*>|\s+", " ", text)) for url, text in found]


def test_each_choice_is_dropped_alone(town: OfferWorld) -> None:
    query = {"conseil": town.council.slug, "theme": town.theme.slug, "annee": "2026"}
    with time_machine.travel(NOW):
        client = StrictClient()
        page = client.get(f"/demandes/?{urlencode(query)}&page=2").content.decode()
        shown = chips(page)
        assert len(shown) == 3
        for (url, text), name in zip(shown, query, strict=True):
            left = dict(parse_qsl(url.removeprefix("?")))
            assert left == {k: v for k, v in query.items() if k != name}
            assert "Retirer le filtre" in text
            assert client.get(f"/demandes/{url}").status_code == 200
        assert f"Conseil\u00a0: {town.council}" in page.replace("&nbsp;", "\u00a0")


def test_choices_survive_the_pagination(town: OfferWorld) -> None:
    for _ in range(13):
        town.deposit(START)
    with time_machine.travel(NOW):
        query = f"conseil={town.council.slug}&annee=2026"
        page = StrictClient().get(f"/demandes/?{query}&inconnu=1").content.decode()
        following = [unescape(u) for u in re.findall(r'rel="next"\s+href="([^"]*)"', page)]
        assert following == [f"?{query}&page=2"]
        second = StrictClient().get(f"/demandes/{following[0]}").content.decode()
    assert len(chips(second)) == 2


NONSENSE = [
    "conseil=xx", "theme=%00", "etat=suites", "annee=20x6", "annee=-1", "annee=99999999999999",
    "retard=peut-etre", "conseil=a&conseil=b", "page=abc", "page=-3", "annee=%F0%9F%8C%B3",
    "conseil=%22%3E%3Cscript%3E", "inconnu=1", "etat=",
]  # fmt: skip


@pytest.mark.parametrize("query", NONSENSE)
@pytest.mark.parametrize("path", ["/demandes/", "/offres/"])
def test_nonsense_filters_nothing(town: OfferWorld, path: str, query: str) -> None:
    with time_machine.travel(NOW):
        plain = StrictClient().get(path)
        answer = StrictClient().get(f"{path}?{query}")
    assert answer.status_code == 200
    assert (
        answer.context["page_obj"].paginator.count == plain.context["page_obj"].paginator.count
    )
    assert not chips(answer.content.decode())


def test_a_value_that_means_nothing_does_not_drop_the_others(town: OfferWorld) -> None:
    good = filtered(RequestFilter, town, conseil=town.council.slug, annee="2025")
    mixed = filtered(
        RequestFilter, town, conseil=town.council.slug, annee="2025", etat="n-importe-quoi"
    )
    assert mixed.chosen == good.chosen
    assert list(mixed.qs) == list(good.qs)


def test_p24_what_is_not_public_is_not_counted(town: OfferWorld) -> None:
    # Whoever reads more comes first, and leaves to everybody what everybody reads.
    assert filtered(RequestFilter, town, town.agency).total == 8
    shown = filtered(RequestFilter, town)
    assert shown.total == Dossier.objects.public().filter(kind="demande").count() == 5


def test_as_many_queries_whatever_is_chosen_and_however_many(town: OfferWorld) -> None:
    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert StrictClient().get(url).status_code == 200
        return len(seen)

    every = f"?conseil={town.council.slug}&theme={town.theme.slug}&annee=2026&etat=a-l-etude"
    with time_machine.travel(NOW):
        for path in ("/demandes/", "/offres/"):
            queries(path)  # what the process keeps
            town.deposit(START)
            before = queries(path)
            # Nothing happened since: one query instead of a count of everything.
            assert queries(path) == before - 1
            assert before <= 12
            assert queries(path + every) <= 12
            for _ in range(3):
                town.deposit(START)
                town.sent(START)
            assert queries(path) == before
