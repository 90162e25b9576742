"""From rows to what templates show: cards, steps, record, « le fil ». No query here.

The rows come from `circuits.cards` or from the page's own reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from circuits import deadlines, explanations, fil, pause_sentences, sentences
from circuits.acts import ACTS
from circuits.addresses import private_path
from circuits.models import (
    Actor,
    Answer,
    DateChange,
    Dossier,
    Event,
    Milestone,
    Obligation,
    Suspension,
)
from circuits.views import offer_presenters
from circuits.views.frame import Frame
from participation.clock import local_day
from participation.french import long_date, month_year, nearby_date, plural, sentence_case
from participation.working_days import WorkingCalendar
from participation.written_once import WrittenOnce, by_key, join

ICONS = {"deferred": "clock"}


def state_of(dossier: Dossier, frame: Frame, *, summary: str = "") -> str:
    """The sentence of state of a dossier that `cards` read."""
    principals: list[Obligation] = getattr(dossier, "principals", [])
    plans: list[Milestone] = getattr(dossier, "plans", [])
    return sentences.state_sentence(
        dossier,
        principals[-1] if principals else None,
        summary=summary,
        milestone=plans[0] if plans else None,
        threads=offer_presenters.ways_of(dossier) if dossier.is_offer else (),
        pause=pause_of(dossier),
        today=frame.today,
    )


def pauses_of(dossier: Dossier) -> list[Suspension]:
    """The pauses of a dossier that `cards` read, oldest first."""
    return [Suspension.from_row(row) for row in getattr(dossier, "pause_rows", [])]


def pause_of(dossier: Dossier) -> Suspension | None:
    """The pause that is open, of a dossier that `cards` read."""
    pauses = pauses_of(dossier)
    return pauses[-1] if pauses and pauses[-1].is_open else None


def badge_of(dossier: Dossier, frame: Frame) -> dict[str, str]:
    """The badge, as the design system's component takes it."""
    plans: list[Milestone] = getattr(dossier, "plans", [])
    badge = sentences.badge(
        dossier,
        frame.today,
        frame.calendar,
        frame.town.lateness_public_from,
        plans[0] if plans else None,
    )
    return {"tone": badge.tone, "label": badge.label}


def title_of(dossier: Dossier, *, inside: bool) -> str:
    """The title for this reader: the public waits for the relecture."""
    return dossier.title if inside else dossier.public_title


RECORD = WrittenOnce(
    lambda dossier: (
        Event.objects.filter(dossier=dossier, audience="public")
        .told(dossier_known=True, actors_known=True)
        .order_by("position")
    )
)
# A few people did three hundred things, the platform most of them: each comes once.
ACTORS = by_key(Actor.objects.all())


def public_record(found: Dossier) -> list[Event]:
    """What everybody may read of what happened, in order; the card's reminders are in it."""
    events: list[Event] = RECORD.objects(found.pk)
    for event in events:
        event.dossier = found
    join(events, "actor", ACTORS)
    found.reminders = [event for event in events if event.code == "reminded"]
    return events


def card(dossier: Dossier, frame: Frame, *, private: bool = False) -> dict[str, Any]:
    """One dossier in a list, public unless `private`."""
    council, theme = dossier.council, dossier.theme
    return {
        "url": dossier.private_url if private else dossier.get_absolute_url(),
        "number_label": dossier.label,
        "title": title_of(dossier, inside=private),
        "council_name": council.name if council else offer_presenters.summary(dossier),
        "council_accent": council.accent if council else 0,
        "theme_name": theme.name if theme else "",
        "theme_icon": theme.icon if theme else "",
        "sentence": state_of(dossier, frame),
        "badge": badge_of(dossier, frame),
        "fil_svg": _line(dossier, frame),
    }


