"""Long lists, page by page, at addresses that can be shared."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, QueryDict

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


def without_page(query: QueryDict) -> str:
    """The other parameters of the address, for the links of the pagination."""
    rest = query.copy()
    rest.pop("page", None)
    return rest.urlencode()
