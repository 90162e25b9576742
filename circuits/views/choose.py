"""For whom one writes, when one may write for several: one door each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from participation.models import Council, Service

# Name, address, accent (0: none).
Door = tuple[str, str, int]


def council_doors(request: HttpRequest, councils: Iterable[Council]) -> list[Door]:
    """The same page again, each time for one council."""
    return [(c.name, f"{request.path}?conseil={c.slug}", c.accent) for c in councils]


def service_doors(request: HttpRequest, services: Iterable[Service]) -> list[Door]:
    """The same page again, each time for one service."""
    return [(s.name, f"{request.path}?service={s.slug}", 0) for s in services]


def choose(
    request: HttpRequest,
    question: str,
    doors: Sequence[Door],
    *,
    title: str,
    crumbs: Sequence[tuple[str, str]],
    place: str,
) -> HttpResponse:
    """The page of doors; `place` ends the crumbs."""
    choice = {"title": title, "place": place, "question": question, "doors": doors}
    context = {"choice": choice, "space_crumbs": crumbs}
    return render(request, "circuits/space/choose.html", context)
