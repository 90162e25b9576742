"""The form of the one extension."""

from __future__ import annotations

from typing import Any

from django import forms

from circuits.forms import fields
from circuits.forms.acts import ActForm


class ExtendForm(ActForm):
    """One or two months more, with the reason that the public reads."""

    lead = "Une seule fois par demande. Le conseil reçoit la nouvelle date et le motif."
    months = forms.TypedChoiceField(
        label="Prolonger de",
        choices=[(1, "Un mois"), (2, "Deux mois")],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez un ou deux mois."},
    )
    reason_code = forms.ChoiceField(
        label="Motif",
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez le motif de la prolongation."},
    )
    text = fields.long_text("Explication", "Publique.", most=2000)

    def prepare(self) -> None:
        """The reasons of the circuit version."""
        circuit = self.dossier.circuit
        assert circuit is not None
        reasons = self.fields["reason_code"]
        assert isinstance(reasons, forms.ChoiceField)
        reasons.choices = [(r.code, r.label) for r in circuit.rules.extension_reasons]

    def act_fields(self) -> dict[str, Any]:
        """Months, code and text."""
        return {n: self.cleaned_data[n] for n in ("months", "reason_code", "text")}
