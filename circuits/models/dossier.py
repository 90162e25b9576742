"""A dossier: one demande or one offre, from its draft to its coded end.

`Dossier` carries Wagtail's mixins; its children only add fields (circuits.md 11).
What the public may read is decided by `DossierQuerySet.visible_to`, never by `live`.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

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

from circuits.models.circuit import CircuitVersion, Kind
from circuits.querysets import DossierQuerySet

if TYPE_CHECKING:
    from circuits.models.offer import ParticipationOffer

TITLE_LENGTH = 150
TEXT_LENGTH = 6000


class Outcome(models.TextChoices):
    """What the town answered, kept apart from the step (circuits.md 3).

    « Deferred » is said in public and answers nothing yet: the promise takes its date.
    """

    ACCEPTED = "accepted", "acceptée"
    PARTIAL = "partial", "acceptée en partie"
    REFUSED = "refused", "refusée"
    DEFERRED = "deferred", "à l’étude jusqu’à une date"


class Pause(models.TextChoices):
    """Why a clock stands still (circuits.md 6)."""

    COMPLEMENT = "PC", "question au conseil"
    MEETING = "PR", "rencontre fixée"
    THIRD_PARTY = "PT", "attente d’un autre organisme"


class End(models.TextChoices):
    """The coded ends of both circuits that acts can reach (circuits.md 8)."""

    ACHIEVED = "E1", "réalisée"
    ABANDONED = "E2", "abandonnée après accord"
    REFUSED = "E3", "refusée"
    NOTED = "E4", "prise d’acte"
    TRANSFERRED = "E5", "transmise à une autre autorité"
    INADMISSIBLE = "E6", "irrecevable"
    MERGED = "E7", "fusionnée"
    WITHDRAWN = "E8", "retirée"
    LAPSED = "E9", "caduque"
    HELD = "F1", "participation réalisée"
    DECLINED = "F2", "déclinée"
    SILENT = "F3", "sans réponse"
    CANCELLED = "F4", "annulée par la Ville"


class Dossier(WorkflowMixin, DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model):
    """One message and everything that happened to it since."""

    class Visibility(models.TextChoices):
        """Who may read it once deposited."""

        PUBLIC = "public", "Tout le monde"
        MEMBERS = "members", "Les membres des conseils et la Ville seulement"
        # A personal situation (circuits.md 9): the public knows its number and its state.
        CONFIDENTIAL = (
            "private",
            "Confidentielle : seulement qui parle pour le conseil et qui la traite",
        )

    kind = models.CharField("message", max_length=8, choices=Kind.choices)
    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    # Moves with every act: a form that was opened before another act is stale.
    version = models.PositiveIntegerField(default=0, editable=False)
    council = models.ForeignKey(
        "participation.Council",
        verbose_name="conseil",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="dossiers",
    )
    theme = models.ForeignKey(
        "participation.Theme",
        verbose_name="thème",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="dossiers",
    )
    title = models.CharField("titre", max_length=TITLE_LENGTH)
    visibility = models.CharField(
        "qui peut la lire",
        max_length=8,
        choices=Visibility.choices,
        default=Visibility.PUBLIC,
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="rédigée par",
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField("commencée le")
    updated_at = models.DateTimeField("modifiée le")

    year = models.PositiveSmallIntegerField(null=True, editable=False)
    number = models.PositiveIntegerField(null=True, editable=False)
    reference = models.CharField(
        "numéro", max_length=24, null=True, unique=True, editable=False
    )
    circuit = models.ForeignKey(
        CircuitVersion,
        verbose_name="circuit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="dossiers",
    )
    step = models.CharField("étape", max_length=4, blank=True, editable=False)
    deposited_at = models.DateTimeField("déposée le", null=True, editable=False)
    # When it left its author's side: a demande at its deposit, an offre when the élu
    # sends it to the councils. Nobody else reads it before.
    sent_at = models.DateTimeField("envoyée le", null=True, editable=False)
    text_published_at = models.DateTimeField("texte publié le", null=True, editable=False)
    promised_on = models.DateField("réponse promise le", null=True, editable=False)
    # The one extension of the promise, in months; its coded reason is public.
    extended_months = models.PositiveSmallIntegerField(
        "prolongée de", default=0, editable=False
    )
    extension_reason = models.CharField("motif", max_length=40, blank=True, editable=False)
    # The council asked for a precision or for the reasons: once.
    asked_again_at = models.DateTimeField("précision demandée le", null=True, editable=False)
    # Which clock stands still, and since when the promise does; both empty otherwise.
    suspended = models.CharField(
        "délai suspendu", max_length=2, choices=Pause.choices, blank=True, editable=False
    )
    stopped_on = models.DateField("promesse arrêtée le", null=True, editable=False)
    dormant_on = models.DateField("en sommeil depuis le", null=True, editable=False)
    answered_at = models.DateTimeField("répondue le", null=True, editable=False)
    closed_at = models.DateTimeField("close le", null=True, editable=False)
    end_code = models.CharField("fin", max_length=4, blank=True, editable=False)
    end_reason = models.CharField("motif", max_length=40, blank=True, editable=False)
    # E5: to whom it went; E7: the demande in which it goes on.
    transferred_to = models.CharField(
        "autorité compétente", max_length=200, blank=True, editable=False
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name="fusionnée avec",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="merged",
    )
    # From a demande to an offre and back: the message that this one comes from.
    origin = models.ForeignKey(
        "self",
        verbose_name="née de",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="outgrowths",
    )
    # « Masquer »: the text is no longer public, and the public reads why.
    hidden_at = models.DateTimeField("texte masqué le", null=True, editable=False)
    hidden_because = models.CharField("motif", max_length=300, blank=True, editable=False)
    outcome = models.CharField(
        "issue", max_length=10, choices=Outcome.choices, blank=True, editable=False
    )

    service = models.ForeignKey(
        "participation.Service",
        verbose_name="service pilote",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="dossiers",
    )
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="titulaire",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="suppléance",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    elected = models.ForeignKey(
        "participation.ElectedOfficial",
        verbose_name="élu référent",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="dossiers",
    )
    projects = models.ManyToManyField(
        "participation.ProjectPage",
        verbose_name="projets",
        blank=True,
        related_name="dossiers",
    )

    # Our records keep the history; Wagtail's reference index would weigh on each act.
    wagtail_reference_index_ignore = True

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        ordering = ["-deposited_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "year", "number"], name="dossier_number_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    deposited_at__isnull=True,
                    reference__isnull=True,
                    circuit__isnull=True,
                    promised_on__isnull=True,
                    step="",
                )
                | (
                    models.Q(
                        deposited_at__isnull=False,
                        reference__isnull=False,
                        number__isnull=False,
                        year__isnull=False,
                        circuit__isnull=False,
                    )
                    & ~models.Q(step="")
                ),
                name="dossier_deposited_is_whole",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="demande")
                | models.Q(
                    deposited_at__isnull=True, sent_at__isnull=True, promised_on__isnull=True
                )
                | models.Q(
                    deposited_at__isnull=False,
                    sent_at__isnull=False,
                    promised_on__isnull=False,
                ),
                name="dossier_request_has_its_promise",
            ),
            models.CheckConstraint(
                condition=models.Q(sent_at__isnull=True) | models.Q(deposited_at__isnull=False),
                name="dossier_sent_was_deposited",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, end_code="")
                | (models.Q(closed_at__isnull=False, step="end") & ~models.Q(end_code="")),
                name="dossier_closed_has_its_code",
            ),
            models.CheckConstraint(
                condition=~models.Q(end_code__in=["E2", "E3", "E6", "F4"])
                | ~models.Q(end_reason=""),
                name="dossier_refused_has_its_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, outcome="")
                | models.Q(answered_at__isnull=False, kind="offre", outcome="")
                | (models.Q(answered_at__isnull=False, kind="demande") & ~models.Q(outcome="")),
                name="dossier_answered_has_its_outcome",
            ),
            models.CheckConstraint(
                condition=models.Q(extended_months=0, extension_reason="")
                | (models.Q(extended_months__in=[1, 2]) & ~models.Q(extension_reason="")),
                name="dossier_extended_says_why",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="demande") | models.Q(council__isnull=False),
                name="dossier_request_has_its_council",
            ),
            models.CheckConstraint(
                condition=~models.Q(end_code="E5") | ~models.Q(transferred_to=""),
                name="dossier_transferred_says_where",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True)
                | (models.Q(end_code="E7") & ~models.Q(merged_into=models.F("id"))),
                name="dossier_merged_into_another",
            ),
            models.CheckConstraint(
                condition=models.Q(suspended="PC")
                | models.Q(stopped_on__isnull=True, dormant_on__isnull=True),
                name="dossier_stopped_by_a_question",
            ),
            models.CheckConstraint(
                condition=models.Q(suspended="") | models.Q(closed_at__isnull=True),
                name="dossier_closed_is_not_suspended",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="offre") | ~models.Q(visibility="private"),
                name="dossier_offer_is_not_confidential",
            ),
            models.CheckConstraint(
                condition=models.Q(hidden_at__isnull=True, hidden_because="")
                | (models.Q(hidden_at__isnull=False) & ~models.Q(hidden_because="")),
                name="dossier_hidden_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["-deposited_at", "-id"], name="dossier_order_idx"),
            models.Index(fields=["kind", "-deposited_at"], name="dossier_recent_idx"),
            models.Index(fields=["council", "-deposited_at"], name="dossier_council_idx"),
            models.Index(fields=["theme", "-deposited_at"], name="dossier_theme_idx"),
            models.Index(fields=["step", "-deposited_at"], name="dossier_step_idx"),
            models.Index(
                fields=["promised_on"],
                condition=models.Q(answered_at__isnull=True, closed_at__isnull=True),
                name="dossier_awaited_idx",
            ),
            # What anybody reads: the newest first, and what moved last.
            models.Index(
                fields=["kind", "-deposited_at", "-id"],
                condition=models.Q(sent_at__isnull=False, visibility="public"),
                name="dossier_public_idx",
            ),
            models.Index(
                fields=["-updated_at"],
                condition=models.Q(sent_at__isnull=False, visibility="public"),
                name="dossier_moved_idx",
            ),
            # The home page: what was achieved last, and what each council waits for.
            models.Index(
                fields=["-closed_at", "-id"],
                condition=models.Q(end_code="E1"),
                name="dossier_achieved_idx",
            ),
            models.Index(
                fields=["council"],
                condition=models.Q(answered_at__isnull=True, closed_at__isnull=True),
                name="dossier_council_awaits_idx",
            ),
        ]

    def __str__(self) -> str:
        # Wagtail copies this into its log: never the title, which may be unpublished.
        return self.label

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Any save of a row that is being created needs its two moments."""
        if self.updated_at is None:
            self.updated_at = self.created_at
        super().save(*args, **kwargs)

    @property
    def label(self) -> str:
        """« Demande 2026-041 », or « Brouillon » before the deposit."""
        if self.number is None:
            return "Brouillon"
        name = "Demande" if self.kind == Kind.REQUEST else "Offre"
        return f"{name} {self.year}-{self.number:03d}"

    @property
    def is_draft(self) -> bool:
        """Not deposited yet: its council alone reads it."""
        return self.deposited_at is None

    @property
    def dossier(self) -> Dossier:
        """Itself: what a thread answers with its offer."""
        return self

    @property
    def is_offer(self) -> bool:
        """Whether the town asks, and councils answer."""
        return self.kind == Kind.OFFER

    @property
    def is_confidential(self) -> bool:
        """Whether only those who deal with it read more than its number and its state."""
        return self.visibility == self.Visibility.CONFIDENTIAL

    @property
    def is_closed(self) -> bool:
        """It has reached an end state."""
        return self.closed_at is not None

    @property
    def public_title(self) -> str:
        """The title once proofread; until then what the public may know."""
        if self.is_confidential:
            return "Demande confidentielle"
        if self.text_published_at is None and not self.is_offer:
            return "Texte en cours de relecture"
        return self.title

    @property
    def text_is_public(self) -> bool:
        """Whether anyone who reads the page reads its text."""
        return (
            self.text_published_at is not None
            and self.hidden_at is None
            and not self.is_confidential
        )

    @property
    def request(self) -> ParticipationRequest:
        """The one way to the demande of a dossier (WorkflowState gives the dossier)."""
        if isinstance(self, ParticipationRequest):
            return self
        return self.participationrequest

    @property
    def offer(self) -> ParticipationOffer:
        """The one way to the offre of a dossier."""
        whole: ParticipationOffer = (
            self if hasattr(type(self), "proposal") else self.participationoffer
        )
        return whole

    def get_absolute_url(self) -> str:
        """The public page; what was not sent yet only has its private one."""
        if self.reference is None or self.sent_at is None:
            return self.private_url
        return reverse("dossier", args=[self.reference])

    @property
    def private_url(self) -> str:
        """The page in the members' space."""
        return reverse("space_dossier", args=[self.uuid])

    def get_workflow(self) -> Any:
        """Wagtail asks: the workflow generated for this dossier's circuit version."""
        return self.circuit.workflow if self.circuit else None

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        """Wagtail asks; the preview is the public page."""
        return "circuits/dossier.html"


