"""A town as large as its dossiers: more councils, services, members and subscribers.

Each district is the demonstration's six councils once more, with their members and the
services that answer them; keys are those of the first district plus `STRIDE` times the
district, so that `multiply` finds them by arithmetic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import ForeignKey, Model

from circuits.demo.copies import copy_in, end_of_keys
from circuits.digests import last_slot
from circuits.models import Actor, Digest, Dossier
from participation.clock import local_day, midnight
from participation.french import sort_key
from participation.models import (
    ClosureDay,
    Commission,
    Council,
    CouncilIndexPage,
    CouncilPage,
    Mandate,
    Quarter,
    Service,
    Subscriber,
    Subscription,
    Territory,
    TownSettings,
    User,
)
from participation.models.subscriptions import new_token

STRIDE = 10_000
# Six councils each: 150 in all for the base that the benchmark counts in.
MOST = 25
DOSSIERS_EACH = 800
MEMBERS_EACH = 200
SUBSCRIBERS_PER_DOSSIER = 5
# One subscriber in so many follows everything, one dossier, else one council.
FOLLOW_ALL, FOLLOW_ONE = 100, 4
# Each before those that name it.
MODELS: tuple[type[Model], ...] = (
    User, Actor, Territory, Quarter, Council, Commission, Mandate, Service,
    Service.agents.through,
)  # fmt: skip


@dataclass
class Town:
    """What the first district is made of: which rows have a copy in the others."""

    keys: dict[type[Model], list[int]] = field(default_factory=dict)
    # In lower case: those of its people and of its services.
    addresses: list[str] = field(default_factory=list)
    districts: int = 1

    @classmethod
    def of_the_demonstration(cls) -> Town:
        """Read it; people of the Agence and élus are the same for every district."""
        town = cls()
        services = list(Service.objects.filter(pk__lt=STRIDE))
        # Those that are over stay what they are: one of each is history enough.
        councils = Council.objects.filter(pk__lt=STRIDE, dissolved_on=None)
        people = {*Mandate.objects.filter(pk__lt=STRIDE).values_list("user", flat=True)}
        people |= {pk for one in services for pk in (one.holder_id, one.deputy_id, one.head_id)}
        people |= {pk for one in services for pk in one.agents.values_list("pk", flat=True)}
        users = User.objects.filter(pk__in=people - {None})
        town.keys = {
            model: list(model._base_manager.filter(pk__lt=STRIDE).values_list("pk", flat=True))
            for model in MODELS
        }
        town.keys[Council] = list(councils.values_list("pk", flat=True))
        town.keys[User] = [user.pk for user in users]
        town.keys[Actor] = list(
            Actor.objects.filter(user__in=users).values_list("pk", flat=True)
        )
        addresses = [user.email for user in users] + [one.mailbox for one in services]
        town.addresses = sorted({one.lower() for one in addresses if one})
        every = Council.objects.filter(dissolved_on=None).count()
        town.districts = max(1, councils.count() and every // len(councils))
        return town


def ensure(town: Town, dossiers: int, at: datetime) -> None:
    """Bring the town to the size that goes with so many dossiers; it never shrinks."""
    wanted = min(MOST, -(-dossiers // DOSSIERS_EACH))
    new = range(town.districts, wanted)
    for model in MODELS:
        rows = list(model._base_manager.filter(pk__in=town.keys[model]).order_by("pk"))
        copy_in(model, ((_copied(row, d, town), ()) for d in new for row in rows))
    end_of_keys(*MODELS)
    if new:
        _members(town, new, at.date())
        _pages(new, town)
        town.districts = wanted
    _subscribers(dossiers * SUBSCRIBERS_PER_DOSSIER, at)


def address_in(address: str, district: int) -> str:
    """The address of the same post in another district."""
    return address.replace("@", f".{district}@")


def _copied(row: Model, district: int, town: Town) -> Model:
    new = copy(row)
    for one in row._meta.local_concrete_fields:
        value = getattr(row, one.attname)
        own = isinstance(one, ForeignKey) and value in town.keys.get(one.related_model, ())
        if own or one.primary_key:
            setattr(new, one.attname, value + district * STRIDE)
    number = district + 1
    if isinstance(new, User):
        new.email = address_in(new.email, district) if new.email else None
    if isinstance(new, Service):
        new.mailbox = address_in(new.mailbox, district)
    if isinstance(new, Council | Service):
        new.slug = f"{new.slug[:44]}-{number}"
    if isinstance(new, Council | Service | Territory):
        new.name = f"{new.name} {number}"
    if isinstance(new, Council):
        new.sort_key = sort_key(new.name)
    return new


def _members(town: Town, districts: Iterable[int], today: date) -> None:
    """Simple members beside those of the demonstration, dealt out to the councils."""
    councils = town.keys[Council]
    first = User.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1
    since = today - timedelta(days=700)
    people: list[User] = []
    mandates: list[tuple[int, int]] = []
    for district in districts:
        for rank in range(max(0, MEMBERS_EACH - len(town.keys[User]))):
            user = User(
                pk=first + len(people), email=f"membre.{district}.{rank}@exemple.fr",
                first_name="Camille", last_name=f"Exemple {district}-{rank}",
            )  # fmt: skip
            user.set_unusable_password()
            people.append(user)
            mandates.append((user.pk, councils[rank % len(councils)] + district * STRIDE))
    copy_in(User, ((user, ()) for user in people))
    end_of_keys(User)
    Mandate.objects.bulk_create(
        [Mandate(user_id=u, council_id=c, starts_on=since) for u, c in mandates],
        batch_size=1000,
    )


def _pages(districts: Iterable[int], town: Town) -> None:
    above = CouncilIndexPage.objects.first()
    if above is None:
        return
    keys = [pk + d * STRIDE for d in districts for pk in town.keys[Council]]
    for council in Council.objects.filter(pk__in=keys):
        above.add_child(
            instance=CouncilPage(title=council.name, slug=council.slug, council=council)
        )


def _subscribers(wanted: int, at: datetime) -> None:
    """Inhabitants without account, by COPY; each follows one thing since a year ago."""
    made = Subscriber.objects.filter(address__startswith="abonne-").count()
    since = at - timedelta(days=365)
    first = _next(Subscriber)
    rows = [
        Subscriber(
            pk=first + rank, address=f"abonne-{made + rank}@exemple.fr", token=new_token(),
            created_at=since, follows_since=since,
        )
        for rank in range(max(0, wanted - made))
    ]  # fmt: skip
    copy_in(Subscriber, ((row, ()) for row in rows))
    chosen = _subscriptions([row.pk for row in rows], _next(Subscription), since)
    copy_in(Subscription, ((row, ()) for row in chosen))
    _last_week(rows, at)
    end_of_keys(Subscriber, Subscription, Digest)


def _last_week(subscribers: list[Subscriber], at: datetime) -> None:
    """The weekly mail that had nothing to say: the next one tells one week, not a year."""
    calendar = ClosureDay.objects.calendar()
    slot = last_slot(TownSettings.load().follow_weekday, local_day(at), calendar)
    first = _next(Digest)
    read = (
        Digest(
            pk=first + rank, subscriber=one, kind=Digest.Kind.FOLLOW, week=slot.week,
            at=midnight(slot.day) + timedelta(hours=9),
        )
        for rank, one in enumerate(subscribers)
    )  # fmt: skip
    copy_in(Digest, ((row, ()) for row in read))


def _subscriptions(
    subscribers: list[int], first: int, since: datetime
) -> Iterator[Subscription]:
    """What each follows; everything is read before: COPY keeps the connection to itself."""
    councils = list(Council.objects.filter(dissolved_on=None).values_list("pk", flat=True))
    references = list(
        Dossier.objects.filter(sent_at__isnull=False, closed_at=None)
        .order_by("pk")
        .values_list("reference", flat=True)[:5000]
    )
    scopes = Subscription.Scope

    def chosen(rank: int, subscriber: int) -> Subscription:
        new = Subscription(
            pk=first + rank, subscriber_id=subscriber, created_at=since, confirmed_at=since,
            scope=scopes.COUNCIL,
        )  # fmt: skip
        if rank % FOLLOW_ALL == 0:
            new.scope = scopes.PLATFORM
        elif rank % FOLLOW_ONE == 0 and references:
            new.scope, new.reference = scopes.DOSSIER, references[rank % len(references)]
        else:
            new.council_id = councils[rank % len(councils)]
        return new

    return (chosen(rank, subscriber) for rank, subscriber in enumerate(subscribers))


def _next(model: type[Model]) -> int:
    last = model._base_manager.order_by("-pk").values_list("pk", flat=True).first()
    return (last or 0) + 1
