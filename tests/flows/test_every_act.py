"""Each act through its form, as people send it: done, refused in French, told once.

Bad input is normal input: empty, too long, HTML, emoji, marks of direction, twice, stale.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from circuits import actions
from circuits.acts import ACTS
from circuits.models import Dossier
from participation.models import Mail
from tests.circuits.test_rights import (
    BESIDE,
    DORMANT,
    FIELDS,
    HIDDEN,
    NOW,
    QUESTION,
    REFUSAL,
    Town,
)
from tests.flows.test_journey import hidden
from tests.strict import StrictClient, signed_in

# Where each act is done, by whom, and what its form is sent.
SENT: dict[str, tuple[str, str, dict[str, Any]]] = {
    "answer_directly": ("A1", "agency", {}),
    "ask_complement": (
        "A3",
        "holder",
        {"questions": "Quel passage ?", "until": "2026-08-03", "since": "2026-07-01"},
    ),
    "schedule_meeting": (
        "A3",
        "holder",
        {"meeting_on": "2026-07-15", "place": "Sur place", "since": "2026-07-01"},
    ),
    "ask_wait": (
        "A3",
        "holder",
        {
            "third_party": "L’agglomération",
            "explanation": "Son avis.",
            "check_on": "2026-07-20",
            "since": "2026-07-01",
        },
    ),
    "ask_opinion": ("A3", "holder", {"reason": "La pente le permet-elle ?"}),
    "reassign": ("A3", "agency", {"reason": "Ce n’est pas la voirie."}),
    "hand_over": ("A3", "head", {"reason": "Congés."}),
    "propose_transfer": ("A3", "holder", {"reason": "C’est le stationnement."}),
    "merge": ("A1", "agency", {}),
    "transfer": (
        "A3",
        "agency",
        {"authority": "la Région", "sent_on": "2026-07-01", "letter": "Madame la Présidente…"},
    ),
    "ask_barring": ("A3", "agency", {"reason_code": "private", "text": "Un litige."}),
    "withdraw": ("A3", "referent", {"reason": "C’est réglé."}),
    "resume": (QUESTION, "holder", {"note": "Nous avons trouvé."}),
    "answer_complement": (QUESTION, "referent", {"reply": "Devant l’école."}),
    "close_dormant": (DORMANT, "agency", {}),
    "confirm_wait": (BESIDE, "agency", {}),
    "refuse_wait": (BESIDE, "agency", {"reason": "Répondez sans eux."}),
    "keep_service": (BESIDE, "agency", {"reason": "C’est bien vous."}),
    "report_meeting": (BESIDE, "holder", {"report": "Vu sur place."}),
    "confirm_barring": (BESIDE, "elected", {}),
    "refuse_barring": (BESIDE, "elected", {"reason": "Elle est recevable."}),
    "give_opinion": (BESIDE, "other_holder", {"opinion": "La pente est trop forte."}),
    "ask_precision": ("A6", "referent", {"question": "Quand ?"}),
    "ask_reasons": (REFUSAL, "referent", {"question": "Pourquoi ?"}),
    "reopen": ("end", "referent", {"reason": "Un fait nouveau."}),
    "hide_text": ("A6", "agency", {"reason": "Un nom y figure."}),
    "show_text": (HIDDEN, "agency", {}),
}
WORDS = (
    "questions", "third_party", "reason", "letter", "text", "reply", "report", "opinion",
    "question",
)  # fmt: skip
# Those that ask for words: sent without them, they say so beside the field.
FREE = ("schedule_meeting", "withdraw", "resume", "hand_over")
NEEDS = {
    act: next(name for name in reversed(fields) if name in WORDS)
    for act, (_, _, fields) in SENT.items()
    if fields and act not in FREE
}
STRANGE = "<b>é</b> 👩‍👧 \u202eneige =SOMME(A1) « a » " * 10


@pytest.fixture
def town(db: None) -> Iterator[Town]:
    with time_machine.travel(NOW, tick=False):
        yield Town()


def fields_of(town: Town, act: str) -> dict[str, Any]:
    """What the form is sent, with the rows of this town."""
    own = dict(SENT[act][2])
    rows: dict[str, dict[str, Any]] = {
        "ask_opinion": {"service": town.third_service.pk},
        "propose_transfer": {"service": town.other_service.pk},
        "reassign": {"service": town.other_service.pk},
        "hand_over": {"holder": town.agent.pk},
        "merge": {"target": town.other_demande.pk},
        "answer_directly": {
            "service": town.service.pk,
            "elected": town.official.pk,
            "outcome": "accepted",
            "summary": "Oui.",
            "body": "La Ville le fera.",
            "signatory": "L’adjointe",
        },
    }
    return own | rows.get(act, {})


def open_form(town: Town, act: str) -> tuple[StrictClient, Dossier, str, dict[str, Any]]:
    place, who, _ = SENT[act]
    dossier = town.at_step(place)
    client = signed_in(getattr(town, who))
    url = f"/espace/dossiers/{dossier.uuid}/{ACTS[act].slug}/"
    page = client.get(url)
    assert page.status_code == 200, (act, page.status_code)
    return client, dossier, url, hidden(page)


@pytest.mark.parametrize("act", SENT)
def test_the_form_does_the_act_once(town: Town, act: str) -> None:
    client, dossier, url, known = open_form(town, act)
    sent = {**known, **fields_of(town, act)}
    first = client.post(url, sent)
    assert first.status_code == 302, first.content.decode()[-4000:]
    done = dossier.events.filter(data__act=act)
    assert done.exists()
    mails = Mail.objects.count()
    again = client.post(url, sent)
    assert again.status_code in (302, 403, 409), "a double click is one act"
    assert Mail.objects.count() == mails
    page = client.get(dossier.private_url)
    assert page.status_code == 200
    public = StrictClient().get(f"/dossiers/{dossier.reference}/")
    assert public.status_code == 200


@pytest.mark.parametrize("act", sorted(NEEDS))
def test_without_its_words_the_form_says_what_is_missing(town: Town, act: str) -> None:
    client, dossier, url, known = open_form(town, act)
    before = dossier.events.count()
    sent = {**known, **fields_of(town, act), NEEDS[act]: "\u200b \u202e"}
    answer = client.post(url, sent)
    assert answer.status_code == 422
    assert "govuk-error-summary" in answer.content.decode()
    assert dossier.events.count() == before


@pytest.mark.parametrize("act", ["ask_complement", "transfer", "reassign", "answer_complement"])
def test_strange_words_are_kept_as_they_were_typed(town: Town, act: str) -> None:
    client, dossier, url, known = open_form(town, act)
    sent = {**known, **fields_of(town, act), NEEDS[act]: STRANGE}
    assert client.post(url, sent).status_code == 302
    assert dossier.texts.filter(body=STRANGE.strip()).exists()
    for path in (dossier.private_url, f"/dossiers/{dossier.reference}/"):
        page = client.get(path).content.decode()
        assert "<b>é</b>" not in page


@pytest.mark.parametrize("act", sorted(NEEDS))
def test_ten_thousand_signs_are_refused_with_the_text_kept(town: Town, act: str) -> None:
    client, _, url, known = open_form(town, act)
    long = "é" * 10_001
    answer = client.post(url, {**known, **fields_of(town, act), NEEDS[act]: long})
    assert answer.status_code == 422
    assert long in answer.content.decode()


@pytest.mark.parametrize(
    ("act", "field", "day"),
    [
        ("ask_complement", "until", "2026-06-30"),
        ("ask_complement", "since", "2026-07-02"),
        ("schedule_meeting", "meeting_on", "2026-07-01"),
        ("schedule_meeting", "meeting_on", "2027-07-01"),
        ("ask_wait", "check_on", "2026-12-01"),
        ("transfer", "sent_on", "2026-07-02"),
        ("ask_complement", "until", "31/02/2026"),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_french(
    town: Town, act: str, field: str, day: str
) -> None:
    client, dossier, url, known = open_form(town, act)
    before = dossier.events.count()
    answer = client.post(url, {**known, **fields_of(town, act), field: day})
    assert answer.status_code in (409, 422)
    assert "govuk-error-summary" in answer.content.decode()
    assert day in answer.content.decode()
    assert dossier.events.count() == before


def test_a_page_that_somebody_overtook_says_who_and_keeps_the_text(town: Town) -> None:
    client, dossier, url, known = open_form(town, "ask_complement")
    actions.schedule_meeting(
        dossier.pk, by=town.deputy, at=NOW, **FIELDS["schedule_meeting"](town)
    )
    answer = client.post(url, {**known, **fields_of(town, "ask_complement")})
    assert answer.status_code == 409
    body = answer.content.decode()
    assert str(town.deputy) in body
    assert "Quel passage" in body


def test_replaced_this_morning_one_acts_no_more(town: Town) -> None:
    client, dossier, url, known = open_form(town, "ask_complement")
    actions.hand_over(dossier.pk, by=town.head, at=NOW, holder=town.agent)
    town.service.holder = town.agent
    town.service.save()
    answer = client.post(url, {**known, **fields_of(town, "ask_complement")})
    assert answer.status_code == 403
    assert not dossier.suspensions.exists()


def test_at_one_minute_to_midnight_the_day_is_still_today(town: Town) -> None:
    _, dossier, url, known = open_form(town, "ask_complement")
    late = datetime(2026, 7, 1, 23, 59, tzinfo=NOW.tzinfo)
    with time_machine.travel(late, tick=False):
        client = signed_in(town.holder)
        sent = {**known, **fields_of(town, "ask_complement")}
        assert client.post(url, sent).status_code == 302
    pause = dossier.suspensions.get()
    assert pause.started_on == date(2026, 7, 1)
    with time_machine.travel(late + timedelta(minutes=2), tick=False):
        page = client.get(f"/espace/dossiers/{dossier.uuid}/reprendre/")
        sent = {**hidden(page), "note": ""}
        url = f"/espace/dossiers/{dossier.uuid}/reprendre/"
        assert client.post(url, sent).status_code == 302
    pause.refresh_from_db()
    assert pause.ended_on == date(2026, 7, 2)
