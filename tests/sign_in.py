"""How a test opens a session: the short way, with what the real doors write into it."""

import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from django.test import Client

from participation.models import User


def open_session(client: Client, user: User) -> None:
    """Sign in as `user`; for the Agence, as if the second factor had been given."""
    client.force_login(user)
    method = "mfa" if user.is_staff else "code"
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": method, "at": time.time()}]
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