def _line(dossier: Dossier, frame: Frame) -> str:
    """« Le fil » of a card, once the other side has the dossier."""
    if dossier.sent_at is None:
        return ""
    if dossier.is_offer:
        data, council = offer_presenters.whole_thread(dossier, frame), "Conseils"
    else:
        data, council = thread(dossier, frame), "Conseil"
    return fil.draw_line(data, council_label=council, city_label="Ville").svg


def thread(dossier: Dossier, frame: Frame) -> fil.FilData:
    """« Le fil » of a dossier: who held it when, the acts, the relances, what is owed.

    City lateness is that of the promise: lateness of a step is not public.
    """
    principals: list[Obligation] = getattr(dossier, "principals", [])
    reminders: list[Event] = getattr(dossier, "reminders", [])
    missed = None
    if dossier.promised_on and dossier.promised_on >= frame.town.lateness_public_from:
        missed = dossier.promised_on + timedelta(days=1)
    plans: list[Milestone] = getattr(dossier, "plans", [])
    over = _month_over(plans[0], frame) if plans else None
    return fil.FilData(
        spans=[*_first_span(dossier), *_spans(dossier, missed, over)],
        knots=list(_knots(dossier, principals)),
        ticks=[
            fil.Tick(on=local_day(e.at), label=sentences.event_sentence(e)) for e in reminders
        ],
        ahead=list(_ahead(dossier, principals)),
        today=frame.today,
    )


def _first_span(dossier: Dossier) -> Iterable[fil.Span]:
    """The council's own day, from which the thread crosses to the town."""
    if dossier.deposited_at:
        day = local_day(dossier.deposited_at)
        yield fil.Span(side="council", start=day, end=day, label="")


def _side(obligation: Obligation) -> fil.Side:
    return "council" if obligation.party == "referent" else "city"


def _step_name(obligation: Obligation) -> str:
    for name, codes in sentences.STAGES:
        if obligation.step in codes:
            return name
    return obligation.duty


# Finer than the stages: what the public sentence calls these steps (circuits.md 3).
SPANS = {
    "A2": "Attribution",
    "A4": "Réponse en préparation",
    "A5": "Signature de la réponse",
}


def _month_over(plan: Milestone, frame: Frame) -> date | None:
    """The first day on which a commitment is late in public."""
    if plan.planned_on < frame.town.lateness_public_from:
        return None
    return (plan.planned_on.replace(day=1) + timedelta(days=32)).replace(day=1)


def _spans(dossier: Dossier, missed: date | None, over: date | None) -> Iterable[fil.Span]:
    """Each step, cut where its clock stood still."""
    principals: list[Obligation] = getattr(dossier, "principals", [])
    pauses = pauses_of(dossier)
    for obligation in principals:
        whole = _span(obligation, missed, over, dossier)
        start = whole.start
        for pause in pauses:
            if not _within(pause, obligation):
                continue
            stopped = max(start, pause.started_on)
            if stopped > start:
                yield replace(whole, start=start, end=stopped, due=None)
            # A question is in the council's hands; a meeting or another body is not.
            yield fil.Span(
                side="council" if pause.kind == "PC" else whole.side,
                start=stopped,
                end=pause.ended_on,
                label=pause_sentences.WHY[pause.kind].capitalize(),
                late_from=whole.late_from,
                paused=True,
            )
            if pause.ended_on is None or pause.ending == Suspension.Ending.DROPPED:
                break
            start = max(stopped, pause.ended_on)
        else:
            yield replace(whole, start=start)


def _within(pause: Suspension, obligation: Obligation) -> bool:
    """Whether this pause stood in this passage at the step."""
    ended = obligation.closed_at
    return (
        pause.step == obligation.step
        and pause.opened_at >= obligation.opened_at
        and (ended is None or pause.opened_at <= ended)
    )


def _span(
    obligation: Obligation, missed: date | None, over: date | None, dossier: Dossier
) -> fil.Span:
    answered = dossier.answered_at and obligation.opened_at >= dossier.answered_at
    return fil.Span(
        side=_side(obligation),
        start=local_day(obligation.opened_at),
        end=local_day(obligation.closed_at) if obligation.closed_at else None,
        label=SPANS.get(obligation.step) or _step_name(obligation),
        due=obligation.due_on,
        late_from=(over if obligation.step == "A7" else None) if answered else missed,
    )


