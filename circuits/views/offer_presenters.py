"""From the rows of an offre to what templates show: councils side by side, lanes, steps.

The rows (`ways`) come from `circuits.cards`, or are read here once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from circuits import explanations, fil
from circuits.fil.lanes_data import End as LaneEnd
from circuits.models import Contribution, Dossier, Event, Obligation, OfferThread
from circuits.offer_sentences import (
    ANSWERS,
    FOLLOW_UPS,
    OFFER_STAGES,
    thread_label,
    thread_state,
)
from circuits.views.frame import Frame
from participation.clock import local_day
from participation.french import by_the, listing, long_date, plural, sentence_case, short_date

# How a lane ends, for the drawing.
ENDS: dict[str, LaneEnd] = {
    "": "",
    "F1": "answered",
    "F2": "declined",
    "F3": "silent",
    "F4": "withdrawn",
}
# The pictogram of a public step that is not over, of both circuits; one that is has a tick.
STEP_ICONS = {
    "Prise en compte": "step-received",
    "À l’étude": "step-study",
    "Répondue": "step-answered",
    "Engagement en cours": "step-commitment",
    "Relecture": "step-review",
    "Chez les conseils": "step-discussion",
    "Suites données": "step-followup",
    "Bilan": "step-done",
}
TONES = {"F1": "answered", "F3": "neutral", "F2": "neutral", "F4": "neutral"}


def ways_of(dossier: Dossier) -> list[OfferThread]:
    """Each council's way through the offre, in French order."""
    ways: list[OfferThread] | None = getattr(dossier, "ways", None)
    if ways is None:
        found = dossier.threads.select_related("council", "contribution")
        ways = list(found.order_by("council__sort_key", "pk"))
        dossier.ways = ways
    for way in ways:
        way.offer = dossier
    return ways


def rows_of(dossier: Dossier, frame: Frame, *, inside: bool) -> list[dict[str, Any]]:
    """The councils side by side: state, answer, follow-up.

    Who takes part is read `inside`, by the town and by that very council.
    """
    ways = ways_of(dossier)
    given = _follow_ups(dossier) if dossier.answered_at else {}
    declined = _texts(dossier, ("offer_declined", "council_withdrawn"))
    lanes = lanes_of(dossier, ways, frame)
    drawn = {lane.name: lane for lane in lanes.lanes} if lanes else {}
    return [
        {
            "council": way.council.name,
            "url": way.council.get_absolute_url(),
            "accent": way.council.accent,
            "slug": way.council.slug,
            "label": thread_label(way),
            "tone": TONES.get(way.end_code, "on_time"),
            "sentence": thread_state(way),
            "answer": _answer(way.said(), inside=inside and _own(way, frame)),
            "reason": declined.get(way.pk, ""),
            "follow_up": given.get(way.pk),
            "waiting": way.was_silent and dossier.answered_at is None,
            "line": fil.draw_lane_line(drawn[way.council.name], lanes).svg if lanes else "",
        }
        for way in ways
    ]


def _own(way: OfferThread, frame: Frame) -> bool:
    viewer = frame.viewer
    return viewer.of_the_city or way.council_id in viewer.councils


def _answer(said: Contribution | None, *, inside: bool) -> dict[str, Any] | None:
    if said is None:
        return None
    adopted = f"Adopté en réunion le {long_date(said.adopted_on)}" if said.adopted_on else ""
    return {
        "kind": ANSWERS[said.kind],
        "body": said.body,
        "date_text": long_date(local_day(said.written_at)),
        "late": said.late,
        "adopted": adopted,
        "delegates": said.delegates if inside else "",
        "available": said.available if inside else "",
    }


def answers_of(dossier: Dossier) -> list[dict[str, Any]]:
    """What each council said, for the person who writes the follow-up."""
    rows = []
    for way in ways_of(dossier):
        answer = _answer(way.said(), inside=True)
        if answer is not None:
            rows.append({"council": way.council.name, "accent": way.council.accent, **answer})
    return rows


def _follow_ups(dossier: Dossier) -> dict[int, dict[str, str]]:
    given = Contribution.objects.filter(thread__offer=dossier, follow_up__isnull=False)
    return {
        said.thread_id: {
            "code": said.follow_up.outcome,
            "label": FOLLOW_UPS[said.follow_up.outcome],
            "reason": said.follow_up.reason,
        }
        for said in given.select_related("follow_up")
    }


def _texts(dossier: Dossier, codes: Sequence[str]) -> dict[int, str]:
    """The public reasons given with an act on a thread."""
    if not any(way.end_code in ("F2", "F4") for way in ways_of(dossier)):
        return {}
    told = dossier.events.filter(code__in=codes, text__isnull=False).select_related("text")
    return {event.thread_id: event.text.body for event in told}


def closing_texts(events: Iterable[Event]) -> dict[str, str]:
    """What the town said in the end: suites, bilan, or why it cancelled."""
    names = {
        "follow_up_published": "suites",
        "assessment_published": "bilan",
        "offer_cancelled": "cancelled",
    }
    return {
        names[event.code]: event.text.body
        for event in events
        if event.code in names and event.text
    }


