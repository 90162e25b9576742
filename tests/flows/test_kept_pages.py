"""Pages kept while nothing is written: exact, and nobody's but everybody's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import psycopg
import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from circuits import actions
from participation.kept_pages import kept_while_nothing_is_written
from participation.models import Council
from tests.conftest import server_dsn
from tests.factories import World, paris
from tests.strict import StrictClient, signed_in

START = paris(2026, 4, 2, 10)
LIST = "/demandes/"
TRIES = 50


@pytest.fixture
def town(committed_db: str) -> Iterator[World]:
    """A town whose rows are committed, on a day that stands still."""
    with time_machine.travel(START, tick=False):
        yield World()


def made(path: str, reader: StrictClient) -> tuple[HttpResponse, bool]:
    """The page, and whether it was made for it: given again, it takes one query."""
    with CaptureQueriesContext(connection) as asked:
        answer = read(path, reader)
    work = [one for one in asked.captured_queries if "pg_current_snapshot" not in one["sql"]]
    return answer, bool(work)


def given_again(path: str = LIST, reader: StrictClient | None = None) -> HttpResponse:
    """The page as it was kept.

    The tests that run beside this one write in other bases of the same server, which
    makes another snapshot too: one asks until nobody did.
    """
    for _ in range(TRIES):
        answer, anew = made(path, reader or StrictClient())
        if not anew:
            return answer
    raise AssertionError(f"{path} is never kept")


def is_made_anew(path: str = LIST, reader: StrictClient | None = None) -> HttpResponse:
    """The page, which nobody gave again."""
    answer, anew = made(path, reader or StrictClient())
    assert anew
    return answer


def read(path: str = LIST, reader: StrictClient | None = None) -> HttpResponse:
    answer: HttpResponse = (reader or StrictClient()).get(path)
    assert answer.status_code == 200
    return answer


def test_a_page_is_made_once_while_nothing_is_written(town: World) -> None:
    dossier = town.deposit(START)
    for path in (LIST, "/offres/", f"/dossiers/{dossier.reference}/", "/recherche/?q=banc"):
        first = is_made_anew(path)
        again = given_again(path)
        assert again.content == first.content
        assert again.headers["Content-Type"] == first.headers["Content-Type"]
        assert "Cookie" in first.headers["Vary"]
        assert "Cookie" in again.headers["Vary"]
        assert again.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", [LIST, "/offres/", "/agenda/", "/recherche/"])
def test_whatever_was_written_shows_at_once(town: World, path: str) -> None:
    read(path)
    # Without an act, an event, a signal or a date: rows alone.
    type(town.town).objects.update(council_plural="assemblées de quartier")
    page = is_made_anew(path).content.decode()
    assert "assemblées de quartier" in page or path != LIST


def test_p24_what_is_hidden_is_hidden_at_once(town: World) -> None:
    dossier = town.deposit(START, need="Un nom qui n’a rien à faire ici.")
    actions.proofread(dossier.pk, by=town.agency, at=START)
    page = f"/dossiers/{dossier.reference}/"
    assert "Un nom qui n’a rien" in read(page).content.decode()
    actions.hide_text(dossier.pk, by=town.agency, at=START, reason="Une personne est nommée.")
    assert "Un nom qui n’a rien" not in read(page).content.decode()


def test_what_another_one_writes_shows_when_it_is_committed(town: World) -> None:
    town.deposit(START)
    name = "Un conseil au nouveau nom"
    read()
    with psycopg.connect(**server_dsn(connection.settings_dict["NAME"])) as other:
        other.execute(
            "UPDATE participation_council SET name = %s WHERE id = %s", [name, town.council.pk]
        )
        assert name not in read().content.decode()
        assert name not in read().content.decode()
        other.commit()
        assert name in read().content.decode()


def test_p24_two_readers_never_read_each_other_s_page(town: World) -> None:
    dossier = town.deposit(START, visibility="members", title="Aire de jeux Wolf")
    member = signed_in(town.referent)
    for _ in range(2):
        inside = read(reader=member).content.decode()
        public = read().content.decode()
        assert dossier.label in inside
        assert dossier.label not in public
        assert "Mon espace" in inside
        assert "Se connecter" in public


def test_cookies_that_are_not_ours_are_no_reader(town: World) -> None:
    counted = StrictClient()
    counted.cookies["_pk_id"] = "mesure"
    given_again(reader=counted)
    for ours in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"):
        known = StrictClient()
        known.cookies[ours] = "x"
        is_made_anew(reader=known)


def test_each_address_and_each_minute_has_its_page(town: World) -> None:
    town.deposit(START)
    every, none = read().content, read(f"{LIST}?annee=2025").content
    assert every == read().content
    assert none == read(f"{LIST}?annee=2025").content
    with time_machine.travel(START + timedelta(minutes=1), tick=False):
        is_made_anew()


def test_an_error_is_not_kept(town: World) -> None:
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert StrictClient().get("/dossiers/demande-2026-999/").status_code == 404
        assert len(asked) > 1


def test_in_a_transaction_one_reads_what_one_writes(world: World) -> None:
    with time_machine.travel(START, tick=False):
        read()
        Council.objects.filter(pk=world.council.pk).update(name="Un conseil renommé")
        world.deposit(START)
        assert "Un conseil renommé" in read().content.decode()


def _view(request: HttpRequest, answers: list[Any]) -> HttpResponse:
    answers.append(request)
    if request.GET.get("form"):
        return HttpResponse(get_token(request))
    response = HttpResponse("une page")
    if request.GET.get("cookie"):
        response.set_cookie("choix", "1")
    if request.GET.get("private"):
        response.headers["Cache-Control"] = "private, no-store"
    return response


@pytest.mark.parametrize(
    ("query", "is_kept"),
    [("", True), ("form=1", False), ("cookie=1", False), ("private=1", False)],
)
def test_a_page_made_for_one_reader_is_not_kept(
    committed_db: str, query: str, is_kept: bool
) -> None:
    answers: list[Any] = []
    kept = kept_while_nothing_is_written(_view)
    for _ in range(TRIES):
        kept(RequestFactory().get(f"/?{query}"), answers)
    assert (len(answers) < TRIES) == is_kept


@pytest.mark.parametrize("method", ["post", "head"])
def test_only_reading_is_kept(committed_db: str, method: str) -> None:
    answers: list[Any] = []
    kept = kept_while_nothing_is_written(_view)
    kept(RequestFactory().get("/"), answers)
    kept(getattr(RequestFactory(), method)("/"), answers)
    assert len(answers) == 2
