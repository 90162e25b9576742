"""`manage.py bench`: what it measures, and what it leaves behind (nothing)."""

from __future__ import annotations

import json
import os
import re
import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext

from search.bench import database, load, report
from search.views import yardstick
from tests.strict import StrictClient

DELAYS = {"/__yardstick/": 0.02, "/lent": 0.1, "/tres-lent": 0.5}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        time.sleep(DELAYS.get(self.path, 0))
        self.send_response(500 if self.path == "/panne" else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_figures_are_ratios_to_the_yardstick_of_the_same_rounds(port: int) -> None:
    pages = {"yardstick": "/__yardstick/", "lent": "/lent"}
    said: list[str] = []
    found = load.measure(port, pages, load.Plan(rounds=3, requests=12), said.append)
    assert found["yardstick"].ratio == 1.0
    assert 0.1 < found["lent"].ratio < 0.6
    assert found["lent"].p95_ms >= 100
    assert len(said) == 3


def test_a_burst_ends_at_the_first_of_its_two_limits(port: int) -> None:
    assert len(load.burst(port, "/lent", load.Plan(requests=10)).latencies) == 10
    start = time.monotonic()
    seen = load.burst(port, "/tres-lent", load.Plan(requests=10_000, seconds=0.2))
    assert time.monotonic() - start < 3
    assert 0 < len(seen.latencies) <= load.CONNECTIONS


def test_a_page_that_does_not_answer_well_is_never_measured(port: int) -> None:
    pages = {"yardstick": "/__yardstick/", "panne": "/panne"}
    with pytest.raises(load.BadAnswer, match="/panne : réponse 500"):
        load.measure(port, pages, load.Plan(rounds=1, requests=4), lambda _: None)


def test_the_yardstick_is_thirty_kilobytes_without_a_query(db: None) -> None:
    with CaptureQueriesContext(connection) as captured:
        answer = yardstick.page(RequestFactory().get("/__yardstick/"))
    assert len(captured) == 0
    assert 25_000 < len(answer.content) < 35_000


def test_the_yardstick_exists_for_the_benchmark_only(client: StrictClient, db: None) -> None:
    assert client.get("/__yardstick/").status_code == 404


def names() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'bench\\_%%'")
        return {name for (name,) in cursor.fetchall()}


def work_and_fail() -> None:
    before = names()
    own = connection.settings_dict["NAME"]
    with database.scratch_database() as url:
        assert {url.rsplit("/", 1)[1]} == names() - before
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_database()")
            assert cursor.fetchone()[0] != own
        raise RuntimeError


def test_the_scratch_database_is_dropped_even_after_a_failure(committed_db: str) -> None:
    before = names()
    with pytest.raises(RuntimeError):
        work_and_fail()
    assert names() == before
    assert connection.settings_dict["NAME"] == committed_db


@override_settings(IS_DEMO=False)
def test_a_town_never_runs_it(db: None) -> None:
    with pytest.raises(CommandError, match="réglages locaux"):
        call_command("bench")


def test_nonsense_is_refused(db: None) -> None:
    with pytest.raises(CommandError, match="au moins un"):
        call_command("bench", dossiers=0)


@pytest.mark.faults
@pytest.mark.timeout(900)
@pytest.mark.skipif("FAULT_SEEDS" not in os.environ, reason="four minutes: make test-faults")
def test_the_whole_benchmark_ends_with_its_figures(committed_db: str, tmp_path: Path) -> None:
    out, written = StringIO(), tmp_path / "performance.md"
    written.write_text("# Ce que dit une personne\n\n## Mesures\n")
    call_command(
        "bench", dossiers=200, small=150, due=[30], rounds=1, requests=8, mails=200,
        report=written, stdout=out,
    )  # fmt: skip
    lines = out.getvalue().strip().splitlines()
    figures = json.loads(lines[-1])
    pages = ["yardstick", "home", "council", "demandes", "offres", "dossier", "search"]
    passes = ["first", "nothing", "check_30", "due_30", "weekly"]
    sent = ["send_1", "send_4"]
    assert list(figures) == [*pages, *(f"sweep_{name}" for name in passes), *sent]
    for page in pages:
        assert set(figures[page]) == {"rps", "ratio", "p95_ms", "queries", "growth", "kept"}
        assert figures[page]["rps"] > 0
        assert figures[page]["queries"] <= 12
    assert figures["yardstick"]["ratio"] == 1.0
    assert figures["sweep_nothing"]["mails"] == 0
    assert figures["sweep_due_30"]["due"] == 30
    assert figures["sweep_due_30"]["deliveries"] >= 30
    assert figures["sweep_check_30"]["queries_a_batch"] < 50
    assert figures["sweep_weekly"]["mails"] > 0
    # Several workers gain; had they doubled or lost one mail, there would be no figure.
    assert figures["send_4"]["per_second"] > 1.5 * figures["send_1"]["per_second"]
    for name in ("pages", "growth", "sweep", "sending"):
        ElementTree.parse(tmp_path / "images" / f"bench-200-{name}.svg")
    report.write(written, 1000, figures, date(2026, 11, 28))
    report.write(written, 200, figures, date(2026, 11, 29))
    told = written.read_text()
    assert told.startswith("# Ce que dit une personne\n")
    assert re.findall(r"### (.*)", told) == [
        "200 dossiers, le 29\u00a0novembre\u00a02026",
        "1\u202f000 dossiers, le 28\u00a0novembre\u00a02026",
    ]
    assert told.count("| recherche |") == told.count("-sending.svg)") == 2
    assert connection.settings_dict["NAME"] == committed_db
