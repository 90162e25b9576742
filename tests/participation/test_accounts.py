"""Sign-in: who comes in by which door, and what a stranger learns (quality.md A.5)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participation.accounts import enrol_totp, own_path, totp_code
from participation.groups import ensure_groups
from participation.models import User
from tests.sign_in import open_session

pytestmark = pytest.mark.django_db

PASSWORD = "une phrase assez longue"
SECRET = generate_totp_secret()
AGENCY = "/connexion/agence/"


@pytest.fixture(autouse=True)
def _fresh(settings: Any) -> None:
    """No trace of the last test's throttles; account mails readable in `mail.outbox`."""
    cache.clear()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def member() -> User:
    return User.objects.create_user("nadia@exemple.fr", first_name="Nadia")


@pytest.fixture
def newcomer() -> User:
    """At the Agence, without second factor yet."""
    return User.objects.create_user("agence@exemple.fr", PASSWORD, is_staff=True)


@pytest.fixture
def agent(newcomer: User) -> User:
    enrol_totp(newcomer, SECRET)
    return newcomer


def ask_code(client: Client, address: str, **extra: str) -> Any:
    return client.post("/connexion/", {"email": address, **extra})


def received_code() -> str:
    return re.findall(r"^\s+(\d{6})$", str(mail.outbox[-1].body), re.MULTILINE)[0]


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


# --- One-time code -------------------------------------------------------------------


def test_a_member_signs_in_with_the_code_of_the_mail(client: Client, member: User) -> None:
    answer = ask_code(client, "Nadia@Exemple.fr")
    assert answer.headers["Location"] == "/connexion/code/"
    answer = client.post("/connexion/code/", {"code": received_code()})
    assert answer.headers["Location"] == "/espace/"
    assert client.session["_auth_user_id"] == str(member.pk)


def test_the_mail_is_french_text_and_says_how_long_the_code_lives(
    client: Client, member: User
) -> None:
    ask_code(client, "nadia@exemple.fr")
    message = mail.outbox[0]
    assert message.to == ["nadia@exemple.fr"]
    assert message.subject == f"Votre code de connexion\u00a0: {received_code()}"
    assert "15 minutes" in message.body
    assert "&#x27;" not in message.body
    assert not getattr(message, "alternatives", [])


def test_the_code_dies_after_fifteen_minutes(client: Client, member: User) -> None:
    ask_code(client, "nadia@exemple.fr")
    with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=5)):
        client.post("/connexion/code/", {"code": received_code()})
    assert not is_signed_in(client)


def test_the_code_serves_once(client: Client, member: User) -> None:
    ask_code(client, "nadia@exemple.fr")
    code = received_code()
    client.post("/connexion/code/", {"code": code})
    client.post("/deconnexion/")
    client.post("/connexion/code/", {"code": code})
    assert not is_signed_in(client)


def test_five_wrong_codes_end_the_attempt(client: Client, member: User) -> None:
    ask_code(client, "nadia@exemple.fr")
    right = received_code()
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    for _ in range(5):
        client.post("/connexion/code/", {"code": wrong})
    client.post("/connexion/code/", {"code": right})
    assert not is_signed_in(client)


def test_a_wrong_code_is_said_in_french_beside_the_field(client: Client, member: User) -> None:
    ask_code(client, "nadia@exemple.fr")
    page = client.post("/connexion/code/", {"code": "ABC"}).content.decode()
    assert page.count("Ce code ne convient pas.") == 2
    assert "<title>Erreur\u00a0: Saisir le code" in page


def test_one_can_start_again_with_another_address(client: Client, member: User) -> None:
    ask_code(client, "nadja@exemple.fr")
    assert client.get("/connexion/").status_code == 200
    ask_code(client, "nadia@exemple.fr")
    client.post("/connexion/code/", {"code": received_code()})
    assert is_signed_in(client)


def test_a_closed_account_gets_no_mail_and_no_session(client: Client, member: User) -> None:
    User.objects.filter(pk=member.pk).update(is_active=False)
    ask_code(client, "nadia@exemple.fr")
    assert mail.outbox == []


def test_an_account_closed_meanwhile_is_refused(client: Client, member: User) -> None:
    ask_code(client, "nadia@exemple.fr")
    User.objects.filter(pk=member.pk).update(is_active=False)
    answer = client.post("/connexion/code/", {"code": received_code()}, follow=True)
    assert not is_signed_in(client)
    assert "Ce compte est fermé" in answer.content.decode()


def test_closing_an_account_ends_its_sessions(client: Client, member: User) -> None:
    open_session(client, member)
    assert client.get("/compte/").status_code == 200
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert client.get("/compte/").status_code == 302


