"""The record: append-only events by actors, and the texts that they point at.

An event holds no name and no free text: it names an `Actor` (anonymised on erasure,
never deleted) and `TextVersion` rows, so that it can refuse UPDATE, DELETE and
TRUNCATE (a trigger) and still be erased of persons (circuits.md 11).
"""

from django.conf import settings
from django.db import models

from circuits.models.dossier import Dossier, Outcome
from circuits.models.offer import OfferThread
from circuits.querysets import EventQuerySet

# The name of whoever asked to be erased, wherever a name was.
ERASED = "Une personne"


class Actor(models.Model):
    """Someone who acted; `user` goes empty on erasure, the row stays."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="actor",
    )
    name = models.CharField("nom", max_length=200, blank=True)
    is_system = models.BooleanField("système", default=False)

    class Meta:
        verbose_name = "acteur"
        verbose_name_plural = "acteurs"
        constraints = [
            models.UniqueConstraint(
                fields=["is_system"],
                condition=models.Q(is_system=True),
                name="actor_one_system",
            )
        ]

    def __str__(self) -> str:
        return self.name or ERASED


class TextVersion(models.Model):
    """A text that someone wrote with an act: a reason or a request for changes."""

    class Kind(models.TextChoices):
        """What the text is."""

        REASON = "reason", "motif"
        CHANGES = "changes", "modifications demandées"
        MILESTONE = "milestone", "point d’étape"
        COMMENT = "comment", "avis du conseil"
        NOTE = "note", "note de la Ville"
        DECLINE = "decline", "raison du conseil"
        DONE = "done", "ce qui a été réalisé"
        ABANDON = "abandon", "motif de l’abandon"
        EXTENSION = "extension", "motif de la prolongation"
        QUESTION = "question", "question au conseil"
        REPLY = "reply", "réponse à la question"
        WAIT = "wait", "ce que la Ville attend"
        MINUTES = "minutes", "compte rendu de la rencontre"
        LETTER = "letter", "lettre de transmission"
        BARRED = "barred", "motif d’irrecevabilité"
        WITHDRAWAL = "withdrawal", "raison du retrait"
        REOPENING = "reopening", "motif de la réouverture"
        HIDDEN = "hidden", "motif du masquage"
        PRECISION = "precision", "précision demandée"
        OPINION = "opinion", "avis d’un service"
        SUITES = "suites", "suites données"
        BILAN = "bilan", "bilan"
        CANCEL = "cancel", "motif de l’annulation"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="texts")
    kind = models.CharField("nature", max_length=10, choices=Kind.choices)
    body = models.TextField("texte")
    author = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="texts")
    written_at = models.DateTimeField("écrit le")

    class Meta:
        verbose_name = "texte"
        verbose_name_plural = "textes"
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.dossier}"


class Event(models.Model):
    """What happened, in order, without gap per dossier; never changed afterwards."""

    class Audience(models.TextChoices):
        """Who may read its sentence."""

        PUBLIC = "public", "tout le monde"
        BOTH = "both", "le conseil et la Ville"
        CITY = "city", "la Ville"

    class Channel(models.TextChoices):
        """How a person acted whose act was entered by the Agence (« saisie pour »)."""

        VOICE = "voice", "de vive voix"
        PAPER = "paper", "sur papier"
        MAIL = "mail", "par courriel"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="events")
    thread = models.ForeignKey(
        OfferThread, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.PositiveIntegerField("rang")
    code = models.CharField("code", max_length=30)
    at = models.DateTimeField("le")
    audience = models.CharField("lisible par", max_length=8, choices=Audience.choices)
    actor = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="events")
    # In which capacity: « agency », « head », « referent »…
    role = models.CharField("en qualité de", max_length=16)
    on_behalf_of = models.ForeignKey(
        Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    channel = models.CharField("recueilli", max_length=6, choices=Channel.choices, blank=True)
    said_on = models.DateField("recueilli le", null=True, blank=True)
    step = models.CharField("étape", max_length=4, blank=True)
    service = models.ForeignKey(
        "participation.Service",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    text = models.ForeignKey(
        TextVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answer = models.ForeignKey(
        "circuits.Answer",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # Dates as ISO days, codes and counts only: never a name, never a sentence.
    data = models.JSONField("données", default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = "évènement"
        verbose_name_plural = "évènements"
        ordering = ["dossier", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "position"], name="event_position_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(on_behalf_of__isnull=True, channel="")
                | (models.Q(on_behalf_of__isnull=False) & ~models.Q(channel="")),
                name="event_on_behalf_says_how",
            ),
        ]
        indexes = [models.Index(fields=["-at"], name="event_recent_idx")]

    def __str__(self) -> str:
        return f"{self.dossier} – {self.code}"


class Answer(models.Model):
    """One version of the town's answer; frozen once transmitted (circuits.md 11).

    A validation names the version that was read; that one is published.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="answers")
    version = models.PositiveSmallIntegerField("version")
    outcome = models.CharField("issue", max_length=10, choices=Outcome.choices)
    summary = models.CharField("résumé", max_length=200)
    body = models.TextField("réponse complète")
    # « À l’étude jusqu’au »: the day by which the town will really answer.
    deferred_to = models.DateField("à l’étude jusqu’au", null=True, blank=True)
    next_steps = models.TextField("et maintenant", blank=True)
    reason_code = models.CharField("motif du refus", max_length=40, blank=True)
    reason = models.TextField("explication du refus", blank=True)
    alternative = models.TextField("ce qui pourrait être fait", blank=True)
    signatory = models.CharField("qui signe", max_length=200)
    decided_by = models.CharField("instance qui a décidé", max_length=200, blank=True)
    decided_on = models.DateField("décidé le", null=True, blank=True)
    decision_url = models.URLField("lien vers la délibération", blank=True)
    milestone_label = models.CharField("engagement", max_length=200, blank=True)
    milestone_on = models.DateField("prévu pour", null=True, blank=True)
    written_by = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField("transmise le")
    published_at = models.DateTimeField("publiée le", null=True, blank=True)

    class Meta:
        verbose_name = "réponse"
        verbose_name_plural = "réponses"
        ordering = ["dossier", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "version"], name="answer_version_unique"
            ),
            models.CheckConstraint(
                condition=models.Q(deferred_to__isnull=True) | models.Q(outcome="deferred"),
                name="answer_deferred_has_its_day",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="refused")
                | (~models.Q(reason_code="") & ~models.Q(reason="")),
                name="answer_refusal_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(milestone_label="", milestone_on__isnull=True)
                | (~models.Q(milestone_label="") & models.Q(milestone_on__isnull=False)),
                name="answer_milestone_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier} – réponse, version {self.version}"

    @property
    def commits(self) -> bool:
        """Whether the town announces something to do (A7 then begins at once)."""
        return bool(self.milestone_label)


class Milestone(models.Model):
    """A commitment of the town with its month (« Engagement en cours »)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="milestones")
    label = models.CharField("engagement", max_length=200)
    planned_on = models.DateField("prévu pour")
    set_at = models.DateTimeField("annoncé le")
    done_at = models.DateTimeField("tenu le", null=True, blank=True)

    class Meta:
        verbose_name = "jalon"
        verbose_name_plural = "jalons"
        ordering = ["dossier", "set_at", "pk"]

    def __str__(self) -> str:
        return self.label
