"""Writing the record: actors and events, inside the transaction of the act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from circuits.models import Actor, Dossier, Event, OfferThread, TextVersion
from participation.models import TownSettings, User
from participation.working_days import WorkingCalendar

SYSTEM_NAME = "La plateforme"


@dataclass(frozen=True)
class OnBehalf:
    """« Saisie pour »: whose act it is, how and on which local day it was said."""

    user: User
    channel: str
    said_on: date


@dataclass
class Case:
    """One act in progress on a locked dossier: who, when, with which calendar."""

    dossier: Dossier
    act: str
    at: datetime
    by: User
    role: str
    calendar: WorkingCalendar
    town: TownSettings
    behalf: OnBehalf | None = None
    # One council's way through an offer, when the act is done on one.
    thread: OfferThread | None = None

    @property
    def said(self) -> dict[str, Any]:
        """What the data of every event of an act begin with: its code."""
        return {"act": self.act}

    @property
    def subject(self) -> Dossier | OfferThread:
        """What moves along a circuit: the dossier, or one council's thread."""
        return self.thread or self.dossier


def actor_of(user: User) -> Actor:
    """The actor of this person, made at the first act; its name follows the account.

    The longest of names are cut: an account holds more signs than the record.
    """
    name = str(user)[: Actor._meta.get_field("name").max_length]
    actor, _ = Actor.objects.get_or_create(user=user, defaults={"name": name})
    if actor.name != name and not actor.is_system:
        actor.name = name
        actor.save(update_fields=["name"])
    return actor


def system_user() -> User:
    """The account that stands for the platform: no address, can never sign in."""
    actor = Actor.objects.select_related("user").filter(is_system=True).first()
    if actor is not None and actor.user is not None:
        return actor.user
    user = User.objects.create_user(None, last_name=SYSTEM_NAME, is_active=False)
    Actor.objects.update_or_create(is_system=True, defaults={"user": user, "name": SYSTEM_NAME})
    return user


def write_text(case: Case, kind: str, body: str) -> TextVersion | None:
    """Keep a text that goes with the act; nothing when it is empty."""
    if not body.strip():
        return None
    author = case.behalf.user if case.behalf else case.by
    return TextVersion.objects.create(
        dossier=case.dossier,
        kind=kind,
        body=body.strip(),
        author=actor_of(author),
        written_at=case.at,
    )


def record(case: Case, code: str, audience: str, **fields: Any) -> Event:
    """Write one event; the dossier's row is locked, so positions have no gap.

    `fields` are those of `Event`; `data` holds dates, codes and counts only.
    """
    last = case.dossier.events.aggregate(last=Max("position"))["last"] or 0
    event = event_of(case, code, audience, last + 1, actor_of(case.by), **fields)
    event.save(force_insert=True)
    return event


def event_of(
    case: Case, code: str, audience: str, position: int, actor: Actor, **fields: Any
) -> Event:
    """The event of an act, not written yet: a batch writes all of its own at once."""
    behalf = case.behalf
    return Event(
        dossier=case.dossier,
        thread=fields.pop("thread", case.thread),
        position=position,
        code=code,
        at=case.at,
        audience=audience,
        actor=actor,
        role=case.role,
        on_behalf_of=actor_of(behalf.user) if behalf else None,
        channel=behalf.channel if behalf else "",
        said_on=behalf.said_on if behalf else None,
        step=fields.pop("step", case.subject.step),
        **fields,
    )
