"""Error pages: French, useful, and no typed text is lost (architecture.md 6)."""

from __future__ import annotations

import re
import uuid
from html import unescape
from typing import Any
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client, RequestFactory

from home.views import errors
from tests.factories.models import UserFactory
from tests.sign_in import open_session
from tests.strict import StrictClient, check_page

pytestmark = pytest.mark.django_db

TEXT = 'Un banc <b>à l’ombre</b> & "près" de l’école 🌳'


@pytest.fixture
def demanding() -> StrictClient:
    """A client that checks CSRF tokens, as browsers make it happen."""
    return StrictClient(enforce_csrf_checks=True)


def areas(html: str) -> dict[str, str]:
    """What the page gives back: label → text."""
    found = re.findall(
        r'<label[^>]*for="(texte-\d+)">(.*?)</label>.*?'
        r'<textarea[^>]*id="\1"[^>]*readonly[^>]*>(.*?)</textarea>',
        html,
        re.DOTALL,
    )
    return {unescape(label): unescape(text) for _, label, text in found}


def test_a_form_without_valid_token_gives_back_all_that_was_typed(
    demanding: StrictClient,
) -> None:
    fields = {"title": "Un banc", "need": TEXT, "place": "  "}
    answer = demanding.post("/espace/demandes/nouvelle/", fields)
    assert answer.status_code == 403
    html = answer.content.decode()
    assert "Votre session a expiré" in html
    typed = areas(html)
    assert set(typed.values()) == {"Un banc", TEXT}
    assert "<b>à l’ombre" not in html
    assert 'href="/connexion/?next=%2Fespace%2Fdemandes%2Fnouvelle%2F"' in html


def test_labels_are_the_words_of_the_form(demanding: StrictClient) -> None:
    answer = demanding.post("/connexion/", {"email": "nadia@exemple.fr"})
    assert areas(answer.content.decode()) == {"Adresse électronique": "nadia@exemple.fr"}


def test_an_act_gives_back_its_own_labels_and_nothing_of_ours(demanding: StrictClient) -> None:
    url = f"/espace/dossiers/{uuid.uuid4()}/demander-un-complement/"
    fields = {"questions": TEXT, "seen": "2", "key": "k", "save": "1"}
    html = demanding.post(url, fields).content.decode()
    assert areas(html) == {"Votre question au conseil": TEXT}
    url = f"/espace/dossiers/{uuid.uuid4()}/prendre-en-charge/"
    assert areas(demanding.post(url, {"holder": "12"}).content.decode()) == {}


def test_passwords_and_codes_never_come_back(demanding: StrictClient) -> None:
    secrets = {
        "password": "une phrase",
        "oldpassword": "vieux mot",
        "password1": "nouveau mot",
        "code": "123456",
        "credential": "{}",
        "csrfmiddlewaretoken": "abcdef",
        "login": "agence@exemple.fr",
    }
    html = demanding.post("/connexion/agence/", secrets).content.decode()
    assert list(areas(html).values()) == ["agence@exemple.fr"]
    for word in ("une phrase", "vieux mot", "nouveau mot", "123456", "abcdef"):
        assert word not in html


def test_files_are_named_since_they_cannot_come_back(demanding: StrictClient) -> None:
    upload = SimpleUploadedFile("photo du banc.png", b"x")
    answer = demanding.post("/espace/demandes/nouvelle/", {"photo": upload})
    assert "photo du banc.png" in answer.content.decode()


def test_a_form_sent_after_the_session_ended_keeps_its_text(client: Client) -> None:
    answer = client.post("/compte/mot-de-passe/", {"remarque": TEXT})
    assert answer.status_code == 403
    assert TEXT in areas(answer.content.decode()).values()


def test_reading_without_session_is_a_plain_redirect(client: Client) -> None:
    assert client.get("/compte/").status_code == 302


def test_a_huge_body_is_answered(demanding: StrictClient, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = demanding.post("/connexion/", {"email": "x" * 1000})
    assert answer.status_code in (400, 403)
    assert "<h1>" in answer.content.decode()


def test_404_is_french_and_shows_ways_on(client: Client) -> None:
    answer = client.get("/nulle-part/")
    assert answer.status_code == 404
    html = answer.content.decode()
    assert "Page introuvable" in html
    assert 'action="/recherche/"' in html


@pytest.mark.parametrize(
    "path", ["/%00/", "/x" * 3000 + "/", "/.git/config", "/.env", "/..%2f"]
)
def test_odd_addresses_are_not_found(client: Client, path: str) -> None:
    assert client.get(path).status_code in (400, 404)


def test_403_gives_the_reason(client: Client) -> None:
    open_session(client, UserFactory())
    answer = client.get("/admin/")
    assert answer.status_code == 403
    assert "Cet espace est réservé à l’Agence." in answer.content.decode()


def broken(error: Exception) -> Any:
    """The answer of handler500 while `error` is being handled."""
    with mock.patch.object(errors.sys, "exc_info", return_value=(type(error), error, None)):
        return errors.server_error(RequestFactory().get("/"))


def test_500_needs_no_database(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = broken(ValueError("détail secret"))
    assert answer.status_code == 500
    assert "détail secret" not in answer.content.decode()
    check_page(answer, "500")


def test_without_database_it_is_a_503_to_try_again() -> None:
    answer = broken(OperationalError("connexion refusée"))
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    check_page(answer, "503")


def test_the_last_resort_needs_no_template() -> None:
    with mock.patch.object(errors, "render_to_string", side_effect=ValueError):
        answer = broken(ValueError())
    assert answer.status_code == 500
    assert "Réessayez dans quelques minutes." in answer.content.decode()


def test_a_view_that_breaks_ends_in_our_page(client: Client) -> None:
    client.raise_request_exception = False
    with mock.patch("home.views.site_map._tree", side_effect=ValueError):
        answer = client.get("/plan-du-site/")
    assert answer.status_code == 500
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("path", ["/nulle-part/", "/dossiers/demande-1999-001/"])
def test_a_form_that_leads_nowhere_any_more_gives_the_words_back(db: None, path: str) -> None:
    answer = StrictClient().post(path, {"wish": "Un banc <b>😀", "password": "secret"})
    page = answer.content.decode()
    assert answer.status_code in (404, 405)
    if answer.status_code == 404:
        assert "Un banc &lt;b&gt;😀" in page
    assert "secret" not in page


def test_a_body_that_nobody_can_read_is_a_plain_404(db: None) -> None:
    answer = StrictClient().post(
        "/nulle-part/", b"--x\r\nrien", content_type="multipart/form-data; boundary="
    )
    assert answer.status_code == 404
