"""The facets of the list of demandes, as shareable addresses in French."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms

from circuits.models import Dossier
from participation.models import Council, Theme

STATES = {
    "prise-en-compte": ("Prise en compte", ("A1", "A2")),
    "a-l-etude": ("À l’étude", ("A3", "A4", "A5")),
    "repondue": ("Répondue", ("A6",)),
    "engagement": ("Engagement en cours", ("A7",)),
    "close": ("Close", ("end",)),
}


class RequestFilter(django_filters.FilterSet):
    """Council, theme, state and lateness; an unknown value filters nothing."""

    conseil = django_filters.ModelChoiceFilter(
        field_name="council",
        queryset=Council.objects.all(),
        to_field_name="slug",
        label="Conseil",
        empty_label="Tous les conseils",
    )
    theme = django_filters.ModelChoiceFilter(
        field_name="theme",
        queryset=Theme.objects.all(),
        to_field_name="slug",
        label="Thème",
        empty_label="Tous les thèmes",
    )
    etat = django_filters.ChoiceFilter(
        choices=[(key, label) for key, (label, _) in STATES.items()],
        method="by_state",
        label="État",
        empty_label="Tous les états",
    )
    retard = django_filters.BooleanFilter(
        method="only_late",
        label="Seulement les réponses en retard",
        widget=forms.CheckboxInput,
    )

    class Meta:
        model = Dossier
        fields: list[str] = []

    def __init__(self, *args: Any, frame: Any, **kwargs: Any) -> None:
        """`frame` gives the day from which a promise is missed."""
        super().__init__(*args, **kwargs)
        self.frame = frame

    def by_state(self, queryset: Any, _name: str, value: str) -> Any:
        """The steps under one public name."""
        return queryset.filter(step__in=STATES[value][1])

    def only_late(self, queryset: Any, _name: str, value: bool) -> Any:
        """Promises missed, as `deadlines.promise_missed` says it."""
        if not value:
            return queryset
        return queryset.late(self.frame.today, self.frame.town.lateness_public_from)

    @property
    def active_count(self) -> int:
        """How many facets are in use."""
        if not self.form.is_valid():
            return 0
        return sum(1 for value in self.form.cleaned_data.values() if value)
