"""The Atom feeds: public words only (P24), entries that keep their name, few queries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from circuits import actions
from circuits.models import Dossier, Event
from participation.models import Council
from tests.factories import CouncilFactory, World, paris
from tests.factories.offers import OfferWorld
from tests.flows.test_private_words import INNER, MARKERS, life
from tests.strict import StrictClient, signed_in

START = paris(2026, 4, 2)
NOON = paris(2026, 7, 3, 12)
ATOM = "{http://www.w3.org/2005/Atom}"


def feeds_of(dossier: Dossier) -> list[str]:
    """Every feed in which something of this demande could be."""
    assert dossier.council is not None
    return [
        "/flux/dossiers.atom",
        f"/conseils/{dossier.council.slug}/flux.atom",
        f"/dossiers/{dossier.reference}/flux.atom",
    ]


def read(url: str, client: Any = None) -> ElementTree.Element:
    answer = (client or StrictClient()).get(url)
    assert answer.status_code == 200, url
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


def texts(feed: ElementTree.Element, name: str) -> list[str]:
    found = [e.findtext(f"{ATOM}{name}") or "" for e in feed.iter(f"{ATOM}entry")]
    return [text.replace("\u00a0", " ") for text in found]


def all_text(feed: ElementTree.Element) -> str:
    return " ".join(feed.itertext())


@pytest.mark.parametrize("who", ["anonymous", "other_referent", "agency"])
def test_p24_the_feeds_hold_no_private_text(world: World, who: str) -> None:
    dossier = life(world)
    for day in (3, 10, 17, 24):
        world.sweep(paris(2026, 4, day, 9))
    client = StrictClient() if who == "anonymous" else signed_in(getattr(world, who))
    people = (world.holder, world.head, world.agency, world.elected, world.referent)
    with time_machine.travel(NOON):
        for url in feeds_of(dossier):
            found = all_text(read(url, client))
            assert "Demande 2026-001" in found
            assert "Texte en cours de relecture" in found
            for name, marker in MARKERS.items():
                assert marker not in found, f"{name} in {url}"
            for person in people:
                assert person.get_full_name() not in found
                assert person.email not in found
        actions.proofread(dossier.pk, by=world.agency, at=NOON)
        for url in feeds_of(dossier):
            found = all_text(read(url, client))
            assert MARKERS["title"] in found, "the title is public after its relecture"
            for name in INNER:
                assert MARKERS[name] not in found, f"{name} in {url}"


@pytest.mark.parametrize("visibility", ["members", "private"])
@pytest.mark.parametrize("who", ["anonymous", "referent", "agency"])
def test_p24_what_is_not_public_is_in_no_feed(world: World, visibility: str, who: str) -> None:
    dossier = world.answered(START, title="ZTITREZ", visibility=visibility)
    client = StrictClient() if who == "anonymous" else signed_in(getattr(world, who))
    with time_machine.travel(NOON):
        everything, council, alone = feeds_of(dossier)
        assert client.get(alone).status_code == 404
        for url in (everything, council):
            feed = read(url, client)
            assert not texts(feed, "id")
            assert dossier.label not in all_text(feed)


@pytest.mark.parametrize("number", ["demande-2026-999", "demande-x", "rien"])
def test_an_unknown_number_or_council_has_no_feed(world: World, number: str) -> None:
    client = StrictClient()
    assert client.get(f"/dossiers/{number}/flux.atom").status_code == 404
    assert client.get(f"/conseils/{number}/flux.atom").status_code == 404
    world.draft(START)
    assert client.get("/dossiers/demande-2026-001/flux.atom").status_code == 404


def test_each_public_event_is_one_entry_with_its_sentence(world: World) -> None:
    dossier = world.answered(START)
    feed = read(f"/dossiers/{dossier.reference}/flux.atom")
    public = dossier.events.filter(audience="public")
    titles = texts(feed, "title")
    assert len(titles) == public.count() > 4
    assert titles[0] == "Demande 2026-001 – Réponse de la Ville : acceptée."
    assert titles[-1].startswith("Demande 2026-001 – Conseil participatif Essai")
    for entry in feed.iter(f"{ATOM}entry"):
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert link.attrib["href"].startswith(
            f"http://testserver/dossiers/{dossier.reference}/#evenement-"
        )


def test_names_of_entries_are_stable_and_their_own(world: World) -> None:
    dossier = world.answered(START)
    urls = feeds_of(dossier)
    before = [texts(read(url), "id") for url in urls]
    assert before[0] == before[1] == before[2], "one event has one name in every feed"
    assert len(set(before[0])) == len(before[0])
    assert before[0][-1] == "tag:testserver,2026-04-02:demande-2026-001:1"
    actions.proofread(dossier.pk, by=world.agency, at=START + timedelta(days=1))
    assert texts(read(urls[0]), "id")[1:] == before[0]
    own = {read(url).findtext(f"{ATOM}id") for url in urls}
    assert len(own) == 3


@pytest.mark.parametrize(
    ("at", "offset"), [(paris(2026, 1, 15), "+01:00"), (paris(2026, 7, 15), "+02:00")]
)
def test_dates_are_those_of_paris(world: World, at: datetime, offset: str) -> None:
    dossier = world.deposit(at)
    for url in feeds_of(dossier):
        feed = read(url)
        for date_text in (feed.findtext(f"{ATOM}updated"), *texts(feed, "updated")):
            assert date_text == f"{at:%Y-%m-%dT%H:%M:%S}{offset}"


HOSTILE = [
    "<script>alert(1)</script> & <b>gras</b>",
    "]]> &amp; &lt;",
    "Un \x0bsaut\x1f et\x08 un \ufffesigne",
    "Une place 🌳🚲 pour tous 👩‍👧",
    "عنوان بالعربية \u202eenvers\u2067",
    "« L’été » à Coteaux",
]


@pytest.mark.parametrize("title", HOSTILE)
def test_hostile_titles_stay_words(world: World, title: str) -> None:
    dossier = world.deposit(START, title=title)
    actions.proofread(dossier.pk, by=world.agency, at=START)
    for url in feeds_of(dossier):
        feed = read(url)  # well-formed, or this fails
        summary = texts(feed, "summary")[0]
        assert "<script" not in summary
        assert "<b>" not in summary
        for mark in ("\x0b", "\x1f", "\ufffe", "\u202e", "\u2067"):
            assert mark not in all_text(feed)
    for kept in ("🌳🚲", "👩‍👧", "عنوان بالعربية", "« L’été »"):
        assert (kept in summary) == (kept in title)


def test_a_tag_answers_304_until_something_happens(world: World) -> None:
    dossier = world.deposit(START)
    client = StrictClient()
    for url in feeds_of(dossier):
        first = client.get(url)
        assert "max-age=300" in first["Cache-Control"]
        assert first["Last-Modified"] == "Thu, 02 Apr 2026 08:00:00 GMT"
        with time_machine.travel(NOON):
            assert client.get(url, headers={"if-none-match": first["ETag"]}).status_code == 304
    world.qualify(dossier, START + timedelta(days=1))
    again = client.get(url, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert client.head(url).status_code == 200
    assert client.post(url).status_code == 405


def test_an_empty_feed_is_valid_and_does_not_change(world: World) -> None:
    for url in ("/flux/dossiers.atom", f"/conseils/{world.council.slug}/flux.atom"):
        first = StrictClient().get(url)
        with time_machine.travel(NOON):
            assert StrictClient().get(url).content == first.content
        assert read(url).findtext(f"{ATOM}updated")


def test_fifty_entries_and_as_many_queries_whatever_the_size(world: World) -> None:
    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            read(url)
        return len(seen)

    dossier = world.answered(START)
    before = {url: queries(url) for url in feeds_of(dossier)}
    assert max(before.values()) <= 5
    for _ in range(10):
        world.answered(START + timedelta(days=1))
    assert {url: queries(url) for url in feeds_of(dossier)} == before
    assert Event.objects.public().count() > 50
    assert len(texts(read("/flux/dossiers.atom"), "id")) == 50


def became(old: Council, new: Council, on: date) -> None:
    old.dissolved_on, old.successor = on, new
    old.save()


def test_a_renamed_council_keeps_its_address(world: World) -> None:
    """Whoever reads the old address goes on with the council that it has become."""
    before = world.deposit(START)
    new = CouncilFactory(name="Conseil Nouveau", founded_on=date(2026, 5, 1))
    old, became_on = world.council, date(2026, 5, 1)
    became(old, new, became_on)
    other = CouncilFactory()
    with time_machine.travel(NOON):
        entries = texts(read(f"/conseils/{old.slug}/flux.atom"), "id")
        assert entries == texts(read(f"/conseils/{new.slug}/flux.atom"), "id")
        assert f"tag:testserver,2026-04-02:{before.reference}:1" in entries
        assert "devenu Conseil Nouveau" in all_text(read(f"/conseils/{old.slug}/flux.atom"))
        assert not texts(read(f"/conseils/{other.slug}/flux.atom"), "id")


def test_an_offre_is_told_to_each_council_with_its_own_way(db: None) -> None:
    town = OfferWorld()
    offer = town.sent(START)
    town.decline_offer(offer, town.council, START + timedelta(days=1))

    def told(council: Any) -> str:
        return all_text(read(f"/conseils/{council.slug}/flux.atom"))

    mine, other = told(town.council), told(town.other_council)
    assert "Le square de la Charité" in mine
    assert "Le square de la Charité" in other
    assert str(town.council) in mine
    assert str(town.council) not in other
    assert str(town.council) in all_text(read(f"/dossiers/{offer.reference}/flux.atom"))


def test_an_offre_has_no_feed_before_it_is_sent(db: None) -> None:
    town = OfferWorld()
    offer = town.submitted(START)
    town.approve_offer(offer, START)
    assert StrictClient().get(f"/dossiers/{offer.reference}/flux.atom").status_code == 404
    assert not texts(read("/flux/dossiers.atom"), "id")


def links(page: str) -> Iterable[str]:
    import re

    return re.findall(r'type="application/atom\+xml"[^>]*href="([^"]*)"', page)


def test_pages_name_their_feed(world: World) -> None:
    public = world.deposit(START)
    kept = world.deposit(START, visibility="members")
    secret = world.deposit(START, visibility="private")
    client = signed_in(world.referent)
    with time_machine.travel(START):
        for url, feed in (
            ("/demandes/", ["/flux/dossiers.atom"]),
            ("/offres/", ["/flux/dossiers.atom"]),
            (f"/dossiers/{public.reference}/", [f"/dossiers/{public.reference}/flux.atom"]),
            (f"/dossiers/{kept.reference}/", []),
            (f"/dossiers/{secret.reference}/", []),
        ):
            assert list(links(client.get(url).content.decode())) == feed, url
