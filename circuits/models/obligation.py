"""What is owed: one party owes one act on one dossier by one date (circuits.md 1).

Due dates and rungs are stored and recomputed by the one pure function; a date moves
only with a `DateChange` that says why.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce

from circuits.models.dossier import Dossier
from circuits.models.offer import OfferThread
from circuits.querysets import ObligationQuerySet, RungQuerySet


class Obligation(models.Model):
    """An act owed by a role, principal (one at a time) or beside."""

    class Kind(models.TextChoices):
        """The step itself, or a side obligation."""

        STEP = "step", "étape"
        PROMISE = "promise", "réponse de la Ville au conseil"
        PROOFREADING = "proofreading", "relecture du texte"
        CALL = "call", "appel au conseil"
        ANSWER = "answer", "réponse du conseil à l’offre"
        CANCELLATION = "cancellation", "annulation à confirmer"
        COMPLETION = "completion", "réalisation à confirmer"
        COMPLEMENT = "complement", "réponse du conseil à la question"
        MEETING = "meeting", "rencontre avec le conseil"
        THIRD_PARTY = "third_party", "point avec l’organisme attendu"
        WAIT = "wait", "attente à valider"
        MINUTES = "minutes", "compte rendu de la rencontre"
        TRANSFER = "transfer", "réattribution à décider"
        BARRED = "barred", "irrecevabilité à confirmer"
        OPINION = "opinion", "avis demandé"

    class Closing(models.TextChoices):
        """How it ended."""

        DONE = "done", "faite"
        DROPPED = "dropped", "sans objet"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="obligations")
    thread = models.ForeignKey(
        OfferThread,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="obligations",
    )
    kind = models.CharField("nature", max_length=14, choices=Kind.choices)
    principal = models.BooleanField("principale", default=False)
    step = models.CharField("étape", max_length=4)
    # Who owes, as a role: the people are found when something is sent.
    party = models.CharField("redevable", max_length=12)
    duty = models.CharField("acte attendu", max_length=80)
    ladder = models.CharField("échelle", max_length=20, blank=True)
    started_on = models.DateField("jour zéro")
    delay = models.PositiveSmallIntegerField("délai")
    unit = models.CharField("unité", max_length=8)
    due_on = models.DateField("au plus tard le")
    # The date this obligation may not be earlier than: a step begun again keeps it.
    kept_due = models.DateField(null=True, blank=True)
    floor = models.PositiveSmallIntegerField(default=0)
    clock = models.PositiveSmallIntegerField("version de l’horloge", default=1)
    opened_at = models.DateTimeField("née le")
    closed_at = models.DateTimeField("éteinte le", null=True, blank=True)
    closing = models.CharField("fin", max_length=8, choices=Closing.choices, blank=True)
    checked_on = models.DateField("dates vérifiées le", null=True, blank=True)
    # Its clock stands still since that day; null while it runs.
    paused_on = models.DateField("suspendue depuis le", null=True, blank=True)
    # Calendar days of all its pauses: a promise counts them again at each check.
    paused_days = models.PositiveSmallIntegerField("jours de suspension", default=0)
    # The associated service that owes an opinion; the dossier's own otherwise.
    service = models.ForeignKey(
        "participation.Service",
        verbose_name="service associé",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = ObligationQuerySet.as_manager()

    class Meta:
        verbose_name = "échéance"
        verbose_name_plural = "échéances"
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "thread"],
                condition=models.Q(principal=True, closed_at__isnull=True),
                nulls_distinct=False,
                name="obligation_one_principal",
            ),
            models.UniqueConstraint(
                fields=["dossier", "thread", "kind", "party", "service"],
                condition=models.Q(principal=False, closed_at__isnull=True),
                nulls_distinct=False,
                name="obligation_one_side_per_party",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, closing="")
                | (models.Q(closed_at__isnull=False) & ~models.Q(closing="")),
                name="obligation_closed_says_how",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("started_on")),
                name="obligation_due_after_start",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=models.Q(closed_at__isnull=True),
                name="obligation_open_idx",
            ),
            models.Index(
                fields=["checked_on"],
                condition=models.Q(closed_at__isnull=True),
                name="obligation_check_idx",
            ),
            models.Index(
                fields=["closed_at"],
                condition=models.Q(closed_at__isnull=False),
                name="obligation_closed_idx",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier} – {self.duty}"

    @property
    def is_open(self) -> bool:
        """Still owed."""
        return self.closed_at is None

    @property
    def council(self) -> Any:
        """The council that owes or waits: the thread's, else the dossier's."""
        return self.thread.council if self.thread else self.dossier.council


class DateChange(models.Model):
    """A due date that moved, and why: never silent."""

    class Cause(models.TextChoices):
        """Why a date moves."""

        CALENDAR = "calendar", "jour de fermeture ajouté ou retiré"
        EXTENSION = "extension", "prolongation"
        SUSPENSION = "suspension", "délai suspendu"
        REASSIGNMENT = "reassigned", "réattribution"
        REOPENING = "reopening", "réouverture"
        DEFERRAL = "deferral", "réponse remise à une date"

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField("le")
    old = models.DateField("avant")
    new = models.DateField("après")
    cause = models.CharField("cause", max_length=10, choices=Cause.choices)

    class Meta:
        verbose_name = "date déplacée"
        verbose_name_plural = "dates déplacées"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


# When a rung left, for the order of the journal: what has not left yet comes after all
# that has.
LEFT_AT = Coalesce("fired_at", models.Value(datetime(1970, 1, 1, tzinfo=UTC)))


class Rung(models.Model):
    """One reminder of one obligation: armed, then done, skipped, superseded or void."""

    class State(models.TextChoices):
        """What became of it."""

        ARMED = "armed", "à venir"
        DONE = "done", "envoyée"
        SKIPPED = "skipped", "sans objet dès l’origine"
        SUPERSEDED = "superseded", "remplacée par une plus haute"
        VOID = "void", "annulée"

    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="rungs")
    clock = models.PositiveSmallIntegerField("version de l’horloge")
    code = models.CharField("échelon", max_length=8)
    role = models.CharField("redevable", max_length=12)
    position = models.PositiveSmallIntegerField("rang")
    kind = models.CharField("nature", max_length=8)
    fire_on = models.DateField("le")
    state = models.CharField("état", max_length=10, choices=State.choices, default=State.ARMED)
    fired_at = models.DateTimeField("partie le", null=True, blank=True)

    objects = RungQuerySet.as_manager()

    class Meta:
        verbose_name = "relance"
        verbose_name_plural = "relances"
        ordering = ["fire_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "clock", "code", "role"], name="rung_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(state="done", fired_at__isnull=False)
                | (~models.Q(state="done") & models.Q(fired_at__isnull=True)),
                name="rung_done_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(
                fields=["fire_on", "id"],
                condition=models.Q(state="armed"),
                name="rung_armed_idx",
            ),
            # The journal of relances, years of them.
            models.Index(LEFT_AT.desc(), "fire_on", "id", name="rung_journal_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.obligation}"


class Delivery(models.Model):
    """A rung for one address: at most one mail, single or in the morning table."""

    class State(models.TextChoices):
        """Whether the person was written to."""

        PENDING = "pending", "en attente"
        # r7 waits for the weekly table and has no mail of its own (circuits.md 5).
        WEEKLY = "weekly", "pour le tableau de la semaine"
        WRITTEN = "written", "écrite"
        DROPPED = "dropped", "devenue sans objet"

    rung = models.ForeignKey(Rung, on_delete=models.PROTECT, related_name="deliveries")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    address = models.EmailField("adresse")
    because = models.CharField("en qualité de", max_length=20)
    state = models.CharField("état", max_length=8, choices=State.choices, default=State.PENDING)
    mail = models.ForeignKey(
        "participation.Mail",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deliveries",
    )
    # Where whoever was escalated to read, once, that it is solved (circuits.md 5).
    solved_in = models.ForeignKey(
        "circuits.Digest",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="solved",
    )

    class Meta:
        verbose_name = "relance à une personne"
        verbose_name_plural = "relances par personne"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["rung", "address"], name="delivery_one_per_person"),
            models.CheckConstraint(
                condition=models.Q(state="written", mail__isnull=False)
                | (~models.Q(state="written") & models.Q(mail__isnull=True)),
                name="delivery_written_has_its_mail",
            ),
        ]
        indexes = [
            models.Index(
                fields=["address"],
                condition=models.Q(state="pending"),
                name="delivery_pending_idx",
            ),
            models.Index(
                fields=["address"],
                condition=models.Q(state="weekly"),
                name="delivery_weekly_idx",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rung} → {self.address}"


class SweepRun(models.Model):
    """One pass of the reminder engine and what it did (circuits.md 12)."""

    at = models.DateTimeField("à la date du")
    started_at = models.DateTimeField("début")
    finished_at = models.DateTimeField("fin", null=True, blank=True)
    due = models.PositiveIntegerField("échues", default=0)
    sent = models.PositiveIntegerField("écrites", default=0)
    superseded = models.PositiveIntegerField("remplacées", default=0)
    skipped = models.PositiveIntegerField("sans objet", default=0)
    unknown = models.PositiveIntegerField("sort inconnu", default=0)
    failed = models.PositiveIntegerField("en échec", default=0)
    # What a defect of ours kept it from doing: the log says why, the operator is told.
    left_aside = models.PositiveIntegerField("laissées de côté", default=0, db_default=0)
    # In office hours, and no other pass was writing meanwhile: all that was due was tried.
    whole = models.BooleanField("complet", default=False, db_default=False, editable=False)

    class Meta:
        verbose_name = "passage du moteur"
        verbose_name_plural = "passages du moteur"
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"{self.at:%d/%m/%Y %H:%M}"

    @property
    def counts(self) -> dict[str, int]:
        """The six figures of the public interface (architecture.md 4)."""
        names = ("due", "sent", "superseded", "skipped", "unknown", "failed")
        return {name: getattr(self, name) for name in names}
