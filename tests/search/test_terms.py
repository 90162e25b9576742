"""What was typed, as words to look for: pure, whatever the signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.excerpts import marked
from search.querysets import START, STOP
from search.terms import LONGEST, asked, spellings


@given(st.text(max_size=600))
def test_any_text_becomes_one_clean_line(raw: str) -> None:
    question = asked(raw)
    assert len(question.text) <= LONGEST
    assert question.text == " ".join(question.text.split())
    assert "\x00" not in question.text
    assert question.beginning in ("", *question.words)


@given(st.text(alphabet=f"ab<>&\"' {START}{STOP}"))
def test_marks_are_balanced_and_nothing_else_is_html(text: str) -> None:
    html = str(marked(text))
    assert html.count("<mark>") == html.count("</mark>")
    rest = html.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in rest
    assert ">" not in rest
    assert START not in html
    assert STOP not in html


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("vélo", ["vélo", "velos"]),
        ("vélos", ["vélos", "velo"]),
        ("jeux", ["jeux", "jeu", "jeus"]),
        ("trou", ["trou", "trous", "troux"]),
        ("banc", ["banc"]),
        ("bus", ["bus"]),
        ("rue", ["rue"]),
        ("l’eau", ["l’eau"]),
        ("2026-041", ["2026-041"]),
    ],
)
def test_the_plurals_that_the_stemmer_leaves_apart(word: str, others: list[str]) -> None:
    assert spellings(word) == others


def test_operators_are_left_to_the_database() -> None:
    assert asked('"place Franklin"').words == []
    assert asked("banc -arbre").words == []
    assert asked("banc OR arbre").words == []
    assert asked("Saint-Étienne à l’ombre").words == ["Saint-Étienne", "l’ombre"]


def test_a_long_question_is_cut_and_says_so() -> None:
    assert asked("banc " * 500).cut
    assert not asked("banc").cut
