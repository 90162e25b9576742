"""Meetings in the members' space: who writes, what is refused, two people at once."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine

from circuits.actions import meetings as actions
from circuits.errors import ActRefused, Stale
from participation.models import Mandate, Meeting, Minutes
from tests.factories import CouncilFactory, UserFactory, World, paris
from tests.factories.meetings import HELD, announce, tell
from tests.strict import StrictClient, signed_in

NOW = paris(2026, 4, 15, 9)
NEXT = paris(2026, 4, 28, 18, 30)
PAST = paris(2026, 3, 3, 18)
NEW = "/espace/reunions/nouvelle/"
SPEAK = {"referent", "referent_deputy", "agency"}
ROLES = (
    "member",
    "referent",
    "referent_deputy",
    "other_referent",
    "holder",
    "head",
    "elected",
    "directorate",
    "agency",
)


@pytest.fixture(autouse=True)
def now() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


def typed(world: World, **fields: Any) -> dict[str, Any]:
    """What somebody types in the form; `publish` sends it past the verification."""
    return {
        "conseil": world.council.slug,
        "key": str(uuid.uuid4()),
        "rows": "5",
        "day": "28/04/2026",
        "starts": "18 h 30",
        "ends": "20:30",
        "place": "Bibliothèque de Dornach",
        "open_to_public": "on",
        "publish": "1",
        **fields,
    }


def inside(meeting: Meeting, tail: str = "") -> str:
    return f"/espace/reunions/{meeting.uuid}/{tail}"


def text_of(answer: Any) -> str:
    return unescape(answer.content.decode())


# --- Rights --------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_who_speaks_for_the_council_writes_and_nobody_else(world: World, role: str) -> None:
    coming, held = announce(world, NEXT), announce(world, PAST)
    told = tell(world, announce(world, PAST - timedelta(days=60)))
    client = signed_in(getattr(world, role))
    before = list(Meeting.objects.order_by("pk").values())
    doors = {
        inside(coming): {},
        inside(coming, "modifier/"): typed(world, seen="1", place="Ailleurs"),
        inside(coming, "annuler/"): {"seen": "2", "reason": "Grève."},
        inside(held, "compte-rendu/"): {
            "seen": "0",
            "text": HELD,
            "present_count": "9",
            "publish": "1",
        },
    }
    for address, data in doors.items():
        assert client.get(address).status_code == (200 if role in SPEAK else 403), address
        if data:
            status = client.post(address, data).status_code
            assert status == (302 if role in SPEAK else 403), (address, status)
    status = client.post(NEW, typed(world)).status_code
    # The référent of another council announces there: never here.
    assert status == (302 if role in SPEAK else 403) or role == "other_referent"
    hide = inside(told.meeting, "compte-rendu/1/masquer/")
    allowed = role == "agency"
    assert client.get(hide).status_code == (200 if allowed else 403)
    assert client.post(hide, {"reason": "Un nom."}).status_code == (302 if allowed else 403)
    if role not in SPEAK:
        mine = Meeting.objects.exclude(council=world.other_council).order_by("pk")
        assert list(mine.values()) == before
        assert Minutes.objects.count() == 1


@pytest.mark.parametrize("role", [r for r in ROLES if r not in SPEAK])
def test_the_actions_ask_the_right_again(world: World, role: str) -> None:
    coming, held = announce(world, NEXT), announce(world, PAST)
    by = getattr(world, role)
    acts = [
        lambda: announce(world, NEXT, by=by),
        lambda: actions.edit_meeting(coming.pk, by=by, at=NOW, **when()),
        lambda: actions.cancel_meeting(coming.pk, by=by, at=NOW, reason="Non."),
        lambda: tell(world, held, by=by, at=NOW),
        lambda: actions.hide_minutes(held.pk, 1, by=by, at=NOW, reason="Non."),
    ]
    for act in acts:
        with pytest.raises(ActRefused):
            act()


def when(starts: datetime = NEXT, **fields: Any) -> dict[str, Any]:
    return {"starts_at": starts, "ends_at": starts + timedelta(hours=2), "place": "X", **fields}


def test_a_mandate_that_ended_speaks_no_more(world: World) -> None:
    Mandate.objects.filter(user=world.referent).update(ends_on=date(2026, 4, 14))
    Mandate.objects.create(
        user=world.referent,
        council=world.other_council,
        role="member",
        starts_on=date(2026, 4, 1),
    )
    assert signed_in(world.referent).get(NEW).status_code == 403


def test_a_council_that_was_renamed_keeps_its_meetings(world: World) -> None:
    held = announce(world, PAST)
    new = CouncilFactory(name="Le nouveau conseil", founded_on=date(2026, 4, 1))
    world.council.successor, world.council.dissolved_on = new, date(2026, 4, 1)
    world.council.save()
    heir = UserFactory()
    Mandate.objects.create(user=heir, council=new, role="referent", starts_on=date(2026, 4, 1))
    tell(world, held, by=heir, at=NOW)
    with pytest.raises(ActRefused, match="n’existe plus"):
        announce(world, NEXT, by=heir, at=NOW)
    data = typed(world, conseil=new.slug, day="31/03/2026", held="on")
    answer = signed_in(heir).post(NEW, data)
    assert answer.status_code == 422
    assert "n’existait pas" in text_of(answer)


def test_each_act_has_its_time(world: World) -> None:
    coming, going, told = announce(world, NEXT), announce(world, NOW), announce(world, PAST)
    tell(world, told)
    by, at = world.referent, NOW + timedelta(minutes=1)
    with pytest.raises(ActRefused, match="a commencé"):
        actions.edit_meeting(going.pk, by=by, at=at, **when())
    with pytest.raises(ActRefused, match="sont passés"):
        actions.edit_meeting(coming.pk, by=by, at=at, **when(PAST))
    with pytest.raises(ActRefused, match="quand la réunion a commencé"):
        tell(world, coming, by=by, at=at)
    with pytest.raises(ActRefused, match="a eu lieu"):
        actions.cancel_meeting(told.pk, by=by, at=at, reason="Non.")
    tell(world, going, by=by, at=at)
    actions.cancel_meeting(coming.pk, by=by, at=at, reason="Grève.")
    with pytest.raises(ActRefused, match="annulée"):
        actions.edit_meeting(coming.pk, by=by, at=at, **when())
    with pytest.raises(ActRefused, match="annulée"):
        tell(world, coming, by=by, at=NEXT + timedelta(days=1))


# --- The journey ---------------------------------------------------------------------


def test_a_meeting_is_announced_checked_changed_held_and_told(world: World) -> None:
    dossier = world.deposit(paris(2026, 4, 2))
    client = signed_in(world.referent)
    data = typed(world, point_1_title="Les bancs", point_2_title="La demande")
    data["point_2_dossier"] = dossier.label
    del data["publish"]
    check = client.post(NEW, data)
    assert check.status_code == 200
    assert "avant de la publier" in text_of(check)
    assert dossier.get_absolute_url() in text_of(check)
    assert not Meeting.objects.exists()
    held_back = hidden_fields(check)
    back = client.post(NEW, {**held_back, "back": "1"})
    assert 'value="Les bancs"' in text_of(back)
    client.post(NEW, {**held_back, "publish": "1"})
    meeting = Meeting.objects.get()
    assert meeting.starts_at == NEXT
    assert [i.reference for i in meeting.items.all()] == ["", dossier.reference]
    assert meeting.get_absolute_url() in text_of(StrictClient().get("/agenda/"))

    page = client.get(inside(meeting, "modifier/"))
    assert 'value="18:30"' in text_of(page)
    changed = {**hidden_fields(page), **typed(world), "starts": "19h", "ends": "21 h"}
    changed |= {"point_1_title": "Un", "point_1_rank": "2", "point_2_title": "Deux"}
    assert client.post(inside(meeting, "modifier/"), changed).status_code == 302
    meeting.refresh_from_db()
    assert meeting.starts_at == NEXT + timedelta(minutes=30)
    assert [i.title for i in meeting.items.all()] == ["Deux", "Un"]
    assert meeting.version == 2

    with time_machine.travel(NEXT + timedelta(days=1), tick=False):
        client = signed_in(world.referent)
        assert "Compte rendu à écrire" in text_of(client.get("/espace/reunions/"))
        tail = inside(meeting, "compte-rendu/")
        said = {"text": HELD, "present_count": "12", "seen": "0"}
        check = client.post(tail, said)
        assert "Personne n’est nommé" in text_of(check)
        client.post(tail, {**hidden_fields(check), "publish": "1"})
        assert HELD in text_of(StrictClient().get(meeting.get_absolute_url()))
        again = {**said, "seen": "1", "text": "Corrigé.", "correction": "Un mot."}
        assert client.post(tail, {**again, "publish": "1"}).status_code == 302
        assert "Compte rendu à écrire" not in text_of(client.get("/espace/reunions/"))
    assert meeting.minutes.count() == 2


def hidden_fields(answer: Any) -> dict[str, str]:
    form = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text_of(answer))
    return {name: value for name, value in form if name != "csrfmiddlewaretoken"}


def test_more_points_may_be_added_and_nothing_is_lost(world: World) -> None:
    data = typed(
        world, more="1", point_5_title="Le cinquième", access="À pied", day="n’importe"
    )
    del data["open_to_public"]
    page = text_of(signed_in(world.referent).post(NEW, data))
    for words in ("Le cinquième", "À pied", "n’importe", 'name="point_8_title"'):
        assert words in page
    assert 'name="point_9_title"' not in page
    assert not re.search(r'name="open_to_public"[^>]* checked', page)
    full = text_of(signed_in(world.referent).post(NEW, {**data, "rows": "30"}))
    assert 'name="point_20_title"' in full
    assert 'name="point_21_title"' not in full
    few = text_of(signed_in(world.referent).post(NEW, {**data, "rows": "9" * 5000}))
    assert 'name="point_9_title"' not in few


def test_the_agence_chooses_the_council_first(world: World) -> None:
    client = signed_in(world.agency)
    assert world.other_council.name in text_of(client.get(NEW))
    page = client.get(f"{NEW}?conseil={world.other_council.slug}")
    assert world.other_council.name in text_of(page)
    assert client.post(NEW, typed(world)).status_code == 302


def test_who_does_not_write_reads_the_list(world: World) -> None:
    mine = announce(world, NEXT)
    announce(world, NEXT, council=world.other_council)
    page = text_of(signed_in(world.member).get("/espace/reunions/"))
    assert mine.get_absolute_url() in page
    assert inside(mine) not in page
    assert "Annoncer une réunion" not in page
    assert page.count('class="ledger__row') == 1
    assert signed_in(world.holder).get("/espace/reunions/").status_code == 200


# --- What is refused, beside its cause -----------------------------------------------

WRONG: list[tuple[dict[str, str], str, str]] = [
    ({"day": ""}, "id_day", "Indiquez une date."),
    ({"day": "31/02/2026"}, "id_day", "Saisissez une date"),
    ({"day": "14/04/2026"}, "id_day", "sont passés"),
    ({"day": "28/04/2036"}, "id_day", "vérifiez l’année"),
    ({"day": "28/04/1999", "held": "on"}, "id_day", "n’existait pas"),
    ({"held": "on"}, "id_held", "pas encore finie"),
    ({"starts": "25:00"}, "id_starts", "Saisissez une heure"),
    ({"starts": "", "ends": ""}, "id_starts", "Remplissez"),
    ({"ends": "18:30"}, "id_ends", "La fin doit venir après le début."),
    ({"ends": "8:00"}, "id_ends", "La fin doit venir après le début."),
    ({"place": "\u200b "}, "id_place", "Remplissez"),
    ({"title": "é" * 151}, "id_title", "dépasse 150 signes"),
    ({"access": "x" * 10_000}, "id_access", "dépasse 600 signes"),
    ({"point_2_title": "A", "point_2_text": "x" * 10_000}, "id_point_2_text", "dépasse 2 000"),
    ({"point_2_text": "Sans intitulé"}, "id_point_2_title", "Donnez un intitulé au point 2"),
    (
        {"point_1_title": "A", "point_1_dossier": "demande 2020-999"},
        "id_point_1_dossier",
        "Aucun dossier public",
    ),
    ({"point_1_title": "A", "point_1_rank": "0"}, "id_point_1_rank", "commence à 1"),
    ({"point_1_title": "A", "point_1_rank": "un"}, "id_point_1_rank", "est un nombre"),
    ({"day": "28/03/2027", "starts": "02:30"}, "id_starts", "n’existe pas ce jour-là"),
]


@pytest.mark.parametrize(("fields", "where", "words"), WRONG)
def test_what_is_wrong_is_said_above_and_beside(
    world: World, fields: dict[str, str], where: str, words: str
) -> None:
    answer = signed_in(world.referent).post(NEW, typed(world, **fields))
    page = text_of(answer).replace("\xa0", " ")
    assert answer.status_code == 422
    assert f'href="#{where}"' in page
    beside = page.split(f'id="{where}_error"')[1][:500]
    assert words in beside
    for value in fields.values():
        assert value.strip("\u200b ") in page
    assert not Meeting.objects.exists()


def test_a_past_meeting_is_entered_when_one_says_so(world: World) -> None:
    client = signed_in(world.referent)
    assert client.post(NEW, typed(world, day="2026-03-03", held="on")).status_code == 302
    assert Meeting.objects.get().day == date(2026, 3, 3)


def test_the_hours_of_the_clock_change(world: World) -> None:
    client = signed_in(world.agency)
    # In spring, 1 h 30 to 3 h 30 lasts one hour.
    client.post(NEW, typed(world, day="28/03/2027", starts="01:30", ends="03:30"))
    spring = Meeting.objects.latest("pk")
    assert spring.ends_at - spring.starts_at == timedelta(hours=1)
    # In autumn 2 h 30 comes twice: the first is meant.
    client.post(NEW, typed(world, day="25/10/2026", starts="02:30", ends="04:00"))
    autumn = Meeting.objects.latest("pk")
    assert autumn.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert autumn.ends_at - autumn.starts_at == timedelta(hours=2, minutes=30)
    for meeting in (spring, autumn):
        assert StrictClient().get(meeting.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("words", ["🌳🚲", "فضاء أخضر", "<b>gras</b> & <script>x()</script>"])
def test_any_words_may_be_typed_and_none_of_them_acts(world: World, words: str) -> None:
    data = typed(world, title=words, place=words, point_1_title=words, point_1_text=words)
    client = signed_in(world.referent)
    check = client.post(NEW, {**data, "publish": ""} | {"check": "1"})
    assert check.status_code in (200, 302)
    client.post(NEW, data)
    meeting = Meeting.objects.latest("pk")
    assert meeting.title == words
    assert words in text_of(client.get(inside(meeting)))
    assert words in text_of(StrictClient().get(meeting.get_absolute_url()))


def test_a_long_compte_rendu_is_kept_whole(world: World) -> None:
    meeting = announce(world, PAST)
    long = "Le conseil a parlé. " * 500
    data = {"text": long, "present_count": "30", "seen": "0", "publish": "1"}
    client = signed_in(world.referent)
    assert client.post(inside(meeting, "compte-rendu/"), data).status_code == 302
    assert Minutes.objects.get().text == long.strip()
    wrong = [
        ({"text": "x" * 20_001}, "dépasse 20 000 signes"),
        ({"text": " \u200b"}, "Remplissez"),
        ({"present_count": "0"}, "annulez la réunion"),
        ({"present_count": "dix"}, "Saisissez un nombre"),
        ({"adopted_on": "01/03/2026"}, "avant la réunion"),
        ({"adopted_on": "01/05/2026"}, "pas encore venu"),
        ({"correction": ""}, "Remplissez"),
    ]
    for fields, words in wrong:
        sent = {**data, "seen": "1", "correction": "Un mot.", **fields}
        answer = client.post(inside(meeting, "compte-rendu/"), sent)
        assert answer.status_code == 422, words
        assert words in text_of(answer).replace("\xa0", " ")
    assert Minutes.objects.count() == 1


# --- Two people, and the same person twice -------------------------------------------


def test_a_double_click_is_one_act(world: World) -> None:
    client = signed_in(world.referent)
    data = typed(world, point_1_title="Un")
    assert [client.post(NEW, data).status_code for _ in "ab"] == [302, 302]
    meeting = Meeting.objects.get()
    change = {**data, "seen": "1", "place": "Ailleurs"}
    for _ in "ab":
        assert client.post(inside(meeting, "modifier/"), change).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.version, meeting.items.count()) == (2, 1)
    for _ in "ab":
        stop = {"reason": "Grève.", "seen": "2"}
        assert client.post(inside(meeting, "annuler/"), stop).status_code == 302
    held = announce(world, PAST)
    said = {"text": HELD, "present_count": "3", "seen": "0", "publish": "1"}
    for _ in "ab":
        assert client.post(inside(held, "compte-rendu/"), said).status_code == 302
    assert held.minutes.count() == 1


def test_of_two_people_the_second_is_told_who_and_when(world: World) -> None:
    meeting, held = announce(world, NEXT), announce(world, PAST)
    actions.edit_meeting(
        meeting.pk, by=world.referent_deputy, at=NOW, seen=1, **when(address="")
    )
    client = signed_in(world.referent)
    answer = client.post(
        inside(meeting, "modifier/"), typed(world, seen="1", access="Mes mots à moi")
    )
    page = text_of(answer)
    assert answer.status_code == 409
    assert str(world.referent_deputy) in page
    assert "mercredi 15" in page
    assert "Mes mots à moi" in page
    # From this page one goes on: it knows the version of the other.
    goes_on = {**typed(world), **hidden_seen(answer)}
    assert client.post(inside(meeting, "modifier/"), goes_on).status_code == 302

    tell(world, held, by=world.referent_deputy, at=NOW)
    answer = client.post(
        inside(held, "compte-rendu/"),
        {"text": "Ma version", "present_count": "4", "seen": "0", "publish": "1"},
    )
    assert answer.status_code == 409
    assert "Ma version" in text_of(answer)
    assert "Ce qui change" in text_of(answer)
    assert held.minutes.count() == 1


def hidden_seen(answer: Any) -> dict[str, str]:
    found = re.search(r'name="seen" value="(\d+)"', text_of(answer))
    assert found
    return {"seen": found[1]}


def test_a_form_that_the_meeting_overtook_keeps_its_words(world: World) -> None:
    meeting = announce(world, NEXT)
    with time_machine.travel(NEXT + timedelta(minutes=1), tick=False):
        client = signed_in(world.referent)
        for button in ("publish", "check"):
            data = typed(world, seen="1", access="Mes mots", day="30/04/2026")
            del data["publish"]
            answer = client.post(inside(meeting, "modifier/"), {**data, button: "1"})
            assert answer.status_code == 409, button
            assert "a commencé" in text_of(answer)
            assert "Mes mots" in text_of(answer)
        assert client.get(inside(meeting, "modifier/")).status_code == 302


def test_a_session_that_ended_gives_back_what_was_typed(world: World) -> None:
    meeting = announce(world, PAST)
    answer = StrictClient().post(
        inside(meeting, "compte-rendu/"), {"text": "Deux heures de travail"}
    )
    assert answer.status_code == 403
    assert "Deux heures de travail" in text_of(answer)


def test_stale_versions_are_refused_by_the_actions(world: World) -> None:
    meeting, held = announce(world, NEXT), announce(world, PAST)
    actions.edit_meeting(meeting.pk, by=world.agency, at=NOW, seen=1, **when())
    with pytest.raises(Stale):
        actions.cancel_meeting(meeting.pk, by=world.referent, at=NOW, reason="R.", seen=1)
    tell(world, held)
    with pytest.raises(Stale):
        wording = actions.Wording("Autre.", 2, correction="Tout.")
        actions.publish_minutes(held.pk, wording, by=world.referent, at=NOW, seen=0)