def _knots(dossier: Dossier, principals: Sequence[Obligation]) -> Iterable[fil.Knot]:
    if dossier.deposited_at:
        yield fil.Knot(on=local_day(dossier.deposited_at), side="council", label="Dépôt")
    for before, after in pairwise(principals):
        if _step_name(before) != _step_name(after):
            # Where the thread arrives: the mark is always on it.
            yield fil.Knot(
                on=local_day(after.opened_at), side=_side(after), label=_step_name(after)
            )
        elif before.step == after.step == "A7":
            # One passage ends and the next begins: the town has said where it stands.
            yield fil.Knot(
                on=local_day(after.opened_at), side=_side(after), label="Point d’étape"
            )
    for pause in pauses_of(dossier):
        asked = pause.kind == "PC"
        label = pause_sentences.WHY[pause.kind].capitalize()
        yield fil.Knot(on=pause.started_on, side="council" if asked else "city", label=label)
        if pause.ended_on and pause.ending != "dropped":
            yield fil.Knot(on=pause.ended_on, side="city", label="Reprise")
    if dossier.closed_at:
        side: fil.Side = _side(principals[-1]) if principals else "council"
        last = pauses_of(dossier)[-1:]
        if any(p.kind == "PC" and p.ending == Suspension.Ending.DROPPED for p in last):
            # It ends where the thread is: still waiting for the council's answer.
            side = "council"
        yield fil.Knot(on=local_day(dossier.closed_at), side=side, label="Clôture")


def _ahead(dossier: Dossier, principals: Sequence[Obligation]) -> Iterable[fil.Ahead]:
    if dossier.is_closed or not principals or not principals[-1].is_open:
        return
    current, pause = principals[-1], pause_of(dossier)
    if pause is not None:
        side: fil.Side = "council" if pause.kind == "PC" else "city"
        # A council answers by a day; a meeting and a check are on theirs.
        yield fil.Ahead(
            due=pause.until,
            side=side,
            label=sentence_case(pause_sentences.AWAITED[pause.kind]),
            fixed=pause.kind != "PC",
        )
    else:
        label = sentence_case(current.duty)
        yield fil.Ahead(due=current.due_on, side=_side(current), label=label)
    if dossier.stopped_on is not None:
        return
    if not dossier.answered_at and dossier.promised_on:
        yield fil.Ahead(due=dossier.promised_on, side="city", label="Réponse promise")


def steps_of(dossier: Dossier, today: date) -> list[dict[str, str]]:
    """The public steps in order: done, here, to come (circuits.md 3)."""
    principals: list[Obligation] = getattr(dossier, "principals", [])
    assert dossier.circuit is not None
    known = set(dossier.circuit.rules.steps)
    reached = {o.step: o for o in principals}
    rows = []
    for name, codes in sentences.STAGES:
        here = [code for code in codes if code in known]
        if not here or (name == "Engagement en cours" and "A7" not in reached):
            continue
        if name == "Répondue" and "A7" in reached and "A6" not in reached:
            rows.append(_answered_step(dossier, today))
            continue
        if dossier.is_closed and not reached.keys() & set(here):
            # It ended before: nothing of this is to come.
            continue
        rows.append(_stage(dossier, name, here, reached, today))
    if dossier.is_closed:
        assert dossier.closed_at is not None
        closed = f"le {nearby_date(local_day(dossier.closed_at), today)}"
        names = {"E1": "Réalisée", "E2": "Abandonnée", **pause_sentences.ENDS}
        name = names.get(dossier.end_code, "Close")
        rows.append({"name": name, "state": "done", "date_text": closed})
    return [{**row, "icon": offer_presenters.STEP_ICONS.get(row["name"], "")} for row in rows]


