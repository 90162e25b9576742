"""What people see when something is refused, missing or broken.

Each page says in French what happened and what to do next. A form whose session or
token expired gives back all that was typed (architecture.md 6).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.apps import apps
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils.http import urlencode

from circuits.acts import BY_SLUG
from circuits.forms import FORMS
from participation.connections import DATABASE_GONE
from participation.french import sentence_case

# Never shown back, whatever form they come from.
SECRETS = ("password", "passwd", "secret", "token", "credential", "otp", "code")
# What a page sends on its own, or a button.
MACHINERY = {
    *("csrfmiddlewaretoken", "next", "action", "seen", "read", "key", "rows"),
    *("conseil", "depuis", "continue", "save"),
}
OUR_APPS = ("circuits", "participation", "home")
BARE = (
    '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Erreur</title>'
    "<h1>{title}</h1><p>{text}</p></html>"
)


@dataclass(frozen=True)
class Typed:
    """One text that the person had typed, with the label it had."""

    label: str
    text: str
    rows: int


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the request makes no sense to us."""
    return render(request, "home/errors/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the reason that the code gave, when it is meant for people.

    Whoever lost a right while writing has the words back.
    """
    reason = str(exception) if exception.args else ""
    return render(request, "403.html", {"reason": reason, **_given_back(request)}, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with the ways to go on; what was typed in a form that leads nowhere any more."""
    return render(request, "404.html", _given_back(request), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the database does not answer. Uses neither context nor database.

    Even a broken template or a missing stylesheet ends in a page that can be read.
    """
    down = isinstance(sys.exc_info()[1], DATABASE_GONE)
    status = 503 if down else 500
    try:
        body = str(render_to_string(f"{status}.html"))
    except Exception:  # noqa: BLE001 the last resort must not fail
        title = "Service indisponible" if down else "Une erreur s’est produite"
        body = BARE.format(title=title, text="Réessayez dans quelques minutes.")
    response = HttpResponse(body, status=status)
    if down:
        response.headers["Retry-After"] = "60"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW."""
    return session_expired(request)


def session_expired(request: HttpRequest) -> HttpResponse:
    """403 with everything that was typed, to copy, and the way back."""
    sign_in = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    context = {
        **_given_back(request),
        "sign_in_url": sign_in,
        "back_url": request.path,
    }
    return render(request, "home/errors/session_expired.html", context, status=403)


def _given_back(request: HttpRequest) -> dict[str, Any]:
    """The texts and the names of the files of a form that was refused."""
    if request.method != "POST":
        return {"typed": [], "files": []}
    try:
        return {"typed": list(_typed(request)), "files": _files(request)}
    except (SuspiciousOperation, MultiPartParserError, UnreadablePostError):
        # What cannot be read cannot be given back; the page itself must not fail.
        return {"typed": [], "files": []}


def _files(request: HttpRequest) -> list[str]:
    uploads = [upload for key in request.FILES for upload in request.FILES.getlist(key)]
    return [str(upload.name) for upload in uploads]


def _typed(request: HttpRequest) -> Iterator[Typed]:
    try:
        sent = list(request.POST.lists())
    except (RequestDataTooBig, TooManyFieldsSent):
        return
    known = _form_fields(request)
    for name, values in sent:
        bare = name.rsplit("-", 1)[-1]
        if bare in MACHINERY or any(word in bare.lower() for word in SECRETS):
            continue
        for value in filter(None, (v.strip() for v in values)):
            field = known.get(bare)
            words = _words(field, value)
            if isinstance(field, forms.ModelChoiceField) and words == value:
                continue  # a number of ours, which says nothing to anybody
            yield Typed(_label(bare, field), words, min(12, 1 + len(value) // 60))


def _form_fields(request: HttpRequest) -> dict[str, forms.Field]:
    """The fields of the form behind this address, when its view names one."""
    try:
        found = resolve(request.path)
    except Resolver404:
        return {}
    form = getattr(getattr(found.func, "view_class", found.func), "form_class", None)
    act = BY_SLUG.get(str(found.kwargs.get("slug")))
    if act and found.url_name in ("space_act", "space_thread_act"):
        form = FORMS.get(act.code)
    return dict(getattr(form, "base_fields", {}))


def _label(name: str, field: forms.Field | None) -> str:
    if field and field.label:
        return str(field.label)
    for model in apps.get_models():
        if model._meta.app_label in OUR_APPS:
            for column in model._meta.fields:
                if column.name == name:
                    words = str(column.verbose_name)
                    return sentence_case(words)
    return "Texte saisi"


def _words(field: forms.Field | None, value: str) -> str:
    """The label of a choice, else the text itself."""
    choices: Any = getattr(field, "choices", None)
    for key, label in choices or ():
        if str(key) == value:
            return str(label)
    return value
