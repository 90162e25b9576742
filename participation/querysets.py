"""All reads of the ground that need more than one filter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce

from participation.clock import midnight
from participation.working_days import WorkingCalendar

if TYPE_CHECKING:
    from participation.models import User
    from participation.street_names import Reading


class ClosureDayQuerySet(models.QuerySet[Any]):
    """Closure days of the town hall."""

    def calendar(self) -> WorkingCalendar:
        """The working-day calendar of the town, closures included (one query)."""
        return WorkingCalendar.of(
            settings.HOLIDAYS_SUBDIVISION, self.values_list("day", flat=True)
        )


class CouncilQuerySet(models.QuerySet[Any]):
    """Councils, past and present."""

    def open_on(self, day: date) -> Self:
        """Those that exist on this local day."""
        return self.filter(founded_on__lte=day).filter(
            models.Q(dissolved_on__isnull=True) | models.Q(dissolved_on__gt=day)
        )


def how_many(found: models.QuerySet[Any]) -> Coalesce:
    """How many rows of one council these are, as a column: counted by the database."""
    one = found.order_by().values("council").annotate(n=models.Count("pk")).values("n")
    return Coalesce(models.Subquery(one), 0)


class StreetQuerySet(models.QuerySet[Any]):
    """Streets, by what people type of their names."""

    def read_as(self, ways: Sequence[Reading]) -> Self:
        """What these readings of a text find, with secteur and quartier.

        `strictness` is the rank of the first reading that finds the street; the best
        first. A word also finds those that begin so, but a number of the name only
        itself: « 1 » is not « 17 novembre ».
        """
        means = [_all_words(way.words) for way in ways]
        rank = models.Case(
            *(models.When(found, then=models.Value(n)) for n, found in enumerate(means)),
            output_field=models.IntegerField(),
        )
        read = self.annotate(strictness=rank).filter(strictness__isnull=False)
        ordered = read.order_by("strictness", *self.model._meta.ordering)
        return ordered.select_related("territory", "quarter")


def _all_words(words: Iterable[str]) -> models.Q:
    wanted = (f" {word} " if word.isdigit() else f" {word}" for word in words)
    return reduce(and_, (models.Q(search_key__contains=word) for word in wanted))


class MandateQuerySet(models.QuerySet[Any]):
    """Mandates; rights always come from those of the day (architecture.md 3)."""

    def active_on(self, day: date) -> Self:
        """Mandates that run on this local day, of people whose account is active.

        None in a council that is dissolved: its successor's mandates count.
        """
        return (
            self.filter(starts_on__lte=day, user__is_active=True)
            .filter(models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=day))
            .filter(
                models.Q(council__dissolved_on__isnull=True)
                | models.Q(council__dissolved_on__gt=day)
            )
        )

    def of(self, user: User | int) -> Self:
        """The mandates of one person, or of one account's key."""
        return self.filter(user=user)

    def speaking(self) -> Self:
        """Référents and their deputies: those who deposit and answer."""
        return self.filter(role__in=["referent", "deputy"])


class AbsenceQuerySet(models.QuerySet[Any]):
    """Who is away."""

    def running_on(self, day: date) -> Self:
        """The absences that cover this local day."""
        return self.filter(starts_on__lte=day, ends_on__gte=day)


class MeetingQuerySet(models.QuerySet[Any]):
    """Meetings; all of them are public from the moment they are announced."""

    def to_come(self, at: datetime) -> Self:
        """Those that are not over at the moment `at`, the nearest first, cancelled or not."""
        return self.filter(ends_at__gt=at).order_by("starts_at", "pk")

    def past(self, at: datetime) -> Self:
        """Those that are over at the moment `at`, the latest first."""
        return self.filter(ends_at__lte=at).order_by("-starts_at", "-pk")

    def held(self) -> Self:
        """Without those that were cancelled."""
        return self.filter(cancelled_at__isnull=True)

    def since(self, day: date) -> Self:
        """Those of this local day and after, for calendars."""
        return self.filter(starts_at__gte=midnight(day)).order_by("starts_at", "pk")

    def for_list(self) -> Self:
        """With the council, and `has_minutes`: whether a compte rendu can be read."""
        from participation.models import Minutes

        readable = Minutes.objects.readable().filter(meeting=models.OuterRef("pk"))
        return self.select_related("council").annotate(has_minutes=models.Exists(readable))

    def whole(self) -> Self:
        """With the council, the items and the versions of the compte rendu (three queries)."""
        from participation.models import Minutes

        versions = Minutes.objects.select_related("published_by")
        found = self.select_related("council", "created_by", "updated_by")
        return found.prefetch_related("items", models.Prefetch("minutes", versions))


class MinutesQuerySet(models.QuerySet[Any]):
    """Versions of comptes rendus."""

    def readable(self) -> Self:
        """Those that nobody has hidden."""
        return self.filter(hidden_at__isnull=True)


class MailQuerySet(models.QuerySet[Any]):
    """The outbox, as people look at it."""

    def in_trouble(self) -> Self:
        """Failed or of unknown fate, and nobody has dealt with it yet."""
        return self.filter(state__in=["failed", "unknown"], settled_at__isnull=True)


class FailingAddressQuerySet(models.QuerySet[Any]):
    """Addresses that refuse our mails."""

    def current(self) -> Self:
        """Those that nobody has repaired."""
        return self.filter(repaired_at__isnull=True)

    def addresses(self) -> frozenset[str]:
        """The failing addresses of now, in lower case (one query)."""
        return frozenset(self.current().values_list("address", flat=True))
