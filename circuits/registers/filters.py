"""The filters of the registers, with titles that read well after « Par »."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.admin import SimpleListFilter
from django.http import HttpRequest

from circuits.catalogue import STEPS
from circuits.catalogue_offers import STEPS as OFFER_STEPS
from circuits.models import Event, Rung
from circuits.registers import words
from participation import clock
from participation.models import Council, Mail, MailReturn, SendingStop, Service, TownSettings

Options = Iterable[tuple[str, str]]
DRAFT = "brouillon"


class ChoiceFilter(SimpleListFilter):
    """One column, with the values and the words that `options` gives."""

    field: ClassVar[str] = ""
    values: ClassVar[Options] = ()

    def options(self) -> Options:
        """The values of the column, in French; asked of the database when they live there."""
        return self.values

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """What Django asks."""
        return list(self.options())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Those of the value chosen; an unknown value filters nothing."""
        known = {value for value, _ in self.lookup_choices}
        if self.value() not in known:
            return queryset
        return self.keep(queryset, str(self.value()))

    def keep(self, queryset: Any, value: str) -> Any:
        """The rows of this value."""
        return queryset.filter(**{self.field: value})


class RungStateFilter(ChoiceFilter):
    """À venir, envoyée, annulée."""

    title, parameter_name, field = "état", "etat", "state"
    values = Rung.State.choices


class RungKindFilter(ChoiceFilter):
    """Avis, relance, information, acte."""

    title, parameter_name, field = "nature", "nature", "kind"
    values = words.RUNG_KINDS.items()


class MailStateFilter(ChoiceFilter):
    """Where the mail is on its way out."""

    title, parameter_name, field = "état", "etat", "state"
    values = Mail.State.choices


class MailTroubleFilter(ChoiceFilter):
    """Whether somebody has to look at it."""

    title, parameter_name = "suite", "suite"
    values = [("a-regler", "À régler")]

    def keep(self, queryset: Any, value: str) -> Any:
        """Failed or of unknown fate, and still waiting for a person."""
        return queryset.in_trouble()


class MailKindFilter(ChoiceFilter):
    """Compte, information, relance."""

    title, parameter_name, field = "nature", "nature", "kind"
    values = Mail.Kind.choices


class StopCauseFilter(ChoiceFilter):
    """Why mails stopped leaving."""

    title, parameter_name, field = "cause", "cause", "cause"
    values = SendingStop.Cause.choices


class ReturnKindFilter(ChoiceFilter):
    """What came back."""

    title, parameter_name, field = "nature", "nature", "kind"
    values = MailReturn.Kind.choices


class FailingFilter(ChoiceFilter):
    """Whether an address still refuses our mails."""

    title, parameter_name = "état", "etat"
    values = [("en-echec", "En échec"), ("reparee", "Réparée")]

    def keep(self, queryset: Any, value: str) -> Any:
        """Those that nobody has repaired, or the others."""
        return queryset.filter(repaired_at__isnull=value == "en-echec")


class AudienceFilter(ChoiceFilter):
    """Who may read the event."""

    title, parameter_name, field = "lecteurs", "lecteurs", "audience"
    values = Event.Audience.choices


class ChannelFilter(ChoiceFilter):
    """How an act entered by the Agence was collected."""

    title, parameter_name, field = "mode de saisie", "saisie", "channel"
    values = Event.Channel.choices


class CouncilFilter(ChoiceFilter):
    """The council that asks."""

    title, parameter_name, field = "conseil", "conseil", "council__slug"

    def options(self) -> Options:
        """All councils, past ones included."""
        return list(Council.objects.values_list("slug", "name"))


class ServiceFilter(ChoiceFilter):
    """The service in charge."""

    title, parameter_name, field = "service", "service", "service__slug"

    def options(self) -> Options:
        """All services."""
        return list(Service.objects.values_list("slug", "name"))


class StepFilter(ChoiceFilter):
    """The step at which a dossier stands."""

    title, parameter_name, field = "étape", "etape", "step"

    def options(self) -> Options:
        """Draft, the steps of the circuit, closed."""
        rows = [*STEPS, *(row for row in OFFER_STEPS if "scope" not in row)]
        steps = [(row["code"], f"{row['code']} {row['name']}") for row in rows]
        return [(DRAFT, "Brouillon"), *steps, ("end", "Close")]

    def keep(self, queryset: Any, value: str) -> Any:
        """A draft has no step."""
        return queryset.filter(step="" if value == DRAFT else value)


class LateFilter(ChoiceFilter):
    """Whether the answer that was promised is late."""

    title, parameter_name = "réponse promise", "promesse"
    values = [("retard", "En retard")]

    def keep(self, queryset: Any, value: str) -> Any:
        """The one rule of public lateness."""
        return queryset.late(clock.today(), TownSettings.load().lateness_public_from)


class PeriodFilter(ChoiceFilter):
    """Since when, in local days."""

    title, parameter_name = "période", "periode"
    days: ClassVar[dict[str, tuple[str, int]]] = {
        "jour": ("Aujourd’hui", 0),
        "semaine": ("Les 7 derniers jours", 6),
        "mois": ("Les 30 derniers jours", 29),
        "an": ("Les 365 derniers jours", 364),
    }

    def options(self) -> Options:
        """The periods, shortest first."""
        return [(key, label) for key, (label, _) in self.days.items()]

    def keep(self, queryset: Any, value: str) -> Any:
        """From the first moment of the first day; what is to come is kept out."""
        first = clock.today() - timedelta(days=self.days[value][1])
        start = clock.midnight(first)
        return queryset.filter(
            **{f"{self.field}__gte": start, f"{self.field}__lte": clock.now()}
        )


class SentPeriodFilter(PeriodFilter):
    """When the reminder left."""

    field = "fired_at"


class WrittenPeriodFilter(PeriodFilter):
    """When the mail was written."""

    field = "created_at"


class EventPeriodFilter(PeriodFilter):
    """When it happened."""

    field = "at"


class ReturnPeriodFilter(PeriodFilter):
    """When it was read."""

    field = "at"


class SincePeriodFilter(PeriodFilter):
    """Since when the address refuses."""

    field = "since"


class StopPeriodFilter(PeriodFilter):
    """When mails stopped leaving."""

    field = "at"


class StartedPeriodFilter(PeriodFilter):
    """When the pass began, in real time."""

    field = "started_at"
