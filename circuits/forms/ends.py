"""The forms of the ends E5 to E9, of « rouvrir » and of « masquer » (circuits.md 8)."""

from __future__ import annotations

from typing import Any

from django import forms

from circuits.actions.moderate import LONGEST_REASON
from circuits.forms import fields
from circuits.forms.acts import ActForm, CodedReasonForm, ReasonForm
from circuits.models import Dossier
from participation.models import ElectedOfficial


class WithdrawForm(ActForm):
    """E8: the council takes its demande back."""

    lead = (
        "Le dossier est clos ; sa page reste lisible. Il peut être rouvert pendant "
        "soixante jours."
    )
    reason = fields.long_text("Pourquoi", "Public.", required=False, most=2000)


class TransferForm(ActForm):
    """E5: who is competent, and the letter that was sent."""

    lead = (
        "La Ville n’est pas compétente : elle transmet elle-même la demande et en prévient "
        "le conseil. Le dossier est clos."
    )
    authority = fields.line(
        "Autorité compétente", "Par exemple : la Collectivité européenne d’Alsace."
    )
    sent_on = fields.day("Lettre envoyée le", required=True)
    letter = fields.long_text("Copie de la lettre", "Publique.", most=6000)

    def prepare(self) -> None:
        """Most letters are sent the same day."""
        self.initial.setdefault("sent_on", self.today)


class DemandeChoice(forms.ModelChoiceField[Dossier]):
    """An open demande of the same council, by number and title."""

    def label_from_instance(self, obj: Any) -> str:
        """« 2026-041, Un banc place Drouot »."""
        return f"{obj.year}-{obj.number:03d}, {obj.title}"


class MergeForm(ActForm):
    """E7: in which other demande it goes on."""

    lead = "Le dossier est clos et renvoie à l’autre demande, du même conseil."
    target = DemandeChoice(
        Dossier.objects.none(),
        label="Continuer dans",
        empty_label="Choisir une demande",
        error_messages={
            "required": "Choisissez une demande.",
            "invalid_choice": "Choisissez une demande en cours du même conseil.",
        },
    )

    def prepare(self) -> None:
        """The other open demandes of this council."""
        field = self.fields["target"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Dossier.objects.filter(
            kind="demande",
            council=self.dossier.council_id,
            deposited_at__isnull=False,
            closed_at__isnull=True,
        ).exclude(pk=self.dossier.pk)


class BarForm(CodedReasonForm):
    """E6: against the charter, by which article, and who decides."""

    lead = (
        "L’élue ou l’élu décide. Le titre et le motif restent publics ; pour cacher aussi le "
        "texte, utilisez « Masquer le texte »."
    )
    reasons = "barring_reasons"
    missing = "Choisissez le motif."
    text = fields.long_text(
        "Explication au conseil", "Publique si l’élue ou l’élu confirme.", most=4000
    )
    elected = forms.ModelChoiceField(
        ElectedOfficial.objects.filter(active=True).select_related("user"),
        label="Élue ou élu qui décidera",
        empty_label="Choisir une personne",
        error_messages={"required": "Choisissez l’élue ou l’élu qui décidera."},
    )

    def prepare(self) -> None:
        """The reasons of the version; the élu only when nobody is named yet."""
        super().prepare()
        if self.dossier.elected_id is not None:
            del self.fields["elected"]


class ConfirmBarForm(ActForm):
    """The élu agrees."""

    lead = "Le dossier est clos ; le conseil reçoit le motif et l’explication de l’Agence."


class KeepForm(ReasonForm):
    """The élu keeps the demande."""

    lead = "La demande continue à l’étape où elle était ; l’Agence lit votre motif."


class CloseDormantForm(ActForm):
    """E9: the council never answered."""

    lead = (
        "Le registre dira quand le conseil a été relancé. Le dossier peut être rouvert "
        "pendant soixante jours."
    )


class ReopenForm(ReasonForm):
    """Undo an end."""

    lead = "Le dossier reprend à une nouvelle étape, avec de nouvelles dates."
    reason = fields.long_text("Motif", "Public.", most=2000)


class HideForm(ReasonForm):
    """The text leaves the public page; the title stays."""

    lead = "Le texte quitte aussitôt la page publique, qui dira pourquoi. Le titre reste."
    reason = fields.long_text("Motif", "Public.", most=LONGEST_REASON)


class ShowForm(ActForm):
    """The text is public again."""

    lead = "Le texte redevient public."


class QuestionForm(ActForm):
    """A6: what the council wants to know."""

    lead = "Une seule fois. Le service a dix jours ouvrés ; le dossier ne se clôt pas d’ici là."
    question = fields.long_text("Votre question", "Publique.", most=2000)


class ReasonsForm(QuestionForm):
    """A6: why it was refused."""

    lead = "Une seule fois. Le service a un mois ; le dossier ne se clôt pas d’ici là."
