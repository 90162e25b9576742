"""The mails of the ladder about an offre: what a council reads, and a service.

Council members are volunteers: the tone is soft, and what follows is help, never a
hierarchy (circuits.md 4 and 5; N1 and N2 of section 10).
"""

from __future__ import annotations

from datetime import date

from django.utils.text import Truncator

from circuits.addresses import private_path
from circuits.duties import Duty
from circuits.letters import Message, absolute, act_buttons, prefixed
from participation.french import by_the, long_date, plural, short_date

SUMMARY = 240
ASKS = {
    "opinion": "Donner un avis",
    "workshop": "Participer à un atelier",
    "visit": "Participer à une visite",
    "codesign": "Participer à une co-construction",
}
HELP = "Vous êtes bénévoles : l’Agence peut vous aider"


def is_about_a_council(duty: Duty) -> bool:
    """Whether a council owes it, on its thread of an offre."""
    owed = duty.obligation
    return owed.thread_id is not None and owed.party == "referent"


def to_council(duty: Duty) -> Message:
    """What a council's référent reads, or the Agence that may help the council."""
    if duty.rung.code == "r0":
        return _proposed(duty)
    return _to_help(duty) if duty.reader == "agency" else _reminded(duty)


def _proposed(duty: Duty) -> Message:
    """N1: what is open, what is decided, by when."""
    dossier, thread = duty.dossier, duty.obligation.thread
    assert thread is not None
    offer = dossier.offer
    ask = ASKS[offer.form]
    return Message(
        code="N1",
        subject=prefixed(
            dossier,
            f"{ask} {by_short(thread.answer_by)} : {Truncator(dossier.title).chars(80)}",
            thread,
        ),
        lead=(
            f"La Ville propose à {thread.council} : « {dossier.title} ». Réponse attendue "
            f"{by_the(thread.answer_by)}."
        ),
        paragraphs=[
            _short(offer.proposal),
            f"Ce qui peut encore changer : {_short(offer.open_points)}",
            f"Ce qui est déjà décidé : {_short(offer.decided_points)}",
            f"Ensuite, la Ville publiera : {_short(offer.publication_plan)}",
        ],
        facts=_facts(duty),
        # Bien reçu, répondre, décliner, poser une question: all from the first mail.
        buttons=act_buttons(duty.obligation, most=5),
    )


def _reminded(duty: Duty) -> Message:
    """N2: how many days are left, or that the date has passed; and who helps."""
    dossier, owed = duty.dossier, duty.obligation
    thread = owed.thread
    assert thread is not None
    left = (owed.due_on - duty.today).days
    acknowledging = owed.principal and owed.step == "B2"
    what = "dire que l’offre est bien reçue" if acknowledging else "répondre"
    if left > 0:
        when = f"Il reste {plural(left, 'jour')} pour {what}"
    elif left == 0:
        when = f"Aujourd’hui : {what}"
    else:
        when = f"La date du {short_date(owed.due_on)} est passée pour {what}"
    paragraphs = [_help(duty)]
    if duty.lapse_on is not None:
        paragraphs.insert(
            0,
            f"Sans réponse le {long_date(duty.lapse_on)}, la page dira « sans réponse du "
            "conseil » et la Ville pourra continuer. Vous pourrez encore répondre jusqu’à "
            "la publication des suites.",
        )
    return Message(
        code="N2",
        subject=prefixed(dossier, when, thread),
        lead=f"{when}. Il s’agit de « {dossier.title} », {by_the(owed.due_on)}.",
        paragraphs=paragraphs,
        facts=_facts(duty),
        buttons=_buttons(duty),
    )


def _to_help(duty: Duty) -> Message:
    """N2 to the Agence: which council waits for a call, and since when."""
    dossier, owed = duty.dossier, duty.obligation
    thread = owed.thread
    assert thread is not None
    acknowledging = owed.principal and owed.step == "B2"
    silent = "n’a pas accusé réception de" if acknowledging else "n’a pas répondu à"
    return Message(
        code="N2",
        subject=prefixed(dossier, "Conseil à aider", thread),
        lead=(
            f"{thread.council} {silent} l’offre « {dossier.title} », "
            f"{by_the(owed.due_on)}. Un appel peut suffire."
        ),
        paragraphs=[
            "Ce sont des bénévoles : rien ne remonte plus haut. Si le conseil a répondu de "
            "vive voix, saisissez sa réponse pour lui ; s’il n’existe plus, retirez-le.",
        ],
        facts=_facts(duty),
        buttons=[("Ouvrir le dossier", absolute(private_path(dossier, thread)))],
    )


def _help(duty: Duty) -> str:
    return f"{HELP}, au {duty.phone}." if duty.phone else f"{HELP}."


def _buttons(duty: Duty) -> list[tuple[str, str]]:
    """The acts of the council's present step: the date of the answer has none of its own."""
    owed = duty.obligation
    if not owed.principal:
        step = owed.dossier.obligations.open().filter(principal=True, thread=owed.thread)
        current = step.select_related("thread__council").first()
        if current is not None:
            current.dossier = owed.dossier
            return act_buttons(current)
    return act_buttons(owed)


def _facts(duty: Duty) -> list[tuple[str, str]]:
    dossier, thread = duty.dossier, duty.obligation.thread
    assert thread is not None
    return [
        ("Offre", f"{dossier.label} – {dossier.title}"),
        ("Conseil", str(thread.council)),
        ("De la part du service", str(dossier.service)),
        ("Réponse attendue", by_the(thread.answer_by)),
    ]


def _short(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(SUMMARY)


def by_short(day: date) -> str:
    """« au plus tard le 30 juin », for subjects."""
    return f"au plus tard le {short_date(day)}"


def row_url(duty: Duty) -> str:
    """Where a line of the morning table leads."""
    return absolute(private_path(duty.dossier, duty.obligation.thread))
