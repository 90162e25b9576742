"""The forms of a commitment: declared done, confirmed, given up."""

from __future__ import annotations

from typing import Any

from django import forms

from circuits.actions.commitment import SHORTEST_ABANDON
from circuits.forms import fields
from circuits.forms.acts import ActForm, CodedReasonForm, ReasonForm
from participation.french import plural


class DeclareDoneForm(ActForm):
    """A7: what was done, where and when."""

    lead = "L’Agence ira voir et confirmera ; le texte devient alors public."
    report = fields.long_text("Ce qui a été réalisé", "Quoi, et où.", most=2000)
    done_on = fields.day("Réalisé le", required=True)

    def clean(self) -> dict[str, Any]:
        """A day that has come."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("done_on") and cleaned["done_on"] > self.today:
            self.add_error("done_on", "La réalisation ne peut pas être datée du futur.")
        return cleaned


class ConfirmDoneForm(ActForm):
    """The Agence has seen it."""

    lead = "Le dossier est clos comme « réalisé » ; le conseil en est prévenu."


class RefuseDoneForm(ReasonForm):
    """It is not done yet."""

    lead = "L’engagement continue ; le service lit ce qui manque."
    reason = fields.long_text("Ce qui manque encore", most=2000)


class AbandonForm(CodedReasonForm):
    """Whoever signs gives the commitment up."""

    lead = "Le dossier est clos ; le conseil reçoit le motif et votre explication."
    reasons = "abandon_reasons"
    missing = "Choisissez le motif de l’abandon."
    text = fields.long_text(
        "Explication", f"Publique, {SHORTEST_ABANDON} signes au moins.", most=4000
    )

    def clean_text(self) -> str:
        """Long enough for people who were promised something."""
        text: str = self.cleaned_data["text"]
        if len(text.strip()) < SHORTEST_ABANDON:
            short = plural(SHORTEST_ABANDON - len(text.strip()), "signe")
            raise forms.ValidationError(f"Expliquez davantage : il manque {short}.")
        return text
