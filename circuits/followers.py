"""Reading what people follow, and which public events that makes worth telling.

Mandates are those of the day; what is kept to the members, and events that are not
public, never come in (circuits.md 10, P24 and P33).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from circuits.models import Dossier, Event
from participation.clock import midnight
from participation.models import Council, Mandate, Subscriber, Subscription, User
from participation.written_once import WrittenOnce

# The councils by the key under which each one's news are told: its living successor's.
Living = Mapping[int, Council]
# News that are of several councils, none of which the reader follows by itself.
SEVERAL = "Plusieurs conseils"


@dataclass
class Following:
    """What one person follows, each thing since its own moment."""

    platform: datetime | None = None
    councils: dict[int, datetime] = field(default_factory=dict)
    dossiers: dict[str, datetime] = field(default_factory=dict)
    # Those that are followed by a mandate of the day, by name.
    sits_in: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether anything is followed at all."""
        return bool(self.platform or self.councils or self.dossiers)

    def add_council(self, pk: int, since: datetime) -> None:
        """Follow a council; two ways to it count from the earlier moment."""
        self.councils[pk] = min(since, self.councils.get(pk, since))


@dataclass(frozen=True)
class News:
    """One dossier with what happened to it, under the council it is told for."""

    heading: str
    dossier: Dossier
    events: list[Event]


def receivers_on(day: date) -> Any:
    """The keys of whoever may receive mails for a mandate of this local day (a subquery).

    At least they: a person who has an address needs no relay.
    """
    mandates = Mandate.objects.active_on(day).order_by()
    relays = mandates.filter(user__relay__isnull=False).values_list("user__relay")
    return mandates.values_list("user").union(relays)


NEWCOMERS = WrittenOnce(
    lambda day: (
        Mandate.objects.active_on(day)
        .filter(
            Q(user__subscriber__isnull=True)
            | Q(user__relay__isnull=False, user__relay__subscriber__isnull=True)
        )
        .select_related("user__relay")
    )
)


def newcomers_on(day: date) -> dict[int, User]:
    """Who receives mails for a mandate of this local day, and has no row yet.

    The members, or their relays. Asked at each pass, when there is hardly anyone.
    """
    receivers = (_receiver(mandate) for mandate in NEWCOMERS.objects(day))
    return {user.pk: user for user in receivers if user and user.mail_address()}


def living_councils(day: date) -> dict[int, Council]:
    """Each council, past or present, with the one that it has become by this day."""
    councils = {council.pk: council for council in Council.objects.all()}
    for council in councils.values():
        if council.successor_id:
            council.successor = councils[council.successor_id]
    return {pk: council.living_on(day) for pk, council in councils.items()}


def followings(
    subscribers: Sequence[Subscriber], day: date, living: Living
) -> dict[int, Following]:
    """What each of these people follows on this local day, by the subscriber's key."""
    found = {subscriber.pk: Following() for subscriber in subscribers}
    for chosen in Subscription.objects.filter(
        subscriber__in=found, confirmed_at__isnull=False
    ).order_by("pk"):
        following, since = found[chosen.subscriber_id], chosen.confirmed_at
        assert since is not None
        if chosen.council_id:
            following.add_council(living[chosen.council_id].pk, since)
        elif chosen.reference:
            following.dossiers[chosen.reference] = since
        else:
            following.platform = since
    by_user = {s.user_id: found[s.pk] for s in subscribers if s.user_id}
    for mandate in _mandates_received_by(by_user, day):
        receiver = _receiver(mandate)
        if receiver is None or receiver.pk not in by_user:
            continue
        council = living[mandate.council_id]
        begun = midnight(mandate.starts_on)
        by_user[receiver.pk].add_council(council.pk, begun)
        if str(council) not in by_user[receiver.pk].sits_in:
            by_user[receiver.pk].sits_in.append(str(council))
    return found


def _mandates_received_by(users: Iterable[int], day: date) -> Iterable[Mandate]:
    keys = list(users)
    return (
        Mandate.objects.active_on(day)
        .filter(Q(user__in=keys) | Q(user__relay__in=keys, user__email__isnull=True))
        .select_related("user__relay")
        .order_by("council__sort_key", "pk")
    )


def _receiver(mandate: Mandate) -> User | None:
    """Whose mails a member's are: a volunteer without address names a relay."""
    user: User = mandate.user
    return user if user.email else user.relay


class Happened:
    """The events of a batch of mails, found by what a person follows."""

    def __init__(self, events: Sequence[Event], living: Living) -> None:
        """Whose news each event is, once for all the people of the batch."""
        self.events = events
        self.concerned: dict[int, dict[int, Council]] = {}
        self.of_council: defaultdict[int, list[Event]] = defaultdict(list)
        self.of_dossier: defaultdict[str, list[Event]] = defaultdict(list)
        for event in events:
            councils = {living[pk].pk: living[pk] for pk in _councils_of(event)}
            self.concerned[event.pk] = councils
            for pk in councils:
                self.of_council[pk].append(event)
            self.of_dossier[event.dossier.reference or ""].append(event)

    def that_may_concern(self, following: Following) -> Iterable[Event]:
        """Each event of what is followed, once."""
        if following.platform is not None:
            return self.events
        found = [event for pk in following.councils for event in self.of_council[pk]]
        found += [event for name in following.dossiers for event in self.of_dossier[name]]
        return {event.pk: event for event in found}.values()


def news_of(
    happened: Happened, following: Following, since: datetime, known: Container[int]
) -> list[News]:
    """What of these events to tell, by council and by dossier, each in order of time.

    `since`: nothing older is told, whatever is followed; nor what is `known`, by its key.
    """
    told: dict[tuple[Any, ...], News] = {}
    for event in happened.that_may_concern(following):
        if event.at <= since or event.pk in known:
            continue
        place = _place_of(event, following, happened.concerned[event.pk])
        if place is None:
            continue
        dossier = event.dossier
        key = (*place, dossier.kind, dossier.year, dossier.number)
        told.setdefault(key, News(place[1], dossier, [])).events.append(event)
    for news in told.values():
        news.events.sort(key=lambda event: event.position)
    return [told[key] for key in sorted(told)]


def _place_of(
    event: Event, following: Following, concerned: Mapping[int, Council]
) -> tuple[str, str] | None:
    """The sort key and the heading under which an event is told, or None when it is not.

    Under one council only, were it of several that the person follows (P33).
    """
    mine = [
        council
        for pk, council in concerned.items()
        if pk in following.councils and event.at > following.councils[pk]
    ]
    if mine:
        first = min(mine, key=lambda council: council.sort_key)
        return first.sort_key, str(first)
    followed = following.dossiers.get(event.dossier.reference or "")
    asked = [moment for moment in (following.platform, followed) if moment is not None]
    if not any(event.at > moment for moment in asked):
        return None
    if len(concerned) == 1:
        only = next(iter(concerned.values()))
        return only.sort_key, str(only)
    return "~", SEVERAL


def _councils_of(event: Event) -> list[int]:
    """Whose news it is: one council's way through an offre, or all those asked."""
    if event.thread is not None:
        return [event.thread.council_id]
    if event.dossier.council_id is not None:
        return [event.dossier.council_id]
    return [thread.council_id for thread in event.dossier.threads.all()]
