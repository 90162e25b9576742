"""How people sign in: the adapters of django-allauth and the second factor.

One-time code by e-mail for everybody; password and second factor for the Agence, who
alone enters `/admin/` (architecture.md 2). The pages are in `participation.views.sign_in`.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.stagekit import clear_login
from allauth.account.stages import LoginStage
from allauth.core.internal.cryptokit import generate_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from participation.models import User

CODE_DIGITS = 6
SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
AGENCY_ONLY = "Les comptes de l’Agence se connectent avec un mot de passe et un second facteur."
INACTIVE = "Ce compte est fermé. Écrivez à l’Agence si c’est une erreur."


def own_path(url: str | None) -> bool:
    """Whether `url` is a path of this site: no other host, no scheme, no trick."""
    return bool(
        url and url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    )


def has_second_factor(user: Any) -> bool:
    """Whether the person has set up an application or a security key."""
    found = Authenticator.objects.filter(user_id=user.pk, type__in=SECOND_FACTORS)
    return bool(found.exists())


def used_second_factor(request: HttpRequest, user: Any) -> bool:
    """Whether this very session was opened with a second factor."""
    records = get_authentication_records(request, user)
    return any(record["method"] == "mfa" for record in records)


def enrol_totp(user: User, secret: str) -> Authenticator:
    """Give the person this TOTP secret (base 32), in place of any earlier one."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    return TOTP.activate(user, secret).instance


def totp_code(secret: str, at: float | None = None) -> str:
    """The code that an application shows for this secret at `at` (Unix seconds)."""
    counter = int(time.time() if at is None else at) // 30
    return str(format_hotp_value(hotp_value(secret, counter)))


class AccountAdapter(DefaultAccountAdapter):
    """The rules of sign-in that allauth lets a project decide."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": INACTIVE,
        "email_password_mismatch": "L’adresse ou le mot de passe ne convient pas.",
        "enter_current_password": "Saisissez votre mot de passe actuel.",
        "incorrect_code": "Ce code ne convient pas. Vérifiez les chiffres.",
        "incorrect_password": "Ce mot de passe ne convient pas.",
        "too_many_login_attempts": (
            "Trop d’essais. Attendez quelques minutes, puis recommencez."
        ),
        "rate_limited": "Trop de demandes. Attendez quelques minutes.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: the Agence opens accounts."""
        return False

    def generate_login_code(self) -> str:
        """Six digits: read on one screen, typed on another."""
        return str(generate_user_code(numeric=True, length=CODE_DIGITS, dashed=False))

    def get_login_stages(self) -> list[str]:
        """After the second factor: its compulsory set-up, for who has none."""
        return [*super().get_login_stages(), "participation.accounts.EnrolStage"]

    def is_safe_url(self, url: str | None) -> bool:
        """`next` leads to a path of this site only."""
        return own_path(url)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The back office for the Agence, the members' space for the others."""
        if getattr(request.user, "is_staff", False):
            return reverse("wagtailadmin_home")
        return str(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the account."""
        return reverse("account_home")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person of this address and password; None for a closed account.

        allauth also looks in its own table of addresses: an address that is no longer
        the person's must not open the account.
        """
        user = super().authenticate(request, **credentials)
        address = str(credentials.get("email") or "").strip().lower()
        if isinstance(user, User) and user.is_active and user.email == address:
            return user
        return None

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Refuse closed accounts, and the Agence without password or key."""
        refusal: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if refusal or not user.is_staff:
            return refusal
        methods = {r["method"] for r in get_authentication_records(request, user)}
        if methods & {"password", "mfa"}:
            return None
        clear_login(request)
        self.add_message(request, messages.ERROR, message=AGENCY_ONLY)
        return HttpResponseRedirect(reverse("agency_login"))

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """Back to the door, with the reason."""
        self.add_message(request, messages.ERROR, message=INACTIVE)
        return HttpResponseRedirect(reverse("account_login"))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A sign-in of the last minutes is proof enough."""
        records = get_authentication_records(self.request, self.request.user)
        limit = time.time() - account_settings.REAUTHENTICATION_TIMEOUT
        return not any(record["at"] >= limit for record in records)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The rules of the second factor."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "Ce code ne convient pas. Attendez le suivant et réessayez.",
        "cannot_delete_authenticator": (
            "Gardez au moins un second facteur : ajoutez-en un autre avant."
        ),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The Agence always keeps one second factor."""
        others = Authenticator.objects.filter(
            user_id=authenticator.user_id, type__in=SECOND_FACTORS
        ).exclude(pk=authenticator.pk)
        return not authenticator.user.is_staff or others.exists()

    def build_totp_svg(self, url: str) -> str:
        """The picture without its XML prolog, which HTML does not allow inside."""
        svg: str = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A name to recognise the key by: « Clé 1 », « Clé 2 »."""
        known = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Clé {known + 1}"

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)


class EnrolStage(LoginStage):
    """The last stage of sign-in: the Agence sets up its second factor, or stays out."""

    key = "enrol_second_factor"
    urlname = "account_enrol"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Send to the set-up whoever must have a second factor and has none."""
        user = self.login.user
        if user is None or not user.is_staff or has_second_factor(user):
            return None, True
        return HttpResponseRedirect(reverse(self.urlname)), True
