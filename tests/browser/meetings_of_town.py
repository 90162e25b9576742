"""The meetings of the browser's town: to come, cancelled, to be told, told twice, hidden."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from circuits.actions import meetings as actions
from participation.models import Meeting

LONG = (
    "- une première ligne, avec https://exemple.fr/une/adresse/tres/longue/qui-ne-se-coupe-nulle-part\n"
    "- une deuxième\n\nUn paragraphe. " + "Le conseil a parlé des bancs et des arbres. " * 12
)


def make_meetings(world: Any, dossier: Any, now: datetime) -> dict[str, Meeting]:
    """One of each, by name; `dossier` is named by an order of the day."""

    def announce(days: int, **fields: Any) -> Meeting:
        starts = (now + timedelta(days=days)).replace(hour=18, minute=30)
        return actions.announce_meeting(
            world.council,
            by=world.referent,
            at=min(starts, now) - timedelta(days=20),
            key=uuid.uuid4(),
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
            **{
                "place": "Centre socioculturel Drouot-Barbanègre",
                "address": "67 rue de Sausheim, 68100 Mulhouse",
                "points": [
                    actions.Point("Nouvelles des voisins"),
                    actions.Point("Le passage piéton", LONG, str(dossier.reference)),
                ],
                **fields,
            },
        )

    def tell(meeting: Meeting, text: str, correction: str = "") -> None:
        at = meeting.ends_at + timedelta(days=3)
        wording = actions.Wording(text, 24, correction=correction)
        actions.publish_minutes(meeting.pk, wording, by=world.referent, at=at)

    made = {
        "coming": announce(6, access="Tram ligne 1.\n\nEntrée de plain-pied."),
        "members": announce(
            40,
            open_to_public=False,
            title="Préparation-anticonstitutionnellement-intergouvernementaliste du budget",
        ),
        "shared": announce(50, points=[]),
        "cancelled": announce(13),
        "untold": announce(-6),
        "told": announce(-60),
        "hidden": announce(-120),
    }
    actions.cancel_meeting(
        made["cancelled"].pk, by=world.referent, at=now, reason="Une fuite d’eau dans la salle."
    )
    tell(made["told"], LONG)
    tell(made["told"], LONG, correction="Le nombre de voix était faux.")
    tell(made["hidden"], "Une personne est nommée ici.")
    actions.hide_minutes(
        made["hidden"].pk, 1, by=world.agency, at=now, reason="Une personne était nommée."
    )
    for weeks in range(1, 14):
        announce(-7 * weeks - 130, points=[])
    return made
