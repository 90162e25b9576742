"""Our own widgets say what Django's would."""

import pytest
from django import forms
from django.test.html import parse_html

from participation.widgets import PlainSelect

CHOICES = [
    ("", "Tous les conseils"),
    ("d8", "D8 (3)"),
    ("l-ilot", "L’Îlot <script>alert(1)</script> & « co »"),
    (2026, "2026"),
]


class Facets(forms.Form):
    """The same question asked twice."""

    ours = forms.ChoiceField(choices=CHOICES, widget=PlainSelect, required=False)
    django = forms.ChoiceField(choices=CHOICES, widget=forms.Select, required=False)


@pytest.mark.parametrize("chosen", [None, "", "d8", "l-ilot", "2026", "inconnu", '"><b>'])
def test_a_plain_select_is_read_as_django_s(chosen: str | None) -> None:
    data = {} if chosen is None else {"ours": chosen, "django": chosen}
    form = Facets(data)
    ours, django = str(form["ours"]), str(form["django"])
    assert parse_html(ours) == parse_html(django.replace("django", "ours"))
    assert "<script>" not in ours
    assert ours.count("selected") == (chosen in (None, "", "d8", "l-ilot", "2026"))
