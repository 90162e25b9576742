"""The works budgets of the councils: entered by the Agence, read by everybody."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.template import engines
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from participation.amounts import WorksLine as Line
from participation.amounts import WorksYear, euros, money_of
from participation.groups import ensure_groups
from participation.models import ProjectStage, WorksBudget, WorksLine
from tests.factories import World, paris
from tests.factories.meetings import announce, tell
from tests.factories.offers import OfferWorld
from tests.factories.pages import build_tree, picture
from tests.sign_in import open_session
from tests.strict import StrictClient

NOW = paris(2026, 4, 2)


@pytest.fixture
def office(world: World, monkeypatch: pytest.MonkeyPatch) -> StrictClient:
    """The Agence in its back office, whose templates count on absent variables."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
    ensure_groups()
    client = StrictClient()
    open_session(client, world.agency)
    return client


def enter(office: StrictClient, world: World, *lines: dict[str, str], **fields: Any) -> Any:
    form = {"council": world.council.pk, "year": "2026", "voted": "60000", "note": ""}
    rows = [{"committed": "0", "spent": "0", "reference": "", **line} for line in lines]
    url = reverse(WorksBudget.snippet_viewset.get_url_name("add"))
    return office.post(url, nested_form_data({**form, **fields, "lines": inline_formset(rows)}))


def words_of(answer: Any) -> str:
    text = unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))
    return re.sub(r"\s+", " ", text)


def test_the_agence_enters_a_budget_and_everybody_reads_it(
    office: StrictClient, world: World
) -> None:
    dossier = world.deposit(NOW)
    build_tree().council_page(world.council)
    works = {"label": "Le passage de l’école d’Été", "committed": "45000.50", "spent": "12000"}
    answer = enter(office, world, {**works, "reference": "Demande n° 2026-1"})
    assert answer.status_code == 302
    line = WorksLine.objects.get()
    assert (line.reference, line.committed) == (dossier.reference, Decimal("45000.50"))
    page = StrictClient().get(world.council.get_absolute_url()).content.decode()
    for words in ("60\u202f000\u00a0€", "45\u202f000,50\u00a0€", "12\u202f000\u00a0€"):
        assert words in page, words
    assert f'href="{dossier.get_absolute_url()}"' in page.split('id="budget"')[1]
    # The picture: hollow, hatched, full, on one scale.
    lengths = re.findall(r'bar--(\w+)" x="0" y="\d+" width="([\d.]+)%"', page)
    assert lengths == [("voted", "100.0"), ("committed", "75.0"), ("spent", "20.0")]


def test_a_dossier_that_nobody_reads_any_more_is_not_named(world: World) -> None:
    dossier = world.deposit(NOW, title="Un titre que l’on ne doit pas lire")
    tree = build_tree()
    tree.council_page(world.council)
    budget = WorksBudget.objects.create(council=world.council, year=2026, voted=1)
    WorksLine.objects.create(budget=budget, label="Travaux", reference=dossier.reference)
    type(dossier).objects.filter(pk=dossier.pk).update(visibility="members")
    page = StrictClient().get(world.council.get_absolute_url()).content.decode()
    assert "Travaux" in page
    assert dossier.reference not in page
    assert "ne doit pas lire" not in page


def test_an_amount_is_typed_with_its_comma(office: StrictClient, world: World) -> None:
    assert enter(office, world, voted="60000,50").status_code == 302
    budget = WorksBudget.objects.get()
    assert budget.voted == Decimal("60000.50")
    edit = reverse(WorksBudget.snippet_viewset.get_url_name("edit"), args=[budget.pk])
    assert 'value="60000,50"' in office.get(edit).content.decode()


