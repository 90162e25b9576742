"""A large base: the demonstration's dossiers, lived by real acts, many times over.

Their rows are read once, moved back by whole years where they have ended, and written by
COPY into temporary tables; each generation is then one statement a table, its keys those
of the first plus `STRIDE` times the generation. Numbers go on without a gap, and what is
owed today is owed today in every copy: `audit_circuits` finds nothing to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import ForeignKey, Model, Q
from wagtail.models import Revision, TaskState, WorkflowState

from circuits.demo import copies, districts
from circuits.demo.districts import Town
from circuits.demo.multiply_sql import LAST_NUMBERS, NUMBERS
from circuits.models import (
    Announcement,
    Answer,
    Contribution,
    DateChange,
    Delivery,
    Dossier,
    Event,
    FollowUp,
    Milestone,
    Obligation,
    OfferThread,
    ParticipationOffer,
    ParticipationRequest,
    Rung,
    Suspension,
    TextVersion,
    Told,
)
from circuits.steps import StepState
from participation.models import Mail, MailAttempt

STRIDE = districts.STRIDE
# Fifty-two weeks: a worked day stays one, but for the holidays that move.
LAP_DAYS, LAPS = 364, 6
# A quarter is open, as long as that is not more than a town can deal with; then a
# twentieth: what has ended is what grows.
OPEN_SHARE, OPEN_MOST, OPEN_LEAST_SHARE = 4, 5_000, 20
CHUNK = 25

Say = Callable[[str], None]
# Every table of a dossier, and the way from its rows to it; parents before children.
TABLES: tuple[tuple[type[Model], str], ...] = (
    (Dossier, "pk"),
    (ParticipationRequest, "pk"),
    (ParticipationOffer, "pk"),
    (ParticipationOffer.councils.through, "participationoffer"),
    (Dossier.projects.through, "dossier"),
    (OfferThread, "offer"),
    (TextVersion, "dossier"),
    (Answer, "dossier"),
    (Contribution, "thread__offer"),
    (FollowUp, "contribution__thread__offer"),
    (Milestone, "dossier"),
    (Suspension, "dossier"),
    (Obligation, "dossier"),
    (DateChange, "obligation__dossier"),
    (Rung, "obligation__dossier"),
    (Event, "dossier"),
    (Announcement, "event__dossier"),
    (Revision, ""),
    (WorkflowState, ""),
    (TaskState, ""),
    (StepState, ""),
    (Mail, ""),
    (MailAttempt, ""),
    (Delivery, "rung__obligation__dossier"),
    (Told, "event__dossier"),
)
OURS = frozenset(model for model, _ in TABLES)
# Of which a dossier has its own; the one duty mail of a day may tell of several.
NOTICES = Q(kind__in=[Mail.Kind.NOTICE, Mail.Kind.FOLLOW]) & ~Q(reference="")


@dataclass(frozen=True)
class Sources:
    """The dossiers that are multiplied; those that have ended may be moved back."""

    every: list[int]
    ended: list[int]

    @classmethod
    def of_the_demonstration(cls) -> Sources:
        """The deposited ones; not those in which somebody acted since the base grew.

        Their newer rows have keys among those of the copies.
        """
        found = Dossier.objects.filter(pk__lt=STRIDE, deposited_at__isnull=False)
        found = found.exclude(events__pk__gte=STRIDE)
        ended = found.filter(closed_at__isnull=False)
        keys = [
            list(some.order_by("pk").values_list("pk", flat=True)) for some in (found, ended)
        ]
        return cls(*keys)


@dataclass(frozen=True)
class Generation:
    """One more set of dossiers: the whole demonstration, or what has ended of it."""

    number: int
    whole: bool
    town: Town

    @property
    def row(self) -> tuple[int, int, int, bool]:
        """Its key, its district, how many laps back, whether what is open is there too."""
        lap = 0 if self.whole else 1 + self.number % LAPS
        return self.number, self.number % self.town.districts, lap, self.whole


def grow(dossiers: int, at: datetime, say: Say) -> int:
    """Bring the base to at least this many deposited dossiers; how many were added.

    In transactions of a few thousands: a killed run leaves whole dossiers, and the next
    one goes on. Rounded up to a whole generation.
    """
    deposited = Dossier.objects.filter(deposited_at__isnull=False)
    before = deposited.count()
    if before >= dossiers:
        return 0
    sources, town = Sources.of_the_demonstration(), Town.of_the_demonstration()
    with transaction.atomic():
        districts.ensure(town, dossiers, at)
    stage = Stage(sources, town)
    stage.fill()
    copies.analyse()
    plan = list(_generations(dossiers - before, dossiers, sources, town))
    for start in range(0, len(plan), CHUNK):
        with transaction.atomic():
            stage.write(plan[start : start + CHUNK])
        say(f"  … {deposited.count()} dossiers")
    copies.end_of_keys(*(model for model, _ in TABLES if model._meta.auto_field))
    stage.drop()
    copies.analyse()
    return deposited.count() - before


def _generations(
    missing: int, dossiers: int, sources: Sources, town: Town
) -> Iterator[Generation]:
    open_each = len(sources.every) - len(sources.ended)
    wanted = max(min(dossiers // OPEN_SHARE, OPEN_MOST), dossiers // OPEN_LEAST_SHARE)
    still_open = Dossier.objects.filter(deposited_at__isnull=False, closed_at=None).count()
    number = 1 + max(_last_key(model) for model in (Dossier, Rung, Event)) // STRIDE
    while missing > 0:
        whole = still_open < wanted
        yield Generation(number, whole, town)
        missing -= len(sources.every if whole else sources.ended)
        still_open += open_each if whole else 0
        number += 1


def _last_key(model: type[Model]) -> int:
    return model._base_manager.order_by("-pk").values_list("pk", flat=True)[0]


class Stage:
    """The temporary tables, and the statements that make generations of them."""

    def __init__(self, sources: Sources, town: Town) -> None:
        """Nothing is read yet."""
        self.sources, self.town = sources, town

    def fill(self) -> None:
        """Read the rows of the demonstration once, and write each lap of them by COPY."""
        with connection.cursor() as cursor:
            for model, _ in TABLES:
                columns = ", ".join(_names(model))
                cursor.execute(
                    f"CREATE TEMP TABLE {_stage(model)} AS SELECT {columns}, "  # noqa: S608
                    f"0 AS lap, false AS ended FROM {model._meta.db_table} LIMIT 0"
                )
        ended = set(self.sources.ended)
        for model, path in TABLES:
            rows = [(row, d is None or d in ended) for row, d in self._rows(model, path)]
            for lap in range(LAPS + 1):
                # The same instances, a lap further each time.
                moved = (
                    (copies.moved_back(row, LAP_DAYS if lap else 0), (lap, over))
                    for row, over in rows
                    if over or not lap
                )
                copies.copy_in(model, moved, table=_stage(model), more=("lap", "ended"))

    def _rows(self, model: type[Model], path: str) -> Iterator[tuple[Model, int | None]]:
        """Each row with the key of its dossier; None: it goes with every generation."""
        if path:
            rows = model._base_manager.filter(**{f"{path}__in": self.sources.every})
            if model is Announcement:
                rows = rows.filter(done_at__isnull=False)
            keys = dict(rows.values_list("pk", path))
        else:
            keys = dict(SPECIAL[model](self))
            rows = model._base_manager.filter(pk__in=keys)
        for row in rows.order_by("pk"):
            yield row, keys[row.pk]

    def _workflows(self) -> Iterator[tuple[int, int]]:
        return self._of_subjects(WorkflowState)

    def _revisions(self) -> Iterator[tuple[int, int]]:
        return self._of_subjects(Revision)

    def _of_subjects(self, model: type[Model]) -> Iterator[tuple[int, int]]:
        """The rows that Wagtail keeps of a dossier, or of a council's thread of one."""
        threads = dict(
            OfferThread.objects.filter(offer__in=self.sources.every).values_list("pk", "offer")
        )
        own = {pk: pk for pk in self.sources.every}
        for label, keys in (("dossier", own), ("offerthread", threads)):
            states = model._base_manager.filter(
                base_content_type__app_label="circuits", base_content_type__model=label
            )
            for pk, subject in states.values_list("pk", "object_id"):
                if int(subject) in keys:
                    yield pk, keys[int(subject)]

    def _passages(self) -> Iterator[tuple[int, int]]:
        states = dict(self._workflows())
        found = TaskState.objects.filter(workflow_state__in=states)
        for pk, state in found.values_list("pk", "workflow_state"):
            yield pk, states[state]

    def _mails(self) -> Iterator[tuple[int, int | None]]:
        own = dict(
            Dossier.objects.filter(pk__in=self.sources.every).values_list("reference", "pk")
        )
        notices = Mail.objects.filter(NOTICES, reference__in=own, pk__lt=STRIDE)
        for pk, reference in notices.values_list("pk", "reference"):
            yield pk, own[reference]
        duties = Mail.objects.filter(kind=Mail.Kind.DUTY, pk__lt=STRIDE)
        for pk in duties.values_list("pk", flat=True):
            yield pk, None

    def _attempts(self) -> Iterator[tuple[int, int | None]]:
        mails = {pk: dossier for pk, dossier in self._mails() if dossier is not None}
        for pk, mail in MailAttempt.objects.filter(mail__in=mails).values_list("pk", "mail"):
            yield pk, mails[mail]

    def write(self, generations: list[Generation]) -> None:
        """Write these generations, table by table."""
        rows = ", ".join(cursor_row(one.row) for one in generations)
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TEMP TABLE generation AS SELECT * FROM "  # noqa: S608
                f"(VALUES {rows}) AS v (g, district, lap, whole)"
            )
            # Nobody is given a number meanwhile: they have no gap.
            cursor.execute("LOCK TABLE circuits_numbersequence IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute(NUMBERS)
            cursor.execute(LAST_NUMBERS)
            cursor.execute("ANALYZE generation")
            cursor.execute("ANALYZE numbered")
            for model, _ in TABLES:
                cursor.execute(self._insert(model), self._params())
            cursor.execute("DROP TABLE generation, numbered")

    def drop(self) -> None:
        """Forget what was read."""
        with connection.cursor() as cursor:
            for model, _ in TABLES:
                cursor.execute(f"DROP TABLE {_stage(model)}")

    def _params(self) -> dict[str, Any]:
        keys = {model._meta.db_table: pks for model, pks in self.town.keys.items()}
        return {
            **keys,
            "stride": STRIDE,
            "addresses": self.town.addresses,
            "every": self.sources.every,
            "ended": self.sources.ended,
        }

    def _insert(self, model: type[Model]) -> str:
        values = [self._value(model, field) for field in copies.columns_of(model)]
        source = (
            f"{_stage(model)} s JOIN generation g ON g.lap = s.lap AND (g.whole OR s.ended)"
        )
        if model is Dossier:
            source += " JOIN numbered n ON n.g = g.g AND n.source = s.id"
        elif model is Mail:
            source += " LEFT JOIN numbered n ON n.g = g.g AND n.reference = s.reference"
        elif model in (Delivery, Told):
            source += f"""
                LEFT JOIN {_stage(Mail)} m ON m.id = s.mail_id AND m.lap = s.lap
                LEFT JOIN participation_mail duty ON m.kind = 'duty' AND duty.kind = 'duty'
                  AND duty.duty_day = m.duty_day AND duty.address = {ADDRESS}
            """
        where = WHERE.get(model, "")
        # The one duty mail of an address and a day may be there already.
        again = "ON CONFLICT DO NOTHING" if model is Mail else ""
        return (
            f"INSERT INTO {model._meta.db_table} ({', '.join(_names(model))}) "  # noqa: S608
            f"SELECT {', '.join(values)} FROM {source} {where} {again}"
        )

    def _value(self, model: type[Model], field: Any) -> str:
        """The SQL of one column of a copy."""
        column = f's."{field.column}"'
        own = OWN_VALUES.get((model, field.column))
        if own is not None:
            return own
        if field.column == "address":
            return ADDRESS
        if isinstance(field, ForeignKey):
            target = field.related_model
            if target is Dossier and not field.primary_key:
                return (
                    f"CASE WHEN {column} = ANY(%(ended)s) OR (g.whole AND {column} = ANY(%(every)s))"
                    f" THEN {column} + g.g * %(stride)s ELSE {column} END"
                )
            if target in OURS:
                return f"{column} + g.g * %(stride)s"
            if target in self.town.keys:
                return (
                    f"CASE WHEN {column} = ANY(%({target._meta.db_table})s) "
                    f"THEN {column} + g.district * %(stride)s ELSE {column} END"
                )
        return f"{column} + g.g * %(stride)s" if field.primary_key else column


def cursor_row(values: tuple[int, int, int, bool]) -> str:
    """The values of one generation in SQL."""
    return "({:d}, {:d}, {:d}, {})".format(*values)


def _names(model: type[Model]) -> list[str]:
    return [f'"{field.column}"' for field in copies.columns_of(model)]


def _stage(model: type[Model]) -> str:
    return f"source_{model._meta.db_table}"


SPECIAL: dict[type[Model], Callable[[Stage], Iterator[tuple[int, int | None]]]] = {
    Revision: Stage._revisions,
    WorkflowState: Stage._workflows,
    TaskState: Stage._passages,
    StepState: Stage._passages,
    Mail: Stage._mails,
    MailAttempt: Stage._attempts,
}

ADDRESS = """CASE WHEN g.district > 0 AND s.address = ANY(%(addresses)s)
 THEN replace(s.address, '@', '.' || g.district || '@') ELSE s.address END"""
# The one of the day, written for this generation or before it; else its own; else (a
# weekly table) the demonstration's.
ITS_MAIL = """CASE WHEN m.kind = 'duty' THEN duty.id
 WHEN m.id IS NOT NULL THEN s.mail_id + g.g * %(stride)s ELSE s.mail_id END"""
OWN_VALUES: dict[tuple[type[Model], str], str] = {
    (Dossier, "uuid"): "md5(s.uuid::text || '/' || g.g)::uuid",
    (Dossier, "year"): "n.year",
    (Dossier, "number"): "n.number",
    (Dossier, "reference"): "n.new_reference",
    (WorkflowState, "object_id"): "(s.object_id::bigint + g.g * %(stride)s)::text",
    (Revision, "object_id"): "(s.object_id::bigint + g.g * %(stride)s)::text",
    (Revision, "content"): "jsonb_set(s.content, '{pk}', to_jsonb("
    "s.object_id::bigint + g.g * %(stride)s))",
    (Mail, "message_id"): "replace(s.message_id, '<', '<' || g.g || '.')",
    (Mail, "reference"): "coalesce(n.new_reference, s.reference)",
    (
        Mail,
        "thread_id",
    ): "coalesce(replace(s.thread_id, n.reference, n.new_reference), s.thread_id)",
    (Mail, "subject"): "coalesce(replace(s.subject, n.label, n.new_label), s.subject)",
    (Mail, "text"): "coalesce(replace(replace(s.text, n.label, n.new_label), "
    "n.reference, n.new_reference), s.text)",
    # The same words, laid out: not kept for the copies, where it weighs five times more.
    (Mail, "html"): "''",
    (Delivery, "mail_id"): ITS_MAIL,
    (Told, "mail_id"): ITS_MAIL,
}
WHERE: dict[type[Model], str] = {
    Mail: """WHERE s.kind <> 'duty' OR EXISTS (
        SELECT FROM source_circuits_delivery d
        WHERE d.mail_id = s.id AND d.lap = s.lap AND (g.whole OR d.ended))""",
    # What a weekly mail told of the demonstration was told of no copy.
    Told: "WHERE m.id IS NOT NULL",
}
