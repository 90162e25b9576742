"""« Le fil » of an offer: what its picture shows and what its facts say."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from circuits.fil import (
    Ahead,
    Knot,
    Lane,
    LanesData,
    Picture,
    Span,
    Tick,
    draw_lane_line,
    draw_lanes,
)
from participation.french import NBSP, long_date

SENT, DUE, TODAY = date(2026, 3, 2), date(2026, 5, 4), date(2026, 4, 30)
LONG = "Conseil participatif Brustlein, Péricentre et Fonderie-Gare 60"
ENDS = {
    "": "En discussion",
    "answered": "Avis rendu",
    "late": "Avis rendu après la date",
    "declined": "Ne participe pas",
    "silent": "Sans réponse à la date",
    "withdrawn": "Offre retirée",
}


def lane(end: Any = "", **given: Any) -> Lane:
    values: dict[str, Any] = {
        "name": "Conseil Drouot",
        "accent": 1,
        "sent": SENT,
        "acknowledged": None,
        "ended": None,
        "due": DUE,
        "ticks": (),
        "label": ENDS[end],
    }
    return Lane(end=end, **{**values, **given})


def offer(*lanes: Lane, **given: Any) -> LanesData:
    values: dict[str, Any] = {
        "city": (),
        "knots": (Knot(on=SENT, side="city", label="Envoi"),),
        "ahead": (),
        "today": TODAY,
        "closed": None,
    }
    return LanesData(lanes=lanes, **{**values, **given})


def overdue(*lanes: Lane) -> LanesData:
    """The City owed its suites by 18 June; three weeks have passed."""
    suites = Span(
        side="city",
        start=date(2026, 5, 18),
        end=None,
        label="Suites en préparation",
        due=date(2026, 6, 18),
        late_from=date(2026, 6, 19),
    )
    return offer(*lanes, city=(suites,), today=date(2026, 7, 9))


def pictures(drawn: Picture) -> list[ElementTree.Element]:
    """The wide picture then the tall one, as XML."""
    return list(ElementTree.fromstring(f"<div>{drawn.svg}</div>"))


def classes(root: ElementTree.Element) -> list[str]:
    return [name for item in root.iter() for name in item.get("class", "").split()]


def words(root: ElementTree.Element) -> list[str]:
    return ["".join(item.itertext()) for item in root.iter("text")]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def facts(data: LanesData) -> list[str]:
    return [plain(fact) for fact in draw_lanes(data).facts]


def council(root: ElementTree.Element, accent: int) -> list[str]:
    """The classes in the accent of one council."""
    return [
        name
        for group in root.iter("g")
        if group.get("class") == f"accent-{accent}"
        for name in classes(group)
    ]


def test_facts_say_each_act_of_each_council_in_the_order_of_time() -> None:
    told = facts(
        offer(
            lane(
                "answered",
                acknowledged=date(2026, 3, 5),
                ticks=[Tick(on=date(2026, 4, 19), label="Rappel au conseil.")],
                ended=date(2026, 4, 21),
            ),
            lane("declined", name="Conseil Wagner", ended=date(2026, 3, 17)),
        )
    )
    assert told == [
        "Le 2 mars 2026 : Envoi.",
        "Le 2 mars 2026 : Conseil Drouot, offre reçue, réponse attendue au plus tard le "
        "4 mai 2026.",
        "Le 2 mars 2026 : Conseil Wagner, offre reçue, réponse attendue au plus tard le "
        "4 mai 2026.",
        "Le 5 mars 2026 : Conseil Drouot, bien reçu.",
        "Le 17 mars 2026 : Conseil Wagner, ne participe pas (15 jours après l’envoi).",
        "Le 19 avril 2026 : Conseil Drouot, rappel au conseil.",
        "Le 21 avril 2026 : Conseil Drouot, avis rendu (50 jours après l’envoi).",
    ]


def test_facts_say_what_is_owed_and_how_late_the_city_is() -> None:
    data = offer(lane(acknowledged=date(2026, 3, 5)), ahead=[_suites()])
    assert facts(data)[-3:] == [
        "Aujourd’hui, 30 avril 2026 : Conseil Drouot, en discussion.",
        "Au plus tard le 4 mai 2026 : Conseil Drouot, réponse attendue.",
        "Au plus tard le 22 juin 2026 : Suites données.",
    ]
    late = facts(overdue(lane("answered", ended=DUE)))[-1]
    assert late.startswith("Depuis le 18 mai 2026 : la Ville, suites en préparation")
    assert late.endswith("en retard à partir du 19 juin 2026, 21 jours).")


def _suites() -> Ahead:
    return Ahead(due=date(2026, 6, 22), side="city", label="Suites données")


def test_the_date_owed_by_a_council_is_said_once() -> None:
    owed = Ahead(due=DUE, side="council", label="Réponse du conseil Drouot")
    told = [fact for fact in facts(offer(lane(), ahead=[owed])) if "Au plus tard" in fact]
    assert told == ["Au plus tard le 4 mai 2026 : Conseil Drouot, réponse attendue."]


@pytest.mark.parametrize("end", ["", "silent", "late"])
def test_a_council_past_its_date_is_dashed_and_never_late(end: str) -> None:
    ended = date(2026, 5, 18) if end else None
    data = overdue(lane(end, ended=ended, accent=4))
    for root in (*pictures(draw_lanes(data)), *pictures(draw_lane_line(data.lanes[0], data))):
        own = council(root, 4) or classes(root)
        assert "fil-beyond" in own
        assert not {"fil-late", "fil-teeth"} & set(own)
    assert not [fact for fact in facts(data) if "Conseil" in fact and "en retard" in fact]


def test_a_silent_council_has_an_open_end_and_no_thread_back() -> None:
    answered = offer(lane("answered", ended=DUE), today=date(2026, 6, 1))
    silent = offer(lane("silent", ended=date(2026, 5, 18)), today=date(2026, 6, 1))
    assert "fil-thin" in classes(pictures(draw_lanes(answered))[0])
    assert "fil-hollow" not in classes(pictures(draw_lanes(answered))[0])
    assert "fil-thin" not in classes(pictures(draw_lanes(silent))[0])
    for root in pictures(draw_lanes(silent)):
        assert "fil-hollow" in classes(root)
    assert "Sans réponse à la date" in words(pictures(draw_lanes(silent))[0])
    assert any("sans réponse à la date" in fact for fact in facts(silent))


def test_each_end_has_a_shape_of_its_own() -> None:
    def shape(end: str) -> str:
        ended = date(2026, 4, 21) if end else None
        data = offer(lane(end, ended=ended))
        line = pictures(draw_lane_line(data.lanes[0], data))[0]
        return ElementTree.tostring(line.findall("svg")[-1], encoding="unicode")

    assert len({shape(end) for end in ("answered", "declined", "silent", "withdrawn")}) == 4
    assert shape("answered") == shape("late")


def test_the_city_past_its_date_is_thick_toothed_and_in_words() -> None:
    wide, tall = pictures(draw_lanes(overdue(lane("answered", ended=DUE))))
    for root in (wide, tall):
        assert {"fil-late", "fil-teeth"} <= set(classes(root))
    assert f"en retard, 21{NBSP}jours" in words(wide)
    assert f"19{NBSP}juin En retard, 21{NBSP}jours" in words(tall)
    for root in pictures(draw_lanes(offer(lane()))):
        assert "fil-late" not in classes(root)


@pytest.mark.parametrize("count", [1, 8])
def test_one_row_and_one_block_a_council(count: int) -> None:
    names = [f"Conseil numéro {n}" for n in range(1, count + 1)]
    lanes = [lane(name=name, accent=n % 6 + 1) for n, name in enumerate(names)]
    drawn = draw_lanes(offer(*lanes))
    for root in pictures(drawn):
        assert classes(root).count("fil-band-council") == count
        assert classes(root).count("fil-band-city") == 1
        assert set(names) <= set(words(root))
        assert root.findtext("title", "").startswith("Le fil de l’offre. ")
    expected = f"{count} réponses attendues" if count > 1 else "Réponse attendue"
    assert expected in plain(" ".join(words(pictures(drawn)[0])))


def test_an_offer_without_council_is_not_drawn() -> None:
    assert draw_lanes(offer()) == ("", [])


def test_a_council_added_late_leaves_the_city_on_its_own_day() -> None:
    added = lane(name="Conseil Rebberg", sent=date(2026, 3, 20), due=date(2026, 5, 20))
    data = offer(lane(), added)
    assert "Le 20 mars 2026 : Envoi, Conseil Rebberg." in facts(data)
    wide, tall = pictures(draw_lanes(data))
    assert f"20{NBSP}mars" in words(wide)
    assert f"20{NBSP}mars Offre reçue" in words(tall)
    outs = [item.get("d", "") for item in wide.iter("path") if item.get("class") == "fil-out"]
    assert len({out.split()[0] for out in outs}) == 2


def test_a_long_name_is_wrapped_and_kept_whole() -> None:
    for root in pictures(draw_lanes(offer(lane(name=LONG)))):
        lines = [
            item.text or ""
            for item in root.iter("text")
            if item.get("class") == "fil-lane" and item.text != "La Ville"
        ]
        assert 1 < len(lines) <= 5
        assert " ".join(lines) == LONG


def test_a_name_of_one_word_is_cut_at_its_hyphens() -> None:
    name = "Saint-Jean-Baptiste-de-la-Vallée-du-Haut-Poirier"
    root = pictures(draw_lanes(offer(lane(name=name))))[0]
    lines = [item.text or "" for item in root.iter("text") if item.get("class") == "fil-lane"]
    assert "".join(lines) == f"La Ville{name}"


def test_names_are_escaped() -> None:
    data = offer(lane(name='<b>« A & "B" »</b>'))
    for drawn in (draw_lanes(data), draw_lane_line(data.lanes[0], data)):
        assert "<b>" not in drawn.svg
        assert pictures(drawn)


def test_today_is_a_line_until_the_offer_is_closed() -> None:
    done = lane("answered", ended=date(2026, 4, 21))
    closed = offer(done, today=date(2026, 9, 1), closed=date(2026, 7, 8))
    for root in pictures(draw_lanes(offer(lane()))):
        assert "fil-today" in classes(root)
        assert f"aujourd’hui, 30{NBSP}avril" in words(root)
    for root in pictures(draw_lanes(closed)):
        assert "fil-today" not in classes(root)
    assert facts(closed)[-1] == "Le 8 juillet 2026 : Clôture."


def test_a_closed_offer_no_longer_moves() -> None:
    lanes = (lane("answered", ended=DUE), lane("silent", ended=date(2026, 5, 18)))
    closed = date(2026, 7, 8)
    first, last = (
        draw_lanes(offer(*lanes, today=today, closed=closed))
        for today in (closed, date(2028, 1, 4))
    )
    assert first == last


def test_what_is_to_come_is_pale() -> None:
    for root in pictures(draw_lanes(offer(lane(accent=2)))):
        assert {"fil-ahead", "fil-ring"} <= set(council(root, 2))
    sent_today = offer(lane(), today=SENT)
    for root in pictures(draw_lanes(sent_today)):
        assert {"fil-ahead", "fil-ring"} <= set(classes(root))


def test_another_year_is_written() -> None:
    data = offer(lane("answered", ended=date(2026, 4, 21)), today=date(2027, 1, 4))
    assert f"21{NBSP}avril{NBSP}2026" in words(pictures(draw_lanes(data))[0])


def test_the_lines_of_an_offer_share_one_scale() -> None:
    first = lane("answered", ended=date(2026, 3, 17))
    second = lane(sent=date(2026, 3, 20), due=date(2026, 5, 20))
    data = offer(first, second)

    def today(one: Lane) -> list[str | None]:
        root = pictures(draw_lane_line(one, data))[0]
        return [x.get("x1") for x in root.iter("line") if x.get("class") == "fil-today"]

    assert today(first) == today(second) != []
    drawn = draw_lane_line(second, data)
    assert pictures(drawn)[0].findtext("title", "").startswith(f"Conseil Drouot{NBSP}: ")
    assert [plain(fact) for fact in drawn.facts][-1].startswith("Au plus tard le 20 mai 2026")


def test_the_tag_shows_the_picture_and_its_facts() -> None:
    template = Template("{% load fil_tags %}{% fil_lanes offer %}")
    page = template.render(Context({"offer": offer(lane())}))
    assert '<figure class="fil">' in page
    assert "fil__picture--rows" in page and "fil__picture--blocks" in page
    assert plain(page).count("<li>") == len(facts(offer(lane())))


days = st.integers(0, 120).map(lambda count: SENT + timedelta(days=count))


@st.composite
def lanes_drawn(draw: st.DrawFn) -> Lane:
    sent = draw(days)
    after = st.integers(0, 120).map(lambda count: sent + timedelta(days=count))
    end = draw(st.sampled_from(sorted(ENDS)))
    return lane(
        end,
        name=draw(st.sampled_from(["Conseil Drouot", LONG])),
        accent=draw(st.integers(1, 6)),
        sent=sent,
        acknowledged=draw(st.none() | after),
        ended=draw(after) if end else None,
        due=draw(after),
        ticks=[Tick(on=on, label="Rappel") for on in draw(st.lists(after, max_size=3))],
    )


@given(
    st.lists(lanes_drawn(), min_size=1, max_size=8),
    st.lists(days, max_size=3),
    st.none() | days,
    st.integers(240, 300),
    st.booleans(),
)
def test_any_offer_is_drawn_whole(
    lanes: list[Lane], owed: list[date], begun: date | None, age: int, closed: bool
) -> None:
    today = SENT + timedelta(days=age)
    city = []
    if begun:
        late = begun + timedelta(days=1)
        city.append(Span(side="city", start=begun, end=None, label="Suites", late_from=late))
    data = offer(
        *lanes,
        city=city,
        ahead=[Ahead(due=on, side="city", label="Suites données") for on in owed],
        today=today,
        closed=today if closed else None,
    )
    drawn = draw_lanes(data)
    assert "style=" not in drawn.svg
    for root in pictures(drawn):
        assert ("fil-late" in classes(root)) == bool(begun)
        for accent in range(1, 7):
            assert "fil-late" not in council(root, accent)
        _assert_inside(root)
    said = "\n".join(drawn.facts)
    for one in lanes:
        dates = [one.sent, one.due, one.ended, one.acknowledged, *(t.on for t in one.ticks)]
        assert all(long_date(on) in said for on in dates if on)
        line = draw_lane_line(one, data)
        assert "style=" not in line.svg and pictures(line)


def _assert_inside(root: ElementTree.Element) -> None:
    """Everything has its place between the edges of the picture."""
    width, height = (float(root.get(name, "")) for name in ("width", "height"))
    for item in (*root.iter("text"), *root.iter("circle")):
        x, y = (float(item.get(name, "0")) for name in ("x", "y"))
        assert 0 <= x <= width and 0 <= y <= height
    for item in root.iter("path"):
        for x in re.findall(r"M(-?[\d.]+) ", item.get("d", "")):
            assert -8 <= float(x) <= width
