"""How pages of the ground and of home show dossiers without importing them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count

from circuits import cards
from circuits.council_record import record_of
from circuits.models import Dossier, Kind, OfferThread
from circuits.views import follow, offer_presenters, presenters, sharing
from circuits.views.frame import Frame, frame_of
from circuits.written import AsRead
from participation.amounts import WorksYear
from participation.meeting_rules import may_write
from participation.models import AgendaItem, Council, Meeting
from participation.querysets import how_many

register = template.Library()

FEW = 4


def _frame(context: template.Context) -> Frame:
    """One frame per request, kept on it: several tags share its queries."""
    request = context["request"]
    if not hasattr(request, "circuits_frame"):
        request.circuits_frame = frame_of(request)
    frame: Frame = request.circuits_frame
    return frame


@register.simple_tag(takes_context=True)
def council_record(
    context: template.Context, council: Council, years: Sequence[WorksYear]
) -> dict[str, Any]:
    """What one council asked and what came of it; `years` are its works budgets."""
    return record_of(council, years, _frame(context))


def _offers(readable: Any, council: int) -> Any:
    asked = OfferThread.objects.filter(
        council=council, offer__in=readable.filter(sent_at__isnull=False).order_by()
    )
    last = asked.order_by("-sent_at", "-pk").values("pk")[:FEW]
    # Found first: joined, all those of years would be read for the few that are shown.
    threads = OfferThread.objects.filter(pk__any_of=ArraySubquery(last))
    threads = threads.select_related("offer", "council", "contribution__follow_up")
    return threads.annotate(n=how_many(asked)).order_by("-sent_at", "-pk")


OFFERS = AsRead(_offers)


@register.inclusion_tag("circuits/tags/council_offers.html", takes_context=True)
def council_offers(context: template.Context, council: Any) -> dict[str, Any]:
    """What the town asked one council, newest first, and what it answered."""
    last = OFFERS.objects(_frame(context).viewer, council.pk)
    return {
        "council": council,
        "total": last[0].n if last else 0,
        "rows": [offer_presenters.council_row(thread) for thread in last],
    }


@register.simple_tag
def council_figures() -> dict[int, list[tuple[str, str]]]:
    """By council, how many demandes it made and how many were answered (one query)."""
    counts = (
        Dossier.objects.public()
        .filter(kind=Kind.REQUEST)
        .order_by()
        .values("council")
        .annotate(total=Count("pk"), answered=Count("answered_at"))
    )
    return {
        row["council"]: [
            (str(row["total"]), "demande" if row["total"] < 2 else "demandes"),
            (
                str(row["answered"]),
                "réponse reçue" if row["answered"] < 2 else "réponses reçues",
            ),
        ]
        for row in counts
    }


@register.inclusion_tag("circuits/tags/agenda_points.html")
def agenda_points(items: Iterable[AgendaItem]) -> dict[str, Any]:
    """The order of the day; an item that names a dossier leads to it (one query).

    A dossier that the public does not read is not named, whoever reads the page.
    """
    points = list(items)
    named = {item.reference for item in points if item.reference}
    known = {}
    if named:
        found = Dossier.objects.public().filter(reference__in=named)
        known = {dossier.reference: dossier for dossier in found}
    return {"points": [(item, known.get(item.reference)) for item in points]}


@register.inclusion_tag("circuits/tags/meeting_tools.html", takes_context=True)
def meeting_tools(context: template.Context, meeting: Meeting) -> dict[str, Any]:
    """For whoever may write about this meeting, the way to its page inside."""
    if not context["request"].user.is_authenticated:
        return {"meeting": None}
    decision = may_write(_frame(context).viewer, meeting.council_id)
    return {"meeting": meeting if decision else None}


@register.inclusion_tag("circuits/tags/project_dossiers.html", takes_context=True)
def project_dossiers(context: template.Context, page: Any) -> dict[str, Any]:
    """The demandes that a project comes from, and the offres that it made."""
    frame = _frame(context)
    visible = Dossier.objects.visible_to(frame.viewer).deposited()
    found = cards.read(visible.filter(projects=page.pk), threads=True)
    return {
        "requests": [presenters.card(d, frame) for d in found if not d.is_offer],
        "offers": [presenters.card(d, frame) for d in found if d.is_offer],
    }


@register.inclusion_tag("circuits/tags/quarter_requests.html", takes_context=True)
def quarter_requests(context: template.Context, council: Any) -> dict[str, Any]:
    """What one council waits for, the nearest promise first: the same for everybody."""
    frame = _frame(context)
    public = Dossier.objects.public().filter(kind=Kind.REQUEST, council=council)
    waiting = public.filter(answered_at__isnull=True, closed_at__isnull=True)
    nearest = waiting.order_by("promised_on", "pk")[:FEW]
    shown = cards.read(nearest, reminders=False)
    return {
        "council": council,
        "total": waiting.count(),
        "cards": [presenters.card(d, frame) for d in shown],
    }


@register.inclusion_tag("circuits/tags/follow.html", takes_context=True)
def follow_dossier(context: template.Context, dossier: Dossier) -> dict[str, Any]:
    """« Suivre ce dossier », for what the public reads."""
    return _following(context, follow.of_dossier(dossier), "ce dossier")


@register.inclusion_tag("circuits/tags/follow.html", takes_context=True)
def follow_council(context: template.Context, council: Any) -> dict[str, Any]:
    """« Suivre ce conseil », with its feed."""
    return _following(context, follow.of_council(council), "ce conseil")


def _following(
    context: template.Context, followed: follow.Followed, word: str
) -> dict[str, Any]:
    standing = follow.standing(followed, context["request"])
    return {"followed": followed, "standing": standing, "thing_word": word}


@register.inclusion_tag("components/share_card.html", takes_context=True)
def share_card(
    context: template.Context, title: str, description: str, kind: str = "site"
) -> dict[str, Any]:
    """What other sites show of a page that is no dossier: its words and a drawing."""
    path = context["request"].path
    return {
        "site_name": context["site_name"],
        "card": sharing.card(title, description, path, kind),
    }
