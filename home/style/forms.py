"""A question of each kind: empty, and answered badly. Nothing of it is kept."""

from __future__ import annotations

from datetime import date

from django import forms

from circuits.forms import fields

COUNCILS = (
    ("drouot", "Drouot – Barbanègre"),
    ("bourtzwiller", "Bourtzwiller"),
    ("coteaux", "Les Coteaux"),
)


class ExampleForm(forms.Form):
    """Every kind of question that the site asks."""

    title = fields.line("Titre", "Ce que demande le conseil, en une ligne.", most=150)
    email = forms.EmailField(
        label="Adresse électronique",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"invalid": "Saisissez une adresse complète, comme nom@exemple.fr."},
    )
    need = fields.long_text("Le constat", "Ce que vous avez vu, où et quand.")
    theme = forms.ChoiceField(
        label="Thème",
        choices=[("", "Choisissez"), ("voirie", "Voirie"), ("ecoles", "Écoles")],
        error_messages={"required": "Choisissez un thème."},
    )
    meeting = forms.ChoiceField(
        label="Décidée en réunion ?",
        widget=forms.RadioSelect,
        choices=[("oui", "En réunion du conseil"), ("non", "Entre deux réunions")],
        error_messages={"required": "Dites comment la demande a été décidée."},
    )
    councils = forms.MultipleChoiceField(
        label="Conseils consultés",
        help_text="Plusieurs choix possibles.",
        widget=forms.CheckboxSelectMultiple,
        choices=COUNCILS,
        error_messages={"required": "Choisissez au moins un conseil."},
    )
    on = fields.day("Date de la visite", required=True)
    documents = forms.FileField(label="Documents", required=False)
    agreed = forms.BooleanField(
        label="Le conseil a relu ce texte",
        error_messages={"required": "Cochez la case quand le conseil a relu le texte."},
    )


class ExampleFilter(forms.Form):
    """The filters of a list."""

    council = forms.ChoiceField(
        label="Conseil", required=False, choices=[("", "Tous"), *COUNCILS]
    )
    late = forms.BooleanField(label="Seulement en retard", required=False)


def empty_form(today: date) -> ExampleForm:
    """As it opens."""
    return ExampleForm(prefix="vide", initial={"on": today})


def wrong_form() -> ExampleForm:
    """As it comes back: everything is wrong, and nothing that was typed is lost."""
    typed = {"title": "Un banc " * 20, "email": "nom chez exemple", "on": ""}
    return ExampleForm({f"faux-{name}": text for name, text in typed.items()}, prefix="faux")


def filters() -> ExampleFilter:
    """Two filters, one in use."""
    return ExampleFilter({"filtre-council": "coteaux"}, prefix="filtre")
