"""`/style/`: the design system on one page, for the Agence."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.style import colours, examples, forms, threads
from participation import clock
from participation.french import listing
from participation.permissions import is_agency

CONTENTS = (
    ("couleurs", "Couleurs"),
    ("typographie", "Typographie et espace"),
    ("conseils", "Conseils et projets"),
    ("pictogrammes", "Pictogrammes"),
    ("le-fil", "Le fil"),
    ("dossiers", "Dossiers"),
    ("listes", "Listes et données"),
    ("actes", "Actes"),
    ("formulaires", "Formulaires"),
)
PAIR_COLUMNS = [{"label": name} for name in ("Couleur", "Au moins", "En clair", "En sombre")]


@require_safe
@login_required
def style(request: HttpRequest) -> HttpResponse:
    """Every token, pictogram and component, in every state.

    Raises:
        PermissionDenied: for whoever does not work at the Agence.

    """
    if not is_agency(request.user):
        raise PermissionDenied("Cette page est réservée à l’Agence.")
    return render(request, "home/style.html", {**_drawn(), **_components()})


def _drawn() -> dict[str, Any]:
    today = clock.today()
    light, dark = (colours.palettes()[mode] for mode in ("light", "dark"))
    pairs = list(colours.pairs())
    low = [f"{pair.front} sur {pair.back}" for pair in pairs if not pair.passes]
    return {
        "contents": CONTENTS,
        "trail": [("Accueil", "/")],
        "tokens": [(name, light[0][name], dark[0][name]) for name in dark[0]],
        "pairs": _by_ground(pairs),
        "pair_columns": PAIR_COLUMNS,
        "low": listing(low),
        "accents": [
            (number, name, light[number], dark[number])
            for number, name in enumerate(examples.COUNCILS, start=1)
        ],
        "pictograms": examples.pictograms(),
        "threads": threads.threads(today),
        "lanes": threads.lanes(today),
        "lines": threads.lines(today),
    }


def _by_ground(pairs: Iterable[colours.Pair]) -> list[tuple[str, list[list[str]]]]:
    """The rows of a table for each ground, the accents of the councils apart."""

    def ground(pair: colours.Pair) -> str:
        return f"Accent {pair.accent}" if pair.accent else f"Sur « {pair.back} »"

    return [
        (name, [_row(pair) for pair in found])
        for name, found in groupby(sorted(pairs, key=ground), ground)
    ]


def _row(pair: colours.Pair) -> list[str]:
    name = f"{pair.front} sur {pair.back}" if pair.accent else pair.front
    ratios = (pair.floor, pair.light, pair.dark)
    return [name, *(f"{value:.2f}".replace(".", ",") for value in ratios)]


def _components() -> dict[str, Any]:
    today = clock.today()
    return {
        "explanation": examples.EXPLANATION,
        "chips": examples.CHIPS,
        "council_links": examples.COUNCIL_LINKS,
        "badges": examples.BADGES,
        "banners": examples.BANNERS,
        "buttons": examples.buttons(),
        "send": [{**examples.BUTTON, "label": "Vérifier avant de déposer"}],
        "cards": examples.cards(today),
        "council_cards": examples.council_cards(),
        "project_cards": examples.project_cards(),
        "steps": examples.steps(today),
        "entries": examples.timeline(today),
        "answers": examples.answers(today),
        "rows": examples.rows(today),
        "figures": examples.FIGURES,
        "table": examples.TABLE,
        "summary": examples.SUMMARY,
        "tags": examples.TAGS,
        "mail": examples.MAIL,
        "pages": examples.pages(),
        "longest": examples.LONGEST,
        "unbroken": examples.UNBROKEN,
        "empty_form": forms.empty_form(today),
        "wrong_form": forms.wrong_form(),
        "filters": forms.filters(),
    }
