"""Every address of the urlconf has a declared rule, and each role meets it.

A new address without a rule fails here before it can leak anything (architecture.md 7).
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import URLPattern, get_resolver

from circuits.acts import ACTS
from circuits.models import Dossier
from tests.factories import World, paris
from tests.strict import StrictClient, signed_in

START = paris(2026, 4, 2)
ROLES = (
    "anonymous",
    "nobody",
    "member",
    "referent",
    "other_referent",
    "holder",
    "head",
    "other_head",
    "elected",
    "directorate",
    "agency",
)
OPEN = "open"  # anyone reads it
SIGN_IN = "sign_in"  # a door: anyone may knock, nobody gets more than a page
ACCOUNT = "account"  # one's own account
POST_ONLY = "post"  # no page of its own
INSIDE = "inside"  # mandate or post
DOSSIER = "dossier"  # inside, and the dossier is visible to this person
MEETING = "meeting"  # who speaks for its council: tests/circuits/test_meetings.py, role by role
AGENCY = "agency"  # the Agence alone
ACT = "act"  # one rule per act: see test_each_act_opens_for_its_roles_only
RULES = {
    "livez": OPEN,
    "readyz": OPEN,
    "media": OPEN,
    "site_map": OPEN,
    "style": AGENCY,
    "requests": OPEN,
    "offers": OPEN,
    "attachment": OPEN,
    "unsubscribe": OPEN,
    "mail_link": OPEN,
    "dossier": OPEN,
    "feed_dossiers": OPEN,
    "feed_council": OPEN,
    "feed_dossier": OPEN,
    "poster": OPEN,
    "follow_dossier": OPEN,
    "follow_council": OPEN,
    "follow_confirm": OPEN,
    "search": OPEN,
    "my_quarter": OPEN,
    "agenda": OPEN,
    "agenda_calendar": OPEN,
    "meeting": OPEN,
    "meeting_calendar": OPEN,
    "council_calendar": OPEN,
    "wagtail_serve": OPEN,
    "wagtaildocs_serve": OPEN,
    "account_login": SIGN_IN,
    "wagtailcore_login": SIGN_IN,
    "account_request_login_code": SIGN_IN,
    "account_confirm_login_code": SIGN_IN,
    "agency_login": SIGN_IN,
    "mfa_login_webauthn": SIGN_IN,
    "mfa_authenticate": SIGN_IN,
    "account_enrol": SIGN_IN,
    "account_logout": SIGN_IN,
    "account_home": ACCOUNT,
    "account_mails": ACCOUNT,
    "account_absences": INSIDE,
    "account_absence_end": POST_ONLY,
    "account_change_password": ACCOUNT,
    "account_reauthenticate": ACCOUNT,
    "mfa_reauthenticate": ACCOUNT,
    "mfa_reauthenticate_webauthn": ACCOUNT,
    "mfa_index": ACCOUNT,
    "mfa_activate_totp": ACCOUNT,
    "mfa_deactivate_totp": ACCOUNT,
    "mfa_view_recovery_codes": ACCOUNT,
    "mfa_generate_recovery_codes": ACCOUNT,
    "mfa_download_recovery_codes": ACCOUNT,
    "mfa_list_webauthn": ACCOUNT,
    "mfa_add_webauthn": ACCOUNT,
    "mfa_remove_webauthn": ACCOUNT,
    "mfa_edit_webauthn": ACCOUNT,
    "space": INSIDE,
    "space_new": INSIDE,
    "space_offer_new": INSIDE,
    "space_meetings": INSIDE,
    "space_meeting_new": INSIDE,
    "space_meeting": MEETING,
    "space_meeting_edit": MEETING,
    "space_meeting_cancel": MEETING,
    "space_minutes": MEETING,
    "space_minutes_hide": MEETING,
    "space_offer_edit": DOSSIER,
    "space_thread_act": ACT,
    "space_dossier": DOSSIER,
    "space_edit": DOSSIER,
    "space_deposited": DOSSIER,
    "space_act": ACT,
}


def addresses(resolver: Any = None, prefix: str = "") -> Iterator[tuple[str, str | None]]:
    """Every pattern of the urlconf with its name."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield path, pattern.name
        else:
            yield from addresses(pattern, path)


