"""The forms of the pages that the Agence edits: what one field alone cannot refuse."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm

from participation import clock
from participation.french import long_date


class ProjectPageForm(WagtailAdminPageForm):
    """A project: its stages follow each other, and what is done is past."""

    def clean(self) -> dict[str, Any]:
        """Refuse a stage dated before the one above it, or done in the future."""
        cleaned: dict[str, Any] = super().clean()
        stages = self.formsets.get("stages")
        if stages is not None:
            refuse_disorder(_in_order(stages), clock.today())
        return cleaned


def refuse_disorder(stages: list[forms.ModelForm[Any]], today: date) -> None:
    """Say it beside the date of each stage that stands at the wrong place."""
    latest: date | None = None
    for form in stages:
        day = form.cleaned_data.get("day")
        if day is None:
            continue
        if latest is not None and day < latest:
            form.add_error(
                "day",
                f"Cette étape vient après une étape datée du {long_date(latest)} : "
                "corrigez la date, ou déplacez l’étape.",
            )
        elif form.cleaned_data.get("state") == "done" and day > today:
            form.add_error("day", "Une étape terminée ne peut pas être datée dans l’avenir.")
        latest = day if latest is None else max(latest, day)


def _in_order(formset: Any) -> list[forms.ModelForm[Any]]:
    """The rows that stay, as the editor has put them."""
    kept = [f for f in formset.forms if f.is_valid() and f.cleaned_data.get("DELETE") is False]
    return sorted(kept, key=_rank)


def _rank(form: forms.ModelForm[Any]) -> tuple[bool, int]:
    """Where a row stands; one that says nothing comes last."""
    order = form.cleaned_data.get("ORDER")
    return order is None, order or 0