def _answered_step(dossier: Dossier, today: date) -> dict[str, str]:
    assert dossier.answered_at is not None
    return {
        "name": "Répondue",
        "state": "done",
        "date_text": f"le {nearby_date(local_day(dossier.answered_at), today)}",
    }


def _stage(
    dossier: Dossier,
    name: str,
    codes: list[str],
    reached: dict[str, Obligation],
    today: date,
) -> dict[str, str]:
    passages = [reached[code] for code in codes if code in reached]
    if dossier.step in codes:
        owed = reached[dossier.step]
        # It is the council that may still react to an answer.
        words = "au plus tard le" if name != "Répondue" else "le conseil a jusqu’au"
        past = owed.due_on < today
        text = "en cours" if past else f"{words} {nearby_date(owed.due_on, today)}"
        if dossier.suspended:
            text = "en sommeil" if dossier.dormant_on else "délai suspendu"
        return {"name": name, "state": "here", "date_text": text}
    if passages and all(o.closed_at for o in passages):
        ended = max(local_day(o.closed_at) for o in passages if o.closed_at)
        first = local_day(passages[0].opened_at)
        day = first if name == "Répondue" else ended
        return {"name": name, "state": "done", "date_text": f"le {nearby_date(day, today)}"}
    text = ""
    if name == "Répondue" and dossier.stopped_on:
        text = "date suspendue"
    elif name == "Répondue" and dossier.promised_on:
        text = f"promise au plus tard le {nearby_date(dossier.promised_on, today)}"
    return {"name": name, "state": "todo", "date_text": text}


KINDS = {
    "reminded": "reminder",
    "advised": "reminder",
    "promise_missed": "date",
    "date_moved": "date",
    "answer_published": "answer",
    "answer_deferred": "answer",
    "suspended": "date",
    "resumed": "date",
}


def record_of(
    events: Iterable[Event], *, inside: bool, shown_texts: frozenset[str]
) -> list[dict[str, Any]]:
    """The record as the timeline shows it; names and inner texts only inside."""
    rows = []
    told: set[int] = set()
    for event in events:
        at = local_day(event.at)
        text = ""
        # A pause that was proposed, then agreed to, has one text: it is read once.
        if event.text and event.text.kind in shown_texts and event.text.pk not in told:
            text = event.text.body
            told.add(event.text.pk)
        sentence = sentences.event_sentence(event)
        if inside and event.role != "system":
            sentence += f" ({event.actor.name})"
        behalf = sentences.behalf_words(event)
        rows.append(
            {
                "date_text": long_date(at),
                "iso": at.isoformat(),
                "sentence": f"{sentence} {behalf}".strip(),
                "text": text,
                "kind": KINDS.get(event.code, "act"),
                "anchor": f"evenement-{event.position}",
            }
        )
    return rows


def answer_of(answer: Answer | None, dossier: Dossier, key: str = "") -> dict[str, Any] | None:
    """An answer as its component shows it; `key` tells several on one page apart."""
    if answer is None:
        return None
    day = local_day(answer.published_at) if answer.published_at else None
    next_text = answer.next_steps
    if answer.commits and answer.milestone_on:
        month = month_year(answer.milestone_on)
        next_text = f"Engagement : {answer.milestone_label}, prévu pour {month}. {next_text}"
    return {
        "key": key,
        "outcome_label": _outcome(answer),
        "outcome_icon": ICONS.get(answer.outcome, "answered"),
        "date_text": long_date(day) if day else "Projet, pas encore publié",
        "iso": day.isoformat() if day else "",
        "summary": answer.summary,
        "body": answer.body,
        "reason_label": _reason_label(answer, dossier),
        "reason": answer.reason,
        "alternative": answer.alternative,
        "signatory": answer.signatory,
        "signatory_role": "",
        "decided_by": _decided(answer),
        "decision_url": answer.decision_url,
        "next_text": next_text.strip(),
        "next_date_text": "",
    }


