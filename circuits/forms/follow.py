"""The one question of who follows without an account: an address."""

from __future__ import annotations

from django import forms


class FollowForm(forms.Form):
    """An address, in lower case; whether it is known here is nobody's business."""

    email = forms.EmailField(
        label="Votre adresse électronique",
        help_text="Elle ne sert qu’à cela et n’est montrée à personne.",
        max_length=254,
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "spellcheck": "false", "maxlength": "254"}
        ),
        error_messages={
            "required": "Saisissez votre adresse électronique.",
            "invalid": "Saisissez une adresse complète, comme nom@exemple.fr.",
            "max_length": "Cette adresse est trop longue : 254 signes au plus.",
        },
    )

    def clean_email(self) -> str:
        """One person, one address."""
        return str(self.cleaned_data["email"]).strip().lower()