@pytest.mark.parametrize(
    ("line", "fields", "words"),
    [
        ({}, {"voted": "-1"}, "Un montant ne peut pas être négatif."),
        ({}, {"year": "26"}, "Écrivez l’année en quatre chiffres."),
        ({"label": "x", "committed": "-5"}, {}, "Un montant ne peut pas être négatif."),
        ({"label": "x", "committed": "5", "spent": "6"}, {}, "On ne dépense que ce qui est"),
        ({"label": "x", "reference": "demande 2026-999"}, {}, "« demande 2026-999 »"),
        ({"label": "x", "reference": "\u202e😀"}, {}, "Aucun dossier public ne porte"),
    ],
)
def test_a_wrong_budget_is_refused_in_french(
    office: StrictClient, world: World, line: Any, fields: Any, words: str
) -> None:
    answer = enter(office, world, *([line] if line else []), **fields)
    assert answer.status_code == 200
    assert words.replace("\u00a0", " ") in words_of(answer)
    assert not WorksBudget.objects.exists()


def test_a_year_is_entered_once(office: StrictClient, world: World) -> None:
    assert enter(office, world).status_code == 302
    assert "modifiez-le" in words_of(enter(office, world))
    assert WorksBudget.objects.count() == 1


def test_sql_refuses_what_the_form_refuses(world: World) -> None:
    budget = WorksBudget.objects.create(council=world.council, year=2026, voted=1)
    for refused in (
        lambda: WorksBudget.objects.create(council=world.other_council, year=2026, voted=-1),
        lambda: WorksLine.objects.create(budget=budget, label="x", committed=1, spent=2),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            refused()


def test_more_than_voted_is_said() -> None:
    year = WorksYear(2026, Decimal(10), "", (Line("x", Decimal(12), Decimal(3), ""),))
    assert (
        year.over
        == f"2026\u00a0: il est engagé {euros(Decimal(2))} de plus que ce qui a été voté."
    )
    assert [bar.length for bar in year.bars(Decimal(12))] == ["83.3%", "100.0%", "25.0%"]


@pytest.mark.parametrize(
    ("announced_for", "spent", "words"),
    [
        (
            "8200",
            "9400",
            "1\u202f200\u00a0€ de plus que ce qui était annoncé, soit 15\u00a0% de plus.",
        ),
        ("100", "100", "Tout ce qui était annoncé est dépensé."),
        ("100", "0", "Il reste 100\u00a0€ sur ce qui était annoncé."),
        ("0", "5", "5\u00a0€ de plus que ce qui était annoncé."),
    ],
)
def test_more_than_announced_is_said(announced_for: str, spent: str, words: str) -> None:
    money = money_of(Decimal(announced_for), Decimal(spent))
    assert money is not None
    assert words in money.sentence


def test_a_full_council_takes_twelve_queries(db: None) -> None:
    """Dossiers of both kinds, works, members, projects, documents, meetings: all at once."""
    world = OfferWorld()
    council = world.council
    tree = build_tree()
    tree.council_page(council, photo=picture(), photo_alt="La place")
    numbers = [world.deposit(NOW).reference for _ in range(6)]
    world.sent(NOW)
    tell(world, announce(world, NOW))
    for year in (2024, 2025, 2026):
        budget = WorksBudget.objects.create(council=council, year=year, voted=1000)
        for number in numbers:
            WorksLine.objects.create(budget=budget, label="Travaux", reference=number)
    for number in range(3):
        project = tree.project_page(
            f"Projet {number}",
            led_by="council",
            council=council,
            hero_image=picture(),
            hero_alt="x",
        )
        ProjectStage.objects.create(page=project, name="Étude", state="here")
    client = StrictClient()
    client.get(council.get_absolute_url())
    # What the process keeps (the paths of the site, for one) may be read anew now and then:
    # of two visits one shows what the page itself asks.
    asked: list[list[str]] = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(council.get_absolute_url()).content.decode()
        asked.append([query["sql"] for query in queries.captured_queries])
    fewest = min(asked, key=len)
    assert len(fewest) <= 12, "\n".join(fewest)
    assert page.count('class="works__year"') == 3
    assert page.count("Étude (en cours)") == 3
    assert page.count('class="folder accent-') == 4
