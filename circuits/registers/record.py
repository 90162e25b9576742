"""The register of events: what happened, in the words that dossiers show."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from circuits.models import Event
from circuits.registers import words
from circuits.registers.base import Detail, Register, moment
from circuits.registers.filters import (
    AudienceFilter,
    ChannelFilter,
    EventPeriodFilter,
)
from circuits.registers.reminders import dossier_link
from circuits.sentences import EVENTS, behalf_words, event_sentence


class EventRegister(Register):
    """Every event of every dossier, append-only."""

    model = Event
    base_url_path = "registres/evenements"
    menu_label = "Évènements"
    menu_icon = "list-ul"
    list_display = ("at", "dossier", "sentence", "author", "audience")
    list_export = (
        "at", "dossier", "position", "sentence", "author", "capacity", "behalf",
        "audience_label",
    )  # fmt: skip
    list_filter = (AudienceFilter, ChannelFilter, EventPeriodFilter)
    search_fields = ("dossier__reference", "actor__name")
    search_hint = "Un numéro de dossier, un nom"
    ordering = ("-at", "-pk")
    export_filename = "evenements"

    def get_queryset(self, request: HttpRequest) -> Any:
        """With all that a sentence names; drafts have no event."""
        return super().get_queryset(request).told()

    @admin.display(description="dossier", ordering="dossier__reference")
    def dossier(self, event: Event) -> str:
        """The number of the dossier."""
        return event.dossier.label

    @admin.display(description="ce qui s’est passé")
    def sentence(self, event: Event) -> str:
        """The sentence of the record."""
        return event_sentence(event) if event.code in EVENTS else event.code

    @admin.display(description="par", ordering="actor__name")
    def author(self, event: Event) -> str:
        """Who acted."""
        return str(event.actor)

    @admin.display(description="en qualité de")
    def capacity(self, event: Event) -> str:
        """In which role."""
        return words.party(event.role)

    @admin.display(description="saisi pour")
    def behalf(self, event: Event) -> str:
        """Whose act the Agence entered, and how it was collected."""
        if event.on_behalf_of is None:
            return ""
        return f"{event.on_behalf_of}. {behalf_words(event)}"

    @admin.display(description="lisible par")
    def audience_label(self, event: Event) -> str:
        """Who may read the sentence."""
        return event.get_audience_display()

    def title_of(self, event: Event) -> str:
        """The dossier: an event's own code is for developers."""
        return event.dossier.label

    def details(self, event: Event) -> list[Detail]:
        """The event, with the text and the version of the answer that it names."""
        return [
            ("Le", moment(event.at)),
            ("Dossier", dossier_link(event.dossier)),
            ("Rang dans le dossier", event.position),
            ("Ce qui s’est passé", self.sentence(event)),
            ("Par", str(event.actor)),
            ("En qualité de", self.capacity(event)),
            ("Saisi pour", self.behalf(event) or "–"),
            ("Lisible par", event.get_audience_display()),
            ("Étape", words.step_of(event.dossier, event.step) or "–"),
            ("Service", event.service or "–"),
            ("Texte", event.text.body if event.text else "–"),
            ("Réponse", f"version {event.answer.version}" if event.answer else "–"),
        ]