def lanes_of(
    dossier: Dossier, ways: Sequence[OfferThread], frame: Frame
) -> fil.LanesData | None:
    """« Le fil » of an offre: the City, and one lane a council; nothing before it is sent."""
    if dossier.sent_at is None or not ways:
        return None
    principals: list[Obligation] = getattr(dossier, "principals", [])
    reminders: list[Event] = getattr(dossier, "reminders", [])
    missed = None
    if dossier.promised_on and dossier.promised_on >= frame.town.lateness_public_from:
        missed = dossier.promised_on + timedelta(days=1)
    owed = [o for o in principals if o.step in ("B4", "B5")]
    return fil.LanesData(
        city=[_city_span(o, missed) for o in owed],
        lanes=[_lane(way, reminders) for way in ways],
        knots=list(_knots(dossier)),
        ahead=[
            fil.Ahead(due=o.due_on, side="city", label=_upper(o.duty))
            for o in owed
            if o.is_open
        ],
        today=frame.today,
        closed=local_day(dossier.closed_at) if dossier.closed_at else None,
    )


def _city_span(owed: Obligation, missed: Any) -> fil.Span:
    return fil.Span(
        side="city",
        start=local_day(owed.opened_at),
        end=local_day(owed.closed_at) if owed.closed_at else None,
        label="Suites à publier" if owed.step == "B4" else "Bilan",
        due=owed.due_on,
        late_from=missed if owed.step == "B4" else None,
    )


def _lane(way: OfferThread, reminders: Sequence[Event]) -> fil.Lane:
    said = way.said()
    return fil.Lane(
        name=way.council.name,
        accent=way.council.accent,
        sent=local_day(way.sent_at),
        acknowledged=local_day(way.acknowledged_at) if way.acknowledged_at else None,
        ended=local_day(way.closed_at) if way.closed_at else None,
        end="late" if said and said.late else ENDS[way.end_code],
        due=way.answer_by,
        ticks=[
            fil.Tick(on=local_day(e.at), label="Relance automatique")
            for e in reminders
            if e.thread_id == way.pk and e.audience == "public" and e.step != "B3q"
        ],
        label=thread_label(way),
    )


def _knots(dossier: Dossier) -> Iterable[fil.Knot]:
    if dossier.sent_at:
        yield fil.Knot(on=local_day(dossier.sent_at), side="city", label="Envoi")
    if dossier.answered_at:
        yield fil.Knot(on=local_day(dossier.answered_at), side="city", label="Suites publiées")
    if dossier.closed_at:
        cancelled = dossier.end_code == "F4"
        label = "Annulation" if cancelled else "Bilan et clôture"
        yield fil.Knot(on=local_day(dossier.closed_at), side="city", label=label)


def whole_thread(dossier: Dossier, frame: Frame) -> fil.FilData:
    """The thin line of a card: the City, then the councils together, then the City."""
    ways = ways_of(dossier)
    assert dossier.sent_at is not None
    sent = local_day(dossier.sent_at)
    data = lanes_of(dossier, ways, frame)
    city = list(data.city) if data else []
    back = min((span.start for span in city), default=None)
    closed = local_day(dossier.closed_at) if dossier.closed_at else None
    waiting = [way.answer_by for way in ways if not way.is_closed]
    return fil.FilData(
        spans=[
            fil.Span(side="city", start=sent, end=sent, label=""),
            fil.Span(side="council", start=sent, end=back or closed, label="Consultation"),
            *city,
        ],
        knots=list(_knots(dossier)),
        ticks=[],
        ahead=(
            [fil.Ahead(due=max(waiting), side="council", label="Réponse des conseils")]
            if waiting and not closed
            else list(data.ahead if data else [])
        ),
        today=frame.today,
    )


def steps_of(dossier: Dossier, today: Any) -> list[dict[str, str]]:
    """The public steps of an offre in order: done, here, to come."""
    principals: list[Obligation] = getattr(dossier, "principals", [])
    order = [name for name, _ in OFFER_STAGES]
    here = next((name for name, codes in OFFER_STAGES if dossier.step in codes), "")
    done = _done_dates(dossier, principals)
    rows = []
    for name in order:
        if name == here:
            rows.append({"name": name, "state": "here", "date_text": _due(dossier, today)})
        elif name in done:
            rows.append({"name": name, "state": "done", "date_text": f"le {done[name]}"})
        elif not dossier.is_closed:
            rows.append({"name": name, "state": "todo", "date_text": ""})
    if dossier.closed_at:
        label = "Annulée" if dossier.end_code == "F4" else "Close"
        when = f"le {short_date(local_day(dossier.closed_at))}"
        rows.append({"name": label, "state": "done", "date_text": when})
    return [{**row, "icon": STEP_ICONS.get(row["name"], "")} for row in rows]


