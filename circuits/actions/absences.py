"""A person says when he or she is away, and comes back earlier (circuits.md 7)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from circuits import people_letters
from participation.clock import local_day
from participation.models import Absence, User
from participation.working_days import ONE_DAY


@transaction.atomic
def go_away(absence: Absence, *, at: datetime) -> Absence:
    """Keep an absence that was checked; its substitute is told at once.

    Raises:
        ValidationError: another one was entered meanwhile for these days.

    """
    # Two clicks at once: the second waits, and finds the first.
    User.objects.select_for_update().get(pk=absence.person_id)
    absence.full_clean()
    absence.save()
    people_letters.tell_substitute(absence, at=at)
    return absence


def come_back(absence_pk: int, *, by: User, at: datetime) -> bool:
    """End one's own absence as of today; one that has not begun is forgotten.

    Returns whether there was something to end.
    """
    today = local_day(at)
    with transaction.atomic():
        own = Absence.objects.select_for_update(of=("self",)).filter(person=by, pk=absence_pk)
        absence = own.filter(ends_on__gte=today).first()
        if absence is None:
            return False
        if absence.starts_on >= today:
            absence.delete()
        else:
            absence.ends_on = today - ONE_DAY
            absence.save(update_fields=["ends_on"])
    return True
