"""What those who follow a council or a dossier read at once: public words only.

A demande that is deposited (M1), the town's answer (M9), what it made of the councils'
contributions (N4); everything else waits for the mail of the week (circuits.md 10).
"""

from __future__ import annotations

from collections.abc import Callable

from circuits import sentences
from circuits.letters import Message, absolute, prefixed
from circuits.models import Event
from participation.clock import local_day
from participation.french import by_the, inside, long_date
from participation.models import Subscriber, TownSettings
from participation.working_days import WorkingCalendar


def of_event(event: Event, calendar: WorkingCalendar) -> Message:
    """The mail of one public event, the same for all who follow."""
    message = _LETTERS[event.code](event)
    message.reference = event.dossier.reference or ""
    message.buttons = [("Voir le dossier", absolute(event.dossier.get_absolute_url()))]
    return message


def because(person: Subscriber, event: Event, town: TownSettings) -> str:
    """Why this person: the council or the dossier that is followed."""
    council = event.dossier.council
    what = f"le conseil {council}" if council else "un conseil à qui la Ville écrit"
    return f"Vous recevez ce message parce que vous suivez {what}, ou ce dossier – {town.name}."


def _deposited(event: Event) -> Message:
    dossier = event.dossier
    assert dossier.promised_on and dossier.deposited_at
    theme = dossier.theme
    proofread = dossier.text_is_public
    about = f"« {dossier.title} »" if proofread else f"sur le thème « {theme} »"
    return Message(
        code="M1",
        subject=prefixed(dossier, f"Reçue le {long_date(local_day(dossier.deposited_at))}"),
        lead=(
            f"Le conseil {dossier.council} a déposé une demande {about}. La Ville doit "
            f"répondre {by_the(dossier.promised_on)}."
        ),
        paragraphs=[] if proofread else ["Son texte paraît après la relecture de l’Agence."],
    )


def _answered(event: Event) -> Message:
    dossier, answer = event.dossier, event.answer
    assert answer is not None
    outcome = sentences.OUTCOMES[answer.outcome]
    return Message(
        code="M9",
        subject=prefixed(dossier, f"Réponse de la Ville : {outcome}"),
        lead=f"La Ville a répondu à la demande « {dossier.public_title} » : {inside(outcome)}.",
        paragraphs=[answer.summary],
        facts=[("Signée par", answer.signatory)],
    )


def _followed_up(event: Event) -> Message:
    dossier = event.dossier
    return Message(
        code="N4",
        subject=prefixed(dossier, "Ce que la Ville a fait des contributions"),
        lead=f"La Ville a publié les suites données à l’offre « {dossier.public_title} ».",
        paragraphs=[event.text.body] if event.text else [],
    )


_LETTERS: dict[str, Callable[[Event], Message]] = {
    "deposited": _deposited,
    "answer_published": _answered,
    "answer_deferred": _answered,
    "follow_up_published": _followed_up,
}
