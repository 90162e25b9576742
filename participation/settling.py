"""What a person does about a mail that failed, or whose fate nobody knows.

One lock, one state read again, one row kept: a double click is one effect. Nothing here
sends: what is sent again goes back to the queue under its own Message-ID (circuits.md 12).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from participation.models import Mail, MailSettlement, User
from participation.permissions import Refused, is_agency

Verdict = MailSettlement.Verdict


@dataclass(frozen=True)
class Choice:
    """One button under a mail: the verdict, its words, and what it will do."""

    verdict: str
    label: str
    effect: str


ARRIVED = Choice(
    Verdict.ARRIVED,
    "Il est arrivé",
    "Le courriel passe à « envoyé ».",
)
LOST = Choice(
    Verdict.LOST,
    "Il n’est pas arrivé",
    "Le courriel passe à « en échec ».",
)
RESEND = Choice(
    Verdict.RESENT,
    "Renvoyer ce courriel",
    "Le même courriel repart, sous le même identifiant : une messagerie qui l’a déjà reçu "
    "peut le reconnaître.",
)
NOTED = Choice(
    Verdict.NOTED,
    "La personne est prévenue autrement",
    "Le courriel reste « en échec » et n’est plus signalé.",
)
NEVER_AGAIN = {
    Mail.Kind.DUTY: (
        "Une relance n’est jamais renvoyée : la suivante partira à sa date, et dira où en "
        "est le dossier ce jour-là."
    ),
    Mail.Kind.ACCOUNT: (
        "Un code de connexion n’est jamais renvoyé : la personne en demande un nouveau."
    ),
}
DIGEST = "Un récapitulatif n’est jamais renvoyé : le suivant reprendra ce qui compte encore."


def may_be_resent(mail: Mail) -> bool:
    """Accusés de réception, published answers and other notices; never a digest."""
    return mail.kind == Mail.Kind.NOTICE and not mail.code.startswith("Dg")


def never_resent_because(mail: Mail) -> str:
    """Why there is no button to send it again; nothing when there may be one."""
    if may_be_resent(mail):
        return ""
    return NEVER_AGAIN.get(Mail.Kind(mail.kind), DIGEST)


def choices(mail: Mail) -> list[Choice]:
    """What a person may say or do of this mail as it is now, in the order of the page."""
    again = [RESEND] if may_be_resent(mail) else []
    if mail.state == Mail.State.UNKNOWN:
        return [ARRIVED, LOST, *again]
    if mail.state == Mail.State.FAILED:
        return [*again, *([] if mail.settled_at else [NOTED])]
    return []


@transaction.atomic
def settle(mail_pk: int, verdict: str, *, by: User, at: datetime, seen: int) -> Mail:
    """Keep what a person of the Agence says or does of a mail; returns the mail.

    Args:
        mail_pk: which mail.
        verdict: one of `choices`.
        by: somebody of the Agence.
        at: when, aware.
        seen: how many settlements the person was reading: a second click finds one more.

    Raises:
        Refused: not the Agence, not possible now, or somebody was faster.

    """
    if not is_agency(by):
        raise Refused("Seule l’Agence règle le sort d’un courriel.")
    mail = Mail.objects.select_for_update(of=("self",)).get(pk=mail_pk)
    known = list(mail.settlements.select_related("by").order_by("at", "pk"))
    if 0 <= seen < len(known):
        return _twice(mail, known[-1], verdict, by)
    if seen != len(known) or verdict not in {choice.verdict for choice in choices(mail)}:
        raise Refused(never_resent_because(mail) or "Ce courriel n’est plus à régler.")
    kept = MailSettlement(mail=mail, verdict=verdict, by=by, at=at)
    if verdict == Verdict.RESENT:
        kept.address = _send_again(mail, at)
    elif verdict == Verdict.ARRIVED:
        last = mail.attempts.order_by("at", "pk").last()
        mail.state, mail.sent_at = Mail.State.SENT, last.at if last else at
        mail.settled_at = at
    else:
        mail.state = Mail.State.FAILED
        # What may still be sent again is not settled by knowing that it is lost.
        settled = verdict == Verdict.NOTED or not may_be_resent(mail)
        mail.settled_at = at if settled else None
    mail.save(update_fields=[*CHANGED])
    kept.save()
    return mail


CHANGED = ("state", "sent_at", "settled_at", "resent_at", "not_before", "address")


def _send_again(mail: Mail, at: datetime) -> str:
    """Back to the queue under the same Message-ID, to the person's address of today."""
    if mail.user is not None:
        address = mail.user.mail_address()
        if address is None:
            raise Refused("Le compte de cette personne est fermé.")
        mail.address = address.lower()
    mail.state, mail.settled_at = Mail.State.QUEUED, None
    mail.resent_at = mail.not_before = at
    return mail.address


def _twice(mail: Mail, last: MailSettlement, verdict: str, by: User) -> Mail:
    """A second click is no second effect; somebody else's choice is told."""
    if last.by == by and last.verdict == verdict:
        return mail
    who = last.by or "une personne effacée"
    raise Refused(f"Déjà réglé par {who} : {last.get_verdict_display()}.")
