"""What the home page tells of the dossiers: what moved, what is owed, what came of it.

Only what is public, whoever reads: the same words for everybody. Six queries for all of
it, whatever the number of dossiers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Count,
    F,
    Func,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.functions import TruncDate
from django.http import HttpRequest

from circuits import cards, counts
from circuits.models import Answer, Dossier, Event, Kind
from circuits.querysets import promise_missed
from circuits.readers import ANONYMOUS
from circuits.sentences import event_sentence
from circuits.views import presenters
from circuits.views.frame import Frame
from participation import clock
from participation.clock import PARIS, local_day, midnight
from participation.french import NBSP, month_year, nearby_date, plural, short_date, week_date
from participation.models import TownSettings
from participation.written_once import WrittenOnce

WEEK = timedelta(days=7)
YEAR = timedelta(days=365)
# How many are shown of each: dossiers that moved, answers that are owed, achievements.
MOVED, OWED, ACHIEVED = 6, 4, 3
# Late answers never hide those that are due next.
LATE_SHOWN = 2
# Under this, a share in per cent would say more than the figures know.
ENOUGH = 50
# Reminders are counted on their own; the others tell of dates and files. A text that is
# proofread is old news: the deposit, with the date that it makes, is the news.
NO_NEWS = (
    "reminded",
    "advised",
    "date_moved",
    "handed_over",
    "room_too_short",
    "text_published",
    "text_shown",
)

NAMED = (
    "service",
    "dossier__council",
    "dossier__service",
    "thread__council",
    "thread__contribution",
)


def frame_for_everybody(request: HttpRequest) -> Frame:
    """The frame of a page that says the same to all: nobody in particular reads it."""
    town = TownSettings.load(request_or_site=request)
    return Frame(at=clock.now(), calendar=town.calendar(), town=town, viewer=ANONYMOUS)


@dataclass(frozen=True)
class Now:
    """What there is to say today."""

    figures: Sequence[dict[str, Any]]
    moved: Sequence[dict[str, Any]]
    # The dossiers that moved besides those; and since which day one counts.
    more: str
    since: str
    owed: Sequence[dict[str, Any]]
    achieved: Sequence[dict[str, Any]]
    # Whether anything was ever deposited.
    begun: bool


def now(frame: Frame) -> Now:
    """Everything of the dossiers that the home page shows (five queries, a sixth to count)."""
    since = frame.today - WEEK
    found = counts.of_everybody(
        "home",
        frame.today,
        frame.town.lateness_public_from,
        count=lambda: _counts(frame, since),
    )
    events = _told(found["news"] or [])
    others = (found["moved"] or 0) - len(events)
    owed, achieved = _owed_and_achieved(frame)
    return Now(
        figures=_figures(found, frame.today),
        moved=[_event(event) for event in events],
        more=plural(others, "autre dossier", "autres dossiers") if others > 0 else "",
        since=week_date(since),
        owed=[presenters.card(dossier, frame) for dossier in owed],
        achieved=[_achievement(dossier) for dossier in achieved],
        begun=bool(found["total"] or events),
    )


def _counts(frame: Frame, since: date) -> dict[str, Any]:
    """What the public reads, counted in one query; and which news there are since a day."""
    today, from_day = frame.today, frame.town.lateness_public_from
    asked = Q(kind=Kind.REQUEST)
    awaited = asked & Q(answered_at__isnull=True, closed_at__isnull=True)
    running = awaited & Q(stopped_on__isnull=True)
    # A promise counts once its day is over: an answer that came early proves nothing yet.
    # What ended without an answer (withdrawn, merged, sent elsewhere) was promised none.
    due = Q(promised_on__gte=max(today - YEAR, from_day), promised_on__lt=today)
    due &= asked & (Q(answered_at__isnull=False) | running)
    reminded = Event.objects.public().filter(
        code="reminded", at__gte=midnight(today - YEAR), at__lte=frame.at
    )
    news = Event.objects.public().filter(at__gte=midnight(since), at__lte=frame.at)
    news = news.exclude(code__in=NO_NEWS)
    last = news.order_by("dossier_id", "-at", "-pk").distinct("dossier_id").values("pk")
    latest = Event.objects.filter(pk__in=last).order_by("-at", "-pk").values("pk")[:MOVED]
    return (
        Dossier.objects.public()
        .annotate(answered_on=TruncDate("answered_at", tzinfo=PARIS))
        .aggregate(
            awaited=Count("pk", filter=awaited),
            late=Count("pk", filter=asked & promise_missed(today, from_day)),
            soon=Count(
                "pk",
                filter=running & Q(promised_on__gte=today, promised_on__lte=today + WEEK),
            ),
            next=Min("promised_on", filter=running & Q(promised_on__gte=today)),
            due=Count("pk", filter=due),
            kept=Count("pk", filter=due & Q(answered_on__lte=F("promised_on"))),
            total=Count("pk"),
            # Not of any dossier in particular: the greatest of one value is that value.
            reminded=Max(_number("pk", reminded)),
            moved=Max(_number("dossier_id", news)),
            news=Max(ArraySubquery(latest)),
        )
    )


def _number(field: str, events: Any) -> Subquery:
    """How many different values of a field these events have."""
    count = Func(
        F(field),
        function="COUNT",
        template="%(function)s(DISTINCT %(expressions)s)",
        output_field=IntegerField(),
    )
    return Subquery(events.order_by().values(n=count))


def _figures(counts: dict[str, Any], today: date) -> list[dict[str, Any]]:
    """The figures, each with what exactly is counted; one that counts nothing is left out."""
    figures = [_awaited(counts["awaited"], counts["late"]), _soon(counts, today)]
    if counts["due"]:
        figures.append(_kept(counts["kept"], counts["due"]))
    if counts["reminded"]:
        one = counts["reminded"] == 1
        figures.append(
            {
                "value": counts["reminded"],
                "label": "relance automatique en un an"
                if one
                else "relances automatiques en un an",
                "note": "Parties toutes seules, à la Ville ou aux conseils, une date passée.",
            }
        )
    return figures


def _awaited(awaited: int, late: int) -> dict[str, Any]:
    many = "demandes attendent une réponse"
    return {
        "value": awaited,
        "label": many if awaited > 1 else "demande attend une réponse",
        "note": "Déposées par les conseils, sans réponse de la Ville à ce jour.",
        "late": plural(late, "en retard", "en retard") if late else "",
        "url": "/demandes/?retard=1" if late else "",
    }


def _soon(counts: dict[str, Any], today: date) -> dict[str, Any]:
    """What is promised for the next seven days, and when that is nothing, for which day."""
    soon, following = counts["soon"], counts["next"]
    note = f"Date promise d’ici au {short_date(today + WEEK)}, sans compter les retards."
    if not soon:
        note = "Aucune autre date n’est promise."
    if not soon and following:
        note = f"La prochaine date promise est le {nearby_date(following, today)}."
    many = "réponses promises sous sept jours"
    return {
        "value": soon,
        "label": many if soon > 1 else "réponse promise sous sept jours",
        "note": note,
    }


def _kept(kept: int, due: int) -> dict[str, Any]:
    """Answers within the promise: a share only when there are enough of them."""
    share = due >= ENOUGH
    among = f"{kept} sur {due}, parmi" if share else "Parmi"
    return {
        "value": 100 * kept // due if share else kept,
        "unit": "%" if share else f"sur {due}",
        "label": "réponses données à temps en un an",
        "note": f"{among} les demandes dont la date promise, prolongée ou non, est passée "
        "depuis moins de douze mois.",
    }


NEWS = WrittenOnce(
    lambda news: Event.objects.filter(pk__any_of=news).select_related(*NAMED).order_by()
)


def _told(news: Sequence[int]) -> list[Event]:
    """These events, the latest first, with what their sentences name (one query).

    By their keys: planning so many joins around the search for them would take longer
    than the rest of the page.
    """
    found = NEWS.objects(news) if news else []
    return sorted(found, key=lambda event: (event.at, event.pk), reverse=True)


def _event(event: Event) -> dict[str, Any]:
    dossier = event.dossier
    day = local_day(event.at)
    readable = dossier.is_offer or dossier.text_published_at is not None
    return {
        "iso": day.isoformat(),
        "date_text": week_date(day).rpartition(NBSP)[0],
        "sentence": event_sentence(event),
        "url": dossier.get_absolute_url(),
        # Until a text is proofread, the number is all that names it.
        "title": dossier.public_title if readable else dossier.label,
        "who": dossier.council.name if dossier.council else "Offre de la Ville",
        "accent": dossier.council.accent if dossier.council else 0,
    }


def _owed_and_achieved(frame: Frame) -> tuple[list[Dossier], list[Dossier]]:
    """The answers owed, late ones first, and what was achieved last (three queries).

    Read together: a card of either needs the same.
    """
    today, from_day = frame.today, frame.town.lateness_public_from
    summaries = dict(OWED_AND_ACHIEVED.rows(today, from_day))
    # So few: joined, a query less.
    found = cards.of(list(summaries), reminders=False, more=("circuit",))
    for dossier in found:
        dossier.result = summaries[dossier.pk]
    waiting = [d for d in found if d.closed_at is None]
    overdue = [d for d in waiting if d.promised_on and d.promised_on < today]
    ahead = [d for d in waiting if d not in overdue]
    room = max(LATE_SHOWN, OWED - len(ahead))
    owed = [*overdue[:room], *ahead][:OWED]
    closed = [d for d in found if d.closed_at is not None]
    return owed, sorted(closed, key=lambda d: (d.closed_at, d.pk), reverse=True)


def _both(today: date, from_day: date) -> Any:
    """Those dossiers, by the date that was promised, with the last answer in one line."""
    requests = Dossier.objects.public().filter(kind=Kind.REQUEST)
    late = requests.late(today, from_day).order_by("promised_on", "pk")
    soon = requests.filter(
        answered_at__isnull=True,
        closed_at__isnull=True,
        stopped_on__isnull=True,
        promised_on__gte=today,
    ).order_by("promised_on", "pk")
    # Where the words are not public, or no longer, the answer is not told either.
    told = requests.filter(text_published_at__isnull=False, hidden_at__isnull=True)
    done = told.filter(end_code="E1").order_by("-closed_at", "-pk")
    wanted = late.values("pk")[:OWED].union(
        soon.values("pk")[:OWED], done.values("pk")[:ACHIEVED], all=True
    )
    found = Dossier.objects.filter(pk__any_of=ArraySubquery(wanted)).annotate(result=_summary())
    return found.order_by("promised_on", "pk").values_list("pk", "result")


OWED_AND_ACHIEVED = WrittenOnce(_both)


def _summary() -> Subquery:
    """The last answer of the town, in its one line."""
    published = Answer.objects.filter(dossier=OuterRef("pk"), published_at__isnull=False)
    return Subquery(published.order_by("-published_at", "-pk").values("summary")[:1])


def _achievement(dossier: Dossier) -> dict[str, Any]:
    """A demande that became something, in the words of a card."""
    assert dossier.deposited_at and dossier.closed_at and dossier.council
    asked, done = local_day(dossier.deposited_at), local_day(dossier.closed_at)
    same = month_year(asked) == month_year(done)
    when = (
        f"Demandée et réalisée en {month_year(done)}"
        if same
        else f"Demandée en {month_year(asked)}, réalisée en {month_year(done)}"
    )
    return {
        "url": dossier.get_absolute_url(),
        "number": f"{dossier.year}-{dossier.number:03d}",
        "title": dossier.public_title,
        "council": dossier.council,
        "theme_icon": dossier.theme.icon if dossier.theme else "theme-other",
        "summary": getattr(dossier, "result", None) or "",
        "when": when,
    }
