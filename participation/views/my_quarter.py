"""`/mon-quartier/`: which council is mine. Public, by GET, without JavaScript.

An address is nearly a person: no cache keeps the answer, no search engine lists it, and
the site writes nothing of it down.
"""

from __future__ import annotations

from typing import Any
from unicodedata import category

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from participation import clock
from participation.models import Council, TownSettings
from participation.my_quarter import answer
from participation.street_names import LONGEST


@require_safe
def my_quarter(request: HttpRequest) -> HttpResponse:
    """The question, and the answer under it once a street is asked for."""
    asked = _readable(request.GET.get("rue", ""))
    today = clock.today()
    town = TownSettings.load(request_or_site=request)
    told = answer(asked, on=today, town=town.name) if asked else None
    context: dict[str, Any] = {
        "asked": asked,
        "answer": told,
        "councils": _to_choose(told, today),
        "crumbs": [("Accueil", "/")],
    }
    response = render(request, "participation/my_quarter.html", context)
    if asked:
        add_never_cache_headers(response)
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _readable(raw: str) -> str:
    """What was typed, without the signs that no keyboard writes and no page may hold."""
    signs = ("" if category(sign) == "Cf" else sign for sign in raw[: 4 * LONGEST])
    plain = "".join(" " if category(sign)[:1] in "CZ" else sign for sign in signs if sign)
    return " ".join(plain.split())[:LONGEST].rstrip()


def _to_choose(told: Any, today: Any) -> list[Council]:
    """All councils, where the street does not say which."""
    if told is not None and told.kind == "one" and told.councils:
        return []
    return list(Council.objects.open_on(today).select_related("territory"))
