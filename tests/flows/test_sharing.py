"""Sharing a dossier: its card, its permanent address, its poster; public words only (P24)."""

from __future__ import annotations

import re
import zlib
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import time_machine
from django.core.cache import cache
from PIL import Image

from circuits import actions, posters, qr
from circuits.posters import Poster
from tests.factories import World, paris
from tests.factories.offers import OfferWorld
from tests.flows.test_private_words import INNER, MARKERS, life
from tests.strict import StrictClient, signed_in

START = paris(2026, 4, 2)
NOON = paris(2026, 7, 3, 12)
LONG = ("« L’été » à Coteaux, rue de l’Île : " + "un mot et encore un mot " * 20)[:300]


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    cache.clear()


def metas(page: str) -> dict[str, str]:
    found = re.findall(
        r'<meta (?:property|name)="((?:og|twitter):[^"]*)" content="([^"]*)"', page
    )
    return {name: unescape(value).replace("\u00a0", " ") for name, value in found}


def test_the_card_says_the_state_and_the_permanent_address(world: World) -> None:
    dossier = world.answered(START)
    actions.proofread(dossier.pk, by=world.agency, at=START)
    page = StrictClient().get(f"/dossiers/{dossier.reference}/?utm=x").content.decode()
    card = metas(page)
    assert card["og:title"] == f"Demande 2026-001 : {dossier.title}"
    assert card["og:description"].startswith("Réponse de la Ville le 2 avril 2026")
    assert len(card["og:description"]) <= 200
    assert card["og:url"] == f"http://testserver/dossiers/{dossier.reference}/"
    assert f'<link rel="canonical" href="{card["og:url"]}">' in page
    name = card["og:image"].rpartition("/")[2]
    drawn = Image.open(Path("static/img") / re.sub(r"\.\w{12}\.png", ".png", name))
    assert drawn.size == (1200, 630)


@pytest.mark.parametrize("kind", ["demande", "offre", "conseil", "projet", "site"])
def test_each_kind_has_its_drawing(kind: str) -> None:
    path = Path(f"static/img/partage-{kind}.png")
    assert Image.open(path).size == (1200, 630)
    assert path.stat().st_size < 60_000


def test_p24_neither_card_nor_share_nor_poster_holds_private_text(world: World) -> None:
    dossier = life(world)
    client = StrictClient()
    with time_machine.travel(NOON):
        page = client.get(f"/dossiers/{dossier.reference}/").content.decode()
        poster = client.get(f"/dossiers/{dossier.reference}/affiche.pdf").content
        head = unquote(page)
        for name, marker in MARKERS.items():
            assert marker not in head, name
        assert "Texte en cours de relecture" in metas(page)["og:title"]
        actions.proofread(dossier.pk, by=world.agency, at=NOON)
        page = client.get(f"/dossiers/{dossier.reference}/").content.decode()
        assert MARKERS["title"] in metas(page)["og:title"]
        for name in INNER:
            assert MARKERS[name] not in unquote(page), name
        # The title is in the description of the document, in clear in its UTF-16.
        after = client.get(f"/dossiers/{dossier.reference}/affiche.pdf").content
    assert title_of(poster) == "Demande 2026-001 : Texte en cours de relecture"
    assert title_of(after) == f"Demande 2026-001 : {MARKERS['title']}"


def title_of(pdf: bytes) -> str:
    """The title of a document, as its readers show it."""
    coded = re.search(rb"/Title <([0-9a-fA-F]+)>", pdf)
    plain = re.search(rb"/Title \(([^()]*)\)", pdf)
    assert coded or plain
    words = bytes.fromhex(coded[1].decode()).decode("utf-16") if coded else plain[1].decode()
    return words.replace("\u00a0", " ")


@pytest.mark.parametrize("visibility", ["members", "private"])
@pytest.mark.parametrize("who", ["anonymous", "referent", "agency"])
def test_p24_what_is_not_public_has_no_poster_and_no_card(
    world: World, visibility: str, who: str
) -> None:
    dossier = world.deposit(START, title="ZTITREZ", visibility=visibility)
    client = StrictClient() if who == "anonymous" else signed_in(getattr(world, who))
    with time_machine.travel(START):
        assert client.get(f"/dossiers/{dossier.reference}/affiche.pdf").status_code == 404
        answer = client.get(f"/dossiers/{dossier.reference}/")
        page = answer.content.decode()
        assert not metas(page)
        assert "affiche.pdf" not in page
        assert "mailto:" not in page.partition("<main")[2].partition("</main")[0]


def test_an_offre_has_its_poster_once_it_is_sent(db: None) -> None:
    town = OfferWorld()
    offer = town.submitted(START)
    path = f"/dossiers/{offer.reference}/affiche.pdf"
    assert StrictClient().get(path).status_code == 404
    town.approve_offer(offer, START)
    town.send(offer, START)
    assert StrictClient().get(path).status_code == 200
    page = StrictClient().get(f"/dossiers/{offer.reference}/").content.decode()
    assert metas(page)["og:title"] == f"{offer.label} : {offer.title}"
    assert "affiche.pdf" in page


