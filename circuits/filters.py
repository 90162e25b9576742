"""The facets of the lists of dossiers: each choice counted, each in a shareable address.

One grouped query counts every choice of every facet, whatever their number; a value that
means nothing is left out, as if it had not been there (circuits.md 9).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

import django_filters
from django import forms
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, F, OuterRef, QuerySet, Value, When
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from circuits import counts
from circuits.models import Dossier, OfferThread
from circuits.querysets import promise_missed
from participation.french import NBSP
from participation.models import Council, Theme
from participation.pieces import laid_out
from participation.widgets import PlainSelect
from participation.written_once import WrittenOnce

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
LATE = "retard"
YES = "1"
FACETS = ("conseil", "theme", "etat", "annee", LATE)


def _named() -> QuerySet[Any]:
    """The councils (1) and the themes (0), as rows in the order in which they are read."""
    row = ("what", "slug", "pk", "name", "rank", "key")
    councils = Council.objects.order_by().annotate(what=Value(1), rank=Value(0))
    themes = Theme.objects.order_by().annotate(what=Value(0), rank=F("sort_order"))
    both = (councils.annotate(key=F("sort_key")), themes.annotate(key=F("name")))
    first, second = (found.values_list(*row) for found in both)
    return first.union(second, all=True).order_by("rank", "key")


NAMED = WrittenOnce(_named)

# What one group of dossiers answers to each facet.
Answers = dict[str, set[str]]


@dataclass(frozen=True)
class Tally:
    """What was counted: the years there are, the choices that mean something, the counts."""

    years: list[str]
    chosen: dict[str, str]
    counts: dict[str, dict[str, int]]
    total: int


@dataclass(frozen=True)
class Chip:
    """A choice in use, and the address of the list without it."""

    label: str
    url: str


class DossierFilter(django_filters.FilterSet):
    """Council, theme, state, year and lateness; an unknown value filters nothing."""

    states: ClassVar[Mapping[str, tuple[str, tuple[str, ...]]]] = STATES
    late_label: ClassVar[str] = "Seulement les réponses en retard"

    conseil = django_filters.ChoiceFilter(
        method="of_council",
        label="Conseil",
        empty_label="Tous les conseils",
        widget=PlainSelect,
    )
    theme = django_filters.ChoiceFilter(
        method="of_theme", label="Thème", empty_label="Tous les thèmes", widget=PlainSelect
    )
    etat = django_filters.ChoiceFilter(
        method="by_state", label="État", empty_label="Tous les états", widget=PlainSelect
    )
    annee = django_filters.ChoiceFilter(
        field_name="year", label="Année", empty_label="Toutes les années", widget=PlainSelect
    )
    retard = django_filters.BooleanFilter(method="only_late", widget=forms.CheckboxInput)

    class Meta:
        model = Dossier
        fields: list[str] = []

    def __init__(self, data: QueryDict, *, queryset: QuerySet[Dossier], frame: Any) -> None:
        """Read what the address asks for, and count what each choice would give.

        `frame` gives the day and the day from which a promise is missed in public.
        """
        self.frame = frame
        named = NAMED.rows()
        self.councils = {slug: (pk, name) for what, slug, pk, name, *_ in named if what}
        self.themes = {slug: (pk, name) for what, slug, pk, name, *_ in named if not what}
        asked = {name: data.get(name, "") for name in FACETS}
        # A form sends « on » for a box, an address « 1 ».
        asked[LATE] = YES if asked[LATE] in (YES, "on", "true", "True") else ""
        tally = self._tally_of(queryset, asked)
        self.names, self.chosen = self._names(tally.years), tally.chosen
        self.counts, self.total = tally.counts, tally.total
        super().__init__(self.chosen, queryset=queryset)
        for name in self.names:
            self._say_counts(name)

    def _tally_of(self, queryset: Any, asked: dict[str, str]) -> Tally:
        """The counts; those of what everybody reads are kept while nothing happens.

        Whoever reads more reads all of it too: only the rest is counted each time.
        """
        since = self.frame.town.lateness_public_from
        about = (*asked.values(), *self.councils, *self.themes)
        everybody = counts.of_everybody(
            type(self).__name__,
            self.frame.today,
            since,
            *about,
            count=lambda: self._count(queryset.public(), asked),
        )
        if self.frame.reads_as_everybody:
            return everybody
        rest = self._count(queryset.beyond_public(), asked, years=everybody.years)
        if rest.chosen != everybody.chosen:
            # A year of which nothing is public.
            return self._count(queryset, asked)
        return _together(everybody, rest)

    def _count(
        self, queryset: Any, asked: dict[str, str], *, years: Iterable[str] = ()
    ) -> Tally:
        """Of these dossiers; `years` are offered though none of these is of them."""
        groups = list(self._groups(queryset))
        found = {year for answers, _ in groups for year in answers["annee"]} | {*years}
        names = self._names(sorted(found, reverse=True))
        chosen = {name: value for name, value in asked.items() if value in names[name]}
        return Tally(list(names["annee"]), chosen, *_counted(groups, chosen))

    def _names(self, years: list[str]) -> dict[str, dict[str, str]]:
        """Every choice of every facet with its words, in the order of the page."""
        return {
            "conseil": {slug: name for slug, (_, name) in self.councils.items()},
            "theme": {slug: name for slug, (_, name) in self.themes.items()},
            "etat": self._state_names(),
            "annee": {year: year for year in years},
            LATE: {YES: "En retard"},
        }

    def _state_names(self) -> dict[str, str]:
        names = {key: label for key, (label, _) in self.states.items()}
        return {**names, PAUSED: "Délai suspendu"}

    def _groups(self, queryset: QuerySet[Dossier]) -> Iterator[tuple[Answers, int]]:
        """The dossiers, put together by what they answer to all facets: one query."""
        since = self.frame.town.lateness_public_from
        late = Case(
            When(promise_missed(self.frame.today, since), then=Value(True)),
            default=Value(False),
        )
        rows = (
            queryset.order_by()
            .annotate(is_late=late, of_councils=self._councils_of())
            .values_list("of_councils", "theme", "step", "suspended", "year", "is_late")
            .annotate(n=Count("pk"))
        )
        councils = {pk: slug for slug, (pk, _) in self.councils.items()}
        themes = {pk: slug for slug, (pk, _) in self.themes.items()}
        for asked, theme, step, suspended, year, is_late, n in rows:
            keys = asked if isinstance(asked, list) else [asked]
            states = {key for key, (_, steps) in self.states.items() if step in steps}
            yield (
                {
                    "conseil": {councils[pk] for pk in keys if pk in councils},
                    "theme": {themes[theme]} if theme in themes else set(),
                    "etat": states | ({PAUSED} if suspended else set()),
                    "annee": {str(year)} if year else set(),
                    LATE: {YES} if is_late else set(),
                },
                n,
            )

    def _councils_of(self) -> Any:
        """The council of a demande."""
        return F("council")

    def _say_counts(self, name: str) -> None:
        """Words and counts in the form; what would give nothing is not offered."""
        counts, names = self.counts[name], self.names[name]
        if name == LATE:
            self.filters[name].label = f"{self.late_label}{NBSP}({counts.get(YES, 0)})"
            return
        self.filters[name].extra["choices"] = [
            (value, f"{label}{NBSP}({counts.get(value, 0)})")
            for value, label in names.items()
            if counts.get(value) or value == self.chosen.get(name)
        ]

    def of_council(self, queryset: Any, _name: str, value: str) -> Any:
        """The demandes of this council."""
        return queryset.filter(council=self.councils[value][0])

    def of_theme(self, queryset: Any, _name: str, value: str) -> Any:
        """What is about this theme."""
        return queryset.filter(theme=self.themes[value][0])

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
    def qs(self) -> Any:
        """The dossiers that are chosen: `chosen` means something, no form has to say so."""
        found = self.queryset.all()
        for name, value in self.chosen.items():
            found = self.filters[name].filter(found, value)
        return found

    def panel(self, list_url: str, *, folded: bool) -> SafeString:
        """The form of the facets; `folded`: though some are in use, there are results."""
        choices = {name: self.filters[name].extra.get("choices") for name in FACETS}
        values = {
            "list": type(self).__name__,
            "choices": choices,
            "late": self.filters[LATE].label,
            "chosen": self.chosen,
            "active_count": self.active_count,
            "reset_url": list_url,
            "folded": folded,
        }
        return laid_out("components/filter_panel.html", values, lambda: {"form": self.form})

    @property
    def active_count(self) -> int:
        """How many facets are in use."""
        return len(self.chosen)

    @property
    def query(self) -> str:
        """The choices in use, encoded, for the links of the pagination."""
        return urlencode(self.chosen)

    @property
    def chips(self) -> list[Chip]:
        """Each choice in use with the address that drops it, back on the first page."""
        return [
            Chip(
                label=words if name == LATE else f"{self.filters[name].label}{NBSP}: {words}",
                url=f"?{urlencode({n: v for n, v in self.chosen.items() if n != name})}",
            )
            for name, value in self.chosen.items()
            for words in [self.names[name][value]]
        ]


def _counted(
    groups: list[tuple[Answers, int]], chosen: Mapping[str, str]
) -> tuple[dict[str, dict[str, int]], int]:
    """What each choice would give beside the choices of the other facets; and the total."""
    found: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    total = 0
    for answers, n in groups:
        refused = [name for name, value in chosen.items() if value not in answers[name]]
        if len(refused) > 1:
            continue
        if not refused:
            total += n
        for name in refused or found:
            for value in answers[name]:
                found[name][value] = found[name].get(value, 0) + n
    return found, total


def _together(one: Tally, other: Tally) -> Tally:
    """The same choices counted over two parts; the years are those of `other`."""
    names = one.counts.items()
    counted = {
        name: dict(Counter(found) + Counter(other.counts[name])) for name, found in names
    }
    return Tally(other.years, one.chosen, counted, one.total + other.total)


class RequestFilter(DossierFilter):
    """The facets of `/demandes/`."""


class OfferFilter(DossierFilter):
    """The facets of `/offres/`: the council is one of those that were asked."""

    states = OFFER_STATES
    late_label = "Seulement les suites en retard"

    def _state_names(self) -> dict[str, str]:
        return {key: label for key, (label, _) in self.states.items()}

    def _councils_of(self) -> Any:
        """Those that were asked, in one order: offres that asked the same are together."""
        asked = OfferThread.objects.filter(offer=OuterRef("pk")).order_by("council")
        return ArraySubquery(asked.values("council"))

    def of_council(self, queryset: Any, _name: str, value: str) -> Any:
        """The offres that reached this council."""
        asked = OfferThread.objects.filter(council=self.councils[value][0]).order_by()
        return queryset.filter(pk__in=asked.values("offer"))
