"""Pages that anybody reads, kept in each process while nothing is written in the base.

A crowd asks for one page over and over. PostgreSQL says which transactions a reader sees:
as long as its answer is the same, so is every row, hence the page. Nothing has to be told
to forget a page, and none is ever behind: an act, a reminder, a correction of the Agence
each make another answer. Only for a reader of whom we know nothing; a page made for somebody
is neither kept nor given (circuits.md 9).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import SimpleTemplateResponse
from django.utils.cache import patch_vary_headers

from participation import clock

View = Callable[..., HttpResponseBase]
MESSAGES = CookieStorage.cookie_name


def kept_while_nothing_is_written(view: View) -> View:
    """Give again what this public view answered, if nothing at all was written since.

    One query more for whoever has no cookie of ours, none for the others. The view may
    depend on the address, the rows and the minute, on nothing else.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = _key(request)
        if key is None:
            return view(request, *args, **kwargs)
        kept = caches["pages"].get(key)
        if kept is not None:
            content, headers = kept
            return HttpResponse(content, headers=headers)
        response = view(request, *args, **kwargs)
        if isinstance(response, SimpleTemplateResponse):
            response.render()
        if isinstance(response, HttpResponse) and _is_everybodys(request, response):
            # On the way back nobody asks who reads: caches between us must know it matters.
            patch_vary_headers(response, ["Cookie"])
            caches["pages"].set(key, (response.content, dict(response.headers)))
        return response

    return answered


def _key(request: HttpRequest) -> str | None:
    """What the answer depends on; None where it may depend on more."""
    # In a transaction, what it has written itself is seen by no other.
    if request.method != "GET" or _is_known(request) or connection.in_atomic_block:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_snapshot()::text")
        seen: str = cursor.fetchone()[0]
    minute = clock.now().replace(second=0, microsecond=0)
    base = connection.settings_dict["NAME"]
    asked = (base, seen, minute.isoformat(), request.build_absolute_uri())
    return sha256(repr(asked).encode()).hexdigest()


def _is_known(request: HttpRequest) -> bool:
    """Whether this reader came with a session, a form or a message to read."""
    ours = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, MESSAGES}
    return not ours.isdisjoint(request.COOKIES)


def _is_everybodys(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether what was answered has nothing of this one reader: no form, no cookie."""
    return (
        response.status_code == 200
        and not response.cookies
        and "CSRF_COOKIE" not in request.META
        and "private" not in response.headers.get("Cache-Control", "")
    )
