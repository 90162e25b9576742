"""The commands of the demonstration."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import generate_totp_secret, validate_totp_code
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from circuits.demo.people import ACCOUNTS, PEOPLE
from participation.accounts import enrol_totp, totp_code
from participation.models import Mail, User

pytestmark = pytest.mark.django_db

EMAILS = {person.key: person.email for person in PEOPLE}


def said(*command: str) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


@pytest.fixture
def people() -> str:
    """One account for each role; gives the secret of the Agence's."""
    secret = str(generate_totp_secret())
    for role, key in ACCOUNTS.items():
        agency = role.startswith("Agence")
        password = "une phrase assez longue" if agency else None
        user = User.objects.create_user(EMAILS[key], password, is_staff=agency)
        if agency:
            enrol_totp(user, secret)
    return secret


def test_each_role_has_its_line_and_the_agence_its_current_code(
    people: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEMO_PASSWORD", "mot-de-la-demo")
    text = said("demo_accounts")
    for role, key in ACCOUNTS.items():
        assert re.search(rf"{re.escape(role)}.*{re.escape(str(EMAILS[key]))}", text)
    [code] = re.findall(r"mot de passe mot-de-la-demo, puis code (\d{6})", text)
    assert validate_totp_code(people, code)
    assert text.count("code par courriel") == len(ACCOUNTS) - 1
    assert "python manage.py last_code" in text


def test_without_accounts_it_says_what_to_run() -> None:
    with pytest.raises(CommandError, match="seed_demo"):
        said("demo_accounts")


@pytest.mark.parametrize("command", [["demo_accounts"], ["last_code", "a@exemple.fr"]])
def test_a_real_town_has_no_such_command(command: list[str], settings: Any) -> None:
    settings.IS_DEMO = False
    with pytest.raises(CommandError):
        said(*command)


def test_the_last_code_is_the_one_that_opens(client: Client, settings: Any) -> None:
    cache.clear()
    settings.EMAIL_BACKEND = "participation.outbox.OutboxBackend"
    User.objects.create_user("nadia@exemple.fr")
    for _ in range(2):
        client.post("/connexion/", {"email": "nadia@exemple.fr"})
    assert Mail.objects.filter(address="nadia@exemple.fr").count() == 2
    code = said("last_code", "Nadia@exemple.fr").strip()
    answer = client.post("/connexion/code/", {"code": code})
    assert answer.headers["Location"] == "/espace/"


def test_no_code_is_said() -> None:
    with pytest.raises(CommandError, match="Aucun code"):
        said("last_code", "nadia@exemple.fr")


def test_a_code_follows_the_standard() -> None:
    """RFC 6238, appendix B, seconds 59 and 1111111109, on six digits."""
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert totp_code(secret, at=59) == "287082"
    assert totp_code(secret, at=1_111_111_109) == "081804"
    with time_machine.travel(timezone.now(), tick=False):
        assert validate_totp_code(secret, totp_code(secret))
