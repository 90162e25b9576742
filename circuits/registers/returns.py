"""What came back, and the addresses that refuse our mails: read, and one decision."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from circuits.actions.failing import owner_of
from circuits.registers.acting import ActingRegister
from circuits.registers.base import Detail, Register, RegisterInspectView, moment
from circuits.registers.filters import (
    FailingFilter,
    ReturnKindFilter,
    ReturnPeriodFilter,
    SincePeriodFilter,
)
from circuits.registers.links import mail_link
from circuits.registers.mails import readable
from participation import clock, failing
from participation.french import long_date
from participation.models import FailingAddress, MailReturn, TownSettings, User


class ReturnRegister(Register):
    """Each delivery report and automatic reply, with the mail that it is about."""

    model = MailReturn
    base_url_path = "registres/retours"
    menu_label = "Retours de courriel"
    menu_icon = "redirect"
    list_display = ("at", "nature", "address", "status", "about")
    list_export = ("at", "nature", "address", "status", "detail", "about")
    list_filter = (ReturnKindFilter, ReturnPeriodFilter)
    list_select_related = ("mail",)
    search_fields = ("address",)
    search_hint = "Une adresse"
    ordering = ("-at", "-pk")
    export_filename = "retours-de-courriel"

    @admin.display(description="nature", ordering="kind")
    def nature(self, one: MailReturn) -> str:
        """What it says."""
        return one.get_kind_display()

    @admin.display(description="courriel")
    def about(self, one: MailReturn) -> str:
        """The mail that came back."""
        return readable(one.mail, one.mail.subject) if one.mail else "aucun des nôtres"

    def title_of(self, one: MailReturn) -> str:
        """Whose, and when."""
        return f"{one.address or 'inconnue'}, {moment(one.at)}"

    def details(self, one: MailReturn) -> list[Detail]:
        """What the server said."""
        return [
            ("Lu le", moment(one.at)),
            ("Nature", one.get_kind_display()),
            ("Adresse", one.address or "–"),
            ("Code", one.status or "–"),
            ("Réponse du serveur", one.detail or "–"),
            ("Courriel", mail_link(one.mail)),
            ("Identifiant", one.report_id),
        ]


class FailingInspectView(RegisterInspectView):
    """One address, with the button that says it works again."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """`failing`, and where the form posts."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["failing"] = self.instance.repaired_at is None
        context["act_url"] = self.model_admin.act_url(self.instance)
        return context


class FailingRegister(ActingRegister):
    """The addresses to which no reminder is written any more."""

    model = FailingAddress
    base_url_path = "registres/adresses"
    menu_label = "Adresses en échec"
    menu_icon = "mail"
    inspect_view_class = FailingInspectView
    inspect_template_name = "circuits/admin/failing.html"
    act_slug = "reparer"
    list_display = ("address", "since", "last_at", "told_on", "repaired_at", "repaired_by")
    list_export = (
        "address", "since", "last_at", "detail", "told_on", "repaired_at", "who_repaired",
    )  # fmt: skip
    list_filter = (FailingFilter, SincePeriodFilter)
    list_select_related = ("repaired_by",)
    search_fields = ("address",)
    search_hint = "Une adresse"
    ordering = ("-since", "-pk")
    export_filename = "adresses-en-echec"

    def perform(self, pk: int, by: User, data: Any) -> str:
        """Reminders may go there again."""
        failing.repair(pk, by=by, at=clock.now())
        return "C’est noté : les relances suivantes iront de nouveau à cette adresse."

    @admin.display(description="réparée par")
    def who_repaired(self, one: FailingAddress) -> str:
        """Who said so."""
        return str(one.repaired_by) if one.repaired_by else ""

    def details(self, one: FailingAddress) -> list[Detail]:
        """Since when, why, and what was done about it."""
        told = long_date(one.told_on) if one.told_on else "–"
        return [
            ("Adresse", one.address),
            ("À qui", owner_of(one.address, TownSettings.load())),
            ("Depuis le", moment(one.since)),
            ("Dernier échec le", moment(one.last_at)),
            ("Réponse du serveur", one.detail or "–"),
            ("Dernier courriel refusé", mail_link(one.mail)),
            ("Dite à l’Agence le", told),
            ("Réparée le", moment(one.repaired_at)),
            ("Réparée par", self.who_repaired(one) or "–"),
        ]
