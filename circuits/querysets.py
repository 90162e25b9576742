"""All reads of the circuits; every list starts from `visible_to`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth import get_user_model
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, Q

if TYPE_CHECKING:
    from circuits.readers import Viewer


def promise_missed(today: date, public_from: date) -> Q:
    """Which dossiers are late in public: the one condition, for lists and for counts.

    A promise that stands still is judged as of the day it stopped.
    """
    running = Q(stopped_on__isnull=True) | Q(promised_on__lt=F("stopped_on"))
    return running & Q(
        deposited_at__isnull=False,
        answered_at__isnull=True,
        closed_at__isnull=True,
        promised_on__lt=today,
        promised_on__gte=public_from,
    )


class DossierQuerySet(models.QuerySet[Any]):
    """Dossiers, as far as a viewer may read them."""

    def public(self) -> Self:
        """What anyone reads: sent to the other side, and not kept to the members."""
        return self.filter(sent_at__isnull=False, visibility="public")

    def beyond_public(self) -> Self:
        """What of these not everybody reads; few beside the others."""
        return self.exclude(sent_at__isnull=False, visibility="public")

    def confidential(self) -> Self:
        """What was deposited, and of which the public knows the number and the state."""
        return self.filter(sent_at__isnull=False, visibility="private")

    def visible_to(self, viewer: Viewer) -> Self:
        """The one rule of visibility (circuits.md 9).

        Anyone reads what is public; councils and the town also read what is kept to
        the members. A draft is its author's side alone: a council's (and the Agence's
        own drafts), a service's. An offre that was not sent yet is the town's. What is
        confidential is read by those who speak for the council and those who deal with it.
        """
        if not viewer.inside:
            return self.public()
        drafts = Q(deposited_at__isnull=True, council__in=viewer.councils)
        drafts |= Q(
            deposited_at__isnull=True,
            kind="offre",
            service__in=viewer.services | viewer.headed,
        )
        if viewer.agency:
            # Not by a join, which every dossier of the town would pay.
            staff = get_user_model().objects.filter(is_staff=True).order_by()
            drafts |= Q(deposited_at__isnull=True, created_by__in=staff.values("pk"))
        sent = Q(deposited_at__isnull=False)
        if not viewer.of_the_city:
            sent = Q(sent_at__isnull=False)
        found = self.filter(sent | drafts)
        if viewer.agency or viewer.directs:
            return found
        return found.filter(~Q(visibility="private") | _entrusted(viewer))

    def deposited(self) -> Self:
        """Without drafts."""
        return self.filter(deposited_at__isnull=False)

    def concerning(self, viewer: Viewer) -> Self:
        """The dossiers of the viewer's councils, services and delegation.

        The Agence is concerned by all of them.
        """
        visible = self.visible_to(viewer)
        if viewer.agency:
            return visible
        mine = Q(council__in=viewer.councils)
        if viewer.councils:
            mine |= Q(pk__any_of=ArraySubquery(_asked_of(viewer.councils)))
        mine |= Q(service__in=viewer.services | viewer.headed | viewer.directed)
        mine |= Q(holder__in=viewer.people) | Q(deputy__in=viewer.people)
        mine |= Q(elected__in=viewer.elected)
        return visible.filter(mine)

    def late(self, today: date, public_from: date) -> Self:
        """The promise is missed (`deadlines.promise_missed`, in SQL)."""
        return self.filter(promise_missed(today, public_from))

    def one(self) -> Any:
        """The only dossier found, or None.

        `first()` would sort it, and Django compares all the columns read to do so.
        """
        return next(iter(self.order_by()[:1]), None)


def _entrusted(viewer: Viewer) -> Q:
    """The confidential dossiers of this person: each post that may act, or is told of it."""
    from circuits.models import Obligation

    asked = Obligation.objects.open().filter(
        kind=Obligation.Kind.OPINION, service__in=viewer.services | viewer.headed
    )
    return (
        Q(council__in=viewer.speaks_for)
        | Q(council__in=viewer.councils, created_by=viewer.user_id)
        | Q(service__in=viewer.services | viewer.headed | viewer.directed)
        | Q(holder__in=viewer.people)
        | Q(deputy__in=viewer.people)
        | Q(elected__in=viewer.elected)
        | Q(pk__in=asked.order_by().values("dossier"))
    )


def _in_dossiers(party: str, where: Q) -> Q:
    """What this party owes in these few dossiers, which are found first.

    By a join, all that the town owes would be read.
    """
    from circuits.models import Dossier

    keys = Dossier.objects.filter(where).order_by().values("pk")
    return Q(dossier__any_of=ArraySubquery(keys), party=party)


def _asked_of(councils: Iterable[int]) -> Any:
    """The offers that were sent to one of these councils."""
    from circuits.models import OfferThread

    return OfferThread.objects.filter(council__in=councils).order_by().values("offer")


class ThreadQuerySet(models.QuerySet[Any]):
    """Each council's way through an offer."""

    def open(self) -> Self:
        """Those that still wait for the council."""
        return self.filter(closed_at__isnull=True)


