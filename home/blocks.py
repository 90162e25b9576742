"""The blocks that only the home page has; the others are in `participation.blocks`."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from participation.blocks import CalloutBlock, FigureBlock, StepsBlock


class DoorBlock(blocks.StructBlock):
    """One way in: a title, a sentence, and a page or an address of this site."""

    title = blocks.CharBlock(label="Titre", max_length=80)
    text = blocks.CharBlock(label="Phrase", max_length=250, required=False)
    page = blocks.PageChooserBlock(label="Page", required=False)
    path = blocks.CharBlock(
        label="Ou une adresse du site",
        required=False,
        max_length=200,
        validators=[RegexValidator(r"^/(?!/)", "L’adresse commence par une barre : /")],
        help_text="Par exemple /demandes/.",
    )

    class Meta:
        label = "Entrée"
        icon = "link"
        template = "home/blocks/door.html"

    def clean(self, value: Any) -> Any:
        """Refuse an entry that leads nowhere.

        Raises:
            StructBlockValidationError: neither page nor address.

        """
        cleaned = super().clean(value)
        if not cleaned["page"] and not cleaned["path"]:
            nowhere = ValidationError("Choisissez une page ou donnez une adresse.")
            raise StructBlockValidationError(block_errors={"page": nowhere})
        return cleaned


class DoorsBlock(blocks.StructBlock):
    """The ways in, side by side."""

    title = blocks.CharBlock(label="Titre", max_length=120)
    doors = blocks.ListBlock(DoorBlock(), label="Entrées", min_num=1, max_num=6)

    class Meta:
        label = "Entrées"
        icon = "grip"
        template = "home/blocks/doors.html"


class SectionBlock(blocks.StructBlock):
    """A title and a sentence above what the site fills by itself."""

    title = blocks.CharBlock(label="Titre", max_length=120)
    intro = blocks.CharBlock(label="Phrase", max_length=250, required=False)


class ActivityBlock(blocks.StaticBlock):
    """What is going on now: dossiers, figures; words and drawing by `circuits`."""

    class Meta:
        label = "Activité des dossiers"
        icon = "history"
        admin_text = "Les chiffres et les derniers pas des demandes, tenus par le site."
        template = "home/blocks/activity.html"


class CouncilsBlock(SectionBlock):
    """The councils on a small map, with the list beside it."""

    class Meta:
        label = "Carte des conseils"
        icon = "site"
        template = "home/blocks/councils.html"


class ProjectsBlock(SectionBlock):
    """The projects that moved last."""

    class Meta:
        label = "Projets"
        icon = "calendar"
        template = "home/blocks/projects.html"


class ResultPictureBlock(blocks.StructBlock):
    """The picture of one demande that was achieved."""

    number = blocks.CharBlock(
        label="Numéro de la demande",
        max_length=12,
        validators=[RegexValidator(r"^\d{4}-\d{3,}$", "Écrivez le numéro ainsi : 2026-041.")],
        help_text="Par exemple 2026-041.",
    )
    image = ImageBlock(label="Image")

    class Meta:
        label = "Image d’une demande"
        icon = "image"


class ResultsBlock(SectionBlock):
    """The demandes that were achieved last, and what they became."""

    pictures = blocks.ListBlock(
        ResultPictureBlock(),
        label="Images",
        default=[],
        max_num=12,
        help_text=(
            "Le site montre les trois dernières demandes réalisées. Donnez-leur une image : "
            "sans elle, un pictogramme du thème la remplace."
        ),
    )

    class Meta:
        label = "Ce qui a changé"
        icon = "tick"
        template = "home/blocks/results.html"


class HomeBlock(blocks.StreamBlock):
    """What the home page is made of, under its introduction."""

    activity = ActivityBlock()
    councils = CouncilsBlock()
    results = ResultsBlock()
    projects = ProjectsBlock()
    doors = DoorsBlock()
    steps = StepsBlock()
    callout = CalloutBlock()
    figure = FigureBlock()

    class Meta:
        icon = "doc-empty"
        template = "participation/blocks/body.html"
        block_counts = {
            name: {"max_num": 1} for name in ("activity", "councils", "results", "projects")
        }
