"""How a test signs in: by the real doors, or the short way with what they write."""

import re
import time
from typing import Any

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.core import mail
from django.test import Client

from participation.models import User

PASSWORD = "une phrase assez longue"
SECRET = str(generate_totp_secret())
AGENCY = "/connexion/agence/"


def ask_code(client: Client, address: str, **extra: str) -> Any:
    """Ask for a one-time code, as the form does."""
    return client.post("/connexion/", {"email": address, **extra})


def received_code() -> str:
    """The code of the last mail (`mail.outbox`)."""
    return str(re.findall(r"^\s+(\d{6})$", str(mail.outbox[-1].body), re.MULTILINE)[0])


def give_password(client: Client, user: User, **extra: str) -> Any:
    """Give the password of the Agence, as the form does."""
    return client.post(AGENCY, {"login": user.email, "password": PASSWORD, **extra})


def is_signed_in(client: Client) -> bool:
    """Whether the session belongs to somebody."""
    return "_auth_user_id" in client.session


def visible(html: str, address: str) -> str:
    """The page without what always differs: the address typed and the CSRF token."""
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
    return html.replace(address, "ADDRESS")


def open_session(client: Client, user: User) -> None:
    """Sign in as `user`; for the Agence, as if the second factor had been given."""
    client.force_login(user)
    method = "mfa" if user.is_staff else "code"
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": method, "at": time.time()}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
