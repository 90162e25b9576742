"""The page of a project: what its editor refuses, what everybody reads."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.template import engines
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    streamfield,
)

from participation.groups import ensure_groups
from participation.models import (
    ProjectChange,
    ProjectPromise,
    ProjectStage,
    ProjectView,
)
from tests.factories.models import UserFactory
from tests.factories.pages import Tree, build_tree, picture
from tests.participation.test_pages import read, without_tags
from tests.sign_in import open_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def tree(db: None) -> Tree:
    return build_tree()


def project_form(page: Any, **parts: list[dict[str, Any]]) -> Any:
    empty = {part: [] for part in ("stages", "changes", "views", "promises")}
    rows = {name: inline_formset(items) for name, items in {**empty, **parts}.items()}
    fields = {"title": page.title, "slug": page.slug, "intro": "", "led_by": "city"}
    return nested_form_data(
        {**fields, **rows, "body": streamfield([]), "comments": inline_formset([])}
    )


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (
            {
                "stages": [
                    {"name": "L’été", "state": "done", "day": "2024-06-01"},
                    {"name": "L’hiver", "state": "done", "day": "2024-01-01"},
                ]
            },
            "vient après une étape datée du 1er juin 2024",
        ),
        (
            {"stages": [{"name": "Demain", "state": "done", "day": "2099-01-01"}]},
            "Une étape terminée ne peut pas être datée dans l’avenir.",
        ),
        (
            {"promises": [{"promised": "Un banc", "state": "broken", "done": " "}]},
            "Dites ce qui a été fait, ou pourquoi",
        ),
    ],
)
def test_a_project_that_contradicts_itself_is_refused_beside_its_cause(
    client: Any, tree: Tree, monkeypatch: Any, parts: Any, words: str
) -> None:
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")
    agent = UserFactory(agency=True)
    ensure_groups()
    open_session(client, agent)
    page = tree.project_page("Le jardin d’Été")
    answer = client.post(f"/admin/pages/{page.pk}/edit/", project_form(page, **parts))
    assert words in without_tags(answer.content.decode()).replace("\u00a0", " ")
    # Stages of another order, or an empty date, are nobody's mistake.
    good = {
        "stages": [
            {"name": "L’été", "state": "done", "day": "2024-06-01"},
            {"name": "?", "state": "to_come"},
        ]
    }
    assert (
        client.post(f"/admin/pages/{page.pk}/edit/", project_form(page, **good)).status_code
        == 302
    )


def test_a_project_tells_what_changed_what_was_promised_and_shows_it(
    client: Any, tree: Tree, django_assert_max_num_queries: Any
) -> None:
    title = "L’ÎLOT D’Aÿ-Sélestat <b>&" + " très long" * 23
    project = tree.project_page(
        title[:255], announced_amount=Decimal(10), spent_amount=Decimal(12)
    )
    project.changes = [
        ProjectChange(day=date(2025, 3, 1), text="On s’y assoit."),
        ProjectChange(day=date(2026, 3, 1), text="On y boit."),
    ]
    project.promises = [ProjectPromise(promised="Six bancs", state="partly", done="Quatre.")]
    project.views = [
        ProjectView(place="Le square", before=picture(), before_alt="Du goudron"),
        ProjectView(
            place="L’allée",
            before=picture(),
            before_alt="Des voitures",
            after=picture(),
            after_alt="Des arbres",
        ),
    ]
    project.stages = [
        ProjectStage(
            name="L’étude",
            state="to_come",
            day=date(2020, 2, 1),
            image=picture(),
            image_alt="Un plan",
        )
    ]
    project.save_revision().publish()
    client.get(project.get_url())
    with django_assert_max_num_queries(9):
        page = read(client, project.get_url())
    words = without_tags(page).replace("\u00a0", " ").replace("\u202f", " ")
    assert words.index("On y boit.") < words.index("On s’y assoit.")
    for told in (
        "Six bancs Tenue en partie Quatre.",
        "Après : à venir",
        "1er février 2020, à venir, date dépassée",
        "Il a été dépensé 2 € de plus que ce qui était annoncé, soit 20 % de plus.",
    ):
        assert told in words, told
    for described in ("Du goudron", "Des voitures", "Des arbres", "Un plan"):
        assert page.count(f'alt="{described}"') == 1, described
    assert "ÎLOT D’Aÿ-Sélestat &lt;b&gt;&amp;" in page
    assert "À venir" in read(client, "/projets/")
