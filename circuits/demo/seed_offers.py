"""One act of an offer's scenario, played through the same action as real use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile

from circuits import actions
from circuits.demo import small_pdf
from circuits.demo.offer_shapes import DemoOffer, OfferStep
from circuits.demo.seed_acts import dossier_named, uuid_of
from circuits.demo.seed_moments import day_of
from circuits.demo.seed_people import Cast
from circuits.models import Contribution, OfferThread
from participation.clock import local_day
from participation.working_days import ONE_DAY, WorkingCalendar

# The field of the action in which the scenario's text goes.
TEXTS = {
    "request_offer_changes": "changes",
    "return_offer": "changes",
    "decline_offer": "reason",
    "ask_question": "question",
    "answer_question": "reply",
    "withdraw_council": "reason",
    "publish_follow_up": "text",
    "publish_assessment": "text",
    "ask_cancellation": "text",
    "refuse_cancellation": "reason",
}


class OfferPlayer:
    """Plays the turns of the offers, in the order in which it is given them."""

    def __init__(self, cast: Cast, today: date, calendar: WorkingCalendar) -> None:
        """`today` is the day that the content counts from."""
        self.cast = cast
        self.today = today
        self.calendar = calendar
        self.pks: dict[str, int] = {}

    def start(self, offer: DemoOffer, at: datetime) -> None:
        """The draft, with its documents."""
        author = self.cast.persons[offer.author]
        draft = actions.start_offer(
            self.cast.services[offer.service],
            by=author,
            at=at,
            key=uuid_of(offer),
            councils=[self.cast.councils[key] for key in offer.councils],
            title=offer.title,
            theme=self.cast.themes[offer.theme],
            proposal=offer.proposal,
            open_points=offer.open_points,
            decided_points=offer.decided_points,
            form=offer.form,
            place=offer.place,
            publication_plan=offer.publication_plan,
            contact=self.cast.persons[offer.contact],
            answer_by=self._day(offer, offer.answer_day),
            event_on=self._day(offer, offer.event_day) if offer.event_day else None,
            origin=dossier_named(offer.origin),
        )
        for document in offer.documents:
            drawn = small_pdf.draw(document.title, document.paragraphs)
            actions.attach(
                draft.pk,
                by=author,
                at=at,
                title=document.title,
                file=ContentFile(drawn, f"{offer.key}.pdf"),
                content_type="application/pdf",
            )
        self.pks[offer.key] = draft.pk

    def act(self, offer: DemoOffer, step: OfferStep, at: datetime) -> None:
        """Do one act of the scenario."""
        behalf = None
        if step.on_behalf_of:
            assert step.channel
            behalf = actions.OnBehalf(
                self.cast.persons[step.on_behalf_of], step.channel, local_day(at)
            )
        fields = self._fields(offer, step, at)
        if step.council:
            fields["thread"] = self._thread(offer, step.council).pk
        actions.ACTIONS[step.act](
            self.pks[offer.key],
            by=self.cast.persons[step.by],
            at=at,
            behalf=behalf,
            **fields,
        )

    def _fields(self, offer: DemoOffer, step: OfferStep, at: datetime) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        if step.act in TEXTS:
            fields[TEXTS[step.act]] = step.text or ""
        more = MORE.get(step.act)
        return fields | more(self, offer, step, at) if more else fields

    def _elected(self, offer: DemoOffer, step: OfferStep, _at: datetime) -> dict[str, Any]:
        return {"elected": self.cast.officials[step.elected or offer.elected]}

    def _added(self, _offer: DemoOffer, step: OfferStep, _at: datetime) -> dict[str, Any]:
        return {"councils": [self.cast.councils[key] for key in step.councils]}

    def _answer(self, _offer: DemoOffer, step: OfferStep, at: datetime) -> dict[str, Any]:
        said = step.answer
        assert said
        met = None
        if said.met_days_before:
            worked = max(1, round(said.met_days_before * 5 / 7))
            met = self.calendar.add_working_days(local_day(at), -worked)
        return {
            "kind": said.kind,
            "body": said.body,
            "delegates": said.delegates,
            "available": said.available,
            "adopted_on": met,
        }

    def _follow_ups(self, offer: DemoOffer, step: OfferStep, _at: datetime) -> dict[str, Any]:
        return {
            "follow_ups": [
                actions.Said(
                    Contribution.objects.get(thread=self._thread(offer, given.council)).pk,
                    given.outcome,
                    given.reason,
                )
                for given in step.follow_ups
            ]
        }

    def _cancelled(self, _offer: DemoOffer, step: OfferStep, _at: datetime) -> dict[str, Any]:
        return {"reason_code": step.reason_code, "fate": step.fate or ""}

    def _thread(self, offer: DemoOffer, council: str) -> OfferThread:
        thread: OfferThread = OfferThread.objects.get(
            offer=self.pks[offer.key], council=self.cast.councils[council]
        )
        return thread

    def _day(self, offer: DemoOffer, count: int) -> date:
        if offer.submitted_days_ago is None:
            worked = max(1, round(count * 5 / 7))
            return self.calendar.add_working_days(self.today - ONE_DAY, worked)
        return day_of(offer, count, self.today, self.calendar)


More = Callable[[OfferPlayer, DemoOffer, OfferStep, datetime], dict[str, Any]]
MORE: dict[str, More] = {
    "approve_offer": OfferPlayer._elected,
    "add_council": OfferPlayer._added,
    "answer_offer": OfferPlayer._answer,
    "publish_follow_up": OfferPlayer._follow_ups,
    "ask_cancellation": OfferPlayer._cancelled,
}
