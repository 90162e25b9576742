"""The blocks that only the home page has; the others are in `participation.blocks`."""

from wagtail import blocks

from participation.blocks import CalloutBlock, FigureBlock, StepsBlock


class DoorBlock(blocks.StructBlock):
    """One way in: a title, a sentence and where it leads inside the site."""

    title = blocks.CharBlock(label="Titre", max_length=80)
    text = blocks.CharBlock(label="Phrase", max_length=200, required=False)
    page = blocks.PageChooserBlock(label="Page")

    class Meta:
        label = "Entrée"
        icon = "link"
        template = "home/blocks/door.html"


class DoorsBlock(blocks.StructBlock):
    """The ways in, side by side."""

    title = blocks.CharBlock(label="Titre", max_length=120)
    doors = blocks.ListBlock(DoorBlock(), label="Entrées", min_num=1, max_num=6)

    class Meta:
        label = "Entrées"
        icon = "grip"
        template = "home/blocks/doors.html"


class ActivityBlock(blocks.StructBlock):
    """What is going on now: dossiers, figures; drawn by `circuits`."""

    title = blocks.CharBlock(label="Titre", max_length=120, default="En ce moment")

    class Meta:
        label = "Activité des dossiers"
        icon = "history"
        template = "home/blocks/activity.html"


class CouncilsBlock(blocks.StructBlock):
    """The councils on a small map, with the list beside it."""

    title = blocks.CharBlock(label="Titre", max_length=120)

    class Meta:
        label = "Carte des conseils"
        icon = "site"
        template = "home/blocks/councils.html"


class HomeBlock(blocks.StreamBlock):
    """What the home page is made of, under its introduction."""

    activity = ActivityBlock()
    councils = CouncilsBlock()
    doors = DoorsBlock()
    steps = StepsBlock()
    callout = CalloutBlock()
    figure = FigureBlock()

    class Meta:
        icon = "doc-empty"
        template = "participation/blocks/body.html"
        block_counts = {"activity": {"max_num": 1}, "councils": {"max_num": 1}}
