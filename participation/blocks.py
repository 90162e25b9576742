"""The blocks of which editors make a page. Each has its template.

Used by the pages of this app and, from above, by those of `home`. There is no raw HTML
block and no embed: a page never calls a third host (architecture.md 2).
"""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul"]
LINE_FEATURES = ["bold", "italic", "link"]


class HeadingBlock(blocks.StructBlock):
    """A title inside the page: the page's own title is the only h1."""

    text = blocks.CharBlock(label="Titre", max_length=160)
    level = blocks.ChoiceBlock(
        label="Niveau",
        choices=[("h2", "Titre"), ("h3", "Sous-titre")],
        default="h2",
    )

    class Meta:
        label = "Titre"
        icon = "title"
        template = "participation/blocks/heading.html"


class FigureBlock(blocks.StructBlock):
    """An image with its alternative text, and a caption below it."""

    image = ImageBlock(label="Image")
    caption = blocks.CharBlock(label="Légende", required=False, max_length=250)

    class Meta:
        label = "Image"
        icon = "image"
        template = "participation/blocks/figure.html"


class CalloutBlock(blocks.StructBlock):
    """A short text set apart: what must not be missed."""

    title = blocks.CharBlock(label="Titre", required=False, max_length=120)
    text = blocks.RichTextBlock(label="Texte", features=TEXT_FEATURES)

    class Meta:
        label = "Encadré"
        icon = "info-circle"
        template = "participation/blocks/callout.html"


class StepBlock(blocks.StructBlock):
    """One step of a procedure; drawn by the list that holds it."""

    title = blocks.CharBlock(label="Titre", max_length=160)
    text = blocks.RichTextBlock(label="Texte", features=TEXT_FEATURES, required=False)

    class Meta:
        label = "Étape"
        icon = "arrow-right"
        template = "participation/blocks/step.html"


class StepsBlock(blocks.StructBlock):
    """Numbered steps, in order."""

    steps = blocks.ListBlock(StepBlock(), label="Étapes", min_num=2)

    class Meta:
        label = "Étapes numérotées"
        icon = "list-ol"
        template = "participation/blocks/steps.html"


class ListBlock(blocks.StructBlock):
    """A list of short lines."""

    items = blocks.ListBlock(
        blocks.RichTextBlock(label="Ligne", features=LINE_FEATURES), label="Lignes"
    )
    ordered = blocks.BooleanBlock(label="Numérotée", required=False)

    class Meta:
        label = "Liste"
        icon = "list-ul"
        template = "participation/blocks/list.html"


class DocumentBlock(blocks.StructBlock):
    """A document to download, with its kind and its size."""

    document = DocumentChooserBlock(label="Document")
    label = blocks.CharBlock(
        label="Intitulé",
        required=False,
        max_length=160,
        help_text="Par défaut, le titre du document.",
    )

    class Meta:
        label = "Document à télécharger"
        icon = "doc-full"
        template = "participation/blocks/document.html"


class ContactBlock(blocks.StructBlock):
    """Whom to write to or to call."""

    name = blocks.CharBlock(label="Nom", max_length=160)
    address = blocks.TextBlock(label="Adresse postale", required=False)
    email = blocks.EmailBlock(label="Adresse électronique", required=False)
    phone = blocks.CharBlock(label="Téléphone", required=False, max_length=20)
    hours = blocks.CharBlock(label="Horaires", required=False, max_length=200)

    class Meta:
        label = "Contact"
        icon = "mail"
        template = "participation/blocks/contact.html"


class TextTableBlock(TypedTableBlock):
    """A table with its caption; its first row holds the headers of its columns."""

    class Meta:
        label = "Tableau"
        icon = "table"
        template = "participation/blocks/table.html"


class BodyBlock(blocks.StreamBlock):
    """What a page's body is made of."""

    heading = HeadingBlock()
    paragraph = blocks.RichTextBlock(
        label="Texte",
        icon="pilcrow",
        features=TEXT_FEATURES,
        template="participation/blocks/paragraph.html",
    )
    figure = FigureBlock()
    list = ListBlock()
    callout = CalloutBlock()
    steps = StepsBlock()
    table = TextTableBlock(
        [("text", blocks.CharBlock(label="Texte", required=False, max_length=300))]
    )
    document = DocumentBlock()
    contact = ContactBlock()

    class Meta:
        icon = "doc-empty"
        template = "participation/blocks/body.html"

    def clean(self, value: Any, **kwargs: Any) -> Any:
        """Refuse a sub-heading under no heading (RGAA 9.1).

        Raises:
            StreamBlockValidationError: beside the sub-heading.

        """
        cleaned = super().clean(value, **kwargs)
        levels = {
            i: child.value["level"]
            for i, child in enumerate(cleaned)
            if child.block_type == "heading"
        }
        first = next(iter(levels), None)
        if first is not None and levels[first] == "h3":
            wrong = ValidationError("Commencez par un titre : un sous-titre le suit.")
            raise StreamBlockValidationError(block_errors={first: wrong})
        return cleaned
