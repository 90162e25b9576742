"""An offre: what a service opens to the councils, and each council's way through it.

One `OfferThread` a council, with its own step, clock and record; what the council said
is its `Contribution`, what the town made of it a `FollowUp` (circuits.md 4).
"""

from __future__ import annotations

import uuid
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.urls import reverse
from wagtail.models import (
    DraftStateMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from circuits.models.dossier import TEXT_LENGTH, Dossier, End
from circuits.querysets import ThreadQuerySet

LONG = [MaxLengthValidator(TEXT_LENGTH)]


class ParticipationOffer(Dossier):
    """An offre de participation: what a service opens to the councils."""

    class Form(models.TextChoices):
        """How the councils take part (circuits.md 4, B0)."""

        OPINION = "opinion", "Avis"
        WORKSHOP = "workshop", "Atelier"
        VISIT = "visit", "Visite"
        CODESIGN = "codesign", "Co-construction"

    # What the town asks of councils is never a personal situation.
    READERS = Dossier.Visibility.choices[:2]

    proposal = models.TextField("ce que la Ville propose", validators=LONG)
    open_points = models.TextField("ce qui peut encore changer", validators=LONG)
    decided_points = models.TextField("ce qui est déjà décidé", validators=LONG)
    form = models.CharField("forme", max_length=8, choices=Form.choices, default=Form.OPINION)
    place = models.CharField("lieu", max_length=200, blank=True)
    answer_by = models.DateField("réponse attendue au plus tard le", null=True, blank=True)
    event_on = models.DateField("date de la rencontre", null=True, blank=True)
    publication_plan = models.TextField("ce que la Ville publiera ensuite", validators=LONG)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="personne à contacter",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # Chosen while it is written; once it is sent, the threads are the truth.
    councils = models.ManyToManyField(
        "participation.Council", verbose_name="conseils", blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "offre de participation"
        verbose_name_plural = "offres de participation"


class OfferThread(
    WorkflowMixin, DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model
):
    """One council's own way through an offer: its step, clock and record."""

    offer = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="threads")
    council = models.ForeignKey(
        "participation.Council", on_delete=models.PROTECT, related_name="offer_threads"
    )
    # Moves with every act on this thread: another council's act makes no form stale.
    version = models.PositiveIntegerField(default=0, editable=False)
    step = models.CharField("étape", max_length=4, blank=True, editable=False)
    sent_at = models.DateTimeField("proposée le", editable=False)
    answer_by = models.DateField("réponse attendue au plus tard le", editable=False)
    acknowledged_at = models.DateTimeField("reçue le", null=True, editable=False)
    # The council's question to the town: since when, and the town's date (B3q).
    asked_on = models.DateField("question posée le", null=True, editable=False)
    reply_by = models.DateField("réponse de la Ville attendue le", null=True, editable=False)
    closed_at = models.DateTimeField("close le", null=True, editable=False)
    end_code = models.CharField("fin", max_length=4, blank=True, editable=False)

    wagtail_reference_index_ignore = True

    objects = ThreadQuerySet.as_manager()

    class Meta:
        verbose_name = "fil d’un conseil dans une offre"
        verbose_name_plural = "fils des conseils dans les offres"
        ordering = ["council__sort_key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "council"], name="thread_one_per_council"),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, end_code="")
                | (models.Q(closed_at__isnull=False, step="end") & ~models.Q(end_code="")),
                name="thread_closed_has_its_code",
            ),
        ]
        indexes = [
            # With the offre that each belongs to: a council's are counted without being read.
            models.Index(
                fields=["council", "-sent_at", "-id"],
                include=("offer",),
                name="thread_council_idx",
            )
        ]

    def __str__(self) -> str:
        return f"{self.offer.label} – {self.council}"

    @property
    def is_closed(self) -> bool:
        """It was answered, declined, found silent, withdrawn or cancelled."""
        return self.closed_at is not None

    @property
    def was_silent(self) -> bool:
        """Its date passed without an answer; it may still come (circuits.md 4)."""
        return self.end_code == End.SILENT

    @property
    def dossier(self) -> Dossier:
        """The offer that it is a part of."""
        return self.offer

    def said(self) -> Contribution | None:
        """What the council answered, when it has."""
        return getattr(self, "contribution", None)

    def get_workflow(self) -> Any:
        """Wagtail asks: the workflow of the threads of this circuit version."""
        circuit = self.offer.circuit
        return circuit.thread_workflow if circuit else None

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        """Wagtail asks; the preview is the offer's public page."""
        return "circuits/offer.html"


class Contribution(models.Model):
    """What one council answered to an offer; frozen once given (a trigger)."""

    class Kind(models.TextChoices):
        """The three answers (circuits.md 4, B3)."""

        PARTICIPATES = "participates", "participe"
        OPINION = "opinion", "donne un avis"
        NO = "no", "ne participe pas"

    thread = models.OneToOneField(
        OfferThread, on_delete=models.PROTECT, related_name="contribution"
    )
    kind = models.CharField("réponse", max_length=12, choices=Kind.choices)
    body = models.TextField("texte", blank=True)
    # Read by the council and the town only: these are names of inhabitants.
    delegates = models.CharField("qui participe", max_length=300, blank=True)
    available = models.CharField("quand", max_length=300, blank=True)
    adopted_on = models.DateField("réunion qui l’a adoptée", null=True, blank=True)
    # It came after the date, before the follow-up was published.
    late = models.BooleanField("reçue après la date", default=False)
    written_by = models.ForeignKey("circuits.Actor", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField("donnée le")

    class Meta:
        verbose_name = "réponse d’un conseil"
        verbose_name_plural = "réponses des conseils"
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(kind="opinion") | ~models.Q(body=""),
                name="contribution_opinion_has_its_text",
            )
        ]

    def __str__(self) -> str:
        return f"{self.thread} – {self.get_kind_display()}"


class FollowUp(models.Model):
    """What the town made of one contribution, and why (CRPA L131-1); frozen."""

    class Outcome(models.TextChoices):
        """How much of it was kept."""

        KEPT = "kept", "retenu"
        PARTLY = "partly", "retenu en partie"
        NOT_KEPT = "not_kept", "non retenu"

    contribution = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, related_name="follow_up"
    )
    outcome = models.CharField("suite", max_length=8, choices=Outcome.choices)
    reason = models.TextField("pourquoi")
    published_at = models.DateTimeField("publiée le")

    class Meta:
        verbose_name = "suite donnée"
        verbose_name_plural = "suites données"
        ordering = ["published_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="follow_up_says_why")
        ]

    def __str__(self) -> str:
        return f"{self.contribution} – {self.get_outcome_display()}"


def attachment_path(instance: Attachment, filename: str) -> str:
    """Where a file lies: a name that nobody guesses, the extension that was checked."""
    suffix = PurePath(filename).suffix.lower()
    return f"pieces/{instance.dossier.uuid}/{uuid.uuid4().hex}{suffix}"


class Attachment(models.Model):
    """A document joined to a dossier; read by whoever may read the dossier."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="attachments")
    title = models.CharField("titre", max_length=150)
    file = models.FileField("fichier", upload_to=attachment_path)
    content_type = models.CharField("type", max_length=80)
    size = models.PositiveIntegerField("taille")
    added_at = models.DateTimeField("ajouté le")

    class Meta:
        verbose_name = "pièce jointe"
        verbose_name_plural = "pièces jointes"
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The address that checks who is reading."""
        return reverse("attachment", args=[self.dossier.uuid, self.pk])
