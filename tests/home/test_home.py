"""The home page: what moved, what is owed, what came of it; for everybody alike."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache, caches
from django.core.exceptions import ValidationError
from django.test import Client

from circuits import actions
from circuits.models import Dossier
from circuits.views.now import _kept
from home.blocks import ResultsBlock
from participation.models import Street
from tests.factories import World
from tests.factories.meetings import announce
from tests.factories.models import CouncilFactory
from tests.factories.offers import OfferWorld
from tests.factories.pages import Tree, build_tree, picture
from tests.factories.world import COMMITTED, paris
from tests.strict import StrictClient, signed_in

NOW = paris(2026, 4, 20)
BLOCKS: list[tuple[str, Any]] = [
    ("activity", None),
    ("councils", {"title": "Les conseils"}),
    ("results", {"title": "Ce qui a changé", "intro": "", "pictures": []}),
]

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield NOW


@pytest.fixture
def tree(db: None) -> Tree:
    tree = build_tree()
    fill(tree, BLOCKS)
    return tree


def fill(tree: Tree, blocks: list[tuple[str, Any]]) -> None:
    raw = [{"type": kind, "value": value} for kind, value in blocks]
    tree.home.body = tree.home.body.stream_block.to_python(raw)
    tree.home.save_revision().publish()


def read(client: Client | None = None) -> str:
    answer = (client or StrictClient()).get("/")
    assert answer.status_code == 200
    page = str(answer.content.decode()).replace("\u00a0", " ")
    return page[page.index("<main") : page.index("</main")]


def part(page: str, title: str) -> str:
    """From this title to the next section."""
    start = page.index(title)
    end = page.find("</section>", start)
    return page[start:end]


def achieved(world: World, at: Any, **fields: Any) -> Dossier:
    """A demande that was accepted, done, and seen by the Agence."""
    dossier = world.answered(at, COMMITTED, **fields)
    actions.proofread(dossier.pk, by=world.agency, at=at)
    later = at + timedelta(days=30)
    actions.declare_done(
        dossier.pk, by=world.holder, at=later, report="Repeint.", done_on=later.date()
    )
    actions.confirm_done(dossier.pk, by=world.agency, at=later + timedelta(hours=1))
    dossier.refresh_from_db()
    return dossier


# --- What moved, what is owed --------------------------------------------------------


def test_the_week_is_told_one_dossier_a_line(world: World, tree: Tree, now: Any) -> None:
    old = world.deposit(NOW - timedelta(days=20), title="Ancienne")
    moved = world.deposit(NOW - timedelta(days=20), title="Le banc de l’Écluse")
    world.qualify(moved, NOW - timedelta(days=3))
    fresh = world.deposit(NOW - timedelta(days=1), title="Pas encore relue")
    members = world.deposit(NOW - timedelta(days=1), title="Interne", visibility="members")
    closed = world.deposit(NOW - timedelta(days=1), title="Intime", visibility="private")
    for dossier in (old, moved):
        actions.proofread(dossier.pk, by=world.agency, at=NOW - timedelta(days=2))
    page = read()
    week = part(page, "Cette semaine")
    assert week.index(fresh.label) < week.index("Le banc de l’Écluse")
    assert week.count(f'href="{moved.get_absolute_url()}"') == 1
    assert f"Confiée au service {world.service}." in week
    assert "vendredi 17 avril" in week
    # What is not proofread has its number only; the reading itself is no news.
    assert "Pas encore relue" not in page
    assert "relu le texte" not in week
    assert old.get_absolute_url() not in week
    for kept in (members, closed):
        assert kept.get_absolute_url() not in page
    # Whoever reads, the page is the same: nothing of the members' shows.
    inside = read(signed_in(world.referent))
    assert inside == page
    # A week later nothing has moved, and the page says so.
    with time_machine.travel(NOW + timedelta(days=12), tick=False):
        assert "Une semaine calme" in read()


def test_an_offer_is_news_of_the_town(tree: Tree, now: Any) -> None:
    world = OfferWorld()
    sent = world.sent(NOW - timedelta(days=2))
    week = part(read(), "Cette semaine")
    assert f'href="{sent.get_absolute_url()}"' in week
    assert "Offre de la Ville, " in week
    assert sent.title in week


def test_the_week_counts_what_it_does_not_show(world: World, tree: Tree, now: Any) -> None:
    for number in range(8):
        world.deposit(NOW - timedelta(hours=number + 1), title=f"Demande {number}")
    week = read()
    assert week.count('class="news__item') == 6
    assert "Et 2 autres dossiers depuis le lundi 13 avril 2026" in week


def test_late_answers_come_first_and_never_alone(world: World, tree: Tree, now: Any) -> None:
    late = [world.deposit(paris(2026, 1, n), title=f"Retard {n}") for n in (6, 7, 8, 9, 12)]
    soon = [world.deposit(paris(2026, 2, n), title=f"Bientôt {n}") for n in (24, 25, 26)]
    with time_machine.travel(paris(2026, 4, 20), tick=False):
        owed = part(read(), "titre-dus")
    shown = [d for d in (*late, *soon) if d.get_absolute_url() in owed]
    assert shown == [*late[:2], *soon[:2]]
    assert owed.count("En retard depuis") == 2


# --- The figures ---------------------------------------------------------------------


def test_each_figure_says_what_it_counts(world: World, tree: Tree, now: Any) -> None:
    kept = world.deposit(paris(2026, 1, 5))
    missed = world.deposit(paris(2026, 1, 6))
    withdrawn = world.deposit(paris(2026, 1, 7))
    actions.withdraw(withdrawn.pk, by=world.referent, at=paris(2026, 1, 8), reason="Réglé.")
    Dossier.objects.filter(pk=kept.pk).update(
        answered_at=paris(2026, 3, 5, 23), outcome="accepted"
    )
    assert Dossier.objects.get(pk=kept.pk).promised_on == date(2026, 3, 5)
    soon = world.deposit(paris(2026, 2, 24))
    assert soon.promised_on and NOW.date() <= soon.promised_on <= date(2026, 4, 27)
    later = world.deposit(paris(2026, 4, 10))
    world.deposit(paris(2026, 1, 6), visibility="members")
    page = read()
    figures = page[page.index("key-figures") : page.index("Cette semaine")]
    assert '"key-figure__value">3<' in figures.replace(" \n", "")
    assert 'href="/demandes/?retard=1">dont 1 en retard' in figures
    assert "réponse promise sous sept jours" in figures
    assert "d’ici au 27 avril" in figures
    # One in two was answered in time; who withdrew was promised nothing any more.
    assert "1<span" in figures
    assert "sur 2" in figures
    assert missed.pk and later.pk
    # Once nothing is due within the week, the next date is said.
    Dossier.objects.filter(pk=soon.pk).update(
        answered_at=NOW, outcome="accepted", promised_on=date(2026, 4, 24)
    )
    # No act did that: no event says that something changed.
    caches["counts"].clear()
    assert f"La prochaine date promise est le {_short(later)}" in read()


def _short(dossier: Dossier) -> str:
    assert dossier.promised_on
    return {6: f"{dossier.promised_on.day} juin"}[dossier.promised_on.month]


def test_a_share_is_never_said_of_a_few() -> None:
    assert (_kept(3, 4)["value"], _kept(3, 4)["unit"]) == (3, "sur 4")
    assert (_kept(49, 49)["value"], _kept(49, 49)["unit"]) == (49, "sur 49")
    many = _kept(1999, 2000)
    # Rounded down: what is not all is never a hundred per cent.
    assert (many["value"], many["unit"]) == (99, "%")
    assert "1999 sur 2000" in many["note"]


# --- Councils, results ---------------------------------------------------------------


def test_every_area_of_the_map_is_a_link_that_has_a_name(
    world: World, tree: Tree, now: Any
) -> None:
    council = CouncilFactory(name="L’Île-Napoléon & d’AUTRES <quartiers>", slug="ile", accent=4)
    coming = announce(world, NOW + timedelta(days=9), council=council)
    world.deposit(NOW - timedelta(days=1))
    page = read()
    area = page[page.index('aria-label="Carte des secteurs"') :]
    area = area[: area.index("</svg>")]
    assert area.count("<a ") == 3
    assert 'aria-label="L’Île-Napoléon &amp; d’AUTRES &lt;quartiers&gt;"' in area
    assert "tabindex" not in area
    listed = page[page.index("map-list") :]
    assert "prochaine réunion mercredi 29 avril 2026" in listed
    assert "1 demande en attente" in listed
    assert coming.get_absolute_url() in part(page, "Prochaines réunions")


def test_what_was_achieved_is_shown_with_its_picture(
    world: World, tree: Tree, now: Any
) -> None:
    first = achieved(world, paris(2026, 1, 5), title="Le passage")
    achieved(world, paris(2026, 2, 9), title="Les bancs")
    number = f"{first.year}-{first.number:03d}"
    image = {"image": picture().pk, "alt_text": "Un passage peint.", "decorative": False}
    results = {"title": "Résultats", "pictures": [{"number": number, "image": image}]}
    fill(tree, [("results", results)])
    page = read()
    assert page.index("Les bancs") < page.index("Le passage")
    assert "Demandée en janvier 2026, réalisée en février 2026" in page
    assert COMMITTED.summary in page
    assert 'alt="Un passage peint."' in page
    assert page.count("card__picture--drawn") == 1
    # A text that the Agence hides leaves with its answer.
    actions.hide_text(first.pk, by=world.agency, at=NOW, reason="Une personne est nommée.")
    assert first.get_absolute_url() not in read()


@pytest.mark.parametrize("number", ["41", "2026-41", "Demande 2026-041", "=2026-041"])
def test_the_number_of_a_result_is_written_as_everywhere(number: str) -> None:
    block = ResultsBlock()
    value = {"title": "Résultats", "pictures": [{"number": number, "image": picture().pk}]}
    with pytest.raises(ValidationError):
        block.clean(block.to_python(value))


# --- Bad days ------------------------------------------------------------------------


def test_an_empty_town_looks_right(tree: Tree) -> None:
    page = read()
    for words in ("Tout commence", "Aucun conseil pour le moment", "Pas de réunion annoncée"):
        assert words in page
    for absent in ("key-figures", "Ce qui a changé", "titre-dus", '<svg class="map'):
        assert absent not in page
    # Without a street to find, the field searches the site.
    assert 'action="/recherche/"' in page
    assert 'name="rue"' not in page


def test_a_town_with_streets_asks_for_one(world: World, tree: Tree) -> None:
    Street.objects.create(name="Rue de Soultz", territory=world.council.territory)
    page = read()
    form = page[page.index('action="/mon-quartier/"') :]
    assert 'name="rue"' in form[: form.index("</form>")]


def test_long_names_and_many_dossiers_take_the_same_queries(
    world: World, tree: Tree, now: Any, django_assert_max_num_queries: Any
) -> None:
    tree.home.title = "Démocratie " * 23
    help_page = tree.editorial_page("aide", "Aide")
    doors = [{"title": "Aide", "text": "", "page": help_page.pk, "path": ""}]
    done = achieved(world, paris(2026, 1, 5), title="É" * 150)
    image = {"image": picture().pk, "alt_text": "Un passage peint.", "decorative": False}
    number = f"{done.year}-{done.number:03d}"
    pictures = [{"number": number, "image": image}]
    fill(
        tree,
        [
            *BLOCKS[:2],
            ("results", {"title": "Résultats", "pictures": pictures}),
            ("doors", {"title": "Entrées", "doors": doors}),
        ],
    )
    for number_ in range(12):
        world.deposit(paris(2026, 2, 2 + number_), title="Un titre d’une ligne " * 7)
        announce(world, NOW + timedelta(days=1 + number_))
    cache.clear()
    # What is drawn from images is kept by each process.
    read()
    with django_assert_max_num_queries(12):
        page = read()
    assert "hero__title--long" in page
    assert page.count('class="folder accent') == 4
    assert page.count("<") / 2 < 560
