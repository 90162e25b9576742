"""What an editorial page may hold besides text: circuits, reasons, facts, the Agence.

These blocks read the site; what they show is right by itself and is never typed.
"""

from __future__ import annotations

from wagtail import blocks

from circuits.models import Kind
from home.legal_groups import GROUPS
from participation.blocks import BodyBlock

REASONS = [
    ("demande:refusal_reasons", "pourquoi une demande peut être refusée"),
    ("demande:barring_reasons", "pourquoi une demande peut être irrecevable"),
    ("demande:extension_reasons", "pourquoi un délai peut être prolongé"),
    ("demande:abandon_reasons", "pourquoi un engagement peut être abandonné"),
    ("offre:refusal_reasons", "pourquoi une offre peut être annulée"),
]


class CircuitBlock(blocks.StructBlock):
    """The circuits in use for one message, drawn and told by `circuits`."""

    title = blocks.CharBlock(label="Titre", max_length=120)
    kind = blocks.ChoiceBlock(label="Message", choices=Kind.choices, default=Kind.REQUEST)

    class Meta:
        label = "Étapes d’un circuit"
        icon = "list-ol"
        template = "home/blocks/circuit.html"


class ReasonsBlock(blocks.StructBlock):
    """The reasons that the circuits in use allow."""

    which = blocks.ChoiceBlock(label="Motifs", choices=REASONS, default=REASONS[0][0])

    class Meta:
        label = "Motifs d’un circuit"
        icon = "list-ul"
        template = "home/blocks/reasons.html"


class FactsBlock(blocks.StructBlock):
    """Facts of the settings « mentions et accessibilité »; silent while they are empty."""

    group = blocks.ChoiceBlock(
        label="Informations",
        choices=[(key, group.title) for key, group in GROUPS.items()],
    )
    title = blocks.CharBlock(
        label="Titre",
        required=False,
        max_length=120,
        help_text="Par défaut, le nom des informations.",
    )

    class Meta:
        label = "Informations légales"
        icon = "info-circle"
        template = "home/blocks/facts.html"


class EditorialBlock(BodyBlock):
    """What the body of an editorial page is made of."""

    circuit = CircuitBlock()
    reasons = ReasonsBlock()
    facts = FactsBlock()

    class Meta:
        icon = "doc-empty"
        template = "participation/blocks/body.html"
