"""What those who follow, or ask to follow, a council or a dossier read: public words only.

A demande that is deposited (M1), the town's answer (M9), what it made of the councils'
contributions (N4); everything else waits for the mail of the week (circuits.md 10).
"""

from __future__ import annotations

from collections.abc import Callable

from circuits import sentences
from circuits.letters import Message, absolute, prefixed
from circuits.models import Event
from participation.clock import local_day
from participation.following import CONFIRM_DAYS
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


def to_confirm(what: str, confirm_url: str, town: TownSettings) -> Message:
    """The mail that asks an address whether it is really its person who wants to follow.

    Args:
        what: the dossier or the council, as the public reads it.

    """
    return Message(
        code="Ab1",
        subject=f"À confirmer : suivre {what}",
        lead=f"Quelqu’un, sans doute vous, a demandé à suivre par courriel : {what}.",
        paragraphs=[
            "Pour confirmer, ouvrez la page et appuyez sur son bouton. Le lien vaut "
            f"{CONFIRM_DAYS} jours.",
            WHAT_COMES,
            "Si ce n’est pas vous, ne faites rien : rien ne vous sera envoyé, et votre "
            "adresse sera effacée.",
        ],
        buttons=[("Ouvrir la page de confirmation", confirm_url)],
        because=_typed(town),
    )


def already(what: str, page_url: str, stop_url: str, town: TownSettings) -> Message:
    """The answer to who asks again for what is confirmed; the page says the same to all."""
    return Message(
        code="Ab1",
        subject=f"Vous suivez déjà {what}",
        lead=f"Vous suivez déjà par courriel : {what}. Il n’y a rien à confirmer.",
        paragraphs=[WHAT_COMES],
        buttons=[("Voir la page", page_url), ("Ne plus rien suivre", stop_url)],
        because=_typed(town),
    )


WHAT_COMES = (
    "Vous recevrez aussitôt un dépôt ou une réponse, le reste une fois par semaine, et rien "
    "les semaines où rien ne s’est passé. Un clic arrête tout."
)


def _typed(town: TownSettings) -> str:
    return (
        "Vous recevez ce message parce que votre adresse a été saisie sur une page de "
        f"{town.name}."
    )


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
