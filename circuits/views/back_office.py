"""What our own screens of the back office share: who enters, the header, a moment in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from participation.clock import PARIS
from participation.french import NBSP, long_date
from participation.permissions import is_agency

ABSENT = (
    "side_panels",
    "history_url",
    "index_results_url",
    "search_form",
    "filters",
    "header_buttons",
)
View = Callable[..., HttpResponse]
Trail = list[tuple[str, str]]
READ = require_http_methods(["GET", "HEAD"])
ASK = require_http_methods(["GET", "HEAD", "POST"])


def for_the_agence(view: View) -> View:
    """403 for everybody else, whatever brought them here."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_agency(request.user):
            raise PermissionDenied("Cet espace est réservé à l’Agence.")
        return view(request, *args, **kwargs)

    return guarded


def page(
    request: HttpRequest,
    template: str,
    title: str,
    trail: Trail,
    *,
    icon: str = "list-ol",
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """One screen of the back office, under Wagtail's header; `trail` leads to it."""
    return render(
        request,
        f"circuits/admin/{template}.html",
        {
            "header_title": title,
            "page_title": title,
            "header_icon": icon,
            # What the header may hold elsewhere, and does not here.
            **dict.fromkeys(ABSENT),
            "breadcrumbs_items": [{"url": url, "label": label} for url, label in trail],
            **context,
        },
        status=status,
    )


def moment(at: datetime | None) -> str:
    """« 2 avril 2026 à 10 h 30 », local."""
    if at is None:
        return ""
    local = at.astimezone(PARIS)
    return f"{long_date(local.date())} à {local.hour}{NBSP}h{NBSP}{local:%M}"