def concrete(path: str, dossier: Dossier | None = None) -> str:
    """A real address for a pattern."""
    kept = {
        "<uuid:uuid>": str(dossier.uuid if dossier else uuid.uuid4()),
        "<slug:reference>": (dossier.reference if dossier else None) or "demande-2026-999",
        "<slug:slug>": "orienter",
        "<path:path>": "images/rien.png",
        "<int:pk>": "1",
        "<int:version>": "1",
    }
    for marker, value in kept.items():
        path = path.replace(marker, value)
    path = re.sub(r"<str:[^>]*>|<slug:[^>]*>", "rien", path)
    path = re.sub(r"<int:[^>]*>|\(\\d\+\)|\(\?P<[^>]*>\\d\+\)", "1", path)
    path = re.sub(r"\(\?P<[^>]*>[^)]*\)|\([^)]*\)", "rien", path)
    return "/" + path.replace("^", "").replace("$", "").replace("\\", "")


@pytest.fixture
def people(world: World) -> Iterator[tuple[World, dict[str, StrictClient]]]:
    from tests.factories import UserFactory

    with time_machine.travel(START, tick=True):
        world.nobody = UserFactory()
        world.directorate = world.service.directorate.head
        clients = {
            role: StrictClient() if role == "anonymous" else signed_in(getattr(world, role))
            for role in ROLES
        }
        yield world, clients


def test_every_address_has_a_rule() -> None:
    unknown = [
        path
        for path, name in addresses()
        if name not in RULES and not path.lstrip("^").startswith("admin/")
    ]
    assert unknown == []


def test_the_back_office_opens_for_the_agence_only(people: Any) -> None:
    _, clients = people
    admin = [p for p, _ in addresses() if p.lstrip("^").startswith("admin/")]
    assert len(admin) > 100
    for path in admin:
        url = concrete(path)
        if url in ("/admin/sprite/", "/admin/jsi18n/"):
            continue  # drawings and translations: Wagtail's own, the same for anyone
        for role in ("anonymous", "referent", "head"):
            answer = clients[role].get(url)
            allowed = (302, 403, 404)
            assert answer.status_code in allowed, (role, url, answer.status_code)
            if answer.status_code == 302:
                assert answer.url.startswith(("/connexion/", "/admin/")), (url, answer.url)


@pytest.mark.parametrize("name", [n for n, rule in RULES.items() if rule == OPEN])
def test_public_addresses_never_ask_who_is_there(people: Any, name: str) -> None:
    world, clients = people
    dossier = world.deposit(START)
    path = next(p for p, n in addresses() if n == name and not p.startswith("admin"))
    expected = {clients[role].get(concrete(path, dossier)).status_code for role in ROLES}
    assert len(expected) == 1, expected
    assert expected <= {200, 404, 503}  # /readyz is red before the first sweep


def test_the_space_is_closed_without_mandate_or_post(people: Any) -> None:
    world, clients = people
    dossier = world.deposit(START)
    for path, name in addresses():
        if RULES.get(name or "") not in (INSIDE, DOSSIER, MEETING, ACT):
            continue
        url = concrete(path, dossier)
        anonymous = clients["anonymous"].get(url)
        assert anonymous.status_code == 302
        assert anonymous.url.startswith("/connexion/?next=")
        assert clients["nobody"].get(url).status_code == 403, url


def test_one_s_account_is_closed_to_everybody_else(people: Any) -> None:
    _, clients = people
    for path, name in addresses():
        if RULES.get(name or "") == ACCOUNT:
            answer = clients["anonymous"].get(concrete(path))
            assert answer.status_code in (302, 404, 405), (path, answer.status_code)


