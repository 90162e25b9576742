"""What each council does with an offre, on its own thread (circuits.md 4, B2 and B3).

A thread goes its own way: another council's act makes none of its forms stale (P36).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Unpack

from circuits import emails
from circuits.actions import obligations
from circuits.actions.circuit import advance, end
from circuits.actions.gate import acting, system_acting
from circuits.actions.instruct import Door
from circuits.actions.record import Case, actor_of, record, system_user, write_text
from circuits.definition import END
from circuits.errors import ActRefused
from circuits.models import Contribution, DateChange, Dossier, End, Obligation, OfferThread
from participation.clock import local_day

ANSWER = Obligation.Kind.ANSWER
# The fewest worked days that a council has left once its question is answered.
AFTER_QUESTION = 10


class ThreadDoor(Door, total=False):
    """What an act on a thread takes besides its own fields."""

    thread: int


def acknowledge_offer(dossier_pk: int, **door: Unpack[ThreadDoor]) -> Dossier:
    """The council has received the offre: it discusses it until its date."""
    with acting(dossier_pk, "acknowledge_offer", **door) as case:
        thread = _thread(case)
        thread.acknowledged_at = case.at
        thread.save(update_fields=["acknowledged_at"])
        record(case, "offer_acknowledged", "public", data=case.said)
        # Received after its date, it is still owed by that date.
        start = min(local_day(case.at), thread.answer_by)
        advance(case, due=thread.answer_by, start=start)
    return case.dossier


def answer_offer(
    dossier_pk: int,
    *,
    kind: str,
    body: str = "",
    delegates: str = "",
    available: str = "",
    adopted_on: date | None = None,
    **door: Unpack[ThreadDoor],
) -> Dossier:
    """The council answers: it takes part, gives its opinion, or does not take part.

    After the date it is still heard, and marked so, until the follow-up is published.

    Raises:
        ActRefused: an opinion without text, a part without who and when.

    """
    with acting(dossier_pk, "answer_offer", **door) as case:
        thread = _thread(case)
        _refuse_empty(kind, body, delegates, available)
        if adopted_on is not None and adopted_on > local_day(case.at):
            raise ActRefused("La réunion doit avoir déjà eu lieu.")
        # While the town owes an answer to its question, the council's date stands still.
        day = thread.asked_on or local_day(case.at)
        late = day > case.calendar.next_working(thread.answer_by)
        author = case.behalf.user if case.behalf else case.by
        thread.contribution = Contribution.objects.create(
            thread=thread,
            kind=kind,
            body=body.strip(),
            delegates=delegates.strip(),
            available=available.strip(),
            adopted_on=adopted_on,
            late=late,
            written_by=actor_of(author),
            written_at=case.at,
        )
        data = {**case.said, "kind": kind, "late": late}
        event = record(case, "offer_answered", "public", data=data)
        if thread.step == END:
            thread.end_code, thread.closed_at = End.HELD, case.at
            thread.save(update_fields=["end_code", "closed_at"])
        else:
            end(case, code=End.HELD)
        emails.notify("N3", case, event)
        close_if_last(case)
    return case.dossier


def decline_offer(dossier_pk: int, *, reason: str = "", **door: Unpack[ThreadDoor]) -> Dossier:
    """The council does not take the offre up; it owes no reason."""
    with acting(dossier_pk, "decline_offer", **door) as case:
        text = write_text(case, "decline", reason)
        event = record(case, "offer_declined", "public", text=text, data=case.said)
        end(case, code=End.DECLINED)
        emails.notify("N3", case, event)
        close_if_last(case)
    return case.dossier


def ask_question(dossier_pk: int, *, question: str, **door: Unpack[ThreadDoor]) -> Dossier:
    """The council asks the town something: its own date stands still meanwhile (B3q)."""
    with acting(dossier_pk, "ask_question", **door) as case:
        thread = _thread(case)
        if not question.strip():
            raise ActRefused("Écrivez votre question à la Ville.")
        thread.acknowledged_at = thread.acknowledged_at or case.at
        thread.asked_on = local_day(case.at)
        text = write_text(case, "question", question)
        record(case, "question_asked", "public", text=text, data=case.said)
        answer = case.dossier.obligations.open().get(thread=thread, kind=ANSWER)
        obligations.pause(answer, thread.asked_on)
        advance(case)
        reply = case.dossier.obligations.open().get(thread=thread, principal=True)
        thread.reply_by = reply.due_on
        thread.save(update_fields=["acknowledged_at", "asked_on", "reply_by"])
    return case.dossier


def answer_question(dossier_pk: int, *, reply: str, **door: Unpack[ThreadDoor]) -> Dossier:
    """The town answers: the council gets back the days it waited, and ten worked ones."""
    with acting(dossier_pk, "answer_question", **door) as case:
        thread, today = _thread(case), local_day(case.at)
        if not reply.strip():
            raise ActRefused("Écrivez la réponse de la Ville.")
        assert thread.asked_on is not None
        later = thread.answer_by + (today - thread.asked_on)
        least = case.calendar.add_working_days(today, AFTER_QUESTION)
        due = max(case.calendar.next_working(later), least)
        old, thread.answer_by = thread.answer_by, due
        thread.asked_on = thread.reply_by = None
        thread.save(update_fields=["answer_by", "asked_on", "reply_by"])
        answer = case.dossier.obligations.open().get(thread=thread, kind=ANSWER)
        answer.dossier, answer.paused_on = case.dossier, None
        answer.save(update_fields=["paused_on"])
        obligations.restart(answer, case, due, DateChange.Cause.SUSPENSION)
        event = record(
            case,
            "question_answered",
            "public",
            text=write_text(case, "reply", reply),
            data={**case.said, "old": str(old), "answer_by": str(due)},
        )
        advance(case, due=due)
        emails.notify_councils("N7", case, event, [thread])
    return case.dossier


def fall_silent(dossier: Dossier, thread: OfferThread, *, at: datetime) -> None:
    """Ten worked days after its date, announced: « sans réponse du conseil » (F3).

    The caller holds the dossier's row locked (circuits.md 1.7).
    """
    thread.offer = dossier
    with system_acting(dossier, "fall_silent", at=at, thread=thread) as case:
        data = {**case.said, "answer_by": str(thread.answer_by)}
        event = record(case, "offer_silent", "public", data=data)
        end(case, code=End.SILENT)
        emails.notify("N3", case, event)
        close_if_last(case)


def withdraw_council(dossier_pk: int, *, reason: str, **door: Unpack[ThreadDoor]) -> Dossier:
    """The Agence takes a council out: it is dissolved, or was asked by mistake."""
    with acting(dossier_pk, "withdraw_council", **door) as case:
        if not reason.strip():
            raise ActRefused("Dites pourquoi ce conseil n’est plus attendu.")
        text = write_text(case, "cancel", reason)
        event = record(case, "council_withdrawn", "public", text=text, data=case.said)
        end(case, code=End.CANCELLED)
        emails.notify_councils("N5", case, event, [_thread(case)])
        close_if_last(case)
    return case.dossier


def close_if_last(case: Case) -> None:
    """When no council is waited for any more, the town owes what it made of it (B4)."""
    dossier = case.dossier
    if dossier.step != "BC" or dossier.threads.open().exists():
        return
    closing = replace(
        case,
        act="close_consultation",
        by=system_user(),
        role="system",
        behalf=None,
        thread=None,
    )
    advance(closing)
    owed = dossier.obligations.open().get(principal=True)
    dossier.promised_on = owed.due_on
    dossier.save(update_fields=["promised_on"])
    record(closing, "consultation_closed", "public", data={"due_on": str(owed.due_on)})


def _thread(case: Case) -> OfferThread:
    assert case.thread is not None
    return case.thread


def _refuse_empty(kind: str, body: str, delegates: str, available: str) -> None:
    if kind not in Contribution.Kind.values:
        raise ActRefused("Choisissez la réponse du conseil.")
    if kind == Contribution.Kind.OPINION and not body.strip():
        raise ActRefused("Écrivez l’avis du conseil.")
    if kind == Contribution.Kind.PARTICIPATES and not (delegates.strip() and available.strip()):
        raise ActRefused("Dites qui participe, et quand.")