def _done_dates(dossier: Dossier, principals: Sequence[Obligation]) -> dict[str, str]:
    done = {}
    if dossier.sent_at:
        done["Relecture"] = short_date(local_day(dossier.sent_at))
    opened = {o.step: o for o in principals}
    if "B4" in opened:
        done["Chez les conseils"] = short_date(local_day(opened["B4"].opened_at))
    if dossier.answered_at:
        done["Suites données"] = short_date(local_day(dossier.answered_at))
    if dossier.end_code and dossier.end_code != "F4" and dossier.closed_at:
        done["Bilan"] = short_date(local_day(dossier.closed_at))
    return done


def _due(dossier: Dossier, today: Any) -> str:
    """By when the present step ends; a date that is past is not shown as a step's."""
    if dossier.step == "BC":
        dates = [way.answer_by for way in ways_of(dossier) if not way.is_closed]
        return f"au plus tard le {short_date(max(dates))}" if dates else "en cours"
    principals: list[Obligation] = getattr(dossier, "principals", [])
    owed = next((o for o in principals if o.is_open and o.thread_id is None), None)
    if owed is None or owed.due_on < today:
        return "en cours"
    return f"au plus tard le {short_date(owed.due_on)}"


def explanation(dossier: Dossier, frame: Frame) -> list[str]:
    """« Comment cette date est calculée »: the councils' dates, or the town's."""
    if dossier.is_closed or dossier.sent_at is None:
        return []
    principals: list[Obligation] = getattr(dossier, "principals", [])
    if dossier.step == "BC":
        return _of_the_councils(dossier)
    owed = next((o for o in principals if o.is_open and o.thread_id is None), None)
    if owed is None:
        return []
    if owed.step == "B4":
        return [
            "La Ville a un mois, à partir du jour où plus aucun conseil n’est attendu, pour "
            "dire ce qu’elle a fait des réponses (code des relations entre le public et "
            "l’administration, article L131-1).",
            explanations.of_months(owed.started_on, owed.delay, owed.due_on, frame.calendar),
        ]
    return [
        explanations.of_working_days(owed.started_on, owed.delay, owed.due_on, frame.calendar)
    ]


def _of_the_councils(dossier: Dossier) -> list[str]:
    dates = sorted({way.answer_by for way in ways_of(dossier)})
    lines = [
        "Le service a choisi la date de la réponse, en laissant au moins trente jours aux "
        f"conseils : {' ou '.join(long_date(day) for day in dates)}."
    ]
    if len(dates) > 1:
        lines.append(
            "Un conseil ajouté plus tard a lui aussi trente jours au moins. La date d’un "
            "conseil qui a posé une question recule du temps de la réponse."
        )
    lines.append(
        "Sans réponse dix jours ouvrés après la date, la Ville peut continuer ; le conseil "
        "est encore entendu jusqu’aux suites."
    )
    return lines


def summary(dossier: Dossier) -> str:
    """« 4 conseils, 2 réponses »: for a card; before it is sent, whose it is."""
    if dossier.sent_at is None:
        return f"service {dossier.service}"
    ways = [way for way in ways_of(dossier) if way.end_code != "F4" or dossier.is_closed]
    heard = sum(1 for way in ways if way.said() is not None)
    return f"{plural(len(ways), 'conseil')}, {plural(heard, 'réponse')}"


def council_row(thread: OfferThread) -> dict[str, Any]:
    """One offre as the page of a council tells it."""
    offer = thread.offer
    given = getattr(thread.said(), "follow_up", None)
    return {
        "url": f"{offer.get_absolute_url()}#conseil-{thread.council.slug}",
        "number_label": offer.label,
        "title": offer.title,
        "sentence": thread_state(thread),
        "label": thread_label(thread),
        "tone": TONES.get(thread.end_code, "on_time"),
        "follow_up": FOLLOW_UPS[given.outcome].lower() if given else "",
    }


def _upper(words: str) -> str:
    return sentence_case(words)


def _answer_dates(dossier: Dossier, answer_by: date) -> str:
    """The date of the offre, and that of a council whose question moved it."""
    moved = [way for way in ways_of(dossier) if way.answer_by > answer_by]
    others = [f"{by_the(way.answer_by)} pour {way.council.name}" for way in moved]
    return "\u00a0; ".join([by_the(answer_by), *others])


def facts_of(dossier: Dossier) -> list[tuple[str, str, str]]:
    """What the offre is in short: (icon, what, value)."""
    offer = dossier.offer
    facts = [("people", "Forme", offer.get_form_display())]
    if offer.place:
        facts.append(("pin", "Lieu", offer.place))
    if offer.event_on:
        facts.append(("calendar", "Rencontre", long_date(offer.event_on)))
    if offer.answer_by:
        facts.append(("clock", "Réponse attendue", _answer_dates(dossier, offer.answer_by)))
    facts.append(("folder", "Service", str(dossier.service)))
    if dossier.sent_at is None:
        chosen = listing([council.name for council in offer.councils.all()])
        facts.append(("people", "Conseils", chosen))
    return facts