class ParticipationRequest(Dossier):
    """A demande de participation: what a council asks of the town."""

    need = models.TextField(
        "le constat",
        help_text="Ce que le conseil a observé, où et depuis quand.",
        validators=[MaxLengthValidator(TEXT_LENGTH)],
    )
    wish = models.TextField(
        "ce que demande le conseil",
        help_text="En une ou deux phrases si possible.",
        validators=[MaxLengthValidator(TEXT_LENGTH)],
    )
    quarter = models.ForeignKey(
        "participation.Quarter",
        verbose_name="quartier",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    place = models.CharField("lieu", max_length=200, help_text="Rue, place, école…")
    commission = models.ForeignKey(
        "participation.Commission",
        verbose_name="commission",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    adopted_on = models.DateField("réunion qui l’a adoptée", null=True, blank=True)
    between_meetings = models.BooleanField("décidée entre deux réunions", default=False)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="personne à contacter",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = "demande de participation"
        verbose_name_plural = "demandes de participation"


class NumberSequence(models.Model):
    """The last number given, per message and year: locked, so numbers have no gap."""

    kind = models.CharField(max_length=8, choices=Kind.choices)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "suite de numéros"
        verbose_name_plural = "suites de numéros"
        constraints = [models.UniqueConstraint(fields=["kind", "year"], name="sequence_unique")]

    def __str__(self) -> str:
        return f"{self.kind} {self.year} : {self.last}"
