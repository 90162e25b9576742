"""A piece of page is laid out from its values alone: equal values share it, others never."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from circuits.fil import FilData, Span
from circuits.templatetags.fil_tags import fil
from participation import pieces
from participation.models import Council
from participation.pieces import NotPlain, Shelf, laid_out

CARD = {
    "url": "/dossiers/demande-2026-001/",
    "number_label": "Demande 2026-001",
    "title": "Un banc",
    "council_name": "Coteaux",
    "council_accent": 1,
    "theme_name": "",
    "theme_icon": "",
    "sentence": "À l’étude.",
    "badge": {"tone": "late", "label": "En retard"},
    "fil_svg": "",
}


def card(**values: Any) -> SafeString:
    return laid_out("components/dossier_card.html", {"card": {**CARD, **values}, "level": 3})


def test_equal_values_share_one_piece() -> None:
    assert card() is card()
    assert card(title="Deux bancs") != card()
    assert "Deux bancs" in card(title="Deux bancs")


def test_p24_a_card_holds_the_words_of_its_own_reader_only() -> None:
    inside, outside = card(title="Le banc de Mme Muller"), card(title="Demande 2026-001")
    assert "Muller" in inside
    assert "Muller" not in outside
    assert "Muller" not in card(title="Demande 2026-001")


def test_what_somebody_typed_is_not_taken_for_a_drawing_of_ours() -> None:
    drawn = "<b>oups</b>"
    assert drawn in card(fil_svg=SafeString(drawn))
    assert drawn not in card(fil_svg=drawn)
    assert drawn in card(fil_svg=SafeString(drawn))


@pytest.mark.parametrize(
    "value", [Council(name="Coteaux"), gettext_lazy("Coteaux"), object(), [Council()]]
)
def test_what_may_change_is_refused(value: Any) -> None:
    with pytest.raises(NotPlain):
        card(title=value)


def test_days_and_words_that_are_safe_are_plain() -> None:
    laid_out("components/icon.html", {"name": SafeString("clock"), "day": date(2026, 4, 2)})


def test_a_thread_is_drawn_once_for_equal_facts_whatever_was_asked_of_it_since() -> None:
    def thread(label: str) -> FilData:
        day = date(2026, 4, 2)
        span = Span(side="council", start=day, end=None, label=label)
        return FilData(spans=[span], knots=[], ticks=[], ahead=[], today=day)

    once, known = fil(thread("Dépôt"), accent=1), thread("Dépôt")
    assert known.points == [] != known.in_order
    assert fil(known, accent=1) is once
    assert "Dépôt" in once
    assert fil(thread("Dépôt"), accent=2) != once
    assert "Dépôt" not in fil(thread("Étude"), accent=1)


def test_a_record_that_may_change_is_refused() -> None:
    @dataclass
    class Loose:
        name: str = "clock"

    with pytest.raises(NotPlain):
        laid_out("components/icon.html", {"name": Loose()})


def test_the_tag_is_include_only() -> None:
    made = Template(
        '{% piece "components/icon.html" name="clock" label=label %}{% if name %}non{% endif %}'
    ).render(Context({"label": "<À l’heure>"}))
    assert 'aria-label="&lt;À l’heure&gt;"' in made
    assert "#clock" in made
    assert "non" not in made


def test_the_shelf_has_its_room() -> None:
    shelf = Shelf(room=100)
    keys = [("a.html", bytes(10)), ("b.html", bytes(10)), ("c.html", bytes(10))]
    for key in keys[:2]:
        shelf.keep(key, SafeString("x" * 35))
    assert shelf.get(keys[0])
    shelf.keep(keys[2], SafeString("x" * 35))
    assert [shelf.get(key) is not None for key in keys] == [True, False, True]
    assert shelf.used == 90
    shelf.keep(keys[1], SafeString("x" * 200))
    assert shelf.used == 0
    assert shelf.get(keys[1]) is None


def test_while_templates_are_written_nothing_is_kept(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEBUG = True
    monkeypatch.setattr(pieces, "SHELF", Shelf(room=10_000))
    assert card() is not card()
    assert pieces.SHELF.used == 0


# What depends on the day, on the reader or on the base.
ELSEWHERE = re.compile(
    r"\{%-? *(now|csrf_token|lorem|cycle|get_)|\b(request|user|perms|town)\b"
)
LIBRARIES = {"i18n", "static", "humanize"}


def test_a_template_of_pieces_uses_its_values_alone() -> None:
    folder = Path(settings.BASE_DIR)
    sources = [*folder.glob("templates/**/*.html"), *folder.glob("*/templatetags/*.py")]
    text = "\n".join(path.read_text() for path in sources)
    names = set(re.findall(r'\{% piece "([^"]+)"|laid_out\(\s*"([^"]+)"', text))
    found = {one or other for one, other in names}
    assert {"components/icon.html", "participation/councils_map.html"} <= found
    seen: set[str] = set()
    while found - seen:
        name = (found - seen).pop()
        seen.add(name)
        source = re.sub(r"\{#.*?#\}", "", (folder / "templates" / name).read_text())
        assert not ELSEWHERE.search(source), name
        loaded = {
            lib for one in re.findall(r"\{% load ([^%]+) %\}", source) for lib in one.split()
        }
        assert loaded <= LIBRARIES, (name, loaded)
        included = re.findall(r'\{% include "([^"]+)"[^%]*?( only)? %\}', source)
        assert all(only for _, only in included), name
        found |= {one for one, _ in included}
