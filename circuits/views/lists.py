"""Long lists, page by page, at addresses that can be shared."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest

PER_PAGE = 12


def page_of(
    queryset: Any, request: HttpRequest, per_page: int = PER_PAGE, total: int | None = None
) -> Page[Any]:
    """The page asked for; nonsense gives the first, too far gives the last.

    `total`: how many there are, when it is known already.
    """
    paginator = Paginator(queryset, per_page)
    if total is not None:
        paginator.count = total
    return paginator.get_page(request.GET.get("page"))
