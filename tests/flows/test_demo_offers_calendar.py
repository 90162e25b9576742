"""The demonstration's offers lead where they say, on whatever day it is made.

As for the demandes: a small, independent reading of circuits.md 4, over years with every
kind of holiday. An act that could not be done on some day fails here.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from circuits import deadlines
from circuits.demo.offer_shapes import DemoOffer, OfferStep
from circuits.demo.offers import OFFERS
from circuits.demo.seed_dossiers import NEAR
from circuits.demo.seed_moments import act_moments, day_of, turns
from participation.clock import local_day
from participation.working_days import WorkingCalendar
from tests.flows.test_demo_calendar import YEARS, days

THIRTY = timedelta(days=30)
ON_THREAD = {
    "acknowledge_offer",
    "answer_offer",
    "ask_question",
    "answer_question",
    "decline_offer",
    "withdraw_council",
}
# The step that each act of the town leads to, where it leads to one, and its worked days.
LEADS = {
    "submit_offer": ("B1", 3),
    "request_offer_changes": ("B0", 10),
    "return_offer": ("B0", 10),
    "approve_offer": ("B1e", 3),
}


class Foreseen:
    """Where an offer stands on a day: its step, its date, what each council owes."""

    def __init__(self, offer: DemoOffer, today: date, calendar: WorkingCalendar) -> None:
        self.offer, self.today, self.calendar = offer, today, calendar
        self.step, self.due = "", today
        # The answer date of each council that is waited for; since when its own question.
        self.waited: dict[str, date] = {}
        self.asked: dict[str, date] = {}
        self.discussed: set[str] = set()
        self.ends: dict[str, str] = {}
        for at, step in zip(act_moments(offer, today, calendar), offer.steps, strict=True):
            self._fall_silent(local_day(at))
            if step.act in ON_THREAD:
                self._on_thread(step, at)
            else:
                self._of_the_town(step, at)
        self._fall_silent(today)

    def _of_the_town(self, step: OfferStep, at: datetime) -> None:
        day, calendar = local_day(at), self.calendar
        wanted = day_of(self.offer, self.offer.answer_day, self.today, calendar)
        if step.act == "submit_offer":
            assert wanted >= day + THIRTY
        if step.act in LEADS:
            self.step, delay = LEADS[step.act]
            self.due = calendar.add_working_days(deadlines.day_zero(at, calendar), delay)
        elif step.act in ("send_offer", "add_council"):
            assert self.step == ("B1e" if step.act == "send_offer" else "BC")
            self.step = "BC"
            for council in step.councils or self.offer.councils:
                self.waited[council] = calendar.next_working(max(wanted, day + THIRTY))
        elif step.act == "publish_follow_up":
            assert self.step == "B4"
            answered = {council for council, end in self.ends.items() if end == "F1"}
            assert {given.council for given in step.follow_ups} == answered
            self.step, start = "B5", deadlines.day_zero(at, calendar)
            if self.offer.event_day:
                event = day_of(self.offer, self.offer.event_day, self.today, calendar)
                start = max(start, event)
            self.due = calendar.add_working_days(start, 10)
        elif step.act == "publish_assessment":
            assert self.step == "B5"
            self.step = min(set(self.ends.values()) - {"F4"}, key=["F1", "F3", "F2"].index)
        elif step.act == "confirm_cancellation":
            self.step, self.waited = "F4", {}

    def _on_thread(self, step: OfferStep, at: datetime) -> None:
        council, day = step.council or "", local_day(at)
        if step.act == "answer_offer" and self.ends.get(council) == "F3":
            self.ends[council] = "F1"
            return
        assert council in self.waited, f"{council} n’est plus attendu"
        if step.act in ("acknowledge_offer", "ask_question"):
            self.discussed.add(council)
        if step.act == "decline_offer":
            assert council not in self.discussed, "on décline avant d’en discuter"
        if step.act == "ask_question":
            self.asked[council] = day
        elif step.act == "answer_question":
            later = self.waited[council] + (day - self.asked.pop(council))
            least = self.calendar.add_working_days(day, 10)
            self.waited[council] = max(self.calendar.next_working(later), least)
        elif step.act != "acknowledge_offer":
            ends = {"answer_offer": "F1", "decline_offer": "F2", "withdraw_council": "F4"}
            self._end(council, ends[step.act], at=deadlines.day_zero(at, self.calendar))

    def _fall_silent(self, day: date) -> None:
        """Ten worked days after its date, on the first pass of that day."""
        for council, answer_by in sorted(self.waited.items(), key=lambda item: item[1]):
            on = self.calendar.add_working_days(answer_by, 10)
            if on < day and council not in self.asked:
                self._end(council, "F3", at=on)

    def _end(self, council: str, code: str, at: date) -> None:
        self.ends[council] = code
        del self.waited[council]
        if not self.waited:
            self.step, self.due = "B4", self.calendar.add_months(at, 1)

    def state(self) -> str:
        if self.step == "BC":
            near = max(self.waited.values()) - self.today <= NEAR
            return "BC_asked" if self.asked else "BC_soon" if near else "BC"
        late = self.step.startswith("B") and self.today > self.due
        return f"{self.step}_late" if late else self.step


@pytest.mark.parametrize("year", YEARS)
def test_no_holiday_changes_the_state_of_an_offer(year: int) -> None:
    for today, calendar in days(year):
        for offer in OFFERS:
            if offer.steps:
                state = Foreseen(offer, today, calendar).state()
                assert (today, offer.key, state) == (today, offer.key, offer.state)


@pytest.mark.parametrize("year", YEARS)
def test_acts_on_offers_are_in_order_and_in_the_past(year: int) -> None:
    for today, calendar in days(year):
        for offer in OFFERS:
            moments = [turn.at for turn in turns(offer, today, calendar)]
            assert moments == sorted(set(moments))
            assert moments[-1].date() < today
