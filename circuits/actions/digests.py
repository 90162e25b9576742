"""Where the weekly mails are written: each once a person and week (circuits.md 10).

The sweep calls these in office hours. The row of a person is locked and the week's
`Digest` is written with its mail: passes, processes and kills change nothing (P17, P33).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet

from circuits import digest_letters, followers, lateness
from circuits.actions.reminders import Pass
from circuits.digests import MONDAY, Slot, last_slot
from circuits.followers import Living
from circuits.letters import Message
from circuits.models import Delivery, Digest, Dossier, Event, OfferThread, Told
from circuits.querysets import EventQuerySet
from participation import outbox, subscriptions
from participation.clock import local_day
from participation.models import Mail, Subscriber, Subscription
from participation.written_once import WrittenOnce

BATCH = 50
# An act that was committed late may be older than the last weekly mail by this much;
# what that mail told is known by its rows, not by its moment.
MARGIN = timedelta(days=7)


Batches = tuple[Slot, Iterator[list[int]]]
TableReaders = dict[str, lateness.TableReader]


def write_weekly_mails(now: Pass) -> int:
    """Both weekly mails that are due, batch by batch; how many were written.

    A stop waits for one batch; the next pass goes on with those who remain.
    """
    readers = table_readers(now)
    ensure_readers(now, readers)
    written = 0
    due: list[tuple[Batches, Callable[[list[int], Slot, Pass], int]]] = [
        (batches_of_table_readers(now, readers), write_tables),
        (batches_of_followers(now), write_news),
    ]
    for (slot, batches), write in due:
        for pks in batches:
            written += write(pks, slot, now)
    return written


def table_readers(now: Pass) -> TableReaders:
    """Who may read a table on this day, by address."""
    return lateness.table_readers(now.town, now.reach)


def ensure_readers(now: Pass, readers: TableReaders) -> int:
    """Give their rows to those whom mandates and posts of the day make readers."""
    people = followers.newcomers_on(now.today)
    mailboxes = []
    for reader in readers.values():
        if reader.user is None:
            mailboxes.append(reader.address)
        else:
            people[reader.user.pk] = reader.user
    return subscriptions.ensure_subscribers(people, mailboxes, at=now.at)


def batches_of_followers(now: Pass) -> Batches:
    """The week of Dg3 that is due, and who was not written to for it yet."""
    slot = last_slot(now.town.follow_weekday, now.today, now.calendar)
    # Each way by itself: of both together PostgreSQL makes a list that it reads again for
    # each reader.
    members = MEMBERS.rows(slot.week, now.today)
    return slot, _batches([*members, *BY_CHOICE.rows(slot.week)], slot)


def batches_of_table_readers(now: Pass, readers: TableReaders) -> Batches:
    """The week of Dg2 that is due, and who was not written to for it yet."""
    slot = last_slot(MONDAY, now.today, now.calendar)
    users = [reader.user.pk for reader in readers.values() if reader.user]
    boxes = [reader.address for reader in readers.values() if reader.user is None]
    return slot, _batches(READERS.rows(slot.week, users, boxes), slot)


def _waiting(kind: str, week: date) -> QuerySet[Subscriber]:
    # Not « not in », which reads the whole week again for each of a million readers.
    done = Digest.objects.filter(kind=kind, week=week, subscriber=OuterRef("pk"))
    return Subscriber.objects.filter(~Exists(done))


def _following(week: date) -> QuerySet[Subscriber]:
    return _waiting(Digest.Kind.FOLLOW, week).filter(follows_since__isnull=False)


def _members(week: date, today: date) -> Any:
    """Whoever follows by a mandate."""
    return _since_when(_following(week).filter(user__in=followers.receivers_on(today)))


def _by_choice(week: date) -> Any:
    """Whoever chose to follow; who left the councils and chose nothing is not looked at."""
    chosen = Subscription.objects.filter(confirmed_at__isnull=False, subscriber=OuterRef("pk"))
    return _since_when(_following(week).filter(Exists(chosen)).exclude(user__is_active=False))


def _readers(week: date, users: Sequence[int], boxes: Sequence[str]) -> Any:
    reads = Q(user__any_of=users) | Q(address__any_of=boxes)
    return _since_when(_waiting(Digest.Kind.TABLE, week).filter(reads, weekly_table=True))


def _since_when(found: QuerySet[Subscriber]) -> Any:
    """Their keys, and since when each is known."""
    return found.order_by().values_list("pk", "created_at")


# Asked at each pass, when there is hardly ever anybody.
MEMBERS = WrittenOnce(_members)
BY_CHOICE = WrittenOnce(_by_choice)
READERS = WrittenOnce(_readers)


def _batches(rows: Iterable[tuple[int, datetime]], slot: Slot) -> Iterator[list[int]]:
    """Who was there on the day of the slot, in batches: newcomers wait for the next."""
    keys = sorted({pk for pk, since in rows if local_day(since) <= slot.day})
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def _locked(pks: list[int], kind: str, slot: Slot) -> list[Subscriber]:
    """Those of a batch that nobody else writes to, read again under their lock."""
    free = (
        Subscriber.objects.filter(pk__in=pks)
        .order_by("pk")
        .select_for_update(of=("self",), skip_locked=True)
    )
    keys = [subscriber.pk for subscriber in free]
    again = _waiting(kind, slot.week).filter(pk__in=keys).order_by("pk")
    return list(again.select_related("user__relay"))


def _heard(pks: list[int], kind: str, slot: Slot, now: Pass) -> list[Subscriber]:
    """Those whose address is not failing; the others wait until it is mended (P22)."""
    return [s for s in _locked(pks, kind, slot) if s.mail_address() not in now.failing]


@transaction.atomic
def write_news(pks: list[int], slot: Slot, now: Pass) -> int:
    """Dg3 for a batch of people: public events that each was not told yet.

    Returns how many mails were written. Without anything to say none is, and the
    week's row says so: nobody is looked at again before the next one.
    """
    people = [s for s in _heard(pks, Digest.Kind.FOLLOW, slot, now) if s.follows_since]
    living = followers.living_councils(now.today)
    following = followers.followings(people, now.today, living)
    people = [s for s in people if following[s.pk] and s.mail_address()]
    since = _since(people)
    if not people:
        return 0
    # A dossier has many events in a week: it is read once.
    dossiers = Dossier.objects.select_related("council", "service").prefetch_related("threads")
    events = list(
        _news_between(min(since.values()), now.at, following.values(), living)
        .told(dossier_known=True)
        .prefetch_related(Prefetch("dossier", dossiers))
        .order_by("dossier__year", "dossier__number", "position")
    )
    known = _known(people, events)
    happened = followers.Happened(events, living)
    written = 0
    for person in people:
        told = followers.news_of(
            happened, following[person.pk], since[person.pk], known[person.pk]
        )
        digest = Digest(subscriber=person, kind=Digest.Kind.FOLLOW, week=slot.week, at=now.at)
        if told:
            message = digest_letters.news(told, following[person.pk], slot.week, now.town)
            message.unsubscribe_url = subscriptions.unsubscribe_url(person)
            digest.mail = _queue(message, person, Mail.Kind.FOLLOW, slot, now)
            _keep_told(told, digest.mail)
            written += 1
        digest.save(force_insert=True)
    return written


def _news_between(
    after: datetime, until: datetime, following: Iterable[followers.Following], living: Living
) -> EventQuerySet:
    """The public events that may be news for one of these people; `news_of` decides."""
    events = Event.objects.public_between(after, until)
    if any(one.platform for one in following):
        return events
    wanted = {pk for one in following for pk in one.councils}
    named = [pk for pk, council in living.items() if council.pk in wanted]
    offers = OfferThread.objects.filter(council__in=named).values("offer")
    references = {reference for one in following for reference in one.dossiers}
    return events.filter(
        Q(dossier__council__in=named)
        | Q(dossier__in=offers)
        | Q(dossier__reference__in=references)
    )


def _since(people: list[Subscriber]) -> dict[int, datetime]:
    """The moment before which nothing is told to each of these people."""
    rows = Digest.objects.filter(subscriber__in=people, kind=Digest.Kind.FOLLOW)
    last = dict(rows.order_by().values_list("subscriber").annotate(last=Max("at")))
    found = {}
    for person in people:
        assert person.follows_since is not None
        found[person.pk] = person.follows_since
        if person.pk in last:
            found[person.pk] = max(person.follows_since, last[person.pk] - MARGIN)
    return found


def _known(people: list[Subscriber], events: list[Event]) -> dict[int, set[int]]:
    """The events that each of these people has read, under any of their addresses."""
    by_address = {person.mail_address(): person.pk for person in people}
    by_user = {person.user_id: person.pk for person in people if person.user_id}
    known: dict[int, set[int]] = {person.pk: set() for person in people}
    rows = Told.objects.filter(event__in=[event.pk for event in events]).filter(
        Q(address__in=list(by_address)) | Q(mail__user__in=list(by_user))
    )
    for event, address, user in rows.values_list("event", "address", "mail__user"):
        for person in (by_address.get(address), by_user.get(user)):
            if person is not None:
                known[person].add(event)
    return known


def _keep_told(told: list[followers.News], mail: Mail) -> None:
    Told.objects.bulk_create(
        Told(event=event, address=mail.address, mail=mail)
        for news in told
        for event in news.events
    )


@transaction.atomic
def write_tables(pks: list[int], slot: Slot, now: Pass) -> int:
    """Dg2 for a batch of readers: what is late for each, what is solved since.

    Returns how many mails were written; an empty table is not sent.
    """
    people = _heard(pks, Digest.Kind.TABLE, slot, now)
    readers = table_readers(now)
    mine = {s.pk: readers[a] for s in people if (a := s.mail_address()) in readers}
    people = [person for person in people if person.pk in mine]
    if not people:
        return 0
    free = _free_dossiers(mine.values())
    first = min(person.created_at for person in people) - MARGIN
    addresses = [reader.address for reader in mine.values()]
    escalated = lateness.escalated_to(addresses, first, now.today, now.town, now.reach)
    late = lateness.late_today(now.today)
    before = _before(people)
    written = 0
    for person in people:
        reader = mine[person.pk]
        theirs = escalated[reader.address]
        theirs.keep_weekly_of(free)
        table = digest_letters.Table(
            reader=reader,
            week=slot.week,
            late=[o for o in late if reader.reads(o) or o.pk in theirs.late],
            solved=_each_once(theirs.solved),
            before=before.get(person.pk),
        )
        written += _write_table(person, table, theirs, slot, now)
    return written


def _write_table(
    person: Subscriber,
    table: digest_letters.Table,
    theirs: lateness.Escalated,
    slot: Slot,
    now: Pass,
) -> int:
    digest = Digest(
        subscriber=person,
        kind=Digest.Kind.TABLE,
        week=slot.week,
        at=now.at,
        late=[obligation.pk for obligation in table.late],
    )
    if table.late or table.solved:
        message = digest_letters.table(table, now.today, now.calendar, now.town)
        digest.mail = _queue(message, person, Mail.Kind.WEEKLY, slot, now)
    digest.save(force_insert=True)
    if digest.mail is None:
        return 0
    Delivery.objects.filter(pk__in=[d.pk for d in theirs.weekly]).update(
        state=Delivery.State.WRITTEN, mail=digest.mail
    )
    Delivery.objects.filter(pk__in=[d.pk for d in theirs.solved]).update(solved_in=digest)
    return 1


def _free_dossiers(readers: Iterable[lateness.TableReader]) -> set[int]:
    """Lock the dossiers whose rungs the tables are about to say: none ends meanwhile (P2).

    One on which somebody acts is left out: its rung is told the week after.
    """
    waiting = Delivery.objects.filter(
        state=Delivery.State.WEEKLY, address__in=[reader.address for reader in readers]
    )
    keys = waiting.values_list("rung__obligation__dossier", flat=True)
    free = (
        Dossier.objects.filter(pk__in=list(keys))
        .order_by("pk")
        .select_for_update(of=("self",), skip_locked=True)
    )
    return set(free.values_list("pk", flat=True))


def _each_once(solved: list[Delivery]) -> list[Delivery]:
    """One line an obligation, however many rungs went up to the person."""
    found = {delivery.rung.obligation_id: delivery for delivery in solved}
    return list(found.values())


def _before(people: list[Subscriber]) -> dict[int, frozenset[int]]:
    """What the last table of each showed as late."""
    rows = (
        Digest.objects.filter(subscriber__in=people, kind=Digest.Kind.TABLE)
        .order_by("subscriber_id", "-week")
        .distinct("subscriber_id")
    )
    return {row.subscriber_id: frozenset(row.late) for row in rows}


def _queue(message: Message, person: Subscriber, kind: str, slot: Slot, now: Pass) -> Mail:
    address = person.mail_address()
    assert address is not None
    return outbox.queue(
        digest_letters.fitted(message, now.town),
        address,
        kind=kind,
        identity=("week", slot.week, person.pk),
        at=now.at,
        user=person.user,
    )
