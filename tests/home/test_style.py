"""`/style/` shows everything that templates draw, and its colours are read by everyone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from home.style import colours, examples
from participation import pieces
from tests.factories import World
from tests.strict import signed_in

TEMPLATES = Path(settings.BASE_DIR) / "templates"
SPRITE = {name for _, names in examples.pictograms() for name in names}
# Not to be seen: the words of a page that other sites show.
UNSEEN = {"components/share_card.html"}


def test_every_component_is_shown(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    # Nothing was laid out yet, or what is shown again would not be rendered.
    monkeypatch.setattr(pieces, "SHELF", pieces.Shelf(pieces.ROOM))
    answer = signed_in(world.agency).get("/style/")
    assert answer.status_code == 200
    shown = {template.name for template in answer.templates}
    components = {
        f"components/{file.name}" for file in (TEMPLATES / "components").glob("*.html")
    }
    assert sorted(components - UNSEEN - shown) == []


def test_every_tone_and_every_pictogram_is_shown(world: World) -> None:
    text = signed_in(world.agency).get("/style/").content.decode()
    assert [name for name in SPRITE if f"sprite.svg#{name}" not in text] == []
    for component, mark in (("badge", "badge--"), ("banner", "banner--")):
        source = (TEMPLATES / f"components/{component}.html").read_text()
        tones = set(re.findall(r'tone == "(\w+)"', source))
        assert tones
        assert [tone for tone in tones if f"{mark}{tone}" not in text] == [], component


def test_a_pictogram_that_a_template_names_is_drawn() -> None:
    """A name that the sprite does not have would leave a hole."""
    named = {
        (file.name, name)
        for file in TEMPLATES.rglob("*.html")
        # Wagtail's own pictograms are used in its screens.
        if "admin" not in str(file.relative_to(TEMPLATES))
        for kind, words in re.findall(
            r'{% include "components/(\w+).html"([^%]*)%}', file.read_text()
        )
        for name in re.findall(
            r'\bname="([a-z-]+)"' if kind == "icon" else r'\bicon="([a-z-]+)"', words
        )
    }
    assert len(named) > 20
    assert sorted(pair for pair in named if pair[1] not in SPRITE) == []


def test_every_pair_of_colours_is_read() -> None:
    """RGAA 3.2 and 3.3, on the sheet as served: light and dark."""
    pairs = list(colours.pairs())
    assert len(pairs) == 98
    assert [pair for pair in pairs if not pair.passes] == []


def test_contrasts_are_those_of_wcag() -> None:
    assert colours.ratio("#000000", "#ffffff") == pytest.approx(21)
    assert colours.ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert colours.ratio("#ffffff", "#ffffff") == 1
