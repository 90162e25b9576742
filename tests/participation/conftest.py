"""The people who sign in, and mails that a test reads."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache

from participation.accounts import enrol_totp
from participation.models import User
from tests.sign_in import PASSWORD, SECRET


@pytest.fixture
def fresh(settings: Any) -> None:
    """No trace of the last test's throttles; account mails readable in `mail.outbox`."""
    cache.clear()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def member(db: None) -> User:
    return User.objects.create_user("nadia@exemple.fr", first_name="Nadia")


@pytest.fixture
def newcomer(db: None) -> User:
    """At the Agence, without second factor yet."""
    return User.objects.create_user("agence@exemple.fr", PASSWORD, is_staff=True)


@pytest.fixture
def agent(newcomer: User) -> User:
    """At the Agence, with its application."""
    enrol_totp(newcomer, SECRET)
    return newcomer
