"""Meetings as councils announce them, by the same actions."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from circuits.actions import meetings as actions
from participation.models import Meeting, Minutes

HELD = "On a parlé des bancs."


def announce(
    world: Any, starts: datetime, *, at: datetime | None = None, **fields: Any
) -> Meeting:
    """A meeting of the world's council, of two hours, announced two weeks before."""
    council = fields.pop("council", world.council)
    return actions.announce_meeting(
        council,
        by=fields.pop("by", world.agency),
        at=at or starts - timedelta(days=14),
        key=fields.pop("key", uuid.uuid4()),
        starts_at=starts,
        ends_at=fields.pop("ends_at", starts + timedelta(hours=2)),
        **{"place": "Centre socioculturel", "address": "62 rue de Soultz", **fields},
    )


def tell(world: Any, meeting: Meeting, text: str = HELD, **fields: Any) -> Minutes:
    """The compte rendu of a meeting, published the day after."""
    by = fields.pop("by", world.agency)
    at = fields.pop("at", meeting.ends_at + timedelta(days=1))
    wording = actions.Wording(text, fields.pop("present_count", 12), **fields)
    return actions.publish_minutes(meeting.pk, wording, by=by, at=at)