def test_a_dossier_is_shared_without_anybody_s_button(world: World) -> None:
    dossier = world.deposit(START, title="L’été & « l’école » ?")
    actions.proofread(dossier.pk, by=world.agency, at=START)
    page = StrictClient().get(f"/dossiers/{dossier.reference}/").content.decode()
    url = f"http://testserver/dossiers/{dossier.reference}/"
    assert re.search(rf'<input[^>]*value="{url}"[^>]*readonly', page)
    mail = re.search(r'href="(mailto:\?[^"]*)"', page)
    assert mail is not None
    sent = unescape(mail[1])
    assert sent.isascii(), "an address of mail is encoded"
    subject, body = sent.removeprefix("mailto:?subject=").split("&body=")
    assert unquote(subject).replace("\u00a0", " ") == "Demande 2026-001 : L’été & « l’école » ?"
    assert url in unquote(body)
    # On paper: the same address as its code.
    side, path = qr.svg_path(url)
    assert f'd="{path}"' in page
    assert side > 20


# --- The poster ---


def said(**fields: Any) -> Poster:
    words = {
        "number": "Demande 2026-041",
        "title": "Un passage piéton",
        "who": "Conseil participatif Drouot",
        "state": "À l’étude par le service Voirie.",
        "day": "2 avril 2026",
        "url": "https://participation.exemple.fr/dossiers/demande-2026-041/",
        "town": "Mulhouse",
        "at": START,
    }
    return Poster(**{**words, **fields})


def streams(pdf: bytes) -> bytes:
    """What is drawn on the sheet, in clear."""
    found = re.findall(rb"stream\r?\n(x\x9c.*?)\r?\nendstream", pdf, re.DOTALL)
    return b"".join(zlib.decompressobj().decompress(one) for one in found)


def test_the_poster_is_one_french_titled_sheet_with_its_own_font() -> None:
    pdf = posters.draw(said())
    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Type /Page\n") == 1
    assert b"/Lang (fr-FR)" in pdf
    assert b"/DisplayDocTitle true" in pdf
    assert b"/MarkInfo" in pdf, "the code is described"
    assert b"/FontFile2" in pdf, "the font is inside"
    assert title_of(pdf) == "Demande 2026-041 : Un passage piéton"
    assert b"/URI (https://participation.exemple.fr/dossiers/demande-2026-041/)" in pdf


@pytest.mark.parametrize(
    "title",
    [
        LONG,
        "x" * 300,
        "🌳🚲" * 20,
        "",
        "<b>gras</b> & **gras** \x0b\x1f",
        "عنوان بالعربية \u202eenvers",
        "Une  ligne\nune autre",
    ],
)
def test_any_title_fits_on_the_sheet(title: str) -> None:
    pdf = posters.draw(said(title=title, state=LONG * 2))
    assert pdf.count(b"/Type /Page\n") == 1
    # No text is drawn below the foot's margin: heights are those of the page, from below.
    heights = [float(y) for y in re.findall(rb"BT [\d.]+ ([\d.]+) Td", streams(pdf))]
    assert heights
    assert min(heights) > 50


def test_the_same_words_are_the_same_bytes_and_another_word_is_not() -> None:
    assert posters.draw(said()) == posters.draw(said())
    assert posters.draw(said()) != posters.draw(said(state="Close."))


def test_a_poster_is_drawn_once_a_version(world: World) -> None:
    dossier = world.deposit(START)
    url = f"/dossiers/{dossier.reference}/affiche.pdf"
    client = StrictClient()
    with time_machine.travel(START):
        first = client.get(url)
        assert first["Content-Type"] == "application/pdf"
        assert (
            first["Content-Disposition"]
            == f'inline; filename="affiche-{dossier.reference}.pdf"'
        )
        assert "max-age=600" in first["Cache-Control"]
        assert client.get(url, headers={"if-none-match": first["ETag"]}).status_code == 304
        assert client.get(url).content == first.content
        assert client.post(url).status_code == 405
        world.qualify(dossier, START)
        again = client.get(url, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 200
        assert again["ETag"] != first["ETag"]


def test_who_asks_for_many_posters_waits_and_nothing_else_does(
    world: World, settings: Any
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "poster": "2/m/ip"}
    client = StrictClient()
    urls = [f"/dossiers/{world.deposit(START).reference}/affiche.pdf" for _ in range(3)]
    answers = [client.get(url) for url in urls]
    assert [a.status_code for a in answers] == [200, 200, 429]
    assert "max-age=600" not in answers[2].headers.get("Cache-Control", "")
    assert client.get(urls[0]).status_code == 200, "what is drawn costs nothing"


@pytest.mark.parametrize(
    "text", ["https://a.fr/", "http://testserver/dossiers/demande-2026-001/"]
)
def test_the_code_is_a_whole_square_with_its_margin(text: str) -> None:
    rows = qr.modules(text)
    side = len(rows)
    assert all(len(row) == side for row in rows)
    assert (side - 2 * qr.QUIET - 17) % 4 == 0, "a size of ISO/IEC 18004"
    for edge in (rows[: qr.QUIET], rows[-qr.QUIET :]):
        assert not any(any(row) for row in edge)
    finder = [row[qr.QUIET : qr.QUIET + 7] for row in rows[qr.QUIET : qr.QUIET + 7]]
    assert finder[0] == [True] * 7
    assert finder[3] == [True, False, True, True, True, False, True]
    drawn = sum(n for _, _, n in qr.runs(rows))
    assert drawn == sum(sum(row) for row in rows)
