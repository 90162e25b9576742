"""The dossiers and the circuits, as lists to read: the acts are on the dossier's page.

In the back office a dossier is never edited, copied, withdrawn or deleted, and its
workflow is never cancelled (circuits.md 11): the rows lead to its two pages.
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString

from circuits import sentences
from circuits.models import Dossier, Milestone
from circuits.readers import viewer
from circuits.registers import words
from circuits.registers.base import (
    Register,
    RegisterIndexView,
)
from circuits.registers.filters import (
    CouncilFilter,
    LateFilter,
    ServiceFilter,
    StepFilter,
)
from circuits.registers.reminders import dossier_link
from circuits.views.frame import Frame, frame_of
from participation import clock
from participation.french import short_date


class DossierIndexView(RegisterIndexView):
    """The badge of each row needs the day and the calendar: read once a request."""

    @cached_property
    def frame(self) -> Frame:
        """The edge of the request."""
        return frame_of(self.request)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The rows of the page, each with its badge."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        rows = list(context["object_list"])
        for dossier in rows:
            self._set_badge(dossier)
        context["object_list"] = rows
        return context

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """The same badge in the export."""
        self._set_badge(item)
        return super().to_row_dict(item)

    def _set_badge(self, dossier: Any) -> None:
        frame = self.frame
        dossier.badge_label = sentences.badge(
            dossier,
            frame.today,
            frame.calendar,
            frame.town.lateness_public_from,
            next(iter(dossier.plans), None),
        ).label


class DossierRegister(Register):
    """Every dossier that the Agence may read."""

    model = Dossier
    base_url_path = "registres/dossiers"
    menu_label = "Dossiers"
    menu_icon = "folder-open-inverse"
    inspect_view_enabled = False
    index_view_class = DossierIndexView
    list_display = (
        "pages",
        "heading",
        "badge",
        "where",
        "promise",
        "council",
        "service",
    )
    list_export = (
        "reference_label", "heading", "council_name", "where", "promised_on", "service_name",
        "badge",
    )  # fmt: skip
    list_filter = (StepFilter, LateFilter, CouncilFilter, ServiceFilter)
    list_select_related = ("council", "service", "circuit")
    search_fields = ("reference", "title")
    search_hint = "Un numéro, un titre"
    ordering = ("-deposited_at", "-pk")
    export_filename = "dossiers"

    def get_queryset(self, request: HttpRequest) -> Any:
        """The one rule of visibility: a council's draft is its own."""
        visible = Dossier.objects.visible_to(viewer(request.user, clock.today()))
        plans = Prefetch("milestones", Milestone.objects.order_by("-set_at"), to_attr="plans")
        return visible.prefetch_related(plans).order_by(*self.ordering)

    @admin.display(description="numéro", ordering="reference")
    def pages(self, dossier: Dossier) -> SafeString:
        """The number, leading to the page inside; then the one that everybody reads."""
        inside = dossier_link(dossier)
        if dossier.sent_at is None:
            return inside
        public = dossier.get_absolute_url()
        return format_html('{}<br><a href="{}">page publique</a>', inside, public)

    @admin.display(description="numéro")
    def reference_label(self, dossier: Dossier) -> str:
        """« Demande 2026-041 »."""
        return dossier.label

    @admin.display(description="promesse", ordering="promised_on")
    def promise(self, dossier: Dossier) -> str:
        """By when the town must answer."""
        day = dossier.promised_on
        # On two lines: the table holds in the width of a small screen.
        return f"{short_date(day)} {day.year}" if day else "–"

    @admin.display(description="titre", ordering="title")
    def heading(self, dossier: Dossier) -> str:
        """The title, proofread or not: the Agence reads it to proofread it."""
        return dossier.title

    @admin.display(description="étape", ordering="step")
    def where(self, dossier: Dossier) -> str:
        """The step, or how it ended."""
        return words.step_name(dossier)

    @admin.display(description="conseil")
    def council_name(self, dossier: Dossier) -> str:
        """The council."""
        return str(dossier.council or "")

    @admin.display(description="service")
    def service_name(self, dossier: Dossier) -> str:
        """The service in charge."""
        return str(dossier.service or "")

    @admin.display(description="délai")
    def badge(self, dossier: Any) -> str:
        """The badge of the public page."""
        return str(dossier.badge_label)
