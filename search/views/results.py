"""`/recherche/?q=`: one search over dossiers, councils, projects and pages.

Public: the table holds nothing that anybody may not read. Whatever is typed, the answer
is a page with a sentence.
"""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from participation.clock import local_day, today
from participation.french import long_date, plural, sentence_case
from participation.kept_pages import kept_while_nothing_is_written
from participation.lists import page_of
from participation.models import Theme, TownSettings
from participation.my_quarter import named_in
from participation.pieces import laid_out
from search import querysets
from search.excerpts import marked_excerpt, marked_title
from search.facets import Facets
from search.forms import FacetForm
from search.models import Document
from search.querysets import Query
from search.terms import Asked, asked

PER_PAGE = 20
ICONS = {
    Document.Kind.REQUEST: "folder",
    Document.Kind.OFFER: "step-offered",
    Document.Kind.COUNCIL: "people",
    Document.Kind.PROJECT: "calendar",
    Document.Kind.MEETING: "people",
    Document.Kind.PAGE: "file",
}
TRY_AGAIN = "Essayez un mot plus court, ou un seul mot\u00a0: une rue, un sujet, un numéro."
TOO_COMMON = (
    "Ces mots ou ces signes sont partout ou nulle part. Ajoutez un mot qui dit le "
    "sujet\u00a0: une rue, une école, un équipement."
)


@require_safe
@kept_while_nothing_is_written
def search(request: HttpRequest) -> HttpResponse:
    """The results of `q`, narrowed by `type` and `conseil`, twenty a page."""
    town = TownSettings.load(request_or_site=request)
    question = asked(request.GET.get("q", ""))
    context: dict[str, Any] = {
        "asked": question,
        "subject": question.text,
        "crumbs": [("Accueil", "/")],
    }
    if question.text:
        context |= _answer(request, question, town)
        context["street"] = street = named_in(question.text, on=today(), town=town.name)
        if street and not context["facets"].rows:
            context["other_way"] = _only_the_street(question, street.names[0])
    else:
        context["themes"] = _themes()
    return render(request, "search/search.html", context)


def _themes() -> list[dict[str, str]]:
    return [
        {
            "label": theme.name,
            "icon": theme.icon,
            "url": f"?{urlencode({'q': theme.name})}",
        }
        for theme in Theme.objects.all()
    ]


def _only_the_street(question: Asked, name: str) -> dict[str, str]:
    """Where nothing has all the words: the search of the street alone, when it finds."""
    alone = asked(name)
    if alone.text.casefold() == question.text.casefold() or not _matches(alone)[1]:
        return {}
    label = f"Chercher seulement «\u00a0{name}\u00a0»"
    return {"label": label, "url": f"?{urlencode({'q': alone.text})}"}


def _answer(request: HttpRequest, question: Asked, town: TownSettings) -> dict[str, Any]:
    query, rows = _matches(question)
    kind, council = request.GET.get("type", ""), request.GET.get("conseil", "")
    facets = Facets.of(rows, kind, council)
    page = page_of(_found(query, facets), request, PER_PAGE, total=facets.count)
    reset_url = f"?{urlencode({'q': question.text})}"
    return {
        "facets": facets,
        "panel": _panel(question, facets, town, reset_url),
        "page_obj": page,
        "results": _results(page, query, town),
        "headline": plural(facets.count, "résultat"),
        "query": _address(question, facets),
        "reset_url": reset_url,
        "advice": _advice(question) if not rows else "",
    }


def _matches(question: Asked) -> tuple[Query, list[querysets.FacetRow]]:
    """The query that finds something: whole words, else a word being typed."""
    query = querysets.whole_words(question)
    rows = Document.objects.matching(query).facets()
    if not rows and question.beginning:
        query = querysets.with_beginning(question)
        rows = Document.objects.matching(query).facets()
    return query, rows


def _found(query: Query, facets: Facets) -> Any:
    found = Document.objects.matching(query).ranked(query)
    if facets.kind:
        found = found.filter(kind=facets.kind)
    if facets.council:
        found = found.filter(council__slug=facets.council)
    return found.values_list("pk", flat=True)


def _panel(
    question: Asked, facets: Facets, town: TownSettings, reset_url: str
) -> SafeString | str:
    """The form of the facets; none where nothing matches."""
    if not facets.rows:
        return ""
    made_of: dict[str, Any] = {
        "kinds": facets.kinds(_capital(town.council_plural)),
        "councils": facets.councils(),
        "council_label": _capital(town.council_singular),
        "q": question.text,
        "type": facets.kind,
        "conseil": facets.council,
    }
    return laid_out(
        "components/filter_panel.html",
        {"made_of": made_of, "active_count": facets.active, "reset_url": reset_url},
        lambda: {"form": FacetForm(**made_of)},
    )


def _results(page: Page[int], query: Query, town: TownSettings) -> list[dict[str, Any]]:
    names = {
        Document.Kind.COUNCIL: _capital(town.council_singular),
        Document.Kind.PROJECT: "Projet",
        Document.Kind.MEETING: "Réunion",
        Document.Kind.PAGE: "Page d’information",
    }
    return [
        {
            "url": document.url,
            "accent": document.council.accent if document.council else 0,
            "has_council": document.council is not None,
            # A council is not said to be of a council.
            "council": str(document.council)
            if document.council and document.kind != Document.Kind.COUNCIL
            else "",
            "theme": str(document.theme or ""),
            "theme_icon": document.theme.icon if document.theme else "",
            "name": document.label or names.get(document.kind, ""),
            "icon": ICONS[document.kind],
            "title": marked_title(document.title, document.found_title),
            "excerpt": marked_excerpt(document.body, document.found_body),
            "day": local_day(document.updated_at),
            "day_text": long_date(local_day(document.updated_at)),
        }
        for document in Document.objects.shown(list(page), query)
    ]


def _address(question: Asked, facets: Facets) -> str:
    chosen = {"q": question.text, "type": facets.kind, "conseil": facets.council}
    return urlencode({name: value for name, value in chosen.items() if value})


def _advice(question: Asked) -> str:
    return TOO_COMMON if querysets.says_nothing(question) else TRY_AGAIN


def _capital(words: str) -> str:
    return sentence_case(words)
