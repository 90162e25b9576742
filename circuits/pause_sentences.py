"""What is said of a demande whose clock stands still, or that went on elsewhere.

Sentences of state, badges and events of circuits.md 6, 7 and 8; `sentences` has the
others.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from participation.clock import local_day
from participation.french import (
    by_the,
    inside,
    listing,
    long_date,
    plural,
    short_date,
    working_days,
)

if TYPE_CHECKING:
    from circuits.models import Dossier, Event, Suspension

# Why a clock stands still, in the words of a badge.
WHY = {
    "PC": "question au conseil",
    "PR": "rencontre fixée",
    "PT": "attente d’un autre organisme",
}
# What is awaited on the day that ends a pause.
AWAITED = {
    "PC": "réponse du conseil",
    "PR": "rencontre",
    "PT": "prochain point",
}


def paused_state(dossier: Dossier, pause: Suspension, today: date | None) -> str:
    """The sentence of state of a demande whose clock stands still."""
    since = long_date(pause.started_on)
    if dossier.dormant_on is not None:
        return (
            f"En sommeil depuis le {long_date(dossier.dormant_on)} : la Ville attend encore "
            f"la réponse de {dossier.council} à sa question du {since}."
        )
    if pause.kind == "PC":
        return (
            f"Délai suspendu depuis le {since} : la Ville a posé une question à "
            f"{dossier.council}, qui répond {by_the(pause.until)}."
        )
    where = f"À l’étude par le service {dossier.service}."
    if pause.kind == "PR":
        what = f"Une rencontre avec le conseil est fixée au {long_date(pause.until)}"
    else:
        what = (
            f"La Ville attend {pause.third_party} ; prochain point le {long_date(pause.until)}"
        )
    return f"{where} {what} : le délai de l’étape est suspendu. {_promise(dossier, today)}"


def _promise(dossier: Dossier, today: date | None) -> str:
    assert dossier.promised_on is not None
    if dossier.answered_at is not None:
        return "La Ville a déjà répondu."
    if today and today > dossier.promised_on:
        return f"La réponse était promise pour le {long_date(dossier.promised_on)}."
    return f"La Ville doit répondre {by_the(dossier.promised_on)}."


def closed_elsewhere(dossier: Dossier) -> str:
    """The sentence of state of the ends E5 to E9."""
    assert dossier.closed_at is not None
    day = long_date(local_day(dossier.closed_at))
    if dossier.end_code == "E5":
        to = dossier.transferred_to
        return f"Transmise le {day} à l’autorité compétente ({to})."
    if dossier.end_code == "E6":
        why = inside(end_label(dossier, "barring_reasons"))
        return f"Déclarée irrecevable le {day} : {why}."
    if dossier.end_code == "E7":
        assert dossier.merged_into is not None
        return f"Fusionnée le {day} : elle continue dans la {_named(dossier.merged_into)}."
    if dossier.end_code == "E8":
        return f"Retirée par {dossier.council} le {day}."
    return f"Close le {day}, sans réponse du conseil à la question de la Ville."


def end_label(dossier: Dossier, reasons: str) -> str:
    """The coded reason of an end, in the words of the circuit version."""
    return reason_label(dossier, reasons, dossier.end_reason)


def reason_label(dossier: Dossier, reasons: str, code: str) -> str:
    """A coded reason, in the words of the circuit version; "" when it has none."""
    assert dossier.circuit is not None
    known = getattr(dossier.circuit.rules, reasons)
    return next((r.label for r in known if r.code == code), "")


def _named(dossier: Dossier) -> str:
    return f"demande {dossier.year}-{dossier.number:03d}"


ENDS = {
    "E5": "Transmise",
    "E6": "Irrecevable",
    "E7": "Fusionnée",
    "E8": "Retirée",
    "E9": "Caduque",
}


def _suspended(event: Event) -> str:
    until = date.fromisoformat(event.data["until"])
    if event.data["kind"] == "PC":
        return (
            "La Ville pose une question au conseil, qui répond "
            f"{by_the(until)}. Le délai est suspendu."
        )
    if event.data["kind"] == "PR":
        return (
            f"Une rencontre est fixée au {long_date(until)}. Le délai de l’étape est suspendu."
        )
    return (
        "La Ville attend un autre organisme ; prochain point le "
        f"{long_date(until)}. Le délai de l’étape est suspendu."
    )


def _resumed(event: Event) -> str:
    data = event.data
    worked, since = data["worked"], short_date(date.fromisoformat(data["since"]))
    why = {
        "answered": "Le conseil a répondu",
        "lifted": "La Ville reprend sans attendre",
        "term": "La rencontre a eu lieu" if data["kind"] == "PR" else "Le point est fait",
    }[data["ending"]]
    due = by_the(date.fromisoformat(data["due_on"]))
    text = f"{why} : le délai, suspendu depuis le {since} ({working_days(worked)}), reprend."
    if data["kind"] == "PC":
        promise = by_the(date.fromisoformat(data["promised_on"]))
        return f"{text} La Ville doit répondre {promise}."
    return f"{text} L’étape finit {due}."


def _wait_asked(event: Event) -> str:
    since, until = (date.fromisoformat(event.data[key]) for key in ("since", "until"))
    return (
        f"Le service propose de suspendre le délai de l’étape depuis le {long_date(since)} ; "
        f"prochain point le {long_date(until)}."
    )


def _barring_asked(event: Event) -> str:
    text = "L’Agence propose de déclarer la demande irrecevable"
    why = reason_label(event.dossier, "barring_reasons", event.data["reason"])
    return f"{text} : {inside(why)}." if why else f"{text}."


def _reassigned(event: Event) -> str:
    return f"Réattribuée au service {event.service}."


def _transferred(event: Event) -> str:
    day = long_date(date.fromisoformat(event.data["sent_on"]))
    return f"La Ville n’est pas compétente : elle a transmis la demande par lettre du {day}."


def _merged(event: Event) -> str:
    number = event.data["into"].removeprefix("demande-")
    return f"La demande est fusionnée avec la demande {number}, dans laquelle elle continue."


def _lapsed_dormant(event: Event) -> str:
    days = [short_date(date.fromisoformat(day)) for day in event.data["asked"]]
    asked = f", malgré {plural(len(days), 'rappel')} ({listing(days)})" if days else ""
    return f"Le conseil n’a pas répondu à la question de la Ville{asked} : l’Agence clôt."


def _opinion(event: Event) -> str:
    return f"L’avis du service {event.service} est demandé."


def _given(event: Event) -> str:
    return f"Le service {event.service} a donné son avis."


def _deferred(event: Event) -> str:
    return (
        "Réponse de la Ville : à l’étude, avec une réponse "
        f"{by_the(date.fromisoformat(event.data['until']))}."
    )


def _proposed(event: Event) -> str:
    return f"Le service propose de confier la demande au service {event.service}."


def _reopened(event: Event) -> str:
    if "promised_on" not in event.data:
        return "Le dossier est rouvert."
    day = date.fromisoformat(event.data["promised_on"])
    return f"Le dossier est rouvert : la Ville doit répondre {by_the(day)}."


def _not_mine(event: Event) -> str:
    due = long_date(date.fromisoformat(event.data["due_on"]))
    return (
        "Une personne répond « Ce n’est pas à moi » à un courriel, pour une date fixée au "
        f"{due}."
    )


def _room(event: Event) -> str:
    return (
        "La réattribution laisse moins de cinq jours ouvrés à l’étape : la date promise, "
        f"{long_date(date.fromisoformat(event.data['due_on']))}, ne bouge pas."
    )


MORE_EVENTS: dict[str, Callable[[Any], str]] = {
    "suspended": _suspended,
    "wait_asked": _wait_asked,
    "wait_refused": lambda _: "L’Agence ne suspend pas le délai de l’étape.",
    "complement_given": lambda e: f"{e.dossier.council} répond à la question de la Ville.",
    "resumed": _resumed,
    "fell_asleep": lambda _: "Sans réponse du conseil, la demande est mise en sommeil.",
    "meeting_reported": lambda _: "Le compte rendu de la rencontre est publié.",
    "reassigned": _reassigned,
    "handed_over": lambda _: "Une autre personne du service prend le dossier.",
    "transfer_proposed": _proposed,
    "service_kept": lambda _: "L’Agence laisse la demande à ce service.",
    "room_too_short": _room,
    "opinion_asked": _opinion,
    "opinion_given": _given,
    "answer_deferred": _deferred,
    "precision_asked": lambda e: f"{e.dossier.council} demande une précision.",
    "reasons_asked": lambda e: f"{e.dossier.council} demande les motifs du refus.",
    "withdrawn": lambda e: f"{e.dossier.council} retire sa demande.",
    "transferred": _transferred,
    "merged": _merged,
    "barring_asked": _barring_asked,
    "barred": lambda _: "La demande est déclarée irrecevable.",
    "barring_refused": lambda _: "L’élue ou l’élu garde la demande : elle continue.",
    "lapsed_dormant": _lapsed_dormant,
    "reopened": _reopened,
    "not_mine": _not_mine,
    "gathered": lambda e: f"Le dossier est rattaché au projet « {e.data['title']} ».",
    "parted": lambda e: f"Le dossier n’est plus rattaché au projet « {e.data['title']} ».",
    "text_hidden": lambda _: "L’Agence masque le texte de la demande.",
    "text_shown": lambda _: "Le texte de la demande est de nouveau public.",
}
