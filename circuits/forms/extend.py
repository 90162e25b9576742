"""The form of the one extension."""

from __future__ import annotations

from django import forms

from circuits.forms import fields
from circuits.forms.acts import CodedReasonForm


class ExtendForm(CodedReasonForm):
    """One or two months more, with the reason that the public reads."""

    lead = "Une seule fois par demande. Le conseil reçoit la nouvelle date et le motif."
    reasons = "extension_reasons"
    missing = "Choisissez le motif de la prolongation."
    months = forms.TypedChoiceField(
        label="Prolonger de",
        choices=[(1, "Un mois"), (2, "Deux mois")],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez un ou deux mois."},
    )
    text = fields.long_text("Explication", "Publique.", most=2000)
    field_order = ("months", "reason_code", "text")
