"""`/recherche/`: what is found, and what odd queries are answered."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from circuits import actions
from participation.models import Council, Street
from search.excerpts import marked_excerpt
from search.models import Document
from search.querysets import START, STOP, whole_words
from search.terms import asked
from tests.factories import World, paris
from tests.strict import StrictClient


def found(client: StrictClient, query: str, **params: str) -> list[str]:
    response = client.get("/recherche/", {"q": query, **params})
    assert response.status_code == 200
    found = response.context.get("results", [])
    return [unescape(strip_tags(result["title"])) for result in found]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Le bal de l’été", "ete"),
        ("Le bal de l’été", "étés"),
        ("Un banc au soleil", "bancs"),
        ("Des bancs au soleil", "banc"),
        ("La sortie des écoles", "ecole"),
        ("Un abri pour les vélos", "velo"),
        ("Un abri pour un vélo", "vélos"),
        ("Des jeux pour petits", "jeu"),
        ("Le cœur du quartier", "coeur"),
        ("Éclairage de la place", "eclairage"),
        ("Éclairage de la place", "éclair"),
        ("Rue de l’Île-Napoléon", "ile napoleon"),
        ("Un passage à niveau", "passage à niveau"),
    ],
)
def test_stems_accents_and_plurals_do_not_count(
    client: StrictClient, documents: Any, text: str, query: str
) -> None:
    documents(text, "Tout autre chose")
    assert found(client, query) == [text]


@pytest.mark.parametrize(
    "query",
    ["2026-001", "demande-2026-001", "Demande 2026-001", "2026-1", "2026/001", "2026 1"],
)
def test_a_demande_is_found_by_its_number(
    client: StrictClient, world: World, query: str
) -> None:
    for title in ("La première", "Une autre"):
        dossier = world.deposit(paris(2026, 4, 2), title=title)
        actions.proofread(dossier.pk, by=world.agency, at=paris(2026, 4, 3))
    assert found(client, query) == ["La première"]


def test_all_words_are_wanted_and_operators_keep_their_meaning(
    client: StrictClient, documents: Any
) -> None:
    documents("Un banc place Franklin", "Un arbre place Franklin")
    assert found(client, "banc franklin") == ["Un banc place Franklin"]
    assert found(client, "franklin -banc") == ["Un arbre place Franklin"]
    assert found(client, '"place Franklin" arbre') == ["Un arbre place Franklin"]
    assert len(found(client, "banc or arbre")) == 2


def test_a_word_of_the_title_comes_before_the_same_word_of_the_text(
    client: StrictClient, documents: Any
) -> None:
    documents("La cour", body="Il manque une fontaine.")
    documents("Une fontaine", body="Il manque de l’eau.")
    assert found(client, "fontaine") == ["Une fontaine", "La cour"]


ODD = {
    "script": "<script>alert(1)</script>",
    "sql": "'\"--",
    "nul": "\x00",
    "nul inside": "ban\x00c",
    "long": "a" * 10_000,
    "long words": "banc " * 2_000,
    "emoji": "😀🏳️‍🌈",
    "rtl": "\u202eabc\u200f \u2066x",
    "stop words": "le la de",
    "star": "*",
    "quotes": '"place "Franklin',
    "operators": "-",
    "tsquery": "a & | ! <-> (b:*",
    "spaces": "   ",
    "empty": "",
    "delimiters": "\ue000banc\ue001",
    "backslash": "\\ \\' %s %(x)s",
    "surrogate": "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
}


@pytest.mark.parametrize("query", ODD.values(), ids=ODD.keys())
def test_an_odd_query_gets_a_kind_page(
    client: StrictClient, documents: Any, query: str
) -> None:
    documents("Un <b>banc</b> & un arbre", body="<script>x</script>")
    response = client.get("/recherche/", {"q": query})
    assert response.status_code == 200
    text = response.content.decode()
    assert "<script>" not in text.replace('<script type="module"', "")
    assert "<b>banc" not in text
    kind = ("résultat", "Aucun résultat pour", "Les accents et les pluriels")
    assert any(words in text for words in kind)


@pytest.mark.parametrize("number", ["0", "-1", "9e99", "abc", "9" * 5000, "", "2", "1.5"])
def test_an_odd_page_number_shows_a_page(
    client: StrictClient, documents: Any, number: str
) -> None:
    documents("Un banc")
    assert found(client, "banc", page=number) == ["Un banc"]


@pytest.mark.parametrize(
    "params", [{"type": "x"}, {"conseil": "\x00"}, {"type": "projet", "conseil": "nul"}]
)
def test_a_facet_that_no_result_has_filters_nothing(
    client: StrictClient, documents: Any, params: dict[str, str]
) -> None:
    documents("Un banc")
    assert found(client, "banc", **params) == ["Un banc"]


def test_only_get_and_head_are_answered(client: StrictClient, db: None) -> None:
    assert client.post("/recherche/").status_code == 405
    assert client.head("/recherche/?q=banc").status_code == 200


def test_what_matched_is_marked_and_everything_else_is_escaped(
    client: StrictClient, documents: Any
) -> None:
    documents("Un banc & rien", body="<b>Des bancs</b> & <i>rien</i> <script>")
    text = client.get("/recherche/", {"q": "banc"}).content.decode()
    assert "Un <mark>banc</mark> &amp; rien" in text
    assert "<mark>bancs</mark>  &amp;  rien" in text
    assert "<i>rien" not in text


def test_a_title_is_shown_as_it_was_written(client: StrictClient, documents: Any) -> None:
    documents("Un <b>banc</b> & co")
    text = client.get("/recherche/", {"q": "banc"}).content.decode()
    assert "Un &lt;b&gt;<mark>banc</mark>&lt;/b&gt; &amp; co" in text


def test_facets_count_what_the_other_one_leaves(
    client: StrictClient, documents: Any, world: World
) -> None:
    council = world.council
    documents("Un banc", council=council)
    documents("Un banc peint", kind="projet")
    form = client.get("/recherche/", {"q": "banc"}).context["form"]
    assert form.fields["type"].choices == [
        ("", "Tout\xa0(2)"),
        ("demande", "Demandes\xa0(1)"),
        ("projet", "Projets\xa0(1)"),
    ]
    assert form.fields["conseil"].choices == [
        ("", "Tous\xa0(2)"),
        (council.slug, f"{council.name}\xa0(1)"),
    ]
    assert found(client, "banc", type="projet") == ["Un banc peint"]
    assert found(client, "banc", conseil=council.slug) == ["Un banc"]


def test_facets_that_leave_nothing_say_so(
    client: StrictClient, documents: Any, world: World
) -> None:
    documents("Un banc", council=world.council)
    documents("Un banc peint", kind="projet")
    both = {"q": "banc", "type": "projet", "conseil": world.council.slug}
    page = client.get("/recherche/", both).content.decode()
    assert "Aucun résultat avec ces filtres" in page


def fountains(count: int) -> list[str]:
    return [f"Une fontaine, numéro {number}" for number in range(count)]


def test_twenty_results_a_page_and_the_question_follows(
    client: StrictClient, documents: Any
) -> None:
    documents(*fountains(25))
    assert len(found(client, "fontaine")) == 20
    assert len(found(client, "fontaine", page="2")) == 5
    page = client.get("/recherche/", {"q": "fontaine", "type": "demande"})
    assert "?q=fontaine&amp;type=demande&amp;page=2" in page.content.decode()


def test_the_queries_do_not_grow_with_the_results(
    client: StrictClient, documents: Any, world: World
) -> None:
    counts = []
    for total in (3, 400):
        documents(*fountains(total), council=world.council, theme=world.theme)
        with CaptureQueriesContext(connection) as captured:
            assert found(client, "fontaine")
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 12


def test_a_match_goes_through_the_index(documents: Any) -> None:
    documents(*fountains(3_000), body="De l’eau fraîche pour tout le quartier. " * 20)
    documents("Un kiosque")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_document")
    question = whole_words(asked("kiosques"))
    plan = Document.objects.matching(question).ranked(question).explain()
    assert "document_vector_idx" in plan
    assert "Seq Scan on search_document" not in plan


def test_a_search_that_names_a_street_says_its_council(
    client: StrictClient, world: World, documents: Any
) -> None:
    documents("Un banc rue Neppert")
    Street(name="Rue Neppert", territory=world.council.territory).save()

    def shown(query: str) -> str:
        page = client.get("/recherche/", {"q": query}).content.decode()
        return " ".join(page[page.index("<main") :].replace("\u00a0", "~").split())

    named = shown("banc rue Neppert")
    assert "<bdi>Rue Neppert</bdi>~: son conseil est" in named
    assert world.council.get_absolute_url() in named
    assert "/mon-quartier/?rue=Rue%20Neppert" in named
    assert "mon-quartier/?rue" not in shown("banc Neppert")
    assert "mon-quartier/?rue" not in shown("banc place Neppert")
    assert "mon-quartier/?rue" in shown("banc passage piéton rue Neppert cassé")
    assert "?rue=12%20Rue%20Neppert" in shown("banc 12 rue Neppert")

    Council.objects.update(dissolved_on=F("founded_on"))
    assert "sans conseil aujourd’hui" in shown("banc rue Neppert")


def test_a_street_that_councils_share_says_which_for_which_numbers(
    client: StrictClient, world: World, documents: Any
) -> None:
    documents("Un banc rue de Bâle")
    here, there = world.council.territory, world.other_council.territory
    Street(name="Rue de Bâle", territory=here, last_number=99).save()
    Street(name="Rue de Bâle", territory=there, first_number=100).save()

    def note(query: str) -> str:
        page = client.get("/recherche/", {"q": query}).content.decode()
        return page[page.index('<div class="note">') :].partition("</div>\n  ")[0]

    shared = note("rue de Bâle")
    assert "Jusqu’au 99\u00a0:" in shared
    assert world.council.get_absolute_url() in shared
    assert world.other_council.get_absolute_url() in shared
    assert ", à partir du 100\u00a0: son conseil est" in note("120 rue de Bâle")
    assert world.council.get_absolute_url() not in note("120 rue de Bâle")


def test_a_street_among_words_that_nothing_has_is_searched_alone(
    client: StrictClient, world: World, documents: Any
) -> None:
    documents("Des rats rue Neppert")
    Street(name="Rue Neppert", territory=world.council.territory).save()
    Street(name="Rue Vide", territory=world.council.territory).save()

    def empty(query: str) -> str:
        return client.get("/recherche/", {"q": query}).content.decode()

    assert "?q=Rue+Neppert" in empty("banc rue Neppert")
    assert "Voir toutes les demandes" in empty("banc rue Vide")


def test_an_excerpt_does_not_stop_after_an_apostrophe_s_letter() -> None:
    assert marked_excerpt("Qui a eu l’idée", "Qui a eu l") == "Qui a eu …"
    assert marked_excerpt("Une fin.", "Une fin") == "Une fin"
    told = marked_excerpt("Lu.", f"Qui a eu l … {START}où{STOP} : ici")
    assert told == "… Qui a eu … <mark>où</mark>\u00a0: ici …"


def test_the_name_of_the_page_is_the_public_one() -> None:
    assert reverse("search") == "/recherche/"
