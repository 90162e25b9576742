"""The journal des relances and the passes of the engine."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from circuits.models import Delivery, Rung, SweepRun
from circuits.models.obligation import LEFT_AT
from circuits.registers import words
from circuits.registers.base import Detail, Register, moment
from circuits.registers.filters import (
    RungKindFilter,
    RungStateFilter,
    SentPeriodFilter,
    StartedPeriodFilter,
)
from circuits.sentences import owner_label
from participation.french import long_date


class ReminderRegister(Register):
    """Each rung of each ladder: to come, sent, skipped, superseded or void."""

    model = Rung
    base_url_path = "registres/relances"
    menu_label = "Relances"
    menu_icon = "time"
    list_display = (
        "dossier",
        "duty",
        "when",
        "nature",
        "fire_on",
        "state",
        "fired_at",
        "people",
    )
    list_export = (
        "dossier", "duty", "owner", "when", "nature", "fire_on", "state_label",
        "fired_at", "people",
    )  # fmt: skip
    list_filter = (RungStateFilter, RungKindFilter, SentPeriodFilter)
    list_select_related = (
        "obligation__dossier__circuit",
        "obligation__dossier__council",
        "obligation__dossier__service",
        "obligation__thread__council",
    )
    search_fields = ("obligation__dossier__reference", "deliveries__address")
    search_hint = "Un numéro de dossier, une adresse"
    # What left last, then what will leave next.
    ordering = ("-left_at", "fire_on", "pk")
    export_filename = "relances"

    def get_queryset(self, request: HttpRequest) -> Any:
        """With how many people each one was addressed to, and when it left, if it did."""
        # For the rows that are shown only: a join would count those of all the journal.
        told = Delivery.objects.filter(rung=OuterRef("pk")).order_by().values("rung")
        addressed = Coalesce(Subquery(told.values(n=Count("pk"))), 0)
        found = Rung.objects.annotate(addressed=addressed, left_at=LEFT_AT)
        return found.order_by(*self.ordering)

    @admin.display(description="dossier", ordering="obligation__dossier__reference")
    def dossier(self, rung: Rung) -> str:
        """The number of the dossier."""
        return rung.obligation.dossier.label

    @admin.display(description="acte attendu")
    def duty(self, rung: Rung) -> str:
        """What is owed."""
        return words.duty(rung.obligation)

    @admin.display(description="redevable")
    def owner(self, rung: Rung) -> str:
        """Who owes it."""
        return owner_label(rung.obligation)

    @admin.display(description="échelon")
    def when(self, rung: Rung) -> str:
        """Which rung, and its distance from the date."""
        return words.when(rung)

    @admin.display(description="nature", ordering="kind")
    def nature(self, rung: Rung) -> str:
        """Avis or relance."""
        return words.RUNG_KINDS.get(rung.kind, rung.kind)

    @admin.display(description="état")
    def state_label(self, rung: Rung) -> str:
        """What became of it."""
        return rung.get_state_display()

    @admin.display(description="personnes")
    def people(self, rung: Any) -> int:
        """To how many addresses."""
        return int(rung.addressed)

    def title_of(self, rung: Rung) -> str:
        """Which rung, of which dossier, for which act."""
        dossier = rung.obligation.dossier
        return f"{words.code(rung.code)} – {dossier.label} – {words.duty(rung.obligation)}"

    def details(self, rung: Rung) -> list[Detail]:
        """Everything, with each person and the mail that told that person."""
        obligation = rung.obligation
        return [
            ("Dossier", dossier_link(obligation.dossier)),
            ("Acte attendu", words.duty(obligation)),
            ("Redevable", owner_label(obligation)),
            ("Au plus tard le", long_date(obligation.due_on)),
            ("Échelon", words.when(rung)),
            ("Nature", self.nature(rung)),
            ("Prévue le", long_date(rung.fire_on)),
            ("État", rung.get_state_display()),
            ("Partie le", moment(rung.fired_at)),
            ("Version de l’horloge", rung.clock),
            ("Personnes", _people(rung)),
        ]


def _people(rung: Rung) -> SafeString | str:
    deliveries = rung.deliveries.select_related("mail").order_by("pk")
    lines = [(_person(d), d.get_state_display(), _mail_link(d)) for d in deliveries]
    if not lines:
        return "–"
    rows = format_html_join("", "<li>{}\u00a0: {} {}</li>", lines)
    return format_html("<ul>{}</ul>", rows)


def _person(delivery: Delivery) -> str:
    return f"{delivery.address}, en tant que {words.capacity(delivery.because)}"


def _mail_link(delivery: Delivery) -> SafeString | str:
    if delivery.mail_id is None:
        return ""
    url = reverse("registres_courriels_modeladmin_inspect", args=[delivery.mail_id])
    return format_html('(<a href="{}">lire le courriel</a>)', url)


def dossier_link(dossier: Any) -> SafeString:
    """The number, leading to the private page."""
    return format_html('<a href="{}">{}</a>', dossier.private_url, dossier.label)


class SweepRegister(Register):
    """Each pass of the reminder engine and what it did."""

    model = SweepRun
    base_url_path = "registres/passages"
    menu_label = "Passages du moteur"
    menu_icon = "history"
    list_display = (
        "started_at",
        "at",
        "lasted",
        "due",
        "sent",
        "unknown",
        "failed",
        "left_aside",
    )
    list_export = (
        "started_at", "at", "lasted", "due", "sent", "superseded", "skipped", "unknown",
        "failed", "left_aside",
    )  # fmt: skip
    list_filter = (StartedPeriodFilter,)
    ordering = ("-started_at", "-pk")
    export_filename = "passages-du-moteur"

    @admin.display(description="durée")
    def lasted(self, run: SweepRun) -> str:
        """In seconds; a pass that was cut short never ended."""
        if run.finished_at is None:
            return "interrompu"
        seconds = (run.finished_at - run.started_at).total_seconds()
        return f"{seconds:.1f}\u00a0s".replace(".", ",")

    def title_of(self, run: SweepRun) -> str:
        """Its local moment."""
        return moment(run.at)

    def details(self, run: SweepRun) -> list[Detail]:
        """The moments, then the six figures."""
        names = {
            "due": "Échues",
            "sent": "Écrites",
            "superseded": "Remplacées",
            "skipped": "Sans objet",
            "unknown": "Sort inconnu",
            "failed": "En échec",
        }
        return [
            ("À la date du", moment(run.at)),
            ("Début", moment(run.started_at)),
            ("Fin", moment(run.finished_at)),
            ("Durée", self.lasted(run)),
            *((names[key], count) for key, count in run.counts.items()),
            ("Laissées de côté", run.left_aside),
        ]
