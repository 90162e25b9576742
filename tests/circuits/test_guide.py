"""« Comment ça marche » says what the circuit version says, and nothing else."""

from __future__ import annotations

import copy
import re
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from circuits import deadlines, guide
from circuits.catalogue import request_definition
from circuits.catalogue_offers import offer_definition
from circuits.definition import END, STAY, Definition
from circuits.guide import build
from participation.working_days import WorkingCalendar
from tests.factories import paris

SHORT = frozenset({"A2", "A4", "A5"})
CIRCUITS = {
    "ordinary": request_definition(),
    "short": request_definition(without=SHORT),
    "offer": offer_definition(),
}
# Units of the drawing: a sign of bold words, in the widest of the system's fonts.
SIGN = 9.4


@pytest.fixture(params=CIRCUITS.values(), ids=CIRCUITS.keys())
def rules(request: Any) -> Definition:
    return Definition(request.param)


def everything(told: guide.Guide) -> str:
    """All its words, in one text."""
    words = [*told.promise_lines, *told.moves, *told.ends, *told.facts]
    for stop in told.stops:
        words += [stop.name, stop.does, stop.who, stop.delay, *stop.ways, *stop.missed]
        words += [f"{n.when} {n.what} {n.to}" for n in stop.notices]
    return "\n".join(words).replace("\u00a0", " ")


def test_every_step_is_told_with_its_owner_and_its_delay(rules: Definition) -> None:
    told = guide.guide_of(rules)
    owed = [code for code, step in rules.steps.items() if step.duty]
    assert sorted(stop.code for stop in told.stops) == sorted(owed)
    assert [stop.rank for stop in told.way] == list(range(1, len(told.way) + 1))
    for stop in told.stops:
        step = rules.steps[stop.code]
        assert stop.condition or stop.rank
        if step.unit != "date":
            assert str(step.delay) in stop.delay
        assert (stop.side == "council") == (step.owner == "referent")


def test_a_delay_that_changes_is_the_one_that_is_told() -> None:
    data = copy.deepcopy(CIRCUITS["ordinary"])
    next(row for row in data["steps"] if row["code"] == "A3")["delay"] = 11
    data["promise_months"] = 3
    words = everything(guide.guide_of(Definition(data)))
    assert "11 jours ouvrés au plus" in words
    assert "17 jours ouvrés" not in words
    assert "au plus tard 3 mois après le dépôt" in words
    assert "font ensemble 29 jours ouvrés" in words


def test_an_absent_step_is_passed_as_the_engine_does() -> None:
    told = guide.guide_of(Definition(CIRCUITS["short"]))
    assert [stop.code for stop in told.way] == ["A1", "A3", "A6"]
    study = next(stop for stop in told.stops if stop.code == "A3")
    assert study.ways == (
        "Le projet de réponse est prêt\u00a0: étape 3, «\u00a0Répondue\u00a0».",
    )


def test_every_way_out_is_told_and_leads_where_the_engine_does(rules: Definition) -> None:
    told = guide.guide_of(rules)
    names = {stop.code: stop.label for stop in told.stops}
    moving = [t for t in rules.transitions if t.target != STAY and t.source in names]
    assert {t.act for t in moving} <= build.known_acts() | {"close_consultation"}
    for row in moving:
        target = rules.next_step(row.source, row.act, row.when)
        if target == END or target == row.source or not rules.steps[target].duty:
            continue
        stop = next(s for s in told.stops if s.code == row.source)
        assert any(names[target] in way for way in stop.ways), (row, stop.ways)


def test_the_reminders_that_are_told_are_those_that_are_planned(rules: Definition) -> None:
    calendar = WorkingCalendar("6AE")
    start = date(2026, 9, 1)
    for stop in guide.guide_of(rules).stops:
        step = rules.steps[stop.code]
        if step.unit == "date":
            continue
        due = deadlines.step_due(start, step.delay, step.unit, calendar, None)
        plan = deadlines.plan_rungs(rules.ladders[step.ladder], start, due, calendar)
        leave = [one.rule for one in plan if not one.skipped and one.rule.kind != "auto"]
        assert len(stop.notices) == len(leave), stop.code
        for notice, rung in zip(stop.notices, leave, strict=True):
            counted = "comptée en public" in notice.what
            assert counted == (rung.kind == "relance")
            assert str(abs(rung.offset) or "") in notice.when


def test_the_example_has_the_worked_dates_of_the_specification() -> None:
    rules = Definition(CIRCUITS["ordinary"])
    told = guide.guide_of(rules)
    dates = guide.example_dates(told, rules, paris(2026, 4, 2), WorkingCalendar("6AE"))
    assert dates == {
        "": date(2026, 6, 2),
        "A1": date(2026, 4, 13),
        "A2": date(2026, 4, 16),
        "A3": date(2026, 5, 13),
        "A4": date(2026, 5, 21),
        "A5": date(2026, 5, 29),
    }
    offers = Definition(CIRCUITS["offer"])
    assert guide.example_dates(guide.guide_of(offers), offers, paris(2026, 4, 2), None) == {}


def test_a_council_is_never_told_that_it_is_late(rules: Definition) -> None:
    for stop in guide.guide_of(rules).stops:
        if stop.side == "council":
            assert "en retard" not in stop.missed[0]
            assert "bénévole" in stop.missed[-1]


def test_the_picture_has_each_step_and_its_labels_do_not_touch(rules: Definition) -> None:
    told = guide.guide_of(rules)
    picture = guide.draw(told)
    wide = picture.svg[: picture.svg.index("fil__picture--tall")]
    assert re.findall(r'class="fil-rank"[^>]*>(\d+)<', wide) == [str(s.rank) for s in told.way]
    assert [s.name in " ".join(picture.facts) for s in told.stops] == [True] * len(told.stops)
    rows: dict[str, list[tuple[float, float]]] = {}
    for x, y, words in re.findall(r'class="fil-date" x="([\d.]+)" y="([\d.]+)">([^<]+)<', wide):
        rows.setdefault(y, []).append((float(x), float(x) + SIGN * len(words)))
    for spans in rows.values():
        for (_, end), (start, _) in pairwise(spans):
            assert end <= start


def test_a_step_and_an_act_that_nobody_described_are_told_in_the_words_of_the_circuit() -> None:
    data = copy.deepcopy(CIRCUITS["short"])
    study = next(row for row in data["steps"] if row["code"] == "A3")
    study |= {"code": "A9", "name": "Enquête de terrain", "duty": "le rapport d’enquête"}
    for row in data["transitions"]:
        row["source"] = "A9" if row["source"] == "A3" else row["source"]
        row["target"] = "A9" if row["target"] == "A3" else row["target"]
    data["forward"] = {**data["forward"], "A2": "accept_attribution", "A9": "transmit_answer"}
    words = everything(guide.guide_of(Definition(data)))
    assert "Enquête de terrain" in words
    assert "le rapport d’enquête" in words
