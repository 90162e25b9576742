"""What the Agence edits of the ground, in Wagtail's admin: one menu, twelve lists.

The read-only registers (mails, events, reminders) are elsewhere, as modeladmin.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.functional import cached_property
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from participation import models
from participation.registry import public_change
from participation.snippet_lists import ListView, ListViewSet
from participation.views import street_import


class CouncilForm(WagtailAdminModelForm):
    """The address of a council is chosen once: people keep it, and so do mails."""

    def clean_slug(self) -> str:
        """Refuse another address.

        Raises:
            ValidationError: the council exists under another one.

        """
        slug = str(self.cleaned_data["slug"])
        if self.instance.pk and slug != self.instance.slug:
            raise ValidationError(
                "L’adresse d’un conseil ne change plus : des courriels y renvoient."
            )
        return slug


class CouncilViewSet(ListViewSet):
    """Identity, territory, dates and successor of the councils."""

    model = models.Council
    icon = "group"
    list_display = ["name", "territory", "founded_on", "dissolved_on", "successor"]
    list_filter = ["territory"]
    search_fields = ["name"]
    ordering = ["sort_key"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(["name", "slug", "accent"], "Identité"),
            MultiFieldPanel(["territory", "meeting_place"], "Lieux"),
            MultiFieldPanel(["association_seats", "shop_seats"], "Sièges réservés"),
            MultiFieldPanel(["founded_on", "dissolved_on", "successor"], "Histoire"),
        ],
        base_form_class=CouncilForm,
    )


class MandateViewSet(ListViewSet):
    """Who sits in which council, from when to when."""

    model = models.Mandate
    icon = "user"
    list_display = [
        "user",
        "council",
        "role",
        "starts_on",
        "ends_on",
        BooleanColumn("show_name", label="Nom public"),
    ]
    list_filter = ["council", "role"]
    search_fields = ["user__first_name", "user__last_name", "user__email"]
    panels = [
        MultiFieldPanel(["user", "council", "role"], "Mandat"),
        MultiFieldPanel(["starts_on", "ends_on"], "Dates"),
        MultiFieldPanel(["college", "represents"], "Siège"),
        MultiFieldPanel(["show_name", "show_photo", "photo"], "Ce que la personne accepte"),
    ]


class AbsenceViewSet(ListViewSet):
    """Who is away, and who acts meanwhile."""

    model = models.Absence
    icon = "calendar"
    list_display = ["person", "starts_on", "ends_on", "substitute"]
    search_fields = ["person__first_name", "person__last_name", "person__email"]
    ordering = ["-starts_on"]
    panels = [
        FieldPanel("person"),
        MultiFieldPanel(["starts_on", "ends_on"], "Dates"),
        FieldPanel("substitute"),
    ]


class CommissionViewSet(ListViewSet):
    """The commissions thématiques of the councils."""

    model = models.Commission
    icon = "group"
    list_display = ["name", "council"]
    list_filter = ["council"]
    search_fields = ["name"]
    panels = [
        FieldPanel("council"),
        FieldPanel("name"),
        FieldPanel("purpose"),
        FieldPanel("joining"),
    ]


class TerritoryViewSet(ListViewSet):
    """The sectors and their outlines."""

    model = models.Territory
    icon = "site"
    list_display = [
        "name",
        BooleanColumn("indicative", label="Périmètre indicatif"),
    ]
    search_fields = ["name"]
    panels = [
        FieldPanel("name"),
        FieldPanel(
            "geometry",
            help_text="GeoJSON (Polygon ou MultiPolygon), longitude puis latitude.",
        ),
        FieldPanel("indicative"),
    ]


class QuarterViewSet(ListViewSet):
    """The quartiers of the sectors."""

    model = models.Quarter
    icon = "site"
    list_display = ["name", "territory", "sort_order"]
    list_filter = ["territory"]
    search_fields = ["name"]
    panels = [FieldPanel("territory"), FieldPanel("name"), FieldPanel("sort_order")]


class StreetIndexView(ListView):
    """The list, with the way to a file and back."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Under « … », beside what Wagtail puts there."""
        return [
            *super().header_more_buttons,
            Button(
                "Importer un fichier",
                url=reverse("street_import"),
                icon_name="upload",
                priority=80,
            ),
            Button(
                "Télécharger la liste",
                url=reverse("street_export"),
                icon_name="download",
                priority=90,
            ),
        ]


