"""The forms of the pauses: a question, a meeting, another body (circuits.md 6)."""

from __future__ import annotations

from circuits.forms import fields
from circuits.forms.acts import ActForm, ReasonForm

BACK = "Aujourd’hui, ou jusqu’à cinq jours ouvrés en arrière."


class PauseForm(ActForm):
    """What all pauses have: since when the clock stands still."""

    since = fields.day("Suspendu à partir du", BACK, required=True)

    def prepare(self) -> None:
        """From today, unless it is said otherwise."""
        self.initial.setdefault("since", self.today)


class ComplementForm(PauseForm):
    """PC: what the council is asked, and until when."""

    lead = (
        "Le délai de l’étape et la date promise s’arrêtent jusqu’à la réponse. La question "
        "est publique."
    )
    questions = fields.long_text("Votre question au conseil", "Publique.", most=4000)
    until = fields.day(
        "Réponse attendue au plus tard le",
        "Deux mois au plus : un conseil se réunit à peu près tous les deux mois.",
        required=True,
    )
    field_order = ("questions", "until", "since")


class MeetingForm(PauseForm):
    """PR: the day of the meeting, and where."""

    lead = (
        "Le délai de l’étape s’arrête jusqu’au lendemain de la rencontre ; la date promise "
        "ne change pas."
    )
    meeting_on = fields.day(
        "Jour de la rencontre", "Sous quarante jours ouvrés.", required=True
    )
    place = fields.line("Lieu et heure", "Public.", required=False)
    field_order = ("meeting_on", "place", "since")


class WaitForm(PauseForm):
    """PT: who is awaited, since when, and the next check."""

    lead = (
        "L’Agence doit valider. Le délai de l’étape s’arrête alors ; la date promise ne "
        "change pas."
    )
    third_party = fields.line(
        "Organisme attendu",
        "Avec son article, par exemple : la Collectivité européenne d’Alsace.",
        most=120,
    )
    explanation = fields.long_text(
        "Ce que vous en attendez", "Public.", required=False, most=2000
    )
    check_on = fields.day("Prochain point le", "Sous trente jours ouvrés.", required=True)
    field_order = ("third_party", "explanation", "check_on", "since")


class ConfirmWaitForm(ActForm):
    """The Agence stops the step."""

    lead = "Le délai de l’étape s’arrête depuis le jour demandé par le service."


class RefuseWaitForm(ReasonForm):
    """The Agence does not."""

    lead = "L’étape garde sa date ; le service lit votre motif."


class ReplyForm(ActForm):
    """The council answers the question."""

    lead = "Le délai de la Ville reprend dès l’envoi. Votre réponse est publique."
    reply = fields.long_text("Réponse du conseil", most=4000)


class ResumeForm(ActForm):
    """The town goes on without waiting."""

    lead = "Le délai reprend aujourd’hui ; sa date recule du temps passé."
    note = fields.long_text("Explication", "Publique.", required=False, most=2000)


class MinutesForm(ActForm):
    """What the meeting gave."""

    lead = "Le compte rendu est public ; le conseil en est prévenu."
    report = fields.long_text("Compte rendu", "Qui était là, ce qui a été dit.", most=6000)