def _outcome(answer: Answer) -> str:
    if answer.deferred_to is not None:
        return f"Demande à l’étude jusqu’au {long_date(answer.deferred_to)}"
    return f"Demande {sentences.OUTCOMES[answer.outcome]}"


def _reason_label(answer: Answer, dossier: Dossier) -> str:
    assert dossier.circuit is not None
    labels = {r.code: r.label for r in dossier.circuit.rules.refusal_reasons}
    return labels.get(answer.reason_code, "")


def _decided(answer: Answer) -> str:
    if not answer.decided_by:
        return ""
    if answer.decided_on is None:
        return answer.decided_by
    return f"{answer.decided_by}, le {long_date(answer.decided_on)}"


def explanation_of(obligation: Obligation, dossier: Dossier, frame: Frame) -> list[str]:
    """« Comment cette date est calculée », a sentence a line."""
    calendar = frame.calendar
    if dossier.suspended:
        return ["Le délai de l’étape est suspendu : sa date sera calculée à la reprise."]
    if obligation.unit == "months":
        return [
            explanations.of_months(
                obligation.started_on, obligation.delay, obligation.due_on, calendar
            )
        ]
    if obligation.unit == "days":
        return [
            explanations.of_days(obligation.started_on, obligation.delay, obligation.due_on)
        ]
    moved = _changes(obligation)
    if any(change.cause == "reassigned" for change in moved):
        return _moved(obligation, dossier, obligation.due_on, moved, calendar)
    # Whoever has it now has the date that it had: the delay counts from the opening.
    opened = deadlines.day_zero(obligation.opened_at, calendar)
    start = min(opened, obligation.started_on) if obligation.floor else obligation.started_on
    natural = calendar.add_working_days(start, obligation.delay)
    if _given(obligation, natural, moved):
        return [explanations.chosen(obligation.due_on)]
    lines = [
        explanations.shifted(local_day(obligation.opened_at), start),
        explanations.of_working_days(start, obligation.delay, natural, calendar),
    ]
    lines += _moved(obligation, dossier, natural, moved, calendar)
    return [line for line in lines if line]


def _changes(obligation: Obligation) -> list[DateChange]:
    """The acts that moved its date; on its first clock there is none, and no query."""
    if obligation.clock == 1:
        return []
    return [change for change in obligation.changes.all() if change.cause in MOVED]


def _given(obligation: Obligation, natural: date, moved: Sequence[DateChange]) -> bool:
    """Whether the town chose this date, « à l’étude jusqu’au »: no delay leads to it."""
    return not moved and not obligation.floor and obligation.due_on > natural


# Why a date is not that of its delay alone, by the act that moved it.
MOVED = {
    "extension": "La prolongation donne à l’étape autant de jours ouvrés qu’à la réponse",
    "suspension": "Le délai a été suspendu, et reprend avec les jours ouvrés qui restaient",
    "reassigned": "L’étape a changé de mains, avec au moins cinq jours ouvrés",
}


def _moved(
    obligation: Obligation,
    dossier: Dossier,
    natural: date,
    changes: Sequence[DateChange],
    calendar: WorkingCalendar,
) -> list[str]:
    """What the acts made of the first date, in order; then the promise that stops it."""
    if changes:
        lines = [explanations.gained(MOVED[c.cause], c.old, c.new, calendar) for c in changes]
        if obligation.due_on > changes[-1].new:
            lines.append(explanations.closed_since(obligation.due_on))
        if obligation.due_on == dossier.promised_on:
            lines.append(explanations.capped(dossier.promised_on))
        return lines
    if obligation.due_on < natural and dossier.promised_on:
        return [explanations.capped(dossier.promised_on)]
    if obligation.due_on != natural and obligation.floor:
        return [
            "L’étape reprend avec la date qu’elle avait, et au moins "
            f"{plural(obligation.floor, 'jour ouvré', 'jours ouvrés')} : "
            f"le {long_date(obligation.due_on)}."
        ]
    return []


