"""One act of a scenario, played through the same action as real use."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from circuits import actions
from circuits.demo.commissions import COMMISSIONS
from circuits.demo.seed_moments import Scenario, day_of, meeting_day, months_after
from circuits.demo.seed_people import Cast
from circuits.demo.shapes import Answer, DemoRequest, Step
from circuits.models import Dossier, ParticipationRequest
from participation.clock import local_day
from participation.models import Commission, Quarter, User
from participation.working_days import WorkingCalendar

NAMESPACE = uuid.UUID("5d1c3c1e-6a0b-5a34-9c1f-2b8f6f0e7a10")
# The content's name of an act, where it is not the action's.
ACTIONS = {"milestone_report": "report_milestone"}
# The fields of each act that are rows, and the one that is the scenario's text.
ROWS = {
    "qualify": ("service", "elected", "holder", "deputy"),
    "accept_attribution": ("holder", "deputy"),
    "answer_directly": ("service", "elected"),
    "ask_barring": ("elected",),
    "ask_opinion": ("service",),
    "give_opinion": ("service",),
    "hand_over": ("holder", "deputy"),
    "propose_transfer": ("service",),
    "reassign": ("service",),
}
TEXTS = {
    "abandon_commitment": "text",
    "answer_complement": "reply",
    "ask_barring": "text",
    "ask_complement": "questions",
    "ask_opinion": "question",
    "ask_precision": "question",
    "ask_reasons": "question",
    "ask_wait": "explanation",
    "declare_done": "report",
    "extend": "text",
    "give_opinion": "opinion",
    "hand_over": "reason",
    "hide_text": "reason",
    "keep_service": "reason",
    "propose_transfer": "reason",
    "reassign": "reason",
    "refuse_barring": "reason",
    "refuse_done": "reason",
    "refuse_wait": "reason",
    "reopen": "reason",
    "report_call": "note",
    "report_meeting": "report",
    "resume": "note",
    "transfer": "letter",
    "withdraw": "reason",
    "decline_attribution": "reason",
    "request_changes_service": "changes",
    "request_changes_elected": "changes",
    "acknowledge_answer": "comment",
    "milestone_report": "report",
}
# The field of each act in which the day, the name or the coded reason goes.
DAYS = {
    "ask_complement": "until",
    "ask_wait": "check_on",
    "declare_done": "done_on",
    "schedule_meeting": "meeting_on",
    "transfer": "sent_on",
}
NAMES = {
    "ask_wait": "third_party",
    "schedule_meeting": "place",
    "transfer": "authority",
}
CODED = ("abandon_commitment", "ask_barring", "extend")


class Defect(Exception):
    """A scenario that cannot be played as it is written; the message names it."""


def uuid_of(request: Scenario) -> uuid.UUID:
    """The same draft at each run."""
    return uuid.uuid5(NAMESPACE, request.key)


def dossier_named(key: str | None) -> Dossier | None:
    """The dossier that another scenario began under this key; None without a key."""
    return Dossier.objects.get(uuid=uuid.uuid5(NAMESPACE, key)) if key else None


class Player:
    """Plays turns in the order in which it is given them."""

    def __init__(self, cast: Cast, today: date, calendar: WorkingCalendar) -> None:
        """`today` is the day that the content counts from."""
        self.cast = cast
        self.today = today
        self.calendar = calendar
        self.pks: dict[str, int] = {}

    def start(self, request: DemoRequest, at: datetime) -> None:
        """Begin the draft."""
        council = self.cast.councils[request.council]
        theme = self.cast.themes[request.theme]
        author = self.cast.persons[request.author]
        adopted_on = meeting_day(request, self.today, self.calendar)
        draft = actions.start_draft(
            council,
            by=_typist(author),
            at=at,
            key=uuid_of(request),
            title=request.title,
            theme=theme,
            need=request.need,
            wish=request.asked,
            quarter=Quarter.objects.get(territory=council.territory, name=request.quartier),
            place=request.place,
            commission=_commission(request, council.pk),
            adopted_on=adopted_on,
            between_meetings=adopted_on is None,
            contact=author,
            origin=dossier_named(request.origin),
        )
        self.pks[request.key] = draft.pk

    def act(self, request: DemoRequest, step: Step, at: datetime) -> None:
        """Do one act of the scenario."""
        behalf = None
        if step.on_behalf_of:
            assert step.channel
            behalf = actions.OnBehalf(
                self.cast.persons[step.on_behalf_of], step.channel, local_day(at)
            )
        name = ACTIONS.get(step.act, step.act)
        actions.ACTIONS[name](
            self.pks[request.key],
            by=self.cast.persons[step.by],
            at=at,
            behalf=behalf,
            **self._fields(request, step, at),
        )

    def _fields(self, request: DemoRequest, step: Step, at: datetime) -> dict[str, Any]:
        fields = {name: self._row(name, step) for name in ROWS.get(step.act, ())}
        if step.act in TEXTS:
            fields[TEXTS[step.act]] = step.text or ""
        if step.act in DAYS:
            assert step.on is not None
            fields[DAYS[step.act]] = day_of(request, step.on, self.today, self.calendar)
        if step.act in NAMES:
            fields[NAMES[step.act]] = step.name or ""
        if step.act in CODED:
            fields["reason_code"] = step.code
        return fields | self._other_fields(request, step, at)

    def _other_fields(self, request: DemoRequest, step: Step, at: datetime) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        if step.act == "extend":
            fields["months"] = step.months
        if step.act == "merge":
            fields["target"] = dossier_named(step.target)
        if step.act == "decline_attribution":
            fields["proposed"] = self._row("service", step)
        if step.act == "milestone_report":
            fields["planned_on"] = _planned(step, at)
        if step.act in ("approve_service", "approve_elected"):
            fields["read"] = self._last_version(request)
        if step.answer:
            fields["draft"] = self._answer(request, step.answer, at)
        return fields

    def _row(self, name: str, step: Step) -> Any:
        """What the content names in this field of the act; None when it names nothing."""
        key = getattr(step, name)
        if key is None:
            return None
        if name == "service":
            return self.cast.services[key]
        return self.cast.officials[key] if name == "elected" else self.cast.persons[key]

    def _answer(self, request: DemoRequest, answer: Answer, at: datetime) -> actions.Draft:
        decided_on = day_of(request, answer.decided_on_day, self.today, self.calendar)
        milestone = answer.milestone
        return actions.Draft(
            outcome=answer.outcome,
            summary=answer.summary,
            body=answer.body,
            signatory=answer.signatory,
            next_steps=answer.next_steps,
            reason_code=answer.reason_code or "",
            reason=answer.reason or "",
            alternative=answer.alternative or "",
            decided_by=answer.decided_by,
            decided_on=min(decided_on, local_day(at)),
            milestone_label=milestone.label if milestone else "",
            milestone_on=months_after(local_day(at), milestone.planned_in_months)
            if milestone
            else None,
            deferred_to=None
            if answer.deferred_to_day is None
            else day_of(request, answer.deferred_to_day, self.today, self.calendar),
        )

    def _last_version(self, request: DemoRequest) -> int:
        dossier = ParticipationRequest.objects.get(pk=self.pks[request.key])
        return int(dossier.answers.count())


def _typist(author: User) -> User:
    """Who has no address cannot sign in: the relay types what the author says."""
    return author if author.email or author.relay is None else author.relay


def _commission(request: DemoRequest, council_pk: int) -> Commission | None:
    for content in COMMISSIONS:
        if (content.council, content.theme) == (request.council, request.theme):
            return Commission.objects.get(council=council_pk, name=content.name)
    return None


def _planned(step: Step, at: datetime) -> date | None:
    if step.milestone is None:
        return None
    return months_after(local_day(at), step.milestone.planned_in_months)
