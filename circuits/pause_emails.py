"""The notices of pauses, of other services and of the ends E5 to E9 (circuits.md 10).

M7 asks the council; the M15 family tells, with one subject each, whoever must act or was
waiting.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from circuits import sentences
from circuits.acts import ACTS
from circuits.addresses import act_path
from circuits.letters import ROLES_AS, Message, Telling, absolute, page_button, prefixed
from participation.french import by_the, long_date, short_date

COUNCIL = ("referent", "referent_deputy")
CARRIER = ("holder", "deputy", "agency")


def _day(t: Telling, key: str) -> date:
    return date.fromisoformat(t.event.data[key])


def _open_button(t: Telling) -> tuple[str, str]:
    return ("Ouvrir le dossier", absolute(t.dossier.private_url))


def _question(t: Telling) -> Message:
    """M7: what is asked, until when, and that nothing runs meanwhile."""
    dossier, until = t.dossier, _day(t, "until")
    return Message(
        code="M7",
        subject=prefixed(dossier, "La Ville vous pose une question"),
        lead=(
            f"La Ville vous pose une question sur « {dossier.title} ». Réponse attendue "
            f"{by_the(until)}."
        ),
        paragraphs=[
            t.words,
            "Le délai de la Ville est suspendu jusqu’à votre réponse ; il reprend dès que "
            "vous l’envoyez, depuis la page du dossier.",
        ],
        buttons=[
            (
                "Répondre à la question",
                absolute(act_path(ACTS["answer_complement"], dossier)),
            ),
            page_button(dossier),
        ],
    )


def _paused(t: Telling) -> Message:
    """M15: a meeting is fixed, or another body must speak first."""
    dossier, until = t.dossier, _day(t, "until")
    met = t.event.data["kind"] == "PR"
    if met:
        subject, what = (
            f"Rencontre fixée au {short_date(until)}",
            f"Une rencontre est fixée au {long_date(until)}",
        )
    else:
        subject, what = (
            "La Ville attend un autre organisme",
            f"La Ville attend un autre organisme, et fera le point le {long_date(until)}",
        )
    assert dossier.promised_on is not None
    return Message(
        code="M15",
        subject=prefixed(dossier, subject),
        lead=f"{what}, pour « {dossier.title} ».",
        paragraphs=[
            t.words,
            "Le délai de l’étape est suspendu jusque-là. La date promise ne change pas : la "
            f"Ville doit répondre {by_the(dossier.promised_on)}.",
        ],
        buttons=[page_button(dossier)],
    )


def _resumed(t: Telling) -> Message:
    """M15: the clock runs again, on which date."""
    dossier = t.dossier
    due = _day(t, "due_on")
    return Message(
        code="M15",
        subject=prefixed(dossier, f"Le délai reprend, jusqu’au {short_date(due)}"),
        lead=sentences.event_sentence(t.event),
        paragraphs=[t.words, f"L’étape en cours finit {by_the(due)}."],
        buttons=[_open_button(t)],
    )


def _minutes(t: Telling) -> Message:
    dossier = t.dossier
    return Message(
        code="M15",
        subject=prefixed(dossier, "Compte rendu de la rencontre"),
        lead=f"Le compte rendu de la rencontre sur « {dossier.title} » est publié.",
        paragraphs=[t.words],
        buttons=[page_button(dossier)],
    )


def _decision(
    subject: str, lead: str, then: str, *, end: str = ""
) -> Callable[[Telling], Message]:
    """What was decided, why, what happens next: told to who asked, or an end of section 8."""

    def said(t: Telling) -> Message:
        dossier, reason = t.dossier, _reason(t)
        return Message(
            code=end or "M15",
            subject=prefixed(dossier, subject),
            lead=lead.format(title=dossier.title, where=dossier.transferred_to),
            paragraphs=[f"Motif : {reason}." if reason else "", t.words, then],
            buttons=[page_button(dossier) if end else _open_button(t)],
        )

    return said


def _reassigned(t: Telling) -> Message:
    dossier = t.dossier
    return Message(
        code="M15",
        subject=prefixed(dossier, f"Réattribuée au service {t.event.service}"),
        lead=(
            f"La demande « {dossier.title} » passe au service {t.event.service}. La date "
            "promise ne change pas."
        ),
        buttons=[page_button(dossier)],
    )


def _deferred(t: Telling) -> Message:
    dossier, answer = t.dossier, t.event.answer
    assert answer is not None
    until = _day(t, "until")
    return Message(
        code="M9",
        subject=prefixed(
            dossier, f"Réponse de la Ville : à l’étude jusqu’au {short_date(until)}"
        ),
        lead=(
            f"La Ville étudie encore « {dossier.title} ». Elle doit répondre {by_the(until)}."
        ),
        paragraphs=[answer.summary, "Une réponse ne se remet qu’une fois."],
        buttons=[page_button(dossier)],
    )


def _opinion(t: Telling) -> Message:
    dossier = t.dossier
    return Message(
        code="M15",
        subject=prefixed(dossier, f"Avis du service {t.event.service}"),
        lead=f"Le service {t.event.service} a donné son avis sur « {dossier.title} ».",
        paragraphs=[t.words],
        buttons=[_open_button(t)],
    )


def _asked_again(t: Telling) -> Message:
    """To the Agence: the service itself is told by the r0 of its step."""
    dossier = t.dossier
    return Message(
        code="M15",
        subject=prefixed(dossier, "Le conseil veut en savoir plus"),
        lead=f"{sentences.event_sentence(t.event)} Sujet : « {dossier.title} ».",
        paragraphs=[t.words],
        buttons=[_open_button(t)],
    )


def _hidden(t: Telling) -> Message:
    dossier = t.dossier
    return Message(
        code="M15",
        subject=prefixed(dossier, "Texte masqué"),
        lead=f"L’Agence masque le texte de « {dossier.title} » sur la page publique.",
        paragraphs=[
            f"Motif : {t.words}",
            "La demande suit son cours ; vous lisez toujours son texte dans votre espace.",
        ],
        buttons=[_open_button(t)],
    )


def _not_mine(t: Telling) -> Message:
    """To the Agence: somebody was written to by mistake, or thinks so."""
    dossier, event = t.dossier, t.event
    owed = dossier.obligations.get(pk=event.data["obligation"])
    who = f"{event.actor.name} ({ROLES_AS[event.role]})"
    return Message(
        code="M15",
        subject=prefixed(dossier, "Réponse à un rappel : « Ce n’est pas à moi »"),
        lead=f"{who} répond « Ce n’est pas à moi », au sujet de « {dossier.title} ».",
        paragraphs=[
            "Rien n’a changé : ni l’étape, ni la date, ni la personne à qui l’on écrit. "
            "Appelez-la, puis corrigez le mandat, le poste ou le service, ou réattribuez "
            "le dossier.",
        ],
        facts=[
            ("Ce qui est attendu", f"{owed.duty}, {by_the(owed.due_on)}"),
            *([("Conseil", str(event.thread.council))] if event.thread else []),
        ],
        buttons=[_open_button(t)],
    )


def _reason(t: Telling) -> str:
    code = t.event.data.get("reason", "")
    assert t.dossier.circuit is not None
    return {r.code: r.label for r in t.dossier.circuit.rules.barring_reasons}.get(code, "")


def _merged(t: Telling) -> Message:
    dossier = t.dossier
    assert dossier.merged_into is not None
    other = dossier.merged_into
    return Message(
        code="E7",
        subject=prefixed(dossier, f"Fusionnée avec la {other.label.lower()}"),
        lead=(
            f"La demande « {dossier.title} » continue dans la {other.label.lower()}, "
            f"« {other.title} »."
        ),
        paragraphs=["Sa page reste lisible et y renvoie."],
        buttons=[("Voir l’autre demande", absolute(other.get_absolute_url()))],
    )


REOPENS = "Le conseil ou l’Agence peut rouvrir le dossier pendant soixante jours."
MORE_NOTICES: dict[str, Callable[[Telling], Message]] = {
    "M7": _question,
    "M15p": _paused,
    "M15r": _resumed,
    "M15c": _resumed,
    "M15m": _minutes,
    "M15w": _decision(
        "Délai maintenu",
        "L’Agence ne suspend pas le délai de « {title} ».",
        "L’étape garde sa date.",
    ),
    "M15s": _reassigned,
    "M15k": _decision(
        "Le dossier reste à votre service",
        "L’Agence laisse « {title} » à votre service.",
        "L’étape garde sa date.",
    ),
    "M15a": _decision(
        "Réattribuée peu avant la date promise",
        "La réattribution de « {title} » laisse moins de cinq jours ouvrés à l’étape.",
        "La date promise ne bouge pas : une prolongation reste possible, une seule fois.",
    ),
    "M15i": _opinion,
    "M9d": _deferred,
    "M15q": _asked_again,
    "M15h": _hidden,
    "M15n": _not_mine,
    "M15b": _decision(
        "La demande est gardée",
        "L’élue ou l’élu garde la demande « {title} ».",
        "Elle continue à l’étape où elle était.",
    ),
    "M15o": _decision(
        "Dossier rouvert",
        "Le dossier « {title} » est rouvert.",
        "La page du dossier dit qui doit agir, et pour quelle date.",
    ),
    "E5": _decision(
        "Transmise à une autre autorité",
        "La Ville n’est pas compétente pour « {title} » : elle l’a transmise à l’autorité qui "
        "l’est ({where}).",
        f"Le dossier est clos ; cette autorité vous répondra elle-même. {REOPENS}",
        end="E5",
    ),
    "E6": _decision(
        "Irrecevable",
        "La demande « {title} » est déclarée irrecevable.",
        f"Le dossier est clos ; son titre et le motif restent publics. {REOPENS}",
        end="E6",
    ),
    "E7": _merged,
    "E8": _decision(
        "Retirée par le conseil",
        "Le conseil retire sa demande « {title} ».",
        f"Le dossier est clos. {REOPENS}",
        end="E8",
    ),
    "E9": _decision(
        "Caduque",
        "Sans réponse du conseil à sa question, la Ville clôt « {title} ».",
        f"Le dossier est clos ; sa page reste lisible. {REOPENS}",
        end="E9",
    ),
}
MORE_NOTICE_TO: dict[str, Sequence[str]] = {
    "M7": COUNCIL,
    "M15p": COUNCIL,
    "M15r": (*COUNCIL, *CARRIER),
    "M15c": COUNCIL,
    "M15m": COUNCIL,
    "M15w": ("holder", "deputy"),
    "M15s": COUNCIL,
    "M15k": ("holder", "deputy"),
    "M15a": ("agency",),
    "M15i": ("holder", "deputy"),
    "M9d": COUNCIL,
    "M15q": ("agency",),
    "M15h": COUNCIL,
    "M15n": ("agency",),
    "M15b": ("agency",),
    "M15o": (*COUNCIL, "agency", "elected"),
    "E5": COUNCIL,
    "E6": COUNCIL,
    "E7": COUNCIL,
    "E8": ("agency", "holder", "deputy", *COUNCIL),
    "E9": COUNCIL,
}