@pytest.mark.parametrize("name", [n for n, rule in RULES.items() if rule == AGENCY])
def test_the_pages_of_the_agence_open_for_it_alone(people: Any, name: str) -> None:
    _, clients = people
    path = concrete(next(p for p, n in addresses() if n == name))
    for role in ROLES:
        answer = clients[role].get(path)
        expected = {"agency": 200, "anonymous": 302}.get(role, 403)
        assert answer.status_code == expected, role
        assert clients[role].post(path).status_code in (302, 403, 405)
    assert clients["anonymous"].get(path).url == f"/connexion/?next={path}"


def test_a_draft_is_its_council_s_alone(people: Any) -> None:
    world, clients = people
    draft = world.draft(START)
    for role in ROLES:
        for tail in ("", "modifier/"):
            status = clients[role].get(f"{draft.private_url}{tail}").status_code
            if role in ("member", "referent"):
                assert status == 200, (role, tail)
            else:
                assert status in (302, 403, 404), (role, tail, status)


# Written by hand from circuits.md 3, not from the code: who opens which form where.
MATRIX = {
    "A1": {"qualify": {"agency"}, "proofread": {"agency"}},
    "A2": {"accept_attribution": {"head"}, "decline_attribution": {"head"}},
    "A3": {"transmit_answer": {"holder", "head"}},
    "A4": {"approve_service": {"head"}, "request_changes_service": {"head"}},
    "A5": {"approve_elected": {"elected"}, "request_changes_elected": {"elected"}},
    "A6": {"acknowledge_answer": {"referent"}},
}


OF_THE_DEMANDES = {act for rights in MATRIX.values() for act in rights}


def advance_to(world: World, step: str) -> Dossier:
    dossier = world.deposit(START)
    moves = [
        ("A1", lambda: None),
        ("A2", lambda: world.qualify(dossier, START)),
        ("A3", lambda: world.accept(dossier, START)),
        ("A4", lambda: world.transmit(dossier, START)),
        ("A5", lambda: world.approve_service(dossier, START)),
        ("A6", lambda: world.approve_elected(dossier, START)),
    ]
    for code, move in moves:
        move()
        if code == step:
            break
    dossier.refresh_from_db()
    assert dossier.step == step
    return dossier


@pytest.mark.parametrize("step", MATRIX)
def test_each_act_opens_for_its_roles_only(people: Any, step: str) -> None:
    world, clients = people
    dossier = advance_to(world, step)
    for act in ACTS.values():
        if act.code not in OF_THE_DEMANDES:
            continue
        url = f"/espace/dossiers/{dossier.uuid}/{act.slug}/"
        for role in ROLES:
            status = clients[role].get(url).status_code
            allowed = MATRIX[step].get(act.code, set())
            if step != "A1" and act.code == "proofread":
                allowed = {"agency"}  # the text waits for its relecture at every step
            enters = role == "agency" and status == 200
            if role in allowed:
                assert status == 200, (step, act.code, role, status)
            elif not enters:
                assert status in (302, 403), (step, act.code, role, status)
            if role not in allowed and role != "agency":
                posted = clients[role].post(url, {"seen": dossier.version})
                assert posted.status_code in (302, 403), (step, act.code, role)
    before = dossier.version
    dossier.refresh_from_db()
    assert dossier.version == before, "a refused POST changed the dossier"


def test_reading_never_changes_anything(people: Any) -> None:
    world, clients = people
    dossier = advance_to(world, "A4")
    for role in ROLES:
        for act in ACTS.values():
            url = f"/espace/dossiers/{dossier.uuid}/{act.slug}/"
            clients[role].get(url)
            clients[role].head(url)
    version = dossier.version
    dossier.refresh_from_db()
    assert dossier.version == version
