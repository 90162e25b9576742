"""What the link of a mail does: the act it names, as its person, or nothing.

The rights are those of now, asked on the locked dossier: account open, mandate running,
still owed under the same clock (circuits.md 11, « One door », and 13, P29).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from circuits import emails
from circuits.actions.gate import lock, open_sides, thread_of
from circuits.actions.record import Case, record
from circuits.acts import ACTS
from circuits.errors import ActRefused, Stale
from circuits.mail_links import BACKED_BY, NOT_MINE, LinkRefused, MailLink, mailbox_of
from circuits.models import Dossier, Event, Obligation, OfferThread
from circuits.permissions import may, roles_on
from circuits.readers import viewer
from circuits.recipients import of_obligation
from circuits.sentences import event_sentence
from participation.clock import local_day
from participation.models import TownSettings, User

CLOSED = "Votre compte est fermé, ou son adresse n’est plus celle à qui ce lien a été envoyé."
NO_RIGHT = "Vous n’êtes plus la personne à qui revient cet acte."
OVER = "Ce qui était attendu est fait, ou ne l’est plus sous cette forme."
# Whom a mail about something owed is addressed to by name.
NAMED = (
    "holder",
    "deputy",
    "head",
    "elected",
    "referent",
    "referent_deputy",
    "directorate",
    "agency_direction",
    "general_direction",
)


@dataclass(frozen=True)
class Holding:
    """A link that is genuine, its person still entitled, and what it is about as of now."""

    person: User
    dossier: Dossier
    thread: OfferThread | None
    owed: Obligation
    role: str


def holder_of(link: MailLink) -> User:
    """The person of a link; the account is open and has the same address.

    Raises:
        LinkRefused: closed, another address since, or now at the Agence.

    """
    person = User.objects.filter(pk=link.person, is_active=True).first()
    if person is None or mailbox_of(person) != link.mailbox:
        raise LinkRefused(CLOSED, 403)
    if person.is_staff:
        raise LinkRefused("L’Agence agit après s’être connectée.", 403)
    return person


def holding(link: MailLink, *, at: datetime) -> Holding:
    """What a link is about, for a person who still has a right on it.

    Raises:
        LinkRefused: nobody's any more, or about nothing that exists.

    """
    person, day = holder_of(link), local_day(at)
    owed = (
        Obligation.objects.filter(pk=link.obligation, dossier=link.dossier, thread=link.thread)
        .select_related("dossier__circuit", "dossier__council", "thread__council", "service")
        .first()
    )
    if owed is None:
        raise LinkRefused(OVER, 410)
    dossier, thread = owed.dossier, thread_of(owed.dossier, link.thread)
    if link.act == NOT_MINE:
        role = _written_to(person, owed, at)
    else:
        held = roles_on(viewer(person, day), dossier, thread)
        role = next((role for role in ACTS[link.act].roles if role in held), "")
    if not role:
        raise LinkRefused(NO_RIGHT, 403)
    return Holding(person, dossier, thread, owed, role)


def refuse_over(link: MailLink, held: Holding, *, at: datetime) -> None:
    """Refuse a link whose time is over, for a person who keeps a right on the dossier.

    Raises:
        LinkRefused: no longer owed, another clock, or not the moment of this act.

    """
    if not held.owed.is_open or held.owed.clock != link.clock:
        raise LinkRefused(OVER, 410)
    if link.act == NOT_MINE:
        return
    reader, sides = viewer(held.person, local_day(at)), open_sides(held.dossier)
    decision = may(link.act, reader, held.dossier, sides, thread=held.thread)
    if not decision:
        raise LinkRefused(decision.reason, 410)


def done_with(link: MailLink, held: Holding) -> Event | None:
    """What this person, or the Agence for this person, has done of what the link asks."""
    person = Q(actor__user=held.person) | Q(on_behalf_of__user=held.person)
    events = held.dossier.events.filter(person, thread=link.thread, at__gte=held.owed.opened_at)
    if link.act == NOT_MINE:
        events = events.filter(code=NOT_MINE, data__obligation=link.obligation)
    else:
        events = events.filter(data__act=link.act)
    found: Event | None = events.told().order_by("position").first()
    return found


@transaction.atomic
def act_by_link(link: MailLink, *, at: datetime, **given: Any) -> Dossier:
    """Do the act of a link as its person, on the dossier as it is once it is locked.

    Raises:
        Stale: this person has done it already: a double click.
        ActRefused: the link is over, or the action itself refuses.

    """
    from circuits.actions import ACTIONS

    lock(link.dossier)
    try:
        held = holding(link, at=at)
        _refuse_twice(link, held, at=at)
    except LinkRefused as refusal:
        raise ActRefused(str(refusal)) from refusal
    assert link.act in BACKED_BY
    done: Dossier = ACTIONS[link.act](link.dossier, by=held.person, at=at, **given)
    return done


def _refuse_twice(link: MailLink, held: Holding, *, at: datetime) -> None:
    try:
        refuse_over(link, held, at=at)
    except LinkRefused:
        done = done_with(link, held)
        if done is None:
            raise
        raise Stale(done.actor.name, done.at, event_sentence(done), mine=True) from None


@transaction.atomic
def say_not_mine(link: MailLink, *, at: datetime) -> None:
    """Somebody says that it is not theirs: the Agence is told, and nothing else changes.

    Once for each person and obligation. The version of the dossier stays: nobody's form
    is made stale by it.

    Raises:
        LinkRefused: the link is over.

    """
    assert link.act == NOT_MINE
    dossier = lock(link.dossier)
    held = holding(link, at=at)
    refuse_over(link, held, at=at)
    if done_with(link, held) is not None:
        return
    town = TownSettings.load()
    case = Case(
        dossier=dossier,
        act=NOT_MINE,
        at=at,
        by=held.person,
        role=held.role,
        calendar=town.calendar(),
        town=town,
        thread=thread_of(dossier, link.thread),
    )
    # Without « act »: nothing was done, and no form is older than this.
    data = {"obligation": held.owed.pk, "due_on": str(held.owed.due_on)}
    event = record(case, NOT_MINE, Event.Audience.CITY, data=data)
    emails.notify("M15n", case, event)


def _written_to(person: User, owed: Obligation, at: datetime) -> str:
    """In which capacity the mails about this still go to this person; nothing if none do."""
    town, day = TownSettings.load(), local_day(at)
    for who in of_obligation(owed, NAMED, day, town):
        if who.user == person:
            # The record's column holds sixteen letters, and both are a direction.
            return "directorate" if who.role == "general_direction" else who.role
    return ""
