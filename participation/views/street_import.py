"""Under `/admin/rues/`: the list of streets from a file, and as a file.

The file is read, checked and compared; what it would change is shown; only then, on
confirmation of that very comparison, is it taken, whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from participation import street_file, street_list
from participation.french import NBSP, plural
from participation.models import Quarter, Street, Territory
from participation.street_list import Entry, Plan, Problem

LIST = "wagtailsnippets_participation_street:list"
RIGHTS = ("add", "change", "delete")
SALT = "participation.streets"
# A comparison that is older than this is made again.
FRESH_SECONDS = 3600
# How many lines of each kind are shown; the others are counted.
SHOWN = 100
# What Wagtail's header may hold elsewhere, and does not here.
ABSENT = (
    "side_panels",
    "history_url",
    "index_results_url",
    "search_form",
    "filters",
    "header_buttons",
)


class StreetFileForm(forms.Form):
    """The file, and what becomes of the streets that it does not name."""

    ADD, REPLACE = "ajouter", "remplacer"

    file = forms.FileField(
        label="Fichier CSV",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "Choisissez un fichier."},
    )
    mode = forms.ChoiceField(
        label="Les rues que le fichier ne nomme pas",
        choices=[
            (ADD, "restent dans la liste"),
            (REPLACE, "quittent la liste : le fichier la remplace"),
        ],
        initial=ADD,
        widget=forms.RadioSelect,
    )

    def clean_file(self) -> street_file.Read:
        """The rows of the file.

        Raises:
            ValidationError: the file as a whole is no list of streets.

        """
        given = self.cleaned_data["file"]
        try:
            # What is too big is not even read into memory.
            return street_file.read(given.read(street_file.MOST_BYTES + 1))
        except street_file.Unreadable as error:
            raise forms.ValidationError(str(error)) from error


def _check_rights(request: HttpRequest) -> None:
    if not all(request.user.has_perm(f"participation.{right}_street") for right in RIGHTS):
        raise PermissionDenied("La liste des rues est tenue par l’Agence.")


@require_http_methods(["GET", "HEAD", "POST"])
def street_import(request: HttpRequest) -> HttpResponse:
    """The form; then what the file would change, or what is wrong in it; then the change."""
    _check_rights(request)
    if request.method == "POST" and "confirmed" in request.POST:
        return _confirmed(request)
    form = StreetFileForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "street_import", form=form, header=" ; ".join(street_file.HEADER))
    read: street_file.Read = form.cleaned_data["file"]
    replace = form.cleaned_data["mode"] == StreetFileForm.REPLACE
    entries, problems = street_list.entries_of(read.rows)
    return _compared(
        request, entries, problems, replace=replace, ignored=read.ignored, lines=len(read.rows)
    )


def _compared(
    request: HttpRequest,
    entries: Sequence[Entry],
    problems: Sequence[Problem],
    *,
    replace: bool,
    ignored: Sequence[str] = (),
    lines: int,
    again: bool = False,
) -> HttpResponse:
    plan, clashes = street_list.compared(entries, replace=replace)
    wrong = sorted([*problems, *clashes], key=lambda problem: problem.line)
    changes = len(plan.added) + len(plan.changed) + len(plan.removed)
    may = changes and not wrong
    return _page(
        request,
        "street_import_check",
        lines=plural(lines, "ligne lue", "lignes lues"),
        wrong=wrong[:SHOWN],
        wrong_count=len(wrong),
        more_wrong=_more(len(wrong)),
        ignored=", ".join(f"«{NBSP}{name[:40]}{NBSP}»" for name in ignored[:10]),
        lists=[] if wrong else _lists(plan),
        same=plural(plan.same, "rue ne change pas", "rues ne changent pas")
        if plan.same
        else "",
        again=again,
        signed=_signed(request, entries, replace, plan.mark) if may else "",
    )


def _lists(plan: Plan) -> list[dict[str, Any]]:
    """What is added, changed and removed, in words, each list shortened."""
    names = dict(Territory.objects.values_list("pk", "name"))
    quarters = dict(Quarter.objects.values_list("pk", "name"))

    def moved(street: Street, entry: Entry) -> str:
        before = [
            street.name,
            names[street.territory_id],
            quarters.get(street.quarter_id or 0, ""),
        ]
        after = [entry.name, names[entry.territory], quarters.get(entry.quarter or 0, "")]
        words = [", ".join(filter(None, facts)) for facts in (before, after)]
        return f"{entry.words} : {words[0]} → {words[1]}"

    kinds = (
        ("ajoutée", [f"{entry.words} : {names[entry.territory]}" for entry in plan.added]),
        ("modifiée", [moved(street, entry) for street, entry in plan.changed]),
        ("retirée", [str(street) for street in plan.removed]),
    )
    return [
        {
            "title": plural(len(words), f"rue {done}", f"rues {done}s"),
            "words": words[:SHOWN],
            "more": _more(len(words)),
        }
        for done, words in kinds
        if words
    ]


def _more(count: int) -> str:
    rest = count - SHOWN
    return f"et {plural(rest, 'autre', 'autres')}." if rest > 0 else ""


def _signed(request: HttpRequest, entries: Sequence[Entry], replace: bool, mark: str) -> str:
    """What was compared, for the confirmation of the same person: nobody can change it."""
    told = {"rows": [astuple(entry) for entry in entries], "replace": replace, "mark": mark}
    return signing.dumps(told, salt=_salt(request), compress=True)


def _salt(request: HttpRequest) -> str:
    return f"{SALT}.{request.user.pk}"


def _confirmed(request: HttpRequest) -> HttpResponse:
    """Take what was compared; when the list has changed meanwhile, compare again."""
    try:
        told = signing.loads(
            request.POST["confirmed"], salt=_salt(request), max_age=FRESH_SECONDS
        )
    except signing.BadSignature:
        messages.error(
            request, "Cette vérification a expiré : choisissez le fichier de nouveau."
        )
        return redirect("street_import")
    entries = [Entry(*row) for row in told["rows"]]
    plan = street_list.take(entries, replace=told["replace"], mark=told["mark"])
    if plan is None:
        return _compared(
            request, entries, [], replace=told["replace"], lines=len(entries), again=True
        )
    done = [words["title"] for words in _lists(plan)] or ["rien à changer"]
    messages.success(request, f"Liste des rues : {', '.join(done)}.")
    return redirect(LIST)


@require_safe
def street_export(request: HttpRequest) -> HttpResponse:
    """The list as the file that is taken back; without a street, a model to fill."""
    _check_rights(request)
    response = HttpResponse(
        street_file.write(street_list.exported()), content_type="text/csv; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'attachment; filename="rues.csv"'
    return response


def _page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    title = "Importer des rues"
    return render(
        request,
        f"participation/admin/{template}.html",
        {
            "header_title": title,
            "page_title": title,
            "header_icon": "site",
            **dict.fromkeys(ABSENT),
            "breadcrumbs_items": [
                {"url": reverse(LIST), "label": "Rues"},
                {"url": "", "label": title},
            ],
            **context,
        },
    )
