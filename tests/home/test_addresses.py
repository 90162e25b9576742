"""Media, probes, documents, headers: what every address promises."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.test import Client
from wagtail.documents import get_document_model

from home.views import health
from participation.models import User
from tests.factories.models import UserFactory
from tests.factories.pages import build_tree, picture
from tests.sign_in import open_session

pytestmark = pytest.mark.django_db


# --- Images --------------------------------------------------------------------------


def test_a_rendition_is_kept_for_ever(client: Client) -> None:
    rendition = picture().get_rendition("width-200|format-webp")
    answer = client.get(rendition.url)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "image/webp"
    assert "Content-Disposition" not in answer.headers or (
        "attachment" not in answer.headers["Content-Disposition"]
    )


def test_a_signed_in_person_gets_the_same_rendition(client: Client) -> None:
    rendition = picture().get_rendition("width-200")
    open_session(client, UserFactory())
    answer = client.get(rendition.url)
    assert "immutable" in answer.headers["Cache-Control"]
    assert not answer.cookies


@pytest.mark.parametrize(
    "path",
    [
        "original_images/place.png",
        "documents/note.pdf",
        "avatar_images/moi.png",
        "images/../original_images/place.png",
        "images/%2e%2e/original_images/place.png",
        "images/sub/place.png",
        "images/page.html",
        "images/dessin.svg",
        "images/.cache.png",
        "images/",
        "images/absente.png",
        "",
    ],
)
def test_nothing_else_is_served(client: Client, path: str) -> None:
    for name in (
        "original_images/place.png",
        "documents/note.pdf",
        "avatar_images/moi.png",
        "images/page.html",
        "images/dessin.svg",
        "images/.cache.png",
        "images/sub/place.png",
    ):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(b"secret"))
    assert client.get(f"/media/{path}").status_code == 404


def test_images_are_only_read(client: Client) -> None:
    url = picture().get_rendition("width-200").url
    assert client.post(url).status_code == 405
    assert client.head(url).status_code == 200


# --- Documents -----------------------------------------------------------------------


def test_a_document_has_no_false_encoding(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    on_disk = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": on_disk}}
    settings.MEDIA_ROOT = tmp_path
    document = get_document_model()(title="Note")
    document.file.save("note.txt", ContentFile(b"bonjour"))
    document.save()
    answer = client.get(document.url)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer.streaming_content) == b"bonjour"


# --- Probes --------------------------------------------------------------------------


def test_livez_asks_the_database_nothing(
    client: Client, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/livez")
    assert answer.content == b"ok"
    assert "no-store" in answer.headers["Cache-Control"]


def passing() -> list[health.Check]:
    return [("database", True, "répond"), ("mails", True, "rien en attente")]


def failing() -> list[health.Check]:
    return [("database", True, "répond"), ("mails", False, "depuis 3 heures")]


@pytest.mark.parametrize(("checks", "status"), [(passing, 200), (failing, 503)])
def test_readyz_sums_up_the_checks(client: Client, checks: Any, status: int) -> None:
    with mock.patch.object(health, "run", checks):
        answer = client.get("/readyz", REMOTE_ADDR="203.0.113.7")
    assert answer.status_code == status
    assert answer.json()["ready"] is (status == 200)
    assert "details" not in answer.json()


@pytest.mark.parametrize(
    ("headers", "told"),
    [
        ({"REMOTE_ADDR": "127.0.0.1"}, True),
        ({"REMOTE_ADDR": "::1"}, True),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.7"}, False),
        ({"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=203.0.113.7"}, False),
        ({"REMOTE_ADDR": "203.0.113.7"}, False),
    ],
)
def test_details_are_for_the_operator(
    client: Client, headers: dict[str, str], told: bool
) -> None:
    with mock.patch.object(health, "run", failing):
        answer = client.get("/readyz", **headers)  # type: ignore[arg-type]
    assert ("details" in answer.json()) is told


def test_details_are_for_staff_too(client: Client) -> None:
    open_session(client, UserFactory(agency=True))
    with mock.patch.object(health, "run", failing):
        answer = client.get("/readyz", REMOTE_ADDR="203.0.113.7")
    assert answer.json()["details"]["mails"] == "depuis 3 heures"


def test_readyz_says_that_the_database_is_down(client: Client) -> None:
    with mock.patch.object(health, "connection") as connection:
        connection.cursor.side_effect = OperationalError("refusée")
        answer = client.get("/readyz", REMOTE_ADDR="203.0.113.7")
    assert answer.status_code == 503
    assert answer.json()["checks"] == {"database": False}


def test_migrations_are_checked() -> None:
    assert health.migrations() == ("migrations", True, "à jour")
    with mock.patch.object(
        health.MigrationExecutor,
        "migration_plan",
        return_value=[(mock.Mock(app_label="circuits"), False)],
    ):
        assert health.migrations()[1] is False
        # What is asked next may need the table that is missing.
        assert [name for name, _, _ in health.run()] == ["database", "migrations"]


# --- Headers -------------------------------------------------------------------------


@pytest.fixture
def member() -> User:
    user: User = UserFactory()
    return user


def test_public_pages_keep_the_strict_policy(client: Client) -> None:
    build_tree()
    for address in ("/", "/connexion/", "/nulle-part/", "/admin/login/"):
        policy = client.get(address).headers["Content-Security-Policy"]
        assert "unsafe-inline" not in policy, address
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy


def test_only_the_back_office_has_its_own_policy(client: Client) -> None:
    policy = client.get("/admin/").headers["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "http" not in policy


def test_pages_of_a_signed_in_person_are_kept_nowhere(client: Client, member: User) -> None:
    build_tree()
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")
    open_session(client, member)
    for address in ("/", "/compte/"):
        assert client.get(address).headers["Cache-Control"] == "private, no-store"


def test_every_answer_says_what_the_browser_may_not_do(client: Client) -> None:
    for address in ("/livez", "/nulle-part/", "/connexion/"):
        policy = client.get(address).headers["Permissions-Policy"]
        for feature in ("camera", "geolocation", "microphone", "payment"):
            assert f"{feature}=()" in policy
