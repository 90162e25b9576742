"""The circuits in use, told to everybody: the blocks of `home` only wrap these tags."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.conf import settings

from circuits import circuit_words
from circuits.circuit_check import reason_lists
from circuits.deadlines import OFFICE_CLOSES, OFFICE_OPENS, RECEPTION_ENDS
from circuits.guide import draw, example_dates, guide_of
from circuits.models import CircuitVersion, Kind
from participation import clock
from participation.french import NBSP, inside, listing, long_date, plural, week_date
from participation.models import ClosureDay

register = template.Library()
ALSACE = "6AE"


def _versions(context: template.Context, kind: str) -> list[CircuitVersion]:
    """Those in use for a message, the one for every theme first; read once a page."""
    request = context.get("request")
    known = getattr(request, "circuits_in_use", None)
    if known is None:
        rows = CircuitVersion.objects.in_use().prefetch_related("themes").order_by("name", "pk")
        known = list(rows)
        if request is not None:
            request.circuits_in_use = known
    found = [version for version in known if version.kind == kind]
    return sorted(found, key=lambda version: len(version.themes.all()) > 0)


@register.inclusion_tag("circuits/tags/guides.html", takes_context=True)
def circuit_guides(context: template.Context, kind: str) -> dict[str, Any]:
    """Each circuit in use for a message: its drawing, its steps, its reminders in words."""
    at = clock.now()
    versions = _versions(context, kind)
    promised = any(version.rules.has_promise() for version in versions)
    calendar = ClosureDay.objects.calendar() if promised else None
    rows = []
    for version in versions:
        rules = version.rules
        guide = guide_of(rules)
        dates = example_dates(guide, rules, at, calendar) if calendar else {}
        rows.append(
            {
                "name": version.name,
                "themes": _themes(version, len(versions)),
                "guide": guide,
                "picture": draw(guide),
                "stops": [
                    (stop, long_date(dates[stop.code]) if stop.code in dates else "")
                    for stop in guide.stops
                ],
                "example": _example(dates, at),
                "count": plural(len(guide.way), "étape"),
                "relances": plural(guide.relances, "relance"),
            }
        )
    return {"rows": rows, "request_kind": kind == Kind.REQUEST, "counting": _counting()}


def _themes(version: CircuitVersion, count: int) -> str:
    """For which subjects this way is taken; nothing to say when it is the only one."""
    named = [inside(str(theme)) for theme in version.themes.all()]
    if named:
        lead = "Pour le thème" if len(named) == 1 else "Pour les thèmes"
        return f"{lead} {listing([f'«{NBSP}{name}{NBSP}»' for name in named])}."
    return "Pour tous les thèmes qui n’ont pas leur propre chemin." if count > 1 else ""


def _example(dates: dict[str, Any], at: Any) -> str:
    if not dates:
        return ""
    today = week_date(clock.local_day(at))
    return (
        f"Une demande déposée aujourd’hui, {today}, aurait une réponse au plus tard le "
        f"{week_date(dates[''])}."
    )


def _counting() -> list[str]:
    """What counts as a day, in the words and hours of `deadlines`."""
    ends = f"{RECEPTION_ENDS:%-H}{NBSP}h"
    opens = f"{OFFICE_OPENS:%-H}{NBSP}h{NBSP}{OFFICE_OPENS:%M}"
    closes = f"{OFFICE_CLOSES:%-H}{NBSP}h{NBSP}{OFFICE_CLOSES:%M}"
    # Alsace and Moselle have two days more than the rest of the country.
    alsace = settings.HOLIDAYS_SUBDIVISION == ALSACE
    local = ", Vendredi saint et 26 décembre compris," if alsace else ""
    return [
        f"Les jours ouvrés vont du lundi au vendredi, sauf les jours fériés{local} et les "
        "jours de fermeture de la mairie.",
        "Le jour du dépôt ne compte pas : on commence le lendemain. Après "
        f"{ends}, ou un jour non travaillé, on compte à partir du jour travaillé suivant.",
        "« Au plus tard le 2 juin » veut dire jusqu’au soir du 2 juin.",
        f"Les rappels et les relances partent les jours ouvrés, entre {opens} et {closes}.",
    ]


@register.inclusion_tag("circuits/tags/reasons.html", takes_context=True)
def circuit_reasons(context: template.Context, kind: str, key: str) -> dict[str, Any]:
    """The reasons that the circuits in use allow, each once: a refusal, a demande barred."""
    labels: Iterable[str] = (
        row["label"]
        for version in _versions(context, kind)
        for row in reason_lists(version.definition).get(key, [])
    )
    return {"labels": list(dict.fromkeys(labels)), "name": circuit_words.reason_list(key, kind)}
