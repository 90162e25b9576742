"""The form of a circuit's draft: no JSON, one field for each thing that may change.

Fields are named as `circuit_check` names what causes a problem (« delay-A3 »), so that
each is told where it is (circuits.md 11).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property

from circuits import circuit_edit
from circuits import circuit_words as words
from circuits.actions.circuit_editing import Draft
from circuits.circuit_check import reason_lists
from circuits.circuit_edit import LABEL, MOST, Changes
from circuits.models import CircuitVersion
from participation.models import Theme

# How many reasons may be added at each save.
NEW = 3
BESIDE = ""


class CircuitForm(forms.Form):
    """Everything that a draft lets change; its fields come from its definition."""

    name = forms.CharField(
        label="Nom du circuit",
        max_length=80,
        help_text="Celui que l’Agence reconnaît. Le public ne le lit pas.",
        error_messages={"required": "Donnez un nom à ce circuit."},
    )
    replaces = forms.ChoiceField(
        label="À son activation",
        required=False,
        widget=forms.RadioSelect,
        help_text="Les nouveaux dossiers suivront ce circuit à la place de l’autre.",
    )
    themes = forms.ModelMultipleChoiceField(
        label="Thèmes",
        queryset=Theme.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Aucun coché : il sert pour tous les thèmes qu’aucun autre circuit ne prend.",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        version: CircuitVersion,
        place: CircuitVersion | None,
        used: dict[str, dict[str, int]],
    ) -> None:
        """`place` is the version in use that it would replace; `used` counts reasons."""
        self.version = version
        self.definition: dict[str, Any] = version.definition
        self.used = used
        super().__init__(data, initial=_initial(version, place))
        self._choose_place(place)
        for row in self.rows:
            self._add_step(row)
        for name in circuit_edit.used_ladders(self.definition):
            for rung in self.definition["ladders"][name]:
                if circuit_edit.is_movable(rung):
                    self.fields[f"rung-{name}-{rung['code']}"] = self._number(
                        "Jours", abs(rung["offset"]), MOST[rung["unit"]]
                    )
        for key, reasons in reason_lists(self.definition).items():
            self._add_reasons(key, reasons)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The steps, those that are off in their place."""
        return circuit_edit.all_steps(self.definition)

    def _choose_place(self, place: CircuitVersion | None) -> None:
        in_use = CircuitVersion.objects.in_use().filter(kind=self.version.kind)
        field = self.fields["replaces"]
        assert isinstance(field, forms.ChoiceField)
        choices = [(str(other.pk), f"Il remplace « {other} »") for other in in_use]
        field.choices = [*choices, (BESIDE, "Il s’ajoute aux autres, sans rien remplacer")]
        if self.version.replaces_id and place is None:
            field.initial = BESIDE

    def _number(self, label: str, initial: int, most: int) -> forms.IntegerField:
        wrong = f"Saisissez un nombre entier de 1 à {most}."
        names = ("required", "invalid", "min_value", "max_value")
        return forms.IntegerField(
            label=label,
            initial=initial,
            min_value=1,
            max_value=most,
            error_messages=dict.fromkeys(names, wrong),
        )

    def _add_step(self, row: dict[str, Any]) -> None:
        code = row["code"]
        title = f"{code} {row['name']}"
        if code in circuit_edit.optional_steps(self.definition):
            on = any(step["code"] == code for step in self.definition["steps"])
            self.fields[f"step-{code}"] = forms.BooleanField(
                label=f"Cette étape existe ({title})", required=False, initial=on
            )
        owners = circuit_edit.owners_for(self.definition, row)
        if len(owners) > 1:
            self.fields[f"owner-{code}"] = forms.ChoiceField(
                label=f"Redevable de {title}",
                choices=[(owner, words.party(owner)) for owner in owners],
                initial=row["owner"],
            )
        if circuit_edit.has_delay(row):
            self.fields[f"delay-{code}"] = self._number(
                f"Délai de {title}", row["delay"] or 1, MOST[row["unit"]]
            )

    def _add_reasons(self, key: str, reasons: list[dict[str, Any]]) -> None:
        counts = circuit_edit.used_codes(self.used, key)
        for row in reasons:
            self.fields[f"reason-{key}-{row['code']}"] = forms.CharField(
                label=f"Motif « {row['label']} »",
                initial=row["label"],
                max_length=LABEL,
                error_messages={"required": "Écrivez ce motif, ou retirez-le."},
            )
            if not counts.get(row["code"]):
                self.fields[f"remove-{key}-{row['code']}"] = forms.BooleanField(
                    label=f"Retirer « {row['label']} »", required=False
                )
        for rank in range(1, NEW + 1):
            self.fields[f"new-{key}-{rank}"] = forms.CharField(
                label=f"Nouveau motif {rank}", required=False, max_length=LABEL
            )

    def full_clean(self) -> None:
        """What the posted page did not hold stays as it is: it was added meanwhile."""
        if self.is_bound:
            for name, field in self.fields.items():
                absent = self.add_prefix(name) not in self.data
                if absent and isinstance(field, (forms.IntegerField, forms.CharField)):
                    field.required = False
                removed = name.replace("reason-", "remove-", 1)
                if name.startswith("reason-") and self.data.get(removed):
                    field.required = False
        super().full_clean()

    def draft(self) -> Draft:
        """The name, the themes and the place, once valid."""
        place = self.cleaned_data["replaces"]
        return Draft(
            name=self.cleaned_data["name"],
            themes=list(self.cleaned_data["themes"]),
            replaces=int(place) if place else None,
        )

    def changes(self) -> Changes:
        """What the definition becomes, once valid."""
        data = self.cleaned_data
        return Changes(
            kept=[
                code
                for code in circuit_edit.optional_steps(self.definition)
                if data[f"step-{code}"]
            ],
            delays={
                row["code"]: data[f"delay-{row['code']}"]
                for row in self.rows
                if data.get(f"delay-{row['code']}")
            },
            owners={
                row["code"]: data[f"owner-{row['code']}"]
                for row in self.rows
                if data.get(f"owner-{row['code']}")
            },
            offsets={
                (name, rung["code"]): data[f"rung-{name}-{rung['code']}"]
                for name, rungs in self.definition["ladders"].items()
                for rung in rungs
                if data.get(f"rung-{name}-{rung['code']}")
            },
            reasons={
                key: self._reasons(key, rows)
                for key, rows in reason_lists(self.definition).items()
            },
        )

    def _reasons(self, key: str, rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
        data = self.cleaned_data
        kept = [
            (row["code"], data[f"reason-{key}-{row['code']}"] or row["label"])
            for row in rows
            if not data.get(f"remove-{key}-{row['code']}")
        ]
        added = [data[f"new-{key}-{rank}"] for rank in range(1, NEW + 1)]
        return [*kept, *(("", label) for label in added if label.strip())]


def _initial(version: CircuitVersion, place: CircuitVersion | None) -> dict[str, Any]:
    return {
        "name": version.name,
        "themes": version.themes.all(),
        "replaces": str(place.pk) if place else BESIDE,
    }
