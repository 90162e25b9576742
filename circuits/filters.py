"""The facets of the list of demandes, as shareable addresses in French."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

import django_filters
from django import forms

from circuits.models import Dossier, OfferThread
from participation.models import Council, Theme

STATES = {
    "prise-en-compte": ("Prise en compte", ("A1", "A2")),
    "a-l-etude": ("À l’étude", ("A3", "A4", "A5")),
    "repondue": ("Répondue", ("A6",)),
    "engagement": ("Engagement en cours", ("A7",)),
    "close": ("Close", ("end",)),
}


PAUSED = "suspendue"
OFFER_STATES = {
    "chez-les-conseils": ("Chez les conseils", ("BC",)),
    "suites-attendues": ("Suites attendues", ("B4",)),
    "bilan-attendu": ("Bilan attendu", ("B5",)),
    "close": ("Close", ("end",)),
}


class DossierFilter(django_filters.FilterSet):
    """Council, theme, state and lateness; an unknown value filters nothing."""

    states: ClassVar[Mapping[str, tuple[str, tuple[str, ...]]]] = STATES

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
        choices=[
            *((key, label) for key, (label, _) in STATES.items()),
            (PAUSED, "Délai suspendu"),
        ],
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
        """The steps under one public name, or the dossiers whose clock stands still."""
        if value == PAUSED:
            return queryset.exclude(suspended="")
        return queryset.filter(step__in=self.states[value][1])

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


class RequestFilter(DossierFilter):
    """The facets of `/demandes/`."""


class OfferFilter(DossierFilter):
    """The facets of `/offres/`: the council is one of those that were asked."""

    states = OFFER_STATES

    conseil = django_filters.ModelChoiceFilter(
        queryset=Council.objects.all(),
        to_field_name="slug",
        label="Conseil",
        empty_label="Tous les conseils",
        method="asked_of",
    )
    etat = django_filters.ChoiceFilter(
        choices=[(key, label) for key, (label, _) in OFFER_STATES.items()],
        method="by_state",
        label="État",
        empty_label="Tous les états",
    )
    retard = django_filters.BooleanFilter(
        method="only_late",
        label="Seulement les suites en retard",
        widget=forms.CheckboxInput,
    )

    def asked_of(self, queryset: Any, _name: str, value: Council) -> Any:
        """The offres that reached this council."""
        asked = OfferThread.objects.filter(council=value).order_by()
        return queryset.filter(pk__in=asked.values("offer"))
