"""The reminders of what replaces a paused step: an answer, a meeting, a check (M8).

A council is asked, not chased: the last reminder says what happens then (circuits.md 6).
"""

from __future__ import annotations

from circuits.acts import ACTS
from circuits.addresses import act_path
from circuits.duties import Duty
from circuits.letters import Message, absolute, page_button, prefixed
from circuits.models import Obligation
from participation.french import by_the, long_date, plural, short_date

KINDS = (
    Obligation.Kind.COMPLEMENT,
    Obligation.Kind.MEETING,
    Obligation.Kind.THIRD_PARTY,
)


def of_a_pause(duty: Duty) -> Message:
    """What the council or the service reads while a clock stands still."""
    if duty.obligation.kind == Obligation.Kind.COMPLEMENT:
        return _help(duty) if duty.reader == "agency" else _question(duty)
    return _soon(duty)


def _question(duty: Duty) -> Message:
    dossier, due = duty.dossier, duty.obligation.due_on
    question = dossier.texts.filter(kind="question").order_by("written_at").last()
    paragraphs = [f"La question : {question.body}" if question else ""]
    if duty.today > due:
        subject = f"Rappel : la date du {short_date(due)} est passée"
        lead = f"La Ville attend encore votre réponse sur « {dossier.title} »."
        paragraphs.append(
            "Sans réponse de votre part, la demande sera mise en sommeil dans quelques "
            "jours. Une réponse, même plus tard, la réveille."
        )
    else:
        subject = f"Rappel : réponse attendue {by_the(due)}"
        lead = (
            f"La Ville attend votre réponse à sa question sur « {dossier.title} » "
            f"{by_the(due)}."
        )
        paragraphs.append("Son délai est suspendu jusque-là.")
    act = ACTS["answer_complement"]
    return Message(
        code="M8",
        subject=prefixed(dossier, subject),
        lead=lead,
        paragraphs=paragraphs,
        buttons=[(act.label, absolute(act_path(act, dossier))), page_button(dossier)],
    )


def _help(duty: Duty) -> Message:
    """To the Agence: the escalation of a volunteer is help (circuits.md 4)."""
    dossier, due = duty.dossier, duty.obligation.due_on
    return Message(
        code="M8",
        subject=prefixed(dossier, "Sans réponse du conseil à la question"),
        lead=(
            f"{dossier.council} n’a pas répondu à la question sur « {dossier.title} », "
            f"attendue pour le {long_date(due)}. Un appel peut l’aider."
        ),
        buttons=[("Ouvrir le dossier", absolute(dossier.private_url))],
    )


def _soon(duty: Duty) -> Message:
    dossier, due = duty.dossier, duty.obligation.due_on
    left = (due - duty.today).days
    when = f"Dans {plural(left, 'jour')}" if left > 0 else "Aujourd’hui"
    met = duty.obligation.kind == Obligation.Kind.MEETING
    what = "rencontre avec le conseil" if met else "point avec l’organisme attendu"
    then = (
        "Le délai de l’étape reprend le lendemain. Le compte rendu est dû dans les dix "
        "jours ouvrés."
        if met
        else "Le délai de l’étape reprend demain : faites le point, ou demandez à l’Agence "
        "une prolongation."
    )
    return Message(
        code="M15",
        subject=prefixed(dossier, f"{when} : {what}"),
        lead=f"{when} : {what} pour « {dossier.title} », le {long_date(due)}.",
        paragraphs=[then],
        buttons=[page_button(dossier)],
    )
