"""What a project tells piece by piece: stages, promises, views, what changed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from participation.french import long_date
from participation.models.site_page import validate_image_has_text

PAGE = "participation.ProjectPage"


def image_field(words: str, **options: Any) -> models.ForeignKey[Any, Any]:
    """An image of the library; the row outlives it unless told otherwise."""
    usual: dict[str, Any] = {"on_delete": models.SET_NULL, "null": True, "blank": True}
    return models.ForeignKey("wagtailimages.Image", verbose_name=words, **usual | options)


class ProjectStage(Orderable):
    """One stage of a project, with its day, or its date in words (« automne 2026 »)."""

    class State(models.TextChoices):
        """Where the stage stands."""

        DONE = "done", "terminée"
        HERE = "here", "en cours"
        TO_COME = "to_come", "à venir"

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="stages")
    name = models.CharField("nom", max_length=160)
    state = models.CharField("état", max_length=8, choices=State.choices, default=State.TO_COME)
    day = models.DateField(
        "date",
        null=True,
        blank=True,
        help_text="Le jour, ou le premier jour si l’étape dure. Les étapes se suivent.",
    )
    when = models.CharField(
        "date en toutes lettres",
        max_length=80,
        blank=True,
        help_text="Montrée à la place de la date. Par exemple « automne 2026 ».",
    )
    description = models.TextField("description", blank=True, max_length=1000)
    image = image_field("image", related_name="+")
    image_alt = models.CharField("description de l’image", max_length=250, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("name"),
        FieldPanel("state"),
        FieldRowPanel(["day", "when"]),
        FieldPanel("description"),
        FieldPanel("image"),
        FieldPanel("image_alt"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "étape de projet"
        verbose_name_plural = "étapes de projet"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """An image always comes with its description."""
        super().clean()
        validate_image_has_text(self.image, self.image_alt, "image_alt")

    def date_words(self) -> str:
        """The words that were typed, else « 2 avril 2026 », else nothing."""
        return self.when or (long_date(self.day) if self.day else "")


class ProjectPromise(Orderable):
    """What was promised, and what was done of it."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", "En attente"
        KEPT = "kept", "Tenue"
        PARTLY = "partly", "Tenue en partie"
        BROKEN = "broken", "Non tenue"

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="promises")
    promised = models.CharField("ce qui était promis", max_length=300)
    state = models.CharField(
        "la promesse est", max_length=8, choices=State.choices, default=State.WAITING
    )
    done = models.TextField("ce qui a été fait", max_length=600, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("promised"),
        FieldPanel("state"),
        FieldPanel("done"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "promesse de projet"
        verbose_name_plural = "promesses de projet"

    def __str__(self) -> str:
        return self.promised

    def clean(self) -> None:
        """Whoever says that a promise is kept, or not, says how."""
        super().clean()
        if self.state != self.State.WAITING and not self.done.strip():
            raise ValidationError(
                {"done": "Dites ce qui a été fait, ou pourquoi cela ne l’a pas été."}
            )


class ProjectView(Orderable):
    """The same place before and after; « after » may still be to come."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="views")
    place = models.CharField("ce que l’on voit", max_length=160)
    before = image_field(
        "image d’avant", null=False, blank=False, on_delete=models.CASCADE, related_name="+"
    )
    before_alt = models.CharField("description de l’image d’avant", max_length=250)
    after = image_field("image d’après", related_name="+")
    after_alt = models.CharField("description de l’image d’après", max_length=250, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("place"),
        FieldPanel("before"),
        FieldPanel("before_alt"),
        FieldPanel("after"),
        FieldPanel("after_alt"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "vue avant et après"
        verbose_name_plural = "vues avant et après"

    def __str__(self) -> str:
        return self.place

    def clean(self) -> None:
        """An image always comes with its description."""
        super().clean()
        validate_image_has_text(self.after, self.after_alt, "after_alt")


class ProjectChange(Orderable):
    """« Ce qui a changé »: one fact with its day, for those who come back."""

    page = ParentalKey(PAGE, on_delete=models.CASCADE, related_name="changes")
    day = models.DateField("date")
    text = models.TextField("ce qui a changé", max_length=600)

    panels: ClassVar[list[Any]] = [FieldPanel("day"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = "changement d’un projet"
        verbose_name_plural = "changements d’un projet"

    def __str__(self) -> str:
        return self.text
