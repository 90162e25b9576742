"""P23, P24, P26: who is written to, what the public never reads, what every act leaves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine

from circuits import actions
from circuits.models import Dossier, Event
from circuits.sentences import EVENTS, event_sentence
from participation.models import Mail
from tests.consistency.test_addresses import OPEN, RULES, addresses, concrete
from tests.factories import World, paris
from tests.factories.pages import build_tree
from tests.factories.world import ACCEPTED
from tests.strict import StrictClient, signed_in

START = paris(2026, 4, 2)
MARKERS = {
    "title": "ZTITREZ",
    "need": "ZCONSTATZ",
    "wish": "ZSOUHAITZ",
    "decline": "ZREFUSZ",
    "changes": "ZMODIFSZ",
    "draft": "ZPROJETZ",
    "note": "ZAPPELZ",
}
INNER = ("decline", "changes", "draft", "note")


def life(world: World) -> Dossier:
    """A demande with every private text: declined once, sent back once, called about."""
    dossier = world.deposit(
        START, title=MARKERS["title"], need=MARKERS["need"], wish=MARKERS["wish"]
    )
    world.qualify(dossier, START, service=world.other_service)
    actions.decline_attribution(
        dossier.pk,
        by=world.other_head,
        at=START + timedelta(hours=1),
        reason=MARKERS["decline"],
        proposed=world.service,
    )
    world.accept(dossier, START + timedelta(hours=2))
    draft = actions.Draft(**{**vars(ACCEPTED), "body": MARKERS["draft"]})
    world.transmit(dossier, START + timedelta(hours=3), draft)
    actions.request_changes_service(
        dossier.pk, by=world.head, at=START + timedelta(hours=4), changes=MARKERS["changes"]
    )
    return dossier


def until(world: World, end: datetime) -> None:
    """A sweep every four days."""
    moment = START
    while moment < end:
        world.sweep(moment.replace(hour=9))
        moment += timedelta(days=4)


@pytest.fixture
def late(world: World) -> tuple[World, Dossier]:
    dossier = life(world)
    until(world, paris(2026, 7, 3))
    actions.report_call(dossier.pk, by=world.agency, at=paris(2026, 7, 3), note=MARKERS["note"])
    dossier.refresh_from_db()
    return world, dossier


def public_pages(client: StrictClient, dossier: Dossier) -> str:
    """Everything that anybody can open about a dossier."""
    assert dossier.council is not None
    urls = (
        "/",
        dossier.council.get_absolute_url(),
        f"/dossiers/{dossier.reference}/",
        "/demandes/",
        "/demandes/?retard=1",
        *(f"/recherche/?q={marker}" for marker in MARKERS.values()),
    )
    pages = []
    for url in urls:
        answer = client.get(url)
        assert answer.status_code == 200, url
        text = answer.content.decode()
        pages.append(text.replace(url.partition("=")[2] or "\0", ""))
    # And whatever else has an address that is open: feeds, calendars, plan, following.
    found = {}
    for path, name in addresses():
        if RULES.get(name) == OPEN:
            its_own = path.replace("<slug:slug>", dossier.council.slug)
            answer = client.get(concrete(its_own, dossier))
            if answer.status_code == 200 and not answer.streaming:
                found[name] = answer.content.decode(errors="replace")
    assert {"feed_dossiers", "feed_council", "feed_dossier", "council_calendar"} <= set(found)
    return "".join([*pages, *found.values()])


@pytest.mark.parametrize("who", ["anonymous", "other_referent"])
def test_p24_public_pages_hold_no_private_text(late: Any, who: str) -> None:
    world, dossier = late
    build_tree().council_page(world.council)
    client = StrictClient() if who == "anonymous" else signed_in(world.other_referent)
    with time_machine.travel(paris(2026, 7, 3, 12)):
        found = public_pages(client, dossier)
        for name, marker in MARKERS.items():
            assert marker not in found, f"{name} is public before its time"
        people = (world.holder, world.head, world.agency, world.elected, world.referent)
        for person in people:
            assert person.get_full_name() not in found
            assert person.email not in found
        actions.proofread(dossier.pk, by=world.agency, at=paris(2026, 7, 3, 12))
        found = public_pages(client, dossier)
    assert MARKERS["need"] in found, "the text is public after the relecture"
    for name in INNER:
        assert MARKERS[name] not in found, f"{name} leaked"


def test_p23_each_mail_goes_to_people_who_may_read_it(late: Any) -> None:
    world, _ = late
    council = {world.referent.email, world.referent_deputy.email}
    city = {
        world.town.agency_email,
        *(s.mailbox for s in (world.service, world.other_service)),
        *(
            user.email
            for user in (
                world.head,
                world.other_head,
                world.holder,
                world.deputy,
                world.elected,
                world.directorate,
                world.other_service.directorate.head,
                world.agency_direction,
                world.general_direction,
            )
        ),
    }
    for mail in Mail.objects.all():
        if mail.code in ("M1", "M2", "M9", "M10", "M14"):
            assert mail.address in council, (mail.code, mail.address)
        elif mail.code == "Dg3":
            assert mail.address in council | {world.member.email}, mail.address
        else:
            assert mail.address in city, (mail.code, mail.address)
        if mail.address in council or mail.code == "Dg3":
            for name in INNER:
                assert MARKERS[name] not in mail.text + mail.html, (mail.code, name)
    assert Mail.objects.filter(code="M6").exists()
    assert Mail.objects.filter(code="M10").count() == len(council)


def test_p26_every_act_leaves_one_event_with_its_sentence(late: Any) -> None:
    _, dossier = late
    events = list(dossier.events.told().order_by("position"))
    assert [e.position for e in events] == list(range(1, len(events) + 1))
    acts = [e.data["act"] for e in events if "act" in e.data]
    assert acts == [
        "deposit",
        "qualify",
        "decline_attribution",
        "accept_attribution",
        "transmit_answer",
        "request_changes_service",
        "report_call",
    ]
    for event in events:
        assert event_sentence(event).endswith("."), event.code
    sent = sum(
        rung.state == "done" for o in dossier.obligations.all() for rung in o.rungs.all()
    )
    told = Event.objects.filter(
        dossier=dossier, code__in=["advised", "reminded", "promise_missed"]
    )
    assert told.count() == sent, "a reminder without its event, or an event without one"


def test_p26_every_code_that_actions_write_has_a_sentence() -> None:
    import re
    from pathlib import Path

    written = set()
    for path in Path("circuits/actions").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        written |= set(
            re.findall(r"record\(\s*(?:case|now\.case\(dossier\)),\s*\"(\w+)\"", text)
        )
    assert {"deposited", "promise_missed", "acknowledged"} <= written
    assert written <= set(EVENTS)
