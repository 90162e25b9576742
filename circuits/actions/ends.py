"""The ends of a demande that was not answered, and the way back (circuits.md 8).

Each has its coded end and its words; none is the platform's. What is closed may be
reopened for sixty days, on a new clock: old reminders stay dead.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Unpack

from circuits import emails
from circuits.actions import asked, obligations
from circuits.actions.circuit import end, reopen_circuit
from circuits.actions.gate import acting, lock
from circuits.actions.instruct import Door
from circuits.actions.record import Case, record, write_text
from circuits.actions.suspend import drop_pause
from circuits.errors import ActRefused
from circuits.models import DateChange, Dossier, End, Obligation, Rung, TextVersion
from participation.clock import local_day
from participation.french import long_date
from participation.models import ElectedOfficial
from participation.subscriptions import move_followers

BARRING_DELAY = 5
REOPENED_WITHIN = timedelta(days=60)
# Where a dossier begins again, by the end that is undone.
BEGINS_AGAIN = {
    End.ACHIEVED: "A7",
    End.ABANDONED: "A7",
    End.REFUSED: "A6",
    End.NOTED: "A6",
    End.TRANSFERRED: "A1",
    End.INADMISSIBLE: "A1",
    End.WITHDRAWN: "A1",
    End.LAPSED: "A1",
}


def withdraw(dossier_pk: int, *, reason: str = "", **door: Unpack[Door]) -> Dossier:
    """The council takes its demande back (E8); it may say why."""
    with acting(dossier_pk, "withdraw", **door) as case:
        text = write_text(case, TextVersion.Kind.WITHDRAWAL, reason)
        event = record(case, "withdrawn", "public", text=text, data=case.said)
        _close(case, End.WITHDRAWN)
        emails.notify("E8", case, event)
    return case.dossier


def transfer(
    dossier_pk: int, *, authority: str, sent_on: date, letter: str, **door: Unpack[Door]
) -> Dossier:
    """The town is not competent: the demande goes to who is, with a letter (E5).

    CRPA L114-2: who receives by mistake sends on, and tells the author.

    Raises:
        ActRefused: no authority, no letter, or a day to come.

    """
    with acting(dossier_pk, "transfer", **door) as case:
        if not authority.strip() or not letter.strip():
            raise ActRefused("Nommez l’autorité compétente et recopiez la lettre envoyée.")
        if sent_on > local_day(case.at):
            raise ActRefused("La lettre ne peut pas être datée du futur.")
        case.dossier.transferred_to = authority.strip()
        case.dossier.save(update_fields=["transferred_to"])
        event = record(
            case,
            "transferred",
            "public",
            text=write_text(case, TextVersion.Kind.LETTER, letter),
            data={**case.said, "sent_on": str(sent_on)},
        )
        _close(case, End.TRANSFERRED)
        emails.notify("E5", case, event)
    return case.dossier


def merge(dossier_pk: int, *, target: Dossier, **door: Unpack[Door]) -> Dossier:
    """The demande goes on in another one of the same council (E7); followers go too.

    Raises:
        ActRefused: itself, another council's, a draft, or one that is closed.

    """
    with acting(dossier_pk, "merge", **door) as case:
        dossier = case.dossier
        if target.pk == dossier.pk:
            raise ActRefused("Une demande ne se fusionne pas avec elle-même.")
        other = lock(target.pk)
        if other.is_offer or other.is_draft or other.council_id != dossier.council_id:
            raise ActRefused("Choisissez une demande déposée par le même conseil.")
        if other.is_closed:
            raise ActRefused("Cette autre demande est close : choisissez-en une en cours.")
        if dossier.is_confidential != other.is_confidential:
            raise ActRefused("Une demande confidentielle ne rejoint pas une demande publique.")
        dossier.merged_into = other
        data = {**case.said, "into": other.reference}
        event = record(case, "merged", "public", data=data)
        _close(case, End.MERGED, "merged_into")
        move_followers(dossier.reference or "", other.reference or "")
        emails.notify("E7", case, event)
    return case.dossier


def ask_barring(
    dossier_pk: int,
    *,
    reason_code: str,
    text: str,
    elected: ElectedOfficial | None = None,
    **door: Unpack[Door],
) -> Dossier:
    """The Agence finds the demande against the charter; the élu decides (E6).

    Raises:
        ActRefused: an unknown code, no text, nobody to decide.

    """
    with acting(dossier_pk, "ask_barring", **door) as case:
        dossier = case.dossier
        assert dossier.circuit is not None
        if reason_code not in {r.code for r in dossier.circuit.rules.barring_reasons}:
            raise ActRefused("Choisissez le motif, parmi ceux de la charte.")
        if not text.strip():
            raise ActRefused("Expliquez au conseil pourquoi la demande est irrecevable.")
        if dossier.elected is None:
            if elected is None:
                raise ActRefused("Choisissez l’élue ou l’élu qui décidera.")
            dossier.elected = elected
            dossier.save(update_fields=["elected"])
        record(
            case,
            "barring_asked",
            "city",
            text=write_text(case, TextVersion.Kind.BARRED, text),
            data={**case.said, "reason": reason_code},
        )
        obligations.open_side(
            case,
            Obligation.Kind.BARRED,
            party="elected",
            delay=BARRING_DELAY,
            ladder="elected",
        )
    return case.dossier


def confirm_barring(dossier_pk: int, **door: Unpack[Door]) -> Dossier:
    """The élu agrees: title and reason stay public (E6)."""
    with acting(dossier_pk, "confirm_barring", **door) as case:
        proposal = asked.latest(case.dossier, "barring_asked")
        obligations.close_side(case, Obligation.Kind.BARRED, Obligation.Closing.DONE)
        event = record(
            case,
            "barred",
            "public",
            text=proposal.text,
            data={**case.said, "reason": proposal.data["reason"]},
        )
        _close(case, End.INADMISSIBLE, reason=proposal.data["reason"])
        emails.notify("E6", case, event)
    return case.dossier


def refuse_barring(dossier_pk: int, *, reason: str, **door: Unpack[Door]) -> Dossier:
    """The élu keeps the demande: it goes on where it was."""
    with acting(dossier_pk, "refuse_barring", **door) as case:
        asked.refuse(
            case,
            Obligation.Kind.BARRED,
            reason,
            code="barring_refused",
            notice="M15b",
            unsaid="Dites à l’Agence pourquoi la demande est gardée.",
        )
    return case.dossier


def close_dormant(dossier_pk: int, **door: Unpack[Door]) -> Dossier:
    """The council never answered: the Agence closes by hand, and says when it was asked."""
    with acting(dossier_pk, "close_dormant", **door) as case:
        told = Rung.objects.filter(
            obligation__dossier=case.dossier,
            obligation__kind=Obligation.Kind.COMPLEMENT,
            state=Rung.State.DONE,
            kind="avis",
        ).order_by("fired_at")
        days = [str(local_day(rung.fired_at)) for rung in told if rung.fired_at]
        event = record(case, "lapsed_dormant", "public", data={**case.said, "asked": days})
        _close(case, End.LAPSED)
        emails.notify("E9", case, event)
    return case.dossier


def reopen(dossier_pk: int, *, reason: str, **door: Unpack[Door]) -> Dossier:
    """Undo an end, within sixty days: a new step on a new clock.

    The promise that was running gets back the days during which the dossier was closed.

    Raises:
        ActRefused: no reason, or sixty days have passed.

    """
    with acting(dossier_pk, "reopen", **door) as case:
        dossier = case.dossier
        assert dossier.closed_at is not None
        if not reason.strip():
            raise ActRefused("Dites pourquoi le dossier est rouvert.")
        closed = local_day(dossier.closed_at)
        if local_day(case.at) > closed + REOPENED_WITHIN:
            raise ActRefused(
                f"Ce dossier est clos depuis le {long_date(closed)} : au-delà de soixante "
                "jours, déposez une nouvelle demande."
            )
        step = BEGINS_AGAIN[End(dossier.end_code)]
        old = dossier.end_code
        dossier.closed_at, dossier.end_code, dossier.end_reason = None, "", ""
        dossier.transferred_to, dossier.step = "", step
        dossier.save(
            update_fields=["closed_at", "end_code", "end_reason", "transferred_to", "step"]
        )
        if step == "A7":
            dossier.milestones.filter(done_at__isnull=False).update(done_at=None)
        if dossier.answered_at is None:
            _promise_again(case, closed)
        event = record(
            case,
            "reopened",
            "public",
            text=write_text(case, TextVersion.Kind.REOPENING, reason),
            data={**case.said, "end": old, **_new_promise(dossier)},
        )
        reopen_circuit(case, step)
        emails.notify("M15o", case, event)
    return case.dossier


def _new_promise(dossier: Dossier) -> dict[str, str]:
    """What the record says of the date owed again; nothing once the town has answered."""
    if dossier.answered_at is not None or dossier.promised_on is None:
        return {}
    return {"promised_on": dossier.promised_on.isoformat()}


def _close(case: Case, code: str, *fields: str, reason: str = "") -> None:
    drop_pause(case)
    end(case, code=code, reason=reason, also=fields)


def _promise_again(case: Case, closed: date) -> None:
    """The town owes an answer again, later by the days during which nothing was owed."""
    dossier = case.dossier
    last = dossier.obligations.filter(kind=Obligation.Kind.PROMISE).order_by("opened_at").last()
    assert last is not None
    promise = obligations.open_promise(
        case,
        started_on=last.started_on,
        delay=last.delay,
        paused_days=last.paused_days + (local_day(case.at) - closed).days,
        clock=last.clock + 1,
        kept_due=last.kept_due if last.unit == "date" else None,
    )
    old, dossier.promised_on = dossier.promised_on, promise.due_on
    dossier.save(update_fields=["promised_on"])
    if old is not None and old != promise.due_on:
        DateChange.objects.create(
            obligation=promise,
            at=case.at,
            old=old,
            new=promise.due_on,
            cause=DateChange.Cause.REOPENING,
        )
