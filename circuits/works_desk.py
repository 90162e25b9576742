"""The works budgets of the councils, in the back office: rows that name dossiers.

They live in `participation`; here, because a line must name a dossier that the public
reads.
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
)
from wagtail.admin.ui.tables import Column

from circuits.forms.references import typed_reference
from participation.amounts import euros
from participation.models import WorksBudget
from participation.snippet_lists import ListViewSet


class WorksBudgetForm(WagtailAdminModelForm):
    """A budget and its lines; what is typed of a dossier becomes its reference."""

    def clean(self) -> dict[str, Any]:
        """Refuse a number that no public dossier has, beside it."""
        cleaned: dict[str, Any] = super().clean()
        for line in self.formsets["lines"].forms:
            if line.is_valid() and line.cleaned_data.get("reference"):
                typed = line.cleaned_data["reference"]
                reference = typed_reference(typed)
                if reference:
                    line.cleaned_data["reference"] = line.instance.reference = reference
                else:
                    line.add_error(
                        "reference",
                        f"Aucun dossier public ne porte le numéro « {typed} ». "
                        "Écrivez-le comme « demande 2026-041 ».",
                    )
        return cleaned


class WorksBudgetViewSet(ListViewSet):
    """What the town votes for works, council by council and year by year."""

    model = WorksBudget
    icon = "table"
    menu_label = "Budgets de travaux"
    menu_order = 155
    add_to_admin_menu = True
    list_display = [
        "council",
        "year",
        Column("voted", label="Voté", accessor=lambda budget: euros(budget.voted)),
    ]
    list_filter = ["council", "year"]
    search_fields = ["council__name", "lines__label"]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("council"), FieldRowPanel(["year", "voted"])], "Budget"
            ),
            InlinePanel(
                "lines",
                heading="Travaux",
                label="Ligne",
                panels=[
                    FieldPanel("label"),
                    FieldRowPanel(["committed", "spent"]),
                    FieldPanel("reference"),
                ],
            ),
            FieldPanel("note"),
        ],
        base_form_class=WorksBudgetForm,
    )
