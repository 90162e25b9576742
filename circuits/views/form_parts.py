"""The parts of the long forms: which questions go together, under which title."""

from __future__ import annotations

from typing import Any

from django import forms

# The parts of the long forms: key, title, what to know, fields. What no part names
# comes first, so that a new field is never lost.
PARTS: dict[str, tuple[tuple[str, str, str, tuple[str, ...]], ...]] = {
    "draft": (
        ("text", "Ce que vous demandez", "", ("title", "theme", "need", "wish")),
        ("place", "Où", "", ("place", "quarter")),
        (
            "adopted",
            "Comment le conseil l’a décidé",
            "Indiquez la réunion, ou cochez la case.",
            ("commission", "adopted_on", "between_meetings"),
        ),
        ("after", "Pour la suite", "", ("contact", "visibility")),
    ),
    "transmit_answer": (
        ("answer", "La réponse", "", ("outcome", "summary", "body")),
        (
            "refused",
            "Si la demande est refusée",
            "Les trois sont alors à remplir.",
            ("reason_code", "reason", "alternative"),
        ),
        (
            "committed",
            "Si la Ville s’engage",
            "Laissez vide quand rien ne reste à faire. Un engagement a un intitulé et un "
            "mois : le service en dit régulièrement des nouvelles.",
            ("milestone_label", "milestone_on"),
        ),
        (
            "deferred",
            "Si la Ville ne peut pas encore répondre",
            "La date promise devient celle-ci ; passé ce jour, la réponse est en retard.",
            ("deferred_to",),
        ),
        (
            "signed",
            "La suite et la signature",
            "",
            (
                "next_steps",
                "signatory",
                "decided_by",
                "decided_on",
                "decision_url",
                "validate",
            ),
        ),
    ),
    "answer_offer": (
        ("said", "", "", ("kind",)),
        (
            "opinion",
            "Ce que dit le conseil",
            "À écrire si le conseil donne son avis. Sinon, une précision ou une raison, si "
            "vous le souhaitez.",
            ("body",),
        ),
        ("participating", "Si le conseil participe", "", ("delegates", "available")),
        ("adopted", "Comment le conseil l’a décidé", "", ("adopted_on",)),
    ),
    "offer_draft": (
        ("text", "Le sujet", "", ("title", "theme", "proposal")),
        (
            "scope",
            "Ce qui est ouvert, ce qui ne l’est pas",
            "",
            ("open_points", "decided_points"),
        ),
        ("way", "Comment les conseils participent", "", ("form", "place", "event_on")),
        ("who", "À qui, et jusqu’à quand", "", ("councils", "answer_by")),
        ("after", "Et ensuite", "", ("publication_plan", "contact", "visibility")),
        ("documents", "Documents", "", ("documents", "remove")),
    ),
}
PARTS["answer_directly"] = (
    ("who", "Qui est concerné", "", ("service", "elected")),
    *PARTS["transmit_answer"],
)
# Parts that an answer above makes necessary: their title says when, not each question.
CONDITIONAL = ("refused", "committed", "deferred", "opinion", "participating")
BEHALF = ("behalf_person", "behalf_channel", "behalf_on")


def parts_of(form: forms.BaseForm, name: str) -> list[dict[str, Any]]:
    """The questions of a form by part, « saisie pour » first; a short form has one."""
    parts = PARTS.get(name, ())
    named = {field for *_, fields in parts for field in fields} | set(BEHALF)
    rest = tuple(field for field in form.fields if field not in named)
    behalf = (
        "behalf",
        "De qui vous saisissez la décision",
        "La page dira qu’elle est saisie par l’Agence, et comment elle a été recueillie.",
        BEHALF,
    )
    rows = []
    for key, title, note, fields in (behalf, ("rest", "", "", rest), *parts):
        found = [form[field] for field in fields if field in form.fields]
        if found:
            rows.append(
                {
                    "key": key,
                    "title": title,
                    "note": note,
                    "fields": found,
                    "conditional": key in CONDITIONAL,
                }
            )
    return rows
