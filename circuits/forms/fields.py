"""The fields that several forms share: long texts, days, months, people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from unicodedata import category

from django import forms

from participation.french import grouped, month_year
from participation.models import User

# Nobody types these; PostgreSQL and HTML refuse some of them.
CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])
# Spaces, joiners, marks of direction: a text of these alone says nothing.
UNSEEN = ("Cc", "Cf", "Zl", "Zp", "Zs")
DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


class Words(forms.CharField):
    """A text, without the control characters that no keyboard gives."""

    def to_python(self, value: Any) -> str:
        """Clean first: what is left is checked. What nobody sees is nothing."""
        text = super().to_python(_printable(value)) or ""
        return text if any(category(sign) not in UNSEEN for sign in text) else ""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: browsers would cut a long paste in silence."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What is shown back is clean too."""
        return _printable(super().bound_data(data, initial))


def _printable(value: Any) -> Any:
    return value.translate(CONTROLS) if isinstance(value, str) else value


def _too_long(label: str, most: int) -> str:
    return f"« {label} » dépasse {grouped(most)} signes : raccourcissez le texte."


def long_text(
    label: str, help_text: str = "", *, required: bool = True, most: int = 6000
) -> Words:
    """A text of several lines, counted by the page as it is typed."""
    return Words(
        label=label,
        help_text=help_text,
        required=required,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": f"Remplissez « {label} ».",
            "max_length": _too_long(label, most),
        },
    )


def line(label: str, help_text: str = "", *, required: bool = True, most: int = 200) -> Words:
    """A text of one line."""
    return Words(
        label=label,
        help_text=help_text,
        required=required,
        max_length=most,
        error_messages={
            "required": f"Remplissez « {label} ».",
            "max_length": _too_long(label, most),
        },
    )


def day(label: str, help_text: str = "", *, required: bool = False) -> forms.DateField:
    """A local day; browsers offer their calendar, « 02/04/2026 » works too."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        input_formats=DAY_FORMATS,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": "Indiquez une date.",
            "invalid": "Saisissez une date comme 02/04/2026.",
        },
    )


class HourField(forms.TimeField):
    """A wall time; browsers offer their clock, « 18 h 30 » works too."""

    def to_python(self, value: Any) -> Any:
        """« 18 h 30 », « 18h » and « 18:30 » are the same writing."""
        if isinstance(value, str):
            value = "".join(value.split()).lower().replace("h", ":").removesuffix(":")
            value = f"{value}:00" if value.isdigit() else value
        return super().to_python(value)


def hour(label: str, help_text: str = "") -> HourField:
    """A wall time of Europe/Paris, to the minute."""
    return HourField(
        label=label,
        help_text=help_text,
        input_formats=["%H:%M"],
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": f"Remplissez « {label} ».",
            "invalid": "Saisissez une heure comme 18 h 30.",
        },
    )


class PersonField(forms.ModelChoiceField[User]):
    """One of a few people, by their name."""

    def __init__(self, label: str, *, required: bool = True, hint: str = "") -> None:
        """The people are set by the form, from the dossier."""
        super().__init__(
            User.objects.none(),
            label=label,
            help_text=hint,
            required=required,
            empty_label="Choisir une personne" if required else "Aucune personne",
            error_messages={
                "required": "Choisissez une personne.",
                "invalid_choice": "Choisissez une personne de la liste.",
            },
        )

    def among(self, people: Iterable[User | None]) -> None:
        """Offer these people and no other."""
        found = [person.pk for person in people if person is not None]
        self.queryset = User.objects.filter(pk__in=found).order_by("last_name", "first_name")

    def label_from_instance(self, obj: Any) -> str:
        """The person's name."""
        return str(obj)


class MonthField(forms.TypedChoiceField):
    """A month to come, as its first day."""

    def __init__(self, label: str, help_text: str = "", empty: str = "Aucun") -> None:
        """The months are offered from the day given by `from_day`; `empty` names none."""
        self.empty = empty
        super().__init__(
            label=label,
            help_text=help_text,
            required=False,
            coerce=date.fromisoformat,
            empty_value=None,
            choices=[("", empty)],
            error_messages={"invalid_choice": "Choisissez un mois de la liste."},
        )

    def from_day(self, start: date, count: int = 36) -> None:
        """Offer the months of three years, the present one first."""
        months = []
        for offset in range(count):
            year, month = divmod(start.month - 1 + offset, 12)
            first = date(start.year + year, month + 1, 1)
            months.append((first.isoformat(), month_year(first)))
        self.choices = [("", self.empty), *months]
