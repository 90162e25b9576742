"""A clock stands still: a question to the council, a meeting, another body (circuits.md 6).

The step's obligation is paused, and with a question the promise too; a side obligation
with its own ladder says who owes what meanwhile. Dates move when the clock runs again.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Unpack

from circuits import deadlines, emails
from circuits.actions import asked, obligations
from circuits.actions.gate import acting, system_acting
from circuits.actions.instruct import Door
from circuits.actions.record import Case, record, write_text
from circuits.errors import ActRefused
from circuits.models import Dossier, Event, Obligation, Pause, Suspension, TextVersion
from participation.clock import local_day
from participation.french import by_the, long_date
from participation.working_days import ONE_DAY

BACK_DATED = 5
QUESTION_MONTHS = 2
ALL_QUESTIONS_MONTHS = 4
MEETING_WITHIN = 40
CHECK_WITHIN = 30
MINUTES_DELAY = 10
WAIT_DELAY = 3

LADDERS = {
    Pause.COMPLEMENT: (Obligation.Kind.COMPLEMENT, "referent", "complement"),
    Pause.MEETING: (Obligation.Kind.MEETING, "service", "meeting"),
    Pause.THIRD_PARTY: (Obligation.Kind.THIRD_PARTY, "service", "third_party"),
}


def ask_complement(
    dossier_pk: int,
    *,
    questions: str,
    until: date,
    since: date | None = None,
    **door: Unpack[Door],
) -> Dossier:
    """Ask the council something: the step and the promise wait for its answer (PC).

    Raises:
        ActRefused: no question, a date beyond two months or beyond four in all, a
            second question by a service alone.

    """
    with acting(dossier_pk, "ask_complement", **door) as case:
        if not questions.strip():
            raise ActRefused("Écrivez votre question au conseil.")
        start = _start(case, Pause.COMPLEMENT, since)
        _refuse_late_answer(case, start, until)
        text = write_text(case, TextVersion.Kind.QUESTION, questions)
        event = _open(case, Pause.COMPLEMENT, start, until, text=text)
        emails.notify("M7", case, event)
    return case.dossier


def schedule_meeting(
    dossier_pk: int,
    *,
    meeting_on: date,
    place: str = "",
    since: date | None = None,
    **door: Unpack[Door],
) -> Dossier:
    """Fix a meeting or a visit with the council: the step waits for it (PR).

    Raises:
        ActRefused: a day that is not to come, or beyond forty worked days.

    """
    with acting(dossier_pk, "schedule_meeting", **door) as case:
        start = _start(case, Pause.MEETING, since)
        _refuse_far(case, start, meeting_on, MEETING_WITHIN, "La rencontre")
        text = write_text(case, TextVersion.Kind.WAIT, place)
        event = _open(case, Pause.MEETING, start, meeting_on, text=text)
        emails.notify("M15p", case, event)
    return case.dossier


def ask_wait(
    dossier_pk: int,
    *,
    third_party: str,
    check_on: date,
    explanation: str = "",
    since: date | None = None,
    **door: Unpack[Door],
) -> Dossier:
    """Another body must speak first (PT): the service asks, the Agence stops the step.

    Raises:
        ActRefused: no name, or a next check beyond thirty worked days.

    """
    with acting(dossier_pk, "ask_wait", **door) as case:
        if not third_party.strip():
            raise ActRefused("Nommez l’organisme attendu.")
        start = _start(case, Pause.THIRD_PARTY, since)
        _refuse_far(case, start, check_on, CHECK_WITHIN, "Le prochain point")
        body = f"{third_party.strip()}\n{explanation.strip()}".strip()
        text = write_text(case, TextVersion.Kind.WAIT, body)
        if case.role == "agency":
            event = _wait(case, text, start, check_on)
            emails.notify("M15p", case, event)
            return case.dossier
        record(
            case,
            "wait_asked",
            "city",
            text=text,
            data={**case.said, "since": str(start), "until": str(check_on)},
        )
        obligations.open_side(case, Obligation.Kind.WAIT, party="agency", delay=WAIT_DELAY)
    return case.dossier


def confirm_wait(dossier_pk: int, **door: Unpack[Door]) -> Dossier:
    """The Agence agrees: the step stands still since the service asked."""
    with acting(dossier_pk, "confirm_wait", **door) as case:
        proposal = asked.latest(case.dossier, "wait_asked")
        obligations.close_side(case, Obligation.Kind.WAIT, Obligation.Closing.DONE)
        if case.dossier.suspended or case.dossier.step != proposal.step:
            raise ActRefused("Le dossier a avancé depuis : l’attente n’a plus d’objet.")
        start, until = (date.fromisoformat(proposal.data[key]) for key in ("since", "until"))
        if until <= local_day(case.at):
            raise ActRefused("Le prochain point est déjà passé : refusez l’attente.")
        event = _wait(case, proposal.text, max(start, _earliest(case)), until)
        emails.notify("M15p", case, event)
    return case.dossier


def refuse_wait(dossier_pk: int, *, reason: str, **door: Unpack[Door]) -> Dossier:
    """The Agence does not stop the step: the service goes on, and is told why."""
    with acting(dossier_pk, "refuse_wait", **door) as case:
        asked.refuse(
            case,
            Obligation.Kind.WAIT,
            reason,
            code="wait_refused",
            notice="M15w",
            unsaid="Dites au service pourquoi le délai continue.",
        )
    return case.dossier


def answer_complement(dossier_pk: int, *, reply: str, **door: Unpack[Door]) -> Dossier:
    """The council answers: both clocks run again, also when the demande was dormant."""
    with acting(dossier_pk, "answer_complement", **door) as case:
        if not reply.strip():
            raise ActRefused("Écrivez la réponse du conseil.")
        text = write_text(case, TextVersion.Kind.REPLY, reply)
        record(case, "complement_given", "public", text=text, data=case.said)
        event = end_pause(case, Suspension.Ending.ANSWERED, local_day(case.at))
        emails.notify("M15r", case, event)
    return case.dossier


def resume(dossier_pk: int, *, note: str = "", **door: Unpack[Door]) -> Dossier:
    """The town goes on without waiting any longer."""
    with acting(dossier_pk, "resume", **door) as case:
        text = write_text(case, TextVersion.Kind.WAIT, note)
        event = end_pause(case, Suspension.Ending.LIFTED, local_day(case.at), text)
        emails.notify("M15c", case, event)
    return case.dossier


def report_meeting(dossier_pk: int, *, report: str, **door: Unpack[Door]) -> Dossier:
    """What was said at the meeting, in public: owed within ten worked days of it."""
    with acting(dossier_pk, "report_meeting", **door) as case:
        if not report.strip():
            raise ActRefused("Écrivez ce que la rencontre a donné.")
        obligations.close_side(case, Obligation.Kind.MINUTES, Obligation.Closing.DONE)
        text = write_text(case, TextVersion.Kind.MINUTES, report)
        event = record(case, "meeting_reported", "public", text=text, data=case.said)
        emails.notify("M15m", case, event)
    return case.dossier


def term(dossier: Dossier, *, at: datetime) -> None:
    """A meeting was held, or a check has come: the clock runs from the next day.

    By the platform, on a dossier that the caller holds locked. The day is that of the
    meeting, whenever the engine passes.
    """
    with system_acting(dossier, "term", at=at) as case:
        pause = open_pause(dossier)
        met = pause.kind == Pause.MEETING
        after = pause.until + ONE_DAY
        event = end_pause(case, Suspension.Ending.TERM, after)
        if met:
            obligations.open_side(
                case,
                Obligation.Kind.MINUTES,
                party="service",
                delay=MINUTES_DELAY,
                ladder="service",
                start=case.calendar.next_working(after),
            )
        emails.notify("M15r", case, event)


def fall_asleep(dossier: Dossier, *, at: datetime) -> None:
    """No answer ten worked days after its date: dormant, until any message (section 6)."""
    with system_acting(dossier, "fall_asleep", at=at) as case:
        today = local_day(at)
        Suspension.objects.filter(dossier=dossier, ended_at=None).update(dormant_on=today)
        dossier.dormant_on = today
        dossier.save(update_fields=["dormant_on"])
        record(case, "fell_asleep", "public", data=case.said)


def open_pause(dossier: Dossier) -> Suspension:
    """The one pause of a dossier whose clock stands still."""
    pause: Suspension = dossier.suspensions.get(ended_at__isnull=True)
    return pause


def end_pause(
    case: Case,
    ending: Suspension.Ending,
    on: date,
    text: TextVersion | None = None,
) -> Event:
    """Start the clocks again on `on` and say by how much the dates moved."""
    dossier = case.dossier
    pause = open_pause(dossier)
    on = _close_pause(case, pause, ending, on)
    kind = LADDERS[Pause(pause.kind)][0]
    obligations.close_side(case, kind, Obligation.Closing.DONE)
    paused = dossier.obligations.open().filter(paused_on__isnull=False)
    for owed in sorted(paused, key=lambda o: o.kind != Obligation.Kind.PROMISE):
        owed.dossier = dossier
        obligations.resume(owed, case, on)
    step = dossier.obligations.open().get(principal=True)
    worked, days = deadlines.pause_days(pause.started_on, on, case.calendar)
    return record(
        case,
        "resumed",
        "public",
        text=text,
        data={
            **case.said,
            "kind": pause.kind,
            "ending": ending,
            "since": str(pause.started_on),
            "on": str(on),
            "worked": worked,
            "days": days,
            "due_on": str(step.due_on),
            "promised_on": str(dossier.promised_on),
        },
    )


def drop_pause(case: Case) -> None:
    """The dossier ends while its clock stands still: the pause ends with it."""
    if case.dossier.suspended:
        pause = open_pause(case.dossier)
        _close_pause(case, pause, Suspension.Ending.DROPPED, local_day(case.at))


def _close_pause(case: Case, pause: Suspension, ending: Suspension.Ending, on: date) -> date:
    """Write that it is over; the day on which it is: `on`, or its first day if later."""
    dossier, on = case.dossier, max(on, pause.started_on)
    pause.ended_on, pause.ended_at, pause.ending = on, case.at, ending
    pause.save(update_fields=["ended_on", "ended_at", "ending"])
    dossier.suspended, dossier.stopped_on, dossier.dormant_on = "", None, None
    dossier.save(update_fields=["suspended", "stopped_on", "dormant_on"])
    return on


def _open(
    case: Case,
    kind: Pause,
    start: date,
    until: date,
    *,
    text: TextVersion | None,
    third_party: str = "",
) -> Event:
    dossier, today = case.dossier, local_day(case.at)
    Suspension.objects.create(
        dossier=dossier,
        kind=kind,
        step=dossier.step,
        started_on=start,
        until=until,
        third_party=third_party,
        text=text,
        opened_at=case.at,
    )
    dossier.suspended = kind
    paused = [dossier.obligations.open().get(principal=True)]
    promise = dossier.obligations.open().filter(kind=Obligation.Kind.PROMISE).first()
    # A promise that is missed stays missed: nothing is asked to make it less so.
    if kind == Pause.COMPLEMENT and promise and promise.due_on >= today:
        paused.append(promise)
        dossier.stopped_on = start
    dossier.save(update_fields=["suspended", "stopped_on"])
    for owed in paused:
        obligations.pause(owed, start)
    duty, party, ladder = LADDERS[kind]
    obligations.open_dated(case, duty, party=party, due=until, ladder=ladder)
    return record(
        case,
        "suspended",
        "public",
        text=text,
        data={**case.said, "kind": kind, "since": str(start), "until": str(until)},
    )


def _wait(case: Case, text: TextVersion | None, start: date, until: date) -> Event:
    assert text is not None
    name = text.body.splitlines()[0][:120]
    return _open(case, Pause.THIRD_PARTY, start, until, text=text, third_party=name)


def _earliest(case: Case) -> date:
    """The first day since which this step may be said to stand still."""
    step = case.dossier.obligations.open().get(principal=True)
    last = case.dossier.suspensions.order_by("ended_on").last()
    since = case.calendar.add_working_days(local_day(case.at), -BACK_DATED)
    opened = local_day(step.opened_at)
    ended = last.ended_on if last and last.ended_on else opened
    return max(since, opened, ended)


def _start(case: Case, kind: Pause, since: date | None) -> date:
    """The first day of the pause, and whether this person may open it."""
    seconds = case.dossier.suspensions.filter(kind=kind).exists()
    if seconds and case.role != "agency":
        raise ActRefused(
            "Le délai a déjà été suspendu pour cette raison : une deuxième fois revient "
            "à l’Agence."
        )
    today = local_day(case.at)
    start = since or today
    if start > today:
        raise ActRefused("Une suspension ne commence pas dans le futur.")
    earliest = _earliest(case)
    if start < earliest:
        raise ActRefused(
            f"Une suspension peut partir du {long_date(earliest)} au plus tôt : cinq jours "
            "ouvrés en arrière, et pas avant l’étape."
        )
    return start


def _refuse_late_answer(case: Case, start: date, until: date) -> None:
    today = local_day(case.at)
    if until <= today:
        raise ActRefused("La date de la réponse attendue doit être à venir.")
    limit = case.calendar.add_months(start, QUESTION_MONTHS)
    if until > limit:
        raise ActRefused(
            f"Un conseil répond en deux mois au plus : choisissez une date {by_the(limit)}."
        )
    past = case.dossier.suspensions.filter(kind=Pause.COMPLEMENT, ended_on__isnull=False)
    used = sum((p.ended_on - p.started_on).days for p in past if p.ended_on is not None)
    limit = deadlines.last_answer_day(start, used, ALL_QUESTIONS_MONTHS)
    if until > limit:
        raise ActRefused(
            "Les questions au conseil ne suspendent pas plus de quatre mois en tout : "
            f"choisissez une date {by_the(limit)}."
        )


def _refuse_far(case: Case, start: date, day: date, most: int, what: str) -> None:
    if day <= local_day(case.at):
        raise ActRefused(f"{what} doit être à venir.")
    limit = case.calendar.add_working_days(start, most)
    if day > limit:
        raise ActRefused(f"{what} doit avoir lieu sous {most} jours ouvrés : {by_the(limit)}.")
