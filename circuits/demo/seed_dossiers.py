"""The demandes of the demonstration, lived again day by day with the engine beside.

Acts of all scenarios and passes of the sweep alternate in true chronological order, so
that the record, the register of reminders and the mails are those of a real life.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied

from circuits import deadlines
from circuits.demo.copies import analyse
from circuits.demo.offer_shapes import DemoOffer, OfferStep
from circuits.demo.offers import OFFERS
from circuits.demo.projects import PROJECTS
from circuits.demo.requests import REQUESTS
from circuits.demo.seed_acts import Defect, Player, uuid_of
from circuits.demo.seed_moments import Scenario, Turn, sweep_moments, turns
from circuits.demo.seed_offers import OfferPlayer
from circuits.demo.seed_people import Cast
from circuits.demo.shapes import Step
from circuits.errors import ActRefused
from circuits.models import (
    Delivery,
    Dossier,
    Event,
    Obligation,
    ParticipationRequest,
    Rung,
)
from circuits.sentences import is_commitment_late, is_late
from circuits.sweep import sweep
from participation import outbox
from participation.clock import local_day
from participation.french import month_year
from participation.models import ClosureDay, Mail, MailAttempt, ProjectPage, TownSettings
from participation.working_days import WorkingCalendar

Say = Callable[[str], None]
# An A3 whose date is this near has had its « dans 5 jours ouvrés ».
SOON = 5
# What a pass of the engine joins.
GROWING = (Dossier, Obligation, Rung, Delivery, Event, Mail, MailAttempt)
# How a state says that a clock stands still (circuits.md 6).
PAUSED = {"PC": "question", "PR": "meeting", "PT": "waiting"}
# An answer date this near is the state « soon » of an offer.
NEAR = timedelta(days=14)
# The weekly mails of the last weeks only: those of eighteen months would be thousands.
WEEKLY_SINCE = timedelta(days=21)


def make_dossiers(today: date, say: Say) -> None:
    """Play every scenario up to yesterday, link the projects, check the states.

    Raises:
        Defect: an act is refused, or a dossier is not in the state it declares.

    """
    calendar = ClosureDay.objects.calendar()
    cast = Cast.load()
    players = Player(cast, today, calendar), OfferPlayer(cast, today, calendar)
    scenarios: tuple[Scenario, ...] = (*REQUESTS, *OFFERS)
    acts = sorted(
        (turn for one in scenarios for turn in turns(one, today, calendar)),
        key=lambda turn: turn.at,
    )
    passes = sweep_moments(local_day(acts[0].at), today, calendar)
    for at, turn in _monthly(_interleaved(acts, passes), say):
        if turn is None:
            _sweep(at, weekly=local_day(at) >= today - WEEKLY_SINCE)
            continue
        _play(turn, *players)
        # Notices leave at once, at any hour; here into the register only.
        outbox.deliver(at, duty=False, register_only=True)
    _link_projects()
    _check_states(today, calendar)


def _play(turn: Turn, player: Player, offers: OfferPlayer) -> None:
    """Begin the draft, or do the act.

    Raises:
        Defect: the engine refused.

    """
    scenario, step = turn.request, turn.step
    try:
        if isinstance(scenario, DemoOffer):
            if isinstance(step, OfferStep):
                offers.act(scenario, step, turn.at)
            else:
                offers.start(scenario, turn.at)
        elif isinstance(step, Step):
            player.act(scenario, step, turn.at)
        else:
            player.start(scenario, turn.at)
    except (ActRefused, PermissionDenied) as error:
        act = step.act if step else "brouillon"
        raise Defect(
            f"« {scenario.key} », {act}, {turn.at:%d/%m/%Y %H:%M} : {error}"
        ) from error


def _interleaved(
    acts: list[Turn], passes: Iterator[datetime]
) -> Iterator[tuple[datetime, Turn | None]]:
    """Everything in the order of time."""
    return heapq.merge(
        ((turn.at, turn) for turn in acts),
        ((at, None) for at in passes),
        key=lambda event: event[0],
    )


def _monthly(
    events: Iterator[tuple[datetime, Turn | None]], say: Say
) -> Iterator[tuple[datetime, Turn | None]]:
    """The same events; says each quarter that begins.

    All is one transaction, of which autovacuum sees nothing: without figures of its own a
    month, the planner takes tables of thousands of rows for empty ones, and a pass for
    which a hundredth of a second is enough lasts a minute.
    """
    month = quarter = None
    for at, turn in events:
        if (at.year, at.month) != month:
            month = at.year, at.month
            analyse(*GROWING)
        if (at.year, (at.month - 1) // 3) != quarter:
            quarter = at.year, (at.month - 1) // 3
            say(f"  … {month_year(at.date())}")
        yield at, turn


def _sweep(at: datetime, *, weekly: bool) -> None:
    """One pass, unless a glance at the rows says that it would change nothing.

    Dates are not computed again, which takes a third of the time: the closure days do
    not change while the scenarios are played, so that each would be found where it is.
    """
    reached = Rung.objects.reached(local_day(at)).filter(obligation__closed_at__isnull=True)
    pending = Delivery.objects.filter(state=Delivery.State.PENDING)
    if weekly or reached.exists() or pending.exists():
        Obligation.objects.open().update(checked_on=local_day(at))
        sweep(at, register_only=True, weekly=weekly)


def _link_projects() -> None:
    requests = {request.key: request for request in REQUESTS}
    offers = {offer.key: offer for offer in OFFERS}
    pages = {page.slug: page for page in ProjectPage.objects.all()}
    for project in PROJECTS:
        behind: list[Scenario] = [requests[key] for key in project.demandes]
        behind += [offers[key] for key in project.offers]
        for scenario in behind:
            dossier = Dossier.objects.get(uuid=uuid_of(scenario))
            dossier.projects.add(pages[project.key])


def _check_states(today: date, calendar: WorkingCalendar) -> None:
    wrong = []
    for request in REQUESTS:
        dossier = ParticipationRequest.objects.get(uuid=uuid_of(request))
        reached = state_of(dossier, today, calendar)
        if reached != request.state:
            wrong.append(f"« {request.key} » : {reached} au lieu de {request.state}")
    for offer in OFFERS:
        reached = offer_state_of(Dossier.objects.get(uuid=uuid_of(offer)), today)
        if reached != offer.state:
            wrong.append(f"« {offer.key} » : {reached} au lieu de {offer.state}")
    if wrong:
        raise Defect("États inattendus : " + " ; ".join(wrong))


def state_of(dossier: Dossier, today: date, calendar: WorkingCalendar) -> str:
    """The state of a dossier in the words of `shapes.State`."""
    if dossier.is_draft:
        return "draft"
    if dossier.is_closed:
        return dossier.end_code
    public_from = TownSettings.load().lateness_public_from
    if is_late(dossier, today, public_from):
        return f"{dossier.step}_promise_missed"
    if dossier.suspended:
        return (
            f"{dossier.step}_{'dormant' if dossier.dormant_on else PAUSED[dossier.suspended]}"
        )
    plan = dossier.milestones.order_by("set_at", "pk").last()
    if plan and is_commitment_late(dossier, plan, today, public_from):
        return f"{dossier.step}_commitment_late"
    due = dossier.obligations.open().get(principal=True).due_on
    if deadlines.step_late(due, today, closed=False):
        return f"{dossier.step}_late"
    soon = dossier.step == "A3" and calendar.count(today, due) <= SOON
    return "A3_due_soon" if soon else dossier.step


def offer_state_of(dossier: Dossier, today: date) -> str:
    """The state of an offer in the words of `offer_shapes.OfferState`."""
    if dossier.is_draft:
        return "draft"
    if dossier.is_closed:
        return dossier.end_code
    if dossier.step == "BC":
        if dossier.threads.open().filter(step="B3q").exists():
            return "BC_asked"
        dates = [thread.answer_by for thread in dossier.threads.open()]
        near = max(dates) - today <= NEAR
        return "BC_soon" if near else "BC"
    due = dossier.obligations.open().get(principal=True).due_on
    late = deadlines.step_late(due, today, closed=False)
    return f"{dossier.step}_late" if late else dossier.step
