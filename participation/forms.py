"""The forms of sign-in and of the account: allauth's, in our words.

Placeholders are no labels: each field has its label and, when needed, a hint.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import (
    ChangePasswordForm,
    ConfirmLoginCodeForm,
    LoginForm,
    ReauthenticateForm,
    RequestLoginCodeForm,
)
from allauth.core import context, ratelimit
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

from participation.models import User


def email_field() -> forms.EmailField:
    """An address, as browsers know how to fill it."""
    return forms.EmailField(
        label="Adresse électronique",
        help_text="Celle que l’Agence connaît, par exemple nom@exemple.fr.",
        widget=forms.EmailInput(
            attrs={"autocomplete": "email", "spellcheck": "false", "maxlength": "254"}
        ),
        error_messages={
            "required": "Saisissez votre adresse électronique.",
            "invalid": "Saisissez une adresse complète, comme nom@exemple.fr.",
        },
    )


def code_field(label: str, hint: str, *, digits: bool = True) -> forms.CharField:
    """A code to type; spaces are allowed, letters too when `digits` is false."""
    attrs = {"autocomplete": "one-time-code", "spellcheck": "false", "maxlength": "40"}
    if digits:
        attrs["inputmode"] = "numeric"
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": "Saisissez le code."},
    )


def password_field(label: str, autocomplete: str, hint: str = "") -> forms.CharField:
    """A password, never shown again."""
    return forms.CharField(
        label=label,
        help_text=hint,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete, "maxlength": "200"}),
        error_messages={"required": "Saisissez votre mot de passe."},
    )


class CodeRequestForm(RequestLoginCodeForm):
    """Ask for a one-time code. Known and unknown addresses get the same answer."""

    email = email_field()
    # The member of the Agence behind the address, who gets a reminder and no code.
    agency_member: User | None = None

    def clean_email(self) -> str:
        """Find who may sign in by code: active, and not of the Agence.

        Raises:
            ValidationError: too many requests for this address, known or not.

        """
        email = str(self.cleaned_data["email"]).strip().lower()
        self._user = None
        if not ratelimit.consume(context.request, action="request_login_code", key=email):
            raise get_adapter().validation_error("too_many_login_attempts")
        user = User.objects.filter(email=email, is_active=True).first()
        if user and user.is_staff:
            self.agency_member = user
        else:
            self._user = user
        return email


class CodeForm(ConfirmLoginCodeForm):
    """The code that came by e-mail."""

    code = code_field("Code reçu par courriel", "Six chiffres.")


class AgencySignInForm(LoginForm):
    """Address and password of the Agence."""

    password = password_field("Mot de passe", "current-password")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = email_field()
        del self.fields["remember"]
        self.order_fields(["login", "password"])

    def _setup_password_field(self) -> None:
        """Keep the field: allauth drops it when nobody signs up with a password."""

    def login(self, request: Any, redirect_url: str | None = None) -> Any:
        """Sign in for the length of the session."""
        self.cleaned_data["remember"] = False
        return super().login(request, redirect_url)


class SecondFactorForm(mfa_forms.AuthenticateForm):
    """The code of the application, or one of the recovery codes."""

    code = code_field(
        "Code à six chiffres",
        "Celui de votre application, ou l’un de vos codes de secours.",
    )


class ReauthenticateCodeForm(mfa_forms.ReauthenticateForm):
    """The same, asked again before a delicate change."""

    code = code_field("Code à six chiffres", "Celui de votre application.")


class ReauthenticatePasswordForm(ReauthenticateForm):
    """The password, asked again before a delicate change."""

    password = password_field("Mot de passe", "current-password")


class EnrolForm(ActivateTOTPForm):
    """Prove that the application shows the right codes."""

    code = code_field("Code à six chiffres", "Celui que l’application affiche.")


class PasswordForm(ChangePasswordForm):
    """Change one's password."""

    oldpassword = password_field("Mot de passe actuel", "current-password")
    password1 = password_field(
        "Nouveau mot de passe",
        "new-password",
        "Douze caractères au moins. Une phrase est plus facile à retenir.",
    )
    password2 = password_field("Nouveau mot de passe, une seconde fois", "new-password")

    def clean_password1(self) -> str:
        """Refuse a weak password.

        Raises:
            ValidationError: with the reasons of the validators of the settings.

        """
        password: str = self.cleaned_data["password1"]
        return str(get_adapter().clean_password(password, user=self.user))


class NewKeyForm(AddWebAuthnForm):
    """Name a new security key."""

    name = forms.CharField(
        label="Nom de la clé",
        help_text="Pour la reconnaître, par exemple « Téléphone ».",
        required=False,
        max_length=80,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        passwordless = self.fields.get("passwordless")
        if passwordless:
            passwordless.label = "Se connecter avec cette clé seule"
            passwordless.help_text = "La clé demande alors une empreinte, un visage ou un code."


class KeyNameForm(EditWebAuthnForm):
    """Rename a security key."""

    name = forms.CharField(label="Nom de la clé", max_length=80)
