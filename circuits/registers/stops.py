"""The register of stops: when mails stopped leaving, why, and who made them leave again."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import transaction

from circuits.registers.acting import ActingRegister
from circuits.registers.base import Detail, RegisterInspectView, moment
from circuits.registers.filters import StopCauseFilter, StopPeriodFilter
from participation import breaker, clock
from participation.french import plural
from participation.models import SendingStop, User
from participation.tasks import deliver_soon

COPY_ADVICE = (
    "Cette base de données vient d’une autre installation : rien ne part d’ici. La personne "
    "qui administre la plateforme peut l’adopter, avec « manage.py adopt_database »."
)


class StopInspectView(RegisterInspectView):
    """One stop, with the button that ends it."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`open` and, for a breaker, where its form posts."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        stop: SendingStop = self.instance
        context["open"] = stop.resumed_at is None
        context["waiting"] = plural(breaker.waiting(), "courriel")
        context["copy_advice"] = COPY_ADVICE if stop.cause == stop.Cause.COPY else ""
        context["act_url"] = self.model_admin.act_url(stop)
        return context


class StopRegister(ActingRegister):
    """Every time that mails stopped leaving."""

    model = SendingStop
    base_url_path = "registres/arrets"
    menu_label = "Arrêts de l’envoi"
    menu_icon = "warning"
    inspect_view_class = StopInspectView
    inspect_template_name = "circuits/admin/stop.html"
    act_slug = "reprendre"
    list_display = ("at", "cause", "count", "limit", "resumed_at", "resumed_by")
    list_export = ("at", "cause_label", "count", "limit", "resumed_at", "who_resumed")
    list_filter = (StopCauseFilter, StopPeriodFilter)
    list_select_related = ("resumed_by",)
    ordering = ("-at", "-pk")
    export_filename = "arrets-de-l-envoi"

    def perform(self, pk: int, by: User, data: Any) -> str:
        """Make mails leave again."""
        breaker.resume(pk, by=by, at=clock.now())
        transaction.on_commit(deliver_soon)
        return "L’envoi reprend : les courriels en attente partent dans un instant."

    @admin.display(description="cause")
    def cause_label(self, stop: SendingStop) -> str:
        """Why."""
        return stop.get_cause_display()

    @admin.display(description="repris par")
    def who_resumed(self, stop: SendingStop) -> str:
        """Who looked; the platform itself when a copy was adopted."""
        return str(stop.resumed_by) if stop.resumed_by else ""

    def title_of(self, stop: SendingStop) -> str:
        """When, and why."""
        return f"{moment(stop.at)}, {stop.get_cause_display()}"

    def details(self, stop: SendingStop) -> list[Detail]:
        """The figures that tripped it, and its end."""
        figures: list[Detail] = []
        if stop.cause == stop.Cause.BREAKER:
            figures = [("Partis en une heure", stop.count), ("Limite", stop.limit)]
        return [
            ("Arrêté le", moment(stop.at)),
            ("Cause", stop.get_cause_display()),
            *figures,
            ("Repris le", moment(stop.resumed_at)),
            ("Repris par", self.who_resumed(stop) or "–"),
        ]
