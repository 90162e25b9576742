"""The Agence's door, the side doors, and the pages of the account (security.md)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participation.accounts import totp_code
from participation.groups import ensure_groups
from participation.models import User
from tests.sign_in import (
    AGENCY,
    PASSWORD,
    SECRET,
    ask_code,
    give_password,
    is_signed_in,
    open_session,
    received_code,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh")]


# --- The Agence ----------------------------------------------------------------------


def test_the_agence_enters_with_password_and_application(client: Client, agent: User) -> None:
    answer = give_password(client, agent)
    assert answer.headers["Location"] == "/connexion/second-facteur/"
    assert not is_signed_in(client)
    answer = client.post("/connexion/second-facteur/", {"code": totp_code(SECRET)})
    assert answer.headers["Location"] == "/admin/"
    assert is_signed_in(client)


def test_a_code_of_the_application_serves_once(agent: User) -> None:
    code = totp_code(SECRET)
    results = []
    for _ in range(2):
        client = Client()
        give_password(client, agent)
        client.post("/connexion/second-facteur/", {"code": code})
        results.append(is_signed_in(client))
    assert results == [True, False]


def test_the_agence_gets_no_code_by_mail_but_the_way_to_its_door(
    client: Client, agent: User
) -> None:
    ask_code(client, str(agent.email))
    [message] = mail.outbox
    assert "http://testserver/connexion/agence/" in message.body
    assert not re.search(r"\d{6}", str(message.body))


def test_joining_the_agence_between_code_and_answer_does_not_open_the_door(
    client: Client, member: User
) -> None:
    ask_code(client, "nadia@exemple.fr")
    User.objects.filter(pk=member.pk).update(is_staff=True)
    answer = client.post("/connexion/code/", {"code": received_code()})
    assert answer.headers["Location"] == AGENCY
    assert not is_signed_in(client)


def test_a_session_opened_by_code_dies_when_its_person_joins_the_agence(
    client: Client, member: User
) -> None:
    open_session(client, member)
    User.objects.filter(pk=member.pk).update(is_staff=True)
    answer = client.get("/compte/")
    assert answer.headers["Location"] == f"{AGENCY}?next=/compte/"
    assert not is_signed_in(client)


def test_without_second_factor_only_its_set_up_is_reachable(
    client: Client, newcomer: User
) -> None:
    answer = give_password(client, newcomer)
    assert answer.headers["Location"] == "/connexion/second-facteur/mise-en-place/"
    for address in ("/admin/", "/compte/", "/compte/second-facteur/"):
        assert client.get(address).status_code == 302
    assert not is_signed_in(client)


def test_the_set_up_ends_signed_in_with_recovery_codes(client: Client, newcomer: User) -> None:
    give_password(client, newcomer)
    page = client.get("/connexion/second-facteur/mise-en-place/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    refused = client.post("/connexion/second-facteur/mise-en-place/", {"code": "1"})
    assert refused.status_code == 200
    assert refused.context["form"].secret == secret
    answer = client.post(
        "/connexion/second-facteur/mise-en-place/", {"code": totp_code(secret)}
    )
    assert is_signed_in(client)
    codes = client.get(answer.headers["Location"])
    assert len(codes.context["unused_codes"]) == 10
    assert codes.context["continue_url"] == "/admin/"


def test_a_recovery_code_replaces_the_application_once(newcomer: User) -> None:
    first = Client()
    give_password(first, newcomer)
    secret = first.get("/connexion/second-facteur/mise-en-place/").context["form"].secret
    first.post("/connexion/second-facteur/mise-en-place/", {"code": totp_code(secret)})
    [code, *_] = first.get("/compte/second-facteur/codes/").context["unused_codes"]
    results = []
    for _ in range(2):
        client = Client()
        give_password(client, newcomer)
        client.post("/connexion/second-facteur/", {"code": code})
        results.append(is_signed_in(client))
    assert results == [True, False]


def test_the_agence_cannot_remove_its_last_second_factor(client: Client, agent: User) -> None:
    open_session(client, agent)
    client.post("/compte/second-facteur/application/retirer/")
    assert Authenticator.objects.filter(user=agent, type="totp").exists()


def test_the_password_alone_opens_nothing_by_any_door(agent: User) -> None:
    doors = ("/admin/login/", "/_util/login/", "/django-admin/login/", "/accounts/login/")
    for door in doors:
        client = Client()
        names = ("username", "login", "email")
        fields = {**dict.fromkeys(names, str(agent.email)), "password": PASSWORD}
        client.post(door, fields)
        assert not is_signed_in(client), door


def test_a_closed_account_of_the_agence_is_refused_like_a_wrong_password(
    client: Client, agent: User
) -> None:
    User.objects.filter(pk=agent.pk).update(is_active=False)
    answer = give_password(client, agent)
    assert answer.status_code == 200
    assert "ne convient pas" in answer.content.decode()


# --- Doors ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "door",
    [
        "/admin/login/",
        "/admin/password_reset/",
        "/admin/password_reset/done/",
        "/admin/password_reset/confirm/MQ/set-password/",
        "/_util/login/",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_side_doors_lead_to_the_door(client: Client, door: str, method: str) -> None:
    answer = getattr(client, method)(f"{door}?next=/admin/pages/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/connexion/?next=/admin/pages/"


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/login/",
        "/accounts/signup/",
        "/connexion/inscription/",
        "/django-admin/",
        "/_util/authenticate_with_password/1/1/",
        "/documents/authenticate_with_password/1/",
    ],
)
def test_what_is_not_needed_does_not_exist(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_strangers_at_the_back_office_are_sent_to_the_door(client: Client) -> None:
    assert client.get("/admin/").headers["Location"] == "/connexion/?next=/admin/"


def test_the_door_puts_the_agence_first_when_its_space_was_asked_for(
    client: Client,
) -> None:
    page = client.get("/connexion/?next=/admin/").content.decode()
    assert 'href="/connexion/agence/?next=%2Fadmin%2F"' in page


def test_members_at_the_back_office_get_403(client: Client, member: User) -> None:
    open_session(client, member)
    answer = client.get("/admin/")
    assert answer.status_code == 403
    assert "réservé à l’Agence" in answer.content.decode()


@pytest.mark.parametrize("power", ["group", "superuser"])
def test_no_right_opens_the_back_office_without_second_factor(
    client: Client, member: User, power: str
) -> None:
    if power == "group":
        member.groups.add(ensure_groups())
    else:
        User.objects.filter(pk=member.pk).update(is_superuser=True)
    open_session(client, member)
    assert client.get("/admin/").status_code == 403


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_activate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "account_change_password",
        "account_reauthenticate",
        "mfa_reauthenticate",
    ],
)
def test_the_second_factor_exists_for_the_agence_only(
    client: Client, member: User, name: str
) -> None:
    open_session(client, member)
    assert client.get(reverse(name)).status_code == 404


# --- Pages ---------------------------------------------------------------------------


@pytest.fixture
def read(client: Client) -> Callable[[str], str]:
    def page(address: str) -> str:
        answer = client.get(address)
        assert answer.status_code == 200, address
        return answer.content.decode()

    return page


def test_my_account_says_who_i_am(
    client: Client, member: User, read: Callable[[str], str]
) -> None:
    open_session(client, member)
    page = read("/compte/")
    assert "Nadia" in page
    assert "nadia@exemple.fr" in page
    assert "second-facteur" not in page


def test_every_page_of_the_agences_account_answers(
    client: Client, agent: User, read: Callable[[str], str]
) -> None:
    open_session(client, agent)
    for name in (
        "account_home",
        "account_change_password",
        "mfa_index",
        "mfa_generate_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_deactivate_totp",
        "account_logout",
    ):
        page = read(reverse(name))
        assert "‼" not in page, name
        assert "<h1>" in page, name


def test_a_delicate_change_long_after_sign_in_asks_again(client: Client, agent: User) -> None:
    open_session(client, agent)
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        answer = client.get("/compte/second-facteur/codes/nouveaux/")
        assert answer.headers["Location"].startswith("/compte/confirmer/?next=")
        again = {"password": PASSWORD, "next": "/compte/second-facteur/codes/nouveaux/"}
        assert client.post("/compte/confirmer/", again).status_code == 302
        assert client.get("/compte/second-facteur/codes/nouveaux/").status_code == 200


def test_changing_the_password_ends_the_other_sessions(client: Client, agent: User) -> None:
    open_session(client, agent)
    other = Client()
    open_session(other, agent)
    new = "encore une autre phrase"
    fields = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post("/compte/mot-de-passe/", fields).headers["Location"] == "/compte/"
    assert client.get("/compte/").status_code == 200
    assert other.get("/compte/").status_code == 302


@pytest.mark.parametrize("weak", ["123456789012", "motdepasse", "court"])
def test_a_weak_password_is_refused_in_french(client: Client, agent: User, weak: str) -> None:
    open_session(client, agent)
    fields = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    answer = client.post("/compte/mot-de-passe/", fields)
    assert answer.status_code == 200
    assert answer.context["form"].errors["password1"]
    agent.refresh_from_db()
    assert agent.check_password(PASSWORD)


def test_one_computer_cannot_try_everybodys_password(client: Client) -> None:
    answers = [
        client.post(AGENCY, {"login": f"a{number}@exemple.fr", "password": "faux" * 4})
        for number in range(31)
    ]
    assert answers[-1].status_code == 429
    assert "Trop d’essais" in answers[-1].content.decode()
