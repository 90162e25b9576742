"""« Mon quartier »: from what people type to their council."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from participation import my_quarter
from participation.models import Quarter, Street
from participation.street_names import (
    LONGEST,
    addresses_in,
    key_of,
    named_readings,
    order_of,
    readings,
)
from tests.factories import World
from tests.factories.meetings import announce
from tests.factories.models import CouncilFactory, TerritoryFactory
from tests.factories.world import paris

NOW = paris(2026, 4, 20)


@pytest.fixture
def now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield NOW


def street(name: str, territory: Any, **fields: Any) -> Street:
    made = Street(name=name, territory=territory, **fields)
    made.full_clean()
    made.save()
    return made


def ask(text: str, client: Client | None = None) -> str:
    answer = (client or Client()).get("/mon-quartier/", {"rue": text})
    assert answer.status_code == 200
    page = str(answer.content.decode())
    return page[page.index("<main") : page.index("</main")]


# --- The names -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("RUE DE L'ECLUSE", "Rue de l’Écluse"),
        ("r. de l ecluse", "Rue de l’Écluse"),
        ("Bd  Léon Gambetta", "Boulevard Léon-Gambetta"),
        ("av. du Gal de Gaulle", "Avenue du Général-de-Gaulle"),
        ("pl St-Étienne", "Place Saint-Étienne"),
        ("rue du Sacre Coeur", "Rue du Sacré-Cœur"),
        ("grand rue", "Grand’Rue"),
    ],
)
def test_two_spellings_are_one_street(typed: str, meant: str) -> None:
    assert key_of(typed) == key_of(meant)


def test_a_number_is_read_around_the_name_and_never_inside_it() -> None:
    numbers = {
        "12 bis, rue de Soultz": 12,
        "33a rue de Soultz": 33,
        "rue de Soultz, n° 7": 7,
        "7 rue de Soultz 68200 Mulhouse": 7,
    }
    for text, number in numbers.items():
        ways = [way for way in readings(text, "Mulhouse") if way.exactly(" rue soultz ")]
        assert [way.number for way in ways] == [number], text
    assert readings("17 novembre")[0].number is None
    assert all("rue" not in way.words[1:] for way in readings("rue de Mulhouse", "Mulhouse"))
    assert ("rue",) not in [way.words for way in readings("rue de Mulhouse", "Mulhouse")]
    assert readings("") == readings(" ,;’ ") == []


def test_an_address_is_read_out_of_a_search() -> None:
    assert addresses_in("trottoirs de la rue Neppert") == ["rue neppert"]
    assert addresses_in("12 bis rue de Soultz") == ["12 bis rue de soultz"]
    assert addresses_in("éclairage, 3 place de la Paix") == ["3 place de la paix"]
    assert addresses_in("passage piéton, rue Thann")[1:] == ["rue thann"]
    assert addresses_in("fontaine") == addresses_in("des rues") == addresses_in("la rue") == []
    assert addresses_in("<b>\u202e" * 900) == []
    assert len(addresses_in("rue " * 90)) == 3


def test_a_search_keeps_the_kind_of_street_and_may_say_more_behind_it() -> None:
    ways = named_readings("square Roosevelt cassé")
    assert all(way.words[0] == "square" for way, _ in ways)
    assert [way.words for way, only_exactly in ways if only_exactly] == [
        ("square", "roosevelt")
    ]


def test_lists_are_read_by_the_telling_word() -> None:
    names = ["Rue de l’Écluse", "Avenue Zuber", "Place de la Bourse", "Rue"]
    assert sorted(names, key=order_of)[:2] == ["Place de la Bourse", "Rue de l’Écluse"]


# --- The list ------------------------------------------------------------------------


@pytest.mark.django_db
def test_no_number_is_in_two_rows(world: World) -> None:
    here, there = world.council.territory, world.other_council.territory
    street("Rue de Bâle", here, last_number=99)
    street("Rue de Bâle", there, first_number=100, side="even")
    street("Rue de Bâle", here, first_number=100, side="odd")
    for fields in (
        {},
        {"first_number": 99},
        {"side": "odd", "last_number": 1},
        {"first_number": 150, "last_number": 150},
    ):
        with pytest.raises(ValidationError, match="déjà"):
            street("rue de bale", there, **fields)
    with pytest.raises(ValidationError, match="avant le premier"):
        street("Rue Neuve", here, first_number=9, last_number=3)
    elsewhere = Quarter.objects.create(territory=there, name="Ailleurs")
    with pytest.raises(ValidationError, match="pas dans ce secteur"):
        street("Rue Neuve", here, quarter=elsewhere)
    for name in ("=1+1", "…", "-", "x" * 121):
        with pytest.raises(ValidationError):
            street(name, here)


# --- The answer ----------------------------------------------------------------------


@pytest.mark.django_db
def test_a_street_leads_to_its_council_its_meeting_and_its_demandes(
    world: World, now: Any, client: Client, django_assert_max_num_queries: Any, caplog: Any
) -> None:
    council = world.council
    quarter = Quarter.objects.create(territory=council.territory, name="L’Écluse")
    street("Rue de l’Écluse", council.territory, quarter=quarter)
    waiting = world.deposit(paris(2026, 4, 2), title="Une demande qui attend")
    answered = world.answered(paris(2026, 4, 2), title="Une demande répondue")
    hidden = world.deposit(paris(2026, 4, 2), title="Secrète", visibility="members")
    meeting = announce(world, paris(2026, 5, 5, 18))
    caplog.set_level(logging.DEBUG)
    with django_assert_max_num_queries(12):
        answer = client.get("/mon-quartier/", {"rue": "12 R. DE L'ECLUSE"})
    page = answer.content.decode()
    assert "12 rue de l’Écluse" in page
    assert "quartier L’Écluse" in page
    assert f'href="{council.get_absolute_url()}"' in page
    assert meeting.get_absolute_url() in page
    assert waiting.get_absolute_url() in page
    assert answered.get_absolute_url() not in page
    assert hidden.get_absolute_url() not in page
    assert "1 demande attend" in page
    # Nothing of it is kept: no cache, no search engine, no line of a log, no cookie.
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert 'name="robots" content="noindex"' in page
    # (Tests log their own queries, which hold it: a site at work does not.)
    ours = [r for r in caplog.records if not r.name.startswith("django.db")]
    assert not [r for r in ours if "ecluse" in r.getMessage().lower()]
    assert not answer.cookies
    assert Street.objects.count() == 1


@pytest.mark.django_db
def test_each_kind_of_answer_is_said(world: World, now: Any) -> None:
    here, there = world.council, world.other_council
    street("Rue de Bâle", here.territory, last_number=99)
    street("Rue de Bâle", there.territory, first_number=100, last_number=200)
    street("Rue du 17-Novembre", here.territory)
    street("Place Franklin", there.territory)
    street("Rue Franklin", here.territory)
    street("Rue de Thann", TerritoryFactory(name="Plaine"))
    # One street that two councils share: its number says which.
    page = ask("bale")
    assert "Tout dépend du numéro" in page
    assert "Jusqu’au 99" in page
    assert page.index("Jusqu’au 99") < page.index("Du 100 au 200")
    assert "Votre conseil" not in page
    page = ask("101 rue de Bâle")
    assert "Votre conseil" in page
    assert f'href="{there.get_absolute_url()}"' in page
    assert "Le numéro 999 n’est pas dans la liste" in ask("999 rue de Bâle")
    # A number that belongs to the name, and a wrong kind of street.
    assert "Votre conseil" in ask("17 novembre")
    assert "Votre conseil" in ask("avenue du 17 Novembre")
    # Several streets, none, one that is misspelt, one without council.
    page = ask("franklin")
    assert "2 rues répondent" in page
    assert 'href="?rue=Place%20Franklin"' in page
    assert "Votre conseil" in ask("place franklin")
    assert "n’est pas dans la liste" in ask("rue du Néant")
    assert 'href="?rue=Place%20Franklin"' in ask("frankin")
    assert "secteur Plaine, où aucun conseil" in ask("rue de thann")


@pytest.mark.django_db
def test_too_many_streets_ask_for_one_more_word(world: World, now: Any) -> None:
    for number in range(30):
        street(f"Rue {chr(97 + number % 26)}{number}x", world.council.territory)
    page = ask("rue")
    assert "Beaucoup de rues" in page
    assert page.count('<a href="?rue=') == my_quarter.MOST


@pytest.mark.django_db
def test_a_street_follows_its_council_when_it_is_merged(world: World) -> None:
    old, heir = world.council, world.other_council
    street("Rue de Soultz", old.territory)
    old.dissolved_on, old.successor = date(2026, 5, 1), heir
    old.save()
    for on, council in ((date(2026, 4, 30), old), (date(2026, 5, 1), heir)):
        answer = my_quarter.answer("soultz", on=on)
        assert answer.councils == [council]
    twin = CouncilFactory(territory=old.territory)
    assert my_quarter.answer("soultz", on=date(2026, 5, 1)).councils == [twin]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE participation_street; --",
        "%",
        "_",
        "\x00\x07",
        "\u202eeur",
        "🏠" * 400,
        "ﷺ" * 120,
        "a" * 5000,
        "rue " * 500,
        "12",
        "99999999999999999999 rue",
    ],
)
def test_whatever_is_typed_is_answered(
    world: World, typed: str, django_assert_max_num_queries: Any, client: Client
) -> None:
    street("Rue de Soultz", world.council.territory)
    street("Rue de Thann", world.other_council.territory)
    with django_assert_max_num_queries(8):
        page = ask(typed, client)
    assert "Votre conseil" not in page
    assert "<script>" not in page
    assert len(page) < 12_000 + 6 * LONGEST


@pytest.mark.django_db
def test_without_council_nor_street_the_page_is_kind(client: Client) -> None:
    assert "Aucun conseil pour le moment" in ask("", client)
    assert "n’est pas dans la liste" in ask("rue de Soultz", client)
