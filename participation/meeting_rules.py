"""Who may write about a meeting, and when: pure, with a reason for whoever may not.

They know of a person only what `Speaker` says; those above say who somebody is today.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol

from participation.models.councils import Council
from participation.models.meetings import Meeting
from participation.permissions import YES, Decision, no

NOT_YOURS = (
    "Annoncer une réunion et publier son compte rendu reviennent à la référente, au "
    "référent ou à la suppléance du conseil."
)
AGENCY_ONLY = "Masquer un compte rendu revient à l’Agence."
BEGUN = (
    "La réunion a commencé : son ordre du jour ne change plus. Dites dans le compte rendu "
    "ce qui s’est passé autrement."
)
CANCELLED = "Cette réunion est annulée."
TOLD = "Le compte rendu est publié : la réunion a eu lieu."
NOT_YET = "Le compte rendu se publie quand la réunion a commencé."
GONE = "Ce conseil n’existe plus : annoncez la réunion au nom de celui d’aujourd’hui."


class Speaker(Protocol):
    """What the rules ask of a person: the councils spoken for, and the Agence."""

    @property
    def agency(self) -> bool:
        """Whether the person works at the Agence."""

    @property
    def speaks_for(self) -> frozenset[int]:
        """The keys of the councils for which the person speaks today."""


def may_write(who: Speaker, council_id: int) -> Decision:
    """Whether the person writes about the meetings of this council."""
    return YES if who.agency or council_id in who.speaks_for else no(NOT_YOURS)


def may_announce(who: Speaker, council: Council, day: date) -> Decision:
    """Whether the person may announce a meeting of this council on the local day `day`."""
    if council.is_over(day):
        return no(GONE)
    return may_write(who, council.pk)


def may_edit(who: Speaker, meeting: Meeting, at: datetime) -> Decision:
    """Whether day, place and order of the day may still change at the moment `at`."""
    mine = may_write(who, meeting.council_id)
    if not mine:
        return mine
    if meeting.cancelled:
        return no(CANCELLED)
    return no(BEGUN) if meeting.begun(at) else YES


def may_cancel(who: Speaker, meeting: Meeting, *, told: bool) -> Decision:
    """Whether the meeting may be called off; `told`: its compte rendu is published."""
    mine = may_write(who, meeting.council_id)
    if not mine:
        return mine
    if meeting.cancelled:
        return no(CANCELLED)
    return no(TOLD) if told else YES


def may_tell(who: Speaker, meeting: Meeting, at: datetime) -> Decision:
    """Whether a compte rendu, or its correction, may be published at the moment `at`."""
    mine = may_write(who, meeting.council_id)
    if not mine:
        return mine
    if meeting.cancelled:
        return no(CANCELLED)
    return YES if meeting.begun(at) else no(NOT_YET)


def may_hide(who: Speaker) -> Decision:
    """Whether the person may hide a version that should not have been published."""
    return YES if who.agency else no(AGENCY_ONLY)