class EventQuerySet(models.QuerySet[Any]):
    """The record."""

    def visible_to(self, viewer: Viewer, dossier: Any) -> Self:
        """The sentences of a dossier that this viewer may read."""
        if viewer.of_the_city:
            return self.filter(audience__in=["public", "both", "city"])
        own = Q(audience="both", thread__council__in=viewer.councils)
        if dossier.council_id in viewer.councils:
            own |= Q(audience="both", thread__isnull=True)
        return self.filter(Q(audience="public") | own)

    def public(self) -> Self:
        """What everybody may read, of dossiers that everybody may read."""
        return self.filter(
            audience="public",
            dossier__sent_at__isnull=False,
            dossier__visibility="public",
        )

    def public_between(self, after: datetime, until: datetime) -> Self:
        """What everybody may read, after one moment and until another, included."""
        return self.public().filter(at__gt=after, at__lte=until)

    def of_councils(self, councils: Iterable[int]) -> Self:
        """What is these councils' news: their demandes, and in an offre their own way.

        What an offre says to all those that were asked is theirs too.
        """
        keys = list(councils)
        return self.filter(
            Q(dossier__council__in=keys)
            | Q(thread__council__in=keys)
            | Q(thread__isnull=True, dossier__in=_asked_of(keys))
        )

    def told(self, *, dossier_known: bool = False, actors_known: bool = False) -> Self:
        """With everything that a sentence names.

        `dossier_known`: without their dossier, of which they are asked or which is read
        apart, with its council and its service; `actors_known`: without who did it.
        """
        found = self.select_related(
            *(() if actors_known else ("actor",)),
            "on_behalf_of",
            "service",
            "text",
            "answer",
            "thread__council",
            "thread__contribution",
        )
        return (
            found
            if dossier_known
            else found.select_related("dossier__council", "dossier__service")
        )


class ObligationQuerySet(models.QuerySet[Any]):
    """What is owed."""

    def open(self) -> Self:
        """Still owed."""
        return self.filter(closed_at__isnull=True)

    def running(self) -> Self:
        """Still owed, and their clock runs."""
        return self.filter(closed_at__isnull=True, paused_on__isnull=True)

    def late_for_the_town(self, today: date) -> Self:
        """What the town is late with; a council's silence is no lateness of the town."""
        return self.running().filter(due_on__lt=today).exclude(party="referent")

    def owed_by(self, viewer: Viewer) -> Self:
        """What this person is expected to do, whatever the dossier (À faire)."""
        from circuits.models import OfferThread

        mine = Q(pk__in=[])
        if viewer.agency:
            mine |= Q(party="agency")
        if viewer.headed:
            mine |= _in_dossiers("head", Q(service__in=viewer.headed))
        if viewer.people:
            followed = Q(holder__in=viewer.people) | Q(deputy__in=viewer.people)
            followed |= Q(service__in=viewer.services, holder__isnull=True)
            mine |= _in_dossiers("service", followed)
        if viewer.services | viewer.headed:
            mine |= Q(party="associate", service__in=viewer.services | viewer.headed)
        if viewer.elected:
            mine |= _in_dossiers("elected", Q(elected__in=viewer.elected))
        if viewer.speaks_for:
            own = _in_dossiers("referent", Q(council__in=viewer.speaks_for))
            mine |= own & Q(thread=None)
            asked = OfferThread.objects.filter(council__in=viewer.speaks_for).order_by()
            mine |= Q(thread__any_of=ArraySubquery(asked.values("pk")), party="referent")
        # The first two run beside a step that says the same: the town's answer to a
        # demande, a council's to an offre. The others are waited for, not done.
        waited = ["promise", "answer", "meeting", "third_party"]
        return self.running().exclude(kind__in=waited).filter(mine)

    def with_dossier(self) -> Self:
        """With what a row of « À faire » shows."""
        return self.select_related(
            "dossier__council",
            "dossier__theme",
            "dossier__service",
            "dossier__elected__user",
            "dossier__circuit",
            "thread__council",
        )


class RungQuerySet(models.QuerySet[Any]):
    """Reminders."""

    def reached(self, today: date) -> Self:
        """Armed, and their day has come."""
        return self.filter(state="armed", fire_on__lte=today)

    def climbed(self, today: date) -> Self:
        """What decides which one leaves: those reached, and the relances that left."""
        reached = Q(state="armed", fire_on__lte=today)
        return self.filter(reached | Q(state="done", kind="relance")).order_by("position")


class CircuitVersionQuerySet(models.QuerySet[Any]):
    """The versions of the circuits: drafts, in use, retired."""

    def drafts(self) -> Self:
        """Not activated yet: the Agence still writes them."""
        return self.filter(activated_at__isnull=True)

    def in_use(self) -> Self:
        """Those that new dossiers follow."""
        return self.filter(activated_at__isnull=False, retired_at__isnull=True)

    def retired(self) -> Self:
        """Those that only older dossiers follow."""
        return self.filter(retired_at__isnull=False)

    def with_dossiers(self) -> Self:
        """With `followed` and `still_open`: dossiers deposited under it, and not closed."""
        still_open = Q(dossiers__closed_at__isnull=True)
        return self.annotate(
            followed=models.Count("dossiers"),
            still_open=models.Count("dossiers", filter=still_open),
        )