def test_an_address_that_is_no_longer_the_persons_opens_nothing(
    client: Client, member: User
) -> None:
    EmailAddress.objects.create(user=member, email="ancienne@exemple.fr", verified=True)
    ask_code(client, "ancienne@exemple.fr")
    assert mail.outbox == []


# --- What a stranger learns ----------------------------------------------------------


def visible(html: str, address: str) -> str:
    """The page without what always differs: the address typed and the CSRF token."""
    html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)
    return html.replace(address, "ADDRESS")


@pytest.mark.parametrize(
    "other", ["inconnue@exemple.fr", "agence@exemple.fr", "fermee@exemple.fr"]
)
def test_known_and_unknown_addresses_get_the_same_pages(
    member: User, agent: User, other: str
) -> None:
    User.objects.create_user("fermee@exemple.fr", is_active=False)
    pages = []
    for address in ("nadia@exemple.fr", other):
        client = Client()
        asked = ask_code(client, address)
        shown = client.get("/connexion/code/")
        wrong = client.post("/connexion/code/", {"code": "000000"})
        pages.append(
            [
                (answer.status_code, visible(answer.content.decode(), address))
                for answer in (asked, shown, wrong)
            ]
        )
    assert pages[0] == pages[1]


def test_an_unknown_address_gets_no_mail(client: Client) -> None:
    ask_code(client, "inconnue@exemple.fr")
    assert mail.outbox == []


def test_the_fourth_request_of_a_minute_is_refused_known_or_not(
    client: Client, member: User
) -> None:
    for address in ("nadia@exemple.fr", "inconnue@exemple.fr"):
        for _ in range(3):
            assert ask_code(client, address).status_code == 302
        refused = ask_code(client, address)
        assert refused.status_code == 200
        assert "Trop d’essais" in refused.content.decode()
    assert len(mail.outbox) == 3


def test_wrong_passwords_are_throttled_even_with_the_right_one(
    client: Client, agent: User
) -> None:
    for _ in range(5):
        client.post(AGENCY, {"login": agent.email, "password": "faux" * 4})
    answer = client.post(AGENCY, {"login": agent.email, "password": PASSWORD})
    assert answer.status_code == 200
    assert "Trop d’essais" in answer.content.decode()


def test_a_wrong_password_says_the_same_for_known_and_unknown(agent: User) -> None:
    texts = []
    for address in (agent.email, "inconnue@exemple.fr"):
        answer = Client().post(AGENCY, {"login": address, "password": "faux" * 4})
        texts.append(visible(answer.content.decode(), str(address)))
    assert texts[0] == texts[1]
    assert "L’adresse ou le mot de passe ne convient pas." in texts[0]


# --- The Agence ----------------------------------------------------------------------


def give_password(client: Client, user: User, **extra: str) -> Any:
    return client.post(AGENCY, {"login": user.email, "password": PASSWORD, **extra})


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


# --- Sessions and ways on ------------------------------------------------------------


def test_the_session_key_changes_at_sign_in(client: Client, member: User) -> None:
    ask_code(client, "nadia@exemple.fr")
    before = client.session.session_key
    client.post("/connexion/code/", {"code": received_code()})
    assert is_signed_in(client)
    assert client.session.session_key != before


def test_signing_out_needs_a_post_and_kills_the_session(client: Client, member: User) -> None:
    open_session(client, member)
    key = client.session.session_key
    assert client.get("/deconnexion/").status_code == 200
    assert is_signed_in(client)
    assert client.post("/deconnexion/").headers["Location"] == "/"
    client.cookies["sessionid"] = str(key)
    assert not is_signed_in(client)


def test_the_page_that_was_asked_for_comes_after_sign_in(client: Client, member: User) -> None:
    asked = client.get("/compte/")
    assert asked.headers["Location"] == "/connexion/?next=/compte/"
    answer = ask_code(client, "nadia@exemple.fr", next="/compte/")
    parts = urlsplit(answer.headers["Location"])
    assert parse_qs(parts.query) == {"next": ["/compte/"]}
    code = {"code": received_code(), "next": "/compte/"}
    assert client.post("/connexion/code/", code).headers["Location"] == "/compte/"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "https://evil.example/",
        "http://testserver/compte/",
        "javascript:alert(1)",
        "\t//evil.example",
        "",
    ],
)
def test_next_leads_to_own_paths_only(client: Client, member: User, target: str) -> None:
    ask_code(client, "nadia@exemple.fr", next=target)
    answer = client.post("/connexion/code/", {"code": received_code(), "next": target})
    assert answer.headers["Location"] == "/espace/"


def test_own_path_accepts_a_path_with_its_query() -> None:
    assert own_path("/espace/?etat=retard#liste")
    assert not own_path(None)


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
