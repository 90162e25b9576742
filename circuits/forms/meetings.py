"""What a council types about a meeting: when and where, the order of the day, the rest.

The points of the order of the day are fields of one form, so that an error says its
point, above and beside; how many there are comes from the page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms

from circuits.actions.meetings import Point
from circuits.forms import fields
from circuits.forms.references import typed_reference
from participation.clock import PARIS, local_day
from participation.french import long_date
from participation.models import Council, Meeting, Minutes
from participation.models.meetings import (
    ITEM_LENGTH,
    MINUTES_LENGTH,
    MOST_ITEMS,
    MOST_PRESENT,
    TITLE_LENGTH,
)

FAR = timedelta(days=731)
SPARE = 3
FIRST = 5


class MeetingForm(forms.Form):
    """Announce a meeting or change it. `rows` points are offered, empty ones ignored."""

    title = fields.line(
        "Objet de la réunion",
        "Laissez vide pour une réunion ordinaire : elle s’appellera « Réunion du conseil ».",
        required=False,
        most=TITLE_LENGTH,
    )
    day = fields.day("Jour de la réunion", required=True)
    starts = fields.hour("Heure de début")
    ends = fields.hour("Heure de fin")
    held = forms.BooleanField(
        label="Cette réunion a déjà eu lieu",
        help_text="Pour publier le compte rendu d’une réunion passée.",
        required=False,
    )
    place = fields.line("Lieu", "Par exemple « Bibliothèque de Dornach ».")
    address = fields.line("Adresse", "Numéro, rue, commune.", required=False)
    access = fields.long_text(
        "Comment venir",
        "Arrêt de bus, entrée de plain-pied, garde d’enfants…",
        required=False,
        most=600,
    )
    open_to_public = forms.BooleanField(
        label="La réunion est ouverte à toutes et à tous", required=False, initial=True
    )
    rows = forms.IntegerField(widget=forms.HiddenInput, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, council: Council, at: datetime, new: bool, rows: int, **kwargs: Any
    ) -> None:
        """`new`: the meeting is not announced yet; `rows`: how many points are offered."""
        super().__init__(*args, **kwargs)
        self.council, self.at = council, at
        self.row_count = min(max(rows, FIRST), MOST_ITEMS)
        self.initial["rows"] = self.row_count
        if not new:
            del self.fields["held"]
        for number in range(1, self.row_count + 1):
            self.fields.update(_point_fields(number))

    def point_names(self, number: int) -> list[str]:
        """The fields of one point, in their order."""
        return [f"point_{number}_{part}" for part in ("title", "text", "dossier", "rank")]

    def clean(self) -> dict[str, Any]:
        """The moments, the points in their order, the dossiers that they name."""
        cleaned = super().clean() or self.cleaned_data
        self._clean_moments(cleaned)
        rows = [row for n in range(1, self.row_count + 1) if (row := self._point(n, cleaned))]
        cleaned["points"] = [point for _, point in sorted(rows, key=lambda row: row[0])]
        return cleaned

    def meeting_fields(self) -> dict[str, Any]:
        """What the actions take."""
        names = (
            "title",
            "starts_at",
            "ends_at",
            "place",
            "address",
            "access",
            "open_to_public",
            "points",
        )
        return {name: self.cleaned_data[name] for name in names}

    def _clean_moments(self, cleaned: dict[str, Any]) -> None:
        day = cleaned.get("day")
        if day is None:
            return
        self._clean_day(day)
        moments = {}
        for name in ("starts", "ends"):
            if cleaned.get(name) is not None:
                moments[name] = self._moment(name, day, cleaned[name])
        starts, ends = moments.get("starts"), moments.get("ends")
        if starts is None or ends is None:
            return
        # Compared in UTC: on the days of the clock change wall times lie.
        if ends.astimezone(UTC) <= starts.astimezone(UTC):
            self.add_error("ends", "La fin doit venir après le début.")
        cleaned["starts_at"], cleaned["ends_at"] = starts, ends
        self._clean_past(starts, ends, held=bool(cleaned.get("held")))

    def _clean_day(self, day: date) -> None:
        if day < self.council.founded_on:
            founded = long_date(self.council.founded_on)
            self.add_error("day", f"Le conseil n’existait pas : il est créé le {founded}.")
        elif self.council.dissolved_on and self.council.is_over(day):
            gone = long_date(self.council.dissolved_on)
            self.add_error("day", f"Ce conseil est dissous le {gone}.")
        elif day > local_day(self.at) + FAR:
            self.add_error("day", "Ce jour est dans plus de deux ans : vérifiez l’année.")

    def _moment(self, name: str, day: date, hour: time) -> datetime | None:
        """The aware moment; of an hour that comes twice, the first."""
        wall = datetime.combine(day, hour, tzinfo=PARIS)
        if wall.astimezone(UTC).astimezone(PARIS).time() != hour:
            self.add_error(
                name,
                "Cette heure n’existe pas ce jour-là : à 2 heures, il est 3 heures "
                "(passage à l’heure d’été).",
            )
            return None
        return wall

    def _clean_past(self, starts: datetime, ends: datetime, *, held: bool) -> None:
        if held:
            if ends > self.at:
                self.add_error("held", "La réunion n’est pas encore finie : décochez la case.")
        elif starts <= self.at and "day" not in self.errors:
            more = (
                " Si la réunion a déjà eu lieu, cochez la case."
                if "held" in self.fields
                else ""
            )
            self.add_error("day", f"Ce jour et cette heure sont passés.{more}")

    def _point(
        self, number: int, cleaned: dict[str, Any]
    ) -> tuple[tuple[int, int, int], Point] | None:
        """Where the point stands, and the point; None for a row that says nothing.

        Moved up onto another it goes before it, moved down onto another after it.
        """
        title, text, dossier, rank = (cleaned.get(name) for name in self.point_names(number))
        if not (title or text or dossier):
            return None
        if not title and f"point_{number}_title" not in self.errors:
            self.add_error(
                f"point_{number}_title",
                f"Donnez un intitulé au point {number}, ou videz ses autres cases.",
            )
        reference = self._reference(number, dossier or "")
        point = Point(title=title or "", text=text or "", reference=reference)
        rank = rank or number
        return (rank, (rank > number) - (rank < number), number), point

    def _reference(self, number: int, typed: str) -> str:
        """The reference of the public dossier that was typed; any usual writing will do."""
        if not typed:
            return ""
        reference = typed_reference(typed)
        if not reference:
            self.add_error(
                f"point_{number}_dossier",
                f"Aucun dossier public ne porte ce numéro (point {number}). Écrivez-le "
                "comme « demande 2026-041 ».",
            )
        return reference


def _point_fields(number: int) -> dict[str, forms.Field]:
    names = ("title", "text", "dossier", "rank")
    text = fields.long_text(f"Précisions du point {number}", required=False, most=ITEM_LENGTH)
    text.widget.attrs["rows"] = 3
    dossier = fields.line(
        f"Dossier du point {number}",
        "Par exemple « demande 2026-041 » : l’ordre du jour y renverra.",
        required=False,
    )
    dossier.widget.attrs["list"] = "dossiers-connus"
    rank = forms.IntegerField(
        label=f"Rang du point {number}",
        help_text="Pour déplacer le point.",
        required=False,
        min_value=1,
        max_value=99,
        error_messages={
            "invalid": f"Le rang du point {number} est un nombre, comme 2.",
            "min_value": f"Le rang du point {number} commence à 1.",
            "max_value": f"Le rang du point {number} va jusqu’à 99.",
        },
    )
    title = fields.line(f"Intitulé du point {number}", required=False)
    made = (title, text, dossier, rank)
    return {f"point_{number}_{part}": field for part, field in zip(names, made, strict=True)}


def initial_of(meeting: Meeting) -> dict[str, Any]:
    """The meeting as the form shows it."""
    initial: dict[str, Any] = {
        "title": meeting.title,
        "day": meeting.day,
        "starts": meeting.starts.time(),
        "ends": meeting.ends.time(),
        "place": meeting.place,
        "address": meeting.address,
        "access": meeting.access,
        "open_to_public": meeting.open_to_public,
        "seen": meeting.version,
    }
    for item in meeting.items.all():
        prefix = f"point_{item.position}"
        initial[f"{prefix}_title"] = item.title
        initial[f"{prefix}_text"] = item.text
        initial[f"{prefix}_dossier"] = item.reference
        initial[f"{prefix}_rank"] = item.position
    return initial


def rows_for(points: Sequence[Any]) -> int:
    """How many rows to offer beside these points."""
    return max(FIRST, len(points) + SPARE)


def rows_asked(data: Mapping[str, str], more: int = 0) -> int:
    """How many rows the page had, and `more`; nonsense gives the fewest."""
    asked = data.get("rows", "")
    return (int(asked) if asked.isdigit() and len(asked) < 4 else FIRST) + more


class MinutesForm(forms.Form):
    """The compte rendu, or its correction once one is published."""

    text = fields.long_text(
        "Compte rendu",
        "Ce qui a été dit et décidé. Une ligne vide sépare les paragraphes, une ligne qui "
        "commence par un tiret fait une liste. N’écrivez ni le nom ni les coordonnées de "
        "personnes.",
        most=MINUTES_LENGTH,
    )
    present_count = forms.IntegerField(
        label="Nombre de personnes présentes",
        help_text="Le nombre seulement, sans les noms.",
        min_value=1,
        max_value=MOST_PRESENT,
        error_messages={
            "required": "Indiquez combien de personnes sont venues.",
            "invalid": "Saisissez un nombre, comme 24.",
            "min_value": "Au moins une personne est venue ; sinon, annulez la réunion.",
            "max_value": f"Vérifiez ce nombre : il va jusqu’à {MOST_PRESENT}.",
        },
    )
    adopted_on = fields.day(
        "Jour où le conseil l’a adopté", "Laissez vide s’il n’est pas encore adopté."
    )
    correction = fields.line(
        "Ce qui change",
        "Une phrase, que tout le monde lit. L’ancienne version reste visible.",
        most=300,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, meeting: Meeting, today: date, last: Minutes | None, **kwargs: Any
    ) -> None:
        """`last` is the version that this one corrects; `today` the local day."""
        super().__init__(*args, **kwargs)
        self.meeting, self.today = meeting, today
        self.fields["text"].widget.attrs["rows"] = 18
        if last is None:
            del self.fields["correction"]

    def clean_adopted_on(self) -> date | None:
        """Refuse a day before the meeting, or to come.

        Raises:
            ValidationError: beside the field.

        """
        day: date | None = self.cleaned_data["adopted_on"]
        if day and day < self.meeting.day:
            raise forms.ValidationError("Ce jour vient avant la réunion.")
        if day and day > self.today:
            raise forms.ValidationError("Ce jour n’est pas encore venu.")
        return day

    def minutes_fields(self) -> dict[str, Any]:
        """What the action takes."""
        names = ("text", "present_count", "adopted_on", "correction")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class CancelForm(forms.Form):
    """Why a meeting is not held."""

    reason = fields.long_text(
        "Pourquoi la réunion est annulée",
        "Tout le monde lit ce motif, sur le site et dans les calendriers.",
        most=600,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class HideForm(forms.Form):
    """Why a version of a compte rendu is hidden."""

    reason = fields.line(
        "Pourquoi ce texte est masqué", "Tout le monde lit ce motif.", most=300
    )