def promise_lines(dossier: Dossier, frame: Frame) -> list[str]:
    """How the promise itself is computed, from the real day of reception."""
    assert dossier.deposited_at and dossier.circuit and dossier.promised_on
    if dossier.stopped_on is not None:
        return [
            "La date promise est arrêtée elle aussi depuis le "
            f"{long_date(dossier.stopped_on)} : elle reculera d’autant de jours."
        ]
    months = dossier.circuit.rules.promise_months + dossier.extended_months
    received = local_day(dossier.deposited_at)
    natural = frame.calendar.add_months(received, months)
    text = "La Ville promet une réponse au conseil. " + explanations.of_months(
        received, months, natural, frame.calendar
    )
    if dossier.extended_months:
        text += " Le délai a été prolongé une fois."
    if dossier.promised_on != natural:
        text += "".join(f" {line}" for line in _promise_moved(dossier, dossier.promised_on))
    return [text]


def _promise_moved(dossier: Dossier, due: date) -> list[str]:
    """Why the promise is not that of its months: a day that was chosen, days of pause."""
    promise = dossier.obligations.filter(kind=Obligation.Kind.PROMISE).latest("opened_at")
    lines = []
    if promise.unit == "date":
        assert promise.kept_due is not None
        lines.append(explanations.chosen(promise.kept_due))
    if promise.paused_days:
        lines.append(explanations.stood_still(promise.paused_days, due))
    return lines


def reminders_label(dossier: Dossier) -> str:
    """« 2 relances » at the present step, never to whom (circuits.md 9)."""
    principals: list[Obligation] = getattr(dossier, "principals", [])
    reminders: list[Event] = getattr(dossier, "reminders", [])
    if not principals or not principals[-1].is_open:
        return ""
    since = principals[-1].opened_at
    count = sum(1 for e in reminders if e.at >= since and e.audience == "public")
    return plural(count, "relance") if count else ""


def act_words(obligation: Obligation) -> str:
    """What the owner does, as the words of a button: « Orienter la demande »."""
    circuit = obligation.dossier.circuit
    if obligation.kind == Obligation.Kind.TRANSFER:
        # Two acts answer it, and neither is the one that is expected.
        return sentence_case(obligation.duty)
    if not obligation.principal:
        labels = [act.label for act in ACTS.values() if act.side == obligation.kind]
    elif circuit is not None:
        rules = [ACTS[code] for code in circuit.rules.acts_from(obligation.step)]
        # The act that the step is for, not another one that it allows.
        rules.sort(key=lambda rule: rule.weight)
        labels = [rule.label for rule in rules if obligation.party in rule.roles]
    else:
        labels = []
    duty = obligation.duty
    return labels[0] if labels else sentence_case(duty)


ON_THEIR_DAY = (Obligation.Kind.MEETING, Obligation.Kind.THIRD_PARTY)


def obligation_row(obligation: Obligation, frame: Frame) -> dict[str, Any]:
    """One line of « À faire » or of « En attente des autres »."""
    dossier, thread = obligation.dossier, obligation.thread
    words = sentences.due_words(obligation.due_on, frame.today, frame.calendar)
    late = frame.today > obligation.due_on
    tone = "on_time"
    if late and obligation.party == "referent":
        # A council is never late, neither in colour nor in words (circuits.md 1.8).
        tone, words = "neutral", "date passée"
    elif late:
        tone = "late"
    return {
        "url": private_path(dossier, thread),
        "number_label": dossier.label,
        "title": dossier.title,
        "owed": sentence_case(obligation.duty),
        "act": act_words(obligation),
        "council": str(obligation.council or ""),
        "who": sentences.owner_label(obligation),
        # A meeting and a check are on their day, not by it.
        "lead": "le" if obligation.kind in ON_THEIR_DAY else "au plus tard le",
        "due_text": long_date(obligation.due_on),
        "iso": obligation.due_on.isoformat(),
        "badge": {"tone": tone, "label": sentence_case(words)},
    }
