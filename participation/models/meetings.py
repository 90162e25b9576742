"""Meetings of a council, their order of the day, and what was said there.

Rows, because members write them and never enter the admin (architecture.md 2). An item
names a dossier by its reference only: those above know what it is.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse

from participation.clock import PARIS
from participation.models.councils import Council
from participation.querysets import MeetingQuerySet, MinutesQuerySet

TITLE_LENGTH = 150
ITEM_LENGTH = 2000
MINUTES_LENGTH = 20_000
MOST_ITEMS = 20
MOST_PRESENT = 2000


class Meeting(models.Model):
    """One meeting, public from the moment it is announced. Moments are aware, in UTC.

    A meeting is never deleted: it is cancelled, with a reason that everybody reads.
    """

    # Made by the form: a double click is one meeting, and calendars know it by this.
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    council = models.ForeignKey(
        Council,
        verbose_name="conseil",
        on_delete=models.PROTECT,
        related_name="meetings",
    )
    title = models.CharField("objet de la réunion", max_length=TITLE_LENGTH, blank=True)
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin")
    place = models.CharField("lieu", max_length=200)
    address = models.CharField("adresse", max_length=200, blank=True)
    access = models.TextField("comment venir", max_length=600, blank=True)
    open_to_public = models.BooleanField("ouverte à toutes et à tous", default=True)
    # Added to by each change of the above, the items included: SEQUENCE of RFC 5545.
    version = models.PositiveIntegerField("version", default=1)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="annoncée par",
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField("annoncée le")
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="modifiée par",
        on_delete=models.PROTECT,
        related_name="+",
    )
    updated_at = models.DateTimeField("modifiée le")
    cancelled_at = models.DateTimeField("annulée le", null=True, blank=True)
    cancel_reason = models.TextField("motif de l’annulation", max_length=600, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "réunion"
        verbose_name_plural = "réunions"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="meeting_ends_after_start",
                violation_error_message="La fin doit venir après le début.",
            ),
            models.CheckConstraint(
                condition=models.Q(cancelled_at__isnull=True, cancel_reason="")
                | (models.Q(cancelled_at__isnull=False) & ~models.Q(cancel_reason="")),
                name="meeting_cancelled_with_reason",
            ),
            models.CheckConstraint(condition=~models.Q(place=""), name="meeting_has_a_place"),
            models.CheckConstraint(
                condition=models.Q(version__gte=1), name="meeting_version_from_one"
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at"], name="meeting_start_idx"),
            models.Index(fields=["council", "starts_at"], name="meeting_council_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.council}, {self.day:%d/%m/%Y})"

    @property
    def name(self) -> str:
        """What it is called: its own title, or the ordinary words."""
        return self.title or "Réunion du conseil"

    @property
    def starts(self) -> datetime:
        """The beginning, as wall time of Europe/Paris."""
        return self.starts_at.astimezone(PARIS)

    @property
    def ends(self) -> datetime:
        """The end, as wall time of Europe/Paris."""
        return self.ends_at.astimezone(PARIS)

    @property
    def day(self) -> date:
        """The local day on which it is held."""
        return self.starts.date()

    @property
    def cancelled(self) -> bool:
        """Whether it is not held."""
        return self.cancelled_at is not None

    def begun(self, at: datetime) -> bool:
        """Whether its hour has come at the moment `at`, held or not."""
        return at >= self.starts_at

    def over(self, at: datetime) -> bool:
        """Whether it is behind us at the moment `at`."""
        return at >= self.ends_at

    def get_absolute_url(self) -> str:
        """The public page. Its words may change with the day; the number leads there."""
        return reverse("meeting", args=[self.pk, f"{self.council.slug}-{self.day}"])


class AgendaItem(models.Model):
    """One point of the order of the day."""

    meeting = models.ForeignKey(
        Meeting,
        verbose_name="réunion",
        on_delete=models.CASCADE,
        related_name="items",
    )
    position = models.PositiveSmallIntegerField("rang", validators=[MinValueValidator(1)])
    title = models.CharField("intitulé", max_length=200)
    text = models.TextField("précisions", max_length=ITEM_LENGTH, blank=True)
    reference = models.CharField("dossier", max_length=40, blank=True)

    class Meta:
        verbose_name = "point de l’ordre du jour"
        verbose_name_plural = "ordre du jour"
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"], name="agenda_position_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(position__gte=1), name="agenda_position_from_one"
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="agenda_item_named"),
        ]
        indexes = [
            models.Index(
                fields=["reference"],
                name="agenda_reference_idx",
                condition=~models.Q(reference=""),
            )
        ]

    def __str__(self) -> str:
        return self.title


class Minutes(models.Model):
    """One version of a compte rendu. A correction is a new one; the old ones stay.

    Its words are written once. The Agence may hide a version that names somebody, with
    a reason that everybody reads.
    """

    meeting = models.ForeignKey(
        Meeting,
        verbose_name="réunion",
        on_delete=models.PROTECT,
        related_name="minutes",
    )
    version = models.PositiveSmallIntegerField("version", validators=[MinValueValidator(1)])
    text = models.TextField("compte rendu", max_length=MINUTES_LENGTH)
    # How many came: never who.
    present_count = models.PositiveSmallIntegerField("personnes présentes")
    adopted_on = models.DateField("adopté le", null=True, blank=True)
    correction = models.CharField("ce qui change", max_length=300, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="publié par",
        on_delete=models.PROTECT,
        related_name="+",
    )
    published_at = models.DateTimeField("publié le")
    hidden_at = models.DateTimeField("masqué le", null=True, blank=True)
    hidden_reason = models.CharField("motif", max_length=300, blank=True)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = "compte rendu"
        verbose_name_plural = "comptes rendus"
        ordering = ["meeting", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "version"], name="minutes_version_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(version=1, correction="")
                | (models.Q(version__gt=1) & ~models.Q(correction="")),
                name="minutes_correction_says_what",
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="minutes_not_empty"),
            models.CheckConstraint(
                condition=models.Q(present_count__gte=1), name="minutes_somebody_came"
            ),
            models.CheckConstraint(
                condition=models.Q(hidden_at__isnull=True, hidden_reason="")
                | (models.Q(hidden_at__isnull=False) & ~models.Q(hidden_reason="")),
                name="minutes_hidden_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"Compte rendu, {self.meeting}"

    @property
    def hidden(self) -> bool:
        """Whether its words are kept from everybody."""
        return self.hidden_at is not None


def newest_first(meeting: Meeting) -> list[Any]:
    """The versions of a meeting's compte rendu, the last one first."""
    return sorted(meeting.minutes.all(), key=lambda minutes: -minutes.version)