class StreetViewSet(ListViewSet):
    """Which secteur each street is in, for « Mon quartier »."""

    model = models.Street
    icon = "site"
    index_view_class = StreetIndexView
    list_display = ["name", Column("numbers", label="Numéros"), "territory", "quarter"]
    list_filter = ["territory", "quarter"]
    search_fields = ["name"]
    list_per_page = 50
    panels = [
        FieldPanel("name"),
        MultiFieldPanel(["territory", "quarter"], "Où elle est"),
        MultiFieldPanel(["side", "first_number", "last_number"], "Seulement une partie"),
    ]


class ThemeViewSet(ListViewSet):
    """What a demande is about."""

    model = models.Theme
    icon = "tag"
    list_display = ["name", "sort_order"]
    search_fields = ["name"]
    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("icon", help_text="Nom d’un pictogramme du site."),
        FieldPanel("sort_order"),
    ]


class DirectorateViewSet(ListViewSet):
    """The directorates of the town."""

    model = models.Directorate
    icon = "folder-open-inverse"
    list_display = ["name", "head"]
    search_fields = ["name"]
    panels = [FieldPanel("name"), FieldPanel("head")]


class ServiceViewSet(ListViewSet):
    """The services: mailbox, holder, deputy, head."""

    model = models.Service
    icon = "folder-open-inverse"
    list_display = ["name", "directorate", "mailbox", "holder", "head", "active"]
    list_filter = ["directorate", "active"]
    search_fields = ["name", "domain", "mailbox"]
    panels = [
        MultiFieldPanel(["name", "slug", "domain", "directorate", "active"], "Service"),
        MultiFieldPanel(["mailbox", "phone", "address"], "Pour lui écrire ou l’appeler"),
        MultiFieldPanel(["holder", "deputy", "head", "agents"], "Personnes"),
    ]


class ElectedOfficialViewSet(ListViewSet):
    """The élus référents and the themes delegated to each."""

    model = models.ElectedOfficial
    icon = "user"
    list_display = ["user", "delegation", "active"]
    list_filter = ["active"]
    search_fields = ["delegation", "user__last_name"]
    panels = [
        FieldPanel("user"),
        FieldPanel("delegation"),
        FieldPanel("themes"),
        FieldPanel("active"),
    ]


class ClosureDayViewSet(ListViewSet):
    """The days on which the town hall is closed."""

    model = models.ClosureDay
    icon = "calendar"
    list_display = ["day", "label"]
    search_fields = ["label"]
    ordering = ["-day"]
    panels = [FieldPanel("day"), FieldPanel("label")]


class ParticipationGroup(SnippetViewSetGroup):
    """The menu « Participation »."""

    menu_label = "Participation"
    menu_icon = "group"
    menu_order = 150
    items = (
        CouncilViewSet,
        MandateViewSet,
        AbsenceViewSet,
        CommissionViewSet,
        TerritoryViewSet,
        QuarterViewSet,
        StreetViewSet,
        ThemeViewSet,
        DirectorateViewSet,
        ServiceViewSet,
        ElectedOfficialViewSet,
        ClosureDayViewSet,
    )


register_snippet(ParticipationGroup)


@hooks.register("register_admin_urls")
def add_street_file() -> list[Any]:
    """The list of streets from a file, and as a file."""
    return [
        path("rues/importer/", street_import.street_import, name="street_import"),
        path("rues/exporter/", street_import.street_export, name="street_export"),
    ]


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def tell_those_above(request: HttpRequest, instance: Any) -> None:
    """What the public may read of the ground has changed."""
    if instance._meta.app_label == "participation":
        public_change(instance)


@hooks.register("after_delete_snippet")
def tell_that_they_are_gone(request: HttpRequest, instances: list[Any]) -> None:
    """The same, for what is deleted."""
    for instance in instances:
        tell_those_above(request, instance)
