"""The one door of every act: lock the dossier, re-read, re-check, then act.

« Hiding a button is not a permission »: whatever the door (page, back office, mail
link, Wagtail), the same checks run here inside the transaction (circuits.md 11).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from circuits.actions.record import Case, OnBehalf, system_user
from circuits.acts import DRAFT_ACTS
from circuits.errors import ActRefused, Stale
from circuits.models import Dossier, OfferThread
from circuits.permissions import may, may_enter_for, opinion_of, roles_of, roles_on
from circuits.readers import viewer
from circuits.sentences import event_sentence
from participation.clock import local_day
from participation.models import TownSettings, User
from participation.registry import public_change
from participation.written_once import WrittenOnce

LOCK = WrittenOnce(
    lambda pk: (
        Dossier.objects.select_for_update(of=("self",)).only("pk").filter(pk=pk).order_by()
    )
)
LOCKED = WrittenOnce(
    lambda pk: (
        Dossier.objects.select_related(
            "circuit", "council", "service", "theme", "elected__user"
        )
        .filter(pk=pk)
        .order_by()
    )
)


def lock(dossier_pk: int) -> Dossier:
    """The dossier as it is now, its row locked until the transaction ends.

    Locked first and read afterwards: PostgreSQL brings a row that changed while one
    waited for it without the rows that it has been joined to since.
    """
    if not LOCK.objects(dossier_pk):
        raise Dossier.DoesNotExist
    dossier: Dossier = LOCKED.objects(dossier_pk)[0]
    return dossier


def thread_of(dossier: Dossier, thread_pk: int | None) -> OfferThread | None:
    """One council's way through this offer, read once the dossier is locked.

    Raises:
        ActRefused: it is another offer's.

    """
    if thread_pk is None:
        return None
    found = dossier.threads.select_related("council__successor", "contribution")
    thread: OfferThread | None = found.filter(pk=thread_pk).first()
    if thread is None:
        raise ActRefused("Ce conseil n’a pas reçu cette offre.")
    thread.offer = dossier
    return thread


def refuse_stale(
    dossier: Dossier,
    act: str,
    by: User,
    seen: int | None,
    thread: OfferThread | None = None,
) -> None:
    """Refuse a form that was opened before another act, and say whose.

    On a thread only the acts of its council count: the others go their own way (P36).

    Raises:
        Stale: with `mine` when it is a double click.

    """
    if seen is None or seen == (thread or dossier).version:
        return
    acts = dossier.events.filter(data__has_key="act")
    if thread is not None:
        acts = acts.filter(thread=thread)
    last = acts.told().order_by("position").last()
    if last is None or (act in DRAFT_ACTS and last.at < dossier.updated_at):
        # A text is saved without an event: nobody else is to be named.
        raise Stale("", dossier.updated_at, "Le texte a été modifié.", mine=False)
    mine = last.actor.user_id == by.pk and last.data.get("act") == act
    raise Stale(last.actor.name, last.at, event_sentence(last), mine=mine)


@contextmanager
def acting(
    dossier_pk: int,
    act: str,
    *,
    by: User,
    at: datetime,
    seen: int | None = None,
    behalf: OnBehalf | None = None,
    thread: int | None = None,
) -> Iterator[Case]:
    """Run one act in one transaction on the locked dossier.

    Args:
        dossier_pk: which dossier.
        act: its code in `acts.ACTS`.
        by: who does it; with `behalf`, the member of the Agence who enters it.
        at: when, aware.
        seen: the version of the dossier, or of the thread, that the person was reading.
        behalf: whose act it really is (« saisie pour »).
        thread: the council's way through an offer on which it is done.

    Raises:
        Stale: somebody acted since.
        ActRefused: the act is not this person's, or not possible now.

    """
    with transaction.atomic():
        dossier = lock(dossier_pk)
        on_thread = thread_of(dossier, thread)
        refuse_stale(dossier, act, by, seen, on_thread)
        town = TownSettings.load()
        role = _authorise(dossier, act, by, at, behalf, on_thread, town)
        case = Case(
            dossier=dossier,
            act=act,
            at=at,
            by=by,
            role=role,
            calendar=town.calendar(),
            town=town,
            behalf=behalf,
            thread=on_thread,
        )
        yield case
        _moved(case)


@contextmanager
def system_acting(
    dossier: Dossier, act: str, *, at: datetime, thread: OfferThread | None = None
) -> Iterator[Case]:
    """An act of the platform itself, on a dossier that the sweep holds locked."""
    town = TownSettings.load()
    case = Case(
        dossier=dossier,
        act=act,
        at=at,
        by=system_user(),
        role="system",
        calendar=town.calendar(),
        town=town,
        thread=thread,
    )
    yield case
    _moved(case)


@contextmanager
def agency_acting(dossier_pk: int, act: str, *, by: User, at: datetime) -> Iterator[Case]:
    """What the Agence does to many dossiers at once; the caller has checked who it is."""
    with transaction.atomic():
        dossier = lock(dossier_pk)
        town = TownSettings.load()
        case = Case(
            dossier=dossier,
            act=act,
            at=at,
            by=by,
            role="agency",
            calendar=town.calendar(),
            town=town,
        )
        yield case
        _moved(case)


def _moved(case: Case) -> None:
    """After an act: whoever was reading reads something old, and those above are told."""
    dossier, thread = case.dossier, case.thread
    dossier.version += 1
    dossier.updated_at = case.at
    dossier.save(update_fields=["version", "updated_at"])
    if thread is not None:
        thread.version += 1
        thread.save(update_fields=["version"])
    public_change(dossier)


def open_sides(dossier: Dossier) -> set[str]:
    """The kinds of the dossier's open side obligations, and which services owe opinions."""
    rows = dossier.obligations.open().filter(principal=False).values_list("kind", "service")
    return {kind for kind, _ in rows} | {opinion_of(pk) for _, pk in rows if pk}


def _authorise(
    dossier: Dossier,
    act: str,
    by: User,
    at: datetime,
    behalf: OnBehalf | None,
    thread: OfferThread | None,
    town: TownSettings,
) -> str:
    day = local_day(at)
    actor = viewer(by, day, town)
    if behalf is not None:
        entered = may_enter_for(actor)
        if not entered:
            raise ActRefused(entered.reason)
        if behalf.said_on > day:
            raise ActRefused("Cet acte ne peut pas avoir été recueilli dans le futur.")
        actor = viewer(behalf.user, day, town)
    sides = open_sides(dossier)
    decision = may(act, actor, dossier, sides, thread=thread)
    if not decision:
        raise ActRefused(decision.reason)
    roles = roles_on(actor, dossier, thread, sides)
    return next(role for role in roles_of(act, dossier) if role in roles)
